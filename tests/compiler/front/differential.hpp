// Runs one contract twice, as solc compiled it and as we do, and compares everything a caller can
// see.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>

#include "compiler/artifact/compile.hpp"
#include "mozi/dsl/ast.hpp"
#include "tests/compiler/front/world.hpp"
#include "tests/support/random.hpp"

namespace mozi::test {

/// A contract as solc compiled it: tests/compiler/front/solidity/<name>.json.
struct Solidity {
  Bytes bytecode;
  std::map<std::string, uint32_t> selectors;  // by signature
  std::map<std::string, std::vector<dsl::ast::TypeRef>> inputs;
};
Solidity read_solidity(const std::string& name);

/// What runs our side of a comparison.
enum class Engine : uint8_t { interpreted_ir, bytecode_O0, bytecode_O2 };
inline constexpr Engine engines[] = {Engine::interpreted_ir, Engine::bytecode_O0,
                                     Engine::bytecode_O2};
std::string_view name_of(Engine engine);

/// Compiles a contract; fails the test with its diagnostics if it has any errors.
artifact::Compiled compile_or_fail(const dsl::ast::Contract& contract, Engine engine);

/// Two worlds in lockstep: solc's contract in one, ours in the other, at the same address.
class Twins {
 public:
  Twins(const dsl::ast::Contract& ours, const Solidity& theirs, Engine engine);

  static Address address() { return Address::from_word(Word{0xc0de}); }

  /// Deploys both with these arguments. CHECKs that the outcomes are equal.
  void deploy(BytesView arguments = {}, const Word& value = {});
  /// Sends both the same transaction and CHECKs status, output, logs, storage and balance.
  Result transact(BytesView input, const Word& value = {});

  World solidity;
  World mozi;

 private:
  void compare(const Result& theirs, const Result& ours);

  artifact::Compiled compiled_;
  Engine engine_;
  const Solidity& theirs_;
};

/// ABI encoding of random values of the types, with edge values more often than chance.
Bytes random_arguments(Random& random, const std::vector<dsl::ast::TypeRef>& types);
/// The same damaged: cut short, with dirty bits, with wrong offsets and lengths.
Bytes damaged(Random& random, Bytes arguments);
/// The selector of a function's signature.
uint32_t selector(std::string_view signature);
/// Calldata of a selector and arguments.
Bytes calldata(uint32_t selector, BytesView arguments);

}  // namespace mozi::test
