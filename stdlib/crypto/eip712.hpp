// EIP-712: hashes of structured data that are good for one contract on one chain.
#pragma once

#include <mozi/dsl.hpp>
#include <string>
#include <string_view>

namespace stdlib::crypto {

using namespace mozi::dsl;

/// The hash of a text that is known when the contract is compiled.
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

/// Whatever takes signatures inherits it as virtual; the contract names its domain once:
///   const crypto::Domain domain{*this, "Gold", "1"};
/// Nothing is cached: the separator follows the chain through a fork, and costs about as much to
/// hash as to look up and compare.
struct Eip712 {
  /// The domain as wallets ask for it.
  FN(Outputs<DomainFields>, eip712Domain, (), view) {
    return DomainFields{"0f"_hex,       String(domain_name), String(domain_version), block.chainid,
                        this_address(), Bytes32(),           new_array<U256>(0)};
  }

  DEF(Bytes32, domain_separator, ()) {
    if (domain_version.characters.empty())
      Tracer::current().complain(
          "the contract takes signatures and has no domain: const crypto::Domain domain{*this, "
          "\"Gold\", \"1\"};",
          std::source_location::current());
    return keccak256(abi_encode(
        keccak256(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
        hash_of_text(domain_name.characters), hash_of_text(domain_version.characters),
        block.chainid, this_address()));
  }

  /// What is signed for a struct with this hash.
  DEF(Bytes32, typed_data_hash, (Bytes32 struct_hash)) {
    return keccak256(abi_encode_packed("1901"_hex, domain_separator(), struct_hash));
  }

  Text domain_name;
  Text domain_version;
};

/// The contract's signing domain.
struct Domain {
  Domain(Eip712& contract, std::string name, std::string version) {
    contract.domain_name = {std::move(name)};
    contract.domain_version = {std::move(version)};
  }
};

}  // namespace stdlib::crypto
