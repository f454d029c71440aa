// MATMUL, DOT, LINEAR and TRANSPOSE. Bytes behind the operands of the first three are ignored.
#include "vm/exec/precompiles/lattice_tensor.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

using lattice::Q16;
using lattice::take_tensor;
using lattice::Tensor;

constexpr uint32_t max_dimension = 256;
constexpr uint32_t max_dot_length = 1024;
constexpr uint32_t max_transposed_elements = 65536;

struct Pair {
  Tensor a;
  Tensor b;
};
struct Layer {
  Tensor weights;
  Tensor x;
  Tensor bias;
};

std::optional<Pair> read_matmul(BytesView input) {
  const auto a = take_tensor(input);
  const auto b = take_tensor(input);
  if (!a || !b || !a->is_q16(2) || !b->is_q16(2)) return {};
  if (a->columns() != b->rows()) return {};
  if (a->rows() > max_dimension || a->columns() > max_dimension || b->columns() > max_dimension)
    return {};
  return Pair{*a, *b};
}

std::optional<Pair> read_dot(BytesView input) {
  const auto a = take_tensor(input);
  const auto b = take_tensor(input);
  if (!a || !b || !a->is_q16(1) || !b->is_q16(1)) return {};
  if (a->count != b->count || a->count > max_dot_length) return {};
  return Pair{*a, *b};
}

std::optional<Layer> read_linear(BytesView input) {
  const auto weights = take_tensor(input);
  const auto x = take_tensor(input);
  const auto bias = take_tensor(input);
  if (!weights || !x || !bias) return {};
  if (!weights->is_q16(2) || !x->is_q16(1) || !bias->is_q16(1)) return {};
  if (weights->columns() != x->count || weights->rows() != bias->count) return {};
  if (weights->rows() > max_dimension || weights->columns() > max_dimension) return {};
  return Layer{*weights, *x, *bias};
}

std::optional<Tensor> read_matrix(BytesView input) {
  const auto matrix = lattice::read_tensor(input);
  if (!matrix || !matrix->is_q16(2) || matrix->count > max_transposed_elements) return {};
  return matrix;
}

int64_t gas(auto count) {
  return static_cast<int64_t>(count);
}

}  // namespace

int64_t matmul_gas(BytesView input) {
  const auto m = read_matmul(input);
  return m ? 5000 + 4 * gas(m->a.count) * m->b.columns() : 0;
}

bool MATMUL(const isa::Rules&, BytesView input, Bytes& output) {
  const auto m = read_matmul(input);
  if (!m) return false;
  const auto& [a, b] = *m;
  std::vector<Q16> product;
  product.reserve(size_t{a.rows()} * b.columns());
  for (size_t row = 0; row < a.rows(); ++row)
    for (size_t column = 0; column < b.columns(); ++column)
      product.push_back(lattice::dot(
          a.columns(), [&](size_t i) { return a.at(row, i); },
          [&](size_t i) { return b.at(i, column); }));
  lattice::write_tensor({a.rows(), b.columns()}, product, output);
  return true;
}

int64_t dot_gas(BytesView input) {
  const auto vectors = read_dot(input);
  return vectors ? 2000 + 4 * gas(vectors->a.count) : 0;
}

bool DOT(const isa::Rules&, BytesView input, Bytes& output) {
  const auto vectors = read_dot(input);
  if (!vectors) return false;
  const Q16 sum = lattice::dot(vectors->a.count, vectors->a.elements, vectors->b.elements);
  lattice::write_tensor({}, {&sum, 1}, output);
  return true;
}

int64_t linear_gas(BytesView input) {
  const auto layer = read_linear(input);
  return layer ? 5000 + 4 * gas(layer->weights.count) + gas(layer->bias.count) : 0;
}

bool LINEAR(const isa::Rules&, BytesView input, Bytes& output) {
  const auto layer = read_linear(input);
  if (!layer) return false;
  const auto& [weights, x, bias] = *layer;
  std::vector<Q16> y;
  y.reserve(bias.count);
  for (size_t row = 0; row < weights.rows(); ++row) {
    const auto weight = [&](size_t i) { return weights.at(row, i); };
    y.push_back(lattice::add(lattice::dot(x.count, weight, x.elements), bias.elements(row)));
  }
  lattice::write_tensor({weights.rows()}, y, output);
  return true;
}

int64_t transpose_gas(BytesView input) {
  const auto matrix = read_matrix(input);
  return matrix ? 1000 + gas(matrix->count) : 0;
}

bool TRANSPOSE(const isa::Rules&, BytesView input, Bytes& output) {
  const auto matrix = read_matrix(input);
  if (!matrix) return false;
  std::vector<Q16> turned;
  turned.reserve(matrix->count);
  for (size_t column = 0; column < matrix->columns(); ++column)
    for (size_t row = 0; row < matrix->rows(); ++row) turned.push_back(matrix->at(row, column));
  lattice::write_tensor({matrix->columns(), matrix->rows()}, turned, output);
  return true;
}

}  // namespace mozi::exec::precompile
