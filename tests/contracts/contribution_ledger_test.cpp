// ContributionLedger: sums, weights, epochs, and the Merkle history against a tree in C++.
#include <set>

#include "tests/contracts/world.hpp"
#include "tests/support/random.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::Integer;
using suite::to_integer;

namespace {

constexpr uint64_t kinds = 7;

/// The whole tree of 32 levels over some leaves, level by level; what is missing is empty.
class Tree {
 public:
  explicit Tree(const std::vector<Hash>& leaves) {
    levels_.push_back(leaves);
    Hash empty;
    for (int level = 0; level < 32; ++level) {
      empties_.push_back(empty);
      std::vector<Hash> above;
      for (size_t i = 0; i < levels_.back().size(); i += 2)
        above.push_back(hash_of({node(level, i).to_word(), node(level, i + 1).to_word()}));
      levels_.push_back(above);
      empty = hash_of({empty.to_word(), empty.to_word()});
    }
    empties_.push_back(empty);
  }

  [[nodiscard]] Hash root() const { return node(32, 0); }
  [[nodiscard]] std::vector<Value> proof(size_t index) const {
    std::vector<Value> siblings;
    for (size_t level = 0; level < 32; ++level, index >>= 1)
      siblings.emplace_back(node(level, index ^ 1));
    return siblings;
  }

 private:
  [[nodiscard]] Hash node(size_t level, size_t index) const {
    return index < levels_[level].size() ? levels_[level][index] : empties_[level];
  }

  std::vector<std::vector<Hash>> levels_;
  std::vector<Hash> empties_;
};

struct Entry {
  uint64_t kind;
  Address who;
  Word amount;
  uint64_t block;

  [[nodiscard]] Hash leaf(size_t index) const {
    return hash_of({Word{index}, Word{kind}, who.to_word(), amount, Word{block}});
  }
};

struct Ledger : World {
  const Deployed& ledger = suite.ledger;
  Address recorder = funded("recorder");

  Ledger() {
    for (uint64_t kind = 0; kind < kinds; ++kind)
      send(governance, ledger, "setRecorder", {kind, recorder, true});
  }
  Integer number(std::string_view function, const Client::Arguments& arguments = {}) {
    return to_integer(view(ledger, function, arguments).word);
  }
};

}  // namespace

TEST_CASE("the history root is that of the whole tree, and every entry proves itself") {
  Ledger w;
  Random random(1);
  std::vector<Entry> entries;
  std::vector<Hash> leaves;
  CHECK(w.view(w.ledger, "historyRoot") == Value(Tree({}).root()));
  for (size_t n = 1; n <= 40; ++n) {
    Entry entry{random.below(kinds), who(std::to_string(n)), Word{1 + random.bits()}, 0};
    entry.block =
        w.send(w.recorder, w.ledger, "record", {entry.kind, entry.who, entry.amount}).block_number;
    entries.push_back(entry);
    leaves.push_back(entry.leaf(n - 1));
    const Tree tree(leaves);
    INFO(n << " entries");
    REQUIRE(w.view(w.ledger, "historyRoot") == Value(tree.root()));
    REQUIRE(w.view(w.ledger, "entryCount").word == Word{n});
    const size_t i = random.below(n);
    const auto& e = entries[i];
    REQUIRE(w.view(w.ledger, "verifyEntry", {i, e.kind, e.who, e.amount, e.block, tree.proof(i)})
                .word == Word{1});
  }
  const Tree tree(leaves);
  const Tree earlier(std::vector<Hash>(leaves.begin(), leaves.begin() + 23));
  for (size_t i = 0; i < entries.size(); ++i) {
    INFO("entry " << i);
    const auto& e = entries[i];
    const auto at = [&](const Hash& root, const Value& index, const Word& amount,
                        const std::vector<Value>& proof) {
      return w.view(w.ledger, "verifyEntryAt", {root, index, e.kind, e.who, amount, e.block, proof})
          .word;
    };
    CHECK(at(tree.root(), i, e.amount, tree.proof(i)) == Word{1});
    CHECK(at(tree.root(), i, e.amount + Word{1}, tree.proof(i)) == Word{});
    CHECK(at(tree.root(), i ^ 1, e.amount, tree.proof(i)) == Word{});
    CHECK(at(tree.root(), Word{i} + (Word{1} << 32), e.amount, tree.proof(i)) == Word{});
    if (i < 23) CHECK(at(earlier.root(), i, e.amount, earlier.proof(i)) == Word{1});
  }
  // A proof goes stale with the next record; the root of its time still takes it.
  const auto& first = entries[0];
  w.send(w.recorder, w.ledger, "record", {0, w.recorder, 1});
  const Client::Arguments entry = {0,           first.kind,   first.who, first.amount,
                                   first.block, tree.proof(0)};
  CHECK(w.view(w.ledger, "verifyEntry", entry).word == Word{});
}

TEST_CASE("sums per kind, contributor and epoch follow every record, and scores its weight") {
  Ledger w;
  Random random(2);
  std::vector<Address> people = {who("a"), who("b"), who("c")};
  std::map<std::pair<uint64_t, Address>, Integer> sums;
  std::map<std::tuple<uint64_t, Address, uint64_t>, Integer> epoch_sums;
  std::map<Address, Integer> scores;
  std::vector<uint64_t> weights = {10'000, 15'000, 20'000, 15'000, 10'000, 10'000, 5'000};
  for (uint64_t kind = 0; kind < kinds; ++kind)
    REQUIRE(w.number("weight", {kind}) == weights[kind]);

  std::set<uint64_t> epochs;
  for (int step = 0; step < 60; ++step) {
    const uint64_t kind = random.below(kinds);
    if (random.below(5) == 0) {
      weights[kind] = random.below(65'536);
      w.send(w.governance, w.ledger, "setWeight", {kind, weights[kind]});
    }
    if (random.below(5) == 0) w.chain.mine(random.below(1'500));
    const size_t count = random.below(4);
    std::vector<Value> contributors;
    std::vector<Value> amounts;
    for (size_t i = 0; i <= count; ++i) {
      contributors.emplace_back(people[random.below(people.size())]);
      amounts.emplace_back((random.word() >> 128) | Word{1});
    }
    const auto receipt =
        count == 0 ? w.send(w.recorder, w.ledger, "record", {kind, contributors[0], amounts[0]})
                   : w.send(w.recorder, w.ledger, "recordBatch", {kind, contributors, amounts});
    const uint64_t epoch = receipt.block_number / 1'000;
    epochs.insert(epoch);
    REQUIRE(receipt.logs.size() == count + 1);
    for (size_t i = 0; i <= count; ++i) {
      const auto amount = to_integer(amounts[i].word);
      const auto person = contributors[i].address();
      sums[{kind, person}] += amount;
      epoch_sums[{kind, person, epoch}] += amount;
      scores[person] += amount * weights[kind] / 10'000;
    }
  }

  Integer score = 0;
  for (const auto& person : people) {
    CHECK(w.number("score", {person}) == scores[person]);
    score += scores[person];
  }
  CHECK(w.number("totalScore") == score);
  for (uint64_t kind = 0; kind < kinds; ++kind) {
    Integer total = 0;
    for (const auto& person : people) {
      CHECK(w.number("contribution", {kind, person}) == sums[{kind, person}]);
      total += sums[{kind, person}];
    }
    CHECK(w.number("total", {kind}) == total);
    for (const auto epoch : epochs) {
      Integer in_epoch = 0;
      for (const auto& person : people) {
        CHECK(w.number("contributionIn", {kind, person, epoch}) ==
              epoch_sums[{kind, person, epoch}]);
        in_epoch += epoch_sums[{kind, person, epoch}];
      }
      CHECK(w.number("totalIn", {kind, epoch}) == in_epoch);
    }
  }
  CHECK(w.number("epoch") == (w.chain.number() + 1) / 1'000);
}

TEST_CASE("a record tells what it appended, in order") {
  Ledger w;
  const std::vector<Value> contributors = {who("a"), who("b")};
  const std::vector<Value> amounts = {5, 6};
  const auto receipt = w.send(w.recorder, w.ledger, "recordBatch", {3, contributors, amounts});
  const auto text = [](const char* name) { return abi::to_checksum(who(name)); };
  CHECK(World::events(w.ledger, receipt) ==
        std::vector<std::string>{"ContributionRecorded(kind: 3, contributor: " + text("a") +
                                     ", amount: 5, epoch: 0, index: 0)",
                                 "ContributionRecorded(kind: 3, contributor: " + text("b") +
                                     ", amount: 6, epoch: 0, index: 1)"});
}

TEST_CASE("the ledger refuses strangers, unknown kinds and unusable entries") {
  Ledger w;
  const auto stranger = w.funded("stranger");
  const auto& l = w.ledger;
  const auto one = [](const Value& v) { return std::vector<Value>{v}; };
  CHECK(w.fails(stranger, l, "record", {1, stranger, 1}) ==
        "NotRecorder(kind: 1, caller: " + abi::to_checksum(stranger) + ")");
  CHECK(w.fails(w.recorder, l, "record", {1, Address{}, 1}) == "ZeroAddress()");
  CHECK(w.fails(w.recorder, l, "record", {1, stranger, 0}) == "ZeroAmount()");
  const Word most = (Word{1} << 128) - Word{1};
  CHECK(w.fails(w.recorder, l, "record", {1, stranger, most + Word{1}}) ==
        "AmountTooLarge(amount: " + to_decimal(most + Word{1}) + ")");
  CHECK(w.fails(w.recorder, l, "record", {1, stranger, most}) == "");
  CHECK(w.fails(stranger, l, "recordBatch", {1, one(stranger), one(1)}) ==
        "NotRecorder(kind: 1, caller: " + abi::to_checksum(stranger) + ")");
  CHECK(w.fails(w.recorder, l, "recordBatch", {1, one(stranger), std::vector<Value>{}}) ==
        "LengthMismatch(contributors: 1, amounts: 0)");
  CHECK(w.fails(w.recorder, l, "recordBatch", {1, one(stranger), one(0)}) == "ZeroAmount()");
  CHECK(w.fails(w.recorder, l, "recordBatch", {1, one(Address{}), one(1)}) == "ZeroAddress()");

  const std::string unknown = "UnknownKind(kind: 7)";
  CHECK(w.fails(w.recorder, l, "record", {7, stranger, 1}) == unknown);
  CHECK(w.fails(w.recorder, l, "recordBatch", {7, one(stranger), one(1)}) == unknown);
  CHECK(w.fails(w.governance, l, "setRecorder", {7, stranger, true}) == unknown);
  CHECK(w.fails(w.governance, l, "setWeight", {7, 1}) == unknown);
  CHECK(w.fails(stranger, l, "isRecorder", {7, stranger}) == unknown);
  CHECK(w.fails(stranger, l, "weight", {7}) == unknown);
  CHECK(w.fails(stranger, l, "contribution", {7, stranger}) == unknown);
  CHECK(w.fails(stranger, l, "contributionIn", {7, stranger, 0}) == unknown);
  CHECK(w.fails(stranger, l, "total", {7}) == unknown);
  CHECK(w.fails(stranger, l, "totalIn", {7, 0}) == unknown);

  const auto not_governance = "NotGovernance(caller: " + abi::to_checksum(stranger) + ")";
  CHECK(w.fails(stranger, l, "setRecorder", {1, stranger, true}) == not_governance);
  CHECK(w.fails(stranger, l, "setWeight", {1, 1}) == not_governance);
  CHECK(World::events(l, w.send(w.governance, l, "setRecorder", {1, w.recorder, false})) ==
        std::vector<std::string>{"RecorderSet(kind: 1, recorder: " + abi::to_checksum(w.recorder) +
                                 ", allowed: false)"});
  CHECK(World::events(l, w.send(w.governance, l, "setWeight", {1, 7})) ==
        std::vector<std::string>{"WeightSet(kind: 1, weightBps: 7)"});
  CHECK(w.fails(w.recorder, l, "record", {1, stranger, 1}).starts_with("NotRecorder"));
  CHECK(w.fails(w.recorder, l, "record", {2, stranger, 1}) == "");
}

TEST_CASE("the ledger is full after 2^32 entries") {
  Ledger w;
  w.send(w.recorder, w.ledger, "record", {1, w.recorder, 1});
  const auto count_slot = w.slot(w.ledger, "history_size");
  const auto before = w.chain.storage(w.ledger.address, count_slot);
  REQUIRE(before.low() == 1);  // points stand above
  w.chain.set_storage(w.ledger.address, count_slot, before - Word{1} + Word{0xffff'ffff});
  CHECK(w.fails(w.recorder, w.ledger, "record", {1, w.recorder, 1}) == "");
  CHECK(w.view(w.ledger, "entryCount").word == Word{1} << 32);
  CHECK(w.view(w.ledger, "historyRoot") != Value(Hash{}));
  CHECK(w.fails(w.recorder, w.ledger, "record", {1, w.recorder, 1}) == "LedgerFull()");
  CHECK(w.fails(w.recorder, w.ledger, "record", {1, w.recorder, 0}) == "LedgerFull()");
}

TEST_CASE("sums of the largest amounts hold, and so do the epochs before they grew") {
  Ledger w;
  const auto who = w.funded("whale");
  const Integer most = (Integer(1) << 128) - 1;
  const Word most_wei = ~(~Word{} << 128);
  const auto number = [&](std::string_view function, const Client::Arguments& arguments) {
    return to_integer(w.view(w.ledger, function, arguments).word);
  };
  const Word small = ~(~Word{} << 80);  // the most that stands in one slot
  const auto first = w.view(w.ledger, "epoch").word.low();
  w.send(w.governance, w.ledger, "setWeight", {1, 10'000});
  w.send(w.recorder, w.ledger, "record", {1, who, small});
  w.chain.mine(1'000);
  w.send(w.recorder, w.ledger, "record", {1, who, most_wei});
  w.send(w.recorder, w.ledger, "record", {1, who, most_wei});
  w.chain.mine(3'000);
  w.send(w.recorder, w.ledger, "record", {1, who, 5});
  const Integer sum = to_integer(small) + 2 * most + 5;
  CHECK(number("contribution", {1, who}) == sum);
  CHECK(number("total", {1}) == sum);
  CHECK(number("score", {who}) == sum);
  CHECK(number("totalScore", {}) == sum);
  const std::vector<Integer> in = {to_integer(small), 2 * most, 0, 0, 5, 0};
  for (uint64_t i = 0; i < in.size(); ++i) {
    CHECK(number("contributionIn", {1, who, first + i}) == in[i]);
    CHECK(number("totalIn", {1, first + i}) == in[i]);
  }
  CHECK(number("contributionIn", {1, who, ~uint64_t{0}}) == 0);
  CHECK(number("totalIn", {1, ~uint64_t{0}}) == 0);
}
