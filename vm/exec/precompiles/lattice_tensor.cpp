// Reading and writing tensors.
#include "vm/exec/precompiles/lattice_tensor.hpp"

namespace mozi::exec::lattice {
namespace {

uint32_t load_big_endian(const uint8_t* in) {
  return uint32_t{in[0]} << 24 | uint32_t{in[1]} << 16 | uint32_t{in[2]} << 8 | in[3];
}

std::optional<ElementType> element_type(uint8_t code) {
  if (code == static_cast<uint8_t>(ElementType::q16)) return ElementType::q16;
  if (code == static_cast<uint8_t>(ElementType::field32)) return ElementType::field32;
  return {};
}

}  // namespace

std::optional<Tensor> take_tensor(BytesView& input) {
  if (input.empty() || input[0] > max_rank) return {};
  Tensor t;
  t.rank = input[0];
  const size_t header_size = 1 + 4 * size_t{t.rank} + 1;
  if (input.size() < header_size) return {};

  uint64_t count = 1;
  for (size_t i = 0; i < t.rank; ++i) {
    t.dimensions[i] = load_big_endian(input.data() + 1 + 4 * i);
    // Below 2^20 times below 2^32: no overflow before the check.
    count *= t.dimensions[i];
    if (count == 0 || count > max_elements) return {};
  }
  const auto type = element_type(input[header_size - 1]);
  if (!type) return {};
  t.type = *type;
  t.count = count;
  const uint64_t data_size = count * (t.type == ElementType::q16 ? 8 : 32);
  if (data_size > max_data_size || data_size > input.size() - header_size) return {};
  t.elements.data = input.data() + header_size;
  input = input.subspan(header_size + data_size);
  return t;
}

std::optional<Tensor> read_tensor(BytesView input) {
  const auto t = take_tensor(input);
  if (!input.empty()) return {};
  return t;
}

void write_tensor(std::initializer_list<uint32_t> dimensions, std::span<const Q16> elements,
                  Bytes& output) {
  output.reserve(output.size() + 2 + 4 * dimensions.size() + 8 * elements.size());
  output.push_back(static_cast<uint8_t>(dimensions.size()));
  for (const uint32_t d : dimensions)
    for (const unsigned shift : {24, 16, 8, 0}) output.push_back(static_cast<uint8_t>(d >> shift));
  output.push_back(static_cast<uint8_t>(ElementType::q16));
  const size_t start = output.size();
  output.resize(start + 8 * elements.size());
  // An empty tensor cannot be: dimensions are at least one.
  std::memcpy(output.data() + start, elements.data(), 8 * elements.size());
}

}  // namespace mozi::exec::lattice
