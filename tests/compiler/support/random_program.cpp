// Random programs in the IR: structured control flow, many live values, memory, storage, calls.
#include "tests/compiler/support/random_program.hpp"

#include <vector>

#include "compiler/ir/builder.hpp"

namespace mozi::test {
namespace {

using namespace ir;
using Kind = Terminator::Kind;

struct MemoryRange {
  ValueId address;
  uint64_t size;  // in bytes, all of them written
};

/// What is defined where the generator stands.
struct Scope {
  std::vector<ValueId> values;
  std::vector<MemoryRange> memory;
  int depth = 0;  // of the control flow around it
};

class FunctionGenerator {
 public:
  FunctionGenerator(Random& random, Program& program, Object& object, FunctionId id, int budget)
      : random_(random),
        program_(program),
        object_(object),
        id_(id),
        b_(object, id),
        budget_(budget) {}

  void run() {
    Scope scope;
    for (const ValueId v : b_.function().blocks[0].parameters) scope.values.push_back(v);
    if (chance(4)) make_many(scope);
    body(scope);
    if (!b_.closed()) finish(scope);
  }

 private:
  bool chance(uint64_t one_in) { return random_.below(one_in) == 0; }

  ValueId pick(Scope& scope) {
    if (scope.values.empty() || chance(8)) return fresh(scope);
    // Recent values more often, old ones now and then.
    const size_t n = scope.values.size();
    const size_t window = chance(3) ? n : std::min<size_t>(n, 6);
    return scope.values[n - 1 - random_.below(window)];
  }

  ValueId add(Scope& scope, ValueId v) {
    scope.values.push_back(v);
    return v;
  }

  ValueId constant(uint64_t n) { return b_.constant(Word{n}); }

  /// A value out of nothing.
  ValueId fresh(Scope& scope) {
    constexpr Op environment[] = {Op::caller,  Op::callvalue, Op::calldatasize,
                                  Op::address, Op::origin,    Op::timestamp,
                                  Op::number,  Op::chainid,   Op::selfbalance};
    switch (random_.below(4)) {
      case 0:
        return add(scope, b_.emit(environment[random_.below(std::size(environment))], {}));
      case 1:
        return add(scope, b_.emit(Op::calldataload, {constant(random_.below(4) * 32 + 4)}));
      default:
        return add(scope, b_.constant(random_.word()));
    }
  }

  ValueId boolean(Scope& scope) {
    constexpr Op compare[] = {Op::lt, Op::gt, Op::slt, Op::sgt, Op::eq};
    if (chance(3)) return add(scope, b_.emit(Op::iszero, {pick(scope)}));
    const Op op = compare[random_.below(std::size(compare))];
    return add(scope, b_.emit(op, {pick(scope), pick(scope)}));
  }

  /// Often something else than zero.
  ValueId condition(Scope& scope) { return chance(3) ? pick(scope) : boolean(scope); }

  void pure(Scope& scope) {
    constexpr Op ops[] = {Op::add,  Op::sub,        Op::mul,  Op::div,  Op::sdiv, Op::mod,
                          Op::smod, Op::lt,         Op::gt,   Op::slt,  Op::sgt,  Op::eq,
                          Op::and_, Op::or_,        Op::xor_, Op::byte, Op::shl,  Op::shr,
                          Op::sar,  Op::signextend, Op::add,  Op::sub,  Op::mul};
    switch (random_.below(12)) {
      case 0:
        add(scope, b_.emit(Op::not_, {pick(scope)}));
        break;
      case 1:
        add(scope,
            b_.emit(chance(2) ? Op::addmod : Op::mulmod, {pick(scope), pick(scope), pick(scope)}));
        break;
      case 2:
        add(scope, b_.emit(Op::select, {boolean(scope), pick(scope), pick(scope)}));
        break;
      case 3:
        add(scope, b_.emit(Op::exp, {pick(scope), constant(random_.below(5))}));
        break;
      case 4:
        add(scope, b_.emit(chance(2) ? Op::clz : Op::iszero, {pick(scope)}));
        break;
      default:
        add(scope, b_.emit(ops[random_.below(std::size(ops))], {pick(scope), pick(scope)}));
    }
  }

  ValueId slot(Scope& scope) {
    switch (random_.below(4)) {
      case 0:
        return constant(random_.below(3));
      case 1: {
        const ValueId key = b_.emit(Op::and_, {pick(scope), constant(1)});
        return b_.emit(Op::mapping_slot, {constant(random_.below(2) + 5), key});
      }
      case 2:
        return b_.emit(
            Op::mapping_slot,
            {b_.emit(Op::mapping_slot, {constant(7), constant(random_.below(2))}), pick(scope)});
      default:
        return b_.emit(Op::add, {b_.emit(Op::array_slot, {constant(9)}),
                                 b_.emit(Op::and_, {pick(scope), constant(3)})});
    }
  }

  void storage(Scope& scope) {
    const bool transient = chance(4);
    if (chance(2))
      add(scope, b_.emit(transient ? Op::tload : Op::sload, {slot(scope)}));
    else
      b_.effect(transient ? Op::tstore : Op::sstore, {slot(scope), pick(scope)});
  }

  MemoryRange new_memory(Scope& scope) {
    const uint64_t words = 1 + random_.below(3);
    MemoryRange range{nothing, 32 * words};
    if (chance(3)) {
      range.address = b_.emit(Op::free_memory, {});
      b_.effect(Op::set_free_memory, {b_.emit(Op::add, {range.address, constant(range.size)})});
    } else {
      range.address = b_.emit(Op::static_memory, {}, Word{range.size});
    }
    for (uint64_t i = 0; i < words; ++i)
      b_.effect(Op::mstore, {offset(range.address, 32 * i), pick(scope)});
    scope.memory.push_back(range);
    return range;
  }

  MemoryRange memory(Scope& scope) {
    if (scope.memory.empty() || chance(5)) return new_memory(scope);
    return scope.memory[random_.below(scope.memory.size())];
  }

  ValueId offset(ValueId address, uint64_t n) {
    return n == 0 ? address : b_.emit(Op::add, {address, constant(n)});
  }

  /// The address of a whole word in the range, known or computed.
  ValueId word_in(Scope& scope, const MemoryRange& range) {
    if (range.size >= 64 && chance(3)) {
      const ValueId index = b_.emit(Op::and_, {pick(scope), constant(1)});
      return b_.emit(Op::add, {range.address, b_.emit(Op::mul, {index, constant(32)})});
    }
    return offset(range.address, random_.below(range.size - 31));
  }

  void memory_op(Scope& scope) {
    const MemoryRange range = memory(scope);
    switch (random_.below(9)) {
      case 0:
      case 1:
        add(scope, b_.emit(Op::mload, {word_in(scope, range)}));
        break;
      case 2:
      case 3:
        b_.effect(Op::mstore, {word_in(scope, range), pick(scope)});
        break;
      case 4:
        b_.effect(Op::mstore8, {offset(range.address, random_.below(range.size)), pick(scope)});
        break;
      case 5: {
        const uint64_t size = random_.below(range.size + 1);
        add(scope, b_.emit(Op::keccak256, {range.address, constant(size)}));
        break;
      }
      case 6: {
        const MemoryRange from = memory(scope);
        const uint64_t size = random_.below(std::min(range.size, from.size) + 1);
        b_.effect(Op::mcopy, {range.address, from.address, constant(size)});
        break;
      }
      case 7:
        b_.effect(Op::calldatacopy,
                  {range.address, constant(random_.below(80)), constant(range.size)});
        break;
      default:
        if (object_.data.empty()) break;
        b_.effect(Op::codecopy,
                  {range.address, b_.emit(Op::data_offset, {}, Word{0}),
                   constant(std::min<uint64_t>(range.size, object_.data[0].bytes.size()))});
    }
  }

  void log(Scope& scope) {
    const MemoryRange range = memory(scope);
    const auto topics = random_.below(5);
    Few<ValueId> operands{range.address, constant(random_.below(range.size + 1))};
    for (uint64_t i = 0; i < topics; ++i) operands.push_back(pick(scope));
    b_.effect(static_cast<Op>(static_cast<uint64_t>(Op::log0) + topics),
              {operands.data(), operands.size()});
  }

  void external_call(Scope& scope) {
    const MemoryRange in = memory(scope);
    const MemoryRange out = memory(scope);
    // The callee of the tests gives no gas back.
    const ValueId gas = constant(50'000);
    const ValueId to = constant(callee_address + random_.below(2));
    const ValueId in_size = constant(random_.below(in.size + 1));
    const ValueId out_size = constant(random_.below(out.size + 1));
    ValueId ok = nothing;
    if (chance(2))
      ok = b_.emit(Op::ext_call, {gas, to, constant(random_.below(3)), in.address, in_size,
                                  out.address, out_size});
    else
      ok = b_.emit(chance(2) ? Op::ext_staticcall : Op::ext_delegatecall,
                   {gas, to, in.address, in_size, out.address, out_size});
    add(scope, ok);
    if (chance(2)) add(scope, b_.emit(Op::returndatasize, {}));
    if (!chance(3)) return;
    const MemoryRange copy = memory(scope);
    const ValueId present = b_.emit(Op::returndatasize, {});
    const ValueId fits = b_.emit(Op::gt, {present, constant(31)});
    const ValueId size = b_.emit(Op::mul, {fits, constant(32)});
    b_.effect(Op::returndatacopy, {copy.address, constant(0), size});
  }

  void call(Scope& scope) {
    if (id_ + 1 >= object_.functions.size()) return;
    const auto callee =
        static_cast<FunctionId>(id_ + 1 + random_.below(object_.functions.size() - id_ - 1));
    Few<ValueId> arguments;
    for (size_t i = object_.functions[callee].blocks[0].parameters.size(); i > 0; --i)
      arguments.push_back(pick(scope));
    for (const ValueId v : b_.call(callee, {arguments.data(), arguments.size()}))
      scope.values.push_back(v);
  }

  Trap random_trap() {
    switch (random_.below(4)) {
      case 0:
        return {};
      case 1:
        return {Trap::Kind::error, 0, {1, 2, 3, static_cast<uint8_t>(random_.below(3))}};
      default:
        return {Trap::Kind::panic, static_cast<uint8_t>(random_.below(2) + 0x11), {}};
    }
  }

  /// Fails now and then.
  void check(Scope& scope) {
    ValueId holds = condition(scope);
    if (!chance(6)) holds = b_.emit(Op::or_, {holds, b_.emit(Op::calldatasize, {})});
    b_.check(holds, random_trap());
  }

  void make_many(Scope& scope) {
    for (uint64_t n = 12 + random_.below(20); n > 0; --n)
      chance(2) ? pure(scope) : static_cast<void>(fresh(scope));
  }

  /// Uses many values in an order of its own, so that all are alive until then.
  void use_many(Scope& scope) {
    ValueId sum = pick(scope);
    for (uint64_t n = random_.below(24); n > 0; --n) {
      const ValueId v = scope.values[random_.below(scope.values.size())];
      sum = b_.emit(chance(2) ? Op::add : Op::xor_, {sum, v});
    }
    add(scope, sum);
  }

  void halt(Scope& scope) {
    switch (random_.below(7)) {
      case 0:
        b_.halt(Kind::stop);
        break;
      case 1:
        b_.trap(random_trap());
        break;
      case 2:
        b_.halt(Kind::invalid);
        break;
      case 3:
        b_.halt(Kind::selfdestruct, {pick(scope)});
        break;
      default: {
        const MemoryRange range = memory(scope);
        b_.halt(chance(2) ? Kind::return_ : Kind::revert,
                {range.address, constant(random_.below(range.size + 1))});
      }
    }
  }

  void finish(Scope& scope) {
    if (chance(2)) use_many(scope);
    if (!b_.function().is_entry) {
      std::vector<ValueId> results;
      for (uint32_t i = 0; i < b_.function().results; ++i) results.push_back(pick(scope));
      b_.ret(results);
      return;
    }
    const uint64_t words = 1 + random_.below(5);
    const ValueId at = b_.emit(Op::static_memory, {}, Word{32 * words});
    for (uint64_t i = 0; i < words; ++i) b_.effect(Op::mstore, {offset(at, 32 * i), pick(scope)});
    b_.halt(Kind::return_, {at, constant(32 * words)});
  }

  // ---- control flow ----

  /// An edge to `target` from here, with what it asks for.
  Edge edge(Scope& scope, BlockId target) {
    Edge e{target, {}};
    for (size_t i = b_.function().blocks[target].parameters.size(); i > 0; --i)
      e.arguments.push_back(pick(scope));
    return e;
  }

  void jump(Scope& scope, BlockId target) {
    const Edge e = edge(scope, target);
    b_.jump(e.target, {e.arguments.data(), e.arguments.size()});
  }

  void side(Scope scope, BlockId block, BlockId join) {
    b_.at(block);
    if (chance(7)) return halt(scope);
    ++scope.depth;
    body(scope);
    if (!b_.closed()) jump(scope, join);
  }

  /// Goes on behind the join, with its parameters.
  void continue_at(Scope& scope, BlockId join) {
    b_.at(join);
    for (const ValueId v : b_.function().blocks[join].parameters) scope.values.push_back(v);
  }

  void if_else(Scope& scope) {
    const ValueId c = condition(scope);
    const BlockId join = b_.block("join", random_.below(4));
    const BlockId yes = b_.block("yes");
    if (chance(3)) {
      b_.branch(c, {yes, {}}, edge(scope, join));
      side(scope, yes, join);
    } else {
      const BlockId no = b_.block("no");
      b_.branch(c, {yes, {}}, {no, {}});
      side(scope, yes, join);
      side(scope, no, join);
    }
    continue_at(scope, join);
  }

  void loop(Scope& scope) {
    const BlockId header = b_.block("header", 1 + random_.below(4));
    const BlockId inside = b_.block("body");
    const BlockId exit = b_.block("exit", random_.below(3));
    const ValueId count =
        chance(2) ? constant(random_.below(4)) : b_.emit(Op::and_, {pick(scope), constant(3)});
    Edge enter = edge(scope, header);
    enter.arguments[0] = count;
    b_.jump(header, {enter.arguments.data(), enter.arguments.size()});
    b_.at(header);
    Scope in_loop = scope;
    ++in_loop.depth;
    for (const ValueId v : b_.function().blocks[header].parameters) in_loop.values.push_back(v);
    const ValueId left = b_.parameter(header, 0);
    const bool tests_first = chance(2);
    Scope at_exit = in_loop;
    if (tests_first)
      b_.branch(left, {inside, {}}, edge(in_loop, exit));
    else
      b_.jump(inside);
    b_.at(inside);
    body(in_loop);
    if (!b_.closed()) {
      const ValueId next = b_.emit(Op::sub, {left, constant(1)});
      Edge back = edge(in_loop, header);
      back.arguments[0] = next;
      if (tests_first) {
        b_.jump(header, {back.arguments.data(), back.arguments.size()});
      } else {
        const ValueId more = b_.emit(Op::sgt, {next, constant(0)});
        b_.branch(more, std::move(back), edge(in_loop, exit));
      }
    }
    if (tests_first) scope.values = std::move(at_exit.values);
    continue_at(scope, exit);
  }

  void switch_on(Scope& scope) {
    const uint64_t n = random_.below(9);
    const ValueId value = chance(2) ? b_.emit(Op::and_, {pick(scope), constant(7)}) : pick(scope);
    const BlockId join = b_.block("join", random_.below(3));
    std::vector<Word> cases;
    std::vector<Edge> edges;
    std::vector<BlockId> blocks;
    for (uint64_t i = 0; i < n; ++i) {
      cases.emplace_back(i * (n % 3 + 1));
      if (chance(4)) {
        edges.push_back(edge(scope, join));
      } else {
        blocks.push_back(b_.block("case"));
        edges.push_back({blocks.back(), {}});
      }
    }
    blocks.push_back(b_.block("default"));
    edges.push_back({blocks.back(), {}});
    b_.switch_(value, std::move(cases), std::move(edges));
    for (const BlockId block : blocks) side(scope, block, join);
    continue_at(scope, join);
  }

  void statement(Scope& scope) {
    switch (random_.below(scope.depth < 4 ? 26 : 20)) {
      case 0:
      case 1:
      case 2:
        return storage(scope);
      case 3:
      case 4:
      case 5:
        return memory_op(scope);
      case 6:
        return log(scope);
      case 7:
        return check(scope);
      case 8:
      case 9:
        return call(scope);
      case 10:
        return chance(3) ? external_call(scope) : use_many(scope);
      case 11:
        if (program_.immutables.empty() || chance(3)) return pure(scope);
        add(scope,
            b_.emit(Op::load_immutable, {}, Word{random_.below(program_.immutables.size())}));
        return;
      case 20:
      case 21:
      case 22:
        return if_else(scope);
      case 23:
      case 24:
        return loop(scope);
      case 25:
        return switch_on(scope);
      default:
        return pure(scope);
    }
  }

  void body(Scope& scope) {
    for (uint64_t n = 1 + random_.below(10); n > 0 && budget_ > 0 && !b_.closed(); --n) {
      --budget_;
      statement(scope);
    }
  }

  Random& random_;
  Program& program_;
  Object& object_;
  FunctionId id_;
  Builder b_;
  int budget_;
};

void make_runtime(Random& random, Program& program) {
  Object& object = program.runtime;
  object.name = "Random";
  if (random.below(2) == 0) object.data.push_back({"words", Bytes(random.below(100), 0x5b)});
  const uint64_t functions = random.below(4);
  object.entry = add_function(object, "main", 0, 0);
  object.functions[0].is_entry = true;
  for (uint64_t i = 0; i < functions; ++i) {
    const bool wide = random.below(12) == 0;
    add_function(object, "helper", wide ? random.below(24) : random.below(5),
                 wide ? random.below(22) : random.below(4));
  }
  const int budget = 4 + static_cast<int>(random.below(60));
  for (FunctionId f = 0; f < object.functions.size(); ++f)
    FunctionGenerator(random, program, object, f, f == 0 ? budget : budget / 3).run();
}

/// Immutables come from the constructor's arguments, one word each.
void make_init(Program& program) {
  Object& object = program.init;
  object.name = "Random.init";
  object.entry = add_function(object, "constructor", 0, 0);
  object.functions[0].is_entry = true;
  Builder b(object, 0);
  const size_t n = program.immutables.size();
  if (n != 0) {
    const ValueId at = b.emit(Op::static_memory, {}, Word{32 * n});
    b.effect(Op::codecopy, {at, b.emit(Op::args_offset, {}), b.constant(Word{32 * n})});
    for (size_t i = 0; i < n; ++i) {
      const ValueId from = b.emit(Op::add, {at, b.constant(Word{32 * i})});
      b.effect(Op::store_immutable, {b.emit(Op::mload, {from})}, Word{i});
    }
  }
  b.halt(Kind::deploy);
}

}  // namespace

Program random_program(Random& random) {
  Program program;
  program.name = "Random";
  for (uint64_t i = random.below(3); i > 0; --i) program.immutables.push_back({"x", "uint256"});
  make_init(program);
  make_runtime(random, program);
  return program;
}

}  // namespace mozi::test
