// RLP: published encodings, round trips, and inputs that must not pass.
#include "vm/state/rlp.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/hex.hpp"

using namespace mozi;
using namespace mozi::state;
using test::bytes_of;
using test::from_hex;
using test::hex;

namespace {

std::string number_hex(const Word& value) {
  return hex(rlp::encode(value));
}

// The error of reading `input` with `read`, or "none".
template <class Read>
std::string error_of(std::string_view input, Read&& read) {
  const Bytes bytes = from_hex(input);
  rlp::Failure failure;
  rlp::Decoder in{bytes, failure};
  read(in);
  in.finish("input");
  return failure ? failure->message : "none";
}

std::string validity(std::string_view input, unsigned max_depth = 1024) {
  const auto result = rlp::validate(from_hex(input), max_depth);
  return result ? "valid" : result.error().message;
}

}  // namespace

TEST_CASE("rlp encodes strings in the shortest form") {
  CHECK(hex(rlp::encode(BytesView{})) == "80");
  CHECK(hex(rlp::encode(Bytes{0})) == "00");
  CHECK(hex(rlp::encode(Bytes{0x7f})) == "7f");
  CHECK(hex(rlp::encode(Bytes{0x80})) == "8180");
  CHECK(hex(rlp::encode(bytes_of("dog"))) == "83646f67");
  CHECK(hex(rlp::encode(Bytes(55))).starts_with("b700"));
  CHECK(hex(rlp::encode(Bytes(56))).starts_with("b83800"));
  CHECK(hex(rlp::encode(Bytes(256))).starts_with("b9010000"));
  CHECK(hex(rlp::encode(Bytes(65536))).starts_with("ba01000000"));
}

TEST_CASE("rlp encodes numbers without leading zeros") {
  CHECK(number_hex(0) == "80");
  CHECK(number_hex(1) == "01");
  CHECK(number_hex(127) == "7f");
  CHECK(number_hex(128) == "8180");
  CHECK(number_hex(1024) == "820400");
  CHECK(number_hex(~Word{}) == "a0" + std::string(64, 'f'));
  rlp::Encoder e;
  e.number(uint64_t{0});
  e.number(uint64_t{0x0102030405060708});
  e.number(~uint64_t{0});
  CHECK(hex(e.view()) == "8088010203040506070888ffffffffffffffff");
}

TEST_CASE("rlp encodes nested lists") {
  rlp::Encoder e;
  e.list([&] {
    e.list([] {});
    e.list([&] { e.list([] {}); });
    e.list([&] {
      e.list([] {});
      e.list([&] { e.list([] {}); });
    });
  });
  CHECK(hex(e.view()) == "c7c0c1c0c3c0c1c0");
  CHECK(validity("c7c0c1c0c3c0c1c0") == "valid");
}

TEST_CASE("rlp lists of 55 bytes are short and of 56 bytes are long") {
  for (const size_t size : {55u, 56u, 255u, 256u, 70000u}) {
    rlp::Encoder e;
    e.list([&] { e.raw(Bytes(size, 0x01)); });
    rlp::Failure failure;
    rlp::Decoder in{e.view(), failure};
    auto list = in.list("list");
    for (size_t i = 0; i < size; ++i) list.number64("number");
    list.finish("list");
    in.finish("input");
    CHECK_FALSE(failure);
    CHECK(e.view().size() == size + (size <= 55 ? 1 : size <= 255 ? 2 : size <= 65535 ? 3 : 4));
  }
}

TEST_CASE("rlp gives random structures back") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 300; ++round) {
    const Word number{random() >> (random() % 64), 0, random() >> (random() % 64), random()};
    const uint64_t small = random() >> (random() % 64);
    Bytes bytes(random() % 300);
    for (auto& b : bytes) b = static_cast<uint8_t>(random());
    const auto address = Address::from_word(number);
    const auto hash = Hash::from_word(number);
    rlp::Encoder e;
    e.list([&] {
      e.number(number >> (random() % 256));
      e.number(number);
      e.list([&] { e.bytes(bytes); });
      e.number(small);
      e.address(address);
      e.hash(hash);
    });
    rlp::Failure failure;
    rlp::Decoder in{e.view(), failure};
    auto list = in.list("outer");
    list.raw("any");
    CHECK(list.number("number") == number);
    CHECK(list.at_list());
    auto inner = list.list("inner");
    CHECK(hex(inner.bytes("bytes")) == hex(bytes));
    inner.finish("inner");
    CHECK(list.number64("small") == small);
    CHECK(list.address("address") == address);
    CHECK(list.hash("hash") == hash);
    list.finish("outer");
    in.finish("input");
    CHECK_FALSE(failure);
    CHECK(rlp::validate(e.view()));
  }
}

TEST_CASE("rlp refuses what has a shorter encoding") {
  CHECK(validity("8100") ==
        "RLP at byte 0: expected a byte below 0x80 as itself, got a length before it");
  CHECK(validity("817f") != "valid");
  CHECK(validity("8180") == "valid");
  CHECK(validity("b801ff") ==
        "RLP at byte 0: expected the short form of a length below 56, got the long form");
  CHECK(validity("b837" + std::string(110, '1')) != "valid");
  CHECK(validity("b838" + std::string(112, '1')) == "valid");
  CHECK(validity("b90038" + std::string(112, '1')) ==
        "RLP at byte 0: expected a length without leading zeros, got a leading zero");
  CHECK(validity("f800") != "valid");
}

TEST_CASE("rlp refuses what is cut short or goes on") {
  CHECK(validity("") == "RLP at byte 0: expected an item, got nothing");
  CHECK(validity("8301") == "RLP at byte 0: expected as many bytes as the length says, got fewer");
  CHECK(validity("b9") ==
        "RLP at byte 0: expected the bytes of a length, got the end of the input");
  CHECK(validity("bf") != "valid");
  CHECK(validity("bfffffffffffffffff") != "valid");
  CHECK(validity("ffffffffffffffffff") != "valid");
  CHECK(validity("0001") == "RLP at byte 1: expected the end of the input, got more bytes");
  CHECK(validity("c20183") ==
        "RLP at byte 2: expected as many bytes as the length says, got fewer");
  CHECK(validity("c3c301c0") != "valid");
}

TEST_CASE("rlp refuses lists nested too deep without running out of stack") {
  Bytes deep{0xc0};
  for (int i = 0; i < 3000; ++i) {
    rlp::Encoder e;
    e.list([&] { e.raw(deep); });
    deep = e.take();
  }
  CHECK_FALSE(rlp::validate(deep));
  CHECK(rlp::validate(deep, 3001));
  CHECK(validity("c1c0", 2) == "valid");
  CHECK(validity("c1c0", 1) == "RLP at byte 1: expected fewer nested lists, got one more");
}

TEST_CASE("rlp names the first wrong item, what it should be, and where") {
  CHECK(error_of("c3820001", [](rlp::Decoder& in) {
          auto list = in.list("list");
          list.number64("nonce");
          list.number64("price");
        }) == "nonce at byte 1: expected a number without leading zeros, got a leading zero");
  CHECK(error_of("c0", [](rlp::Decoder& in) { in.bytes("data"); }) ==
        "data at byte 0: expected a string, got a list");
  CHECK(error_of("01", [](rlp::Decoder& in) { in.list("fields"); }) ==
        "fields at byte 0: expected a list, got a string");
  CHECK(error_of("c101", [](rlp::Decoder& in) {
          auto list = in.list("list");
          list.number64("first");
          list.number64("second");
        }) == "second at byte 2: expected another item, got the end of the list");
  CHECK(error_of("89" + std::string(18, '1'), [](rlp::Decoder& in) { in.number64("gas"); }) ==
        "gas at byte 0: expected at most 8 bytes, got 9");
  CHECK(error_of("a1" + std::string(66, '1'), [](rlp::Decoder& in) { in.number("value"); }) ==
        "value at byte 0: expected at most 32 bytes, got 33");
  CHECK(error_of("93" + std::string(38, '1'), [](rlp::Decoder& in) { in.address("to"); }) ==
        "to at byte 0: expected 20 bytes, got 19");
  CHECK(error_of("80", [](rlp::Decoder& in) { in.hash("root"); }) ==
        "root at byte 0: expected 32 bytes, got 0");
  CHECK(error_of("0102", [](rlp::Decoder& in) { in.number("n"); }) ==
        "input at byte 1: expected the end of the list, got more items");
}

TEST_CASE("rlp survives random bytes") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 20000; ++i) {
    Bytes bytes(random() % 40);
    for (auto& b : bytes)
      b = static_cast<uint8_t>(random() % 3 == 0 ? 0xc0 + random() % 8 : random());
    const auto valid = rlp::validate(bytes).has_value();
    rlp::Failure failure;
    rlp::Decoder in{bytes, failure};
    const auto whole = in.raw("item");
    in.finish("input");
    // The decoder looks at the outermost item only, so it accepts all that validate() does.
    if (valid) CHECK_FALSE(failure);
    CHECK(whole.size() <= bytes.size());
  }
}
