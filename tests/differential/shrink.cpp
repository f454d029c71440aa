// Shrinking: take things away as long as the fault stays.
#include "tests/differential/shrink.hpp"

#include <algorithm>

#include "vm/isa/disasm.hpp"

namespace mozi::differential {
namespace {

class Shrinker {
 public:
  Shrinker(Program program, const Fails& fails) : best_(std::move(program)), fails_(fails) {}

  Program run() {
    small_things();
    pieces();
    keep(in_instructions(best_));
    for (size_t before = 0; before != size() && tries_ > 0;) {
      before = size();
      pieces();
      operands();
      small_things();
    }
    return std::move(best_);
  }

 private:
  /// Makes the candidate the best if it fails, too.
  bool keep(Program candidate) {
    if (tries_ == 0) return false;
    --tries_;
    if (!fails_(candidate)) return false;
    best_ = std::move(candidate);
    return true;
  }
  template <class Change>
  bool change(Change change) {
    Program candidate = best_;
    change(candidate);
    return keep(std::move(candidate));
  }
  [[nodiscard]] size_t size() const {
    size_t bytes = best_.input.size();
    for (const Contract& contract : best_.contracts) bytes += assemble(contract).size();
    return bytes;
  }

  void small_things() {
    change([](Program& p) { p.input.clear(); });
    change([](Program& p) { p.value = 0; });
    change([](Program& p) { p.entry = Entry::call; });
    change([](Program& p) { p.fork = default_fork; });
    for (const int64_t gas : {30'000, 100'000, 1'000'000})
      if (gas == best_.gas || change([gas](Program& p) { p.gas = gas; })) break;
  }
  /// Takes runs of pieces away, long runs first.
  void pieces() {
    for (size_t i = 0; i < best_.contracts.size(); ++i)
      for (size_t run = best_.contracts[i].size(); run > 0; run /= 2)
        for (size_t at = 0; at + run <= best_.contracts[i].size();) {
          const bool gone = change([&](Program& p) {
            const auto first = p.contracts[i].begin() + static_cast<ptrdiff_t>(at);
            p.contracts[i].erase(first, first + static_cast<ptrdiff_t>(run));
          });
          if (!gone) at += run;
        }
  }
  /// Makes PUSHes short: of nothing, of one, of the operand's last byte.
  void operands() {
    for (size_t i = 0; i < best_.contracts.size(); ++i)
      for (size_t at = 0; at < best_.contracts[i].size(); ++at) {
        const Bytes code = best_.contracts[i][at].code;
        if (code.size() < 2 || code[0] < 0x60 || code[0] > 0x7f) continue;
        for (const uint8_t byte : {uint8_t{0}, uint8_t{1}, code.back()}) {
          const Bytes shorter = {0x60, byte};
          if (code == shorter) break;
          if (change([&](Program& p) { p.contracts[i][at].code = shorter; })) break;
        }
      }
  }

  Program best_;
  const Fails& fails_;
  int tries_ = 4000;
};

}  // namespace

Program shrink(Program program, const Fails& fails) {
  return Shrinker(std::move(program), fails).run();
}

std::string describe(const Program& program) {
  std::string text = "--program '" + to_text(program) + "'\n";
  const char* const names[] = {"a000", "b000", "c000"};
  for (size_t i = 0; i < program.contracts.size(); ++i) {
    const Bytes code = assemble(program.contracts[i]);
    if (code.empty()) continue;
    text += "contract 0x" + std::string(names[i]) + ": " + to_hex(code) + "\n";
    text += isa::disassemble(code);
  }
  return text;
}

}  // namespace mozi::differential
