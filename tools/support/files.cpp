// Reading whole files and JSON documents, with one clear line of error.
#include "tools/support/files.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/support/fail.hpp"

namespace mozi {
namespace {

struct Closer {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, Closer>;

constexpr size_t max_json_depth = 256;

/// The depth of the deepest bracket outside strings; the parser recurses no deeper.
size_t json_depth(std::string_view text) {
  size_t depth = 0;
  size_t deepest = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && in_string) ++i;
    if (c == '"') in_string = !in_string;
    if (in_string) continue;
    if (c == '{' || c == '[') deepest = std::max(deepest, ++depth);
    if ((c == '}' || c == ']') && depth > 0) --depth;
  }
  return deepest;
}

/// nlohmann's message without its library prefix: "parse error at line 1, column 5: ...".
std::string_view parser_message(const nlohmann::json::exception& error) {
  const std::string_view what = error.what();
  const size_t prefix = what.find("] ");
  return prefix == std::string_view::npos ? what : what.substr(prefix + 2);
}

}  // namespace

Expected<std::string> read_file(const std::string& path) {
  const File file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) return fail("{}: {}", path, std::strerror(errno));
  struct stat info{};
  if (fstat(fileno(file.get()), &info) == 0 && S_ISDIR(info.st_mode))
    return fail("{}: expected a file, got a folder", path);
  std::string content;
  if (S_ISREG(info.st_mode)) content.reserve(static_cast<size_t>(info.st_size));
  char buffer[65536];
  while (const size_t n = std::fread(buffer, 1, sizeof buffer, file.get()))
    content.append(buffer, n);
  if (std::ferror(file.get()) != 0) return fail("{}: {}", path, std::strerror(errno));
  return content;
}

Expected<void> write_file(const std::string& path, std::string_view content) {
  File file(std::fopen(path.c_str(), "wb"));
  if (!file) return fail("{}: {}", path, std::strerror(errno));
  const bool whole = std::fwrite(content.data(), 1, content.size(), file.get()) == content.size();
  if (!whole || std::fclose(file.release()) != 0) return fail("{}: {}", path, std::strerror(errno));
  return {};
}

Expected<nlohmann::json> parse_json(std::string_view text) {
  if (json_depth(text) > max_json_depth)
    return fail("expected JSON of at most {} levels, got more", max_json_depth);
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::exception& error) {
    return fail("expected JSON: {}", parser_message(error));
  }
}

Expected<nlohmann::json> load_json(const std::string& path) {
  auto text = read_file(path);
  if (!text) return std::unexpected(text.error());
  auto document = parse_json(*text);
  if (!document) return fail("{}: {}", path, document.error().message);
  return document;
}

}  // namespace mozi
