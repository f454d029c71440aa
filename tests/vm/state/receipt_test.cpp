// Blooms, receipts and the hash of logs, against @ethereumjs/vm 10.
#include "vm/state/receipt.hpp"

#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "vm/crypto/keccak.hpp"

using namespace mozi;
using namespace mozi::state;
using test::from_hex;

namespace {

// Two logs: one with two topics and three bytes of data, one with nothing but an address.
std::vector<Log> two_logs() {
  return {{Address::from_word(0x11),
           {Hash::from_word(0xdead), Hash::from_word(0xbeef)},
           from_hex("0100ff")},
          {Address::from_word(0x111), {}, {}}};
}

std::string hash_of(BytesView data) {
  return to_hex(crypto::keccak256(data));
}

}  // namespace

TEST_CASE("a bloom contains addresses and topics, not data") {
  const auto logs = two_logs();
  const auto bloom = bloom_of(logs);
  CHECK(hash_of(bloom.bytes) ==
        "0x279bedd25c8f6f8c00c1ea8b8307e3ac563d24164d14994e74413a7414b7acee");
  for (const auto& log : logs) CHECK(bloom.may_contain(log.address.bytes));
  for (const auto& topic : logs[0].topics) CHECK(bloom.may_contain(topic.bytes));
  CHECK_FALSE(bloom.may_contain(logs[0].data));
  Bloom both = bloom_of(std::span{logs}.first(1));
  both |= bloom_of(std::span{logs}.last(1));
  CHECK(both == bloom);
  CHECK(bloom_of({}) == Bloom{});
}

TEST_CASE("receipts carry type, status or root, gas, bloom and logs") {
  Receipt receipt{.type = TxType::legacy,
                  .success = true,
                  .state_root = {},
                  .cumulative_gas_used = 21000,
                  .logs = two_logs()};
  CHECK(hash_of(encode_receipt(receipt)) ==
        "0x52241eb4d0287dcecf84cf139ebcb19edc00ea1afffc965a29896af742e9386b");
  receipt.type = TxType::dynamic_fee;
  CHECK(hash_of(encode_receipt(receipt)) ==
        "0xe95289a88530595b91f763f405b730c1bf68a1cff592ebe1895161d7280c938b");
  Receipt early;
  early.cumulative_gas_used = 1;
  early.state_root = Hash{};
  early.state_root->bytes.fill(0x11);
  CHECK(hash_of(encode_receipt(early)) ==
        "0x9ab13ae83b9a4796e66798c0d91d2ff482ddf6fb9fbed5616dd73102dbe8a26e");
}

TEST_CASE("the hash of logs is that of their list") {
  CHECK(to_hex(logs_hash({})) ==
        "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");
  CHECK(to_hex(logs_hash(two_logs())) ==
        "0x5260fe0e89e1c84017ffd8b1b21829185a5c88710a1f6bec66b4fbe5f0f5e1f1");
}
