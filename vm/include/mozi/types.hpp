// The small value types that every part of the project shares: bytes, addresses, hashes, errors.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mozi/word.hpp"

namespace mozi {

/// Owned bytes, and a view of bytes that somebody else owns.
using Bytes = std::vector<uint8_t>;
using BytesView = std::span<const uint8_t>;

/// A 20-byte account address.
struct Address {
  std::array<uint8_t, 20> bytes{};
  constexpr auto operator<=>(const Address&) const = default;
  [[nodiscard]] constexpr bool is_zero() const { return *this == Address{}; }
  /// The address as a number (the low 160 bits of a word).
  [[nodiscard]] constexpr Word to_word() const {
    if consteval {
      return Word::from_bytes(bytes);
    }
    uint8_t padded[32] = {};
    std::memcpy(padded + 12, bytes.data(), 20);
    return Word::load(padded);
  }
  /// The low 160 bits of a word.
  static constexpr Address from_word(const Word& w) {
    std::array<uint8_t, 32> all{};
    if consteval {
      all = w.to_bytes();
    } else {
      w.store(all.data());
    }
    Address a;
    for (size_t i = 0; i < 20; ++i) a.bytes[i] = all[i + 12];
    return a;
  }
};

/// A 32-byte hash or other opaque 32 bytes.
struct Hash {
  std::array<uint8_t, 32> bytes{};
  constexpr auto operator<=>(const Hash&) const = default;
  [[nodiscard]] constexpr bool is_zero() const { return *this == Hash{}; }
  [[nodiscard]] constexpr Word to_word() const {
    if consteval {
      return Word::from_bytes(bytes);
    }
    return Word::load(bytes.data());
  }
  static constexpr Hash from_word(const Word& w) {
    Hash h;
    if consteval {
      h.bytes = w.to_bytes();
    } else {
      w.store(h.bytes.data());
    }
    return h;
  }
};

/// What a caller did wrong or an input lacked: expected what, got what, where.
struct Error {
  std::string message;
};
template <class T>
using Expected = std::expected<T, Error>;

/// A log record of LOG0 to LOG4.
struct Log {
  Address address;
  std::vector<Hash> topics;
  Bytes data;
  bool operator==(const Log&) const = default;
};

/// Lower-case hex with "0x".
std::string to_hex(BytesView bytes);
inline std::string to_hex(const Address& a) {
  return to_hex(BytesView{a.bytes});
}
inline std::string to_hex(const Hash& h) {
  return to_hex(BytesView{h.bytes});
}
/// Reads hex with or without "0x"; names the offending character and its offset otherwise.
[[nodiscard]] Expected<Bytes> parse_hex(std::string_view text);
/// Reads exactly 20 bytes of hex.
[[nodiscard]] Expected<Address> parse_address(std::string_view text);
/// Reads exactly 32 bytes of hex.
[[nodiscard]] Expected<Hash> parse_hash(std::string_view text);

}  // namespace mozi

/// Hash functions for hash tables. Consensus code never iterates such a table in table order.
template <>
struct std::hash<mozi::Address> {
  size_t operator()(const mozi::Address& a) const noexcept {
    uint64_t x = 0;
    uint64_t y = 0;
    std::memcpy(&x, a.bytes.data(), 8);
    std::memcpy(&y, a.bytes.data() + 12, 8);
    return (x ^ (y * 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu >> 7;
  }
};
template <>
struct std::hash<mozi::Hash> {
  size_t operator()(const mozi::Hash& h) const noexcept {
    uint64_t x = 0;
    uint64_t y = 0;
    std::memcpy(&x, h.bytes.data(), 8);
    std::memcpy(&y, h.bytes.data() + 24, 8);
    return (x ^ (y * 0x9e3779b97f4a7c15u)) * 0xff51afd7ed558ccdu >> 7;
  }
};
template <>
struct std::hash<mozi::Word> {
  size_t operator()(const mozi::Word& w) const noexcept {
    const uint64_t x =
        w.limb[0] ^ (w.limb[3] * 0x9e3779b97f4a7c15u) ^ (w.limb[1] << 21) ^ w.limb[2];
    return x * 0xff51afd7ed558ccdu >> 7;
  }
};
