// Reading and running the vectors.
#include "tests/vm/precompiles/vectors.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "tests/support/hex.hpp"
#include "vm/exec/precompiles.hpp"

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
  REQUIRE_FALSE(vectors.empty());
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
    FAIL("unknown key " << key);
  }
}

}  // namespace

void check_vector(const isa::Rules& rules, const PrecompileVector& vector) {
  INFO(vector.name);
  const auto run = [&](int64_t gas) {
    return exec::run_precompile(rules, Address::from_word(vector.precompile), vector.input, gas);
  };
  if (!vector.output) {
    const auto failed = run(1'000'000'000);
    CHECK(failed.status == Status::precompile_failure);
    CHECK(failed.gas_left == 0);
    CHECK(failed.output.empty());
    return;
  }
  const auto exact = run(vector.gas);
  CHECK(status_text(exact.status) == "success");
  CHECK(exact.gas_left == 0);
  CHECK(hex(exact.output) == hex(*vector.output));
  CHECK(run(vector.gas + 1000).gas_left == 1000);
  if (vector.gas == 0) return;
  const auto poor = run(vector.gas - 1);
  CHECK(poor.status == Status::out_of_gas);
  CHECK(poor.gas_left == 0);
  CHECK(poor.output.empty());
}

void check_vector_file(const isa::Rules& rules, const std::string& file) {
  // ctest runs tests in the root of the repository.
  std::ifstream in{"tests/vm/precompiles/" + file};
  INFO("tests/vm/precompiles/" << file << ", from the root of the repository");
  REQUIRE(in);
  std::vector<PrecompileVector> vectors;
  for (std::string line; std::getline(in, line);) read_line(line, vectors);
  REQUIRE_FALSE(vectors.empty());
  for (const auto& vector : vectors) check_vector(rules, vector);
}

}  // namespace mozi::test
