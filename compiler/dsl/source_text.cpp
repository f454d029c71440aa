// The author's source as lines of text.
#include "compiler/dsl/source_text.hpp"

#include <fstream>

namespace mozi::dsl {

Lines read_lines(std::string path) {
  Lines lines;
  std::ifstream file(path);
  // A compiler that ran in another folder of the tree names its sources from there.
  while (!file && path.starts_with("../")) {
    path.erase(0, 3);
    file = std::ifstream(path);
  }
  for (std::string line; std::getline(file, line);) lines.push_back(std::move(line));
  return lines;
}

std::string_view line_of(const Lines& lines, uint32_t number) {
  return number == 0 || number > lines.size() ? std::string_view{}
                                              : std::string_view(lines[number - 1]);
}

std::string_view last_part(std::string_view name) {
  const size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

}  // namespace mozi::dsl
