// The debug section of an artifact: what a debugger shows instead of bytes (format in README.md).
#include "compiler/artifact/debug_json.hpp"

#include <array>

#include "vm/crypto/keccak.hpp"

namespace mozi::artifact {
namespace {

/// The places that code or scopes lead to, numbered anew: an optimised program has many others.
class Places {
 public:
  explicit Places(const ir::Program& program)
      : program_(program), used_(program.locations.size(), 0) {}

  void use(ir::LocationId location) {
    while (location != ir::nothing && used_[location] == 0) {
      used_[location] = 1;
      const ir::Location& at = program_.locations[location];
      use(at.statement);
      use(at.inlined_at);
      location = at.also;
    }
  }

  void number() {
    numbers_.assign(used_.size(), -1);
    int64_t next = 0;
    for (size_t i = 0; i < used_.size(); ++i)
      if (used_[i] != 0) numbers_[i] = next++;
  }

  [[nodiscard]] int64_t number(ir::LocationId location) const {
    return location == ir::nothing ? -1 : numbers_[location];
  }

  [[nodiscard]] Json json() const {
    Json rows = Json::array();
    for (size_t i = 0; i < used_.size(); ++i) {
      if (used_[i] == 0) continue;
      const ir::Location& at = program_.locations[i];
      const int64_t scope = at.scope == ir::nothing ? -1 : int64_t{at.scope};
      rows.push_back({at.file, at.line, at.column, at.begin, at.length, scope, number(at.statement),
                      number(at.inlined_at), number(at.also)});
    }
    return rows;
  }

 private:
  const ir::Program& program_;
  std::vector<uint8_t> used_;
  std::vector<int64_t> numbers_;
};

Json sources_json(const ir::Program& program) {
  Json sources = Json::array();
  for (const auto& file : program.sources) {
    const BytesView text{reinterpret_cast<const uint8_t*>(file.text.data()), file.text.size()};
    sources.push_back(
        {{"path", file.path}, {"keccak256", to_hex(crypto::keccak256(text))}, {"text", file.text}});
  }
  return sources;
}

/// Runs of equal values as [count, value, count, value, ...].
template <class F>
Json runs_json(const std::vector<codegen::PcEntry>& entries, F value_of) {
  Json runs = Json::array();
  int64_t last = 0;
  uint64_t count = 0;
  const auto close = [&] {
    if (count == 0) return;
    runs.push_back(count);
    runs.push_back(last);
  };
  for (const auto& entry : entries) {
    const int64_t value = value_of(entry);
    if (count != 0 && value != last) {
      close();
      count = 0;
    }
    last = value;
    ++count;
  }
  close();
  return runs;
}

Json check_json(const codegen::CheckEntry& check, const ir::Trap& trap) {
  Json row = {{"pc", check.pc}};
  switch (trap.kind) {
    case ir::Trap::Kind::empty:
      row["kind"] = "empty";
      break;
    case ir::Trap::Kind::panic:
      row["kind"] = "panic";
      row["code"] = trap.panic_code;
      break;
    case ir::Trap::Kind::error:
      row["kind"] = "error";
      row["selector"] = to_hex(BytesView{trap.selector});
      break;
  }
  return row;
}

Json variables_json(const codegen::Code& code) {
  static constexpr std::array<std::string_view, 5> kinds = {"stack", "memory", "", "calldata",
                                                            "constant"};
  Json rows = Json::array();
  for (const auto& range : code.variables)
    rows.push_back({range.place.variable, kinds[static_cast<size_t>(range.place.kind)],
                    range.place.at.fits64() ? Json(range.place.at.low())
                                            : Json(to_hex(BytesView{range.place.at.to_bytes()})),
                    range.from, range.to});
  return rows;
}

Json code_json(const codegen::Code& code, const ir::Object& object, const Places& places) {
  Json checks = Json::array();
  for (const auto& check : code.checks)
    checks.push_back(check_json(check, object.traps[check.trap]));
  return {
      {"places", runs_json(code.pcs, [&](const auto& e) { return places.number(e.location); })},
      {"jumps", runs_json(code.pcs,
                          [](const auto& e) { return e.jump == 'i'   ? 1
                                                     : e.jump == 'o' ? 2
                                                                     : 0; })},
      {"heights",
       runs_json(code.pcs,
                 [](const auto& e) { return e.height == ir::nothing ? -1 : int64_t{e.height}; })},
      {"variables", variables_json(code)},
      {"checks", std::move(checks)}};
}

}  // namespace

Json debug_json(const ir::Program& program, const codegen::Bytecode& code) {
  Places places(program);
  for (const codegen::Code* part : {&code.init, &code.runtime})
    for (const auto& entry : part->pcs) places.use(entry.location);
  for (const auto& scope : program.scopes) places.use(scope.location);
  places.number();
  Json scopes = Json::array();
  for (const auto& scope : program.scopes)
    scopes.push_back({{"name", scope.name}, {"place", places.number(scope.location)}});
  Json variables = Json::array();
  for (const auto& v : program.variables)
    variables.push_back({{"name", v.name},
                         {"type", v.type},
                         {"scope", v.scope == ir::nothing ? -1 : int64_t{v.scope}}});
  Json hashes = Json::array();
  for (const auto& preimage : program.preimages)
    hashes.push_back(to_hex(BytesView{preimage.bytes}));
  return {{"format", "mozi-debug-1"},
          {"sources", sources_json(program)},
          {"scopes", std::move(scopes)},
          {"places", places.json()},
          {"variables", std::move(variables)},
          {"hashes", std::move(hashes)},
          {"init", code_json(code.init, program.init, places)},
          {"runtime", code_json(code.runtime, program.runtime, places)}};
}

}  // namespace mozi::artifact
