// Reads the text form of the IR back.
#include "compiler/ir/parse.hpp"

#include <algorithm>
#include <map>

#include "compiler/ir/builder.hpp"
#include "compiler/ir/scan.hpp"

namespace mozi::ir {
namespace {

LocationId read_location(Scanner& in) {
  return in.take("!") ? in.index("the number of a location") : nothing;
}

Trap read_trap(Scanner& in) {
  Trap trap;
  if (in.take("empty")) return trap;
  const bool is_panic = in.at("panic");
  if (!is_panic && !in.at("error")) in.fail("empty, panic(0x..) or error(0x........)");
  in.word("a trap");
  in.expect("(");
  const size_t at = in.offset();
  const Bytes bytes = in.bytes(is_panic ? "a panic code" : "an error's selector");
  if (bytes.size() != (is_panic ? 1 : 4))
    in.fail_at(at, is_panic ? "expected one byte" : "expected four bytes");
  in.expect(")");
  trap.kind = is_panic ? Trap::Kind::panic : Trap::Kind::error;
  if (is_panic)
    trap.panic_code = bytes[0];
  else
    std::ranges::copy(bytes, trap.selector.begin());
  return trap;
}

/// Reads one function's text after "fn @n".
class FunctionReader {
 public:
  FunctionReader(Scanner& in, Object& object) : in_(in), object_(object) {}

  Function read() {
    f_.name = in_.string("the function's name in quotes");
    in_.expect("-");
    in_.expect(">");
    f_.results = in_.index("the number of results");
    f_.is_entry = in_.take("entry");
    f_.location = read_location(in_);
    in_.expect("{");
    while (!in_.take("}")) read_block();
    for (const auto& [number, mention] : mentions_)
      if (!mention.defined)
        in_.fail_at(mention.offset,
                    "expected a value that is defined, got %" + number_text(number));
    return std::move(f_);
  }

 private:
  struct Mention {
    ValueId value;
    size_t offset;
    bool defined = false;
  };

  static std::string number_text(uint32_t n) { return std::to_string(n); }

  Mention& mention() {
    const size_t offset = in_.offset();
    in_.expect("%");
    const uint32_t number = in_.index("the number of a value");
    const auto [at, fresh] =
        mentions_.try_emplace(number, static_cast<ValueId>(f_.values.size()), offset);
    if (fresh) f_.values.emplace_back();
    return at->second;
  }

  ValueId use() { return mention().value; }

  ValueId define(Value::Kind kind, uint32_t owner, size_t index) {
    const size_t offset = in_.offset();
    Mention& m = mention();
    if (m.defined) in_.fail_at(offset, "expected a value that is not defined yet");
    m.defined = true;
    Value& value = f_.values[m.value];
    value = {kind, owner, static_cast<uint32_t>(index), {}};
    if (in_.peek().kind == Token::Kind::string) value.name = in_.string("a name");
    return m.value;
  }

  void uses(Few<ValueId>& list) {
    while (in_.at("%")) {
      list.push_back(use());
      if (!in_.take(",")) return;
    }
  }

  Edge edge() {
    in_.expect("^");
    Edge e{in_.index("the number of a block"), {}};
    if (in_.take("(")) {
      uses(e.arguments);
      in_.expect(")");
    }
    return e;
  }

  void read_block() {
    in_.expect("^");
    const auto id = static_cast<BlockId>(f_.blocks.size());
    const size_t offset = in_.offset();
    if (in_.index("the number of a block") != id)
      in_.fail_at(offset, "expected block ^" + number_text(id) + ": blocks stand in order");
    Block block;
    block.name = in_.string("the block's name in quotes");
    if (in_.take("(")) {
      do block.parameters.push_back(define(Value::Kind::parameter, id, block.parameters.size()));
      while (in_.take(","));
      in_.expect(")");
    }
    block.cold = in_.take("cold");
    in_.expect(":");
    while (!read_line(block)) {
    }
    f_.blocks.push_back(std::move(block));
  }

  /// Reads an instruction or the terminator; true after the terminator.
  bool read_line(Block& block) {
    const auto id = static_cast<InstId>(f_.insts.size());
    Inst inst;
    if (in_.at("%")) {
      do inst.results.push_back(define(Value::Kind::result, id, inst.results.size()));
      while (in_.take(","));
      in_.expect("=");
    }
    const size_t offset = in_.offset();
    const std::string_view name = in_.word("an op or a terminator");
    if (const auto kind = parse_terminator(name); kind && inst.results.empty()) {
      read_terminator(*kind, block.terminator);
      return true;
    }
    const auto op = parse_op(name);
    if (!op) in_.fail_at(offset, "expected an op, got `" + std::string{name} + "`");
    inst.op = *op;
    inst.imm = read_immediate(info(*op).imm);
    if (info(*op).imm == Imm::none ? info(*op).operands != 0 : in_.take(",")) uses(inst.operands);
    inst.location = read_location(in_);
    f_.insts.push_back(std::move(inst));
    block.insts.push_back(id);
    return false;
  }

  Word read_immediate(Imm kind) {
    switch (kind) {
      case Imm::none:
        return {};
      case Imm::word:
        return in_.number("a word");
      case Imm::size:
        return in_.number("a size");
      case Imm::segment:
      case Imm::immutable:
        return in_.number("an index");
      case Imm::function:
        in_.expect("@");
        return in_.number("the number of a function");
      case Imm::trap:
        return Word{add_trap(object_, read_trap(in_))};
    }
    return {};
  }

  void read_terminator(Terminator::Kind kind, Terminator& t) {
    t.kind = kind;
    if (kind == Terminator::Kind::trap) t.trap = add_trap(object_, read_trap(in_));
    uses(t.operands);
    if (kind == Terminator::Kind::switch_) read_cases(t);
    const bool has_edges = kind == Terminator::Kind::jump || kind == Terminator::Kind::branch ||
                           kind == Terminator::Kind::switch_;
    if (has_edges) {
      do t.edges.push_back(edge());
      while (in_.take(","));
    }
    t.location = read_location(in_);
  }

  void read_cases(Terminator& t) {
    in_.expect("[");
    while (!in_.take("]")) {
      t.cases.push_back(in_.number("a case"));
      in_.expect(":");
      t.edges.push_back(edge());
      if (!in_.take(",") && !in_.at("]")) in_.fail("`,` or `]`");
    }
    in_.expect(",");
  }

  Scanner& in_;
  Object& object_;
  Function f_;
  std::map<uint32_t, Mention> mentions_;
};

/// Reads an object after "init" or "runtime".
void read_object(Scanner& in, Object& object) {
  object.name = in.string("the object's name in quotes");
  if (in.take("entry")) {
    in.expect("@");
    object.entry = in.index("the number of a function");
  }
  in.expect("{");
  while (in.take("data")) {
    std::string name = in.string("a name in quotes");
    object.data.push_back({std::move(name), in.bytes("bytes in hex")});
  }
  while (in.take("fn")) {
    in.expect("@");
    const size_t offset = in.offset();
    if (in.index("the number of a function") != object.functions.size())
      in.fail_at(offset, "expected function @" + std::to_string(object.functions.size()) +
                             ": functions stand in order");
    object.functions.push_back(FunctionReader(in, object).read());
  }
  in.expect("}");
}

Location read_place(Scanner& in) {
  Location l;
  for (uint32_t* field : {&l.file, &l.line, &l.column, &l.begin, &l.length})
    *field = in.index("file, line, column, begin and length");
  if (in.take("in")) l.scope = in.index("the number of a scope");
  if (in.take("of")) l.statement = in.index("the number of a location");
  if (in.take("at")) l.inlined_at = in.index("the number of a location");
  if (in.take("also")) l.also = in.index("the number of a location");
  return l;
}

Program read_program(Scanner& in) {
  Program p;
  in.expect("program");
  p.name = in.string("the program's name in quotes");
  while (in.take("source")) {
    std::string path = in.string("a path in quotes");
    p.sources.push_back({std::move(path), in.string("the source's text in quotes")});
  }
  while (in.take("location")) p.locations.push_back(read_place(in));
  while (in.take("scope")) {
    std::string name = in.string("a function's name in quotes");
    p.scopes.push_back({std::move(name), read_location(in)});
  }
  while (in.take("immutable")) {
    std::string name = in.string("a name in quotes");
    p.immutables.push_back({std::move(name), in.string("an ABI type in quotes")});
  }
  in.expect("init");
  read_object(in, p.init);
  in.expect("runtime");
  read_object(in, p.runtime);
  if (!in.at_end()) in.fail("the end");
  return p;
}

}  // namespace

Expected<Program> parse(std::string_view text) {
  try {
    Scanner in(text);
    return read_program(in);
  } catch (const Error& error) {
    return std::unexpected(error);
  }
}

}  // namespace mozi::ir
