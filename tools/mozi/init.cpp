// mozi init: the files of a new Lattice chain, with the cooperative's contracts deployed.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <memory>

#include "contracts/suite/genesis.hpp"
#include "tools/abi/value.hpp"
#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"

namespace mozi::cli {
namespace {

struct InitOptions {
  std::string directory = ".";
  uint64_t chain_id = 31'337;
  uint64_t timestamp = 1'750'000'000;
  std::vector<std::string> funds;
  std::vector<std::string> committee;
  std::string snap_price = "100 ether";
  std::string snap_slope = "1 ether";
  bool force = false;
};

/// "0xabc..=5 ether" as an account and its balance.
Expected<std::pair<Address, Word>> read_fund(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos)
    return std::unexpected(Error{"--fund: expected ADDRESS=AMOUNT, got " + text});
  const auto address = parse_address(text.substr(0, equals));
  if (!address) return std::unexpected(Error{"--fund " + text + ": " + address.error().message});
  const auto amount = abi::parse_amount(text.substr(equals + 1));
  if (!amount) return std::unexpected(Error{"--fund " + text + ": " + amount.error().message});
  return std::pair{*address, *amount};
}

Expected<suite::GenesisSettings> read_settings(const InitOptions& options) {
  suite::GenesisSettings settings;
  settings.chain_id = options.chain_id;
  settings.timestamp = options.timestamp;
  for (const auto& text : options.funds) {
    const auto fund = read_fund(text);
    if (!fund) return std::unexpected(fund.error());
    settings.balances[fund->first] = fund->second;
  }
  const auto price = abi::parse_amount(options.snap_price);
  if (!price) return std::unexpected(Error{"--snap-price: " + price.error().message});
  const auto slope = abi::parse_amount(options.snap_slope);
  if (!slope) return std::unexpected(Error{"--snap-slope: " + slope.error().message});
  settings.suite.snap_base_price = *price;
  settings.suite.snap_slope = *slope;
  if (!options.committee.empty()) settings.suite.committee.clear();
  for (const auto& text : options.committee) {
    const auto key = parse_hash(text);
    if (!key) return std::unexpected(Error{"--committee " + text + ": " + key.error().message});
    settings.suite.committee.push_back(*key);
  }
  std::ranges::sort(settings.suite.committee, {}, [](const Hash& key) { return key.to_word(); });
  return settings;
}

/// False, with a message, if the file is there already or cannot be written.
bool write(const std::filesystem::path& path, const std::string& text, bool force) {
  if (!force && std::filesystem::exists(path)) {
    print_error("{} exists already: expected a new file, or --force", path.string());
    return false;
  }
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) print_error("cannot write {}: expected a writable path", path.string());
  return static_cast<bool>(file);
}

int run_init(const InitOptions& options) {
  const auto settings = read_settings(options);
  if (!settings) {
    print_error("{}", settings.error().message);
    return exit_bad_input;
  }
  try {
    const auto files = suite::make_genesis(*settings);
    const std::filesystem::path directory = options.directory;
    std::error_code ignored;
    std::filesystem::create_directories(directory, ignored);
    if (!write(directory / "genesis.json", files.genesis, options.force) ||
        !write(directory / "addresses.json", files.addresses, options.force))
      return exit_bad_input;
    print(
        "Chain {}: genesis.json has the cooperative's contracts at these addresses, which\n"
        "addresses.json names; GovernorVault administers them, and RewardDistributor holds\n"
        "500,000,000 SALT.\n{}",
        options.chain_id, files.addresses);
    return exit_ok;
  } catch (const suite::CallFailed& failure) {
    print_error("{}", failure.what());
    return exit_bad_input;
  }
}

}  // namespace

Action declare_init(CLI::App& app) {
  auto options = std::make_shared<InitOptions>();
  app.add_option("directory", options->directory, "Where genesis.json and addresses.json go")
      ->capture_default_str();
  app.add_option("--chain-id", options->chain_id, "The chain's id")->capture_default_str();
  app.add_option("--timestamp", options->timestamp, "Of the first block, in seconds")
      ->capture_default_str();
  app.add_option("--fund", options->funds,
                 "ADDRESS=AMOUNT: an account with coins; may be repeated");
  app.add_option(
      "--committee", options->committee,
      "An ed25519 public key that signs checkpoints; may be repeated. Default: a key for "
      "development that is no secret");
  app.add_option("--snap-price", options->snap_price, "What the first SNAP token costs")
      ->capture_default_str();
  app.add_option("--snap-slope", options->snap_slope, "What each living token adds to that")
      ->capture_default_str();
  app.add_flag("--force", options->force, "Replace files that exist");
  return [options] { return run_init(*options); };
}

}  // namespace mozi::cli
