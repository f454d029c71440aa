// genesis.json whole: configuration, accounts, header.
#include "tools/genesis/genesis.hpp"

#include "tools/fixtures/parts.hpp"
#include "tools/genesis/chain_config.hpp"
#include "tools/support/fail.hpp"

namespace mozi::genesis {
namespace {

using fixtures::Reader;
using fixtures::ReadError;

/// The difficulty where the file names none and there is proof of work.
constexpr uint64_t default_difficulty = 131'072;

/// A member that is there and not null.
std::optional<Reader> find(const Reader& json, const char* key) {
  auto member = json.find(key);
  if (member && member->is_null()) return {};
  return member;
}

template <class T>
void read(const Reader& json, const char* key, T (Reader::*as)() const, auto& field) {
  if (const auto member = find(json, key)) field = ((*member).*as)();
}

chain::Header read_header(const Reader& json, const chain::ChainConfig& config) {
  chain::Header header;
  header.gas_limit = json["gasLimit"].number64();
  read(json, "parentHash", &Reader::hash, header.parent_hash);
  read(json, "coinbase", &Reader::address, header.coinbase);
  read(json, "number", &Reader::number64, header.number);
  read(json, "gasUsed", &Reader::number64, header.gas_used);
  read(json, "timestamp", &Reader::number64, header.timestamp);
  read(json, "extraData", &Reader::bytes, header.extra_data);
  read(json, "mixHash", &Reader::hash, header.mix_hash);
  read(json, "baseFeePerGas", &Reader::number, header.base_fee);
  read(json, "blobGasUsed", &Reader::number64, header.blob_gas_used);
  read(json, "excessBlobGas", &Reader::number64, header.excess_blob_gas);
  uint64_t nonce = 0;
  read(json, "nonce", &Reader::number64, nonce);
  for (size_t i = 0; i < 8; ++i) header.nonce[i] = static_cast<uint8_t>(nonce >> (56 - 8 * i));
  const isa::Rules& rules = config.forks.rules_at({header.number, header.timestamp, {}});
  header.difficulty = rules.proof_of_stake ? 0 : default_difficulty;
  read(json, "difficulty", &Reader::number, header.difficulty);
  return header;
}

}  // namespace

Expected<Genesis> parse_genesis(const nlohmann::json& json) {
  try {
    const Reader file(json, "genesis");
    Genesis genesis;
    genesis.config = read_chain_config(file["config"]);
    genesis.world = fixtures::read_accounts(file["alloc"]);
    genesis.block =
        chain::genesis_block(genesis.config, genesis.world, read_header(file, genesis.config));
    return genesis;
  } catch (const ReadError& error) {
    return fail("{}", error.message);
  }
}

}  // namespace mozi::genesis
