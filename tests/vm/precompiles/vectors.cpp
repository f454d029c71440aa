// Reading the vectors.
#include "tests/vm/precompiles/vectors.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/support/hex.hpp"

namespace mozi::test {
namespace {

void append(Bytes& to, const Bytes& bytes) {
  to.insert(to.end(), bytes.begin(), bytes.end());
}

/// The bytes of all hex words that are left in a line.
Bytes rest_of_line(std::istringstream& line) {
  Bytes out;
  for (std::string word; line >> word;) {
    const size_t star = word.find('*');
    const Bytes bytes = from_hex(word.substr(0, star));
    size_t times = star == std::string::npos ? 1 : std::stoul(word.substr(star + 1));
    while (times-- > 0) append(out, bytes);
  }
  return out;
}

/// Adds a line to the vector that it belongs to.
void read_line(const std::string& text, std::vector<PrecompileVector>& vectors) {
  std::istringstream line{text};
  std::string key;
  if (!(line >> key) || key.starts_with('#')) return;
  if (key == "case") {
    std::getline(line >> std::ws, vectors.emplace_back().name);
    return;
  }
  if (vectors.empty()) throw std::runtime_error("expected a line \"case NAME\", got: " + text);
  auto& vector = vectors.back();
  if (key == "to") {
    std::string number;
    line >> number;
    vector.precompile = std::stoull(number, nullptr, 16);
  } else if (key == "gas") {
    line >> vector.gas;
  } else if (key == "input") {
    append(vector.input, rest_of_line(line));
  } else if (key == "output" && text.find("failure") == std::string::npos) {
    if (!vector.output) vector.output.emplace();
    append(*vector.output, rest_of_line(line));
  } else if (key != "output") {
    throw std::runtime_error("unknown key in line: " + text);
  }
}

}  // namespace

std::vector<PrecompileVector> read_vectors(const std::string& file) {
  std::ifstream in{"tests/vm/precompiles/" + file};
  if (!in)
    throw std::runtime_error("no tests/vm/precompiles/" + file + " below the working directory");
  std::vector<PrecompileVector> vectors;
  for (std::string line; std::getline(in, line);) read_line(line, vectors);
  return vectors;
}

}  // namespace mozi::test
