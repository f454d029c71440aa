// The world of a program, its run, and what is seen of it.
#include "tests/differential/observe.hpp"

#include <algorithm>

#include "tests/differential/generator.hpp"
#include "vm/chain/address.hpp"
#include "vm/chain/block_hash.hpp"
#include "vm/chain/delegation.hpp"
#include "vm/chain/transition.hpp"
#include "vm/isa/opcodes.hpp"
#include "vm/state/world_state.hpp"

namespace mozi::differential {
namespace {

/// Longer traces are compared by what they did alone.
constexpr size_t max_steps = 2'000;

class StepRecorder final : public Tracer {
 public:
  explicit StepRecorder(std::vector<std::string>& steps) : steps_(steps) {}
  void on_enter(const Message&, BytesView) override {}
  void on_step(const Step& step) override {
    if (steps_.size() >= max_steps) return;
    std::string line = std::to_string(step.depth) + ":" + std::to_string(step.pc) + " " +
                       std::string(isa::info(step.opcode).name) + " gas " +
                       std::to_string(step.gas_left) + " memory " +
                       std::to_string(step.memory.size()) + " stack " +
                       std::to_string(step.stack.size());
    // What lies deeper comes up when it is used.
    for (const Word& word : step.stack.last(std::min<size_t>(step.stack.size(), 3)))
      line += " " + to_hex(Hash::from_word(word));
    steps_.push_back(std::move(line));
  }
  void on_fault(const Step&, Status status) override {
    if (steps_.size() < max_steps) steps_.emplace_back(status_text(status));
  }
  void on_exit(const Message&, const Result&) override {}

 private:
  std::vector<std::string>& steps_;
};

/// Lets the host run all code on the engine.
class OnEngine final : public chain::CodeRunner {
 public:
  OnEngine(Engine& engine, Fork fork) : engine_(engine), fork_(fork) {}
  Result run(Host& host, const Message& message, BytesView code, const Hash& code_hash) override {
    return engine_.execute(host, fork_, message, code, code_hash);
  }

 private:
  Engine& engine_;
  Fork fork_;
};

state::WorldState world_of(const Program& program) {
  state::WorldState world;
  for (size_t i = 0; i < program.contracts.size(); ++i) {
    state::Account& account = world.at(contracts[i]);
    account.nonce = 1;
    account.balance = 1000;
    for (uint64_t slot = 0; slot < 2; ++slot) account.storage.set(slot, slot + 1 + i);
    if (Bytes code = assemble(program.contracts[i]); !code.empty())
      world.set_code(contracts[i], std::move(code));
  }
  world.at(sender).balance = 1'000'000;
  world.at(person).balance = 7;
  world.at(delegator).nonce = 1;
  world.set_code(delegator, chain::delegation_code(contracts[1]));
  return world;
}

chain::Block block_of(const isa::Rules& rules) {
  chain::Block block;
  block.number = 1000;
  block.timestamp = 1'700'000'000;
  block.gas_limit = 30'000'000;
  block.coinbase = coinbase;
  block.prev_randao = Word{5} << 200;
  block.base_fee = rules.fee_market ? 7 : 0;
  block.blob_base_fee = rules.blob_tx ? 3 : 0;
  block.chain_id = 1337;
  block.hash_of = chain::numbered_block_hash;
  return block;
}

Message message_of(const Program& program, BytesView code) {
  Message message;
  message.gas = program.gas;
  message.sender = sender;
  message.value = program.entry == Entry::static_call ? 0 : program.value;
  if (program.entry == Entry::create) {
    message.kind = CallKind::create;
    message.input = code;
    return message;
  }
  message.is_static = program.entry == Entry::static_call;
  message.kind = message.is_static ? CallKind::staticcall : CallKind::call;
  message.recipient = message.code_address = contracts[0];
  message.input = program.input;
  return message;
}

std::string text(const Word& word) {
  return to_hex(Hash::from_word(word));
}

void write_logs(const std::vector<Log>& logs, std::vector<std::string>& lines) {
  for (const Log& log : logs) {
    std::string line = "log " + to_hex(log.address) + " " + to_hex(log.data);
    for (const Hash& topic : log.topics) line += " " + to_hex(topic);
    lines.push_back(std::move(line));
  }
}

/// What is warm, and transient storage: asked for where programs write by choice.
void write_marks(chain::StateHost& host, std::vector<std::string>& lines) {
  state::Journal& journal = host.journal();
  std::vector<Address> accounts(std::begin(contracts), std::end(contracts));
  accounts.insert(accounts.end(), {person, delegator, sender, nobody, coinbase});
  for (const Address& address : accounts) {
    const bool warm = journal.access_account(address) == Access::warm;
    std::string line = "account " + to_hex(address) + (warm ? " warm" : " cold");
    for (uint64_t key = 0; key < 5; ++key) {
      line += journal.access_storage(address, key) == Access::warm ? " warm" : " cold";
      if (const Word value = journal.transient_storage(address, key); !value.is_zero())
        line += "=" + text(value);
    }
    lines.push_back(std::move(line));
  }
}

/// Every account as it is afterwards; new ones are among them.
void write_world(const state::WorldState& world, std::vector<std::string>& lines) {
  for (const Address& address : world.addresses()) {
    const state::Account& account = *world.find(address);
    lines.push_back("state " + to_hex(address) + " nonce " + std::to_string(account.nonce) +
                    " balance " + to_decimal(account.balance) + " code " +
                    to_hex(account.code_hash));
    for (const auto& [key, value] : account.storage.sorted())
      lines.push_back("state " + to_hex(address) + " [" + text(key) + "] = " + text(value));
  }
}

}  // namespace

Observation observe(Engine& engine, const Program& program, Steps steps) {
  Observation seen;
  StepRecorder recorder(seen.steps);
  if (steps == Steps::record) engine.trace_with(&recorder);
  const isa::Rules& rules = isa::rules_of(program.fork);
  state::WorldState world = world_of(program);
  state::Journal journal(world);
  Vm unused({.fork = program.fork});
  OnEngine runner(engine, program.fork);
  chain::StateHost host(unused, journal, rules);
  host.run_with(&runner);
  const Bytes code = assemble(program.contracts[0]);
  const Result result = chain::run_message(host, block_of(rules), message_of(program, code));
  if (steps == Steps::record) engine.trace_with(nullptr);

  seen.success = result.status == Status::success;
  seen.gas_used = static_cast<uint64_t>(program.gas - result.gas_left);
  auto& lines = seen.lines;
  lines.push_back("status " + std::string(status_text(result.status)));
  lines.push_back("gas left " + std::to_string(result.gas_left));
  lines.push_back("gas refund " + std::to_string(result.gas_refund));
  lines.push_back("output " + to_hex(result.output));
  lines.push_back("created " + to_hex(result.created));
  write_logs(journal.logs(), lines);
  write_marks(host, lines);
  journal.end_transaction(rules.empty_accounts_vanish ? state::EmptyAccounts::remove
                                                      : state::EmptyAccounts::keep);
  world.apply(journal.take_diff());
  write_world(world, lines);
  return seen;
}

namespace {

/// The lines of one list that the other has not in the same place.
void compare(const std::vector<std::string>& one, const std::vector<std::string>& other,
             const std::string& name, const std::string& other_name, size_t most,
             std::vector<std::string>& out) {
  static const std::string none = "(nothing)";
  for (size_t i = 0; i < std::max(one.size(), other.size()) && most > 0; ++i) {
    const std::string& a = i < one.size() ? one[i] : none;
    const std::string& b = i < other.size() ? other[i] : none;
    if (a == b) continue;
    out.push_back(name + ": " + a);
    out.push_back(other_name + ": " + b);
    --most;
  }
}

}  // namespace

std::vector<std::string> differences(Engine& one, Engine& other, const Program& program,
                                     Steps steps) {
  const bool traces =
      steps == Steps::record && one.trace_with(nullptr) && other.trace_with(nullptr);
  const Steps wanted = traces ? Steps::record : Steps::ignore;
  const Observation a = observe(one, program, wanted);
  const Observation b = observe(other, program, wanted);
  std::vector<std::string> found;
  compare(a.lines, b.lines, one.name(), other.name(), 8, found);
  compare(a.steps, b.steps, one.name(), other.name(), 1, found);
  return found;
}

}  // namespace mozi::differential
