// The contract metrics of a Lattice chain: what is counted, how it lies in storage, who reads it.
#include "vm/exec/metrics.hpp"

#include <catch2/catch.hpp>

#include "tests/support/hex.hpp"
#include "tests/vm/chain/block_builder.hpp"
#include "vm/crypto/keccak.hpp"

using namespace mozi;
using namespace mozi::chain;
using test::assemble;
using test::Builder;
namespace metrics = exec::metrics;

namespace {

constexpr Address alpha = address_literal("000000000000000000000000000000000000a1fa");
constexpr Address beta = address_literal("000000000000000000000000000000000000be7a");

Bytes join(std::initializer_list<BytesView> parts) {
  Bytes all;
  for (const BytesView part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

/// The slot of a key in a Solidity mapping.
Word mapped(const Word& key, const Word& slot) {
  return crypto::keccak256(join({key.to_bytes(), slot.to_bytes()})).to_word();
}

Bytes calldata(std::string_view signature, std::initializer_list<Word> arguments) {
  const Hash selector = crypto::keccak256(test::bytes_of(signature));
  Bytes data(selector.bytes.begin(), selector.bytes.begin() + 4);
  for (const Word& argument : arguments) data = join({data, argument.to_bytes()});
  return data;
}

/// A Lattice chain with contracts at alpha and beta.
struct Chain : Builder {
  explicit Chain(std::string_view alpha_code, std::string_view beta_code = "STOP",
                 std::string_view network = "Shanghai")
      : Builder(config_for(network), [&](state::WorldState& world) {
          world.set_code(alpha, assemble(alpha_code));
          world.set_code(beta, assemble(beta_code));
        }) {}

  static ChainConfig config_for(std::string_view network) {
    auto made = config_of_network(network).value();
    made.forks.enable_lattice();
    return made;
  }
  Word slot(const Word& key) {
    const auto* account = chain.head_state().find(metrics::account);
    return account == nullptr ? Word{} : account->storage.get(key);
  }
  metrics::Usage usage(const Address& contract) {
    return metrics::unpack(slot(mapped(contract.to_word(), 1)));
  }
  metrics::Usage usage_in(uint64_t epoch, const Address& contract) {
    return metrics::unpack(slot(mapped(contract.to_word(), mapped(epoch, 2))));
  }
  Word total_in(uint64_t epoch) { return slot(mapped(epoch, 3)); }
  Address deployer_of(const Address& contract) {
    return Address::from_word(slot(mapped(contract.to_word(), 0)));
  }
  /// A view call on the state of the head.
  Result view(const Bytes& data, int64_t gas = 100'000) {
    Vm vm;
    state::WorldState world = chain.head_state();
    state::Journal journal(world);
    const isa::Rules& rules = config.forks.rules_at({1, 1, {}});
    StateHost host(vm, journal, rules);
    Message message;
    message.gas = gas;
    message.recipient = message.code_address = metrics::account;
    message.input = data;
    return run_message(host, Block{}, message);
  }
  std::vector<Word> words(const Bytes& data) {
    const Result result = view(data);
    REQUIRE(result.status == Status::success);
    std::vector<Word> all;
    for (size_t i = 0; i + 32 <= result.output.size(); i += 32)
      all.push_back(Word::load(result.output.data() + i));
    return all;
  }
};

std::string hex(const Address& address) {
  return to_hex(address);
}

}  // namespace

TEST_CASE("a contract is credited with its frames, its transactions and their gas") {
  Chain c("PUSH1 1; POP");  // 3 + 2
  c.grow({.transactions = {c.call(alpha, 0), c.call(alpha, 1), c.call(beta, 2)}});
  CHECK(c.usage(alpha) == metrics::Usage{2, 2, 10});
  CHECK(c.usage(beta) == metrics::Usage{1, 1, 0});
  CHECK(c.usage_in(0, alpha) == c.usage(alpha));
  CHECK(c.total_in(0) == Word{10});
  c.grow({.transactions = {c.call(alpha, 3)}});
  CHECK(c.usage(alpha) == metrics::Usage{3, 3, 15});
  CHECK(c.total_in(0) == Word{15});
}

TEST_CASE("the gas of a callee is its own, its stipend too") {
  // Two calls of beta in one transaction; the second gives value, and beta spends the stipend.
  Chain c("CALL 1000 " + hex(beta) + " 0 0 0 0 0; CALL 0 " + hex(beta) + " 1 0 0 0 0; POP; POP",
          "PUSH1 1; PUSH1 2; POP; POP");
  c.grow({.transactions = {c.call(alpha, 0, {}, 1)}});
  CHECK(c.usage(beta) == metrics::Usage{2, 1, 20});
  // 14 PUSHes, 2 POPs, a cold and a warm call, a value transfer; what the stipend gave the callee
  // was not the caller's.
  CHECK(c.usage(alpha) == metrics::Usage{1, 1, 14 * 3 + 2 * 2 + 2600 + 100 + 9000 - 2300});
  CHECK(c.total_in(0) == c.usage(alpha).gas + c.usage(beta).gas);
}

TEST_CASE("a frame belongs to the contract whose code it runs") {
  for (const char* kind : {"DELEGATECALL", "STATICCALL"}) {
    Chain c(std::string(kind) + " 1000 " + hex(beta) + " 0 0 0 0", "PUSH1 1");
    c.grow({.transactions = {c.call(alpha, 0)}});
    CHECK(c.usage(alpha) == metrics::Usage{1, 1, 6 * 3 + 2600});
    CHECK(c.usage(beta) == metrics::Usage{1, 1, 3});
  }
}

TEST_CASE("a frame that is reverted or fails counts the gas it burned") {
  Chain reverts("CALL 1000 " + hex(beta) + " 0 0 0 0 0; REVERT 0 0", "INVALID");
  reverts.grow({.transactions = {reverts.call(alpha, 0)}});
  CHECK(reverts.usage(beta) == metrics::Usage{1, 1, 1000});
  CHECK(reverts.usage(alpha) == metrics::Usage{1, 1, 9 * 3 + 2600});
}

TEST_CASE(
    "accounts without code, precompiles, system calls and rejected transactions do not count") {
  const Address nobody = Address{{9}};
  Chain c("CALL 50000 " + hex(nobody) + " 0 0 0 0 0; CALL 50000 4 0 0 0 0 0", "STOP", "Cancun");
  c.grow({.transactions = {c.call(alpha, 0), c.call(nobody, 1)}});
  CHECK(c.usage(nobody) == metrics::Usage{});
  CHECK(c.usage(Address::from_word(4)) == metrics::Usage{});
  // What identity takes is in nobody's account.
  CHECK(c.usage(alpha).gas == Word{14 * 3 + 2600 + 100});
  CHECK(c.total_in(0) == c.usage(alpha).gas);
}

TEST_CASE("creations have deployers, and reverted ones do not") {
  // Creates beta's code twice: once in vain, in a frame that reverts after it.
  const std::string make = "MSTORE8 0 0x5b; CREATE 0 0 1";  // init code JUMPDEST
  Chain c(make + "; POP; CALL 100000 " + hex(beta) + " 0 0 0 0 0", make + "; REVERT 0 0");
  state::Transaction creation = c.call({}, 1);
  creation.to.reset();
  creation.data = assemble("JUMPDEST; JUMPDEST");
  REQUIRE(state::sign(creation, Builder::key()));
  c.grow({.transactions = {c.call(alpha, 0), creation}});
  const Address by_alpha = create_address(alpha, 0);
  const Address by_beta = create_address(beta, 0);
  const Address by_transaction = create_address(Builder::sender(), 1);
  CHECK(c.deployer_of(by_alpha) == alpha);
  CHECK(c.deployer_of(by_beta) == Address{});
  CHECK(c.deployer_of(by_transaction) == Builder::sender());
  CHECK(c.deployer_of(alpha) == Address{});
  // Init code runs in the new contract; it counts although it was reverted.
  CHECK(c.usage(by_alpha) == metrics::Usage{1, 1, 1});
  CHECK(c.usage(by_beta) == metrics::Usage{1, 1, 1});
  CHECK(c.usage(by_transaction) == metrics::Usage{1, 1, 2});
}

TEST_CASE("answers come by ABI, at the price of one SLOAD") {
  Chain c("PUSH1 1; POP");
  state::Transaction creation = c.call({}, 0);
  creation.to.reset();
  creation.data = assemble("STOP");
  REQUIRE(state::sign(creation, Builder::key()));
  c.grow({.transactions = {creation, c.call(alpha, 1)}});
  const Word a = alpha.to_word();
  const Word made = create_address(Builder::sender(), 0).to_word();
  CHECK(c.words(calldata("deployerOf(address)", {made})) ==
        std::vector{Builder::sender().to_word()});
  CHECK(c.words(calldata("usage(address)", {a})) == std::vector<Word>{1, 1, 5});
  CHECK(c.words(calldata("usageIn(address,uint64)", {a, 0})) == std::vector<Word>{1, 1, 5});
  CHECK(c.words(calldata("usageIn(address,uint64)", {a, 1})) == std::vector<Word>{0, 0, 0});
  CHECK(c.words(calldata("totalIn(uint64)", {0})) == std::vector<Word>{5});
  CHECK(c.words(calldata("totalIn(uint64)", {1})) == std::vector<Word>{0});
  const Bytes question = calldata("usage(address)", {a});
  CHECK(c.view(question, 2100).gas_left == 0);
  CHECK(c.view(question, 2100).status == Status::success);
  CHECK(c.view(question, 2099).status == Status::out_of_gas);
}

TEST_CASE("what is no question fails and takes all gas") {
  Chain c("STOP");
  const Word a = alpha.to_word();
  Bytes cut = calldata("usage(address)", {a});
  cut.pop_back();
  const Bytes wide = calldata("usage(address)", {Word{1} << 160});
  const Bytes late = calldata("totalIn(uint64)", {Word{1} << 64});
  for (const Bytes& data : {Bytes{}, Bytes{0x41, 0x6d, 0xc7}, calldata("usages(address)", {a}), cut,
                            wide, late, calldata("usageIn(address,uint64)", {a})}) {
    const Result result = c.view(data);
    CHECK(result.status == Status::precompile_failure);
    CHECK(result.gas_left == 0);
  }
  // As Solidity does, it takes more than it needs.
  CHECK(c.view(calldata("usage(address)", {a, 7})).status == Status::success);
}

TEST_CASE("within a block contracts are told how things stood at its start, warm or cold") {
  // Asks for its own usage twice; stores the frames, and the gas both took.
  const std::string ask =
      "GAS; STATICCALL 50000 0x300 0 36 64 96; POP; GAS; SWAP1; SUB; "
      "PUSH1 2; SSTORE; GAS; STATICCALL 50000 0x300 0 36 64 96; POP; GAS; SWAP1; SUB; "
      "PUSH1 3; SSTORE; MLOAD 64; PUSH1 1; SSTORE";
  const Bytes question = calldata("usage(address)", {alpha.to_word()});
  Chain c("CALLDATACOPY 0 0 36; " + ask);
  const auto stored = [&](uint64_t key) {
    return c.chain.head_state().find(alpha)->storage.get(key);
  };
  c.grow({.transactions = {c.call(alpha, 0, question), c.call(alpha, 1, question)}});
  CHECK(stored(1) == Word{0});
  CHECK(stored(2) - stored(3) == Word{2000 + 3 * 3});  // and the first grows memory
  c.grow({.transactions = {c.call(alpha, 2, question)}});
  CHECK(stored(1) == Word{2});
}

TEST_CASE("RewardDistributor.onBlock is told how things stood at the block's start") {
  auto config = Chain::config_for("Shanghai");
  config.reward_distributor = beta;
  Builder builder(config, [&](state::WorldState& world) {
    world.set_code(alpha, assemble("PUSH1 1; POP"));
    Bytes question = calldata("totalIn(uint64)", {0});
    question.resize(64);
    world.set_code(beta, assemble("MSTORE 0 " + to_hex(BytesView(question).first(32)) +
                                  "; STATICCALL 50000 0x300 0 36 0 32; POP; MLOAD 0; PUSH1 1; "
                                  "SSTORE"));
  });
  const auto told = [&] { return builder.chain.head_state().find(beta)->storage.get(1); };
  builder.grow({.transactions = {builder.call(alpha, 0)}});
  CHECK(told() == Word{0});
  builder.grow();
  CHECK(told() == Word{5});
}

TEST_CASE("epochs have a thousand blocks, and each its own figures") {
  Chain c("PUSH1 1; POP");
  const isa::Rules& rules = c.config.forks.rules_at({1, 1, {}});
  state::WorldState world = c.chain.head_state();
  state::Changes changes;
  Vm vm;
  uint64_t nonce = 0;
  for (const uint64_t number : {999, 1000, 1999, 2000}) {
    BlockContext context;
    context.block.number = number;
    context.block.gas_limit = 30'000'000;
    BlockExecutor executor(vm, world, changes, c.config, rules, context);
    executor.begin();
    REQUIRE(executor.add(c.call(alpha, nonce++), Builder::sender()));
    REQUIRE(executor.finish({}, {}));
  }
  const auto& storage = world.find(metrics::account)->storage;
  const uint64_t counts[] = {1, 2, 1};
  for (uint64_t epoch = 0; epoch < 3; ++epoch) {
    CHECK(metrics::unpack(storage.get(metrics::usage_in_key(epoch, alpha))) ==
          metrics::Usage{counts[epoch], counts[epoch], 5 * counts[epoch]});
    CHECK(storage.get(metrics::total_key(epoch)) == Word{5 * counts[epoch]});
  }
  CHECK(metrics::unpack(storage.get(metrics::usage_key(alpha))) == metrics::Usage{4, 4, 20});
}

TEST_CASE("the gas of all frames is that of the transactions") {
  // Calls itself with less gas until none is left, and ends in three ways by turns.
  Chain c("JUMPDEST; GAS; PUSH1 3; AND; PUSH1 0; SSTORE; CALL 30000 " + hex(alpha) +
              " 1 0 0 0 0; CALL 20000 " + hex(beta) + " 0 0 0 0 0",
          "MSTORE 0 0x60006000fd; CREATE 0 27 5; POP; DELEGATECALL 2000 " + hex(alpha) +
              " 0 0 0 0; GAS; PUSH1 0; MSTORE; RETURN 0 32");
  const auto& block = c.grow({.transactions = {c.call(alpha, 0, {}, 5), c.call(beta, 1)}});
  // Nothing is refunded, for no slot is set back; and no precompile is called.
  CHECK(c.total_in(0) == Word{block.result.gas_used - 2 * 21'000});
  CHECK(c.usage(alpha).frames > 2);
  CHECK(c.usage(beta).frames > 1);
}

TEST_CASE("other chains have no metrics") {
  Builder plain("Shanghai",
                [](state::WorldState& world) { world.set_code(alpha, assemble("STOP")); });
  const auto& block = plain.grow({.transactions = {plain.call(alpha, 0)}});
  CHECK(plain.chain.head_state().find(metrics::account) == nullptr);
  CHECK(block.result.lattice_calls.empty());
}

TEST_CASE("a Lattice block without transactions changes nothing") {
  Chain c("STOP");
  const auto& block = c.grow();
  CHECK(c.chain.head_state().find(metrics::account) == nullptr);
  REQUIRE(block.result.lattice_calls.size() == 1);
  CHECK(block.result.lattice_calls[0].target == metrics::account);
}
