// What an author is told: every check of the front end, by the message it gives and the line it
// names.
#include <catch2/catch.hpp>
#include <mozi/dsl.hpp>

#include "compiler/front/front.hpp"
#include "tests/compiler/front/tree.hpp"

namespace wrong {

using namespace mozi::dsl;

struct ViewWrites {
  PUBLIC(x, U256);
  static constexpr unsigned line_before = __LINE__;
  FN(void, f, (), view) { x = 1; }
};
struct ViewWritesByte {
  FIELD(x, Bytes);
  FN(void, f, (), view) { x[0] = "01"_hex; }
};
struct PureReads {
  PUBLIC(x, U256);
  FN(U256, f, (), pure_) { return x; }
};
struct PureReadsThroughHelper {
  PUBLIC(x, U256);
  FN(U256, f, (), pure_) { return helper(); }
  DEF(U256, helper, ()) { return x + 1; }
};
struct ViewEmits {
  EVENT(Seen, ());
  FN(void, f, (), view) { emit(Seen()); }
};
struct UnpayableValue {
  FN(U256, f, ()) { return msg.value; }
};
struct Recursive {
  FN(U256, f, (U256 n)) { return even(n); }
  DEF(U256, even, (U256 n)) { return odd(n - 1); }
  DEF(U256, odd, (U256 n)) { return even(n - 1); }
};
struct LateImmutable {
  IMMUTABLE(owner, Address);
  FN(void, f, ()) { set(); }
  DEF(void, set, ()) { owner = msg.sender; }
};
struct EarlyImmutable {
  PUBLIC_IMMUTABLE(owner, Address);
  CTOR(()) { set(); }
  DEF(void, set, ()) { owner = msg.sender; }
};
struct SelectorClash {
  FN(void, burn, (U256 a)) { require(a != 0); }
  FN(void, collate_propagate_storage, (Bytes16 a)) { require(a == a); }
};
struct GetterClash {
  PUBLIC(x, U256);
  FN(U256, x_, (), named("x")) { return 1; }
};
struct Unreachable {
  FN(U256, f, (U256 a)) {
    revert();
    return a;
  }
};
struct ReassignedCallData {
  FN(Bytes, f, (Bytes a)) {
    a = abi_encode(Constant<U256>(1));
    return a;
  }
};

}  // namespace wrong

using namespace mozi;
using namespace mozi::test;

namespace {

const std::string unreachable =
    "warning: this is never reached; remove it, or the statement before it that ends the path\n";

/// All that is said about a contract, one line each without the file.
std::string said_about(const ast::Contract& contract) {
  const auto lowered = front::lower(contract);
  std::string text;
  for (const auto& d : lowered ? lowered->warnings : lowered.error())
    text += (d.severity == ast::Diagnostic::Severity::error ? "error: " : "warning: ") + d.message +
            "\n";
  return text;
}

template <class C>
std::string said() {
  return said_about(dsl::trace<C>());
}

ast::Contract contract_of(ast::Function function) {
  ast::Contract contract;
  contract.name = "ByHand";
  contract.functions.push_back(std::move(function));
  return contract;
}

}  // namespace

TEST_CASE("a function does no more than it declares") {
  CHECK(said<wrong::ViewWrites>() ==
        "error: expected nothing beyond view in f, as declared; this writes storage\n");
  CHECK(said<wrong::ViewWritesByte>() ==
        "error: expected nothing beyond view in f, as declared; this writes storage\n");
  CHECK(said<wrong::PureReads>() ==
        "error: expected nothing beyond pure in f, as declared; this reads storage\n");
  CHECK(said<wrong::PureReadsThroughHelper>() ==
        "error: expected nothing beyond pure in f, as declared; this calls helper, which reads "
        "storage\n");
  CHECK(said<wrong::ViewEmits>() ==
        "error: expected nothing beyond view in f, as declared; this emits an event\n");
  CHECK(said<wrong::UnpayableValue>() ==
        "error: expected a payable function around msg.value; got f, which refuses value\n");
}

TEST_CASE("a mistake is located at the author's line") {
  const auto lowered = front::lower(dsl::trace<wrong::ViewWrites>());
  REQUIRE(!lowered);
  CHECK(lowered.error()[0].location.line == wrong::ViewWrites::line_before + 1);
  CHECK(std::string(lowered.error()[0].location.file).ends_with("check_test.cpp"));
}

TEST_CASE("internal functions do not call themselves") {
  CHECK(said<wrong::Recursive>() ==
        "error: expected functions that do not call themselves; got even -> odd -> even\n");
}

TEST_CASE("immutables are written during construction only") {
  CHECK(said<wrong::LateImmutable>() ==
        "error: expected immutable owner to be written in the constructor only\n");
  CHECK(said<wrong::EarlyImmutable>().empty());
}

TEST_CASE("selectors and topics are unambiguous") {
  CHECK(said<wrong::SelectorClash>() ==
        "error: expected a selector of its own for collate_propagate_storage(bytes16); "
        "burn(uint256) has the same\n");
  CHECK(said<wrong::GetterClash>() ==
        "error: expected a selector of its own for x(); x() has the same\n");
  ast::Contract contract;
  contract.name = "ByHand";
  contract.events.push_back(
      {"Many", std::vector(4, ast::Parameter{"a", uint_t(8), true}), false, {}});
  CHECK(said_about(contract) == "error: expected at most 3 indexed parameters of Many; got 4\n");
  contract.events[0].anonymous = true;
  CHECK(said_about(contract).empty());
}

TEST_CASE("what does nothing is pointed out") {
  auto function = returning("f", {uint_t(256)}, parameter(0, uint_t(256)));
  function.locals.push_back({"left_over", uint_t(256), ast::Where::value, {}});
  auto let = statement(ast::Statement::Kind::let, {parameter(0, uint_t(256))});
  let->locals = {1};
  function.body.insert(function.body.begin(), let);
  CHECK(said_about(contract_of(function)) ==
        "warning: local left_over is never read; use it or remove it\n");
  CHECK(said<wrong::Unreachable>() == unreachable);
}

TEST_CASE("a local that starts as call data stays there") {
  CHECK(said<wrong::ReassignedCallData>() ==
        "error: expected a local of its own in memory: it starts as call data, so it cannot take "
        "other values later; start it with to_memory(x)\n");
}

TEST_CASE("every path returns what the function promises") {
  auto function = returning("f", {uint_t(256)}, parameter(0, uint_t(256)));
  function.body.clear();
  CHECK(said_about(contract_of(function)) == "error: expected f to return a value on every path\n");
  function.body.push_back(statement(ast::Statement::Kind::return_));
  CHECK(said_about(contract_of(function)) == "error: expected a value to return from f\n");
  function.body[0] = statement(ast::Statement::Kind::return_, {parameter(0, uint_t(256))});
  function.outputs[0].type = uint_t(128);
  CHECK(said_about(contract_of(function)) ==
        "error: expected uint128 to return from f; got uint256\n");
}

TEST_CASE("loops are left from inside of loops") {
  auto function = returning("f", {uint_t(256)}, parameter(0, uint_t(256)));
  function.body.insert(function.body.begin(), statement(ast::Statement::Kind::break_));
  CHECK(said_about(contract_of(function)) ==
        "error: expected Break and Continue inside a loop\n" + unreachable);
}

TEST_CASE("a tree that breaks its own rules is refused, not lowered") {
  const auto word = uint_t(256);
  const auto refuses = [&](const ast::NodeRef& result, const std::string& message) {
    CHECK(said_about(contract_of(returning("f", {word}, result))) == message);
  };
  refuses(node(ast::Op::add, word, {parameter(0, word)}),
          "error: expected other operands of add; got 1\n");
  refuses(node(ast::Op::add, word, {parameter(0, word), nullptr}),
          "error: expected operand 1 of add\n");
  refuses(node(ast::Op::add, word, {parameter(0, word), parameter(0, uint_t(8))}),
          "error: expected operands of one type; got uint256 and uint8\n");
  refuses(parameter(7, word), "error: expected an index below 1 in local; got 7\n");
  refuses(node(ast::Op::field, word), "error: expected an index below 0 in field; got 0\n");
  refuses(node(ast::Op::map_at, word, {parameter(0, word), parameter(0, word)}),
          "error: expected a mapping; got uint256\n");
  refuses(node(ast::Op::element, word, {parameter(0, word), parameter(0, word)}),
          "error: expected an array; got uint256\n");
  refuses(node(ast::Op::event, word), "error: expected an index below 0 in event; got 0\n");
}

TEST_CASE("state variables and constants have types that fit their place") {
  ast::Contract contract;
  contract.name = "ByHand";
  contract.fields.push_back({"t", make_type(Kind::string), false, true, 0, 0, {}});
  contract.immutables.push_back({"i", make_type(Kind::bytes), false, {}});
  contract.constants.push_back({"c", parameter(0, uint_t(8)), {}});
  CHECK(said_about(contract) ==
        "error: expected a type of one word for transient t; got string\n"
        "error: expected a type of one word for immutable i; got bytes\n"
        "error: expected a number or text for constant c\n");
}
