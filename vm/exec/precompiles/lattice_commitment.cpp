// TENSOR_COMMIT and MERKLE_VERIFY_TENSOR: commitments with Poseidon.
#include <algorithm>

#include "vm/crypto/poseidon.hpp"
#include "vm/exec/precompiles/input.hpp"
#include "vm/exec/precompiles/lattice_tensor.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

using crypto::Poseidon;
using Element = Poseidon::Element;

/// Bytes that always fit an element.
constexpr size_t chunk_size = 31;

void append_word(const Word& word, Bytes& output) {
  const auto bytes = word.to_bytes();
  output.insert(output.end(), bytes.begin(), bytes.end());
}

/// Up to 31 bytes as a number, the least significant first.
Element element_of(BytesView chunk) {
  std::array<uint8_t, 32> big_endian{};
  std::reverse_copy(chunk.begin(), chunk.end(),
                    big_endian.end() - static_cast<ptrdiff_t>(chunk.size()));
  return Element::from(Word::load(big_endian.data()));
}

/// A proof that `value` lies at `index`: the siblings from the leaf up.
struct MerkleProof {
  Element root;
  uint64_t index = 0;
  Element value;
  unsigned depth = 0;
  BytesView siblings;
};

constexpr size_t depth_at = 3 * 32;
constexpr unsigned max_depth = 32;

/// The depth, if it is allowed and fits the length of the input. A tree without levels would take
/// any value for its root.
std::optional<unsigned> read_depth(BytesView input) {
  if (input.size() <= depth_at) return {};
  const unsigned depth = input[depth_at];
  if (depth == 0 || depth > max_depth || input.size() != depth_at + 1 + 32 * size_t{depth})
    return {};
  return depth;
}

/// The proof in the input, all of whose numbers must be below the prime. An index beyond the tree
/// is refused: with it an inner node could pass for a leaf.
std::optional<MerkleProof> read_proof(BytesView input) {
  const auto depth = read_depth(input);
  if (!depth) return {};
  const auto root = Element::checked(read_word(input, 0));
  const Word index = read_word(input, 32);
  const auto value = Element::checked(read_word(input, 64));
  if (!root || !value || !(index >> *depth).is_zero()) return {};
  return MerkleProof{*root, index.low(), *value, *depth, input.subspan(depth_at + 1)};
}

}  // namespace

bool TENSOR_COMMIT(const isa::Rules&, BytesView input, Bytes& output) {
  if (!lattice::read_tensor(input)) return false;
  Poseidon hash;
  for (; !input.empty(); input = input.subspan(std::min(chunk_size, input.size())))
    hash.absorb(element_of(input.first(std::min(chunk_size, input.size()))));
  append_word(hash.finish().value(), output);
  return true;
}

int64_t merkle_gas(BytesView input) {
  const auto depth = read_depth(input);
  return depth ? 3000 + 200 * int64_t{*depth} : 0;
}

bool MERKLE_VERIFY_TENSOR(const isa::Rules&, BytesView input, Bytes& output) {
  const auto proof = read_proof(input);
  if (!proof) return false;
  Element node = crypto::poseidon_hash(Element{proof->index}, proof->value);
  for (unsigned level = 0; level < proof->depth; ++level) {
    const auto sibling = Element::checked(read_word(proof->siblings, 32 * uint64_t{level}));
    if (!sibling) return false;
    const bool is_right = (proof->index >> level & 1) != 0;
    node = is_right ? crypto::poseidon_hash(*sibling, node) : crypto::poseidon_hash(node, *sibling);
  }
  append_word(Word{node == proof->root ? 1u : 0u}, output);
  return true;
}

}  // namespace mozi::exec::precompile
