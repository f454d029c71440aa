// The recorder behind the surface: the contract's members, and the tracing of its bodies.
#include <algorithm>
#include <ranges>
#include <set>

#include "mozi/dsl/tracer.hpp"

namespace mozi::dsl {
namespace {

using ast::Function;
using ast::Op;
using ast::Statement;
using ast::Where;

bool is_reference(const ast::Type& type) {
  return !ast::is_word(type) && type.kind != ast::Type::Kind::none;
}

bool same_parameters(const std::vector<ast::Parameter>& a, const std::vector<ast::Parameter>& b) {
  return std::ranges::equal(
      a, b, [](const auto& x, const auto& y) { return ast::same(*x.type, *y.type); });
}

/// The signature's index; two mixins may declare the same.
uint32_t declared_once(std::vector<ast::Signature>& all, ast::Signature signature) {
  const auto found = std::ranges::find_if(all, [&](const ast::Signature& s) {
    return s.name == signature.name && s.anonymous == signature.anonymous &&
           same_parameters(s.parameters, signature.parameters) &&
           std::ranges::equal(s.parameters, signature.parameters, {}, &ast::Parameter::indexed,
                              &ast::Parameter::indexed);
  });
  const auto index = static_cast<uint32_t>(found - all.begin());
  if (found == all.end()) all.push_back(std::move(signature));
  return index;
}

Where parameter_home(const Function& function, const ast::Type& type) {
  if (!is_reference(type)) return Where::value;
  const bool from_outside =
      function.kind == Function::Kind::external || function.kind == Function::Kind::fallback;
  return from_outside ? Where::calldata : Where::memory;
}

void for_each_node(const NodeRef& node, const auto& f) {
  if (!node) return;
  f(node);
  for (const auto& kid : node->kids) for_each_node(kid, f);
}

void for_each_statement(const ast::Block& block, const auto& f) {
  for (const auto& statement : block) {
    f(*statement);
    for (const auto& inner : statement->blocks) for_each_statement(inner, f);
  }
}

uint32_t root_local(const ast::Node& place) {
  const ast::Node* node = &place;
  while (node->op != Op::local && !node->kids.empty() && node->kids[0]) node = node->kids[0].get();
  return node->op == Op::local ? node->index : ~0u;
}

std::set<uint32_t> written_locals(const ast::Block& body) {
  std::set<uint32_t> written;
  for_each_statement(body, [&](const Statement& s) {
    if (s.kind == Statement::Kind::set || s.kind == Statement::Kind::reset)
      written.insert(root_local(*s.args[0]));
  });
  return written;
}

/// True if the key has one value throughout the function.
bool is_stable(const NodeRef& key, const std::set<uint32_t>& written) {
  bool stable = true;
  for_each_node(key, [&](const NodeRef& n) {
    const bool in_storage = n->where == Where::storage || n->where == Where::transient;
    const bool changes = n->op == Op::local && written.contains(n->index);
    const bool is_world = n->op == Op::opcode && !n->kids.empty();
    if (in_storage || changes || is_world || n->where == Where::memory) stable = false;
  });
  return stable;
}

}  // namespace

NodeRef Tracer::field(std::string name, TypeRef type, Location at, Visibility visibility,
                      Lifetime lifetime) {
  const bool is_transient = lifetime == Lifetime::transient;
  if (std::ranges::find(contract_.fields, name, &ast::Field::name) != contract_.fields.end())
    complain("there are two state variables " + name +
                 "; a mixin that comes in twice is inherited as virtual",
             at);
  const auto place = (is_transient ? transient_ : storage_).place(*type);
  auto node = make_node(Op::field, type, {}, at, at);
  node->where = is_transient ? Where::transient : Where::storage;
  node->index = static_cast<uint32_t>(contract_.fields.size());
  const bool is_public = visibility == Visibility::public_;
  contract_.fields.push_back(
      {std::move(name), std::move(type), is_public, is_transient, place.slot, place.offset, at});
  return node;
}

NodeRef Tracer::immutable(std::string name, TypeRef type, Location at, Visibility visibility) {
  auto node = make_node(Op::immutable, type, {}, at, at);
  node->index = static_cast<uint32_t>(contract_.immutables.size());
  const bool is_public = visibility == Visibility::public_;
  contract_.immutables.push_back({std::move(name), std::move(type), is_public, at});
  return node;
}

void Tracer::constant(std::string name, NodeRef value, Location at) {
  contract_.constants.push_back({std::move(name), std::move(value), at});
}

uint32_t Tracer::event(ast::Signature signature) {
  const auto topics = std::ranges::count_if(signature.parameters, &ast::Parameter::indexed);
  const auto most = signature.anonymous ? 4 : 3;
  if (topics > most)
    complain(signature.name + " has " + std::to_string(topics) + " indexed parameters; at most " +
                 std::to_string(most) + " are possible",
             signature.location);
  return declared_once(contract_.events, std::move(signature));
}

uint32_t Tracer::error(ast::Signature signature) {
  return declared_once(contract_.errors, std::move(signature));
}

uint32_t Tracer::external_function(const ast::ExternalFunction& function) {
  auto& all = contract_.external_functions;
  const auto found = std::ranges::find_if(all, [&](const auto& f) {
    return f.interface == function.interface && f.name == function.name &&
           same_parameters(f.inputs, function.inputs);
  });
  if (found != all.end()) return static_cast<uint32_t>(found - all.begin());
  all.push_back(function);
  return static_cast<uint32_t>(all.size() - 1);
}

uint32_t Tracer::created(std::shared_ptr<const ast::Contract> contract) {
  auto& all = contract_.creates;
  const auto found =
      std::ranges::find_if(all, [&](const auto& c) { return c->name == contract->name; });
  if (found != all.end()) return static_cast<uint32_t>(found - all.begin());
  all.push_back(std::move(contract));
  return static_cast<uint32_t>(all.size() - 1);
}

void Tracer::replace(uint32_t index, Described described) {
  auto& function = described.function;
  for (const auto& input : function.inputs)
    function.locals.push_back(
        {input.name, input.type, parameter_home(function, *input.type), function.location});
  contract_.functions[index] = std::move(function);
  *std::ranges::find(bodies_, index, &Body::function) = {index, std::move(described.result),
                                                         std::move(described.run)};
}

uint32_t Tracer::function(Described described, bool replaces) {
  auto& all = contract_.functions;
  const auto& function = described.function;
  const auto found = std::ranges::find_if(all, [&](const auto& f) {
    return f.kind == function.kind && f.name == function.name &&
           same_parameters(f.inputs, function.inputs);
  });
  if (replaces && found == all.end())
    complain("there is no function " + function.name + " with these parameters to override",
             function.location);
  auto index = static_cast<uint32_t>(found - all.begin());
  if (!replaces || found == all.end()) {
    index = static_cast<uint32_t>(all.size());
    all.emplace_back();
    bodies_.push_back({index, nullptr, nullptr});
  }
  replace(index, std::move(described));
  return index;
}

bool Tracer::is_traced_function(std::string_view name) const {
  const auto names = {function_->name, function_->name + "_body", std::string("mozi_constructor"),
                      std::string("mozi_receive"), std::string("mozi_fallback")};
  return std::ranges::any_of(names, [&](const std::string& n) {
    const auto at = name.find(n + "(");
    return at != std::string_view::npos && at > 0 && (name[at - 1] == ':' || name[at - 1] == ' ');
  });
}

void Tracer::return_(NodeRef value, Location at, const char* function) {
  if (!in_function()) return;
  if (function != nullptr && (!call_sites_.empty() || !is_traced_function(function))) {
    complain("Return in a C++ helper would leave " + function_->name +
                 " altogether; make the helper a DEF, or return at its end",
             at);
  }
  const auto& outputs = function_->outputs;
  if (outputs.empty() != (value == nullptr)) {
    complain(outputs.empty() ? function_->name + " returns nothing"
                             : "Return() lacks the value that " + function_->name + " returns",
             at);
    return;
  }
  add(Statement::Kind::return_, value ? std::vector{value} : std::vector<NodeRef>{}, at);
}

void Tracer::reread(size_t count, const NodeRef& condition) {
  for_each_node(condition, [&](const NodeRef& n) {
    const auto place = place_index_.find(n.get());
    if (place != place_index_.end() && place->second < count)
      places_[place->second].outlives = true;
  });
}

void Tracer::find_outliving_places(const ast::Block& block) {
  if (places_.empty()) return;
  for_each_statement(block, [&](const Statement& s) {
    const auto age = ages_[&s] - (s.kind == Statement::Kind::let ? 0 : 1);
    for (const auto& arg : s.args)
      for_each_node(arg, [&](const NodeRef& n) {
        const auto place = place_index_.find(n.get());
        if (place == place_index_.end()) return;
        auto& noted = places_[place->second];
        if (age > noted.age) noted.outlives = true;
      });
  });
}

void Tracer::freeze_keys() {
  find_outliving_places(function_->body);
  const auto written = written_locals(function_->body);
  for (auto& place : places_ | std::views::reverse) {
    auto& key = place.node->kids.back();
    if (!place.outlives || place.node->kids.size() < 2 || is_stable(key, written)) continue;
    blocks_.push_back(place.block);
    auto local = declare(key->type, key, place.node->begin);
    key = local;
    auto& block = *place.block;
    const auto index = static_cast<std::ptrdiff_t>(std::min(place.index, block.size() - 1));
    std::rotate(block.begin() + index, block.end() - 1, block.end());
    blocks_.pop_back();
  }
  places_.clear();
  place_index_.clear();
}

void Tracer::trace(const Body& body) {
  function_ = &contract_.functions[body.function];
  blocks_ = {&function_->body};
  call_sites_.clear();
  result_type_ = body.result;
  body.run();
  check_catches();
  freeze_keys();
  read_names(*function_);
  blocks_.clear();
  function_ = nullptr;
}

void Tracer::check_functions() {
  const auto& all = contract_.functions;
  for (size_t i = 0; i < all.size(); ++i)
    for (size_t j = i + 1; j < all.size(); ++j) {
      if (all[i].kind != all[j].kind) continue;
      if (all[i].name == all[j].name && same_parameters(all[i].inputs, all[j].inputs))
        complain("there are two functions " + all[i].name +
                     " with these parameters; one that replaces a mixin's says override_",
                 all[j].location);
    }
}

ast::Contract Tracer::finish() {
  // Functions registered so far are all; bodies add none.
  build_constructor();
  for (const auto& body : bodies_) trace(body);
  check_constructors();
  check_functions();
  read_documentation();
  std::ranges::sort(contract_.diagnostics, {}, [](const ast::Diagnostic& d) {
    return std::tuple(std::string_view(d.location.file), d.location.line, d.location.column);
  });
  return std::move(contract_);
}

}  // namespace mozi::dsl
