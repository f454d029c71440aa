// The surface's branches behind a Try: any failure, Error(string), Panic(uint256), custom errors.
#include "mozi/dsl/signature.hpp"

namespace mozi::dsl {
namespace {

using ast::Op;
using StatementKind = ast::Statement::Kind;

const Word error_selector = Word{0x08c379a0} << 224;  // Error(string)
const Word panic_selector = Word{0x4e487b71} << 224;  // Panic(uint256)

/// What a branch stands on when there is no Try, so that the author's other mistakes are found.
std::shared_ptr<ast::Statement> nothing_tried() {
  auto statement = std::make_shared<ast::Statement>();
  statement->blocks.resize(2);
  return statement;
}

NodeRef number(const Word& value) {
  return make_literal(value, type_of<U256>(), {});
}
NodeRef compare(Op op, NodeRef a, NodeRef b) {
  return make_node(op, type_of<Bool>(), {std::move(a), std::move(b)}, {}, {});
}
NodeRef both(NodeRef a, NodeRef b) {
  return compare(Op::logic_and, std::move(a), std::move(b));
}
/// a + b of numbers that cannot overflow.
NodeRef sum(NodeRef a, NodeRef b) {
  auto node = make_node(Op::add, type_of<U256>(), {std::move(a), std::move(b)}, {}, {});
  node->checked = false;
  return node;
}
NodeRef length_of(const NodeRef& data) {
  return make_node(Op::length, type_of<U256>(), {data}, {}, {});
}
/// The word at an index that is known to be within the data.
NodeRef word_in(const NodeRef& data, NodeRef index) {
  return make_node(Op::word_at, type_of<U256>(), {data, std::move(index)}, {}, {});
}
NodeRef has_selector(const NodeRef& data, const Word& selector) {
  auto word = make_node(Op::word_at, type_of<Bytes32>(), {data, number({})}, {}, {});
  auto first = make_node(Op::truncate, type_of<Bytes4>(), {std::move(word)}, {}, {});
  return compare(Op::eq, std::move(first), make_literal(selector, type_of<Bytes4>(), {}));
}
NodeRef is_at_least(const NodeRef& data, uint64_t size) {
  return compare(Op::ge, length_of(data), number(Word{size}));
}

constexpr uint64_t largest_offset = ~uint64_t{0};

// As solc: a selector, and a string that lies within the data; else the failure is another one's.
NodeRef is_error(const NodeRef& data, const Word& selector) {
  const auto offset = [&] { return word_in(data, number(Word{4})); };
  const auto size = [&] { return word_in(data, sum(offset(), number(Word{4}))); };
  const auto small = [](NodeRef n) {
    return compare(Op::le, std::move(n), number(largest_offset));
  };
  const auto within = [&](NodeRef end) { return compare(Op::le, std::move(end), length_of(data)); };
  auto found = both(is_at_least(data, 0x44), has_selector(data, selector));
  found = both(found, both(small(offset()), within(sum(offset(), number(Word{0x24})))));
  return both(found, both(small(size()), within(sum(sum(offset(), number(Word{0x24})), size()))));
}

NodeRef is_panic(const NodeRef& data, const Word& selector) {
  return both(is_at_least(data, 0x24), has_selector(data, selector));
}

/// The selector alone may be all of the data, and reads zeros behind its end.
NodeRef is_custom(const NodeRef& data, const Word& selector) {
  return both(is_at_least(data, 4), has_selector(data, selector));
}

NodeRef slice(const NodeRef& data, NodeRef from, NodeRef to) {
  return make_node(Op::slice, type_of<Bytes>(), {data, std::move(from), std::move(to)}, {}, {});
}

}  // namespace

void Tracer::expect_catch(const std::shared_ptr<ast::Statement>& attempt) {
  failures_[attempt.get()] = {nullptr, &attempt->blocks[1], false};
}

Tracer::Failures* Tracer::failures() {
  const auto statement = last();
  if (!statement || statement->kind != StatementKind::try_) return nullptr;
  const auto found = failures_.find(statement.get());
  return found == failures_.end() ? nullptr : &found->second;
}

void Tracer::check_catches() {
  for (const auto& [attempt, failures] : failures_)
    if (!failures.data && !failures.is_caught)
      complain("a Try needs a branch for failure: Catch (Bytes reason) { ... }", attempt->location);
  failures_.clear();
}

TypedCatchScope::TypedCatchScope(const char* what, NodeRef (*matches)(const NodeRef&, const Word&),
                                 const Word& selector, Location at)
    : BlockScope(what, at) {
  auto& tracer = Tracer::current();
  auto* failures = tracer.failures();
  if (failures == nullptr || failures->is_caught) {
    tracer.complain(failures == nullptr
                        ? std::string(what) + " without a Try right before it"
                        : std::string(what) + " after the Catch that takes all failures",
                    at);
    data_ = make_text("", type_of<Bytes>(), at);
    open(nothing_tried(), 1);
    return;
  }
  if (!failures->data) {
    const auto attempt = tracer.last();
    const auto local = tracer.locals_of(type_of<Bytes>(), at)[0];
    attempt->caught = local->index;
    failures->data = local;
  }
  data_ = failures->data;
  failures->rest->clear();  // the revert of what no branch had caught
  tracer.open(*failures->rest);
  auto branch = tracer.add(StatementKind::if_, {matches(data_, selector)}, at);
  tracer.close();
  failures->rest = &branch->blocks[1];
  tracer.open(*failures->rest);
  tracer.add(StatementKind::revert_raw, {data_}, at);
  tracer.close();
  open(std::move(branch), 0);
}

CatchErrorScope::CatchErrorScope(Location at)
    : TypedCatchScope("CatchError", is_error, error_selector, at), at_(at) {}

String CatchErrorScope::reason() {
  const auto& data = failure();
  const auto offset = [&] { return word_in(data, number(Word{4})); };
  const auto start = [&] { return sum(offset(), number(Word{0x24})); };
  const auto size = word_in(data, sum(offset(), number(Word{4})));
  const auto bytes = slice(data, start(), sum(start(), size));
  const auto text = make_node(Op::reinterpret, type_of<String>(), {bytes}, {}, {});
  const Preset preset({Tracer::current().declare(type_of<String>(), text, at_)});
  return String{};
}

CatchPanicScope::CatchPanicScope(Location at)
    : TypedCatchScope("CatchPanic", is_panic, panic_selector, at), at_(at) {}

U256 CatchPanicScope::code() {
  const auto word = word_in(failure(), number(Word{4}));
  const Preset preset({Tracer::current().declare(type_of<U256>(), word, at_)});
  return U256{};
}

CatchCustomScope::CatchCustomScope(const Word& selector, Location at)
    : TypedCatchScope("CatchAs", is_custom, selector, at), at_(at) {}

std::vector<NodeRef> CatchCustomScope::arguments(const TypeRef& tuple, Location at) const {
  const auto& data = failure();
  const auto bytes = slice(data, number(Word{4}), length_of(data));
  const auto decoded = make_node(Op::abi_decode, tuple, {bytes}, at, at);
  return Tracer::current().unpack(decoded, at);
}

CatchScope::CatchScope(Location at) : BlockScope("Catch", at) {
  auto& tracer = Tracer::current();
  auto* failures = tracer.failures();
  if (failures == nullptr || failures->is_caught) {
    tracer.complain(failures == nullptr ? "Catch without a Try right before it"
                                        : "Catch after the Catch that takes all failures",
                    at);
    open(nothing_tried(), 1);
    return;
  }
  failures->is_caught = true;
  caught_ = failures->data;
  statement_ = tracer.last();
  failures->rest->clear();
  tracer.open(*failures->rest);
}

Bytes CatchScope::data() {
  if (!caught_) {
    const auto at = statement_->location;
    caught_ = Tracer::current().locals_of(type_of<Bytes>(), at)[0];
    statement_->caught = caught_->index;
  }
  const Preset preset(std::vector{caught_});
  return Bytes{};
}

}  // namespace mozi::dsl
