// The recorder behind the surface: values and statements.
#include "mozi/dsl/tracer.hpp"

#include <algorithm>

namespace mozi::dsl {
namespace {

using ast::Op;
using ast::Statement;
using ast::Where;
using Kind = ast::Type::Kind;

// The one thing that the surface's types share: which contract this thread is building.
thread_local Tracer* current_tracer = nullptr;

bool is_reference(const ast::Type& type) {
  return !ast::is_word(type) && type.kind != Kind::none;
}

bool in_storage(const ast::Node& node) {
  return node.where == Where::storage || node.where == Where::transient;
}

bool has_effect(const ast::Node& node) {
  return node.effect ||
         std::ranges::any_of(node.kids, [](const auto& kid) { return kid && has_effect(*kid); });
}

}  // namespace

Tracer::Tracer(std::string contract, Location at) : outer_(current_tracer) {
  contract_.name = std::move(contract);
  contract_.location = at;
  current_tracer = this;
}

Tracer::~Tracer() {
  current_tracer = outer_;
}

Tracer& Tracer::current() {
  if (current_tracer == nullptr)
    throw Error("a value of the contract language is used outside of a contract");
  return *current_tracer;
}

void Tracer::complain(std::string message, Location at) {
  // What else is wrong at one place follows from the first mistake there.
  const auto is_same = [&](const ast::Diagnostic& d) {
    const bool is_known = at.line != 0 && std::string_view(d.location.file) == at.file;
    return (is_known || d.message == message) && d.location.line == at.line &&
           d.location.column == at.column;
  };
  if (std::ranges::any_of(contract_.diagnostics, is_same)) return;
  contract_.diagnostics.push_back({ast::Diagnostic::Severity::error, at, std::move(message)});
}

void Tracer::allow(ast::Lint lint, std::string reason, Location at) {
  if (!in_function()) return complain("allow stands in the body of a function", at);
  if (reason.empty()) complain("allow needs a reason: allow(Lint::reentrancy, \"why\")", at);
  function_->allowed.push_back({lint, std::move(reason), at});
}

bool Tracer::meets(const TypeRef& type) {
  if (std::ranges::find(met_, type) != met_.end()) return false;
  met_.push_back(type);
  return true;
}

void Tracer::implicit_position(Location at) {
  if (!is_implicit(at)) implicit_positions_.push_back({at, met_.back()});
}

bool Tracer::is_implicit(const Location& at) const {
  return std::ranges::any_of(implicit_positions_, [&](const ImplicitPosition& p) {
    return p.at.line == at.line && p.at.column == at.column &&
           std::string_view(p.at.file) == at.file;
  });
}

NodeRef Tracer::declare(const TypeRef& type, NodeRef init, Location at) {
  if (preset_ != nullptr) return preset_->next(type, at);
  if (!in_function()) {
    complain("a " + display_name(*type) +
                 " is declared outside of a function; declare state with FIELD(name, type) or "
                 "PUBLIC(name, type)",
             at);
    return make_literal({}, type, at);
  }
  if (type->kind == Kind::mapping) {
    complain("a map lives in storage only; declare it with FIELD(name, type)", at);
    return make_literal({}, type, at);
  }
  if (init && is_reference(*type) && in_storage(*init))
    init = make_node(Op::to_memory, type, {init}, at, at);
  const auto where = !is_reference(*type)                     ? Where::value
                     : init && init->where == Where::calldata ? Where::calldata
                                                              : Where::memory;
  auto variable = local(type, where, at);
  add(Statement::Kind::let, init ? std::vector{init} : std::vector<NodeRef>{}, at,
      {variable->index});
  return variable;
}

NodeRef Tracer::adopt(const NodeRef& node, Location at) {
  if (preset_ != nullptr && preset_->has(node)) return node;
  if (preset_ != nullptr || !node) return declare(node ? node->type : nullptr, node, at);
  const bool must_copy = in_storage(*node) || node->op == Op::immutable;
  if (must_copy && in_function()) return declare(node->type, node, at);
  // What a function returns is moved: the position of the return is that of the move.
  if (node->op != Op::local || is_implicit(at)) return node;
  auto moved = std::make_shared<ast::Node>(*node);
  moved->begin = at;
  moved->end = at;
  return moved;
}

Tracer::Initialiser Tracer::retract(const NodeRef& node) {
  const auto statement = last();
  const bool is_just_declared =
      node->op == Op::local && statement && statement->kind == Statement::Kind::let &&
      statement->locals == std::vector{node->index} && !statement->args.empty();
  if (!is_just_declared) return {node, node->begin};
  blocks_.back()->pop_back();
  if (node->index + 1 == function_->locals.size()) function_->locals.pop_back();
  return {statement->args[0], statement->location};
}

NodeRef Tracer::retract_whole(const ast::Node& tuple) {
  std::vector<uint32_t> locals;
  const auto collect = [&](const auto& self, const ast::Node& node) -> void {
    for (const auto& kid : node.kids) {
      if (kid->op == Op::tuple) self(self, *kid);
      if (kid->op == Op::local) locals.push_back(kid->index);
    }
  };
  collect(collect, tuple);
  const auto statement = last();
  const bool is_just_unpacked = statement && statement->kind == Statement::Kind::let &&
                                statement->locals == locals && !locals.empty() &&
                                statement->args.size() == 1 &&
                                ast::same(*statement->args[0]->type, *tuple.type);
  if (!is_just_unpacked) return nullptr;
  blocks_.back()->pop_back();
  if (locals.back() + 1 == function_->locals.size())
    function_->locals.resize(function_->locals.size() - locals.size());
  return statement->args[0];
}

NodeRef Tracer::place(NodeRef node) {
  if (!in_function() || blocks_.empty()) return node;
  auto& key = node->kids.back();
  if (node->kids.size() == 2 && has_effect(*key)) key = declare(key->type, key, key->begin);
  place_index_[node.get()] = places_.size();
  places_.push_back({node, blocks_.back(), blocks_.back()->size(), age_});
  return node;
}

void Tracer::check_fresh(uint64_t age, Location at) {
  if (age == age_) return;
  complain(
      "this storage place was named before other statements took effect; copy it first: "
      "U256 x = m[k]",
      at);
}

NodeRef Tracer::parameter(uint32_t index) const {
  const auto& local = function_->locals.at(index);
  auto node = make_node(Op::local, local.type, {}, local.location, local.location);
  node->index = index;
  node->where = local.where;
  return node;
}

std::shared_ptr<Statement> Tracer::last() const {
  if (blocks_.empty() || blocks_.back()->empty()) return nullptr;
  return blocks_.back()->back();
}

std::shared_ptr<Statement> Tracer::add(Statement::Kind kind, std::vector<NodeRef> args, Location at,
                                       std::vector<uint32_t> locals) {
  auto statement = std::make_shared<Statement>();
  statement->kind = kind;
  statement->args = std::move(args);
  statement->locals = std::move(locals);
  statement->location = at;
  statement->call_sites = call_sites_;
  const bool has_blocks = kind == Statement::Kind::if_ || kind == Statement::Kind::while_ ||
                          kind == Statement::Kind::try_;
  // Open blocks are pointed to, so they must not move when an Else arrives.
  if (has_blocks) statement->blocks.resize(2);
  if (blocks_.empty()) {
    complain("a statement outside of a function's body", at);
    return statement;
  }
  // A local is not an effect that could change what a place holds.
  if (kind != Statement::Kind::let) ++age_;
  ages_[statement.get()] = age_;
  blocks_.back()->push_back(statement);
  return statement;
}

void Tracer::set(const NodeRef& place, const NodeRef& value, Location at) {
  if (place->where == Where::calldata && place->op != Op::local)
    complain("call data cannot be written; copy it first: to_memory(x)", at);
  if (place->op == Op::immutable && function_ != nullptr &&
      function_->kind != ast::Function::Kind::constructor &&
      function_->kind != ast::Function::Kind::internal)
    complain("an immutable is set in the constructor only", at);
  add(Statement::Kind::set, {place, value}, at);
}

void Tracer::update(const NodeRef& place, const NodeRef& operation, Location at) {
  set(place, operation, at);
  if (const auto statement = last()) statement->compound = true;
}

void Tracer::assign(const NodeRef& place, const NodeRef& variable) {
  auto [value, at] = retract(variable);
  set(place, value, at);
}

NodeRef Tracer::local(const TypeRef& type, Where where, Location at) {
  auto node = make_node(Op::local, type, {}, at, at);
  node->where = where;
  node->index = static_cast<uint32_t>(function_->locals.size());
  function_->locals.push_back({"", type, where, at});
  return node;
}

std::vector<NodeRef> Tracer::locals_of(const TypeRef& type, Location at) {
  if (type->kind == Kind::none || function_ == nullptr) return {};
  if (type->kind != Kind::structure)
    return {local(type, is_reference(*type) ? Where::memory : Where::value, at)};
  std::vector<NodeRef> locals;
  for (const auto& member : type->members)
    for (auto& part : locals_of(member.type, at)) {
      auto& name = function_->locals[part->index].name;
      name = name.empty() ? member.name : member.name + "." + name;
      locals.push_back(std::move(part));
    }
  return locals;
}

std::vector<NodeRef> Tracer::unpack(const NodeRef& value, Location at) {
  auto locals = locals_of(value->type, at);
  std::vector<uint32_t> indices;
  for (const auto& local : locals) indices.push_back(local->index);
  add(Statement::Kind::let, {value}, at, std::move(indices));
  return locals;
}

void Tracer::take_else(const Statement& branch, bool chained) {
  elses_[&branch] = chained;
}

std::shared_ptr<Statement> Tracer::open_if() const {
  auto branch = last();
  while (branch && branch->kind == Statement::Kind::if_) {
    const auto taken = elses_.find(branch.get());
    if (taken == elses_.end()) return branch;
    if (!taken->second || branch->blocks[1].empty()) return nullptr;
    branch = branch->blocks[1].back();
  }
  return nullptr;
}

Preset::Preset(const NodeRef& place) : outer_(Tracer::current().preset_) {
  const auto take = [&](const auto& self, const NodeRef& node) -> void {
    if (node->type->kind != Kind::structure) {
      leaves_.push_back(node);
      return;
    }
    for (uint32_t i = 0; i < node->type->members.size(); ++i) {
      auto member =
          make_node(Op::member, node->type->members[i].type, {node}, node->begin, node->end);
      member->index = i;
      self(self, member);
    }
  };
  take(take, place);
  Tracer::current().preset_ = this;
}

Preset::Preset(std::vector<NodeRef> leaves)
    : leaves_(std::move(leaves)), outer_(Tracer::current().preset_) {
  Tracer::current().preset_ = this;
}

Preset::Preset(Probe) : probing_(true), outer_(Tracer::current().preset_) {
  Tracer::current().preset_ = this;
}

Preset::~Preset() {
  Tracer::current().preset_ = outer_;
}

bool Preset::has(const NodeRef& node) const {
  return std::ranges::find(leaves_, node) != leaves_.end();
}

NodeRef Preset::next(const TypeRef& type, Location at) {
  if (probing_) Tracer::current().implicit_position(at);
  if (taken_ < leaves_.size()) return leaves_[taken_++];
  return make_literal({}, type, at);
}

}  // namespace mozi::dsl
