// Names: of types, of parameters, and of what C++ calls otherwise.
#include <catch2/catch.hpp>

#include "mozi/dsl.hpp"

namespace mozi::tests {
namespace {

using namespace mozi::dsl;

struct Outer {
  struct Pair {
    U16 left;
    Array<Address> right;
  };
};
enum class Colour : uint8_t { red, green, blue };
INTERFACE(IThing) {
  EXTERN(void, poke, ());
};

std::string abi(const TypeRef& type) {
  return ast::abi_name(*type);
}
std::string display(const TypeRef& type) {
  return ast::display_name(*type);
}

TEST_CASE("types have their ABI's names") {
  Tracer tracer("Names");
  CHECK(abi(type_of<U8>()) == "uint8");
  CHECK(abi(type_of<I256>()) == "int256");
  CHECK(abi(type_of<Bool>()) == "bool");
  CHECK(abi(type_of<Bytes4>()) == "bytes4");
  CHECK(abi(type_of<Bytes>()) == "bytes");
  CHECK(abi(type_of<String>()) == "string");
  CHECK(abi(type_of<IThing>()) == "address");
  CHECK(abi(type_of<Enum<Colour>>()) == "uint8");
  CHECK(abi(type_of<Array<FixedArray<Outer::Pair, 3>>>()) == "(uint16,address[])[3][]");
}

TEST_CASE("types have the names that their author reads") {
  Tracer tracer("Names");
  CHECK(display(type_of<Outer::Pair>()) == "struct Outer.Pair");
  CHECK(display(type_of<Enum<Colour>>()) == "enum Colour");
  CHECK(display(type_of<IThing>()) == "contract IThing");
  CHECK(display(type_of<Map<String, Map<Address, Outer::Pair>>>()) ==
        "mapping(string => mapping(address => struct Outer.Pair))");
}

TEST_CASE("equal types are the same, others are not") {
  Tracer tracer("Names");
  CHECK(ast::same(*type_of<Array<U8>>(), *array_type(word_type(ast::Type::Kind::unsigned_, 8))));
  CHECK_FALSE(ast::same(*type_of<U8>(), *type_of<I8>()));
  CHECK_FALSE(ast::same(*type_of<U8>(), *type_of<U16>()));
  CHECK_FALSE(ast::same(*type_of<FixedArray<U8, 2>>(), *type_of<FixedArray<U8, 3>>()));
  CHECK_FALSE(ast::same(*type_of<Bytes>(), *type_of<String>()));
}

TEST_CASE("an enumeration knows how many members it has") {
  static_assert(EnumKind<Colour>::members == 3);
  Tracer tracer("Names");
  CHECK(type_of<Enum<Colour>>()->length == 3);
}

TEST_CASE("parameter names are the last identifiers of their pieces") {
  using Names = std::vector<std::string>;
  CHECK(parameter_names("()").empty());
  CHECK(parameter_names("(U256 amount)") == Names{"amount"});
  CHECK(parameter_names("(Map<A, B> first, FixedArray<Bytes32, 32> second)") ==
        Names{"first", "second"});
  CHECK(parameter_names("(Indexed<Address> from,\n    Indexed<Address> to, U256 value)") ==
        Names{"from", "to", "value"});
  CHECK(parameter_names("(const U256& x)") == Names{"x"});
}

TEST_CASE("members of structs are found up to sixteen, in order") {
  struct Sixteen {
    U8 a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, last;
  };
  static_assert(reflect::arity<Sixteen>() == 16);
  static_assert(reflect::member_name<Sixteen, 0>() == "a");
  static_assert(reflect::member_name<Sixteen, 15>() == "last");
  Tracer tracer("Names");
  CHECK(type_of<Sixteen>()->members.size() == 16);
}

TEST_CASE("namespaces are no part of a name") {
  CHECK(reflect::author_name("mozi::tests::Outer::Pair") == "Outer.Pair");
  CHECK(reflect::author_name("mozi::tests::(anonymous namespace)::Outer") == "Outer");
  CHECK(reflect::author_name("Outer") == "Outer");
  CHECK(reflect::author_name("outer") == "outer");
}

}  // namespace
}  // namespace mozi::tests
