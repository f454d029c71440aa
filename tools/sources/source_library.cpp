// Contracts whose artifacts are at hand, found again by the code that runs.
#include "tools/sources/source_library.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tools/abi/artifact.hpp"
#include "tools/support/fail.hpp"
#include "tools/support/files.hpp"

namespace mozi::sources {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

Expected<trace::StorageLayout> layout_of(const json& document, const char* name) {
  const auto found = document.find(name);
  if (found == document.end()) return trace::StorageLayout{};
  return trace::parse_storage_layout(*found);
}

Expected<std::unique_ptr<KnownContract>> read_known(const json& document) {
  auto artifact = abi::parse_artifact(document);
  if (!artifact) return std::unexpected(artifact.error());
  const auto debug = document.find("debug");
  if (debug == document.end())
    return fail("expected an artifact with debug information, which mozi build writes");
  auto info = trace::parse_debug_info(*debug, artifact->bytecode, artifact->deployed_bytecode);
  if (!info) return std::unexpected(info.error());
  auto storage = layout_of(document, "storageLayout");
  if (!storage) return std::unexpected(storage.error());
  auto transient = layout_of(document, "transientStorageLayout");
  if (!transient) return std::unexpected(transient.error());
  return std::make_unique<KnownContract>(KnownContract{
      {std::move(artifact->name), std::move(*info), std::move(*storage), std::move(*transient)},
      std::move(artifact->interface)});
}

}  // namespace

Expected<std::unique_ptr<KnownContract>> load_known_contract(const std::string& path) {
  const auto document = load_json(path);
  if (!document) return std::unexpected(document.error());
  auto known = read_known(*document);
  if (!known) return fail("{}: {}", path, known.error().message);
  return known;
}

Expected<void> SourceLibrary::add(const std::string& path) {
  std::error_code none;
  if (!fs::is_directory(path, none)) {
    auto known = load_known_contract(path);
    if (!known) return std::unexpected(known.error());
    all_.push_back(std::move(*known));
    return {};
  }
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(path, none))
    if (entry.path().extension() == ".json") files.push_back(entry.path().string());
  std::ranges::sort(files);
  for (const auto& file : files)
    if (auto known = load_known_contract(file)) all_.push_back(std::move(*known));
  return {};
}

const trace::SourceContract* SourceLibrary::find(BytesView code, bool is_creation) const {
  for (const auto& known : all_)
    if (trace::is_code_of(known->source, code, is_creation)) return &known->source;
  return nullptr;
}

const abi::Interface& SourceLibrary::interface_of(const trace::SourceContract& contract) const {
  const auto found =
      std::ranges::find_if(all_, [&](const auto& known) { return &known->source == &contract; });
  return (*found)->interface;
}

}  // namespace mozi::sources
