// What a contract can ask about its call, its transaction, its block and the chain.
#pragma once

#include "mozi/dsl/collections.hpp"

namespace mozi::dsl {

/// All of the call data.
class CallData : public SourceTag, public BytesMethods<CallData> {
 public:
  using value_type = Bytes;
  NodeRef node_at(Location at) const;
};

/// The current call.
struct CallEnvironment {
  Environment<Address, 0x33> sender;
  Environment<U256, 0x34> value;
  CallData data;
  /// The first four bytes of the call data.
  Expression<Bytes4> sig(Location at = std::source_location::current()) const;
};
inline constexpr CallEnvironment msg;

/// The current block.
struct BlockEnvironment {
  Environment<Address, 0x41> coinbase;
  Environment<U256, 0x42> timestamp;
  Environment<U256, 0x43> number;
  Environment<U256, 0x44> prevrandao;
  Environment<U256, 0x45> gaslimit;
  Environment<U256, 0x46> chainid;
  Environment<U256, 0x48> basefee;
  Environment<U256, 0x4a> blobbasefee;
};
inline constexpr BlockEnvironment block;

/// The current transaction.
struct TransactionEnvironment {
  Environment<Address, 0x32> origin;
  Environment<U256, 0x3a> gasprice;
};
inline constexpr TransactionEnvironment tx;

/// This contract's address.
constexpr Environment<Address, 0x30> this_address() {
  return {};
}
/// This contract's balance, cheaper than this_address().balance().
constexpr Environment<U256, 0x47> this_balance() {
  return {};
}
/// The gas that is left; its value differs at each use.
Expression<U256> gas_left(Location at = std::source_location::current());
/// The hash of one of the 256 blocks before this one; zero for others.
Expression<Bytes32> blockhash(Operand<U256> number);
/// The versioned hash of a blob of this transaction; zero if there is none.
Expression<Bytes32> blobhash(Operand<U256> index);

/// (a + b) mod m without overflow; 0 mod 0 panics as % does.
Expression<U256> addmod(Operand<U256> a, Operand<U256> b, Operand<U256> m);
/// (a * b) mod m without overflow; 0 mod 0 panics as % does.
Expression<U256> mulmod(Operand<U256> a, Operand<U256> b, Operand<U256> m);

/// keccak256 of bytes.
Expression<Bytes32> keccak256(Operand<Bytes> data);
/// The signer of a hash, or the zero address if the signature is none.
Expression<Address> ecrecover(Operand<Bytes32> hash, Operand<U8> v, Operand<Bytes32> r,
                              Operand<Bytes32> s);

}  // namespace mozi::dsl
