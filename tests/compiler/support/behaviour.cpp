// What a program does, seen from outside: run as IR or as bytecode, and compared.
#include "tests/compiler/support/behaviour.hpp"

#include "compiler/ir/interpret.hpp"
#include "tests/compiler/support/random_program.hpp"
#include "tests/support/hex.hpp"

namespace mozi::test {
namespace {

constexpr uint64_t self = 0x5e1f;

Message message_for(const Situation& s) {
  Message m;
  m.gas = 1'000'000'000'000;
  m.recipient = address(self);
  m.sender = address(0xca11e4);
  m.code_address = m.recipient;
  m.value = s.value;
  m.input = s.input;
  return m;
}

std::string words(const std::map<Word, Word>& storage) {
  std::string out;
  for (const auto& [key, value] : storage)
    if (!value.is_zero()) out += "  " + to_hex(key) + " = " + to_hex(value) + "\n";
  return out;
}

std::string describe(Status status, const Bytes& output, MockHost& host) {
  std::string out = std::string{status_text(status)} + " " + hex(output) + "\n";
  if (status != Status::success) return out;
  out += "storage:\n" + words(host.accounts[address(self)].storage);
  std::map<Word, Word> transient;
  for (const auto& [place, value] : host.transient) transient[place.second] = value;
  out += "transient:\n" + words(transient);
  for (const Log& log : host.logs) {
    out += "log " + hex(log.data);
    for (const Hash& topic : log.topics) out += " " + to_hex(topic);
    out += "\n";
  }
  for (const Message& call : host.calls)
    out += "call " + std::to_string(static_cast<int>(call.kind)) + " " + to_hex(call.code_address) +
           " value " + to_hex(call.value) + " " + hex(call.input) + "\n";
  for (const auto& [from, to] : host.selfdestructs) out += "selfdestruct " + to_hex(to) + "\n";
  return out;
}

}  // namespace

Situation random_situation(Random& random, const ir::Program& program) {
  Situation s;
  s.value = random.below(3) == 0 ? Word{} : random.word();
  s.input.resize(random.below(4) == 0 ? 0 : random.below(140));
  for (uint8_t& byte : s.input) byte = static_cast<uint8_t>(random.below(3) * random.below(256));
  for (size_t i = 0; i < program.immutables.size(); ++i)
    for (const uint8_t byte : random.word().to_bytes()) s.arguments.push_back(byte);
  s.host.context.timestamp = 1'700'000'000;
  s.host.context.block_number = 77;
  s.host.context.chain_id = Word{1};
  s.host.context.origin = address(0x0419);
  s.host.accounts[address(self)].balance = Word{2};
  for (uint64_t i = 0; i < 3; ++i) s.host.accounts[address(self)].storage[Word{i}] = random.word();
  s.host.answer.status = random.below(3) == 0 ? Status::revert : Status::success;
  s.host.answer.output.assign(random.below(70), static_cast<uint8_t>(random.below(256)));
  return s;
}

std::string behaviour_of_ir(const ir::Program& program, const Situation& situation) {
  Situation s = situation;
  const Message message = message_for(s);
  const auto deployed = ir::interpret(
      program, program.init,
      {.host = s.host, .message = message, .arguments = s.arguments, .immutables = {}});
  if (!deployed.deployed) return "not deployed: " + describe(deployed.status, {}, s.host);
  const auto outcome = ir::interpret(program, program.runtime,
                                     {.host = s.host,
                                      .message = message,
                                      .arguments = {},
                                      .immutables = deployed.immutables,
                                      .max_steps = 100'000});
  if (outcome.status == Status::interrupted) return std::string{too_long};
  return describe(outcome.status, outcome.output, s.host);
}

std::string behaviour_of_code(Vm& vm, const codegen::Bytecode& code, const Situation& situation,
                              int64_t* gas_used) {
  Situation s = situation;
  Message message = message_for(s);
  Bytes init = code.init.bytes;
  init.insert(init.end(), s.arguments.begin(), s.arguments.end());
  const Result deployed = vm.execute(s.host, message, init);
  if (deployed.status != Status::success)
    return "not deployed: " + describe(deployed.status, {}, s.host);
  const Result result = vm.execute(s.host, message, deployed.output);
  if (gas_used != nullptr) *gas_used = message.gas - result.gas_left;
  return describe(result.status, result.output, s.host);
}

}  // namespace mozi::test
