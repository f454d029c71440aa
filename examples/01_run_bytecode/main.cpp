// Lesson 1: run bytecode from a program.
//
// DevChain is a chain in the process: accounts, blocks and transactions without signatures, for
// tests and tools. It lives in vm/chain; lesson 2 shows the virtual machine alone.
#include <cstdio>

#include "vm/chain/dev_chain.hpp"

using namespace mozi;

int main() {
  chain::DevChain chain({.fork = Fork::osaka});
  const Address alice{{0xa1}};
  const Address counter{{0xc0}};
  chain.set_balance(alice, Word{1} << 80);

  // Adds the word of its calldata to storage slot 0 and returns the sum:
  //   PUSH0 CALLDATALOAD PUSH0 SLOAD ADD  DUP1 PUSH0 SSTORE  PUSH0 MSTORE PUSH1 32 PUSH0 RETURN
  const auto code = parse_hex("0x5f355f5401805f555f5260205ff3");
  chain.set_code(counter, *code);

  // Two transactions, each mined in a block of its own.
  for (const uint64_t by : {5, 7}) {
    const auto argument = Word{by}.to_bytes();
    const auto receipt =
        chain.send({.from = alice, .to = counter, .data = Bytes(argument.begin(), argument.end())});
    if (!receipt) return std::puts(receipt.error().message.c_str()), 1;
    std::printf("block %llu: %s, gas %llu, returned %s\n",
                static_cast<unsigned long long>(receipt->block_number),
                std::string(status_text(receipt->status)).c_str(),
                static_cast<unsigned long long>(receipt->gas_used),
                to_decimal(Word::load(receipt->output.data())).c_str());
  }

  // A call reads the state and changes nothing.
  const auto result = chain.call({.from = alice, .to = counter});
  std::printf("the counter stands at %s\n", to_decimal(Word::load(result.output.data())).c_str());
  return chain.storage(counter, Word{}) == Word{12} ? 0 : 1;
}
