// The Lattice's numeric core: every rounding and saturation, by the published values.
#include "vm/exec/precompiles/lattice_q16.hpp"

#include <catch2/catch.hpp>

#include "vm/exec/precompiles/lattice_tensor.hpp"

using namespace mozi::exec::lattice;

TEST_CASE("products round down and saturate") {
  CHECK(multiply(-1, 1) == -1);
  CHECK(multiply(-3, 32768) == -2);
  CHECK(multiply(3, 32768) == 1);
  CHECK(multiply(20'000'000 * q16_one, 20'000'000 * q16_one) == q16_max);
  CHECK(multiply(20'000'000 * q16_one, -20'000'000 * q16_one) == q16_min);
  CHECK(multiply(q16_min, q16_min) == q16_max);
  CHECK(multiply(q16_min, q16_max) == q16_min);
  CHECK(multiply(q16_max, q16_one) == q16_max);
}

TEST_CASE("quotients round towards zero and saturate") {
  CHECK(divide(-1, 65536) == -1);
  CHECK(divide(-1, 196608) == 0);
  CHECK(divide(5 * q16_one, 0) == q16_max);
  CHECK(divide(-5 * q16_one, 0) == q16_min);
  CHECK(divide(0, 0) == q16_max);
  CHECK(divide(q16_max, 1) == q16_max);
  CHECK(divide(q16_min, 1) == q16_min);
  CHECK(divide(q16_min, -1) == q16_max);
  CHECK(divide(q16_min, -q16_one) == q16_max);
}

TEST_CASE("sums and differences saturate") {
  CHECK(add(q16_max, 1) == q16_max);
  CHECK(add(q16_min, -1) == q16_min);
  CHECK(add(q16_max, q16_min) == -1);
  CHECK(subtract(q16_min, 1) == q16_min);
  CHECK(subtract(0, q16_min) == q16_max);
  CHECK(subtract(q16_max, -1) == q16_max);
}

TEST_CASE("the exponential function gives the published values") {
  const std::pair<Q16, Q16> upstream[] = {
      {0, 65536},           {65536, 178146},         {-65536, 24110}, {32768, 108050},
      {-32768, 39750},      {327680, 9726336},       {-327680, 442},  {655360, 1443528704},
      {720896, 3923968000}, {1048576, 582362333184}, {-1048576, 0}};
  for (const auto& [x, y] : upstream) CHECK(exponential(x) == y);
  // Those that tell other roundings apart.
  const std::pair<Q16, Q16> discriminating[] = {{-22714, 46341}, {-22722, 46336},  {-772245, 1},
                                                {-700246, 2},    {-45427, 32768},  {-98304, 14623},
                                                {-200000, 3098}, {-655360, 3},     {22714, 92684},
                                                {98304, 293712}, {200000, 1386256}};
  for (const auto& [x, y] : discriminating) CHECK(exponential(x) == y);
}

TEST_CASE("the exponential function saturates at its ends") {
  CHECK(exponential(34 * q16_one) == q16_max);
  CHECK(exponential(34 * q16_one - 1) == q16_max);
  CHECK(exponential(q16_max) == q16_max);
  CHECK(exponential(q16_min) == 0);
  CHECK(exponential(-16 * q16_one) == 0);
}

TEST_CASE("the exponential function is monotone") {
  Q16 previous = 0;
  for (Q16 x = -16 * q16_one + 1; x < 11 * q16_one; ++x) {
    const Q16 y = exponential(x);
    if (y < previous) FAIL("smaller than its predecessor at " << x);
    previous = y;
  }
  CHECK(previous > 3'923'900'000);
}

TEST_CASE("softmax shares need not add up to one") {
  std::vector<Q16> equal(3, 5 * q16_one);
  softmax(equal);
  CHECK(equal == std::vector<Q16>(3, 21845));
}

TEST_CASE("a tensor is read without a copy and written back the same") {
  mozi::Bytes bytes;
  const std::vector<Q16> numbers = {1, -1, q16_max, q16_min, 0, 7};
  write_tensor({2, 3}, numbers, bytes);
  const auto t = read_tensor(bytes);
  REQUIRE(t);
  CHECK(t->is_q16(2));
  CHECK(t->rows() == 2);
  CHECK(t->columns() == 3);
  CHECK(t->at(1, 0) == q16_min);
  CHECK(t->elements.data >= bytes.data());
  // Every prefix is too short, and anything behind is too much.
  for (size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(read_tensor(std::span{bytes}.first(size)));
  bytes.push_back(0);
  CHECK_FALSE(read_tensor(bytes));
}
