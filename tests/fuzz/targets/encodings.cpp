// What arrives from the network: RLP items, transactions, blocks.
#include "tests/fuzz/targets/target.hpp"
#include "vm/chain/blockchain.hpp"
#include "vm/chain/genesis.hpp"
#include "vm/chain/validate.hpp"
#include "vm/state/rlp.hpp"
#include "vm/state/state_root.hpp"

namespace mozi::fuzz {
namespace {

using state::rlp::Decoder;
using state::rlp::Encoder;
using state::rlp::Failure;

bool equal(BytesView a, BytesView b) {
  return std::ranges::equal(a, b);
}

/// Reads any item with the typed decoder and writes it again.
void copy_items(Decoder& from, Encoder& to, unsigned depth) {
  while (!from.at_end()) {
    if (!from.at_list()) {
      to.bytes(from.bytes("string"));
      continue;
    }
    if (depth == 0) return from.fail("list", "lists at most 64 deep", "a deeper one");
    Decoder list = from.list("list");
    to.list([&] { copy_items(list, to, depth - 1); });
  }
}

}  // namespace

void rlp(BytesView input) {
  constexpr unsigned depth = 64;
  Failure failure;
  Decoder decoder(input, failure);
  Encoder copy;
  copy_items(decoder, copy, depth);
  if (!failure) require(equal(copy.view(), input), "what decodes to encode to the same bytes");
  if (state::rlp::validate(input, depth)) {
    require(!failure, "the decoder to read what the validator takes");
    Failure raw_failure;
    Decoder one(input, raw_failure);
    require(equal(one.raw("item"), input), "one item");
    one.finish("item");
    require(!raw_failure, "nothing after one item");
  }
}

void transaction(BytesView input) {
  const auto tx = state::decode_transaction(input);
  if (!tx) return require(!tx.error().message.empty(), "a reason");
  require(equal(state::encode_transaction(*tx), input), "what decodes to encode to the same bytes");
  const auto sender = state::recover_sender(*tx, state::HighS::allow);
  if (state::recover_sender(*tx)) require(sender.has_value(), "a low s to be good everywhere");
  for (const auto& authorization : tx->authorizations)
    static_cast<void>(state::recover_authority(authorization));

  state::WorldState world;
  if (sender) world.at(*sender).balance = ~Word{};
  chain::Block block;
  block.gas_limit = ~uint64_t{0};
  for (const Fork fork : {Fork::frontier, Fork::berlin, Fork::london, Fork::cancun, Fork::osaka}) {
    state::Journal journal(world);
    const isa::Rules& rules = isa::rules_of(fork);
    const auto admission =
        chain::validate(*tx, sender.value_or(Address{}), block, block.gas_limit, rules, journal);
    if (admission)
      require(admission->intrinsic_gas <= tx->gas_limit, "gas for what is paid before the run");
    else
      require(!admission.error().message.empty(), "a reason");
  }
}

void block(BytesView input) {
  const auto decoded = chain::decode_block(input);
  if (!decoded) return require(!decoded.error().message.empty(), "a reason");
  require(equal(chain::encode_block(*decoded), input), "what decodes to encode to the same bytes");
  static_cast<void>(chain::transactions_root(decoded->transactions));
  static_cast<void>(chain::ommers_hash(decoded->ommers));

  // On a chain where it may fit: one whose genesis is as like its parent as can be.
  for (const char* network : {"Frontier", "London", "Shanghai", "Osaka"}) {
    const auto config = chain::config_of_network(network).value();
    chain::Header genesis;
    genesis.gas_limit = std::min<uint64_t>(decoded->header.gas_limit, 1'000'000);
    genesis.timestamp = decoded->header.timestamp - 12;
    genesis.difficulty = decoded->header.difficulty;
    genesis.base_fee = decoded->header.base_fee;
    state::WorldState world;
    auto first = chain::genesis_block(config, world, genesis);
    auto child = *decoded;
    child.header.number = 1;
    child.header.parent_hash = chain::header_hash(first.header);
    chain::Blockchain chain(config, std::move(world), std::move(first));
    const auto imported = chain.import(chain::encode_block(child));
    if (!imported) require(!imported.error().message.empty(), "a reason");
  }
}

}  // namespace mozi::fuzz
