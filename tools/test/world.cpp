// A chain of one test's own, and calls of its contracts by name.
#include "tools/test/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "tools/abi/codec.hpp"
#include "vm/crypto/keccak.hpp"

namespace mozi::test {
namespace {

template <class T>
T must(Expected<T> result, const std::string& what, At at) {
  if (!result) throw Failure{fmt::format("{}: {}", what, result.error().message), at};
  return std::move(*result);
}

std::string error_text(const abi::Interface& interface, Status status, BytesView output) {
  if (const auto error = interface.decode_error(output)) return error->to_text();
  if (status != Status::revert) return std::string(status_text(status));
  return output.empty() ? "revert without data" : "revert " + to_hex(output);
}

/// "Deposited(0x.., 5)" of "Deposited(who: 0x.., amount: 5)".
std::string without_names(std::string_view text) {
  std::string out;
  bool in_quotes = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') in_quotes = !in_quotes;
    out += text[i];
    if (in_quotes || text.substr(i, 2) != ": ") continue;
    while (!out.empty() && out.back() != '(' && out.back() != ' ' && out.back() != '[')
      out.pop_back();
    ++i;
  }
  return out;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return c < 128 ? std::tolower(c) : c; });
  return text;
}

/// True if `text`, an error or event with named arguments, is what a test named: its name alone, or
/// with its arguments.
bool is_named(std::string_view text, std::string_view wanted) {
  if (wanted.find('(') == std::string_view::npos) return text.substr(0, text.find('(')) == wanted;
  return text == wanted || lower(without_names(text)) == lower(std::string(wanted));
}

std::string value_text(const Value& value) {
  if (!value.items.empty()) {
    std::string all;
    for (const auto& item : value.items) all += (all.empty() ? "" : ", ") + value_text(item);
    return "[" + all + "]";
  }
  if (!value.bytes.empty()) return to_hex(BytesView{value.bytes});
  return value.word > (Word{1} << 128) ? to_hex(value.word) : to_decimal(value.word);
}

}  // namespace

const abi::Artifact& World::Shared::artifact(std::string_view contract, At at) {
  const auto found = artifacts.find(contract);
  if (found != artifacts.end()) return found->second;
  const auto path = folder + "/" + std::string(contract) + ".json";
  if (!std::filesystem::exists(path))
    throw Failure{
        fmt::format("expected a contract of the project, got {}: there is no {}", contract, path),
        at};
  return artifacts.emplace(contract, must(abi::load_artifact(path), path, at)).first->second;
}

Address World::State::take_sender() {
  const Address from = next_sender.value_or(sender);
  next_sender.reset();
  return from;
}

World::World(Shared& shared) : state_(std::make_unique<State>(shared)) {
  state_->chain.trace_with(shared.tracer);
  state_->sender = account("deployer");
}

World::~World() = default;

Address World::account(std::string_view name) {
  const BytesView bytes{reinterpret_cast<const uint8_t*>(name.data()), name.size()};
  const auto address = Address::from_word(crypto::keccak256(bytes).to_word());
  if (state_->chain.balance(address).is_zero()) state_->chain.set_balance(address, Word{1} << 96);
  return address;
}

void World::prank(const Address& sender) {
  state_->next_sender = sender;
}
void World::act_as(const Address& sender) {
  state_->sender = sender;
}
void World::deal(const Address& account, const Word& wei) {
  state_->chain.set_balance(account, wei);
}
Word World::balance(const Address& account) {
  return state_->chain.balance(account);
}
void World::warp(uint64_t timestamp) {
  state_->chain.set_timestamp(timestamp);
}
void World::skip(uint64_t seconds) {
  state_->chain.advance_time(seconds);
}
uint64_t World::timestamp() const {
  return state_->chain.timestamp();
}
void World::mine(uint64_t blocks) {
  state_->chain.mine(blocks);
}
void World::expect_event(std::string_view event) {
  state_->expected_events.emplace_back(event);
}

void World::equal(const Value& got, const Value& expected, At at) {
  if (got == expected) return;
  throw Failure{fmt::format("expected {}, got {}", value_text(expected), value_text(got)), at};
}

void World::check(bool good, std::string_view what, At at) {
  if (!good) throw Failure{std::string(what), at};
}

Contract World::deploy(std::string_view contract, const Arguments& arguments, const Word& value,
                       At at) {
  const auto& artifact = state_->shared.artifact(contract, at);
  const auto what = fmt::format("{}.constructor", contract);
  const auto encoded =
      must(abi::encode(artifact.interface.constructor.inputs.parts, arguments), what, at);
  Bytes code = artifact.bytecode;
  code.insert(code.end(), encoded.begin(), encoded.end());
  const auto receipt =
      state_->chain.send({.from = state_->take_sender(), .data = std::move(code), .value = value});
  if (!receipt) throw Failure{fmt::format("{}: {}", what, receipt.error().message), at};
  if (!receipt->ok())
    throw Failure{fmt::format("{} failed: {}", what,
                              error_text(artifact.interface, receipt->status, receipt->output)),
                  at};
  state_->shared.test_gas += receipt->gas_used;
  Contract made;
  made.world_ = this;
  made.index_ = state_->interfaces.size();
  made.address_ = *receipt->contract;
  state_->interfaces.push_back(&artifact);
  return made;
}

Outcome Contract::try_send(std::string_view function, const Arguments& arguments, const Word& value,
                           At at) const {
  auto& state = *world_->state_;
  const auto& artifact = *state.interfaces.at(index_);
  const auto what = fmt::format("{}.{}", artifact.name, function);
  const auto* callee = must(artifact.interface.find_function(function), what, at);
  const auto data = must(callee->encode_call(std::span<const Value>(arguments)), what, at);
  const auto receipt =
      state.chain.send({.from = state.take_sender(), .to = address_, .data = data, .value = value});
  if (!receipt)
    throw Failure{fmt::format("{}: no block takes it: {}", what, receipt.error().message), at};
  Outcome outcome{.ok = receipt->ok(), .gas = receipt->gas_used};
  state.shared.test_gas += receipt->gas_used;
  if (!outcome.ok) {
    outcome.error = error_text(artifact.interface, receipt->status, receipt->output);
  } else {
    outcome.results = must(abi::decode(callee->outputs.parts, receipt->output), what, at);
    auto& gas = state.shared.gas[fmt::format("{}.{}", artifact.name, callee->name)];
    ++gas.calls;
    gas.least = std::min(gas.least, receipt->gas_used);
    gas.most = std::max(gas.most, receipt->gas_used);
    gas.sum += receipt->gas_used;
  }
  for (const auto& log : receipt->logs)
    for (const auto* known : state.interfaces)
      if (const auto decoded = known->interface.decode_log(log)) {
        outcome.events.push_back(decoded->to_text());
        break;
      }
  const auto wanted = std::exchange(state.expected_events, {});
  for (const auto& event : wanted) {
    const auto is_wanted = [&](const std::string& text) { return is_named(text, event); };
    if (outcome.ok && std::ranges::any_of(outcome.events, is_wanted)) continue;
    std::string all;
    for (const auto& text : outcome.events) all += (all.empty() ? "" : ", ") + text;
    throw Failure{fmt::format("{}: expected the event {}, got {}", what, event,
                              !outcome.ok   ? outcome.error
                              : all.empty() ? "none"
                                            : all),
                  at};
  }
  return outcome;
}

Outcome Contract::send(std::string_view function, const Arguments& arguments, const Word& value,
                       At at) const {
  auto outcome = try_send(function, arguments, value, at);
  if (!outcome.ok) throw Failure{fmt::format("{} failed: {}", function, outcome.error), at};
  return outcome;
}

void Contract::reverts(std::string_view error, std::string_view function,
                       const Arguments& arguments, const Word& value, At at) const {
  const auto outcome = try_send(function, arguments, value, at);
  if (outcome.ok) throw Failure{fmt::format("{}: expected {}, got success", function, error), at};
  if (!is_named(outcome.error, error))
    throw Failure{fmt::format("{}: expected {}, got {}", function, error, outcome.error), at};
}

Value Contract::view(std::string_view function, const Arguments& arguments, At at) const {
  auto& state = *world_->state_;
  const auto& artifact = *state.interfaces.at(index_);
  const auto what = fmt::format("{}.{}", artifact.name, function);
  const auto* callee = must(artifact.interface.find_function(function), what, at);
  const auto data = must(callee->encode_call(std::span<const Value>(arguments)), what, at);
  const auto result = state.chain.call({.from = state.take_sender(), .to = address_, .data = data});
  if (result.status != Status::success)
    throw Failure{fmt::format("{} failed: {}", what,
                              error_text(artifact.interface, result.status, result.output)),
                  at};
  auto values = must(abi::decode(callee->outputs.parts, result.output), what, at);
  return values.empty() ? Value{} : std::move(values.front());
}

}  // namespace mozi::test
