// DataRegistry: datasets, quality, links and licence fees.
#include <algorithm>

#include "tests/contracts/fake_market.hpp"
#include "tests/support/random.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::Integer;
using suite::to_integer;

namespace {

struct Registry : FakeMarket {
  const Deployed& data = suite.data_registry;
  Hash model = tag("model");
  Address provider = funded("provider");

  std::string attest(size_t attester, const Hash& id, uint64_t quality) {
    return fails(attesters[attester], data, "attestQuality", {id, quality});
  }
};

}  // namespace

TEST_CASE("a content hash registers once, ever, with a size that is possible") {
  Registry w;
  const auto id = hash_of({tag("content").to_word()});
  const auto add = [&](const Address& from, uint64_t size, const std::string& uri = "") {
    return w.fails(from, w.data, "registerDataset", {tag("content"), size, uri});
  };
  CHECK(add(w.provider, 0) == "BadSize(byteSize: 0)");
  CHECK(add(w.provider, (uint64_t{1} << 50) + 1) == "BadSize(byteSize: 1125899906842625)");
  CHECK(add(w.provider, 1, std::string(257, 'u')) == "UriTooLong(length: 257)");
  const uint64_t largest = uint64_t{1} << 50;
  const auto receipt =
      w.send(w.provider, w.data, "registerDataset", {tag("content"), largest, "ipfs://d"});
  CHECK(Word::load(receipt.output.data()) == id.to_word());
  CHECK(World::events(w.data, receipt) ==
        std::vector<std::string>{
            "DatasetRegistered(datasetId: " + text(id) + ", provider: " + text(w.provider) +
                ", contentHash: " + text(tag("content")) + ", byteSize: 1125899906842624)",
            "UriSet(id: " + text(id) + ", uri: \"ipfs://d\")"});
  const auto view = w.client.view(w.data, "dataset", {id});
  CHECK(view[0].address() == w.provider);
  CHECK(view[1] == Value(tag("content")));
  CHECK(view[2].word == Word{largest});
  CHECK(view[3].word == Word{});
  CHECK(view[4].word == Word{w.chain.timestamp() - 12});
  w.send(w.provider, w.data, "revokeDataset", {id});
  CHECK(add(w.owner, 1) == "DatasetExists(datasetId: " + text(id) + ")");
}

TEST_CASE("a dataset weighs its size times the median quality") {
  Registry w;
  const auto id = w.dataset(w.provider, "d", 1'000'003);
  CHECK(w.attest(0, tag("none"), 1) == "UnknownDataset(datasetId: " + text(tag("none")) + ")");
  CHECK(w.fails(w.owner, w.data, "attestQuality", {id, 1}) ==
        "NotAttester(caller: " + text(w.owner) + ")");
  CHECK(w.attest(0, id, 10'001) == "BpsOutOfRange(bps: 10001)");
  CHECK(w.number(w.data, "weightOf", {id}) == 0);
  const auto receipt = w.send(w.attesters[0], w.data, "attestQuality", {id, 10'000});
  CHECK(World::events(w.data, receipt) ==
        std::vector<std::string>{"QualityAttested(datasetId: " + text(id) +
                                 ", attester: " + text(w.attesters[0]) + ", qualityBps: 10000)"});
  std::vector<uint64_t> said = {10'000};
  for (const uint64_t quality : {1u, 7'000u, 7'000u, 0u, 9'999u, 5u}) {
    CHECK(w.attest(said.size(), id, quality) == "");
    said.push_back(quality);
    auto sorted = said;
    std::sort(sorted.begin(), sorted.end());
    const auto median = sorted[(sorted.size() - 1) / 2];
    CHECK(w.number(w.data, "weightOf", {id}) == Integer(1'000'003) * median);
    CHECK(w.client.view(w.data, "dataset", {id})[3].word == Word{median});
  }
  CHECK(w.attest(7, id, 1) == "TooManyAttesters()");
  CHECK(w.attest(6, id, 10'000) == "");
  CHECK(w.number(w.data, "weightOf", {id}) == Integer(1'000'003) * 7'000);
  const auto remove = [&](const Address& from, const Address& attester) {
    return w.fails(from, w.data, "removeAttestation", {id, attester});
  };
  CHECK(remove(w.owner, w.attesters[3]) == "NotAttester(caller: " + text(w.owner) + ")");
  CHECK(remove(w.attesters[3], w.attesters[3]) == "");
  CHECK(remove(w.attesters[3], w.attesters[3]) ==
        "NotAttested(id: " + text(id) + ", attester: " + text(w.attesters[3]) + ")");
  CHECK(w.attest(7, id, 1) == "");
}

TEST_CASE("a model's owner links at most sixteen datasets, each once") {
  Registry w;
  std::vector<Hash> ids;
  for (int i = 0; i < 17; ++i) ids.push_back(w.dataset(w.provider, std::to_string(i), 5));
  const auto pair = [&](const Hash& id) {
    return "(datasetId: " + text(id) + ", modelId: " + text(w.model) + ")";
  };
  const auto link = [&](const Address& from, const Hash& id) {
    return w.fails(from, w.data, "linkDataset", {id, w.model});
  };
  CHECK(link(w.owner, tag("none")) == "UnknownDataset(datasetId: " + text(tag("none")) + ")");
  CHECK(link(w.provider, ids[0]) ==
        "NotModelOwner(modelId: " + text(w.model) + ", caller: " + text(w.provider) + ")");
  CHECK(w.fails(w.owner, w.data, "unlinkDataset", {ids[0], w.model}) == "NotLinked" + pair(ids[0]));
  CHECK(World::events(w.data, w.send(w.owner, w.data, "linkDataset", {ids[0], w.model})) ==
        std::vector<std::string>{"DatasetLinked" + pair(ids[0])});
  for (int i = 1; i < 16; ++i) CHECK(link(w.owner, ids[i]) == "");
  CHECK(link(w.owner, ids[0]) == "AlreadyLinked" + pair(ids[0]));
  CHECK(link(w.owner, ids[16]) == "ModelFull(modelId: " + text(w.model) + ")");
  CHECK(World::events(w.data, w.send(w.owner, w.data, "unlinkDataset", {ids[0], w.model})) ==
        std::vector<std::string>{"DatasetUnlinked" + pair(ids[0])});
  w.send(w.provider, w.data, "revokeDataset", {ids[16]});
  CHECK(link(w.owner, ids[16]) == "DatasetIsRevoked(datasetId: " + text(ids[16]) + ")");
}

TEST_CASE("licence fees of any size split by weight in list order, to the last wei") {
  Registry w;
  Random random(6);
  std::vector<Hash> ids;
  std::vector<Integer> weights;
  Integer total = 0;
  for (int i = 0; i < 6; ++i) {
    const uint64_t size = 1 + random.below(uint64_t{1} << 50);
    const uint64_t quality = i == 2 ? 0 : 1 + random.below(10'000);
    ids.push_back(w.dataset(w.provider, std::to_string(i), size));
    w.send(w.owner, w.data, "linkDataset", {ids.back(), w.model});
    CHECK(w.attest(0, ids.back(), quality) == "");
    weights.push_back(Integer(size) * quality);
    total += weights.back();
  }
  CHECK(w.number(w.data, "licenceWeight", {w.model}) == total);
  const auto listed = w.client.view(w.data, "datasetsOf", {w.model});
  for (size_t i = 0; i < 6; ++i) {
    CHECK(listed[0].items[i] == Value(ids[i]));
    CHECK(to_integer(listed[1].items[i].word) == weights[i]);
  }
  std::vector<Integer> expected(6);
  Integer sum = 0;
  for (const auto& amount : {Word{1}, Word{7}, Word{1} << 128, (random.word() >> 128) + Word{1}}) {
    const auto receipt = w.send(w.market, w.data, "creditLicence", {w.model}, amount);
    CHECK(World::events(w.data, receipt) ==
          std::vector<std::string>{"LicenceCredited(modelId: " + text(w.model) +
                                   ", amount: " + to_decimal(amount) + ")"});
    const Integer whole = to_integer(amount);
    sum += whole;
    Integer prefix = 0;
    for (size_t k = 0; k < 6; ++k) {
      expected[k] += whole * (prefix + weights[k]) / total - whole * prefix / total;
      prefix += weights[k];
      REQUIRE(w.number(w.data, "owed", {ids[k]}) == expected[k]);
    }
  }
  CHECK(w.number(w.suite.ledger, "contribution", {3, w.provider}) == 4 * 5);
  CHECK(w.number(w.data, "totalOwed") == sum);

  const auto receipt = w.send(w.owner, w.data, "collect", {ids[0]});
  CHECK(World::events(w.data, receipt) ==
        std::vector<std::string>{"LicenceCollected(datasetId: " + text(ids[0]) + ", provider: " +
                                 text(w.provider) + ", amount: " + expected[0].str() + ")"});
  CHECK(w.fails(w.owner, w.data, "collect", {ids[0]}) == "NothingToClaim()");
  CHECK(w.fails(w.owner, w.data, "collect", {ids[2]}) == "NothingToClaim()");
  for (const size_t i : {1u, 3u, 4u, 5u}) w.send(w.owner, w.data, "collect", {ids[i]});
  w.send(w.provider, w.data, "claim");
  CHECK(w.chain.balance(w.data.address) == Word{});
}

TEST_CASE("a revoked dataset earns nothing more and keeps what it has") {
  Registry w;
  const auto id = w.dataset(w.provider, "d", 10);
  w.send(w.owner, w.data, "linkDataset", {id, w.model});
  CHECK(w.attest(0, id, 10) == "");
  CHECK(w.fails(w.owner, w.data, "creditLicence", {w.model}, Word{5}) ==
        "NotMarketplace(caller: " + text(w.owner) + ")");
  w.send(w.market, w.data, "creditLicence", {w.model}, Word{5});
  CHECK(w.fails(w.owner, w.data, "revokeDataset", {id}) ==
        "NotProvider(datasetId: " + text(id) + ", caller: " + text(w.owner) + ")");
  CHECK(World::events(w.data, w.send(w.governance, w.data, "revokeDataset", {id})) ==
        std::vector<std::string>{"DatasetRevoked(datasetId: " + text(id) + ")"});
  CHECK(w.fails(w.provider, w.data, "revokeDataset", {id}) ==
        "DatasetIsRevoked(datasetId: " + text(id) + ")");
  CHECK(w.number(w.data, "weightOf", {id}) == 0);
  CHECK(w.number(w.data, "licenceWeight", {w.model}) == 0);
  CHECK(w.fails(w.market, w.data, "creditLicence", {w.model}, Word{5}) ==
        "NothingEligible(modelId: " + text(w.model) + ")");
  w.send(w.owner, w.data, "collect", {id});
  CHECK(w.number(w.data, "claimable", {w.provider}) == 5);
  CHECK(w.number(w.data, "weightOf", {tag("none")}) == 0);
}
