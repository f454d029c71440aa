// mozi new: a project with a contract, its tests and an example.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/mozi/project_files.hpp"

namespace mozi::cli {
namespace {

namespace fs = std::filesystem;

std::string with_name(std::string text, const std::string& name) {
  for (size_t at = 0; (at = text.find("NAME", at)) != std::string::npos; at += name.size())
    text.replace(at, 4, name);
  return text;
}

bool is_identifier(const std::string& name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !name.empty() && name.size() <= 64 && letter(name[0]) &&
         std::ranges::all_of(
             name, [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

int run_new(const std::string& path) {
  const fs::path root(path);
  std::string name = root.filename().string();
  if (!is_identifier(name))
    return print_error("expected a name of letters, digits and _, got '{}'", name), exit_bad_input;
  std::error_code failed;
  if (fs::exists(root, failed))
    return print_error("expected a folder that does not exist yet, got {}", path), exit_bad_input;
  // A contract's name is a type's.
  if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  for (const auto& file : project_files()) {
    const auto target = root / with_name(file.path, name);
    fs::create_directories(target.parent_path(), failed);
    std::ofstream out(target, std::ios::binary);
    out << with_name(file.text, name);
    out.close();
    if (!out) return print_error("cannot write {}", target.string()), exit_bad_input;
  }
  print("{} is a project with the contract {}. Next:\n  cd {} && mozi test\n", path, name, path);
  return exit_ok;
}

}  // namespace

Action declare_new(CLI::App& app) {
  auto path = std::make_shared<std::string>();
  app.add_option("NAME", *path, "The folder to make; its name is the contract's")->required();
  return [path] { return run_new(*path); };
}

}  // namespace mozi::cli
