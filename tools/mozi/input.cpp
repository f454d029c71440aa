// What commands take as input: code as hex, file or artifact; forks; amounts.
#include "tools/mozi/input.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tools/support/fail.hpp"
#include "tools/support/files.hpp"

namespace mozi::cli {
namespace {

bool is_text(std::string_view content) {
  return std::ranges::all_of(content, [](char c) {
    return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t';
  });
}

/// Hex files may be wrapped into lines.
std::string without_blanks(std::string_view content) {
  std::string text(content);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
  return text;
}

Expected<CodeInput> read_artifact(std::string_view content) {
  auto document = parse_json(content);
  if (!document) return std::unexpected(document.error());
  auto artifact = abi::parse_artifact(*document);
  if (!artifact) return std::unexpected(artifact.error());
  return CodeInput{{}, std::move(*artifact)};
}

Expected<CodeInput> read_content(std::string_view content) {
  if (!is_text(content)) return CodeInput{Bytes(content.begin(), content.end()), {}};
  const size_t first = content.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && content[first] == '{') return read_artifact(content);
  auto code = parse_hex(without_blanks(content));
  if (!code) return std::unexpected(code.error());
  return CodeInput{std::move(*code), {}};
}

}  // namespace

Expected<CodeInput> read_code(const std::string& text) {
  std::error_code ignored;
  if (text == "-" || std::filesystem::exists(text, ignored)) {
    auto content = read_file(text);
    if (!content) return std::unexpected(content.error());
    auto input = read_content(*content);
    if (!input) return fail("{}: {}", text, input.error().message);
    return input;
  }
  auto code = parse_hex(text);
  if (!code && !text.starts_with("0x") && text.find_first_of("./") != std::string::npos)
    return fail("{}: no such file", text);
  if (!code) return fail("expected code in hex or a file: {}", code.error().message);
  return CodeInput{std::move(*code), {}};
}

Expected<Fork> read_fork(const std::string& name) {
  if (const auto fork = parse_fork(name)) return *fork;
  return fail("expected one of the forks {}, got '{}'", fork_names(), name);
}

std::string fork_names() {
  std::string names;
  for (unsigned i = 0; i <= static_cast<unsigned>(Fork::bpo2); ++i)
    names += (i == 0 ? "" : ", ") + std::string(fork_name(static_cast<Fork>(i)));
  return names;
}

}  // namespace mozi::cli
