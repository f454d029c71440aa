// EIP-3155 lines of small executions, whole.
#include "vm/trace/eip3155.hpp"

#include <catch2/catch.hpp>

#include "tests/support/bytecode.hpp"
#include "vm/chain/dev_chain.hpp"

using namespace mozi;
using mozi::test::assemble;

namespace {

constexpr Address alice{{1}};
constexpr Address outer{{2}};
constexpr Address inner{{3}};

/// The lines of a call to `outer` with `gas`, and the summary.
std::string trace_of(chain::DevChain& chain, uint64_t gas, trace::Eip3155::Options options = {}) {
  std::string lines;
  trace::Eip3155 tracer([&](std::string_view more) { lines += more; }, options);
  chain.trace_with(&tracer);
  const Result result = chain.call({.from = alice, .to = outer, .gas = gas});
  chain.trace_with(nullptr);
  tracer.finish({.pass = result.status == Status::success,
                 .gas_used = static_cast<int64_t>(gas) - result.gas_left,
                 .output = result.output});
  return lines;
}

std::string trace_of(std::string_view code, uint64_t gas = 1000) {
  chain::DevChain chain;
  chain.set_code(outer, assemble(code));
  return trace_of(chain, gas);
}

/// The value of a key in the n-th line, as text up to the next comma outside brackets.
std::string field(const std::string& lines, size_t line, std::string_view key) {
  size_t begin = 0;
  for (; line > 0; --line) begin = lines.find('\n', begin) + 1;
  const std::string text = lines.substr(begin, lines.find('\n', begin) - begin);
  const size_t at = text.find("\"" + std::string(key) + "\":");
  if (at == std::string::npos) return "";
  const size_t value = at + key.size() + 3;
  const char close = text[value] == '[' ? ']' : ',';
  return text.substr(value, text.find_first_of({close, '}', '\0'}, value) - value);
}

}  // namespace

TEST_CASE("each opcode is a line with the state before it, and a summary ends the trace") {
  CHECK(
      trace_of("PUSH1 0x2a; PUSH1 0; MSTORE; RETURN 0 32") ==
      R"({"pc":0,"op":96,"gas":"0x3e8","gasCost":"0x3","memSize":0,"stack":[],"depth":1,"returnData":"0x","refund":0,"opName":"PUSH1"}
{"pc":2,"op":96,"gas":"0x3e5","gasCost":"0x3","memSize":0,"stack":["0x2a"],"depth":1,"returnData":"0x","refund":0,"opName":"PUSH1"}
{"pc":4,"op":82,"gas":"0x3e2","gasCost":"0x6","memSize":0,"stack":["0x2a","0x0"],"depth":1,"returnData":"0x","refund":0,"opName":"MSTORE"}
{"pc":5,"op":96,"gas":"0x3dc","gasCost":"0x3","memSize":32,"stack":[],"depth":1,"returnData":"0x","refund":0,"opName":"PUSH1"}
{"pc":7,"op":96,"gas":"0x3d9","gasCost":"0x3","memSize":32,"stack":["0x20"],"depth":1,"returnData":"0x","refund":0,"opName":"PUSH1"}
{"pc":9,"op":243,"gas":"0x3d6","gasCost":"0x0","memSize":32,"stack":["0x20","0x0"],"depth":1,"returnData":"0x","refund":0,"opName":"RETURN"}
{"output":"0x000000000000000000000000000000000000000000000000000000000000002a","gasUsed":"0x12","pass":true}
)");
}

TEST_CASE("a fault is told in the line of its opcode and takes what is left") {
  CHECK(
      trace_of("PUSH1 1; raw 0x0c", 100) ==
      R"({"pc":0,"op":96,"gas":"0x64","gasCost":"0x3","memSize":0,"stack":[],"depth":1,"returnData":"0x","refund":0,"opName":"PUSH1"}
{"pc":2,"op":12,"gas":"0x61","gasCost":"0x61","memSize":0,"stack":["0x1"],"depth":1,"returnData":"0x","refund":0,"opName":"opcode 0x0c not defined","error":"undefined opcode"}
{"output":"0x","gasUsed":"0x64","pass":false}
)");
  CHECK(field(trace_of("ADD"), 0, "error") == "\"stack underflow\"");
  CHECK(field(trace_of("MSTORE 0xffffff 1"), 2, "error") == "\"out of gas\"");
}

TEST_CASE("a call costs what leaves the frame; the callee's lines are one level deeper") {
  chain::DevChain chain;
  chain.set_code(outer, assemble("STATICCALL 500 " + to_hex(inner) + " 0 0 0 0; POP"));
  chain.set_code(inner, assemble("MSTORE 0 7; REVERT 0 32"));
  const std::string lines = trace_of(chain, 100'000);
  // Six pushes, then STATICCALL at line 6; PUSH PUSH MSTORE PUSH PUSH REVERT; POP; STOP.
  CHECK(field(lines, 6, "opName") == "\"STATICCALL\"");
  CHECK(field(lines, 6, "gasCost") == "\"0xc1c\"");  // 2600 + 500
  CHECK(field(lines, 6, "depth") == "1");
  CHECK(field(lines, 7, "gas") == "\"0x1f4\"");
  CHECK(field(lines, 7, "depth") == "2");
  CHECK(field(lines, 12, "opName") == "\"REVERT\"");
  CHECK(field(lines, 13, "opName") == "\"POP\"");
  CHECK(field(lines, 13, "depth") == "1");
  CHECK(field(lines, 13, "stack") == "[\"0x0\"");
  CHECK(field(lines, 13, "returnData") ==
        "\"0x0000000000000000000000000000000000000000000000000000000000000007\"");
}

TEST_CASE("a call that the host refuses has its cost, too") {
  chain::DevChain chain;
  chain.set_code(outer, assemble("CALL 500 " + to_hex(inner) + " 1 0 0 0 0"));
  const std::string lines = trace_of(chain, 100'000);
  // Cold account, value, new account, and the gas asked for: the stipend is not the caller's.
  CHECK(field(lines, 7, "gasCost") == "\"0x90ec\"");
  CHECK(field(lines, 8, "opName") == "\"STOP\"");
}

TEST_CASE("memory is written if asked for, return data unless told off") {
  chain::DevChain chain;
  chain.set_code(outer, assemble("MSTORE8 31 0xab"));
  const std::string lines = trace_of(chain, 1000, {.memory = true, .return_data = false});
  CHECK(field(lines, 3, "memory") ==
        "\"0x00000000000000000000000000000000000000000000000000000000000000ab\"");
  CHECK(field(lines, 3, "returnData").empty());
}

TEST_CASE("refunds show as they accrue") {
  chain::DevChain chain;
  chain.set_code(outer, assemble("SSTORE 1 0; STOP"));
  chain.set_storage(outer, 1, 1);
  const std::string lines = trace_of(chain, 100'000);
  CHECK(field(lines, 2, "refund") == "0");
  CHECK(field(lines, 3, "refund") == "4800");
}
