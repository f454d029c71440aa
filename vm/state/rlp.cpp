// Headers of RLP items, and the two classes around them.
#include "vm/state/rlp.hpp"

#include <algorithm>

namespace mozi::state::rlp {
namespace {

constexpr uint8_t short_string = 0x80;  // + length, up to 55; the length's length above that
constexpr uint8_t short_list = 0xc0;
constexpr size_t max_short = 55;
constexpr size_t max_header = 9;

// The significant bytes of a number, at the end of a buffer.
struct BigEndian {
  std::array<uint8_t, 8> buffer{};
  size_t size = 0;

  explicit BigEndian(uint64_t value) {
    for (; value != 0; value >>= 8) buffer[7 - size++] = static_cast<uint8_t>(value);
  }
  [[nodiscard]] BytesView view() const { return BytesView{buffer}.last(size); }
};

// Writes the header of an item with `size` bytes of payload at `out`; returns its length.
size_t write_header(uint8_t* out, uint8_t base, size_t size) {
  if (size <= max_short) {
    out[0] = static_cast<uint8_t>(base + size);
    return 1;
  }
  const BigEndian length{size};
  out[0] = static_cast<uint8_t>(base + max_short + length.size);
  std::ranges::copy(length.view(), out + 1);
  return 1 + length.size;
}

struct Header {
  bool is_list = false;
  size_t header_size = 0;
  size_t payload_size = 0;
};
struct Mismatch {
  std::string_view expected;
  std::string_view got;
};

std::expected<size_t, Mismatch> read_long_size(BytesView in, size_t length_size) {
  if (in.size() - 1 < length_size)
    return std::unexpected(Mismatch{"the bytes of a length", "the end of the input"});
  if (in[1] == 0)
    return std::unexpected(Mismatch{"a length without leading zeros", "a leading zero"});
  uint64_t size = 0;
  for (size_t i = 1; i <= length_size; ++i) size = size << 8 | in[i];
  if (size <= max_short)
    return std::unexpected(Mismatch{"the short form of a length below 56", "the long form"});
  return size;
}

// Reads the header at the start of `in`, which is not empty; the payload lies within `in`.
std::expected<Header, Mismatch> read_header(BytesView in) {
  const uint8_t first = in[0];
  if (first < short_string) return Header{.payload_size = 1};
  Header h{.is_list = first >= short_list, .header_size = 1};
  const size_t code = first - (h.is_list ? short_list : short_string);
  if (code <= max_short) {
    h.payload_size = code;
  } else {
    const auto size = read_long_size(in, code - max_short);
    if (!size) return std::unexpected(size.error());
    h.header_size += code - max_short;
    h.payload_size = *size;
  }
  if (h.payload_size > in.size() - h.header_size)
    return std::unexpected(Mismatch{"as many bytes as the length says", "fewer"});
  if (!h.is_list && h.payload_size == 1 && in[1] < short_string)
    return std::unexpected(Mismatch{"a byte below 0x80 as itself", "a length before it"});
  return h;
}

Error mismatch(std::string_view what, size_t offset, const Mismatch& m) {
  std::string text{what};
  text += " at byte " + std::to_string(offset) + ": expected ";
  text += m.expected;
  text += ", got ";
  text += m.got;
  return {std::move(text)};
}

}  // namespace

void Encoder::bytes(BytesView data) {
  if (data.size() == 1 && data[0] < short_string) {
    out_.push_back(data[0]);
    return;
  }
  std::array<uint8_t, max_header> header{};
  const size_t n = write_header(header.data(), short_string, data.size());
  out_.insert(out_.end(), header.begin(), header.begin() + static_cast<ptrdiff_t>(n));
  raw(data);
}

void Encoder::number(uint64_t value) {
  bytes(BigEndian{value}.view());
}

void Encoder::number(const Word& value) {
  const auto all = value.to_bytes();
  bytes(BytesView{all}.last(value.byte_width()));
}

void Encoder::close_list(size_t start) {
  std::array<uint8_t, max_header> header{};
  const size_t n = write_header(header.data(), short_list, out_.size() - start);
  out_.insert(out_.begin() + static_cast<ptrdiff_t>(start), header.begin(),
              header.begin() + static_cast<ptrdiff_t>(n));
}

Decoder::Decoder(BytesView input, Failure& failure) : Decoder(input, input.data(), failure) {}

Decoder::Decoder(BytesView input, const uint8_t* start, Failure& failure)
    : rest_(input), start_(start), failure_(&failure) {}

void Decoder::fail(std::string_view what, std::string_view expected, std::string_view got) {
  if (failure_->has_value()) return;
  *failure_ = mismatch(what, static_cast<size_t>(rest_.data() - start_), {expected, got});
}

Decoder::Item Decoder::next(std::string_view what) {
  if (failure_->has_value()) return {};
  if (rest_.empty()) {
    fail(what, "another item", "the end of the list");
    return {};
  }
  const auto h = read_header(rest_);
  if (!h) {
    fail(what, h.error().expected, h.error().got);
    return {};
  }
  const auto payload = rest_.subspan(h->header_size, h->payload_size);
  rest_ = rest_.subspan(h->header_size + h->payload_size);
  return {h->is_list, payload};
}

BytesView Decoder::bytes(std::string_view what) {
  if (at_list()) fail(what, "a string", "a list");
  return next(what).payload;
}

BytesView Decoder::number_bytes(std::string_view what, size_t limit) {
  const auto before = rest_;
  const auto digits = bytes(what);
  std::string_view expected;
  if (digits.size() > limit) expected = limit == 8 ? "at most 8 bytes" : "at most 32 bytes";
  if (!digits.empty() && digits[0] == 0) expected = "a number without leading zeros";
  if (expected.empty()) return digits;
  rest_ = before;  // the error is about this item
  fail(what, expected, digits[0] == 0 ? "a leading zero" : std::to_string(digits.size()));
  return {};
}

uint64_t Decoder::number64(std::string_view what) {
  return Word::from_bytes(number_bytes(what, 8)).low();
}

Word Decoder::number(std::string_view what) {
  return Word::from_bytes(number_bytes(what, 32));
}

BytesView Decoder::fixed_bytes(std::string_view what, size_t size) {
  const auto before = rest_;
  const auto data = bytes(what);
  if (data.size() == size || failure_->has_value()) return data;
  rest_ = before;
  fail(what, size == 20 ? "20 bytes" : "32 bytes", std::to_string(data.size()));
  return {};
}

Address Decoder::address(std::string_view what) {
  Address a;
  std::ranges::copy(fixed_bytes(what, a.bytes.size()), a.bytes.begin());
  return a;
}

Hash Decoder::hash(std::string_view what) {
  Hash h;
  std::ranges::copy(fixed_bytes(what, h.bytes.size()), h.bytes.begin());
  return h;
}

Decoder Decoder::list(std::string_view what) {
  if (!at_end() && !at_list()) fail(what, "a list", "a string");
  return {next(what).payload, start_, *failure_};
}

BytesView Decoder::raw(std::string_view what) {
  const auto before = rest_;
  next(what);
  return before.first(before.size() - rest_.size());
}

void Decoder::finish(std::string_view what) {
  if (!at_end()) fail(what, "the end of the list", "more items");
}

Expected<void> validate(BytesView input, unsigned max_depth) {
  std::vector<size_t> ends;  // of the lists around the current position
  size_t at = 0;
  const auto error = [&](Mismatch m) { return std::unexpected(mismatch("RLP", at, m)); };
  if (input.empty()) return error({"an item", "nothing"});
  do {
    const size_t end = ends.empty() ? input.size() : ends.back();
    const auto h = read_header(input.subspan(at, end - at));
    if (!h) return error(h.error());
    if (h->is_list && ends.size() >= max_depth) return error({"fewer nested lists", "one more"});
    at += h->header_size;
    if (h->is_list)
      ends.push_back(at + h->payload_size);
    else
      at += h->payload_size;
    while (!ends.empty() && ends.back() == at) ends.pop_back();
  } while (!ends.empty());
  if (at != input.size()) return error({"the end of the input", "more bytes"});
  return {};
}

Bytes encode(BytesView data) {
  Encoder e;
  e.bytes(data);
  return e.take();
}

Bytes encode(const Word& value) {
  Encoder e;
  e.number(value);
  return e.take();
}

}  // namespace mozi::state::rlp
