// CheckpointRegistry: blocks and ledger histories that the committee has signed.
#pragma once

#include "stdlib/access/governed.hpp"

namespace contracts {

using namespace mozi::dsl;

/// Anyone may submit a checkpoint with ed25519 signatures of more than two thirds of the committee,
/// which governance replaces as a whole. The signed message names the chain, not this registry or
/// the committee: a second registry with the same keys would accept it too, with the same content.
struct CheckpointRegistry : virtual stdlib::access::Governed {
  static constexpr unsigned max_committee = 100;
  static constexpr unsigned interval = 10;  // blocks
  static constexpr unsigned signature_size = 64;
  static constexpr auto ed25519 = "0x0000000000000000000000000000000000000120"_address;

  struct Checkpoint {
    Bytes32 blockHash, historyRoot;
    U16 signatures;
  };

  ERROR(BadHeight, (U64 expectedMultipleOf, U64 height));
  ERROR(AlreadyFinalized, (U64 height));
  ERROR(BadSigners, ());
  ERROR(BelowQuorum, (U16 have, U16 need));
  ERROR(BadSignature, (U16 index));
  ERROR(BadCommittee, ());
  ERROR(EmptyResult, (Address target));
  EVENT(CheckpointFinalized,
        (Indexed<U64> height, Bytes32 blockHash, Bytes32 historyRoot, U16 signatures));
  EVENT(CommitteeRotated, (Indexed<U64> rotation, U16 size));

  FIELD(keys, Array<Bytes32>);
  FIELD(checkpoints, Map<U64, Checkpoint>);
  /// The height of the last checkpoint.
  PUBLIC(latest, U64);
  /// How often governance has replaced the committee.
  PUBLIC(rotations, U64);

  CTOR((Address governance, Array<Bytes32> committee)) {
    init_governance(governance);
    set_committee(committee);
  }

  /// Bit i of `signers` says that the i-th member signed; the signatures stand in that order.
  FN(void, submit,
     (U64 height, Bytes32 blockHash, Bytes32 historyRoot, U256 signers,
      mozi::dsl::Bytes signatures)) {
    require(height != 0 && height % interval == 0 && height <= block.number,
            BadHeight(interval, height));
    require(height > latest, AlreadyFinalized(height));
    U256 size = keys.length();
    require(signers >> size == 0, BadSigners());
    U256 have = bits_in(signers);
    require(signatures.length() == have * signature_size, BadSigners());
    U256 need = quorum_of(size);
    require(have >= need, BelowQuorum(truncate<U16>(have), truncate<U16>(need)));
    verify(size, signers, signatures, message(height, blockHash, historyRoot));
    checkpoints[height] = Checkpoint{blockHash, historyRoot, truncate<U16>(have)};
    latest = height;
    emit(CheckpointFinalized(height, blockHash, historyRoot, truncate<U16>(have)));
  }

  FN(Outputs<Checkpoint>, checkpoint, (U64 height), view) {
    Checkpoint found = checkpoints[height];
    return found;
  }

  /// How many signatures a checkpoint needs: more than two thirds.
  FN(U16, quorum, (), view) { return truncate<U16>(quorum_of(keys.length())); }

  FN(Array<Bytes32>, committee, (), view) { return keys; }

  /// Replaces the committee. Keys are strictly ascending, so that none counts twice.
  FN(void, rotateCommittee, (Array<Bytes32> committee)) {
    only_governance();
    set_committee(committee);
    rotations += 1;
    emit(CommitteeRotated(rotations, truncate<U16>(committee.length())));
  }

  DEF(void, set_committee, (Array<Bytes32> committee)) {
    U256 size = committee.length();
    require(size >= 1 && size <= max_committee, BadCommittee());
    Bytes32 previous;
    reset(keys);
    For (U256 i = 0, i < size, i += 1) {
      Bytes32 key = committee[i];
      require(key > previous, BadCommittee());
      keys.push(key);
      previous = key;
    }
  }

  DEF(void, verify, (U256 size, U256 signers, Bytes signatures, Bytes signed_message)) {
    U256 from = 0;
    For (U256 i = 0, i < size, i += 1) {
      If ((signers >> i & 1) == 0) {
        Continue;
      }
      CallResult result = raw_staticcall(
          ed25519, concat(abi_encode_packed(keys[i]), signatures.slice(from, from + signature_size),
                          signed_message));
      require(result.ok && result.data.length() == 32, EmptyResult(ed25519));
      require(abi_decode<U256>(result.data) == 1, BadSignature(truncate<U16>(i)));
      from += signature_size;
    }
  }

  /// What members sign. Numbers are 8 bytes, least significant first.
  DEF(Bytes, message, (U64 height, Bytes32 block_hash, Bytes32 history_root)) {
    return abi_encode_packed(String("CITRATE-CHECKPOINT-V1"),
                             reverse_bytes(truncate<U64>(block.chainid)), reverse_bytes(height),
                             keccak256(abi_encode(block_hash, history_root)));
  }

  DEF(U64, reverse_bytes, (U64 number)) {
    U256 rest = number;
    U256 reversed = 0;
    for (int i = 0; i < 8; ++i) {
      reversed = reversed << 8 | (rest & 0xff);
      rest >>= 8;
    }
    return truncate<U64>(reversed);
  }

  DEF(U256, bits_in, (U256 word)) {
    U256 count = 0;
    U256 rest = word;
    While (rest != 0) {
      rest &= rest - 1;
      count += 1;
    }
    return count;
  }

  static U256 quorum_of(const U256& size) {
    U256 need = size * 2 / 3 + 1;
    return need;
  }
};

}  // namespace contracts
