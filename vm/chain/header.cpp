// Block headers in RLP.
#include "vm/chain/header.hpp"

#include <algorithm>

#include "vm/crypto/keccak.hpp"

namespace mozi::chain {
namespace {

using state::rlp::Decoder;
using state::rlp::Encoder;

/// The next item as a string of exactly as many bytes as `out` has.
void read_fixed(Decoder& in, std::string_view what, std::span<uint8_t> out) {
  Decoder before = in;
  const BytesView bytes = in.bytes(what);
  if (bytes.size() != out.size()) {
    before.fail(what, std::to_string(out.size()) + " bytes", std::to_string(bytes.size()));
    return;
  }
  std::ranges::copy(bytes, out.begin());
}

void read_common_fields(Decoder& in, Header& header) {
  header.parent_hash = in.hash("parent hash");
  header.ommers_hash = in.hash("ommers hash");
  header.coinbase = in.address("coinbase");
  header.state_root = in.hash("state root");
  header.transactions_root = in.hash("transactions root");
  header.receipts_root = in.hash("receipts root");
  read_fixed(in, "logs bloom", header.logs_bloom.bytes);
  header.difficulty = in.number("difficulty");
  header.number = in.number64("number");
  header.gas_limit = in.number64("gas limit");
  header.gas_used = in.number64("gas used");
  header.timestamp = in.number64("timestamp");
  const BytesView extra = in.bytes("extra data");
  header.extra_data.assign(extra.begin(), extra.end());
  header.mix_hash = in.hash("mix hash");
  read_fixed(in, "nonce", header.nonce);
}

void write_common_fields(Encoder& out, const Header& header) {
  out.hash(header.parent_hash);
  out.hash(header.ommers_hash);
  out.address(header.coinbase);
  out.hash(header.state_root);
  out.hash(header.transactions_root);
  out.hash(header.receipts_root);
  out.bytes(header.logs_bloom.bytes);
  out.number(header.difficulty);
  out.number(header.number);
  out.number(header.gas_limit);
  out.number(header.gas_used);
  out.number(header.timestamp);
  out.bytes(header.extra_data);
  out.hash(header.mix_hash);
  out.bytes(header.nonce);
}

}  // namespace

void encode_header(Encoder& out, const Header& header) {
  out.list([&] {
    write_common_fields(out, header);
    if (header.base_fee) out.number(*header.base_fee);
    if (header.withdrawals_root) out.hash(*header.withdrawals_root);
    if (header.blob_gas_used) out.number(*header.blob_gas_used);
    if (header.excess_blob_gas) out.number(*header.excess_blob_gas);
    if (header.parent_beacon_root) out.hash(*header.parent_beacon_root);
    if (header.requests_hash) out.hash(*header.requests_hash);
  });
}

Bytes encode_header(const Header& header) {
  Encoder out;
  encode_header(out, header);
  return out.take();
}

Header decode_header(Decoder& in) {
  Header header;
  Decoder fields = in.list("header");
  read_common_fields(fields, header);
  if (!fields.at_end()) header.base_fee = fields.number("base fee");
  if (!fields.at_end()) header.withdrawals_root = fields.hash("withdrawals root");
  if (!fields.at_end()) {  // Cancun brought three at once
    header.blob_gas_used = fields.number64("blob gas used");
    header.excess_blob_gas = fields.number64("excess blob gas");
    header.parent_beacon_root = fields.hash("parent beacon root");
  }
  if (!fields.at_end()) header.requests_hash = fields.hash("requests hash");
  fields.finish("header");
  return header;
}

Expected<Header> decode_header(BytesView encoded) {
  state::rlp::Failure failure;
  Decoder in{encoded, failure};
  Header header = decode_header(in);
  in.finish("input");
  if (failure) return std::unexpected(Error{"block header: " + failure->message});
  return header;
}

Hash header_hash(const Header& header) {
  return crypto::keccak256(encode_header(header));
}

}  // namespace mozi::chain
