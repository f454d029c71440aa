// Random programs, statement by statement.
#include "tests/differential/generator.hpp"

#include <algorithm>
#include <random>

#include "tests/differential/emitter.hpp"
#include "tests/differential/precompile_inputs.hpp"

namespace mozi::differential {
namespace {

using enum isa::Op;
using isa::Op;

class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed) {}

  Program make() {
    Program program;
    // One half on the newest fork, the rest anywhere.
    program.fork = chance(2) ? default_fork : static_cast<Fork>(below(17));
    fork_ = program.fork;
    program.entry = chance(10) ? Entry::create : chance(12) ? Entry::static_call : Entry::call;
    const int64_t gases[] = {30'000, 100'000, 300'000, 1'000'000};
    program.gas = pick(gases) + static_cast<int64_t>(below(1000));
    program.value = chance(4) ? below(3) : 0;
    program.input.resize(below(70));
    for (uint8_t& byte : program.input) byte = static_cast<uint8_t>(random_());
    const size_t lengths[] = {3 + below(20), 1 + below(8), 1 + below(5)};
    for (size_t i = 0; i < 3; ++i) program.contracts[i] = contract(lengths[i]);
    return program;
  }

 private:
  uint64_t below(uint64_t bound) { return random_() % bound; }
  bool chance(uint64_t in) { return below(in) == 0; }
  template <class T, size_t size>
  T pick(const T (&choices)[size]) {
    return choices[below(size)];
  }

  Word edge() {
    const Word one = 1;
    switch (below(9)) {
      case 0:
        return {};
      case 1:
        return below(40);
      case 2:
        return Word{} - Word{below(40)};
      case 3:
        return one << below(256);
      case 4:
        return (one << below(256)) - one;
      case 5:
        return Word{} - (one << below(256));
      case 6:
        return {random_(), 0, random_(), 0};
      case 7:
        return Word{random_(), random_(), random_(), random_()} >> below(256);
      default:
        return below(300);
    }
  }
  /// Where memory is read and written: mostly low, with the edges of words, seldom absurd.
  Word offset() {
    if (chance(150)) return edge();
    const uint64_t near[] = {0, 1, 31, 32, 33, 63, 64, 96, below(256), below(2000)};
    return pick(near);
  }
  Word size() {
    if (chance(150)) return edge();
    const uint64_t near[] = {0, 1, 4, 31, 32, 33, 64, 128, below(100), below(600)};
    return pick(near);
  }
  Word slot() { return chance(12) ? edge() : Word{below(4)}; }
  Address target() {
    const Address all[] = {contracts[0],
                           contracts[1],
                           contracts[2],
                           contracts[1],
                           contracts[2],
                           person,
                           nobody,
                           sender,
                           delegator,
                           coinbase,
                           address_of(1 + below(0x11))};
    return pick(all);
  }
  Word gas() {
    const Word some[] = {below(100), 2300, below(5000), below(50'000), edge()};
    return pick(some);
  }

  /// What becomes of a word on the stack.
  void use_result(Emitter& out) {
    switch (below(4)) {
      case 0:
        out.push(slot()).op(SSTORE);
        break;
      case 1:
        out.push(offset()).op(MSTORE);
        break;
      case 2:
        out.op(POP);
        break;
      default:
        break;  // stays
    }
  }

  /// An opcode of a kind that exists in the fork, and now and then one that does not.
  uint8_t opcode_of(isa::OpKind kind) {
    for (;;) {
      const auto byte = static_cast<uint8_t>(below(256));
      const isa::OpInfo& row = isa::info(byte);
      if (row.defined() && row.kind == kind && (row.since <= fork_ || chance(60))) return byte;
    }
  }

  void arithmetic(Emitter& out) {
    const uint8_t op = opcode_of(isa::OpKind::pure);
    for (int i = 0; i < isa::info(op).pops; ++i) out.push(edge());
    out.byte(op);
    use_result(out);
  }
  void environment(Emitter& out) {
    out.byte(opcode_of(isa::OpKind::env));
    use_result(out);
  }
  void account(Emitter& out) {
    const Op ops[] = {BALANCE, EXTCODESIZE, EXTCODEHASH, BLOCKHASH, BLOBHASH};
    const Op op = pick(ops);
    if (op == BLOCKHASH)
      out.push(chance(3) ? edge() : Word{700 + below(310)});
    else if (op == BLOBHASH)
      out.push(chance(3) ? edge() : Word{below(3)});
    else
      out.push(target());
    out.op(op);
    use_result(out);
  }
  void memory(Emitter& out) {
    const Op stores[] = {MSTORE, MSTORE8};
    const Op copies[] = {CALLDATACOPY, CODECOPY, RETURNDATACOPY, MCOPY};
    const Op copy = pick(copies);
    switch (below(6)) {
      case 0:
        out.push(edge()).push(offset()).op(pick(stores));
        break;
      case 1:
        out.push(offset()).op(MLOAD);
        use_result(out);
        break;
      case 2:
        out.push(size()).push(offset()).op(KECCAK256);
        use_result(out);
        break;
      case 3:
        out.push(size()).push(offset()).push(offset()).push(target()).op(EXTCODECOPY);
        break;
      case 4:
        out.op(chance(2) ? MSIZE : RETURNDATASIZE);
        use_result(out);
        break;
      default:
        // Beyond the end of return data a frame fails, so mostly all of it.
        if (copy == RETURNDATACOPY && !chance(8))
          out.op(RETURNDATASIZE).push(Word{}).push(offset()).op(copy);
        else
          out.push(size()).push(offset()).push(offset()).op(copy);
    }
  }
  void storage(Emitter& out) {
    const bool transient = chance(3) && fork_ >= Fork::cancun;
    if (chance(2)) {
      out.push(slot()).op(transient ? TLOAD : SLOAD);
      use_result(out);
    } else {
      out.push(chance(3) ? edge() : Word{below(3)}).push(slot()).op(transient ? TSTORE : SSTORE);
    }
  }
  void log(Emitter& out) {
    const auto topics = static_cast<uint8_t>(below(5));
    for (int i = 0; i < topics; ++i) out.push(edge());
    out.push(size()).push(offset()).byte(static_cast<uint8_t>(0xa0 + topics));
  }
  void call(Emitter& out) { call_to(out, target(), offset(), size()); }
  void call_to(Emitter& out, const Address& to, const Word& in, const Word& in_size) {
    const Op kinds[] = {CALL, CALL, CALLCODE, DELEGATECALL, STATICCALL};
    Op kind = pick(kinds);
    if (isa::info(kind).since > fork_ && !chance(30)) kind = CALL;
    out.push(size()).push(offset()).push(in_size).push(in);
    if (kind == CALL || kind == CALLCODE)
      out.push(chance(2) ? Word{} : chance(8) ? edge() : Word{below(3)});
    out.push(to);
    if (chance(2))
      out.op(GAS);
    else
      out.push(gas());
    out.op(kind);
    use_result(out);
  }
  void precompile(Emitter& out) {
    const PrecompileInput& input = precompile_inputs[below(std::size(precompile_inputs))];
    Bytes bytes = parse_hex(input.hex).value();
    if (!bytes.empty() && chance(3))
      bytes[below(bytes.size())] ^= static_cast<uint8_t>(1u << below(8));
    out.store_bytes(0, bytes);
    const uint64_t sizes[] = {bytes.size(), bytes.size(), bytes.size(), bytes.size() + 1,
                              below(200)};
    call_to(out, address_of(input.address), 0, pick(sizes));
  }
  /// Init code of a few kinds, short enough for a word.
  Bytes init_code() {
    const char* const codes[] = {
        "",                      // nothing
        "00",                    // STOP
        "fe",                    // INVALID
        "60ef60005360016000f3",  // returns 0xef
        "600160005360016000f3",  // returns one byte of code
        "6000600055",            // writes a zero
        "6001600055",            // writes a slot
        "60aa6000526020600060006000600060006000f1",
        "33ff",                // destroys itself
        "3060005260206000fd",  // reverts with its address
        "61600060006000f3",    // truncated push, then whatever follows
        "6160006000f3",        // returns 24,576 bytes of zeros
        "6160016000f3",        // one more
        "61c0016000f3",
        "5b600056",  // for ever
    };
    if (chance(4)) {
      Bytes junk(below(32));
      for (uint8_t& byte : junk) byte = static_cast<uint8_t>(random_());
      return junk;
    }
    return parse_hex(pick(codes)).value();
  }
  void create(Emitter& out) {
    const Bytes code = init_code();
    const Word at = Word{below(3) * 32};
    out.store_bytes(at.low(), code);
    const bool salted = chance(2) && (fork_ >= Fork::constantinople || chance(20));
    if (salted) out.push(slot());
    out.push(chance(20) ? size() : Word{code.size()})
        .push(at)
        .push(chance(3) ? Word{below(3)} : Word{});
    out.op(salted ? CREATE2 : CREATE);
    if (chance(2)) {  // and looks at it, or calls it
      out.byte(0x80).op(EXTCODESIZE);
      use_result(out);
    }
    use_result(out);
  }
  void stack(Emitter& out) {
    const uint64_t count = 2 + below(4);
    for (uint64_t i = 0; i < count; ++i) out.push(edge());
    // Within what was pushed, or seldom deeper.
    const uint64_t reach = chance(12) ? 16 : count;
    out.byte(static_cast<uint8_t>(chance(2) ? 0x80 + below(reach) : 0x90 + below(reach - 1)));
    if (chance(2)) out.op(POP);
  }
  /// Makes what is left of the gas visible.
  void gas_left(Emitter& out) {
    out.op(GAS);
    use_result(out);
  }
  void branch(Emitter& out) {
    Emitter::Label over;
    if (chance(3)) {
      out.push_label(over);
      out.op(JUMP);
      if (chance(2)) out.byte(static_cast<uint8_t>(random_()));
      while (chance(2)) out.op(JUMPDEST);
    } else {
      out.push(chance(2) ? Word{below(2)} : edge());
      out.push_label(over);
      out.op(JUMPI);
      simple(out);
    }
    out.place(over);
  }
  void loop(Emitter& out) {
    out.push(Word{1 + below(chance(8) ? 300 : 6)});
    const size_t start = out.place_here();
    simple(out);
    // The body may leave something on the stack: then the loop counts that, and ends somehow.
    out.push(Word{1}).byte(0x90).op(SUB).byte(0x80);
    out.push_place(start);
    out.op(JUMPI).op(POP);
  }
  void wild_jump(Emitter& out) { out.push(chance(2) ? Word{below(60)} : edge()).op(JUMP); }
  void junk(Emitter& out) {
    for (uint64_t i = 1 + below(4); i > 0; --i) out.byte(static_cast<uint8_t>(random_()));
  }
  void halt(Emitter& out) {
    switch (below(12)) {
      case 0:
        out.op(STOP);
        break;
      case 1:
      case 2:
        out.push(size()).push(offset()).op(REVERT);
        break;
      case 3:
        out.push(target()).op(SELFDESTRUCT);
        break;
      case 4:
        out.op(INVALID);
        break;
      default:
        out.push(size()).push(offset()).op(RETURN);
    }
  }

  using Statement = void (Generator::*)(Emitter& out);
  /// A statement without control flow.
  void simple(Emitter& out) {
    static constexpr Statement kinds[] = {
        &Generator::arithmetic,  &Generator::arithmetic, &Generator::arithmetic,
        &Generator::environment, &Generator::account,    &Generator::memory,
        &Generator::memory,      &Generator::storage,    &Generator::storage,
        &Generator::log,         &Generator::gas_left,   &Generator::stack};
    (this->*pick(kinds))(out);
  }
  void statement(Emitter& out) {
    static constexpr Statement kinds[] = {
        &Generator::call,   &Generator::call,   &Generator::call,   &Generator::precompile,
        &Generator::create, &Generator::branch, &Generator::branch, &Generator::loop};
    static constexpr Statement rare[] = {&Generator::junk, &Generator::wild_jump, &Generator::halt};
    if (chance(80)) return (this->*pick(rare))(out);
    if (chance(3)) return (this->*pick(kinds))(out);
    simple(out);
  }

  Contract contract(size_t statements) {
    Contract contract;
    for (size_t i = 0; i < statements; ++i) {
      Emitter out;
      statement(out);
      contract.push_back(out.take());
    }
    Emitter out;
    halt(out);
    contract.push_back(out.take());
    return contract;
  }

  std::mt19937_64 random_;
  Fork fork_ = default_fork;
};

}  // namespace

Program make_program(uint64_t seed) {
  return Generator(seed).make();
}

}  // namespace mozi::differential
