// Running the vectors.
#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "tests/vm/precompiles/vectors.hpp"
#include "vm/exec/precompiles.hpp"

namespace mozi::test {

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
  INFO(file);
  const auto vectors = read_vectors(file);
  REQUIRE_FALSE(vectors.empty());
  for (const auto& vector : vectors) check_vector(rules, vector);
}

}  // namespace mozi::test
