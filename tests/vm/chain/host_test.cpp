// The host: nested calls, self-destruction per fork, precompiles, and what revert takes back.
#include "vm/chain/host.hpp"

#include <catch2/catch.hpp>

#include "tests/vm/chain/world.hpp"
#include "vm/chain/address.hpp"
#include "vm/chain/block_hash.hpp"
#include "vm/chain/delegation.hpp"

using namespace mozi;
using namespace mozi::chain;
using mozi::test::account;
using mozi::test::callee;
using mozi::test::World;

namespace {

constexpr Address other = account(5);

std::string hex(const Address& address) {
  return to_hex(address);
}

/// CALL with all gas, no data, and the value given.
std::string call(const Address& target, uint64_t value = 0) {
  return "CALL 1000000 " + hex(target) + " " + std::to_string(value) + " 0 0 0 0";
}

}  // namespace

TEST_CASE("a nested call that fails takes back its value and its writes, not its caller's") {
  World world;
  world.state.at(callee).balance = 100;
  world.code(callee, "SSTORE 1 1; " + call(other, 40) + "; PUSH1 2; SSTORE");
  world.code(other, "SSTORE 1 1; INVALID");
  REQUIRE(world.apply(World::transaction())->status == Status::success);
  CHECK(world.slot(callee, 1) == Word{1});
  CHECK(world.slot(callee, 2) == Word{});
  CHECK(world.slot(other, 1) == Word{});
  CHECK(world.balance(callee) == Word{100});
}

TEST_CASE("value moves with a nested call that succeeds") {
  World world;
  world.state.at(callee).balance = 100;
  world.code(callee, call(other, 40) + "; PUSH1 2; SSTORE");
  REQUIRE(world.apply(World::transaction())->status == Status::success);
  CHECK(world.slot(callee, 2) == Word{1});
  CHECK(world.balance(callee) == Word{60});
  CHECK(world.balance(other) == Word{40});
}

TEST_CASE("a nested creation counts the creator's nonce even if it fails") {
  World world;
  world.state.at(callee).nonce = 1;
  // Init code 0xfe: INVALID.
  world.code(callee, "MSTORE8 0 0xfe; CREATE 0 0 1; PUSH1 1; SSTORE");
  REQUIRE(world.apply(World::transaction())->status == Status::success);
  CHECK(world.slot(callee, 1) == Word{});
  CHECK(world.state.find(callee)->nonce == 2);
  CHECK(world.state.find(create_address(callee, 1)) == nullptr);
}

TEST_CASE("CREATE2 gives the address of creator, salt and code") {
  // EIP-1014, example 1 and 4.
  CHECK(to_hex(create2_address({}, {}, Bytes{0})) == "0x4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38");
  const auto creator = parse_address("0x00000000000000000000000000000000deadbeef").value();
  const auto salt =
      parse_hash("0x00000000000000000000000000000000000000000000000000000000cafebabe").value();
  CHECK(to_hex(create2_address(creator, salt, Bytes{0xde, 0xad, 0xbe, 0xef})) ==
        "0x60f3f640a8508fc6a86d45df051962668e1e8ac7");
  World world;
  world.code(callee, "CREATE2 0 0 0 5; PUSH1 1; SSTORE");
  REQUIRE(world.apply(World::transaction())->status == Status::success);
  CHECK(Address::from_word(world.slot(callee, 1)) ==
        create2_address(callee, Hash::from_word(5), {}));
}

TEST_CASE("precompiles run by their address, in the caller's context or not") {
  World world;
  // The identity copies 32 bytes of input to output.
  world.code(callee,
             "MSTORE 0 0x1234; STATICCALL 10000 4 0 32 32 32; POP; MLOAD 32; PUSH1 1; SSTORE;"
             "DELEGATECALL 10000 4 0 32 64 32; POP; MLOAD 64; PUSH1 2; SSTORE");
  REQUIRE(world.apply(World::transaction())->status == Status::success);
  CHECK(world.slot(callee, 1) == Word{0x1234});
  CHECK(world.slot(callee, 2) == Word{0x1234});
}

TEST_CASE("a delegation to a precompile runs no code") {
  World world(Fork::prague);
  Address identity;
  identity.bytes[19] = 4;
  world.state.set_code(other, delegation_code(identity));
  world.code(callee, "MSTORE 0 7; " + ("CALL 100000 " + hex(other) + " 0 0 32 32 32") +
                         "; PUSH1 1; SSTORE; RETURNDATASIZE; PUSH1 2; SSTORE");
  REQUIRE(world.apply(World::transaction())->status == Status::success);
  CHECK(world.slot(callee, 1) == Word{1});
  CHECK(world.slot(callee, 2) == Word{});
}

TEST_CASE("self-destruction deletes the contract before Cancun and only empties it since") {
  for (const Fork fork : {Fork::frontier, Fork::shanghai, Fork::cancun}) {
    World world(fork);
    world.state.at(callee).balance = 50;
    world.code(callee, "SELFDESTRUCT " + hex(other));
    REQUIRE(world.apply(World::transaction())->status == Status::success);
    CHECK(world.balance(other) == Word{50});
    CHECK((world.state.find(callee) != nullptr) == (fork == Fork::cancun));
  }
}

TEST_CASE("a contract that names itself burns its balance when it vanishes, and keeps it if not") {
  for (const Fork fork : {Fork::shanghai, Fork::cancun}) {
    World world(fork);
    world.state.at(callee).balance = 50;
    world.code(callee, "SELFDESTRUCT " + hex(callee));
    REQUIRE(world.apply(World::transaction())->status == Status::success);
    CHECK(world.balance(callee) == Word{fork == Fork::cancun ? 50u : 0u});
  }
}

TEST_CASE("what a transaction creates, it can still destruct since Cancun") {
  World world(Fork::cancun);
  auto tx = World::transaction();
  tx.to = {};
  tx.value = 5;
  tx.data = mozi::test::assemble("SELFDESTRUCT " + hex(other));
  const auto outcome = world.apply(tx);
  REQUIRE(outcome->status == Status::success);
  CHECK(world.state.find(*outcome->created) == nullptr);
  CHECK(world.balance(other) == Word{5});
}

TEST_CASE("the first self-destruction is refunded before London") {
  World world(Fork::berlin);
  world.code(callee, "SELFDESTRUCT " + hex(account(1)));
  const auto outcome = world.apply(World::transaction());
  CHECK(outcome->gas_refund == (21000 + 5000 + 3) / 2);
}

TEST_CASE("transient storage lasts for the transaction and is taken back by a revert") {
  World world;
  world.code(callee, "TSTORE 1 5; " + call(other) + "; POP; TLOAD 1; PUSH1 1; SSTORE");
  world.code(other, "TSTORE 1 6; REVERT 0 0");
  REQUIRE(world.apply(World::transaction())->status == Status::success);
  CHECK(world.slot(callee, 1) == Word{5});
  world.code(callee, "TLOAD 1; PUSH1 1; SSTORE");
  auto tx = World::transaction();
  tx.nonce = 1;
  REQUIRE(world.apply(tx)->status == Status::success);
  CHECK(world.slot(callee, 1) == Word{});
}

TEST_CASE("an error of the state backend ends the execution and is no answer") {
  // Knows accounts and their code, and breaks when a slot is asked for.
  class Broken final : public state::StateBackend {
   public:
    explicit Broken(state::WorldState& world) : world_(world) {}
    Expected<std::optional<state::AccountInfo>> account(const Address& address) override {
      return world_.account(address);
    }
    Expected<state::Code> code(const Hash& hash) override { return world_.code(hash); }
    Expected<Word> storage(const Address&, const Word&) override {
      return std::unexpected(Error{"the disk is gone"});
    }
    Expected<Hash> block_hash(uint64_t number) override { return world_.block_hash(number); }

   private:
    state::WorldState& world_;
  };
  World world;
  world.code(callee, call(other) + "; SSTORE 1 1");
  world.code(other, "SLOAD 7");
  world.state.at(other).storage.set(1, 1);
  Broken backend(world.state);
  state::Journal journal(backend);
  StateHost host(world.vm, journal, world.rules);

  Message message;
  message.gas = 1'000'000;
  message.sender = mozi::test::sender;
  message.recipient = message.code_address = callee;
  CHECK(run_message(host, world.block, message).status == Status::host_error);
  journal.drop_transaction();
  const auto outcome = apply_transaction(host, World::transaction(), mozi::test::sender,
                                         world.block, world.block.gas_limit);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().fault == TxFault::state_unavailable);
  CHECK(outcome.error().message == "the disk is gone");
  CHECK(journal.take_diff().empty());
}

TEST_CASE("BLOCKHASH knows the last 256 blocks") {
  World world;
  world.block.hash_of = numbered_block_hash;
  world.code(callee,
             "BLOCKHASH 999; PUSH1 1; SSTORE; BLOCKHASH 744; PUSH1 2; SSTORE;"
             "BLOCKHASH 743; PUSH1 3; SSTORE; BLOCKHASH 1000; PUSH1 4; SSTORE");
  REQUIRE(world.apply(World::transaction())->status == Status::success);
  CHECK(world.slot(callee, 1) == numbered_block_hash(999).to_word());
  CHECK(world.slot(callee, 2) == numbered_block_hash(744).to_word());
  CHECK(world.slot(callee, 3) == Word{});
  CHECK(world.slot(callee, 4) == Word{});
}

TEST_CASE(
    "the code hash of an account that does not exist is zero, of one without code it is not") {
  World world;
  world.code(callee, "EXTCODEHASH " + hex(other) + "; PUSH1 1; SSTORE; EXTCODEHASH " +
                         hex(account(1)) + "; PUSH1 2; SSTORE");
  REQUIRE(world.apply(World::transaction())->status == Status::success);
  CHECK(world.slot(callee, 1) == Word{});
  CHECK(world.slot(callee, 2) == crypto::keccak256_empty.to_word());
}
