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
  Run* run;
};

#define PRECOMPILE(address, NAME, since, price, text)                                       \
  {address, Fork::since,                                                                    \
   []([[maybe_unused]] const isa::Rules& rules, [[maybe_unused]] BytesView input) {         \
     [[maybe_unused]] const auto size = static_cast<int64_t>(input.size());                 \
     [[maybe_unused]] const auto words = static_cast<int64_t>(isa::words_of(input.size())); \
     return int64_t{price};                                                                 \
   },                                                                                       \
   NAME},
constexpr Row rows[] = {
#include "vm/exec/precompiles.def"
};
#undef PRECOMPILE

static_assert(std::ranges::is_sorted(rows, {}, &Row::address));

/// The row of an active precompile, or null.
const Row* find(const isa::Rules& rules, const Address& address) {
  const auto& bytes = address.bytes;
  if (std::any_of(bytes.begin(), bytes.end() - 2, [](uint8_t b) { return b != 0; })) return nullptr;
  const auto number = static_cast<uint16_t>(bytes[18] << 8 | bytes[19]);
  const Row* row = std::ranges::lower_bound(rows, number, {}, &Row::address);
  const bool active = row != std::end(rows) && row->address == number && row->since <= rules.fork;
  return active ? row : nullptr;
}

}  // namespace

bool is_precompile(const isa::Rules& rules, const Address& address) {
  return find(rules, address) != nullptr;
}

std::vector<Address> precompiles(const isa::Rules& rules) {
  std::vector<Address> active;
  for (const Row& row : rows)
    if (row.since <= rules.fork) active.push_back(Address::from_word(Word{row.address}));
  return active;
}

PrecompileResult run_precompile(const isa::Rules& rules, const Address& address, BytesView input,
                                int64_t gas) {
  const Row* row = find(rules, address);
  if (row == nullptr) return {Status::precompile_failure, 0, {}};
  const int64_t price = row->gas(rules, input);
  if (price > gas) return {Status::out_of_gas, 0, {}};
  PrecompileResult result{Status::success, gas - price, {}};
  if (!row->run(rules, input, result.output)) return {Status::precompile_failure, 0, {}};
  return result;
}

}  // namespace mozi::exec
