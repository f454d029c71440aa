// Calls and creations: what the host is asked, what comes back, and nesting through one Vm.
#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "tests/vm/exec/run.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

const Address other = address(0xbbbb);

/// A host with the called account present and our own account rich.
MockHost rich_host() {
  MockHost host;
  host.accounts[self].balance = 1'000'000;
  host.accounts[other].balance = 1;
  return host;
}

Message only_call(const MockHost& host) {
  REQUIRE(host.calls.size() == 1);
  return host.calls[0];
}

/// A 7702 delegation to `target`.
Bytes delegation_to(const Address& target) {
  Bytes code = {0xef, 0x01, 0x00};
  code.insert(code.end(), target.bytes.begin(), target.bytes.end());
  return code;
}

}  // namespace

TEST_CASE("CALL hands over sender, recipient, value, input and depth") {
  MockHost host = rich_host();
  Message m = plain_message();
  m.depth = 7;
  run("MSTORE 0 0x112233; CALL 1000 0xbbbb 5 29 3 0 0", host, default_fork, m);
  const Message call = only_call(host);
  CHECK(call.kind == CallKind::call);
  CHECK(call.sender == self);
  CHECK(call.recipient == other);
  CHECK(call.code_address == other);
  CHECK(call.value == Word{5});
  CHECK(hex(call.input) == "112233");
  CHECK(call.depth == 8);
  CHECK(call.gas == 1000 + 2300);
  CHECK_FALSE(call.is_static);
  CHECK_FALSE(call.delegated);
}

TEST_CASE("CALLCODE runs the other's code in the own account") {
  MockHost host = rich_host();
  run("CALLCODE 1000 0xbbbb 5 0 0 0 0", host);
  const Message call = only_call(host);
  CHECK(call.kind == CallKind::callcode);
  CHECK(call.sender == self);
  CHECK(call.recipient == self);
  CHECK(call.code_address == other);
  CHECK(call.value == Word{5});
  CHECK(call.gas == 3300);
}

TEST_CASE("DELEGATECALL keeps caller and value") {
  MockHost host = rich_host();
  Message m = plain_message();
  m.value = 9;
  run("DELEGATECALL 1000 0xbbbb 0 0 0 0", host, default_fork, m);
  const Message call = only_call(host);
  CHECK(call.kind == CallKind::delegatecall);
  CHECK(call.sender == caller);
  CHECK(call.recipient == self);
  CHECK(call.code_address == other);
  CHECK(call.value == Word{9});
  CHECK(call.gas == 1000);
}

TEST_CASE("STATICCALL and everything below it are static") {
  MockHost host = rich_host();
  run("STATICCALL 1000 0xbbbb 0 0 0 0", host);
  CHECK(only_call(host).is_static);
  CHECK(only_call(host).value.is_zero());

  MockHost below = rich_host();
  Message m = plain_message();
  m.is_static = true;
  run("CALL 1000 0xbbbb 0 0 0 0 0; DELEGATECALL 1000 0xbbbb 0 0 0 0", below, default_fork, m);
  REQUIRE(below.calls.size() == 2);
  CHECK(below.calls[0].is_static);
  CHECK(below.calls[1].is_static);
}

TEST_CASE("a call gets all but one 64th of the gas at most") {
  MockHost host = rich_host();
  // Six pushes of one byte and PUSH2 of the address cost 21, the call 2600.
  run("CALL 0xffffffff 0xbbbb 0 0 0 0 0", host, default_fork, plain_message(2621 + 6400));
  CHECK(only_call(host).gas == 6300);
}

TEST_CASE("unused gas of a call comes back and its refund counts if it succeeded") {
  MockHost host = rich_host();
  host.answer.gas_left = 400;
  host.answer.gas_refund = 77;
  const Result ok = run("CALL 1000 0xbbbb 0 0 0 0 0", host);
  CHECK(ok.gas_left == plenty - 21 - 2600 - 1000 + 400);
  CHECK(ok.gas_refund == 77);

  MockHost reverting = rich_host();
  reverting.answer.status = Status::revert;
  reverting.answer.gas_refund = 77;
  CHECK(run("CALL 1000 0xbbbb 0 0 0 0 0", reverting).gas_refund == 0);
}

TEST_CASE("a delegation is followed once, and its target's code address is handed over") {
  MockHost host = rich_host();
  host.accounts[other].code = delegation_to(address(0x1111));
  host.accounts[address(0x1111)].code = delegation_to(address(0x2222));
  run("CALL 1000 0xbbbb 0 0 0 0 0", host, Fork::prague);
  const Message call = only_call(host);
  CHECK(call.delegated);
  CHECK(call.recipient == other);
  CHECK(call.code_address == address(0x1111));

  MockHost before = rich_host();
  before.accounts[other].code = delegation_to(address(0x1111));
  run("CALL 1000 0xbbbb 0 0 0 0 0", before, Fork::cancun);
  CHECK_FALSE(only_call(before).delegated);
  CHECK(only_call(before).code_address == other);
}

TEST_CASE("code that only looks like a delegation is none") {
  for (const Bytes& code : {Bytes{0xef, 0x01, 0x00}, Bytes(23, 0xef)}) {
    MockHost host = rich_host();
    host.accounts[other].code = code;
    run("CALL 1000 0xbbbb 0 0 0 0 0", host, Fork::prague);
    CHECK_FALSE(only_call(host).delegated);
  }
}

TEST_CASE("CREATE and CREATE2 hand over value, init code and salt") {
  MockHost host = rich_host();
  host.answer.created = address(0xcafe);
  run("MSTORE 0 0x600160; CREATE 5 29 3; CREATE2 6 29 3 0xabcd", host);
  REQUIRE(host.calls.size() == 2);
  const Message& create = host.calls[0];
  CHECK(create.kind == CallKind::create);
  CHECK(create.sender == self);
  CHECK(create.value == Word{5});
  CHECK(hex(create.input) == "600160");
  CHECK(create.depth == 1);
  const Message& create2 = host.calls[1];
  CHECK(create2.kind == CallKind::create2);
  CHECK(create2.salt.to_word() == Word{0xabcd});
  CHECK(create2.value == Word{6});
}

TEST_CASE("a call too deep or too rich fails, costs nothing more and clears return data") {
  MockHost host = rich_host();
  Message m = plain_message();
  m.depth = 1024;
  const Result deep =
      run("CALL 1000 0xbbbb 0 0 0 0 0; CREATE 0 0 0; MSTORE 0; RETURN 0 32", host, default_fork, m);
  CHECK(host.calls.empty());
  CHECK(deep.status == Status::success);
  CHECK(Word::from_bytes(deep.output).is_zero());

  MockHost poor;
  poor.accounts[other].balance = 1;
  poor.answer.output = {1, 2, 3};
  const Result r =
      run("CALL 1000 0xbbbb 0 0 0 0 0; CALL 1000 0xbbbb 1 0 0 0 0; RETURNDATASIZE; MSTORE 0;"
          "RETURN 0 32",
          poor);
  CHECK(poor.calls.size() == 1);
  CHECK(Word::from_bytes(r.output).is_zero());
}

TEST_CASE("an interrupted execution and a broken host stop every frame above") {
  for (const Status s : {Status::interrupted, Status::host_error}) {
    MockHost host = rich_host();
    host.answer.status = s;
    CHECK(run("CALL 1000 0xbbbb 0 0 0 0 0; PUSH1 1", host).status == s);
    CHECK(run("CREATE 0 0 0; PUSH1 1", host).status == s);
  }
}

TEST_CASE("a Vm runs nested frames with memory and return data of their own") {
  MockHost host = rich_host();
  Vm vm;
  host.vm = &vm;
  // The callee returns its memory before and after writing to it.
  host.accounts[other].code = assemble("MLOAD 0; MSTORE 32; MSTORE 0 0x77; RETURN 0 64");
  const auto code = assemble(
      "MSTORE 0 0x55;"
      "CALL 0xffff 0xbbbb 0 0 0 64 64; CALL 0xffff 0xbbbb 0 0 0 128 64;"
      "RETURNDATASIZE; MSTORE 192; RETURN 0 224");
  const Result r = vm.execute(host, plain_message(), code);
  REQUIRE(r.output.size() == 224);
  const auto word = [&r](size_t i) { return Word::load(r.output.data() + 32 * i); };
  CHECK(word(0) == Word{0x55});
  CHECK(word(2) == Word{0x77});
  CHECK(word(3).is_zero());
  CHECK(word(4) == Word{0x77});
  CHECK(word(5).is_zero());
  CHECK(word(6) == Word{64});
}

TEST_CASE("calls nest 1024 deep and no deeper") {
  MockHost host = rich_host();
  Vm vm({.fork = Fork::frontier});  // without EIP-150 the gas reaches all the way down
  host.vm = &vm;
  // Calls itself with what gas is left less a reserve.
  host.accounts[self].code = assemble(
      "PUSH1 0; PUSH1 0; PUSH1 0; PUSH1 0; PUSH1 0; PUSH2 0xaaaa;"
      "PUSH2 1000; GAS; SUB; CALL");
  const Bytes code = host.accounts[self].code;
  const Result r = vm.execute(host, plain_message(), code);
  CHECK(r.status == Status::success);
  CHECK(host.calls.size() == 1024);
  CHECK(host.calls.back().depth == 1024);
}
