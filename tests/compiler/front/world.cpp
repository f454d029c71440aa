// A world for compiled contracts: accounts run bytecode or IR programs, failures are undone.
#include "tests/compiler/front/world.hpp"

#include "vm/crypto/keccak.hpp"
#include "vm/exec/precompiles.hpp"
#include "vm/isa/forks.hpp"

namespace mozi::test {

namespace {

constexpr int64_t plenty_of_gas = 50'000'000;

Message message_of(CallKind kind, const Address& to, const Word& value, BytesView input) {
  Message message;
  message.kind = kind;
  message.gas = plenty_of_gas;
  message.recipient = message.code_address = to;
  message.sender = World::sender();
  message.value = value;
  message.input = input;
  return message;
}

Result ended(Status status, int64_t gas_left = 0) {
  Result result;
  result.status = status;
  result.gas_left = gas_left;
  return result;
}

}  // namespace

void World::restore(Snapshot snapshot) {
  accounts = std::move(snapshot.accounts);
  transient = std::move(snapshot.transient);
  logs.resize(snapshot.logs);
}

bool World::move_value(const Address& from, const Address& to, const Word& value) {
  if (value.is_zero()) return true;
  if (accounts[from].balance < value) return false;
  accounts[from].balance -= value;
  accounts[to].balance += value;
  return true;
}

Result World::run_object(const ir::Program& program, const ir::Object& object,
                         const Message& message, BytesView arguments, std::vector<Word> immutables,
                         ir::Outcome* outcome) {
  const ir::Setting setting{*this, message, arguments, std::move(immutables)};
  auto run = ir::interpret(program, object, setting);
  Result result = ended(run.status, message.gas);
  result.output = run.output;
  if (outcome != nullptr) *outcome = std::move(run);
  return result;
}

Result World::deploy(const Address& at, const ir::Program& program, BytesView arguments,
                     const Word& value) {
  auto before = snapshot();
  accounts[sender()].balance += value;
  const auto message = message_of(CallKind::create, at, value, {});
  move_value(sender(), at, value);
  accounts[at].nonce = 1;
  ir::Outcome outcome;
  auto result = run_object(program, program.init, message, arguments, {}, &outcome);
  if (result.status != Status::success) {
    restore(std::move(before));
    return result;
  }
  accounts[at].program = &program;
  accounts[at].immutables = outcome.immutables;
  accounts[at].code = {0xfe};  // something for EXTCODESIZE
  return result;
}

Result World::deploy(const Address& at, BytesView init_code, BytesView arguments,
                     const Word& value) {
  accounts[sender()].balance += value;
  Bytes input(init_code.begin(), init_code.end());
  input.insert(input.end(), arguments.begin(), arguments.end());
  return create(message_of(CallKind::create, at, value, input), at);
}

Result World::create(Message message, const Address& at) {
  auto before = snapshot();
  if (!move_value(message.sender, at, message.value)) return ended(Status::insufficient_balance);
  accounts[at].nonce = 1;
  const Bytes code(message.input.begin(), message.input.end());
  message.recipient = message.code_address = at;
  message.input = {};
  auto result = vm_.execute(*this, message, code);
  if (result.status != Status::success) {
    restore(std::move(before));
    return result;
  }
  accounts[at].code = result.output;
  result.created = at;
  result.output.clear();
  return result;
}

Result World::transact(const Address& to, BytesView input, const Word& value) {
  transient.clear();
  logs.clear();
  accounts[sender()].balance += value;
  return call(message_of(CallKind::call, to, value, input));
}

Result World::run(const Message& message) {
  auto rules = isa::rules_of(default_fork);
  rules.lattice = lattice;
  if (exec::is_precompile(rules, message.code_address)) {
    auto run = exec::run_precompile(rules, message.code_address, message.input, message.gas);
    Result result = ended(run.status, run.gas_left);
    result.output = std::move(run.output);
    return result;
  }
  const auto found = accounts.find(message.code_address);
  if (found == accounts.end()) return ended(Status::success, message.gas);
  const Account account = found->second;  // the run may change the map
  if (account.program != nullptr)
    return run_object(*account.program, account.program->runtime, message, {}, account.immutables,
                      nullptr);
  return vm_.execute(*this, message, account.code);
}

Result World::call(const Message& message) {
  if (message.kind == CallKind::create || message.kind == CallKind::create2) {
    // One address per creator and nonce; how it is derived is the chain's business.
    const uint64_t nonce = accounts[message.sender].nonce++;
    Bytes seed(message.sender.bytes.begin(), message.sender.bytes.end());
    seed.push_back(static_cast<uint8_t>(nonce));
    return create(message, Address::from_word(crypto::keccak256(seed).to_word()));
  }
  auto before = snapshot();
  const bool moves = message.kind == CallKind::call;
  if (moves && !move_value(message.sender, message.recipient, message.value))
    return ended(Status::insufficient_balance, message.gas);
  auto result = run(message);
  if (result.status != Status::success) restore(std::move(before));
  return result;
}

Word World::storage(const Address& a, const Word& key) {
  const auto& slots = accounts[a].storage;
  const auto found = slots.find(key);
  return found == slots.end() ? Word{} : found->second;
}

StorageStatus World::set_storage(const Address& a, const Word& key, const Word& value) {
  if (value.is_zero()) {
    accounts[a].storage.erase(key);
  } else {
    accounts[a].storage[key] = value;
  }
  return StorageStatus::assigned;
}

Word World::transient_storage(const Address& a, const Word& key) {
  const auto found = transient.find({a, key});
  return found == transient.end() ? Word{} : found->second;
}

void World::set_transient_storage(const Address& a, const Word& key, const Word& value) {
  transient[{a, key}] = value;
}

Word World::balance(const Address& a) {
  return accounts.contains(a) ? accounts[a].balance : Word{};
}

BytesView World::code(const Address& a) {
  return accounts.contains(a) ? BytesView{accounts[a].code} : BytesView{};
}

Hash World::code_hash(const Address& a) {
  return accounts.contains(a) ? crypto::keccak256(accounts[a].code) : Hash{};
}

bool World::selfdestruct(const Address& a, const Address& beneficiary) {
  move_value(a, beneficiary, accounts[a].balance);
  return true;
}

void World::emit_log(const Address& a, BytesView data, std::span<const Hash> topics) {
  logs.push_back({a, {topics.begin(), topics.end()}, {data.begin(), data.end()}});
}

}  // namespace mozi::test
