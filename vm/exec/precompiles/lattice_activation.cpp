// SOFTMAX and RELU. The vector must be the whole input.
#include "vm/exec/precompiles/lattice_tensor.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

using lattice::Q16;

constexpr size_t max_softmax_length = 1024;

std::optional<lattice::Tensor> read_vector(BytesView input, size_t max_length) {
  const auto vector = lattice::read_tensor(input);
  if (!vector || !vector->is_q16(1) || vector->count > max_length) return {};
  return vector;
}

/// Copies the vector, lets `change` loose on it, and writes it.
bool give_changed(const std::optional<lattice::Tensor>& vector, void (*change)(std::span<Q16>),
                  Bytes& output) {
  if (!vector) return false;
  std::vector<Q16> numbers(vector->count);
  for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = vector->elements(i);
  change(numbers);
  lattice::write_tensor({vector->rows()}, numbers, output);
  return true;
}

}  // namespace

int64_t softmax_gas(BytesView input) {
  const auto vector = read_vector(input, max_softmax_length);
  return vector ? 5000 + 30 * static_cast<int64_t>(vector->count) : 0;
}

bool SOFTMAX(const isa::Rules&, BytesView input, Bytes& output) {
  return give_changed(read_vector(input, max_softmax_length), lattice::softmax, output);
}

int64_t relu_gas(BytesView input) {
  const auto vector = read_vector(input, lattice::max_elements);
  return vector ? 1000 + static_cast<int64_t>(vector->count) : 0;
}

bool RELU(const isa::Rules&, BytesView input, Bytes& output) {
  return give_changed(read_vector(input, lattice::max_elements), lattice::relu, output);
}

}  // namespace mozi::exec::precompile
