// Reading .ops files; the format is described in README.md.
#include "tests/vm/ops/vector.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/support/hex.hpp"

namespace mozi::test {
namespace {

Status parse_status(std::string name) {
  std::ranges::replace(name, '-', ' ');
  if (name == "static mode violation") return Status::static_mode_violation;
  for (int i = 0; i <= static_cast<int>(Status::host_error); ++i)
    if (status_text(static_cast<Status>(i)) == name) return static_cast<Status>(i);
  throw std::invalid_argument("no status: " + name);
}

Fork parse_fork_or_throw(const std::string& name) {
  if (const auto fork = parse_fork(name)) return *fork;
  throw std::invalid_argument("no fork: " + name);
}

void read_results(std::istringstream& words, OpsVector& v) {
  for (std::string word; words >> word;) {
    const auto argument = [&words, &word] {
      std::string text;
      if (!(words >> text)) throw std::invalid_argument(word + " lacks its argument");
      return text;
    };
    Word value;
    if (word == "gas") {
      v.gas = std::stoll(argument());
    } else if (word == "given") {
      v.given = std::stoll(argument());
    } else if (word == "refund") {
      v.refund = std::stoll(argument());
    } else if (word == "output") {
      v.output = from_hex(argument());
    } else if (word == "status") {
      v.status = parse_status(argument());
    } else if (word == "fork") {
      v.fork = parse_fork_or_throw(argument());
    } else if (word == "static") {
      v.is_static = true;
    } else if (parse_word(word, value)) {
      v.stack.push_back(value);
    } else {
      throw std::invalid_argument("no word: " + word);
    }
  }
}

OpsVector read_line(const std::string& line) {
  const size_t arrow = line.find("=>");
  if (arrow == std::string::npos) throw std::invalid_argument("expected =>");
  OpsVector v;
  v.program = line.substr(0, arrow);
  std::istringstream words(line.substr(arrow + 2));
  read_results(words, v);
  return v;
}

}  // namespace

std::vector<OpsVector> read_vectors(const std::string& path) {
  std::vector<OpsVector> all;
  std::ifstream in(path);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const std::string where = path.substr(path.rfind('/') + 1) + ":" + std::to_string(number);
    try {
      all.push_back(read_line(line));
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument(where + ": " + error.what());
    }
    all.back().where = where;
  }
  return all;
}

}  // namespace mozi::test
