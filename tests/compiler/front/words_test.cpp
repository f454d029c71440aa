// Every operation on words against solc, function by function: contract Words of
// solidity/build.mjs.
#include <catch2/catch.hpp>

#include "tests/compiler/front/differential.hpp"
#include "tests/compiler/front/tree.hpp"
#include "vm/isa/opcodes.hpp"

using namespace mozi;
using namespace mozi::test;
using ast::Op;

namespace {

ast::TypeRef type_named(const std::string& name) {
  const auto number = [&](size_t from) {
    return static_cast<unsigned>(std::stoul(name.substr(from)));
  };
  if (name == "bool") return make_type(Kind::boolean);
  if (name == "address") return make_type(Kind::address);
  if (name.starts_with("enum")) return make_type(Kind::enumeration, 0, nullptr, number(4));
  if (name.starts_with("uint")) return uint_t(number(4));
  if (name.starts_with("int")) return int_t(number(3));
  return bytes_t(number(5));
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

Op op_named(const std::string& name) {
  const std::string ast_name =
      name == "and" || name == "or" || name == "xor" || name == "not" ? "bit_" + name : name;
  for (int i = 0; i <= static_cast<int>(Op::error); ++i)
    if (ast::info(static_cast<Op>(i)).name == ast_name) return static_cast<Op>(i);
  FAIL("no op " << name);
  return Op::add;
}

/// How our language writes a Solidity conversion.
Op conversion(const ast::Type& from, const ast::Type& to) {
  if (from.kind != to.kind || to.kind == Kind::fixed_bytes) return Op::reinterpret;
  return to.bits > from.bits ? Op::widen : Op::truncate;
}

/// The function that a name of contract Words describes: mode_op_type or convert_from_to.
ast::Function function_named(const std::string& name) {
  const auto words = split(name, '_');
  if (words[0] == "convert") {
    const auto from = type_named(words[1]);
    const auto to = type_named(words[2]);
    return returning(name, {from}, node(conversion(*from, *to), to, {parameter(0, from)}));
  }
  const auto type = type_named(words[2]);
  const bool checked = words[0] != "unchecked";
  if (words[1] == "mulmod" || words[1] == "addmod") {
    auto result =
        node(Op::opcode, type, {parameter(0, type), parameter(1, type), parameter(2, type)});
    result->number =
        Word{static_cast<uint64_t>(words[1] == "mulmod" ? isa::Op::MULMOD : isa::Op::ADDMOD)};
    return returning(name, {type, type, type}, result);
  }
  const auto op = op_named(words[1]);
  if (ast::info(op).kids == 1)
    return returning(name, {type}, node(op, type, {parameter(0, type)}, checked));
  const bool amount = op == Op::shl || op == Op::shr || op == Op::pow;
  const auto second = amount ? uint_t(256) : type;
  const bool compares = op >= Op::eq && op <= Op::ge;
  return returning(name, {type, second},
                   node(op, compares ? make_type(Kind::boolean) : type,
                        {parameter(0, type), parameter(1, second)}, checked));
}

std::vector<ast::TypeRef> inputs_of(const ast::Function& function) {
  std::vector<ast::TypeRef> types;
  for (const auto& input : function.inputs) types.push_back(input.type);
  return types;
}

/// Small second operands, so that powers and shifts do not all overflow.
Bytes small_second(Random& random, Bytes arguments) {
  if (arguments.size() >= 64 && random.below(2) == 0)
    Word{random.below(20)}.store(arguments.data() + 32);
  return arguments;
}

}  // namespace

namespace {

void compare_words(const ast::Contract& contract, const Solidity& theirs, Engine engine) {
  Twins twins(contract, theirs, engine);
  twins.deploy();
  Random random(1);
  INFO("MOZI_SEED " << seed());
  size_t index = 0;
  for (const auto& [signature, selector] : theirs.selectors) {
    const auto types = inputs_of(contract.functions[index++]);
    INFO(signature);
    for (int round = 0; round < 60; ++round)
      twins.transact(calldata(selector, small_second(random, random_arguments(random, types))));
    for (int round = 0; round < 12; ++round)
      twins.transact(calldata(selector, damaged(random, random_arguments(random, types))));
  }
}

}  // namespace

TEST_CASE("every operation on words gives what solc's gives, for random and edge operands") {
  const auto theirs = read_solidity("Words");
  ast::Contract contract;
  contract.name = "Words";
  for (const auto& [signature, selector] : theirs.selectors)
    contract.functions.push_back(function_named(signature.substr(0, signature.find('('))));
  for (const auto engine : engines) compare_words(contract, theirs, engine);
}

TEST_CASE("value sent to a function that is not payable reverts") {
  const auto theirs = read_solidity("Words");
  ast::Contract contract;
  contract.name = "Words";
  contract.functions.push_back(function_named("plain_eq_uint8"));
  Twins twins(contract, theirs, Engine::bytecode_O2);
  twins.deploy();
  const auto selector = theirs.selectors.at("plain_eq_uint8(uint8,uint8)");
  const auto result = twins.transact(calldata(selector, Bytes(64)), Word{1});
  CHECK(result.status == Status::revert);
}
