// The contract's tree as readable text.
#include <algorithm>

#include "mozi/dsl/ast.hpp"
#include "vm/isa/opcodes.hpp"

namespace mozi::dsl::ast {
namespace {

// In the order of their enumerations.
constexpr std::string_view where_names[] = {"value", "storage", "transient", "calldata", "memory"};
constexpr std::string_view mutability_names[] = {"pure", "view", "nonpayable", "payable"};
constexpr std::string_view function_names[] = {"external", "internal", "constructor", "receive",
                                               "fallback"};
constexpr std::string_view statement_names[] = {
    "let",    "set",  "reset",        "do",         "require", "revert",   "revert_raw",
    "assert", "emit", "if",           "while",      "break",   "continue", "return",
    "block",  "try",  "selfdestruct", "return_raw", "stop",    "invalid"};

template <class Enum, size_t n>
std::string name_of(const std::string_view (&names)[n], Enum value) {
  return std::string(names[static_cast<size_t>(value)]);
}

std::string quoted(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
      out += c;
    } else {
      out += "\\x";
      out += digits[(static_cast<uint8_t>(c) >> 4) & 15];
      out += digits[static_cast<uint8_t>(c) & 15];
    }
  }
  return out + "\"";
}

std::string literal_text(const Word& number, const Type& type) {
  if (type.kind == Type::Kind::boolean) return number.is_zero() ? "false" : "true";
  const bool is_number = type.kind == Type::Kind::unsigned_ || type.kind == Type::Kind::enumeration;
  if (is_number) return number.bit_width() <= 128 ? to_decimal(number) : to_hex(number);
  if (type.kind == Type::Kind::signed_)
    return number.is_negative() ? "-" + to_decimal(-number) : to_decimal(number);
  return to_hex(number);
}

std::string opcode_name(const Word& number) {
  return std::string(isa::info(static_cast<uint8_t>(number.low())).name);
}

/// Writes one contract.
class Printer {
 public:
  Printer(const Contract& contract, Positions positions)
      : contract_(contract), with_positions_(positions == Positions::shown) {}

  std::string print() {
    out_ = "contract " + contract_.name + "\n";
    for (const auto& f : contract_.fields) field(f);
    for (const auto& i : contract_.immutables)
      line("immutable " + display_name(*i.type) + " " + i.name + (i.is_public ? " public" : ""),
           i.location);
    for (const auto& c : contract_.constants)
      line("constant " + display_name(*c.value->type) + " " + c.name + " = " + expression(*c.value),
           c.location);
    for (const auto& e : contract_.events)
      line("event " + e.name + parameters(e.parameters) + (e.anonymous ? " anonymous" : ""),
           e.location);
    for (const auto& e : contract_.errors)
      line("error " + e.name + parameters(e.parameters), e.location);
    for (const auto& f : contract_.external_functions) external(f);
    for (const auto& c : contract_.creates) line("creates " + c->name, {});
    if (contract_.reentrancy_error)
      line("on reentrancy " + error_name(*contract_.reentrancy_error), {});
    if (contract_.empty_result_error)
      line("on empty result " + error_name(*contract_.empty_result_error), {});
    for (const auto& f : contract_.functions) function(f);
    for (const auto& d : contract_.diagnostics) out_ += diagnostic(d) + "\n";
    return std::move(out_);
  }

 private:
  std::string position(const Location& at) const {
    return std::to_string(at.line) + ":" + std::to_string(at.column);
  }

  void line(const std::string& text, const Location& at) {
    out_.append(2 * indent_, ' ');
    out_ += text;
    if (with_positions_ && at.line != 0) out_ += "  @" + position(at);
    out_ += '\n';
  }

  void statement_line(std::string text, const Statement& s) {
    if (with_positions_ && s.location.line != 0) text += "  @" + position(s.location);
    if (with_positions_ && !s.call_sites.empty()) text += " via";
    for (auto site = s.call_sites.rbegin(); with_positions_ && site != s.call_sites.rend(); ++site)
      text += " " + position(*site);
    line(text, {});
  }

  std::string diagnostic(const Diagnostic& d) const {
    if (with_positions_)
      return (d.severity == Diagnostic::Severity::error ? "error @" : "warning @") +
             position(d.location) + " " + d.message;
    return (d.severity == Diagnostic::Severity::error ? "error " : "warning ") + d.message;
  }

  static std::string parameters(const std::vector<Parameter>& list) {
    std::string text = "(";
    for (const auto& p : list) {
      if (text.size() > 1) text += ", ";
      text += display_name(*p.type);
      if (p.indexed) text += " indexed";
      if (!p.name.empty()) text += " " + p.name;
    }
    return text + ")";
  }

  static std::string results(const std::vector<Parameter>& list, bool spread) {
    if (list.empty()) return "";
    return std::string(spread ? " returns spread " : " returns ") + parameters(list);
  }

  std::string error_name(uint32_t index) const {
    return index < contract_.errors.size() ? contract_.errors[index].name : "?";
  }

  void field(const Field& f) {
    line(std::string(f.transient ? "transient " : "storage ") + std::to_string(f.slot) + "+" +
             std::to_string(f.offset) + " " + display_name(*f.type) + " " + f.name +
             (f.is_public ? " public" : ""),
         f.location);
  }

  void external(const ExternalFunction& f) {
    line("interface " + f.interface + "." + f.name + parameters(f.inputs) + " " +
             name_of(mutability_names, f.mutability) + results(f.outputs, f.spread_outputs),
         {});
  }

  void function(const Function& f) {
    function_ = &f;
    std::string text = name_of(function_names, f.kind);
    if (!f.name.empty()) text += " " + f.name;
    text += parameters(f.inputs);
    if (f.declared) text += " " + name_of(mutability_names, *f.declared);
    if (f.nonreentrant) text += " nonreentrant";
    line(text + results(f.outputs, f.spread_outputs), f.location);
    block(f.body);
  }

  void block(const Block& statements) {
    ++indent_;
    for (const auto& s : statements) statement(*s);
    --indent_;
  }

  std::string local_name(uint32_t index) const {
    if (function_ == nullptr || index >= function_->locals.size())
      return "v" + std::to_string(index);
    const auto& name = function_->locals[index].name;
    if (index < function_->inputs.size()) return name;
    // Only positions lead to names, so a text without the ones is without the others.
    const bool is_known = with_positions_ && !name.empty();
    return (is_known ? name + "%" : "v") + std::to_string(index);
  }

  std::string typed_local(uint32_t index) const {
    if (function_ == nullptr || index >= function_->locals.size()) return local_name(index);
    const auto& l = function_->locals[index];
    std::string text = display_name(*l.type) + " ";
    if (l.where != Where::value) text += name_of(where_names, l.where) + " ";
    return text + local_name(index);
  }

  std::string head(const Statement& s) const {
    std::string text = name_of(statement_names, s.kind);
    for (size_t i = 0; i < s.locals.size(); ++i)
      text += (i == 0 ? " " : ", ") + typed_local(s.locals[i]);
    if (!s.locals.empty() && !s.args.empty()) text += " =";
    for (size_t i = 0; i < s.args.size(); ++i) {
      if (i > 0) text += s.kind == Statement::Kind::set ? " =" : " else";
      text += s.args[i] ? " " + expression(*s.args[i]) : " nothing";
    }
    return text;
  }

  void statement(const Statement& s) {
    statement_line(head(s), s);
    static constexpr std::string_view seconds[] = {"else", "step", "catch"};
    for (size_t i = 0; i < s.blocks.size(); ++i) {
      if (i > 0 && (!s.blocks[i].empty() || s.kind == Statement::Kind::try_)) {
        const auto which = s.kind == Statement::Kind::if_      ? 0
                           : s.kind == Statement::Kind::while_ ? 1
                                                               : 2;
        std::string text(seconds[which]);
        if (which == 2 && s.caught != ~0u) text += " " + typed_local(s.caught);
        line(text, {});
      }
      block(s.blocks[i]);
    }
  }

  std::string list(const Node& n, size_t from = 0) const {
    std::string text = "(";
    for (size_t i = from; i < n.kids.size(); ++i) {
      if (i > from) text += ", ";
      text += n.kids[i] ? expression(*n.kids[i]) : "nothing";
    }
    return text + ")";
  }

  std::string range(const Node& n) const {
    if (!with_positions_ || n.begin.line == 0) return "";
    std::string text = "@" + position(n.begin);
    if (n.end.line != n.begin.line) return text + "-" + position(n.end);
    if (n.end.column != n.begin.column) text += "-" + std::to_string(n.end.column);
    return text;
  }

  std::string kid(const Node& n, size_t i) const {
    return i < n.kids.size() && n.kids[i] ? expression(*n.kids[i]) : "?";
  }

  template <class T>
  static std::string name_at(const std::vector<T>& table, uint32_t index) {
    return index < table.size() ? table[index].name : "?" + std::to_string(index);
  }

  std::string member_name(const Node& n) const {
    if (n.kids.empty() || !n.kids[0] || !n.kids[0]->type) return "?";
    return name_at(n.kids[0]->type->members, n.index);
  }

  std::string created(uint32_t index) const {
    return index < contract_.creates.size() ? contract_.creates[index]->name : "?";
  }

  std::string expression(const Node& n) const {
    using enum Op;
    const auto op_is = [&](auto... ops) { return ((n.op == ops) || ...); };
    if (op_is(literal)) return n.type ? literal_text(n.number, *n.type) : to_hex(n.number);
    if (op_is(text)) return quoted(n.text);
    if (op_is(Op::local)) return local_name(n.index);
    if (op_is(immutable)) return name_at(contract_.immutables, n.index);
    if (op_is(Op::field)) return name_at(contract_.fields, n.index);
    if (op_is(map_at, element)) return kid(n, 0) + "[" + kid(n, 1) + "]";
    if (op_is(member)) return kid(n, 0) + "." + member_name(n);
    if (op_is(event)) return name_at(contract_.events, n.index) + list(n);
    if (op_is(error)) return name_at(contract_.errors, n.index) + list(n);
    if (op_is(call_internal))
      return "call " + name_at(contract_.functions, n.index) + list(n) + range(n);
    if (op_is(call_external)) return external_call(n);
    if (op_is(call_raw)) return n.text + list(n) + range(n);
    if (op_is(precompile)) return "precompile " + to_hex(n.number) + list(n) + range(n);
    if (op_is(creation_code)) return "creation_code " + created(n.index) + list(n) + range(n);
    if (op_is(create_contract)) return "create " + created(n.index) + list(n) + range(n);
    if (op_is(opcode)) return opcode_name(n.number) + (n.kids.empty() ? "" : list(n));
    if (op_is(abi_call)) return "abi_call " + to_hex(n.number) + list(n) + range(n);
    std::string name(info(n.op).name);
    if (op_is(widen, narrow, truncate, reinterpret, abi_decode, tuple, new_array, array_of))
      return name + "<" + (n.type ? display_name(*n.type) : "?") + ">" + list(n);
    return name + (wraps(n) ? "_wrapping" : "") + list(n) + range(n);
  }

  static bool wraps(const Node& n) {
    const bool is_arithmetic =
        n.op == Op::add || n.op == Op::sub || n.op == Op::mul || n.op == Op::pow || n.op == Op::neg;
    return is_arithmetic && !n.checked;
  }

  std::string external_call(const Node& n) const {
    std::string text = "call " + kid(n, 0) + ".";
    text += name_at(contract_.external_functions, n.index);
    if (!n.text.empty()) text += "{" + n.text + "}";
    if (n.kids.size() > 1 && n.kids[1]) text += "{value: " + expression(*n.kids[1]) + "}";
    if (n.kids.size() > 2 && n.kids[2]) text += "{gas: " + expression(*n.kids[2]) + "}";
    return text + list(n, 3) + range(n);
  }

  const Contract& contract_;
  const bool with_positions_;
  const Function* function_ = nullptr;
  std::string out_;
  size_t indent_ = 1;
};

}  // namespace

std::string dump(const Contract& contract, Positions positions) {
  return Printer(contract, positions).print();
}

}  // namespace mozi::dsl::ast
