// What the recorder does where C++ would do something else.
#include <catch2/catch.hpp>

#include "mozi/dsl.hpp"

namespace mozi::tests {
namespace {

using namespace mozi::dsl;

/// The lines of a function's body in a dump without positions.
template <class C>
std::vector<std::string> body_of() {
  const auto contract = trace<C>();
  CHECK(contract.diagnostics.empty());
  const auto text = ast::dump(contract, ast::Positions::hidden);
  std::vector<std::string> lines;
  size_t at = text.find("  external f");
  REQUIRE(at != std::string::npos);
  while ((at = text.find('\n', at)) != std::string::npos && text.substr(at + 1, 4) == "    ") {
    const size_t end = text.find('\n', at + 1);
    lines.push_back(text.substr(at + 5, end - at - 5));
    at = end;
  }
  return lines;
}

using Lines = std::vector<std::string>;

struct Copies {
  FIELD(total, U256);
  FN(U256, f, ()) {
    U256 before = total;
    total = 5;
    return before;
  }
};
TEST_CASE("a variable initialised from storage is a copy") {
  CHECK(body_of<Copies>() == Lines{"let uint256 v0 = total", "set total = 5", "return v0"});
}

struct Pointers {
  struct User {
    U256 a, b;
  };
  FIELD(users, Map<U256, User>);
  FN(void, f, (U256 id)) {
    auto user = users[id];
    id = 7;
    user.a = id;
  }
};
TEST_CASE("a storage pointer keeps the key it was named with") {
  CHECK(body_of<Pointers>() == Lines{"let uint256 v1 = id", "set id = 7", "set users[v1].a = id"});
}

struct StablePointers {
  struct User {
    U256 a, b;
  };
  FIELD(users, Map<Address, User>);
  FN(void, f, (Address who)) {
    auto user = users[who];
    user.a = 1;
    user.b = user.a;
  }
};
TEST_CASE("a key that cannot change is not copied") {
  CHECK(body_of<StablePointers>() ==
        Lines{"set users[who].a = 1", "set users[who].b = users[who].a"});
}

struct LoopConditions {
  FIELD(list, Array<U256>);
  FN(void, f, (U256 i)) {
    While (list[i] > 0) {
      i += 1;
    }
  }
};
TEST_CASE("a loop's condition is evaluated anew each time") {
  CHECK(body_of<LoopConditions>() == Lines{"while gt(list[i], 0)", "  set i = add(i, 1)"});
}

struct EffectfulKeys {
  FIELD(counts, Map<U256, U256>);
  DEF(U256, next, ()) { return 1; }
  FN(void, f, ()) { counts[next()] += 1; }
};
TEST_CASE("a key with an effect is evaluated once") {
  CHECK(body_of<EffectfulKeys>() ==
        Lines{"let uint256 v0 = call next()", "set counts[v0] = add(counts[v0], 1)"});
}

struct Unused {
  DEF(U256, next, ()) { return 1; }
  FN(void, f, ()) { next(); }
};
TEST_CASE("a call whose result nobody takes still happens") {
  CHECK(body_of<Unused>() == Lines{"do call next()"});
}

struct Temporaries {
  struct Pair {
    U256 a, b;
  };
  FIELD(pair, Pair);
  FN(void, f, (U256 x)) { pair = Pair{x + 1, 2}; }
};
TEST_CASE("a temporary struct is one value, not a local for each member") {
  CHECK(body_of<Temporaries>() == Lines{"set pair = tuple<struct Temporaries.Pair>(add(x, 1), 2)"});
}

struct Helpers {
  FIELD(total, U256);
  U256 doubled(const U256& x) {
    U256 twice = x * 2;
    return twice;
  }
  FN(U256, f, (U256 x)) {
    U256 y = doubled(x);
    return y + doubled(y);
  }
};
TEST_CASE("a C++ function's statements stand where it is called") {
  CHECK(body_of<Helpers>() == Lines{"let uint256 v1 = mul(x, 2)", "return add(v1, mul(v1, 2))"});
}

struct Generic {
  FN(U256, f, (U256 x)) {
    U256 sum = 0;
    for (int i = 1; i <= 3; ++i) sum += x * i;
    return sum;
  }
};
TEST_CASE("a native loop unrolls") {
  CHECK(body_of<Generic>() == Lines{"let uint256 v1 = 0", "set v1 = add(v1, mul(x, 1))",
                                    "set v1 = add(v1, mul(x, 2))", "set v1 = add(v1, mul(x, 3))",
                                    "return v1"});
}

TEST_CASE("statements of a helper know where it was called") {
  struct Contract {
    FIELD(total, U256);
    void bump(CallSite = {}) { total += 1; }
    FN(void, f, ()) { bump(); }
  };
  const auto contract = trace<Contract>();
  const auto& statement = *contract.functions[0].body[0];
  REQUIRE(statement.call_sites.size() == 1);
  CHECK(statement.call_sites[0].line == statement.location.line + 1);
}

TEST_CASE("a value outside of any contract is an error") {
  CHECK_THROWS_AS(U256(), mozi::dsl::Error);
}

TEST_CASE("contracts nest: one may be traced while another is") {
  Tracer outer("Outer");
  CHECK(trace<Copies>().diagnostics.empty());
  CHECK(outer.finish().name == "Outer");
}

struct Mixin {
  ERROR(Zero, ());
  FIELD(x, U256);
};
/// Two lines
/// of documentation.
struct Documented : Mixin {
  FN(void, f, ()) {}
};
TEST_CASE("a contract knows its struct's position and the comment above it") {
  const auto contract = trace<Documented>();
  CHECK(contract.documentation == "Two lines of documentation.");
  CHECK(contract.location.line + 1 == contract.functions[0].location.line);
}

TEST_CASE("an error that two mixins declare is one error") {
  struct Other {
    ERROR(Zero, ());
    ERROR(One, (U256 x));
  };
  struct Both : Mixin, Other {};
  CHECK(trace<Both>().errors.size() == 2);
}

TEST_CASE("mistakes are collected, in the order of their lines") {
  struct Contract {
    FIELD(total, U256);
    FN(void, f, ()) {
      total = -2;
      total = -1;
    }
  };
  const auto contract = trace<Contract>();
  REQUIRE(contract.diagnostics.size() == 2);
  CHECK(contract.diagnostics[0].message == "a uint256 is never negative: -2");
  CHECK(contract.diagnostics[0].location.line + 1 == contract.diagnostics[1].location.line);
}

}  // namespace
}  // namespace mozi::tests
