// The IR as text.
#include <string>

#include "vm/jit/ir.hpp"
#include "vm/jit/passes.hpp"

namespace mozi::jit {
namespace {

std::string name_of(const Region& region, ValueId id) {
  const Inst& inst = region.values[id];
  if (inst.kind == Kind::constant) return to_hex(inst.word);
  return "v" + std::to_string(id);
}

std::string exit_text(const Region& region, const Exit& exit) {
  std::string text;
  switch (exit.kind) {
    case ExitKind::block:
      return "b" + std::to_string(exit.target);
    case ExitKind::region:
      text = "region " + std::to_string(exit.target);
      break;
    case ExitKind::interpret:
      text = "interpret at " + std::to_string(exit.target);
      break;
    case ExitKind::dynamic:
      text = "jump " + name_of(region, exit.value);
      break;
    case ExitKind::stop:
      return "stop";
    case ExitKind::effect:
      return "end";
    case ExitKind::fail:
      return "fail: " + std::string(status_text(exit.status));
  }
  text += " with";
  for (const Spill& spill : exit.spills)
    text += " [" + std::to_string(spill.slot) + "]=" + name_of(region, spill.value);
  return text + " height " + std::to_string(exit.height);
}

std::string inst_text(const Region& region, ValueId id) {
  const Inst& inst = region.values[id];
  std::string text = "  v" + std::to_string(id) + " = ";
  switch (inst.kind) {
    case Kind::constant:
      text += "constant";
      break;
    case Kind::incoming:
      text += "incoming " + std::to_string(inst.imm);
      break;
    case Kind::phi:
      text += "phi";
      break;
    case Kind::at_most:
      text += inst.imm != 0 ? "below" : "at_most";
      break;
    case Kind::pure:
    case Kind::env:
    case Kind::effect:
      text += isa::info(inst.op).name;
      break;
    case Kind::gas:
      text += "GAS";
      break;
    case Kind::charge:
      return "  charge " + std::to_string(inst.imm) + "\n";
    case Kind::exp_charge:
      return "  charge for EXP by " + name_of(region, inst.args[0]) + "\n";
  }
  for (uint8_t i = 0; i < inst.arg_count; ++i) text += " " + name_of(region, inst.args[i]);
  for (const ValueId input : inst.inputs) text += " " + name_of(region, input);
  return text + "  ; i" + std::to_string(storage_bits(inst)) + ", pc " + std::to_string(inst.pc) +
         "\n";
}

}  // namespace

std::string to_text(const Region& region) {
  std::string text = "region at " + std::to_string(region.pc) + ", slots " +
                     std::to_string(region.low) + " to " + std::to_string(region.high) + "\n";
  for (size_t i = 0; i < region.blocks.size(); ++i) {
    const Block& block = region.blocks[i];
    text += "b" + std::to_string(i) + " (pc " + std::to_string(block.pc) + "), from";
    for (const uint32_t pred : block.preds) text += " b" + std::to_string(pred);
    text += "\n";
    for (const ValueId id : block.code) text += inst_text(region, id);
    if (block.condition != no_value)
      text +=
          "  if " + name_of(region, block.condition) + " " + exit_text(region, block.taken) + "\n";
    text += "  " + exit_text(region, block.exit) + "\n";
  }
  return text;
}

}  // namespace mozi::jit
