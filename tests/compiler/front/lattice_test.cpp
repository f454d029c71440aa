// The precompiles of a Lattice chain as the language calls them, against the precompiles
// themselves.
#include <catch2/catch.hpp>
#include <mozi/dsl.hpp>

#include "tests/compiler/front/differential.hpp"
#include "tests/vm/precompiles/vectors.hpp"
#include "vm/exec/precompiles.hpp"
#include "vm/isa/forks.hpp"

namespace tensors {

using namespace mozi::dsl;

/// Operands that are bytes are packed one after the other, so the first may be the whole input.
struct Tensors {
  FN(U256, tensor_commit, (Bytes in), view) { return lattice::tensor_commit(in); }
  FN(Bytes, matmul, (Bytes in), view) { return lattice::matmul(in, Bytes("")); }
  FN(Bytes, dot, (Bytes in), view) { return lattice::dot(in, Bytes("")); }
  FN(Bytes, softmax, (Bytes in), view) { return lattice::softmax(in); }
  FN(Bytes, relu, (Bytes in), view) { return lattice::relu(in); }
  FN(Bytes, linear, (Bytes in), view) { return lattice::linear(in, Bytes(""), Bytes("")); }
  FN(Bytes, transpose, (Bytes in), view) { return lattice::transpose(in); }
  FN(Bytes, belnap, (Bytes in), view) { return lattice::belnap_aggregate(in); }
  FN(Bytes, lora_apply, (Bytes in), view) {
    return lattice::lora_apply(in, Bytes(""), Bytes(""), Bytes(""));
  }
  FN(Bytes, lora_merge, (Bytes in), view) {
    U8 count = reinterpret<U8>(in[0]);
    return lattice::lora_merge(count, in.slice(1, in.length()));
  }
  FN(Bool, ed25519, (Bytes in), view) {
    return lattice::ed25519_verify(word_at(in, 0), in.slice(32, in.length()), Bytes(""));
  }
  FN(Address, eip712, (Bytes in), view) {
    return lattice::eip712_verify(word_at(in, 0), word_at(in, 32), reinterpret<U8>(in[64]),
                                  word_at(in, 65), word_at(in, 97));
  }
  FN(Bytes32, transfer, (Bytes in), view) {
    return lattice::transfer_auth_verify(word_at(in, 0), in.slice(32, in.length()));
  }
};

}  // namespace tensors

using namespace mozi;
using namespace mozi::test;

namespace {

struct Row {
  const char* signature;
  uint32_t address;
  bool gives_word;
  // Inputs that can be said as the function's arguments: its words must be whole.
  size_t at_least = 0;
  size_t at_most = ~size_t{0};
};
constexpr Row rows[] = {
    {"tensor_commit(bytes)", 0x107, true}, {"matmul(bytes)", 0x10a, false},
    {"dot(bytes)", 0x10b, false},          {"softmax(bytes)", 0x10c, false},
    {"relu(bytes)", 0x10d, false},         {"linear(bytes)", 0x10e, false},
    {"transpose(bytes)", 0x10f, false},    {"belnap(bytes)", 0x110, false},
    {"lora_apply(bytes)", 0x112, false},   {"lora_merge(bytes)", 0x113, false},
    {"ed25519(bytes)", 0x120, true, 96},   {"eip712(bytes)", 0x200, true, 129, 129},
    {"transfer(bytes)", 0x201, true, 129}};

/// Inputs by address, from the vectors that test the precompiles.
std::multimap<uint64_t, Bytes> read_inputs() {
  std::multimap<uint64_t, Bytes> inputs;
  for (const std::string name :
       {"activation", "belnap", "commitment", "lora", "matrix", "signatures"})
    for (PrecompileVector& vector : read_vectors("lattice_" + name + ".vec"))
      inputs.emplace(vector.precompile, std::move(vector.input));
  return inputs;
}

/// Bytes as the ABI encodes them alone.
Bytes encoded(const Bytes& bytes) {
  Bytes out(64 + (bytes.size() + 31) / 32 * 32);
  Word{32}.store(out.data());
  Word{bytes.size()}.store(out.data() + 32);
  std::ranges::copy(bytes, out.begin() + 64);
  return out;
}

}  // namespace

TEST_CASE("the precompiles of a Lattice chain are functions, which revert where there are none") {
  const auto contract = dsl::trace<tensors::Tensors>("Tensors");
  const auto inputs = read_inputs();
  auto rules = isa::rules_of(default_fork);
  rules.lattice = true;
  for (const auto engine : {Engine::bytecode_O0, Engine::bytecode_O2}) {
    const auto compiled = compile_or_fail(contract, engine);
    World world;
    const auto at = Twins::address();
    REQUIRE(world.deploy(at, compiled.code.init.bytes, {}).status == Status::success);
    for (const auto& row : rows) {
      INFO(name_of(engine) << ", " << row.signature);
      size_t successes = 0;
      const auto [first, last] = inputs.equal_range(row.address);
      for (auto input = first; input != last; ++input) {
        if (input->second.size() < row.at_least || input->second.size() > row.at_most) continue;
        INFO(to_hex(input->second));
        const auto expected = exec::run_precompile(rules, Address::from_word(Word{row.address}),
                                                   input->second, 100'000'000);
        const auto call = calldata(selector(row.signature), encoded(input->second));
        world.lattice = true;
        const auto result = world.transact(at, call);
        const bool succeeds = expected.status == Status::success;
        CHECK((result.status == Status::success) == succeeds);
        if (succeeds)
          CHECK(to_hex(result.output) ==
                to_hex(row.gives_word ? expected.output : encoded(expected.output)));
        successes += succeeds ? 1 : 0;
        world.lattice = false;
        CHECK(world.transact(at, call).status == Status::revert);
      }
      CHECK(successes > 0);
    }
  }
}
