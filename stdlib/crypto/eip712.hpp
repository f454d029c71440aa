// EIP-712: hashes of structured data that are good for one contract on one chain.
#pragma once

#include <mozi/dsl.hpp>
#include <string_view>

namespace stdlib::crypto {

using namespace mozi::dsl;

/// A hash that is known when the contract is compiled.
constexpr Constant<Bytes32> hash_of_text(std::string_view text) {
  return Constant<Bytes32>::of_word(keccak256_word(text));
}

/// What eip712Domain answers (ERC-5267).
struct DomainFields {
  Bytes1 fields;
  String name;
  String version;
  U256 chainId;
  Address verifyingContract;
  Bytes32 salt;
  Array<U256> extensions;
};

/// A signing domain with a name and a version: struct Token : Eip712<"Gold", "1">. Nothing is
/// cached: the separator follows the chain through a fork, and costs less to hash than to look up
/// and compare.
template <literals::LiteralText domain_name, literals::LiteralText domain_version>
struct Eip712 {
  /// The domain as wallets ask for it.
  FN(Outputs<DomainFields>, eip712Domain, (), view) {
    return DomainFields{"0f"_hex,          String(domain_name.text), String(domain_version.text),
                        block.chainid,     this_address(),           Bytes32(),
                        new_array<U256>(0)};
  }

  DEF(Bytes32, domain_separator, ()) {
    return keccak256(abi_encode(
        keccak256(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
        hash_of_text(domain_name.text), hash_of_text(domain_version.text), block.chainid,
        this_address()));
  }

  /// What is signed for a struct with this hash.
  DEF(Bytes32, typed_data_hash, (Bytes32 struct_hash)) {
    return keccak256(abi_encode_packed("1901"_hex, domain_separator(), struct_hash));
  }
};

}  // namespace stdlib::crypto
