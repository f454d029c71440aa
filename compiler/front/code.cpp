// Builds one IR function: a thin layer over ir::Builder with numbers as operands, locals and joins.
#include "compiler/front/code.hpp"

#include "compiler/front/join.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

Code::Code(Unit& in, ir::FunctionId function) : unit(in), build(in.object, function) {}

V Code::operand(const X& x) {
  return x.value ? x.value : V{build.constant(x.number)};
}

std::optional<Word> Code::known(const X& x) {
  if (!x.value) return x.number;
  const auto& function = build.function();
  const auto& value = function.values[x.value.id];
  if (value.kind != ir::Value::Kind::result) return std::nullopt;
  const auto& inst = function.insts[value.owner];
  if (inst.op != ir::Op::constant) return std::nullopt;
  return inst.imm;
}

V Code::emit(ir::Op op, std::initializer_list<X> operands, const Word& imm) {
  std::vector<ir::ValueId> words;
  for (const auto& x : operands) words.push_back(operand(x).id);
  return {build.emit(op, words, imm)};
}

void Code::effect(ir::Op op, std::initializer_list<X> operands, const Word& imm) {
  std::vector<ir::ValueId> words;
  for (const auto& x : operands) words.push_back(operand(x).id);
  build.effect(op, words, imm);
}

V Code::add(const X& a, const X& b) {
  const auto x = known(a);
  const auto y = known(b);
  if (x && y) return num(*x + *y);
  if (x && x->is_zero()) return operand(b);
  if (y && y->is_zero()) return operand(a);
  return emit(ir::Op::add, {a, b});
}

V Code::sub(const X& a, const X& b) {
  const auto x = known(a);
  const auto y = known(b);
  if (x && y) return num(*x - *y);
  if (y && y->is_zero()) return operand(a);
  return emit(ir::Op::sub, {a, b});
}

V Code::mul(const X& a, const X& b) {
  const auto x = known(a);
  const auto y = known(b);
  if (x && y) return num(*x * *y);
  if (x && *x == Word{1}) return operand(b);
  if (y && *y == Word{1}) return operand(a);
  // A shift costs less than a product.
  if (y && std::has_single_bit(y->low()) && y->fits64())
    return shl(uint64_t(std::countr_zero(y->low())), a);
  return emit(ir::Op::mul, {a, b});
}

V Code::div(const X& a, const X& b) {
  const auto x = known(a);
  const auto y = known(b);
  if (x && y && !y->is_zero()) return num(*x / *y);
  if (y && y->fits64() && std::has_single_bit(y->low()))
    return shr(uint64_t(std::countr_zero(y->low())), a);
  return emit(ir::Op::div, {a, b});
}

V Code::mod(const X& a, const X& b) {
  const auto x = known(a);
  const auto y = known(b);
  if (x && y && !y->is_zero()) return num(*x % *y);
  if (y && y->fits64() && std::has_single_bit(y->low())) return and_(a, *y - Word{1});
  return emit(ir::Op::mod, {a, b});
}

V Code::and_(const X& a, const X& b) {
  const auto x = known(a);
  const auto y = known(b);
  if (x && y) return num(*x & *y);
  return emit(ir::Op::and_, {a, b});
}

V Code::or_(const X& a, const X& b) {
  const auto x = known(a);
  const auto y = known(b);
  if (x && y) return num(*x | *y);
  if (x && x->is_zero()) return operand(b);
  if (y && y->is_zero()) return operand(a);
  return emit(ir::Op::or_, {a, b});
}

V Code::shl(const X& amount, const X& a) {
  const auto n = known(amount);
  const auto y = known(a);
  if (n && n->is_zero()) return operand(a);
  if (n && y) return num(n->fits64() ? *y << n->low() : Word{});
  return emit(ir::Op::shl, {amount, a});
}

V Code::shr(const X& amount, const X& a) {
  const auto n = known(amount);
  const auto y = known(a);
  if (n && n->is_zero()) return operand(a);
  if (n && y) return num(n->fits64() ? *y >> n->low() : Word{});
  return emit(ir::Op::shr, {amount, a});
}

V Code::round_up(const X& size) {
  if (const auto n = known(size)) return num((*n + Word{31}) & ~Word{31});
  return and_(add(size, 31), ~Word{31});
}

void Code::branch(V condition, Target& yes, Target& no) {
  const auto from = build.current();
  build.branch(condition.id, {.target = yes.block(), .arguments = {}},
               {.target = no.block(), .arguments = {}});
  yes.record(from, 0);
  no.record(from, 1);
}

void Code::locate(const ast::Node& node) {
  const auto id = unit.sources.range(node.begin, node.end, context.place);
  if (id != ir::nothing) build.locate(id);
}

void Code::locate(const ast::Location& at) {
  const auto id = unit.sources.statement(at, context.place);
  if (id != ir::nothing) build.locate(id);
}

void Code::locate(const ast::Statement& statement) {
  // Plain C++ functions have left their statements here, and are frames all the same.
  Surroundings inside{.scope = context.scope};
  for (const auto& site : statement.call_sites) inside = unit.sources.inside(site, inside);
  const auto id = unit.sources.begin_statement(statement.location, inside);
  context.place = inside;
  if (id != ir::nothing) build.locate(id);
}

void Code::enter_scope(const std::string& name, const ast::Location& at) {
  context.scope = unit.sources.scope(name, at);
  context.place = {.scope = context.scope};
}

void Code::name(V word, const ast::Local& local) {
  if (local.name.empty()) return;
  build.name(word.id, local.name);
  build.function().values[word.id].variable =
      unit.sources.variable({local.name, ast::display_name(*local.type), context.scope});
}

V Code::choose(V condition, const std::function<V()>& yes, const std::function<V()>& no) {
  Join then(*this, "then");
  Join other(*this, "else");
  Join after(*this, "chosen");
  branch(condition, then, other);
  then.enter();
  after.arrive_with({yes()});
  other.enter();
  after.arrive_with({no()});
  after.enter();
  return after.extras()[0];
}

void Code::when(V condition, const std::function<void()>& then) {
  Join inside(*this, "then");
  Join after(*this, "after");
  branch(condition, inside, after);
  inside.enter();
  then();
  if (!closed()) after.arrive();
  after.enter();
}

std::vector<V> Code::loop(std::vector<V> state,
                          const std::function<V(std::span<const V>)>& condition,
                          const std::function<std::vector<V>(std::span<const V>)>& body) {
  const auto inside = build.block("loop", state.size());
  const auto after = build.block("after_loop", state.size());
  const auto test = [&](std::span<const V> words) {
    const V go_on = condition(words);
    const auto list = ids(words);
    const ir::Few<ir::ValueId> arguments(list.begin(), list.end());
    build.branch(go_on.id, {.target = inside, .arguments = arguments},
                 {.target = after, .arguments = arguments});
  };
  const auto parameters = [&](ir::BlockId block) {
    std::vector<V> words;
    for (size_t i = 0; i < state.size(); ++i) words.push_back({build.parameter(block, i)});
    return words;
  };
  test(state);
  build.at(inside);
  test(body(parameters(inside)));
  build.at(after);
  return parameters(after);
}

std::vector<V> Code::call(ir::FunctionId callee, std::span<const V> arguments) {
  std::vector<V> results;
  for (const auto id : build.call(callee, ids(arguments))) results.push_back({id});
  return results;
}

ir::Trap empty_trap() {
  return {};
}

ir::Trap panic_trap(uint8_t code) {
  return {.kind = ir::Trap::Kind::panic, .panic_code = code, .selector = {}};
}

std::vector<ir::ValueId> ids(std::span<const V> values) {
  std::vector<ir::ValueId> out;
  for (const auto v : values) out.push_back(v.id);
  return out;
}

}  // namespace mozi::front
