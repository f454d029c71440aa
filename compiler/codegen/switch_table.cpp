// Switches as computed jumps: a hash of the value is the address of a stub that compares it.
#include "compiler/codegen/switch_table.hpp"

#include <algorithm>

namespace mozi::codegen {
namespace {

using enum isa::Op;
using Kind = AsmItem::Kind;

// Gas and bytes of the parts: DUP1 PUSH4 EQ PUSH2 JUMPI is a comparison.
constexpr double compare_gas = 22;
constexpr double compare_bytes = 12;
constexpr double hop_gas = 12;     // to the comparisons that do not fit into a stub
constexpr double shift_gas = 24;   // DUP1 PUSH1 SHR PUSH2 AND JUMP JUMPDEST
constexpr double modulo_gas = 26;  // PUSH1 DUP2 MOD PUSH1 SHL JUMP JUMPDEST
constexpr double byte_gas = 200;   // at deployment
constexpr double base_gas = 6;     // PUSH2 ADD, if the table is not at pc 0

size_t slot_of(const SwitchTable& table, const Word& value) {
  const size_t n = table.slots.size();
  return table.modulo ? value.low() % n : (value.low() >> (table.shift + 4)) & (n - 1);
}

/// Fills the slots; the cost of an execution, with the bytes' share.
double fill(SwitchTable& table, size_t size, const std::vector<Word>& cases, unsigned runs) {
  table.slots.assign(size, {});
  for (size_t i = 0; i < cases.size(); ++i) table.slots[slot_of(table, cases[i])].push_back(i);
  double gas = 0;
  double bytes = stub_size * static_cast<double>(size);
  for (const auto& slot : table.slots) {
    for (size_t k = 0; k < slot.size(); ++k)
      gas += compare_gas * static_cast<double>(k + 1) + (k == 0 ? 0 : hop_gas);
    if (slot.size() > 1) bytes += compare_bytes * static_cast<double>(slot.size() - 1) + 4;
  }
  gas = gas / static_cast<double>(cases.size()) + (table.modulo ? modulo_gas : shift_gas);
  // Code that leads to the table may stand where its first stubs would be.
  constexpr size_t usual = 2;
  const bool free_begin = size > usual && table.slots[0].empty() && table.slots[1].empty();
  if (!free_begin) gas += base_gas;
  return gas + byte_gas * bytes / runs;
}

/// What halving the sorted cases down to four costs.
double search_cost(size_t n, unsigned runs) {
  double halvings = 0;
  double leaf = static_cast<double>(n);
  while (leaf > 4) {
    leaf /= 2;
    ++halvings;
  }
  const double gas = compare_gas * halvings + compare_gas * (leaf + 1) / 2;
  return gas + byte_gas * compare_bytes * 1.3 * static_cast<double>(n) / runs;
}

}  // namespace

std::optional<SwitchTable> find_switch_table(const std::vector<Word>& cases, unsigned runs) {
  constexpr size_t fewest = 4;
  constexpr uint64_t four_bytes = 0xffffffff;
  if (cases.size() < fewest ||
      std::ranges::any_of(cases, [](const Word& w) { return w > Word{four_bytes}; }))
    return std::nullopt;
  std::optional<SwitchTable> best;
  double best_cost = search_cost(cases.size(), runs);
  const auto consider = [&](SwitchTable table, size_t size) {
    const double cost = fill(table, size, cases, runs);
    if (cost >= best_cost) return;
    best_cost = cost;
    best = std::move(table);
  };
  const size_t most = std::min<size_t>(4 * cases.size(), 256);
  for (unsigned bits = 2; (size_t{1} << bits) <= most; ++bits)
    for (unsigned shift = 0; shift + 4 + bits <= 32; ++shift)
      consider({.modulo = false, .shift = shift, .slots = {}, .cases = {}, .targets = {}},
               size_t{1} << bits);
  for (size_t size = cases.size() / 2 + 1; size <= most; ++size)
    consider({.modulo = true, .slots = {}, .cases = {}, .targets = {}}, size);
  if (best) best->cases = cases;
  return best;
}

AsmList jump_into(const SwitchTable& table) {
  AsmList code;
  if (table.modulo)
    code = {push(Word{table.slots.size()}), op(DUP2), op(MOD), push(Word{4}), op(SHL)};
  else
    code = {op(DUP1), push(Word{table.shift}), op(SHR),
            push(Word{(table.slots.size() - 1) * stub_size}), op(AND)};
  if (!table.modulo && table.shift == 0) code = {op(DUP1), code[3], code[4]};
  code.insert(code.end(), {push_label(table.base), op(ADD), op(JUMP)});
  return code;
}

AsmList stubs_of(const SwitchTable& table, size_t first, bool absolute, Label& next_label) {
  AsmList stubs;
  AsmList rest;
  const auto go_default = [&](AsmList& into) {
    if (table.otherwise_reverts)
      into.insert(into.end(), {push({}), push({}), op(REVERT)});
    else
      into.insert(into.end(), {push_label(table.otherwise), op(JUMP)});
  };
  const auto compare = [&](AsmList& into, size_t i) {
    into.insert(into.end(),
                {op(DUP1), push(table.cases[i]), op(EQ), push_label(table.targets[i]), op(JUMPI)});
  };
  for (size_t s = first; s < table.slots.size(); ++s) {
    stubs.push_back(symbol(Kind::org, absolute ? ir::nothing : table.base, Word{stub_size * s}));
    stubs.push_back(s == 0 ? label(table.base) : op(JUMPDEST));
    const std::vector<size_t>& slot = table.slots[s];
    if (!slot.empty()) compare(stubs, slot[0]);
    if (slot.size() < 2) {
      go_default(stubs);
      continue;
    }
    const Label more = next_label++;
    stubs.insert(stubs.end(), {push_label(more), op(JUMP)});
    rest.push_back(label(more));
    for (size_t k = 1; k < slot.size(); ++k) compare(rest, slot[k]);
    go_default(rest);
  }
  stubs.insert(stubs.end(), rest.begin(), rest.end());
  return stubs;
}

}  // namespace mozi::codegen
