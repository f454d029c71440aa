// Forks by their members: a schedule, or what is wrong with it.
#include "tools/genesis/chain_config.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/fixtures/parts.hpp"
#include "tools/genesis/genesis.hpp"
#include "tools/support/fail.hpp"
#include "vm/isa/text.hpp"

namespace mozi::genesis {
namespace {

using chain::Trigger;
using fixtures::Reader;
using fixtures::ReadError;

/// Whether later forks need this one.
enum class Presence : uint8_t { required, optional };

/// A member that says when a fork begins. `fork` is its name for rules_by_name; empty: nothing
/// changes but what other members say.
struct ForkMember {
  const char* member;
  const char* fork;
  Trigger trigger = Trigger::block_number;
  Presence presence = Presence::required;
};

// clang-format off
constexpr ForkMember fork_members[] = {
    {"homesteadBlock",          "Homestead"},
    {"daoForkBlock",            "",               Trigger::block_number, Presence::optional},
    {"eip150Block",             "EIP150"},
    {"eip155Block",             ""},  // comes with EIP-158 in the rules
    {"eip158Block",             "EIP158"},
    {"byzantiumBlock",          "Byzantium"},
    {"constantinopleBlock",     "Constantinople"},
    {"petersburgBlock",         "ConstantinopleFix"},
    {"istanbulBlock",           "Istanbul"},
    {"muirGlacierBlock",        "MuirGlacier",    Trigger::block_number, Presence::optional},
    {"berlinBlock",             "Berlin"},
    {"londonBlock",             "London"},
    {"arrowGlacierBlock",       "ArrowGlacier",   Trigger::block_number, Presence::optional},
    {"grayGlacierBlock",        "GrayGlacier",    Trigger::block_number, Presence::optional},
    {"terminalTotalDifficulty", "Paris",          Trigger::total_difficulty},
    {"mergeNetsplitBlock",      "",               Trigger::block_number, Presence::optional},
    {"shanghaiTime",            "Shanghai",       Trigger::timestamp},
    {"cancunTime",              "Cancun",         Trigger::timestamp},
    {"pragueTime",              "Prague",         Trigger::timestamp},
    {"osakaTime",               "Osaka",          Trigger::timestamp},
    {"bpo1Time",                "BPO1",           Trigger::timestamp, Presence::optional},
    {"bpo2Time",                "BPO2",           Trigger::timestamp, Presence::optional},
    {"bpo3Time",                "BPO3",           Trigger::timestamp, Presence::optional},
    {"bpo4Time",                "BPO4",           Trigger::timestamp, Presence::optional},
};
// clang-format on

/// A fork member that is there.
struct Planned {
  const ForkMember* row;
  Word at;
};

std::optional<Reader> find(const Reader& json, const char* key) {
  auto member = json.find(key);
  if (member && member->is_null()) return {};
  return member;
}

/// A fork that is not known must not be passed over: the chain would follow other rules.
void refuse_unknown_forks(const Reader& json) {
  json.each_member([](const std::string& key, const Reader& value) {
    const bool names_fork = key.ends_with("Block") || key.ends_with("Time");
    const bool known =
        std::ranges::any_of(fork_members, [&](const ForkMember& row) { return key == row.member; });
    if (names_fork && !known && !value.is_null())
      throw ReadError{value.path() + ": expected a fork up to BPO4, got one that is not known"};
  });
}

/// The members that are there, in the order of the forks.
std::vector<Planned> read_plan(const Reader& json) {
  std::vector<Planned> plan;
  const ForkMember* missing = nullptr;
  for (const ForkMember& row : fork_members) {
    const auto member = find(json, row.member);
    const bool follows = std::string_view(row.member) == "petersburgBlock" && !plan.empty() &&
                         std::string_view(plan.back().row->fork) == "Constantinople";
    if (!member && follows) {
      plan.push_back({&row, plan.back().at});  // as geth reads it
    } else if (!member) {
      if (row.presence == Presence::required && missing == nullptr) missing = &row;
    } else {
      if (missing != nullptr)
        throw ReadError{fmt::format("{}.{}: expected a number, for {} is set", json.path(),
                                    missing->member, row.member)};
      plan.push_back({&row, member->number()});
    }
  }
  return plan;
}

void check_order(const Reader& json, const std::vector<Planned>& plan) {
  const Planned* before = nullptr;
  for (const Planned& now : plan) {
    if (before != nullptr && before->row->trigger == now.row->trigger && now.at < before->at)
      throw ReadError{fmt::format("{}.{}: expected at least {}, the number of {}, got {}",
                                  json.path(), now.row->member, to_decimal(before->at),
                                  before->row->member, to_decimal(now.at))};
    before = &now;
  }
  const auto at = [&](std::string_view member) {
    const auto found =
        std::ranges::find_if(plan, [&](const Planned& p) { return p.row->member == member; });
    return found == plan.end() ? std::optional<Word>() : found->at;
  };
  if (const auto eip155 = at("eip155Block"), eip158 = at("eip158Block"); eip158 && eip155 != eip158)
    throw ReadError{fmt::format("{}.eip155Block: expected {}, the number of eip158Block, got {}",
                                json.path(), to_decimal(*eip158), to_decimal(*eip155))};
}

std::vector<chain::BlobSchedule> read_blobs(const Reader& json) {
  if (!find(json, "blobSchedule")) return {};
  auto blobs = fixtures::read_blob_schedules(json);
  for (const chain::BlobSchedule& blob : blobs)
    if (blob.update_fraction == 0)
      throw ReadError{
          fmt::format("{}.blobSchedule.{}.baseFeeUpdateFraction: expected a number above 0, got 0",
                      json.path(), blob.fork)};
  return blobs;
}

/// The rules of a fork after those of `before`. A schedule of blobs that the configuration has for
/// an earlier fork goes on until it has another.
isa::Rules rules_of(const char* fork, const isa::Rules& before,
                    std::span<const chain::BlobSchedule> blobs) {
  isa::Rules rules = *chain::rules_by_name(fork, blobs);
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(blobs, [&](const chain::BlobSchedule& blob) {
      return isa::equal_ignoring_case(blob.fork, name);
    });
  };
  if (!before.blob_tx || has(fork) || blobs.empty()) return rules;
  rules.blob_target = before.blob_target;
  rules.blob_max = before.blob_max;
  rules.blob_update_fraction = before.blob_update_fraction;
  return rules;
}

chain::ForkSchedule make_schedule(const Reader& json, const std::vector<Planned>& plan) {
  const auto blobs = read_blobs(json);
  chain::ForkSchedule forks(isa::rules_of(Fork::frontier));
  isa::Rules rules = isa::rules_of(Fork::frontier);
  for (const Planned& planned : plan) {
    if (*planned.row->fork == '\0') continue;
    rules = rules_of(planned.row->fork, rules, blobs);
    forks.add({planned.row->trigger, planned.at, rules});
  }
  return forks;
}

bool flag(const Reader& json, const char* key) {
  const auto member = find(json, key);
  if (!member) return false;
  if (!member->json().is_boolean())
    throw ReadError{member->path() + ": expected true or false, got " + member->json().dump()};
  return member->json().get<bool>();
}

}  // namespace

chain::ChainConfig read_chain_config(const Reader& json) {
  chain::ChainConfig config;
  config.chain_id = json["chainId"].number();
  refuse_unknown_forks(json);
  const auto plan = read_plan(json);
  check_order(json, plan);
  config.forks = make_schedule(json, plan);
  if (find(json, "clique"))
    throw ReadError{json.path() + ".clique: expected proof of work or of stake, got authority"};
  const auto dao = find(json, "daoForkBlock");
  if (dao && flag(json, "daoForkSupport")) config.dao_fork = dao->number64();
  if (const auto deposits = find(json, "depositContractAddress"))
    config.deposit_contract = deposits->address();
  if (flag(json, "lattice")) config.forks.enable_lattice();
  if (const auto distributor = find(json, "rewardDistributor"))
    config.reward_distributor = distributor->address();
  return config;
}

Expected<chain::ChainConfig> parse_chain_config(const nlohmann::json& json) {
  try {
    return read_chain_config(Reader(json, "config"));
  } catch (const ReadError& error) {
    return fail("{}", error.message);
  }
}

}  // namespace mozi::genesis
