// LoRAFactory: adapters, adoption, attestations, royalties, and the adoption tally.
#include <algorithm>

#include "tests/contracts/fake_market.hpp"
#include "tests/support/random.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::Integer;
using suite::to_integer;

namespace {

struct Factory : FakeMarket {
  const Deployed& factory = suite.lora_factory;
  Hash model = tag("model");
  Address creator = funded("creator");

  Integer owed(const Hash& id) { return number(factory, "owed", {id}); }
  Integer gain(const Hash& id) {
    const auto all = client.view(factory, "adaptersOf", {model});
    for (size_t i = 0; i < all[0].items.size(); ++i)
      if (all[0].items[i] == Value(id)) return to_integer(all[1].items[i].word);
    throw std::invalid_argument("not adopted");
  }
  std::string attest(size_t attester, const Hash& id, uint64_t before, uint64_t after) {
    return fails(attesters[attester], factory, "attestImprovement", {id, model, before, after});
  }
  void credit(const Word& amount) { send(market, factory, "creditRoyalty", {model}, amount); }
};

const std::vector<Value> none;

}  // namespace

TEST_CASE("an adapter is what its creator, base and commitment hash to") {
  Factory w;
  const auto id = hash_of({w.creator.to_word(), tag("base").to_word(), tag("c").to_word()});
  const auto receipt = w.send(w.creator, w.factory, "createAdapter",
                              {tag("base"), tag("c"), 64, "ipfs://x", none, none});
  CHECK(World::events(w.factory, receipt) ==
        std::vector<std::string>{
            "AdapterCreated(adapterId: " + text(id) + ", creator: " + text(w.creator) +
                ", baseModel: " + text(tag("base")) + ", commitment: " + text(tag("c")) + ")",
            "UriSet(id: " + text(id) + ", uri: \"ipfs://x\")"});
  const auto view = w.client.view(w.factory, "adapter", {id});
  CHECK(view[0].address() == w.creator);
  CHECK(view[1] == Value(tag("base")));
  CHECK(view[2] == Value(tag("c")));
  CHECK(view[3].word == Word{64});
  CHECK(view[4].word == Word{w.chain.timestamp() - 12});
  CHECK(view[5].word == Word{});
  CHECK(view[6].word == Word{});
  const auto create = [&](uint64_t rank, const std::string& uri) {
    return w.fails(w.owner, w.factory, "createAdapter",
                   {tag("base"), tag("c"), rank, uri, none, none});
  };
  CHECK(create(0, "") == "BadRank(rank: 0)");
  CHECK(create(65, "") == "BadRank(rank: 65)");
  CHECK(create(1, std::string(257, 'u')) == "UriTooLong(length: 257)");
  CHECK(create(1, std::string(256, 'u')) == "");
  CHECK(create(1, "").starts_with("AdapterExists(adapterId: 0x"));
}

TEST_CASE("parents are at most four known, distinct adapters with at most half of the earnings") {
  Factory w;
  std::vector<Value> ids;
  for (int i = 0; i < 5; ++i) ids.emplace_back(w.adapter(w.creator, std::to_string(i)));
  const auto create = [&](const std::vector<Value>& parents, const std::vector<Value>& bps) {
    return w.fails(w.creator, w.factory, "createAdapter",
                   {tag("base"), tag("child"), 1, "", parents, bps});
  };
  using Values = std::vector<Value>;
  CHECK(create({ids[0]}, {}) == "BadParents()");
  CHECK(create({}, {1}) == "BadParents()");
  CHECK(create(ids, Values(5, Value(1))) == "BadParents()");
  CHECK(create({ids[0], ids[0]}, {1, 1}) == "BadParents()");
  CHECK(create({ids[0]}, {0}) == "BadParents()");
  CHECK(create({ids[0], ids[1]}, {2'500, 2'501}) == "BadParents()");
  CHECK(create({tag("none")}, {1}) == "UnknownAdapter(adapterId: " + text(tag("none")) + ")");
  CHECK(create({ids[0], ids[1], ids[2], ids[3]}, {1, 2'000, 2'000, 999}) == "");
  const auto child = hash_of({w.creator.to_word(), tag("base").to_word(), tag("child").to_word()});
  const auto parents = w.client.view(w.factory, "parentsOf", {child});
  CHECK(parents[0].items == Values{ids[0], ids[1], ids[2], ids[3]});
  CHECK(parents[1].items == Values{1, 2'000, 2'000, 999});
}

TEST_CASE("a model adopts at most sixteen adapters, each once, by its owner alone") {
  Factory w;
  std::vector<Hash> ids;
  for (int i = 0; i < 17; ++i) ids.push_back(w.adapter(w.creator, std::to_string(i)));
  const auto pair = [&](const Hash& id) {
    return "(adapterId: " + text(id) + ", modelId: " + text(w.model) + ")";
  };
  CHECK(w.fails(w.owner, w.factory, "adopt", {tag("none"), w.model}) ==
        "UnknownAdapter(adapterId: " + text(tag("none")) + ")");
  CHECK(w.fails(w.creator, w.factory, "adopt", {ids[0], w.model}) ==
        "NotModelOwner(modelId: " + text(w.model) + ", caller: " + text(w.creator) + ")");
  CHECK(w.fails(w.owner, w.factory, "unadopt", {ids[0], w.model}) == "NotAdopted" + pair(ids[0]));
  for (int i = 0; i < 16; ++i) {
    const auto receipt = w.send(w.owner, w.factory, "adopt", {ids[i], w.model});
    CHECK(World::events(w.factory, receipt) ==
          std::vector<std::string>{"AdapterAdopted" + pair(ids[i])});
  }
  CHECK(w.fails(w.owner, w.factory, "adopt", {ids[3], w.model}) == "AlreadyAdopted" + pair(ids[3]));
  CHECK(w.fails(w.owner, w.factory, "adopt", {ids[16], w.model}) ==
        "ModelFull(modelId: " + text(w.model) + ")");
  CHECK(w.client.view(w.factory, "adapter", {ids[3]})[6].word == Word{1});
  CHECK(World::events(w.factory, w.send(w.owner, w.factory, "unadopt", {ids[3], w.model})) ==
        std::vector<std::string>{"AdapterUnadopted" + pair(ids[3])});
  CHECK(w.client.view(w.factory, "adapter", {ids[3]})[6].word == Word{});
  w.send(w.owner, w.factory, "adopt", {ids[16], w.model});
  // The last of the list fills a hole, and additions go to the end.
  auto order = std::vector<Value>(ids.begin(), ids.begin() + 16);
  order[3] = ids[15];
  order[15] = ids[16];
  CHECK(w.client.view(w.factory, "adaptersOf", {w.model})[0].items == order);
}

TEST_CASE("the gain is the lower median of the attesters' latest gains") {
  Factory w;
  const auto id = w.adapter(w.creator, "a");
  CHECK(w.attest(0, id, 0, 9'000) ==
        "NotAdopted(adapterId: " + text(id) + ", modelId: " + text(w.model) + ")");
  w.send(w.owner, w.factory, "adopt", {id, w.model});
  CHECK(w.fails(w.owner, w.factory, "attestImprovement", {id, w.model, 0, 9'000}) ==
        "NotAttester(caller: " + text(w.owner) + ")");
  CHECK(w.attest(0, id, 10'000, 13'276) == "GainTooSmall(gain: 3276)");
  CHECK(w.attest(0, id, 10'000, 9'000) == "GainTooSmall(gain: 0)");
  CHECK(w.gain(id) == 0);

  Random random(3);
  std::map<size_t, uint64_t> said;
  for (int step = 0; step < 40; ++step) {
    const size_t attester = random.below(7);
    if (random.below(3) == 0 && said.contains(attester)) {
      const auto receipt = w.send(w.attesters[attester], w.factory, "removeAttestation",
                                  {id, w.model, w.attesters[attester]});
      CHECK(World::events(w.factory, receipt) ==
            std::vector<std::string>{"AttestationRemoved(adapterId: " + text(id) +
                                     ", modelId: " + text(w.model) +
                                     ", attester: " + text(w.attesters[attester]) + ")"});
      said.erase(attester);
    } else {
      said[attester] = 3'277 + random.below(12);  // few values, so that some are equal
      CHECK(w.attest(attester, id, 500, 500 + said[attester]) == "");
    }
    std::vector<uint64_t> gains;
    for (const auto& [who, gain] : said) gains.push_back(gain);
    std::sort(gains.begin(), gains.end());
    INFO("seed " << seed() << ", step " << step);
    REQUIRE(w.gain(id) == (gains.empty() ? 0 : gains[(gains.size() - 1) / 2]));
  }
}

TEST_CASE("seven attesters fill a pair; one that lost the right can be removed by anybody") {
  Factory w;
  const auto id = w.adapter(w.creator, "a");
  w.send(w.owner, w.factory, "adopt", {id, w.model});
  for (size_t i = 0; i < 7; ++i) CHECK(w.attest(i, id, 0, 10'000 + i) == "");
  CHECK(w.attest(7, id, 0, 10'000) == "TooManyAttesters()");
  CHECK(w.attest(6, id, 0, 20'000) == "");  // a replacement needs no room
  const auto remove = [&](const Address& from, size_t attester) {
    return w.fails(from, w.factory, "removeAttestation", {id, w.model, w.attesters[attester]});
  };
  CHECK(remove(w.creator, 2) == "NotAttester(caller: " + text(w.creator) + ")");
  w.send(w.governance, w.factory, "setAttester", {w.attesters[2], false});
  CHECK(remove(w.creator, 2) == "");
  CHECK(remove(w.creator, 2) ==
        "NotAttested(id: " + text(id) + ", attester: " + text(w.attesters[2]) + ")");
  CHECK(w.attest(7, id, 0, 10'000) == "");
  // Adopting again starts from nothing.
  w.send(w.owner, w.factory, "unadopt", {id, w.model});
  w.send(w.owner, w.factory, "adopt", {id, w.model});
  CHECK(w.gain(id) == 0);
  for (const size_t i : {0u, 1u, 3u, 4u, 5u, 6u, 7u}) CHECK(w.attest(i, id, 0, 5'000) == "");
  CHECK(w.gain(id) == 5'000);
}

TEST_CASE("royalties of any size split by gain in list order, to the last wei") {
  Factory w;
  Random random(4);
  std::vector<Hash> ids;
  std::vector<uint64_t> gains;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(w.adapter(w.creator, std::to_string(i)));
    gains.push_back(3'277 + random.below(60'000));
    w.adopt(ids.back(), w.model, gains.back());
  }
  // Adopted without an attestation, it takes no part.
  const auto idle = w.adapter(w.creator, "idle");
  w.send(w.owner, w.factory, "adopt", {idle, w.model});
  Integer total = 0;
  for (const auto gain : gains) total += gain;
  CHECK(w.number(w.factory, "royaltyWeight", {w.model}) == total);

  std::vector<Integer> expected(5);
  Integer sum = 0;
  std::vector<Word> amounts = {Word{1}, Word{2}, (Word{1} << 128) - Word{1}, Word{1} << 128};
  for (int i = 0; i < 10; ++i) amounts.push_back((random.word() >> 128) + Word{1});
  for (const auto& amount : amounts) {
    w.credit(amount);
    const Integer whole = to_integer(amount);
    sum += whole;
    Integer prefix = 0;
    for (size_t k = 0; k < 5; ++k) {
      expected[k] += whole * (prefix + gains[k]) / total - whole * prefix / total;
      prefix += gains[k];
    }
    for (size_t k = 0; k < 5; ++k) REQUIRE(w.owed(ids[k]) == expected[k]);
  }
  CHECK(w.owed(idle) == 0);
  CHECK(w.number(w.factory, "totalOwed") == sum);
  CHECK(to_integer(w.chain.balance(w.factory.address)) == sum);
  CHECK(w.number(w.suite.ledger, "contribution", {2, w.creator}) == 5 * amounts.size());
}

TEST_CASE("only the marketplace brings royalties, and not where nothing is eligible") {
  Factory w;
  CHECK(w.fails(w.owner, w.factory, "creditRoyalty", {w.model}, Word{1}) ==
        "NotMarketplace(caller: " + text(w.owner) + ")");
  CHECK(w.fails(w.market, w.factory, "creditRoyalty", {w.model}, Word{1}) ==
        "NothingEligible(modelId: " + text(w.model) + ")");
  const auto id = w.adapter(w.creator, "a");
  w.adopt(id, w.model, 5'000);
  const auto receipt = w.send(w.market, w.factory, "creditRoyalty", {w.model}, Word{77});
  CHECK(Word::load(receipt.output.data()) == Word{77});
  CHECK(World::events(w.factory, receipt) ==
        std::vector<std::string>{"RoyaltyCredited(modelId: " + text(w.model) + ", amount: 77)"});
  CHECK(w.fails(w.owner, w.factory, "revoke", {id}) ==
        "NotCreator(adapterId: " + text(id) + ", caller: " + text(w.owner) + ")");
  CHECK(World::events(w.factory, w.send(w.creator, w.factory, "revoke", {id})) ==
        std::vector<std::string>{"AdapterRevoked(adapterId: " + text(id) + ")"});
  CHECK(w.fails(w.creator, w.factory, "revoke", {id}) ==
        "AdapterIsRevoked(adapterId: " + text(id) + ")");
  CHECK(w.number(w.factory, "royaltyWeight", {w.model}) == 0);
  CHECK(w.gain(id) == 0);
  CHECK(w.fails(w.market, w.factory, "creditRoyalty", {w.model}, Word{1}) ==
        "NothingEligible(modelId: " + text(w.model) + ")");
  CHECK(w.fails(w.owner, w.factory, "adopt", {id, tag("other")}) ==
        "AdapterIsRevoked(adapterId: " + text(id) + ")");
  // What it earned before stays collectable.
  w.send(w.owner, w.factory, "collect", {id});
  CHECK(w.number(w.factory, "claimable", {w.creator}) == 77);
  const auto other = w.adapter(w.creator, "b");
  CHECK(w.fails(w.governance, w.factory, "revoke", {other}) == "");
  CHECK(w.fails(w.owner, w.factory, "setMarketplace", {w.owner}).starts_with("NotGovernance"));
  CHECK(w.fails(w.governance, w.factory, "setMarketplace", {w.owner}) ==
        "EmptyResult(target: " + text(w.owner) + ")");
}

TEST_CASE("collecting passes parents their parts, and a revoked parent's to the creator") {
  Factory w;
  const auto grandparent_owner = w.funded("grandparent");
  const auto parent_owner = w.funded("parent");
  const auto gone_owner = w.funded("gone");
  const auto grandparent = w.adapter(grandparent_owner, "g");
  const auto parent = w.adapter(parent_owner, "p", {grandparent}, {3'333});
  const auto gone = w.adapter(gone_owner, "gone");
  const auto child = w.adapter(w.creator, "c", {parent, gone, grandparent}, {1'999, 1'001, 7});
  w.send(gone_owner, w.factory, "revoke", {gone});
  w.adopt(child, w.model, 4'000);
  CHECK(w.fails(w.owner, w.factory, "collect", {child}) == "NothingToClaim()");
  CHECK(w.fails(w.owner, w.factory, "collect", {tag("none")}) ==
        "UnknownAdapter(adapterId: " + text(tag("none")) + ")");

  const Word amount = (Word{1} << 128) - Word{159};
  const Integer whole = to_integer(amount);
  w.credit(amount);
  const auto receipt = w.send(w.owner, w.factory, "collect", {child});
  const Integer to_parent = whole * 1'999 / 10'000;
  const Integer to_grandparent = whole * 7 / 10'000;
  const Integer to_creator = whole - to_parent - to_grandparent;
  CHECK(World::events(w.factory, receipt) ==
        std::vector<std::string>{
            "RoyaltyCollected(adapterId: " + text(child) + ", toCreator: " + to_creator.str() +
            ", toParents: " + Integer(to_parent + to_grandparent).str() + ")"});
  CHECK(w.owed(child) == 0);
  CHECK(w.owed(parent) == to_parent);
  CHECK(w.owed(grandparent) == to_grandparent);
  CHECK(w.owed(gone) == 0);
  w.send(w.owner, w.factory, "collect", {parent});
  const Integer passed_on = to_parent * 3'333 / 10'000;
  CHECK(w.owed(grandparent) == to_grandparent + passed_on);
  w.send(w.owner, w.factory, "collect", {grandparent});
  CHECK(w.number(w.factory, "claimable", {w.creator}) == to_creator);
  CHECK(w.number(w.factory, "claimable", {parent_owner}) == to_parent - passed_on);
  CHECK(w.number(w.factory, "claimable", {grandparent_owner}) == to_grandparent + passed_on);
  for (const auto& who : {w.creator, parent_owner, grandparent_owner})
    w.send(w.owner, w.factory, "claimFor", {who});
  CHECK(w.chain.balance(w.factory.address) == Word{});
  CHECK(w.number(w.factory, "totalOwed") == 0);
}

TEST_CASE("views of unknown ids give zeros") {
  Factory w;
  const auto nothing = tag("none");
  for (const auto& value : w.client.view(w.factory, "adapter", {nothing}))
    CHECK((value.word == Word{} && (value.bytes.empty() || value.bytes == Bytes(32))));
  CHECK(w.client.view(w.factory, "parentsOf", {nothing})[0].items.empty());
  CHECK(w.client.view(w.factory, "adaptersOf", {nothing})[0].items.empty());
  CHECK(w.owed(nothing) == 0);
  CHECK(w.number(w.factory, "royaltyWeight", {nothing}) == 0);
}

TEST_CASE("g doubles every 26 epochs between exact steps, and stops after 2,600") {
  Factory w;
  const auto factory =
      w.client.deploy(w.governance, "LoRAFactory", {w.governance, w.suite.ledger.address, 10});
  const uint64_t first = w.chain.number() / 10;
  const Integer one = 1'000'000'000'000'000'000;
  const auto power = [](const Integer& base) {
    Integer result = 1;
    for (int i = 0; i < 26; ++i) result *= base;
    return result;
  };
  for (uint64_t k = 0; k < 26; ++k) {
    INFO("step " << k);
    const auto value = w.number(factory, "g", {first + k});
    const Integer target = power(one) << k;
    CHECK(power(value) <= target);
    CHECK(power(value + 1) > target);
    for (const uint64_t halves : {1u, 2u, 50u, 99u})
      CHECK(w.number(factory, "g", {first + k + 26 * halves}) == (value << halves));
  }
  CHECK(w.number(factory, "g", {first + 2'600}) == (one << 100));
  CHECK(w.number(factory, "g", {first + 2'601}) == (one << 100));
  CHECK(w.number(factory, "g", {~uint64_t{0}}) == (one << 100));
  CHECK(w.number(factory, "g", {0}) == one);
  CHECK_THROWS_WITH(w.client.deploy(w.governance, "LoRAFactory", {w.governance, w.market, 0}),
                    Catch::Contains("BadEpochLength()"));
}

TEST_CASE("the adoption tally of any past epoch is the weighted sum up to it") {
  Factory w;
  auto factory =
      w.client.deploy(w.governance, "LoRAFactory", {w.governance, w.suite.ledger.address, 10});
  w.suite.lora_factory = factory;
  w.send(w.governance, factory, "setMarketplace", {w.market});
  w.send(w.governance, factory, "setAttester", {w.attesters[0], true});
  const auto other = w.funded("other");
  const auto mine = w.adapter(w.creator, "mine");
  const auto also_mine = w.adapter(w.creator, "also mine");
  const auto others = w.adapter(other, "others");
  w.adopt(mine, w.model, 10'000);
  w.adopt(also_mine, w.model, 10'000);
  w.adopt(others, w.model, 20'000);

  Random random(5);
  std::map<uint64_t, Integer> own, total;
  for (int i = 0; i < 25; ++i) {
    if (random.below(2) == 0) w.chain.mine(random.below(60));
    const Word amount{4 * (1 + random.below(1'000'000))};
    const auto epoch =
        w.send(w.market, factory, "creditRoyalty", {w.model}, amount).block_number / 10;
    const auto growth = w.number(factory, "g", {epoch});
    own[epoch] += to_integer(amount) / 2 * growth;
    total[epoch] += to_integer(amount) * growth;
  }
  Integer own_sum = 0;
  Integer total_sum = 0;
  for (uint64_t epoch = 0; epoch <= w.chain.number() / 10 + 1; ++epoch) {
    own_sum += own[epoch];
    total_sum += total[epoch];
    const auto tally = w.client.view(factory, "tallyAt", {w.creator, epoch});
    INFO("epoch " << epoch);
    REQUIRE(to_integer(tally[0].word) == own_sum);
    REQUIRE(to_integer(tally[1].word) == total_sum);
  }
  CHECK(w.client.view(factory, "tallyAt", {w.market, ~uint64_t{0}})[0].word == Word{});
}
