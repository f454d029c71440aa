// ROUTING_INFERENCE: a network of three layers that picks a mentor and an adapter.
#include <algorithm>

#include "vm/exec/precompiles/lattice_tensor.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

using lattice::Elements;
using lattice::Q16;

// The one architecture: its number, then the widths of input, hidden layers and output.
constexpr std::array<uint32_t, 4> header = {1, 768, 128, 3};
constexpr size_t header_size = 4 * header.size();
constexpr std::array<size_t, 4> widths = {header[1], header[2], header[2], header[3]};

constexpr size_t parameters = [] {
  size_t sum = 0;
  for (size_t i = 0; i + 1 < widths.size(); ++i) sum += (widths[i] + 1) * widths[i + 1];
  return sum;
}();
static_assert(parameters == 115'331);
constexpr size_t input_size = header_size + 8 * (widths[0] + parameters);
static_assert(input_size <= 1 << 20);

bool is_well_formed(BytesView input) {
  if (input.size() != input_size) return false;
  for (size_t i = 0; i < header_size; ++i)
    if (input[i] != static_cast<uint8_t>(header[i / 4] >> (24 - 8 * (i % 4)))) return false;
  return true;
}

/// Weights times x plus bias. The weights lie at `layer` row by row, then the bias.
std::vector<Q16> linear(const std::vector<Q16>& x, Elements layer, size_t rows) {
  const Elements bias{layer.data + 8 * rows * x.size()};
  std::vector<Q16> y;
  y.reserve(rows);
  for (size_t row = 0; row < rows; ++row) {
    const Elements weights{layer.data + 8 * row * x.size()};
    const Q16 sum = lattice::dot(x.size(), weights, [&](size_t i) { return x[i]; });
    y.push_back(lattice::add(sum, bias(row)));
  }
  return y;
}

}  // namespace

int64_t routing_gas(BytesView input) {
  return is_well_formed(input) ? 5000 + 4 * int64_t{parameters} : 0;
}

bool ROUTING_INFERENCE(const isa::Rules&, BytesView input, Bytes& output) {
  if (!is_well_formed(input)) return false;
  Elements at{input.data() + header_size};
  std::vector<Q16> x(widths[0]);
  for (size_t i = 0; i < x.size(); ++i) x[i] = at(i);
  at.data += 8 * x.size();
  for (size_t layer = 1; layer < widths.size(); ++layer) {
    const size_t size = 8 * (x.size() + 1) * widths[layer];
    x = linear(x, at, widths[layer]);
    at.data += size;
    if (layer + 1 < widths.size()) lattice::relu(x);
  }
  lattice::softmax(x);
  // The first of the largest shares. Mentor and adapter are the same choice.
  const auto choice = static_cast<uint64_t>(std::ranges::max_element(x) - x.begin());
  output.resize(64);
  Word{choice}.store(output.data());
  Word{choice}.store(output.data() + 32);
  return true;
}

}  // namespace mozi::exec::precompile
