// Headers: hashes of real ones, every fork's shape both ways, and what is no header.
#include "vm/chain/header.hpp"

#include <catch2/catch.hpp>

#include "tests/support/random.hpp"
#include "tests/vm/chain/mainnet.hpp"

using namespace mozi;
using namespace mozi::chain;
using test::hex;

namespace {

/// A header with the fields that the n-th of the shapes has.
Header header_of_shape(int shape) {
  Header header = test::mainnet_block_1();
  if (shape >= 1) header.base_fee = Word{1} << 200;
  if (shape >= 2) header.withdrawals_root = state::empty_trie_root;
  if (shape >= 3) {
    header.blob_gas_used = 0;
    header.excess_blob_gas = ~uint64_t{0};
    header.parent_beacon_root = Hash{};
  }
  if (shape >= 4) header.requests_hash = Hash{};
  return header;
}
constexpr int shapes = 5;

std::string error_of(const Bytes& encoded) {
  const auto header = decode_header(encoded);
  return header ? "read" : header.error().message;
}

/// The header's items as they are encoded, with one of them replaced or more of them.
Bytes with_items(const Header& header, size_t replaced, const Bytes& item, size_t extra = 0) {
  const Bytes encoded = encode_header(header);
  state::rlp::Failure failure;
  state::rlp::Decoder in{encoded, failure};
  auto items = in.list("header");
  state::rlp::Encoder out;
  out.list([&] {
    for (size_t i = 0; !items.at_end(); ++i) {
      const BytesView raw = items.raw("item");
      out.raw(i == replaced ? BytesView{item} : raw);
    }
    for (size_t i = 0; i < extra; ++i) out.raw(item);
  });
  return out.take();
}

}  // namespace

TEST_CASE("the first headers of the main network have their hashes") {
  CHECK(to_hex(header_hash(test::mainnet_genesis())) == test::mainnet_genesis_hash);
  CHECK(to_hex(header_hash(test::mainnet_block_1())) == test::mainnet_block_1_hash);
}

TEST_CASE("the hash of no ommers is that of an empty list") {
  CHECK(test::mainnet_genesis().ommers_hash == empty_list_hash);
}

TEST_CASE("every shape of header is read as it was written") {
  for (int shape = 0; shape < shapes; ++shape) {
    CAPTURE(shape);
    const Header header = header_of_shape(shape);
    const auto read = decode_header(encode_header(header));
    REQUIRE(read);
    CHECK(*read == header);
  }
}

TEST_CASE("a header has as many fields as some fork wants") {
  const Bytes zero = {0x80};
  const Bytes hash = state::rlp::encode(BytesView{Hash{}.bytes});
  const size_t none = 99;
  // 18 and 19 fields: Cancun brought three at once.
  CHECK(error_of(with_items(header_of_shape(2), none, zero, 1)).find("excess blob gas") !=
        std::string::npos);
  CHECK(error_of(with_items(header_of_shape(2), none, zero, 2)).find("parent beacon root") !=
        std::string::npos);
  CHECK(error_of(with_items(header_of_shape(4), none, hash, 1)).find("more items") !=
        std::string::npos);
  CHECK(error_of({0xc0}).find("parent hash") != std::string::npos);
}

TEST_CASE("fields have their sizes and no leading zeros") {
  const Header header = header_of_shape(4);
  const struct {
    size_t index;
    Bytes item;
    const char* named;
  } cases[] = {
      {0, {0x80}, "parent hash"},
      {2, Bytes(20, 0x01), "coinbase"},
      {6, {0x82, 0x01, 0x02}, "logs bloom"},
      {7, {0x00}, "difficulty"},
      {8, test::from_hex("89010000000000000000"), "number"},
      {9, test::from_hex("820001"), "gas limit"},
      {10, {0xc0}, "gas used"},
      {14, {0x87, 1, 2, 3, 4, 5, 6, 7}, "nonce"},
      {17, test::from_hex("89010000000000000000"), "blob gas used"},
  };
  for (const auto& c : cases) {
    const std::string error = error_of(with_items(header, c.index, c.item));
    CAPTURE(error);
    CHECK(error.starts_with("block header: " + std::string(c.named)));
  }
}

TEST_CASE("no damaged header is read as another one") {
  test::Random random;
  CAPTURE(test::seed());
  const Bytes good = encode_header(header_of_shape(4));
  for (size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(decode_header(BytesView{good}.first(size)));
  for (int i = 0; i < 3000; ++i) {
    Bytes bad = good;
    for (uint64_t n = 1 + random.below(3); n > 0; --n)
      bad[random.below(bad.size())] = static_cast<uint8_t>(random.bits());
    // What is read, is read whole: it encodes to the very same bytes.
    if (const auto read = decode_header(bad)) CHECK(hex(encode_header(*read)) == hex(bad));
  }
}
