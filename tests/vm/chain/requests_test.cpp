// Requests: deposits out of logs, byte by byte, and the hash over all of them.
#include "vm/chain/requests.hpp"

#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "vm/chain/chain_config.hpp"
#include "vm/crypto/keccak.hpp"

using namespace mozi;
using namespace mozi::chain;
using test::hex;

namespace {

const Address contract = ChainConfig{}.deposit_contract;

void append_word(Bytes& out, uint64_t value) {
  const auto bytes = Word{value}.to_bytes();
  out.insert(out.end(), bytes.begin(), bytes.end());
}

/// The event's data as the ABI encodes five byte strings of these sizes.
Bytes event_data(const std::vector<size_t>& sizes = {48, 32, 8, 96, 8}) {
  Bytes out;
  uint64_t offset = 32 * sizes.size();
  for (const size_t size : sizes) {
    append_word(out, offset);
    offset += 32 + (size + 31) / 32 * 32;
  }
  uint8_t fill = 1;
  for (const size_t size : sizes) {
    append_word(out, size);
    const size_t end = out.size() + (size + 31) / 32 * 32;
    out.insert(out.end(), size, fill++);
    out.resize(end);
  }
  return out;
}

Log deposit_log(Bytes data) {
  const Bytes signature = test::bytes_of("DepositEvent(bytes,bytes,bytes,bytes,bytes)");
  return {contract, {crypto::keccak256(signature)}, std::move(data)};
}

Expected<Bytes> deposits(const std::vector<Log>& logs) {
  state::Receipt receipt;
  receipt.logs = logs;
  return deposits_in({&receipt, 1}, contract);
}

std::string error_of(Bytes data) {
  const auto read = deposits({deposit_log(std::move(data))});
  return read ? "read" : read.error().message;
}

}  // namespace

TEST_CASE("a deposit is the five members of its event in a row") {
  std::string expected;
  for (const auto& [size, fill] :
       {std::pair{48, "01"}, {32, "02"}, {8, "03"}, {96, "04"}, {8, "05"}})
    for (int i = 0; i < size; ++i) expected += fill;
  CHECK(hex(deposits({deposit_log(event_data())}).value()) == expected);
  const Log log = deposit_log(event_data());
  CHECK(hex(deposits({log, log}).value()) == expected + expected);
}

TEST_CASE("only the deposit contract's deposit events are deposits") {
  Log log = deposit_log(event_data());
  log.address = {};
  CHECK(deposits({log}).value().empty());
  log = deposit_log({});
  log.topics[0].bytes[31] ^= 1;
  CHECK(deposits({log}).value().empty());
  log.topics.clear();
  CHECK(deposits({log}).value().empty());
}

TEST_CASE("a deposit event of another layout is an error") {
  CHECK(error_of({}) == "deposit log: size: expected 576, got 0");
  CHECK(error_of(event_data({48, 32, 8, 128, 8})) == "deposit log: size: expected 576, got 608");
  CHECK(error_of(event_data({47, 32, 8, 96, 8})) ==
        "deposit log: size of the public key: expected 48, got 47");
  CHECK(error_of(event_data({48, 32, 8, 96, 9})) ==
        "deposit log: size of the index: expected 8, got 9");
  Bytes data = event_data();
  data[32 + 31] += 32;
  CHECK(error_of(data) ==
        "deposit log: offset of the withdrawal credentials: expected 256, got 288");
  data = event_data();
  data[0] = 0xff;
  CHECK(
      error_of(data).starts_with("deposit log: offset of the public key: expected 160, got 1153"));
}

TEST_CASE("the requests hash is SHA-256 over the SHA-256 of each") {
  // From Python's hashlib.
  Bytes ramp;
  for (int i = 0; i < 192; ++i) ramp.push_back(static_cast<uint8_t>(i));
  std::vector<Bytes> requests;
  CHECK(to_hex(requests_hash(requests)) ==
        "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  add_request(requests, RequestType::deposit, {});
  add_request(requests, RequestType::withdrawal, Bytes(76, 0xaa));
  CHECK(requests.size() == 1);
  CHECK(to_hex(requests_hash(requests)) ==
        "0xdc9332efe738b445eb548d6f177b29d868792322f30c67bca7cc6d335bf102ba");
  requests.clear();
  add_request(requests, RequestType::deposit, ramp);
  add_request(requests, RequestType::withdrawal, Bytes(76, 0xaa));
  add_request(requests, RequestType::consolidation, Bytes(116, 0xbb));
  CHECK(to_hex(requests_hash(requests)) ==
        "0x48546d5a7aad885aae5976b482b12188e0a814483c7dc3e15526c82ac9b48730");
}
