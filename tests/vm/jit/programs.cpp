// The generator of random programs.
#include "tests/support/random.hpp"
#include "tests/vm/jit/run.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::test {
namespace {

using isa::Op;

class Generator {
 public:
  explicit Generator(uint64_t salt) : random_(salt) {}

  Bytes run() {
    const size_t functions = random_.below(3);
    for (size_t i = 0; i < 3 + random_.below(4); ++i) push_word();
    statements(3 + random_.below(12), 0);
    finish();
    for (size_t i = 0; i < functions; ++i) function();
    // Functions are called by address, which is known only here.
    for (const auto& [at, which] : calls_) {
      const size_t target = function_at_.empty() ? random_.below(code_.size())
                                                 : function_at_[which % function_at_.size()];
      code_[at] = static_cast<uint8_t>(target >> 8);
      code_[at + 1] = static_cast<uint8_t>(target);
    }
    return code_;
  }

 private:
  void op(Op o) { code_.push_back(static_cast<uint8_t>(o)); }
  void byte(uint64_t b) { code_.push_back(static_cast<uint8_t>(b)); }
  void push(const Word& w) {
    const unsigned n = std::max(1u, w.byte_width());
    byte(0x5f + n);
    const auto bytes = w.to_bytes();
    code_.insert(code_.end(), bytes.end() - n, bytes.end());
    ++height_;
  }
  void push_word() {
    random_.below(3) == 0 ? push(random_.word()) : push(Word{random_.below(200)});
  }
  void push_small() { push(Word{random_.below(random_.below(8) == 0 ? 3000 : 160)}); }
  /// Pushes an address to be filled in, and returns where it stands.
  size_t push_label() {
    op(Op::PUSH2);
    byte(0), byte(0);
    ++height_;
    return code_.size() - 2;
  }
  void patch(size_t at) {
    code_[at] = static_cast<uint8_t>(code_.size() >> 8);
    code_[at + 1] = static_cast<uint8_t>(code_.size());
  }
  void need(int words) {
    while (height_ < words) push_word();
  }

  void pure() {
    static constexpr Op ops[] = {
        Op::ADD,    Op::MUL,    Op::SUB,    Op::DIV,        Op::SDIV, Op::MOD, Op::SMOD,
        Op::ADDMOD, Op::MULMOD, Op::EXP,    Op::SIGNEXTEND, Op::LT,   Op::GT,  Op::SLT,
        Op::SGT,    Op::EQ,     Op::ISZERO, Op::AND,        Op::OR,   Op::XOR, Op::NOT,
        Op::BYTE,   Op::SHL,    Op::SHR,    Op::SAR,        Op::CLZ};
    const Op o = ops[random_.below(std::size(ops))];
    const isa::OpInfo& row = isa::info(o);
    need(row.pops);
    // Constant operands and masks bring out the narrow forms.
    if (random_.below(3) == 0) {
      random_.below(2) == 0 ? push(random_.word()) : push(Word{random_.below(64)});
    }
    op(o);
    height_ += row.pushes - row.pops;
    if (random_.below(4) == 0) {
      static constexpr unsigned widths[] = {8, 32, 64, 128, 160};
      push((Word{1} << widths[random_.below(5)]) - Word{1});
      op(Op::AND);
      --height_;
    }
  }

  void shuffle() {
    need(2);
    const auto n = random_.below(static_cast<uint64_t>(std::min(height_ - 1, 15)));
    if (random_.below(2) == 0) {
      byte(0x80 + n);
      ++height_;
    } else {
      byte(0x90 + n);
    }
  }

  void memory() {
    switch (random_.below(9)) {
      case 0:
      case 1:
        push_small();
        op(Op::MLOAD);
        break;
      case 2:
      case 3:
        need(1);
        push_small();
        op(random_.below(4) == 0 ? Op::MSTORE8 : Op::MSTORE);
        height_ -= 2;
        break;
      case 4:
        push_small(), push_small();
        op(Op::KECCAK256);
        --height_;
        break;
      case 5:
        push_small();
        op(Op::CALLDATALOAD);
        break;
      case 6:
        push_small(), push_small(), push_small();
        op(random_.below(2) == 0 ? Op::CALLDATACOPY : Op::MCOPY);
        height_ -= 3;
        break;
      case 7:
        op(Op::MSIZE);
        ++height_;
        break;
      default:
        need(1);
        op(random_.below(2) == 0 ? Op::MLOAD : Op::CALLDATALOAD);
    }
  }

  void world() {
    static constexpr Op reads[] = {Op::ADDRESS,   Op::CALLER,       Op::CALLVALUE,      Op::GAS,
                                   Op::TIMESTAMP, Op::CALLDATASIZE, Op::RETURNDATASIZE, Op::PC,
                                   Op::CODESIZE,  Op::SELFBALANCE,  Op::NUMBER};
    switch (random_.below(7)) {
      case 0:
        push(Word{random_.below(4)});
        op(Op::SLOAD);
        break;
      case 1:
        need(1);
        push(Word{random_.below(4)});
        op(random_.below(3) == 0 ? Op::TSTORE : Op::SSTORE);
        height_ -= 2;
        break;
      case 2:
        for (int i = 0; i < 4; ++i) push_small();
        push(Word{0}), push(Word{0xbbbb}), push(Word{random_.below(5000)});
        op(Op::CALL);
        height_ -= 6;
        break;
      case 3:
        push_small(), push_small();
        op(Op::LOG0);
        height_ -= 2;
        break;
      case 4:
        push(Word{0xbbbb});
        op(random_.below(2) == 0 ? Op::BALANCE : Op::EXTCODESIZE);
        break;
      case 5:
        push(Word{random_.below(50)}), push(Word{random_.below(4)}), push_small();
        op(random_.below(3) == 0 ? Op::RETURNDATACOPY : Op::CODECOPY);
        height_ -= 3;
        break;
      default:
        op(reads[random_.below(std::size(reads))]);
        ++height_;
    }
  }

  /// Counts a word on the stack up or down to a bound, with the body between.
  void loop(int depth) {
    const bool up = random_.below(2) == 0;
    const uint64_t rounds = 1 + random_.below(6);
    push(Word{up ? 0 : rounds});
    const size_t start = code_.size();
    op(Op::JUMPDEST);
    const int height = height_;
    statements(1 + random_.below(5), depth + 1);
    while (height_ > height) op(Op::POP), --height_;
    while (height_ < height) push_word();
    push(Word{1});
    op(up ? Op::ADD : random_.below(2) == 0 ? Op::SUB : Op::SUB);
    if (!up) {
      // counter on top of 1: 1 - counter; negate by swapping
      code_.pop_back();
      op(Op::SWAP1), op(Op::SUB);
    }
    --height_;
    op(Op::DUP1);
    ++height_;
    if (up) {
      push(Word{rounds});
      op(Op::GT);
      --height_;
    }
    push(Word{start});
    op(Op::JUMPI);
    height_ -= 2;
  }

  void branch(int depth) {
    need(1);
    const size_t over = push_label();
    op(Op::JUMPI);
    height_ -= 2;
    const int height = height_;
    statements(1 + random_.below(4), depth + 1);
    if (random_.below(12) != 0) {  // else the heights differ where the paths meet
      while (height_ > height) op(Op::POP), --height_;
      while (height_ < height) push_word();
    }
    patch(over);
    op(Op::JUMPDEST);
  }

  /// Leaves a return address and an argument for a function, which gives one word.
  void call() {
    const size_t back = push_label();
    push_word();
    calls_.emplace_back(push_label(), random_.below(8));
    op(Op::JUMP);
    height_ -= 2;
    patch(back);
    op(Op::JUMPDEST);
  }

  void function() {
    function_at_.push_back(code_.size());
    op(Op::JUMPDEST);
    height_ = 2;
    const int before = height_;
    statements(1 + random_.below(5), 1);
    while (height_ > before) op(Op::POP), --height_;
    while (height_ < before) push_word();
    op(Op::SWAP1);
    op(Op::JUMP);
  }

  void mistake() {
    switch (random_.below(6)) {
      case 0:
        byte(random_.bits());
        break;
      case 1:
        op(Op::POP);
        break;
      case 2:
        push_word();
        op(Op::JUMP);
        break;
      case 3:
        op(Op::INVALID);
        break;
      case 4:
        byte(0x8f);
        break;
      default:
        need(2);
        op(random_.below(2) == 0 ? Op::REVERT : Op::RETURN);
    }
  }

  void statements(uint64_t count, int depth) {
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t kind = random_.below(24);
      if (kind < 10)
        pure();
      else if (kind < 13)
        shuffle();
      else if (kind < 16)
        memory();
      else if (kind < 18)
        world();
      else if (kind == 18 && depth < 3)
        loop(depth);
      else if (kind == 19 && depth < 4)
        branch(depth);
      else if (kind == 20)
        call();
      else if (kind == 21 && random_.below(10) == 0)
        mistake();
      else
        push_word();
      if (height_ > 14) {
        op(Op::POP), --height_;
      }
    }
  }

  void finish() {
    for (int i = 0; height_ > 0 && i < 6; ++i) {
      push(Word{static_cast<uint64_t>(32 * i)});
      op(Op::MSTORE);
      height_ -= 2;
    }
    if (random_.below(4) == 0) {
      op(Op::STOP);
    } else {
      push(Word{192}), push(Word{0});
      op(random_.below(8) == 0 ? Op::REVERT : Op::RETURN);
    }
  }

  Random random_;
  Bytes code_;
  int height_ = 0;
  std::vector<std::pair<size_t, size_t>> calls_;
  std::vector<size_t> function_at_;
};

}  // namespace

Bytes random_program(uint64_t salt) {
  return Generator(salt).run();
}

}  // namespace mozi::test
