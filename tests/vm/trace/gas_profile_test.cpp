// Gas per function: what each frame used, with and without its callees.
#include "vm/trace/gas_profile.hpp"

#include <catch2/catch.hpp>

#include "tests/support/bytecode.hpp"
#include "vm/chain/dev_chain.hpp"

using namespace mozi;
using mozi::test::assemble;

TEST_CASE("gas is added up per function, with and without callees") {
  constexpr Address alice{{1}};
  constexpr Address outer{{2}};
  constexpr Address inner{{3}};
  chain::DevChain chain;
  // Calls `inner` twice with selector 0x11223344.
  const std::string call = "STATICCALL 5000 " + to_hex(inner) + " 28 4 0 0; POP";
  chain.set_code(outer, assemble("MSTORE 0 0x11223344; " + call + "; " + call));
  chain.set_code(inner, assemble("PUSH1 1; PUSH1 2; ADD; CALLDATALOAD 0; REVERT 0 0"));

  trace::GasProfile profile;
  chain.trace_with(&profile);
  const Result result = chain.call({.from = alice, .to = outer, .gas = 100'000});
  REQUIRE(result.status == Status::success);

  const auto& entries = profile.entries();
  REQUIRE(entries.size() == 2);
  const auto& of_outer = entries.at({outer, 0, false});
  const auto& of_inner = entries.at({inner, 0x11223344, false});
  CHECK(of_inner.calls == 2);
  CHECK(of_inner.failures == 2);
  CHECK(of_inner.gas == 2 * 21);
  CHECK(of_inner.least == 21);
  CHECK(of_inner.most == 21);
  CHECK(of_outer.calls == 1);
  CHECK(of_outer.failures == 0);
  CHECK(of_outer.gas == 100'000 - result.gas_left);
  CHECK(of_outer.own_gas == of_outer.gas - of_inner.gas);
}

TEST_CASE("a creation counts under the address that it makes") {
  chain::DevChain chain;
  trace::GasProfile profile;
  chain.trace_with(&profile);
  const auto receipt = chain.send({.from = Address{{1}}, .data = assemble("RETURN 0 5")});
  REQUIRE(receipt->ok());
  REQUIRE(profile.entries().size() == 1);
  CHECK(profile.entries().begin()->first.code_address == receipt->contract);
  CHECK(profile.entries().begin()->first.creation);
}
