// Contract ABI encoding and decoding of values.
#include "tools/abi/codec.hpp"

#include <algorithm>

#include "tools/support/fail.hpp"

namespace mozi::abi {
namespace {

void append_word(Bytes& out, const Word& word) {
  const auto bytes = word.to_bytes();
  out.insert(out.end(), bytes.begin(), bytes.end());
}

void append_padded(Bytes& out, BytesView bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
  out.resize((out.size() + 31) / 32 * 32);
}

/// The smallest word that is no value of an unsigned type of so many bits; zero means 2^256.
Word limit(uint64_t bits) {
  return Word{1} << bits;
}

/// True if the word is a value of the elementary type.
bool in_range(const Type& type, const Word& word) {
  if (type.kind == Kind::boolean) return word <= Word{1};
  if (type.kind == Kind::sint && type.size < 256) {
    const Word half = limit(type.size - 1);
    return word + half < limit(type.size);
  }
  return type.size == 256 || word < limit(type.size);
}

std::string shown(const Type& type, const Word& word) {
  return type.kind == Kind::sint ? to_signed_decimal(word) : to_decimal(word);
}

class Encoder {
 public:
  explicit Encoder(Bytes& out) : out_(out) {}

  std::optional<Error> tuple(std::span<const Type> types, std::span<const Value> values) {
    return members([types](size_t i) -> const Type& { return types[i]; }, values);
  }

 private:
  std::optional<Error> value(const Type& type, const Value& v) {
    switch (type.kind) {
      case Kind::uint:
      case Kind::sint:
      case Kind::boolean:
      case Kind::address:
        if (!in_range(type, v.word))
          return Error{fmt::format("{} is out of range: {}", type_name(type), shown(type, v.word))};
        append_word(out_, v.word);
        return {};
      case Kind::fixed_bytes:
        if (v.bytes.size() != type.size)
          return Error{fmt::format("expected {} bytes for {}, got {}", type.size, type_name(type),
                                   v.bytes.size())};
        append_padded(out_, v.bytes);
        return {};
      case Kind::bytes:
      case Kind::string:
        append_word(out_, v.bytes.size());
        append_padded(out_, v.bytes);
        return {};
      case Kind::array:
        append_word(out_, v.items.size());
        return elements(type, v);
      case Kind::fixed_array:
        if (v.items.size() != type.size) return count_error(type, type.size, v);
        return elements(type, v);
      case Kind::tuple:
        break;
    }
    if (v.items.size() != type.parts.size()) return count_error(type, type.parts.size(), v);
    return tuple(type.parts, v.items);
  }

  std::optional<Error> elements(const Type& type, const Value& v) {
    return members([&type](size_t) -> const Type& { return type.parts[0]; }, v.items);
  }

  /// Static members stand in the head; dynamic ones in the tail, with their offset in the head.
  template <class TypeAt>
  std::optional<Error> members(TypeAt type_at, std::span<const Value> values) {
    uint64_t heads = 0;
    for (size_t i = 0; i < values.size(); ++i) heads += head_size(type_at(i));
    Bytes tails;
    Encoder tail(tails);
    for (size_t i = 0; i < values.size(); ++i) {
      const bool dynamic = is_dynamic(type_at(i));
      if (dynamic) append_word(out_, heads + tails.size());
      if (auto error = (dynamic ? tail : *this).value(type_at(i), values[i])) return error;
    }
    out_.insert(out_.end(), tails.begin(), tails.end());
    return {};
  }

  static std::optional<Error> count_error(const Type& type, uint64_t expected, const Value& v) {
    return Error{
        fmt::format("expected {} items for {}, got {}", expected, type_name(type), v.items.size())};
  }

  Bytes& out_;
};

/// Decodes from one buffer. `base` is where the offsets of the current tuple count from.
class Decoder {
 public:
  explicit Decoder(BytesView data) : data_(data), budget_(data.size() / 2 + 4096) {}

  Expected<Value> tuple(std::span<const Type> types, uint64_t base) {
    Value result;
    uint64_t head = base;
    for (const Type& type : types) {
      auto member = head_value(type, base, head);
      if (!member) return member;
      result.items.push_back(std::move(*member));
      head += head_size(type);
    }
    return result;
  }

 private:
  Expected<Value> head_value(const Type& type, uint64_t base, uint64_t head) {
    if (!is_dynamic(type)) return value(type, head);
    auto offset = word_at(head);
    if (!offset) return std::unexpected(offset.error());
    if (!offset->fits64() || offset->low() > data_.size() - base)
      return fail("expected an offset within {} bytes at byte {}, got {}", data_.size(), head,
                  to_hex(*offset));
    return value(type, base + offset->low());
  }

  Expected<Value> value(const Type& type, uint64_t at) {
    // Offsets may point twice to the same bytes; without a budget nested arrays would multiply.
    if (budget_ == 0) return fail("the data describes more values than its size allows");
    --budget_;
    switch (type.kind) {
      case Kind::uint:
      case Kind::sint:
      case Kind::boolean:
      case Kind::address:
        return number(type, at);
      case Kind::fixed_bytes:
        return fixed_bytes(type, at);
      case Kind::bytes:
      case Kind::string:
        return byte_string(at);
      case Kind::array: {
        auto length = length_at(at);
        if (!length) return std::unexpected(length.error());
        return elements(type, *length, at + 32);
      }
      case Kind::fixed_array:
        return elements(type, type.size, at);
      case Kind::tuple:
        break;
    }
    return tuple(type.parts, at);
  }

  Expected<Value> number(const Type& type, uint64_t at) {
    auto word = word_at(at);
    if (!word) return std::unexpected(word.error());
    if (!in_range(type, *word))
      return fail("expected a value of {} at byte {}, got {}", type_name(type), at, to_hex(*word));
    return Value{*word};
  }

  Expected<Value> fixed_bytes(const Type& type, uint64_t at) {
    auto word = word_at(at);
    if (!word) return std::unexpected(word.error());
    if (!(*word << (8 * type.size)).is_zero())
      return fail("expected zeros after the {} bytes of {} at byte {}", type.size, type_name(type),
                  at);
    const auto bytes = word->to_bytes();
    return Value{Bytes(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(type.size))};
  }

  Expected<Value> byte_string(uint64_t at) {
    auto length = length_at(at);
    if (!length) return std::unexpected(length.error());
    if (*length > data_.size() - at - 32)
      return fail("expected {} bytes at byte {}, got {}", *length, at + 32, data_.size() - at - 32);
    // The copies count too: many offsets to one long string would multiply it.
    const uint64_t cost = *length / 32;
    if (cost > budget_) return fail("the data describes more values than its size allows");
    budget_ -= cost;
    const auto bytes = data_.subspan(at + 32, *length);
    return Value{Bytes(bytes.begin(), bytes.end())};
  }

  Expected<Value> elements(const Type& type, uint64_t count, uint64_t at) {
    const Type& element = type.parts[0];
    const uint64_t each = head_size(element);
    const uint64_t room = at > data_.size() ? 0 : data_.size() - at;
    if (each == 0 ? count > budget_ : count > room / each)
      return fail("expected {} elements of {} at byte {}, got {} bytes", count, type_name(element),
                  at, room);
    Value result;
    for (uint64_t i = 0; i < count; ++i) {
      auto item = head_value(element, at, at + i * each);
      if (!item) return item;
      result.items.push_back(std::move(*item));
    }
    return result;
  }

  Expected<Word> word_at(uint64_t at) const {
    if (at > data_.size() || data_.size() - at < 32)
      return fail("expected 32 bytes at byte {}, got {}", at,
                  at > data_.size() ? 0 : data_.size() - at);
    return Word::load(data_.data() + at);
  }

  Expected<uint64_t> length_at(uint64_t at) const {
    auto word = word_at(at);
    if (!word) return std::unexpected(word.error());
    if (!word->fits64()) return fail("expected a length at byte {}, got {}", at, to_hex(*word));
    return word->low();
  }

  BytesView data_;
  uint64_t budget_;
};

}  // namespace

Expected<Bytes> encode(std::span<const Type> types, std::span<const Value> values) {
  if (types.size() != values.size())
    return fail("expected {} arguments, got {}", types.size(), values.size());
  Bytes out;
  if (auto error = Encoder(out).tuple(types, values)) return std::unexpected(*error);
  return out;
}

Expected<std::vector<Value>> decode(std::span<const Type> types, BytesView data) {
  auto result = Decoder(data).tuple(types, 0);
  if (!result) return std::unexpected(result.error());
  return std::move(result->items);
}

}  // namespace mozi::abi
