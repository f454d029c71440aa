// The recorder behind the surface: a contract's members and running bodies tell it what they are.
#pragma once

#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "mozi/dsl/ast.hpp"
#include "mozi/dsl/layout.hpp"

namespace mozi::dsl {

using ast::Location;
using ast::NodeRef;
using ast::TypeRef;

/// A use of the language where there is no contract to record it.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An expression's node. The location is that of its first operand, `end` that of its last.
NodeRef make_node(ast::Op op, TypeRef type, std::vector<NodeRef> kids, Location begin,
                  Location end);
NodeRef make_literal(const Word& number, TypeRef type, Location at);
/// The literal of an integer type; a diagnostic if the number does not fit it.
NodeRef make_integer(const Word& magnitude, bool negative, const TypeRef& type, Location at);
NodeRef make_text(std::string text, TypeRef type, Location at);
/// The struct whose members, all of them and in order, these nodes are; null if there is none.
NodeRef whole_of(const std::vector<NodeRef>& members);
/// The initialiser of a local that was just declared, or a tuple of such; others stay as they are.
NodeRef take_back(const NodeRef& node);
/// Turns the checked arithmetic of an expression into wrapping arithmetic.
void make_wrapping(ast::Node& node);

/// Who may read a state variable from outside.
enum class Visibility : uint8_t { internal, public_ };
/// Which storage a state variable lives in.
enum class Lifetime : uint8_t { persistent, transient };

/// A function, the type of its result (nothing, perhaps), and what runs its body.
struct Described {
  ast::Function function;
  TypeRef result;
  std::function<void()> run;
};

/// Records one contract. The surface's types reach it through `current`.
class Tracer {
 public:
  explicit Tracer(std::string contract, Location at = {});
  ~Tracer();
  Tracer(const Tracer&) = delete;
  Tracer& operator=(const Tracer&) = delete;

  /// The tracer of the contract that this thread is building; throws Error if there is none.
  static Tracer& current();

  // Members of the contract, in order of construction.
  NodeRef field(std::string name, TypeRef type, Location at, Visibility, Lifetime);
  NodeRef immutable(std::string name, TypeRef type, Location at, Visibility);
  void constant(std::string name, NodeRef value, Location at);
  uint32_t event(ast::Signature signature);
  uint32_t error(ast::Signature signature);
  [[nodiscard]] const std::vector<ast::Parameter>& error_parameters(uint32_t index) const {
    return contract_.errors[index].parameters;
  }
  /// A constructor of the contract or of the mixin `owner`.
  void constructor(std::string_view owner, Described constructor);
  /// Remembers that a constructor calls that of the mixin `owner`.
  void constructs(std::string_view owner, Location at);
  /// The function's index. One that replaces takes the place of the one with its parameters.
  uint32_t function(Described function, bool replaces);
  /// Gives function `index` another body.
  void replace(uint32_t index, Described function);
  uint32_t external_function(const ast::ExternalFunction& function);
  uint32_t created(std::shared_ptr<const ast::Contract> contract);
  void on_reentrancy(uint32_t error) { contract_.reentrancy_error = error; }
  void on_empty_result(uint32_t error) { contract_.empty_result_error = error; }

  // Values.
  /// What "T x = init;" means here: a local variable, or the next member of a preset.
  NodeRef declare(const TypeRef& type, NodeRef init, Location at);
  /// The node of a moved value: the same local, but a copy of a place in storage.
  NodeRef adopt(const NodeRef& node, Location at);
  /// Takes back a local that was just declared: its initialiser and where that stood.
  struct Initialiser {
    NodeRef value;
    Location at;
  };
  Initialiser retract(const NodeRef& node);
  /// Takes back the struct that was just taken apart into this tuple's locals; null if none was.
  NodeRef retract_whole(const ast::Node& tuple);
  /// Remembers a place that may be bound to a name, so that its keys are evaluated where it is
  /// bound.
  NodeRef place(NodeRef node);
  /// How many statements there are so far: the age of a place.
  [[nodiscard]] uint64_t age() const { return age_; }
  /// Complains about a place that is read after later statements took effect.
  void check_fresh(uint64_t age, Location at);
  [[nodiscard]] bool checked() const { return unchecked_depth_ == 0; }
  /// The parameter of the function being traced.
  NodeRef parameter(uint32_t index) const;

  /// How many places were named so far in this function.
  [[nodiscard]] size_t places() const { return places_.size(); }
  /// How many statements the open block has.
  [[nodiscard]] size_t statements() const { return blocks_.empty() ? 0 : blocks_.back()->size(); }

  // Statements.
  /// Says that the first `count` places may be read again, in this condition of a loop.
  void reread(size_t count, const NodeRef& condition);
  std::shared_ptr<ast::Statement> add(ast::Statement::Kind kind, std::vector<NodeRef> args,
                                      Location at, std::vector<uint32_t> locals = {});
  void set(const NodeRef& place, const NodeRef& value, Location at);
  /// `set` by an operator: x op= v, where `operation` is x op v.
  void update(const NodeRef& place, const NodeRef& operation, Location at);
  /// `set` to a variable whose initialiser can still be taken back.
  void assign(const NodeRef& place, const NodeRef& variable);
  /// A local without a statement that declares it; a try's result, for one.
  NodeRef local(const TypeRef& type, ast::Where where, Location at);
  /// Takes a struct apart: one local for each member, those of nested structs in their place.
  std::vector<NodeRef> unpack(const NodeRef& value, Location at);
  /// The locals that such a struct's members become.
  std::vector<NodeRef> locals_of(const TypeRef& type, Location at);
  void return_(NodeRef value, Location at, const char* function);
  /// Remembers that an If has its Else.
  void take_else(const ast::Statement& branch, bool chained);
  /// The If that an Else after the last statement belongs to; null if there is none.
  [[nodiscard]] std::shared_ptr<ast::Statement> open_if() const;
  [[nodiscard]] const TypeRef& result_type() const { return result_type_; }
  void open(ast::Block& block) { blocks_.push_back(&block); }
  void close() { blocks_.pop_back(); }
  /// What is known of the branches behind a Try.
  struct Failures {
    NodeRef data;                // as a local; null before the first typed branch
    ast::Block* rest = nullptr;  // where the next branch goes
    bool is_caught = false;      // there is a branch for all that is left
  };
  /// Remembers a Try, which a Catch must follow.
  void expect_catch(const std::shared_ptr<ast::Statement>& attempt);
  /// The failures of the Try that is the last statement; null if there is none.
  Failures* failures();
  /// The last statement of the open block, or null.
  [[nodiscard]] std::shared_ptr<ast::Statement> last() const;
  void enter_unchecked() { ++unchecked_depth_; }
  void leave_unchecked() { --unchecked_depth_; }
  void enter_helper(Location call_site) { call_sites_.push_back(call_site); }
  void leave_helper() { call_sites_.pop_back(); }

  void complain(std::string message, Location at);
  /// Acknowledges a warning in the function that is running.
  void allow(ast::Lint lint, std::string reason, Location at);
  /// True at the first meeting with a struct type.
  bool meets(const TypeRef& type);
  /// Learns the position that compilers give to implicit copies of a struct.
  void implicit_position(Location at);

  /// Traces every body; the tree is whole afterwards.
  ast::Contract finish();

 private:
  friend class Preset;
  struct Body {
    uint32_t function;
    TypeRef result;
    std::function<void()> run;
  };
  struct NotedPlace {
    NodeRef node;
    ast::Block* block;  // where it was named, and how many statements stood there
    size_t index;
    uint64_t age;
    bool outlives = false;  // read after a later statement could have changed its key
  };
  struct ImplicitPosition {
    Location at;
    TypeRef structure;
  };
  [[nodiscard]] bool is_implicit(const Location& at) const;
  [[nodiscard]] bool in_function() const { return function_ != nullptr; }
  [[nodiscard]] bool is_traced_function(std::string_view name) const;
  void trace(const Body& body);
  void find_outliving_places(const ast::Block& block);
  void freeze_keys();
  void check_functions();
  void read_names(ast::Function& function) const;
  void read_documentation();
  void build_constructor();
  void check_constructors();
  void check_catches();

  struct Constructor {
    std::string owner;
    Described described;
    bool is_called = false;
  };
  std::vector<Constructor> constructors_;
  std::optional<uint32_t> constructor_index_;
  std::unordered_map<const ast::Statement*, Failures> failures_;
  ast::Contract contract_;
  ast::LayoutCursor storage_;
  ast::LayoutCursor transient_;
  std::vector<Body> bodies_;
  ast::Function* function_ = nullptr;
  std::vector<ast::Block*> blocks_;
  std::vector<Location> call_sites_;
  std::vector<NotedPlace> places_;
  std::unordered_map<const ast::Node*, size_t> place_index_;
  std::unordered_map<const ast::Statement*, uint64_t> ages_;
  std::vector<ImplicitPosition> implicit_positions_;
  std::vector<TypeRef> met_;
  std::unordered_map<const ast::Statement*, bool> elses_;  // whether the Else is an ElseIf
  TypeRef result_type_;
  class Preset* preset_ = nullptr;
  uint64_t age_ = 0;
  unsigned unchecked_depth_ = 0;
  Tracer* outer_;
};

/// While it lives, values that are default-constructed stand for these nodes, in order, instead of
/// being declared as locals.
class Preset {
 public:
  /// The place itself; if it is a struct, its members (those of nested structs in their place).
  explicit Preset(const NodeRef& place);
  explicit Preset(std::vector<NodeRef> leaves);
  ~Preset();
  Preset(const Preset&) = delete;
  Preset& operator=(const Preset&) = delete;

  /// A preset that learns where members are declared, and gives them no meaning.
  struct Probe {};
  explicit Preset(Probe);

  NodeRef next(const TypeRef& type, Location at);
  /// Whether it gave this node to a value, which may move.
  [[nodiscard]] bool has(const NodeRef& node) const;

 private:
  std::vector<NodeRef> leaves_;
  size_t taken_ = 0;
  bool probing_ = false;
  Preset* outer_;
};

/// A helper function's last parameter, `CallSite = {}`: makes the call visible in debug
/// information.
class CallSite {
 public:
  CallSite(Location at = std::source_location::current()) {  // NOLINT: made from nothing
    Tracer::current().enter_helper(at);
  }
  ~CallSite() { Tracer::current().leave_helper(); }
  CallSite(const CallSite&) = delete;
  CallSite& operator=(const CallSite&) = delete;
};

}  // namespace mozi::dsl
