// The world that opcode vectors see.
#pragma once

#include "tests/support/mock_host.hpp"

namespace mozi::test {

/// A host with the accounts, the block and the callees that README.md and the .ops files speak of.
class OpsWorld : public MockHost {
 public:
  OpsWorld() {
    accounts[address(0xaaaa)].balance = 1000;
    accounts[address(0xaaaa)].storage[1] = accounts[address(0xaaaa)].original[1] = 0x11;
    accounts[address(0xcccc)].balance = 1;
    Account& other = accounts[address(0xbbbb)];
    other.balance = 77;
    other.code = {0x60, 0x01, 0x60, 0x01, 0x55};
    other.code_hash.bytes = {0xb0, 0xb0};
    Account& delegated = accounts[address(0xdddd)];
    delegated.code = {0xef, 0x01, 0x00};
    delegated.code.insert(delegated.code.end(), 18, 0);
    delegated.code.insert(delegated.code.end(), {0xbb, 0xbb});
    accounts[address(0xfa11)].balance = accounts[address(0x4e4e)].balance = 1;

    context.gas_price = 7;
    context.origin = address(0x123);
    context.coinbase = address(0xc0ba);
    context.block_number = 1000;
    context.timestamp = 1'700'000'000;
    context.block_gas_limit = 30'000'000;
    context.prev_randao = {0x1234567890abcdef, 0x1234567890abcdef, 0x1234567890abcdef,
                           0x1234567890abcdef};
    context.chain_id = 1337;
    context.base_fee = 9;
    context.blob_base_fee = 3;
    context.blob_hashes.resize(2);
    context.blob_hashes[0].bytes[0] = 1;
    context.blob_hashes[1].bytes[0] = 2;

    for (uint8_t i = 0; i < 64; ++i) calldata_[i] = static_cast<uint8_t>(i + 1);
  }

  [[nodiscard]] Message message(int64_t gas, bool is_static) const {
    Message m;
    m.is_static = is_static;
    m.gas = gas;
    m.recipient = m.code_address = address(0xaaaa);
    m.sender = address(0xcccc);
    m.value = 5;
    m.input = calldata_;
    return m;
  }

  Result call(const Message& m) override {
    const bool creates = m.kind == CallKind::create || m.kind == CallKind::create2;
    const Word what = creates ? m.value : m.code_address.to_word();
    Result r;
    if (what == Word{creates ? 667u : 0xfa11u}) {
      r.status = Status::out_of_gas;
      return r;
    }
    r.gas_left = m.gas;
    for (uint8_t i = 1; i <= 32; ++i) r.output.push_back(i);
    if (what == Word{creates ? 666u : 0x4e4eu}) {
      r.status = Status::revert;
    } else if (creates) {
      r.output.clear();
      r.created = address(0xcafe);
    }
    return r;
  }

 private:
  std::array<uint8_t, 64> calldata_;
};

}  // namespace mozi::test
