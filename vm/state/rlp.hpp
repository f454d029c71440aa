// RLP, the encoding of everything that Ethereum hashes: strict both ways, safe on hostile input.
#pragma once

#include <mozi/types.hpp>

namespace mozi::state::rlp {

/// Appends RLP items to one buffer.
class Encoder {
 public:
  /// A string of bytes.
  void bytes(BytesView data);
  /// A number: big-endian bytes without leading zeros.
  void number(uint64_t value);
  void number(const Word& value);
  void address(const Address& a) { bytes(a.bytes); }
  void hash(const Hash& h) { bytes(h.bytes); }
  /// An item that is already encoded, or bytes in front of one such as a transaction's type.
  void raw(BytesView encoded) { out_.insert(out_.end(), encoded.begin(), encoded.end()); }
  /// A list of the items that `fill()` appends.
  template <class Fill>
  void list(Fill&& fill) {
    const size_t start = out_.size();
    fill();
    close_list(start);
  }

  /// Everything appended so far.
  [[nodiscard]] const Bytes& view() const { return out_; }
  /// The same, moved out; leaves the encoder empty.
  [[nodiscard]] Bytes take() { return std::exchange(out_, {}); }
  void clear() { out_.clear(); }

 private:
  void close_list(size_t start);

  Bytes out_;
};

/// The first thing that was wrong with an input; shared by the decoder of a list and those of the
/// lists in it.
using Failure = std::optional<Error>;

/// Reads the items of one list, or of a whole input, in order. Only canonical encodings pass. The
/// first error goes to the Failure; from then on every read yields zero or nothing and at_end()
/// holds, so that a whole structure is read first and the failure is checked once.
class Decoder {
 public:
  /// Reads from `input`. Both must outlive the decoder and its views.
  Decoder(BytesView input, Failure& failure);

  /// The next item as a string of any length. `what` names it in errors.
  BytesView bytes(std::string_view what);
  /// The next item as a number without leading zeros.
  uint64_t number64(std::string_view what);
  Word number(std::string_view what);
  /// The next item as a string of exactly 20 or 32 bytes.
  Address address(std::string_view what);
  Hash hash(std::string_view what);
  /// The next item as a list.
  Decoder list(std::string_view what);
  /// The next item, string or list, whole and still encoded; a list's contents are not checked.
  BytesView raw(std::string_view what);

  /// True if the next item is a list; false for a string or at the end.
  [[nodiscard]] bool at_list() const { return !at_end() && rest_.front() >= 0xc0; }
  [[nodiscard]] bool at_end() const { return failure_->has_value() || rest_.empty(); }
  /// Requires that nothing is left of `what`.
  void finish(std::string_view what);
  /// Records an error at the current position, unless there is one already.
  void fail(std::string_view what, std::string_view expected, std::string_view got);

 private:
  struct Item {
    bool is_list = false;
    BytesView payload;
  };
  Decoder(BytesView input, const uint8_t* start, Failure& failure);
  Item next(std::string_view what);
  BytesView number_bytes(std::string_view what, size_t limit);
  BytesView fixed_bytes(std::string_view what, size_t size);

  BytesView rest_;
  const uint8_t* start_;  // of the whole input, for offsets in errors
  Failure* failure_;
};

/// Checks that `input` is exactly one canonical item with lists nested at most `max_depth` deep.
[[nodiscard]] Expected<void> validate(BytesView input, unsigned max_depth = 1024);

/// The RLP of one string of bytes or one number.
[[nodiscard]] Bytes encode(BytesView data);
[[nodiscard]] Bytes encode(const Word& value);

}  // namespace mozi::state::rlp
