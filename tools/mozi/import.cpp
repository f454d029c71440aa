// mozi import: begins a chain with genesis.json and imports blocks upon it.
#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/genesis/genesis.hpp"
#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/support/fail.hpp"
#include "tools/support/files.hpp"
#include "vm/chain/blockchain.hpp"
#include "vm/state/rlp.hpp"

namespace mozi::cli {
namespace {

using nlohmann::json;

struct ImportOptions {
  std::string genesis;
  std::vector<std::string> files;
  bool as_json = false;
};

/// What has been imported so far.
struct Tally {
  uint64_t blocks = 0;
  uint64_t transactions = 0;
  uint64_t gas = 0;
  std::string refusal;  // of the block that ended the import; empty: there is none
};

/// The bytes of a file that holds them as they are or as hex, which no block's encoding looks like.
Expected<Bytes> read_blocks(const std::string& path) {
  auto content = read_file(path);
  if (!content) return std::unexpected(content.error());
  if (!content->starts_with("0x")) return Bytes(content->begin(), content->end());
  while (content->ends_with('\n') || content->ends_with('\r')) content->pop_back();
  auto bytes = parse_hex(*content);
  if (!bytes) return fail("{}: {}", path, bytes.error().message);
  return bytes;
}

/// Imports the blocks that stand back to back in a file, up to the first that is refused.
Expected<void> import_file(chain::Blockchain& chain, const std::string& path, Tally& tally) {
  const auto bytes = read_blocks(path);
  if (!bytes) return std::unexpected(bytes.error());
  state::rlp::Failure failure;
  state::rlp::Decoder blocks(*bytes, failure);
  while (!blocks.at_end() && tally.refusal.empty()) {
    const BytesView encoded = blocks.raw("block");
    if (failure) break;
    const auto done = chain.import(encoded);
    if (!done) {
      tally.refusal = fmt::format("{}: the block at byte {}: {}", path,
                                  encoded.data() - bytes->data(), done.error().message);
      break;
    }
    ++tally.blocks;
    tally.transactions += (*done)->block.transactions.size();
    tally.gas += (*done)->result.gas_used;
  }
  if (failure) return fail("{}: {}", path, failure->message);
  return {};
}

void report(const chain::Blockchain& chain, const Tally& tally, double seconds, bool as_json) {
  const chain::ImportedBlock& head = chain.head();
  const chain::Header& header = head.block.header;
  if (as_json) {
    json object = {{"genesis", to_hex(chain.genesis().hash)},
                   {"blocks", tally.blocks},
                   {"transactions", tally.transactions},
                   {"gasUsed", tally.gas},
                   {"head",
                    {{"number", header.number},
                     {"hash", to_hex(head.hash)},
                     {"stateRoot", to_hex(header.state_root)}}}};
    if (!tally.refusal.empty()) object["error"] = tally.refusal;
    print("{}\n", object.dump(1));
    return;
  }
  print("genesis     {}\n", to_hex(chain.genesis().hash));
  print("head        {}\n", to_hex(head.hash));
  print("number      {}\n", header.number);
  print("state root  {}\n", to_hex(header.state_root));
  if (tally.blocks != 0)
    print("{} blocks, {} transactions, {} gas in {:.2f} s\n", tally.blocks, tally.transactions,
          tally.gas, seconds);
}

int run_import(const ImportOptions& options) {
  const auto document = load_json(options.genesis);
  if (!document) return print_error("{}", document.error().message), exit_bad_input;
  auto genesis = genesis::parse_genesis(*document);
  if (!genesis)
    return print_error("{}: {}", options.genesis, genesis.error().message), exit_bad_input;
  chain::Blockchain chain(std::move(genesis->config), std::move(genesis->world),
                          std::move(genesis->block));
  Tally tally;
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& file : options.files) {
    if (!tally.refusal.empty()) break;
    const auto done = import_file(chain, file, tally);
    if (!done) return print_error("{}", done.error().message), exit_bad_input;
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  report(chain, tally, elapsed.count(), options.as_json);
  if (tally.refusal.empty()) return exit_ok;
  print_error("{}", tally.refusal);
  return exit_failed;
}

}  // namespace

Action declare_import(CLI::App& app) {
  auto options = std::make_shared<ImportOptions>();
  app.add_option("GENESIS", options->genesis, "A genesis.json, as geth reads it")->required();
  app.add_option("FILES", options->files,
                 "Blocks in RLP or its hex, back to back; none: the genesis alone");
  app.add_flag("--json", options->as_json, "The result as JSON");
  return [options] { return run_import(*options); };
}

}  // namespace mozi::cli
