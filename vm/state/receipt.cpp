// Receipts and logs in RLP.
#include "vm/state/receipt.hpp"

#include "vm/crypto/keccak.hpp"
#include "vm/state/rlp.hpp"

namespace mozi::state {
namespace {

void encode_logs(rlp::Encoder& out, std::span<const Log> logs) {
  out.list([&] {
    for (const auto& log : logs)
      out.list([&] {
        out.address(log.address);
        out.list([&] {
          for (const auto& topic : log.topics) out.hash(topic);
        });
        out.bytes(log.data);
      });
  });
}

}  // namespace

Bytes encode_receipt(const Receipt& receipt) {
  rlp::Encoder out;
  if (receipt.type != TxType::legacy) {
    const auto type = static_cast<uint8_t>(receipt.type);
    out.raw({&type, 1});
  }
  out.list([&] {
    if (receipt.state_root)
      out.hash(*receipt.state_root);
    else
      out.number(uint64_t{receipt.success});
    out.number(receipt.cumulative_gas_used);
    out.bytes(bloom_of(receipt.logs).bytes);
    encode_logs(out, receipt.logs);
  });
  return out.take();
}

Hash logs_hash(std::span<const Log> logs) {
  rlp::Encoder out;
  encode_logs(out, logs);
  return crypto::keccak256(out.view());
}

}  // namespace mozi::state
