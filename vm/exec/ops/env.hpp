// Opcodes that read one word from the frame, its message, or the block: small enough to inline.
#pragma once

#include "vm/exec/frame.hpp"

namespace mozi::exec::ops {

inline Word ADDRESS(const Frame& f) {
  return f.message->recipient.to_word();
}
inline Word CALLER(const Frame& f) {
  return f.message->sender.to_word();
}
inline Word CALLVALUE(const Frame& f) {
  return f.message->value;
}
inline Word CALLDATASIZE(const Frame& f) {
  return f.message->input.size();
}
inline Word CODESIZE(const Frame& f) {
  return f.code->size();
}
inline Word RETURNDATASIZE(const Frame& f) {
  return f.return_data.size();
}
inline Word MSIZE(const Frame& f) {
  return f.memory.size();
}

inline Word ORIGIN(const Frame& f) {
  return f.tx().origin.to_word();
}
inline Word GASPRICE(const Frame& f) {
  return f.tx().gas_price;
}
inline Word COINBASE(const Frame& f) {
  return f.tx().coinbase.to_word();
}
inline Word TIMESTAMP(const Frame& f) {
  return f.tx().timestamp;
}
inline Word NUMBER(const Frame& f) {
  return f.tx().block_number;
}
inline Word PREVRANDAO(const Frame& f) {
  return f.tx().prev_randao;
}
inline Word GASLIMIT(const Frame& f) {
  return f.tx().block_gas_limit;
}
inline Word CHAINID(const Frame& f) {
  return f.tx().chain_id;
}
inline Word BASEFEE(const Frame& f) {
  return f.tx().base_fee;
}
inline Word BLOBBASEFEE(const Frame& f) {
  return f.tx().blob_base_fee;
}

inline Word SELFBALANCE(const Frame& f) {
  return f.host->balance(f.message->recipient);
}

}  // namespace mozi::exec::ops
