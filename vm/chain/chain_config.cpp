// What makes a chain: which rules hold when, and the constants that are its own.
#include "vm/chain/chain_config.hpp"

#include <algorithm>
#include <ranges>

#include "vm/isa/eips.hpp"
#include "vm/isa/text.hpp"

namespace mozi::chain {
namespace {

/// EIP-7892 forks that never were but in execution-spec-tests.
constexpr isa::Rules blobs_bpo3(isa::Rules r) {
  r.blob_target = 21;
  r.blob_max = 32;
  r.blob_update_fraction = 20'609'697;
  return r;
}
constexpr isa::Rules blobs_bpo4(isa::Rules r) {
  r.blob_target = 14;
  r.blob_max = 21;
  r.blob_update_fraction = 13'739'630;
  return r;
}

constexpr isa::Rules unchanged(isa::Rules r) {
  return r;
}

/// Names beyond those of enum Fork: a fork, and what was changed in it.
struct Variant {
  std::string_view name;
  Fork fork;
  isa::Rules (*change)(isa::Rules rules);
};
// clang-format off
constexpr Variant variants[] = {
    {"DAO",          Fork::homestead, unchanged},
    {"MuirGlacier",  Fork::istanbul,  isa::eip_2384},
    {"ArrowGlacier", Fork::london,    isa::eip_4345},
    {"GrayGlacier",  Fork::london,    isa::eip_5133},
    {"BPO3",         Fork::bpo2,      blobs_bpo3},
    {"BPO4",         Fork::bpo2,      blobs_bpo4},
};
// clang-format on

std::optional<isa::Rules> find_rules(std::string_view name) {
  if (const auto fork = parse_fork(name)) return isa::rules_of(*fork);
  for (const Variant& variant : variants)
    if (isa::equal_ignoring_case(variant.name, name))
      return variant.change(isa::rules_of(variant.fork));
  return {};
}

bool is_reached(const Activation& activation, const Position& position) {
  switch (activation.trigger) {
    case Trigger::block_number:
      return Word{position.number} >= activation.at;
    case Trigger::total_difficulty:
      return position.parent_total_difficulty >= activation.at;
    case Trigger::timestamp:
      return Word{position.timestamp} >= activation.at;
  }
  return false;
}

/// "5", "Time15k", "DiffC0000": what a transition waits for.
std::optional<Activation> parse_trigger(std::string_view text) {
  Activation activation;
  std::string digits;
  if (text.starts_with("Time")) {
    activation.trigger = Trigger::timestamp;
    digits = text.substr(4);
    if (digits.ends_with('k')) digits.replace(digits.size() - 1, 1, "000");
  } else if (text.starts_with("Diff")) {
    activation.trigger = Trigger::total_difficulty;
    digits = "0x" + std::string(text.substr(4));
  } else {
    digits = text;
  }
  if (!parse_word(digits, activation.at)) return {};
  return activation;
}

std::unexpected<Error> unknown_network(std::string_view name) {
  return std::unexpected(
      Error{"expected a fork, or XToYAt5, XToYAtTime15k or XToYAtDiffC0000, got '" +
            std::string(name) + "'"});
}

}  // namespace

const isa::Rules& ForkSchedule::rules_at(const Position& position) const {
  for (const Activation& activation : activations_ | std::views::drop(1) | std::views::reverse)
    if (is_reached(activation, position)) return activation.rules;
  return activations_.front().rules;
}

void ForkSchedule::enable_lattice() {
  for (Activation& activation : activations_) activation.rules.lattice = true;
}

isa::Rules with_blob_schedule(isa::Rules rules, std::string_view name,
                              std::span<const BlobSchedule> blobs) {
  for (const BlobSchedule& schedule : blobs) {
    if (!isa::equal_ignoring_case(schedule.fork, name) || schedule.update_fraction == 0) continue;
    rules.blob_target = schedule.target;
    rules.blob_max = schedule.max;
    rules.blob_update_fraction = schedule.update_fraction;
  }
  return rules;
}

std::optional<isa::Rules> rules_by_name(std::string_view name,
                                        std::span<const BlobSchedule> blobs) {
  const auto rules = find_rules(name);
  if (!rules) return {};
  return with_blob_schedule(*rules, name, blobs);
}

Expected<ChainConfig> config_of_network(std::string_view name,
                                        std::span<const BlobSchedule> blobs) {
  ChainConfig config;
  if (const auto rules = rules_by_name(name, blobs)) {
    config.forks = ForkSchedule(*rules);
    if (isa::equal_ignoring_case(name, "DAO")) config.dao_fork = 0;
    return config;
  }
  const size_t to = name.find("To");
  const size_t at = name.rfind("At");
  if (to == std::string_view::npos || at == std::string_view::npos || at < to + 2)
    return unknown_network(name);
  const std::string_view after = name.substr(to + 2, at - to - 2);
  const auto first = rules_by_name(name.substr(0, to), blobs);
  const auto second = rules_by_name(after, blobs);
  auto activation = parse_trigger(name.substr(at + 2));
  if (!first || !second || !activation) return unknown_network(name);
  activation->rules = *second;
  config.forks = ForkSchedule(*first);
  config.forks.add(*activation);
  if (isa::equal_ignoring_case(after, "DAO")) config.dao_fork = activation->at.low();
  return config;
}

}  // namespace mozi::chain
