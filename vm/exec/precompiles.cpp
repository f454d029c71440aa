// Finding and running precompiles by the rows of precompiles.def.
#include "vm/exec/precompiles.hpp"

#include <algorithm>

#include "vm/exec/precompiles/precompile.hpp"
#include "vm/isa/gas.hpp"

namespace mozi::exec {
namespace {

using namespace precompile;  // the rows name its functions

struct Row {
  uint16_t address;
  Fork since;
  int64_t (*gas)(const isa::Rules& rules, BytesView input);
  Run* run;                                     // null if the precompile is not built in
  Status failure = Status::precompile_failure;  // how calls fail
};

#define PRECOMPILE(address, NAME, since, price, text)                                       \
  {address, Fork::since,                                                                    \
   []([[maybe_unused]] const isa::Rules& rules, [[maybe_unused]] BytesView input) {         \
     [[maybe_unused]] const auto size = static_cast<int64_t>(input.size());                 \
     [[maybe_unused]] const auto words = static_cast<int64_t>(isa::words_of(input.size())); \
     return int64_t{price};                                                                 \
   },                                                                                       \
   NAME},
#define LATTICE(address, NAME, price, text) PRECOMPILE(address, NAME, frontier, price, text)
#define ABSENT(address, NAME, text) \
  {address, Fork::frontier, nullptr, nullptr, Status::feature_absent},
constexpr Row rows[] = {
#include "vm/exec/precompiles.def"
};
constexpr Row lattice_rows[] = {
#include "vm/exec/precompiles/lattice.def"
};
#undef PRECOMPILE
#undef LATTICE
#undef ABSENT

/// What a Lattice chain sets aside, built in or not: the first and the last address. 0x0300 answers
/// from the state: a host that has one calls metrics::read for it.
constexpr uint16_t lattice_ranges[][2] = {{0x0101, 0x013f}, {0x0200, 0x0209}, {0x0300, 0x0300}};
/// An address of these ranges without a row: every call fails.
constexpr Row reserved{0, Fork::frontier, nullptr, nullptr};

static_assert(std::ranges::is_sorted(rows, {}, &Row::address));
static_assert(std::ranges::is_sorted(lattice_rows, {}, &Row::address));

const Row* find(std::span<const Row> table, uint16_t number) {
  const auto row = std::ranges::lower_bound(table, number, {}, &Row::address);
  return row != table.end() && row->address == number ? &*row : nullptr;
}

bool is_set_aside(uint16_t number) {
  return std::ranges::any_of(lattice_ranges, [number](const auto& range) {
    return range[0] <= number && number <= range[1];
  });
}

/// The row of an active precompile, or null.
const Row* find(const isa::Rules& rules, const Address& address) {
  const auto& bytes = address.bytes;
  if (std::any_of(bytes.begin(), bytes.end() - 2, [](uint8_t b) { return b != 0; })) return nullptr;
  const auto number = static_cast<uint16_t>(bytes[18] << 8 | bytes[19]);
  if (rules.lattice && is_set_aside(number)) {
    const Row* row = find(lattice_rows, number);
    return row != nullptr ? row : &reserved;
  }
  const Row* row = find(rows, number);
  return row != nullptr && row->since <= rules.fork ? row : nullptr;
}

}  // namespace

bool is_precompile(const isa::Rules& rules, const Address& address) {
  return find(rules, address) != nullptr;
}

std::vector<Address> precompiles(const isa::Rules& rules) {
  std::vector<Address> active;
  for (const Row& row : rows)
    if (row.since <= rules.fork) active.push_back(Address::from_word(Word{row.address}));
  if (!rules.lattice) return active;
  for (const auto& [first, last] : lattice_ranges)
    for (uint64_t number = first; number <= last; ++number)
      active.push_back(Address::from_word(Word{number}));
  return active;
}

PrecompileResult run_precompile(const isa::Rules& rules, const Address& address, BytesView input,
                                int64_t gas) {
  const Row* row = find(rules, address);
  if (row == nullptr) return {Status::precompile_failure, 0, {}};
  if (row->run == nullptr) return {row->failure, 0, {}};
  const int64_t price = row->gas(rules, input);
  if (price > gas) return {Status::out_of_gas, 0, {}};
  PrecompileResult result{Status::success, gas - price, {}};
  if (!row->run(rules, input, result.output)) return {Status::precompile_failure, 0, {}};
  return result;
}

}  // namespace mozi::exec
