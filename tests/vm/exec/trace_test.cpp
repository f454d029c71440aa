// What a tracer sees, and that it changes nothing.
#include <catch2/catch.hpp>

#include "tests/vm/exec/run.hpp"
#include "vm/isa/opcodes.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

/// Writes every event as a short text.
class Recorder : public Tracer {
 public:
  std::vector<std::string> events;

  void on_enter(const Message& m, BytesView code) override {
    events.push_back("enter " + std::to_string(m.depth) + " code " + std::to_string(code.size()));
  }
  void on_step(const Step& s) override {
    std::string text = std::to_string(s.pc) + " " + std::string{isa::info(s.opcode).name} +
                       " gas " + std::to_string(s.gas_left) + " stack";
    for (const Word& w : s.stack) text += " " + to_decimal(w);
    if (!s.memory.empty()) text += " memory " + std::to_string(s.memory.size());
    if (!s.return_data.empty()) text += " returned " + std::to_string(s.return_data.size());
    if (s.gas_refund != 0) text += " refund " + std::to_string(s.gas_refund);
    events.push_back(text);
  }
  void on_call(const Message& m, int64_t gas_kept) override {
    events.push_back("call gas " + std::to_string(m.gas) + " kept " + std::to_string(gas_kept));
  }
  void on_fault(const Step& s, Status status) override {
    events.push_back("fault at " + std::to_string(s.pc) + " " + std::string{status_text(status)});
  }
  void on_exit(const Message&, const Result& r) override {
    events.push_back("exit " + std::string{status_text(r.status)} + " gas " +
                     std::to_string(r.gas_left));
  }
};

using Events = std::vector<std::string>;

Events trace(std::string_view text, MockHost& host, int64_t gas) {
  Recorder recorder;
  Vm vm;
  vm.trace_with(&recorder);
  vm.execute(host, plain_message(gas), assemble(text));
  return recorder.events;
}

}  // namespace

TEST_CASE("a tracer sees the frame before every opcode") {
  MockHost host;
  CHECK(trace("MSTORE 0 7; JUMP 8; INVALID; JUMPDEST", host, 100) ==
        Events{
            "enter 0 code 10",
            "0 PUSH1 gas 100 stack",
            "2 PUSH1 gas 97 stack 7",
            "4 MSTORE gas 94 stack 7 0",
            "5 PUSH1 gas 88 stack memory 32",
            "7 JUMP gas 85 stack 8 memory 32",
            "fault at 7 bad jump destination",
            "exit bad jump destination gas 0",
        });
}

TEST_CASE("a tracer sees a JUMPDEST and the implicit STOP as steps") {
  MockHost host;
  CHECK(trace("JUMP 3; JUMPDEST", host, 100) == Events{
                                                    "enter 0 code 4",
                                                    "0 PUSH1 gas 100 stack",
                                                    "2 JUMP gas 97 stack 3",
                                                    "3 JUMPDEST gas 89 stack",
                                                    "4 STOP gas 88 stack",
                                                    "exit success gas 88",
                                                });
}

TEST_CASE("a tracer sees calls with the gas that the caller keeps, and their return data") {
  MockHost host;
  host.accounts[address(0xbbbb)].balance = 1;
  host.answer.output = {1, 2};
  host.answer.gas_left = 10;
  CHECK(trace("STATICCALL 50 0xbbbb 0 0 0 0; STOP", host, 10'000) ==
        Events{
            "enter 0 code 15",
            "0 PUSH1 gas 10000 stack",
            "2 PUSH1 gas 9997 stack 0",
            "4 PUSH1 gas 9994 stack 0 0",
            "6 PUSH1 gas 9991 stack 0 0 0",
            "8 PUSH2 gas 9988 stack 0 0 0 0",
            "11 PUSH1 gas 9985 stack 0 0 0 0 48059",
            "13 STATICCALL gas 9982 stack 0 0 0 0 48059 50",
            "call gas 50 kept 7332",
            "14 STOP gas 7342 stack 1 returned 2",
            "exit success gas 7342",
        });
}

TEST_CASE("running out of gas is a fault of the opcode that could not be paid for") {
  MockHost host;
  const Events events = trace("PUSH1 1; PUSH1 2; ADD", host, 8);
  REQUIRE(events.size() == 6);
  CHECK(events[3] == "4 ADD gas 2 stack 1 2");
  CHECK(events[4] == "fault at 4 out of gas");
  CHECK(events[5] == "exit out of gas gas 0");
}

TEST_CASE("tracing stops when it is told to, and results are the same with and without") {
  Recorder recorder;
  Vm vm;
  MockHost host;
  const Bytes code = assemble("SSTORE 1 5; SSTORE 1 0; MSTORE 0 3; RETURN 0 32");
  vm.trace_with(&recorder);
  const Result traced = vm.execute(host, plain_message(), code);
  const size_t seen = recorder.events.size();
  CHECK(seen > 0);
  vm.trace_with(nullptr);
  MockHost fresh;
  const Result plain = vm.execute(fresh, plain_message(), code);
  CHECK(recorder.events.size() == seen);
  CHECK(plain.status == traced.status);
  CHECK(plain.gas_left == traced.gas_left);
  CHECK(plain.gas_refund == traced.gas_refund);
  CHECK(plain.output == traced.output);
}
