// LORA_APPLY and LORA_MERGE: low-rank adapters B A, scaled by alpha / rank.
#include "vm/exec/precompiles/lattice_tensor.hpp"
#include "vm/exec/precompiles/precompile.hpp"

namespace mozi::exec::precompile {
namespace {

using lattice::Q16;
using lattice::take_tensor;
using lattice::Tensor;

constexpr uint32_t max_dimension = 256;
constexpr uint32_t max_rank = 64;
constexpr unsigned max_adapters = 16;

/// B of d rows and r columns, A of r rows and k columns, and the scale alpha.
struct Adapter {
  Tensor b;
  Tensor a;
  Q16 alpha = 0;

  [[nodiscard]] uint32_t rows() const { return b.rows(); }
  [[nodiscard]] uint32_t columns() const { return a.columns(); }
  [[nodiscard]] uint32_t rank() const { return a.rows(); }
  /// The element of (B A) alpha / r.
  [[nodiscard]] Q16 at(size_t row, size_t column) const {
    const Q16 product = lattice::dot(
        rank(), [&](size_t i) { return b.at(row, i); }, [&](size_t i) { return a.at(i, column); });
    return lattice::divide(lattice::multiply(product, alpha), Q16{rank()} * lattice::q16_one);
  }
  /// Multiplications of the product times the price of each.
  [[nodiscard]] int64_t product_gas() const { return 4 * int64_t{rows()} * rank() * columns(); }
  [[nodiscard]] int64_t elements() const { return int64_t{rows()} * columns(); }
};

std::optional<Q16> take_scalar(BytesView& input) {
  const auto scalar = take_tensor(input);
  if (!scalar || !scalar->is_q16(0)) return {};
  return scalar->elements(0);
}

std::optional<Adapter> take_adapter(BytesView& input) {
  const auto b = take_tensor(input);
  const auto a = take_tensor(input);
  const auto alpha = take_scalar(input);
  if (!b || !a || !alpha || !b->is_q16(2) || !a->is_q16(2)) return {};
  if (b->columns() != a->rows() || a->rows() > max_rank) return {};
  if (b->rows() > max_dimension || a->columns() > max_dimension) return {};
  return Adapter{*b, *a, *alpha};
}

struct Application {
  Tensor weights;
  Adapter adapter;
};

std::optional<Application> read_application(BytesView input) {
  const auto weights = take_tensor(input);
  const auto adapter = take_adapter(input);
  if (!weights || !adapter || !input.empty() || !weights->is_q16(2)) return {};
  if (weights->rows() != adapter->rows() || weights->columns() != adapter->columns()) return {};
  return Application{*weights, *adapter};
}

struct Weighted {
  Adapter adapter;
  Q16 weight = 0;
};

/// The adapters to merge, all of one shape; none if the input is malformed.
std::vector<Weighted> read_merge(BytesView input) {
  if (input.empty() || input[0] == 0 || input[0] > max_adapters) return {};
  std::vector<Weighted> out(input[0]);
  input = input.subspan(1);
  for (Weighted& w : out) {
    const auto adapter = take_adapter(input);
    const auto weight = take_scalar(input);
    if (!adapter || !weight) return {};
    w = {*adapter, *weight};
    const Adapter& first = out.front().adapter;
    if (w.adapter.rows() != first.rows() || w.adapter.columns() != first.columns()) return {};
  }
  if (!input.empty()) return {};
  return out;
}

}  // namespace

int64_t lora_apply_gas(BytesView input) {
  const auto a = read_application(input);
  return a ? 3000 + a->adapter.product_gas() + 3 * a->adapter.elements() : 0;
}

bool LORA_APPLY(const isa::Rules&, BytesView input, Bytes& output) {
  const auto application = read_application(input);
  if (!application) return false;
  const auto& [weights, adapter] = *application;
  std::vector<Q16> out;
  out.reserve(weights.count);
  for (size_t row = 0; row < weights.rows(); ++row)
    for (size_t column = 0; column < weights.columns(); ++column)
      out.push_back(lattice::add(weights.at(row, column), adapter.at(row, column)));
  lattice::write_tensor({weights.rows(), weights.columns()}, out, output);
  return true;
}

int64_t lora_merge_gas(BytesView input) {
  const auto merge = read_merge(input);
  if (merge.empty()) return 0;
  int64_t gas = 3000;
  for (const auto& [adapter, weight] : merge) gas += adapter.product_gas() + 4 * adapter.elements();
  return gas;
}

bool LORA_MERGE(const isa::Rules&, BytesView input, Bytes& output) {
  const auto merge = read_merge(input);
  if (merge.empty()) return false;
  const Adapter& shape = merge.front().adapter;
  std::vector<Q16> out(static_cast<size_t>(shape.elements()));
  for (const auto& [adapter, weight] : merge)
    for (size_t row = 0; row < shape.rows(); ++row)
      for (size_t column = 0; column < shape.columns(); ++column) {
        Q16& sum = out[row * shape.columns() + column];
        sum = lattice::add(sum, lattice::multiply(adapter.at(row, column), weight));
      }
  lattice::write_tensor({shape.rows(), shape.columns()}, out, output);
  return true;
}

}  // namespace mozi::exec::precompile
