// Reading genesis.json: forks, accounts, header, and what is wrong with a file.
#include "tools/genesis/genesis.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace mozi;
using nlohmann::json;

namespace {

/// Forks as geth's mainnet has them, up to the end of proof of work.
json mainnet_config() {
  return json::parse(R"({
    "chainId": 1, "homesteadBlock": 1150000, "daoForkBlock": 1920000, "daoForkSupport": true,
    "eip150Block": 2463000, "eip155Block": 2675000, "eip158Block": 2675000,
    "byzantiumBlock": 4370000, "constantinopleBlock": 7280000, "petersburgBlock": 7280000,
    "istanbulBlock": 9069000, "muirGlacierBlock": 9200000, "berlinBlock": 12244000,
    "londonBlock": 12965000, "arrowGlacierBlock": 13773000, "grayGlacierBlock": 15050000,
    "terminalTotalDifficulty": 58750000000000000000000, "terminalTotalDifficultyPassed": true,
    "shanghaiTime": 1681338455, "cancunTime": 1710338135, "pragueTime": 1746612311,
    "osakaTime": 1764798551, "bpo1Time": 1765290071, "bpo2Time": 1767747671, "ethash": {},
    "depositContractAddress": "0x00000000219ab540356cbb839cbe05303d7705fa"})");
}

json small_genesis() {
  return json::parse(R"({"config": {"chainId": 7}, "gasLimit": "0x1388", "alloc": {}})");
}

std::string config_error(const json& config) {
  const auto read = genesis::parse_chain_config(config);
  return read ? "" : read.error().message;
}

json with(json config, const char* key, const json& value) {
  config[key] = value;
  return config;
}

json without(json config, const char* key) {
  config.erase(key);
  return config;
}

}  // namespace

TEST_CASE("the forks of mainnet hold from where they do") {
  const auto config = genesis::parse_chain_config(mainnet_config()).value();
  Word merge;
  REQUIRE(parse_word("58750000000000000000000", merge));
  const auto fork = [&](uint64_t number, uint64_t time, const Word& difficulty) {
    return config.forks.rules_at({number, time, difficulty}).fork;
  };
  CHECK(fork(1'149'999, 0, 0) == Fork::frontier);
  CHECK(fork(1'150'000, 0, 0) == Fork::homestead);
  CHECK(fork(2'463'000, 0, 0) == Fork::tangerine);
  CHECK(fork(2'675'000, 0, 0) == Fork::spurious);
  CHECK(fork(4'370'000, 0, 0) == Fork::byzantium);
  CHECK(fork(7'280'000, 0, 0) == Fork::petersburg);
  CHECK(fork(9'069'000, 0, 0) == Fork::istanbul);
  CHECK(fork(12'244'000, 0, 0) == Fork::berlin);
  CHECK(fork(15'537'393, 0, merge - Word{1}) == Fork::london);
  CHECK(fork(15'537'394, 0, merge) == Fork::paris);
  CHECK(fork(17'000'000, 1'681'338'454, merge) == Fork::paris);
  CHECK(fork(17'000'000, 1'681'338'455, merge) == Fork::shanghai);
  CHECK(fork(19'000'000, 1'710'338'135, merge) == Fork::cancun);
  CHECK(fork(22'000'000, 1'746'612'311, merge) == Fork::prague);
  CHECK(fork(23'900'000, 1'764'798'551, merge) == Fork::osaka);
  CHECK(fork(24'500'000, 1'767'747'671, merge) == Fork::bpo2);
  CHECK(config.forks.rules_at({9'200'000, 0, {}}).bomb_delay == 9'000'000);
  CHECK(config.forks.rules_at({15'050'000, 0, {}}).bomb_delay == 11'400'000);
  CHECK(config.dao_fork == 1'920'000);
  CHECK(config.chain_id == Word{1});
  CHECK_FALSE(config.forks.rules_at({}).lattice);
}

TEST_CASE("blobs follow the schedule, and go on where it has nothing") {
  json config = mainnet_config();
  config["blobSchedule"] = json::parse(
      R"({"cancun": {"target": 1, "max": 2, "baseFeeUpdateFraction": 3},
          "osaka": {"target": 4, "max": 5, "baseFeeUpdateFraction": 6}})");
  const auto forks = genesis::parse_chain_config(config).value().forks;
  const auto target = [&](uint64_t time) {
    return forks.rules_at({20'000'000, time, ~Word{}}).blob_target;
  };
  CHECK(target(1'710'338'135) == 1);
  CHECK(target(1'746'612'311) == 1);
  CHECK(target(1'764'798'551) == 4);
  CHECK(target(1'767'747'671) == 4);
  config["blobSchedule"]["osaka"]["baseFeeUpdateFraction"] = 0;
  CHECK(config_error(config) ==
        "config.blobSchedule.osaka.baseFeeUpdateFraction: expected a number above 0, got 0");
}

TEST_CASE("a fork that stands alone, is unknown or comes too early is refused") {
  CHECK(config_error(mainnet_config()).empty());
  CHECK(config_error(without(mainnet_config(), "berlinBlock")) ==
        "config.berlinBlock: expected a number, for londonBlock is set");
  CHECK(config_error(without(mainnet_config(), "terminalTotalDifficulty")) ==
        "config.terminalTotalDifficulty: expected a number, for shanghaiTime is set");
  CHECK(config_error(with(mainnet_config(), "verkleTime", 5)) ==
        "config.verkleTime: expected a fork up to BPO4, got one that is not known");
  CHECK(config_error(with(mainnet_config(), "verkleTime", nullptr)).empty());
  CHECK(config_error(with(mainnet_config(), "cancunTime", 5)) ==
        "config.cancunTime: expected at least 1681338455, the number of shanghaiTime, got 5");
  CHECK(config_error(with(mainnet_config(), "eip155Block", 2'674'999)) ==
        "config.eip155Block: expected 2675000, the number of eip158Block, got 2674999");
  CHECK(config_error(with(mainnet_config(), "londonBlock", "soon")) ==
        "config.londonBlock: expected a number, got \"soon\"");
  CHECK(config_error(with(mainnet_config(), "londonBlock", -1)) ==
        "config.londonBlock: expected a number that is not negative, got -1");
  CHECK(config_error(with(mainnet_config(), "clique", json::object())) ==
        "config.clique: expected proof of work or of stake, got authority");
  CHECK(config_error(json::object()) == "config: expected a member \"chainId\"");
  CHECK(config_error(5) == "config: expected an object, got 5");
  CHECK(config_error(with(mainnet_config(), "lattice", "yes")) ==
        "config.lattice: expected true or false, got \"yes\"");
}

TEST_CASE("numbers beyond 64 bits are taken where their digits survive JSON, or in quotes") {
  const auto paris_at = [](std::string_view written) {
    json config = mainnet_config();
    config["terminalTotalDifficulty"] = json::parse(written);
    return config_error(config);
  };
  CHECK(paris_at("\"58750000000000000000001\"").empty());
  CHECK(paris_at("123456789012345000000000").empty());
  CHECK(paris_at("58750123456789012345678")
            .starts_with("config.terminalTotalDifficulty: expected a number in quotes"));
  CHECK_FALSE(paris_at("1.5").empty());
  CHECK_FALSE(paris_at("1e300").empty());
}

TEST_CASE("a Lattice chain says so") {
  json config = {{"chainId", 1},
                 {"lattice", true},
                 {"rewardDistributor", "0x00000000000000000000000000000000000000aa"}};
  const auto read = genesis::parse_chain_config(config).value();
  CHECK(read.forks.rules_at({}).lattice);
  REQUIRE(read.reward_distributor);
  CHECK(read.reward_distributor->bytes[19] == 0xaa);
}

TEST_CASE("accounts come with all they have") {
  json file = small_genesis();
  file["alloc"] = json::parse(
      R"({"7e5f4552091a69125d5dfcb7b8c2659029395bdf": {"balance": "1000", "nonce": "0x1",
            "storage": {"0x01": "0x02"}, "code": "0x00"}})");
  const auto read = genesis::parse_genesis(file).value();
  REQUIRE(read.world.size() == 1);
  const Address address = read.world.addresses()[0];
  CHECK(read.world.find(address)->balance == Word{1000});
  CHECK(read.world.find(address)->nonce == 1);
  CHECK(read.world.find(address)->storage.get(1) == Word{2});
  CHECK(read.world.code_of(address).size() == 1);
  CHECK(read.block.header.gas_limit == 5000);
  CHECK(read.block.header.difficulty == Word{131'072});
  CHECK_FALSE(read.block.header.base_fee);
}

TEST_CASE("the header's fields come from the file, or from the rules") {
  json file = small_genesis();
  file["config"] = mainnet_config();
  for (auto& [key, value] : file["config"].items())
    if (key.ends_with("Block") || key.ends_with("Time")) value = 0;
  file["config"]["terminalTotalDifficulty"] = 0;
  file["timestamp"] = "0x10";
  file["nonce"] = "0x0102";
  file["extraData"] = "0xabcd";
  file["baseFeePerGas"] = nullptr;
  file["coinbase"] = "0x00000000000000000000000000000000000000aa";
  const auto header = genesis::parse_genesis(file).value().block.header;
  CHECK(header.timestamp == 16);
  CHECK(header.nonce[6] == 1);
  CHECK(header.nonce[7] == 2);
  CHECK(header.extra_data == Bytes{0xab, 0xcd});
  CHECK(header.difficulty == Word{0});
  CHECK(header.base_fee == Word{1'000'000'000});
  CHECK(header.requests_hash.has_value());
}

TEST_CASE("what is wrong with a file is said with its place") {
  const auto message = [](const json& file) {
    const auto read = genesis::parse_genesis(file);
    return read ? "" : read.error().message;
  };
  CHECK(message(5) == "genesis: expected an object, got 5");
  CHECK(message(without(small_genesis(), "alloc")) == "genesis: expected a member \"alloc\"");
  CHECK(message(with(small_genesis(), "gasLimit", "0xg")) ==
        "genesis.gasLimit: expected a number, got \"0xg\"");
  CHECK(message(with(small_genesis(), "alloc", {{"0x12", json::object()}})) ==
        "genesis.alloc.0x12: expected 20 bytes of hex, got 1");
}
