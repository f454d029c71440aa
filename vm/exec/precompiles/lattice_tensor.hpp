// Tensors as bytes, version 1: rank, dimensions (big-endian), element type, elements in row-major
// order.
#pragma once

#include <cstring>
#include <mozi/types.hpp>

#include "vm/exec/precompiles/lattice_q16.hpp"

namespace mozi::exec::lattice {

inline constexpr size_t max_rank = 4;
inline constexpr uint64_t max_elements = uint64_t{1} << 20;
inline constexpr uint64_t max_data_size = uint64_t{16} << 20;

enum class ElementType : uint8_t { q16 = 1, field32 = 2 };

/// Encoded Q16 elements, eight bytes each, the least significant first.
struct Elements {
  const uint8_t* data = nullptr;
  Q16 operator()(size_t i) const {
    static_assert(std::endian::native == std::endian::little);
    Q16 x = 0;
    std::memcpy(&x, data + 8 * i, 8);
    return x;
  }
};

/// A tensor that lies encoded in somebody else's bytes, which must outlive it.
struct Tensor {
  uint8_t rank = 0;
  std::array<uint32_t, max_rank> dimensions{};  // the first `rank` count
  ElementType type = ElementType::q16;
  size_t count = 1;
  Elements elements;

  /// Whether it holds Q16 numbers in this many dimensions.
  [[nodiscard]] bool is_q16(uint8_t expected_rank) const {
    return type == ElementType::q16 && rank == expected_rank;
  }
  [[nodiscard]] uint32_t rows() const { return dimensions[0]; }
  [[nodiscard]] uint32_t columns() const { return dimensions[1]; }
  /// The element of a matrix.
  [[nodiscard]] Q16 at(size_t row, size_t column) const {
    return elements(row * columns() + column);
  }
};

/// Takes a tensor off the front of `input`; nothing if there is none or it breaks a limit. Reads
/// the header only, so its cost does not depend on what the header claims.
[[nodiscard]] std::optional<Tensor> take_tensor(BytesView& input);
/// The tensor that is the whole of `input`.
[[nodiscard]] std::optional<Tensor> read_tensor(BytesView input);

/// Appends an encoded Q16 tensor to `output`.
void write_tensor(std::initializer_list<uint32_t> dimensions, std::span<const Q16> elements,
                  Bytes& output);

}  // namespace mozi::exec::lattice
