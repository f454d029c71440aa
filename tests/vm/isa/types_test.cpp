// Hex text, addresses, fork names and status texts.
#include "mozi/types.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "mozi/host.hpp"

using namespace mozi;

TEST_CASE("hex is read with and without its prefix") {
  CHECK(parse_hex("0x00ffA5") == Bytes{0x00, 0xff, 0xa5});
  CHECK(parse_hex("00ffA5") == Bytes{0x00, 0xff, 0xa5});
  CHECK(parse_hex("") == Bytes{});
  CHECK(parse_hex("0x") == Bytes{});
  CHECK(to_hex(Bytes{0x00, 0xff, 0xa5}) == "0x00ffa5");
}

TEST_CASE("bad hex names the character and its place") {
  CHECK(parse_hex("0x00zz").error().message == "expected a hex digit, got 'z' at offset 4");
  CHECK(parse_hex("0\n").error().message == "expected a hex digit, got byte 0x0a at offset 1");
  CHECK(parse_hex("0x123").error().message == "expected an even number of hex digits, got 3");
}

TEST_CASE("addresses and hashes have exactly their size") {
  const auto a = parse_address("0x00112233445566778899aabbccddeeff00112233");
  REQUIRE(a);
  CHECK(to_hex(*a) == "0x00112233445566778899aabbccddeeff00112233");
  CHECK(Address::from_word(a->to_word()) == *a);
  CHECK(parse_address("0x0011").error().message == "expected 20 bytes of hex, got 2");
  CHECK(parse_hash("0x0011").error().message == "expected 32 bytes of hex, got 2");
}

TEST_CASE("every status has a text of its own") {
  std::set<std::string_view> texts;
  for (int i = 0; i <= static_cast<int>(Status::host_error); ++i)
    texts.insert(status_text(static_cast<Status>(i)));
  CHECK(texts.size() == static_cast<size_t>(Status::host_error) + 1);
  CHECK(texts.count("unknown status") == 0);
}
