// Golden files of IR: the functions of a runtime object, a line ----, and what became of them.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "compiler/ir/parse.hpp"
#include "compiler/ir/verify.hpp"

namespace mozi::test {

inline constexpr std::string_view mark = "----\n";
inline constexpr std::string_view header = R"(program "golden"
immutable "immutable" "uint256"
init "golden.init" entry @0 {
  fn @0 "constructor" -> 0 entry {
  ^0 "entry":
    deploy
  }
}
runtime "golden" entry @0 {
)";

/// The parts of a file.
struct Golden {
  std::string comment;
  std::string before;
  std::string after;
};

inline std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline Golden parse_golden(const std::string& text) {
  Golden golden;
  std::istringstream lines(text);
  std::string* part = &golden.before;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("//"))
      golden.comment += line + "\n";
    else if (line + "\n" == mark)
      part = &golden.after;
    else
      *part += line + "\n";
  }
  return golden;
}

/// A program with these functions; fails the test if they do not parse and verify.
inline ir::Program program_of(const std::string& functions) {
  auto program = ir::parse(std::string(header) + functions + "}\n");
  if (!program) FAIL(program.error().message);
  if (const auto verified = ir::verify(*program); !verified) FAIL(verified.error().message);
  return std::move(*program);
}

}  // namespace mozi::test
