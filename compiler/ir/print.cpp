// The text form of the IR.
#include "compiler/ir/print.hpp"

#include "vm/isa/text.hpp"

namespace mozi::ir {
namespace {

/// One operand list: appends with ", " between.
void add(std::string& list, std::string_view item) {
  if (!list.empty()) list += ", ";
  list += item;
}

std::string place(LocationId location) {
  return location == nothing ? "" : " !" + std::to_string(location);
}

std::string number(const Word& w) {
  return w.fits64() ? std::to_string(w.low()) : to_hex(w);
}

std::string immediate(const Object& object, const Inst& inst) {
  switch (info(inst.op).imm) {
    case Imm::none:
      return "";
    case Imm::word:
      return to_hex(inst.imm);
    case Imm::size:
    case Imm::segment:
    case Imm::immutable:
      return number(inst.imm);
    case Imm::function:
      return "@" + number(inst.imm);
    case Imm::trap:
      if (inst.imm >= Word{object.traps.size()}) return "?" + number(inst.imm);
      return print(object.traps[inst.imm.low()]);
  }
  return "";
}

}  // namespace

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte >= 0x7f) {
      out += "\\x";
      out += isa::hex_digits[byte >> 4];
      out += isa::hex_digits[byte & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string print(const Trap& trap) {
  switch (trap.kind) {
    case Trap::Kind::empty:
      return "empty";
    case Trap::Kind::panic:
      return "panic(" + to_hex(BytesView{&trap.panic_code, 1}) + ")";
    case Trap::Kind::error:
      return "error(" + to_hex(BytesView{trap.selector}) + ")";
  }
  return "";
}

Names::Names(const Function& f) : f_(f), numbers_(f.values.size(), nothing) {
  uint32_t next = 0;
  const auto define = [&](ValueId v) {
    if (v < numbers_.size() && numbers_[v] == nothing) numbers_[v] = next++;
  };
  for (const Block& block : f.blocks) {
    for (const ValueId v : block.parameters) define(v);
    for (const InstId i : block.insts)
      if (i < f.insts.size())
        for (const ValueId v : f.insts[i].results) define(v);
  }
}

std::string Names::value(ValueId v) const {
  if (v < numbers_.size() && numbers_[v] != nothing) return "%" + std::to_string(numbers_[v]);
  return "%?" + std::to_string(v);
}

std::string Names::values(const Few<ValueId>& list) const {
  std::string out;
  for (const ValueId v : list) add(out, value(v));
  return out;
}

std::string Names::definition(ValueId v) const {
  const bool named = v < f_.values.size() && !f_.values[v].name.empty();
  return value(v) + (named ? " " + quote(f_.values[v].name) : "");
}

std::string Names::edge(const Edge& e) const {
  std::string out = "^" + std::to_string(e.target);
  if (!e.arguments.empty()) out += "(" + values(e.arguments) + ")";
  return out;
}

std::string Names::inst(const Object& object, InstId i) const {
  if (i >= f_.insts.size()) return "instruction ?" + std::to_string(i);
  const Inst& inst = f_.insts[i];
  std::string out;
  for (const ValueId v : inst.results) add(out, definition(v));
  if (!out.empty()) out += " = ";
  out += info(inst.op).name;
  std::string operands = immediate(object, inst);
  for (const ValueId v : inst.operands) add(operands, value(v));
  if (!operands.empty()) out += " " + operands;
  return out;
}

std::string Names::terminator(const Object& object, const Terminator& t) const {
  using enum Terminator::Kind;
  std::string operands = values(t.operands);
  switch (t.kind) {
    case switch_: {
      std::string cases;
      for (size_t i = 0; i < t.cases.size(); ++i)
        add(cases, to_hex(t.cases[i]) + ": " + (i < t.edges.size() ? edge(t.edges[i]) : "?"));
      add(operands, "[" + cases + "]");
      if (!t.edges.empty()) add(operands, edge(t.edges.back()));
      break;
    }
    case trap:
      add(operands, t.trap < object.traps.size() ? print(object.traps[t.trap]) : "?");
      break;
    case open:
    case jump:
    case branch:
    case ret:
    case stop:
    case return_:
    case revert:
    case invalid:
    case selfdestruct:
    case deploy:
      for (const Edge& e : t.edges) add(operands, edge(e));
      break;
  }
  std::string out{terminator_name(t.kind)};
  return operands.empty() ? out : out + " " + operands;
}

std::string print(const Object& object, const Function& f) {
  const Names names(f);
  std::string out = quote(f.name) + " -> " + std::to_string(f.results);
  if (f.is_entry) out += " entry";
  out += place(f.location) + " {\n";
  for (size_t b = 0; b < f.blocks.size(); ++b) {
    const Block& block = f.blocks[b];
    out += "  ^" + std::to_string(b) + " " + quote(block.name);
    std::string parameters;
    for (const ValueId v : block.parameters) add(parameters, names.definition(v));
    if (!parameters.empty()) out += " (" + parameters + ")";
    out += block.cold ? " cold:\n" : ":\n";
    for (const InstId i : block.insts)
      out += "    " + names.inst(object, i) +
             (i < f.insts.size() ? place(f.insts[i].location) : "") + "\n";
    out += "    " + names.terminator(object, block.terminator) + place(block.terminator.location) +
           "\n";
  }
  return out + "  }\n";
}

std::string print(const Object& object, std::string_view role) {
  std::string out = std::string{role} + " " + quote(object.name);
  if (object.entry != nothing) out += " entry @" + std::to_string(object.entry);
  out += " {\n";
  for (const DataSegment& data : object.data)
    out += "  data " + quote(data.name) + " " + to_hex(BytesView{data.bytes}) + "\n";
  for (size_t i = 0; i < object.functions.size(); ++i)
    out += "  fn @" + std::to_string(i) + " " + print(object, object.functions[i]);
  return out + "}\n";
}

std::string print(const Program& program) {
  std::string out = "program " + quote(program.name) + "\n";
  for (const Source& s : program.sources)
    out += "source " + quote(s.path) + " " + quote(s.text) + "\n";
  for (const Location& l : program.locations) {
    out += "location";
    for (const uint32_t n : {l.file, l.line, l.column, l.begin, l.length})
      out += " " + std::to_string(n);
    for (const auto& [word, id] : {std::pair{" in ", l.scope},
                                   {" of ", l.statement},
                                   {" at ", l.inlined_at},
                                   {" also ", l.also}})
      if (id != nothing) out += word + std::to_string(id);
    out += "\n";
  }
  for (const Scope& s : program.scopes) out += "scope " + quote(s.name) + place(s.location) + "\n";
  for (const Immutable& i : program.immutables)
    out += "immutable " + quote(i.name) + " " + quote(i.type) + "\n";
  return out + print(program.init, "init") + print(program.runtime, "runtime");
}

}  // namespace mozi::ir
