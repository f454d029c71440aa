// Which constants of a program are hashes of places in storage, and what they were hashed from.
#include "compiler/artifact/preimages.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "vm/crypto/keccak.hpp"
#include "vm/isa/word_ops.hpp"

namespace mozi::artifact {
namespace {

using ir::Op;

/// The bytes that a place is the hash of.
Bytes preimage_of(Op op, const std::array<Word, 3>& operands) {
  Bytes bytes;
  const auto append = [&](const Word& word) {
    const auto part = word.to_bytes();
    bytes.insert(bytes.end(), part.begin(), part.end());
  };
  if (op == Op::mapping_slot) append(operands[1]);
  append(operands[0]);
  return bytes;
}

/// Computes the values that consist of constants alone.
class Constants {
 public:
  explicit Constants(const ir::Function& f) : f_(f) {}

  /// Deep expressions are left alone: the next pass folds what is inside of them.
  std::optional<Word> value(ir::ValueId v, int depth) const {
    if (depth == 0 || f_.values[v].kind != ir::Value::Kind::result) return std::nullopt;
    const ir::Inst& inst = f_.insts[f_.values[v].owner];
    if (inst.op == Op::constant) return inst.imm;
    const auto words = operands(inst, depth - 1);
    if (!words) return std::nullopt;
    if (inst.op == Op::mapping_slot || inst.op == Op::array_slot)
      return crypto::keccak256(preimage_of(inst.op, *words)).to_word();
    const auto opcode = ir::info(inst.op).opcode;
    if (!opcode || isa::info(*opcode).kind != isa::OpKind::pure) return std::nullopt;
    return isa::evaluate(*opcode, words->data());
  }

  std::optional<std::array<Word, 3>> operands(const ir::Inst& inst, int depth) const {
    std::array<Word, 3> words;
    if (inst.operands.empty() || inst.operands.size() > words.size()) return std::nullopt;
    for (size_t i = 0; i < inst.operands.size(); ++i) {
      const auto word = value(inst.operands[i], depth);
      if (!word) return std::nullopt;
      words[i] = *word;
    }
    return words;
  }

 private:
  const ir::Function& f_;
};

}  // namespace

void Preimages::collect(const ir::Program& program) {
  for (const ir::Object* object : {&program.init, &program.runtime})
    for (const ir::Function& f : object->functions) collect(f);
}

void Preimages::collect(const ir::Function& f) {
  constexpr int deep_enough = 4;
  const Constants constants(f);
  for (const ir::Block& block : f.blocks)
    for (const ir::InstId i : block.insts) {
      const ir::Inst& inst = f.insts[i];
      if (inst.op != Op::mapping_slot && inst.op != Op::array_slot) continue;
      const auto words = constants.operands(inst, deep_enough);
      if (!words) continue;
      auto bytes = preimage_of(inst.op, *words);
      const Hash hash = crypto::keccak256(bytes);
      found_.try_emplace(hash, std::move(bytes));
    }
}

std::vector<ir::Preimage> Preimages::take() {
  std::vector<ir::Preimage> all;
  for (auto& [hash, bytes] : found_) all.push_back({std::move(bytes), hash});
  found_.clear();
  return all;
}

}  // namespace mozi::artifact
