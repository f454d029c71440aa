// Places in storage: which slots can be the same.
#include "compiler/opt/places.hpp"

#include <optional>

#include "compiler/opt/values.hpp"

namespace mozi::opt {

using namespace ir;

namespace {

/// A slot as root + offset. The root is nothing for plain numbers.
struct Place {
  ValueId root = nothing;
  std::optional<Word> offset;  // none: not known
};

bool is_hash(const Inst* inst) {
  return inst != nullptr && (inst->op == Op::mapping_slot || inst->op == Op::array_slot);
}

/// Compilers number slots from 0; larger constants are hashes, folded.
bool is_small(const Word& w) {
  return w.fits64();
}

Place place_of(const Function& f, ValueId v, int depth = 0) {
  const Inst* inst = definition(f, v);
  if (inst != nullptr && inst->op == Op::constant) return {nothing, inst->imm};
  constexpr int deep_enough = 8;
  if (inst == nullptr || inst->op != Op::add || depth == deep_enough) return {v, Word{}};
  for (const size_t side : {size_t{0}, size_t{1}}) {
    const Word* offset = constant(f, inst->operands[1 - side]);
    Place inner = place_of(f, inst->operands[side], depth + 1);
    if (inner.root == nothing || !is_hash(definition(f, inner.root))) {
      if (offset != nullptr && is_small(*offset) && inner.root != nothing && inner.offset)
        return {inner.root, *inner.offset + *offset};
      continue;
    }
    if (offset != nullptr && inner.offset)
      inner.offset = *inner.offset + *offset;
    else
      inner.offset.reset();
    return inner;
  }
  return {v, Word{}};
}

/// True if two keys cannot be equal.
bool keys_differ(const Function& f, ValueId a, ValueId b) {
  const Word* left = constant(f, a);
  const Word* right = constant(f, b);
  return left != nullptr && right != nullptr && *left != *right;
}

/// True if two hashes are certainly not the same word.
bool hashes_differ(const Function& f, ValueId a, ValueId b) {
  if (a == b) return false;
  const Inst& left = *definition(f, a);
  const Inst& right = *definition(f, b);
  if (left.op != right.op) return true;
  if (!may_alias(f, left.operands[0], right.operands[0])) return true;
  return left.op == Op::mapping_slot && keys_differ(f, left.operands[1], right.operands[1]);
}

}  // namespace

bool may_alias(const Function& f, ValueId a, ValueId b) {
  if (a == b) return true;
  const Place left = place_of(f, a);
  const Place right = place_of(f, b);
  const bool offsets_differ = left.offset && right.offset && *left.offset != *right.offset;
  if (left.root == nothing && right.root == nothing) return !offsets_differ;
  if (left.root == nothing || right.root == nothing) {
    const Word& number = left.root == nothing ? *left.offset : *right.offset;
    const ValueId root = left.root == nothing ? right.root : left.root;
    return !is_small(number) || !is_hash(definition(f, root));
  }
  if (left.root == right.root) return !offsets_differ;
  if (!is_hash(definition(f, left.root)) || !is_hash(definition(f, right.root))) return true;
  // Equal hashes with different offsets differ, and so do different hashes.
  return !offsets_differ && !hashes_differ(f, left.root, right.root);
}

}  // namespace mozi::opt
