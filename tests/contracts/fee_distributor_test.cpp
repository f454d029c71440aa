// FeeDistributor: accumulators against an exact model, errors, and what reaches the ledger.
#include "tests/contracts/world.hpp"
#include "tests/support/random.hpp"

using namespace mozi;
using namespace mozi::test;
using suite::Integer;
using suite::to_integer;

namespace {

std::string text(const Address& a) {
  return abi::to_checksum(a);
}

/// Sharing as the specification says, in 2^-64 wei: the fraction of a member stays with it until it
/// leaves, the remainder of a division is carried.
class Sharing {
 public:
  void join(uint64_t member) { debts_[member] = accumulated_; }
  void share(const Integer& wei) {
    const Integer all = (wei << 64) + carry_;
    accumulated_ += all / debts_.size();
    carry_ = all % debts_.size();
  }
  [[nodiscard]] Integer pending(uint64_t member) const {
    const auto at = debts_.find(member);
    return at == debts_.end() ? Integer(0) : Integer((accumulated_ - at->second) >> 64);
  }
  Integer settle(uint64_t member) {
    const auto amount = pending(member);
    debts_[member] += amount << 64;
    return amount;
  }
  Integer leave(uint64_t member) {
    const auto amount = settle(member);
    carry_ += accumulated_ - debts_[member];
    debts_.erase(member);
    return amount;
  }
  [[nodiscard]] bool empty() const { return debts_.empty(); }
  [[nodiscard]] bool has(uint64_t member) const { return debts_.contains(member); }
  /// What nobody has yet, in 2^-64 wei.
  [[nodiscard]] Integer unsettled() const {
    Integer sum = carry_;
    for (const auto& [member, debt] : debts_) sum += accumulated_ - debt;
    return sum;
  }

 private:
  std::map<uint64_t, Integer> debts_;
  Integer accumulated_;
  Integer carry_;
};

struct Fees : World {
  const Deployed& fees = suite.fee_distributor;
  Address bridge = funded("bridge");

  void deposit(const Word& amount) { send(bridge, fees, "depositFees", {}, amount); }
  Integer number(std::string_view function, const Client::Arguments& arguments = {}) {
    return to_integer(view(fees, function, arguments).word);
  }
  uint64_t mint(const Address& to) {
    const auto receipt = send(bridge, suite.snap, "mint", {to}, ether);
    return Word::load(receipt.output.data()).low();
  }
};

/// The distributor beside its model, in random steps.
class Walk {
 public:
  explicit Walk(uint64_t salt) : random_(salt) {
    for (int i = 0; i < 4; ++i) owners_.push_back(w_.funded("owner " + std::to_string(i)));
    for (int i = 0; i < 5; ++i) oracles_.push_back(w_.funded("oracle " + std::to_string(i)));
  }

  void step() {
    switch (random_.below(9)) {
      case 0:
        return mint();
      case 1:
        return toggle_oracle();
      case 2:
        return claim();
      default:
        break;
    }
    if (random_.below(2) == 0 || tokens_.empty()) return deposit();
    const auto at = std::next(tokens_.begin(), static_cast<long>(random_.below(tokens_.size())));
    switch (random_.below(6)) {
      case 0:
        return burn(at->first);
      case 1:
      case 2:
        return move(at->first);
      case 3:
        return claim_tokens(at->second);
      default:
        return settle(at->first);
    }
  }

  void empty_all() {
    while (!tokens_.empty()) burn(tokens_.begin()->first);
    for (uint64_t i = 0; i < oracles_.size(); ++i)
      if (operators_.has(i)) toggle(i);
  }

  void check() {
    for (const auto& owner : owners_) REQUIRE(w_.number("claimable", {owner}) == credits_[owner]);
    for (uint64_t i = 0; i < oracles_.size(); ++i)
      REQUIRE(w_.number("claimable", {oracles_[i]}) ==
              credits_[oracles_[i]] + operators_.pending(i));
    for (uint64_t token = 1; token <= minted_; ++token)
      REQUIRE(w_.number("pendingOf", {token}) == snaps_.pending(token));
    const auto balance = to_integer(w_.chain.balance(w_.fees.address));
    REQUIRE(w_.number("totalOwed") == balance);
    Integer owed = 0;
    for (const auto& [account, credit] : credits_) owed += credit;
    REQUIRE((balance << 64) == (owed << 64) + snaps_.unsettled() + operators_.unsettled());
    for (const auto& owner : owners_)
      REQUIRE(to_integer(w_.view(w_.suite.ledger, "contribution", {5, owner}).word) ==
              settled_[owner] / 1'000'000'000'000);
  }

 private:
  void mint() {
    const auto& to = owners_[random_.below(owners_.size())];
    const auto token = w_.mint(to);
    minted_ = token;
    tokens_[token] = to;
    snaps_.join(token);
  }
  void deposit() {
    const Word fee = Word{random_.bits()} >> random_.below(64);
    const Integer wei = to_integer(fee);
    w_.deposit(fee);
    if (const Integer part = wei * 7 / 10; !snaps_.empty() && part != 0) snaps_.share(part);
    if (const Integer part = wei / 10; !operators_.empty() && part != 0) operators_.share(part);
  }
  void credit(const Address& owner, const Integer& amount) {
    credits_[owner] += amount;
    settled_[owner] += amount;
  }
  void settle(uint64_t token) {
    w_.send(w_.bridge, w_.fees, "settle", {token});
    credit(tokens_[token], snaps_.settle(token));
  }
  void move(uint64_t token) {
    auto& owner = tokens_[token];
    const auto& to = owners_[random_.below(owners_.size())];
    w_.send(owner, w_.suite.snap, "transferFrom", {owner, to, token});
    credit(owner, snaps_.settle(token));
    owner = to;
  }
  void burn(uint64_t token) {
    const auto owner = tokens_[token];
    w_.send(owner, w_.suite.snap, "burn", {token});
    credit(owner, snaps_.leave(token));
    tokens_.erase(token);
  }
  void toggle_oracle() { toggle(random_.below(oracles_.size())); }
  void toggle(uint64_t i) {
    const bool active = !operators_.has(i);
    w_.send(w_.governance, w_.fees, "setOracle", {oracles_[i], active});
    if (active)
      operators_.join(i);
    else
      credits_[oracles_[i]] += operators_.leave(i);
  }
  void claim() {
    const uint64_t i = random_.below(oracles_.size());
    const auto& oracle = oracles_[i];
    if (operators_.has(i)) credits_[oracle] += operators_.settle(i);
    paid(oracle, "claimFor", {oracle});
  }
  void claim_tokens(const Address& owner) {
    std::vector<Value> all;
    for (const auto& [token, its_owner] : tokens_) {
      if (its_owner != owner) continue;
      all.emplace_back(token);
      credit(owner, snaps_.settle(token));
    }
    paid(owner, "claimTokens", {Value(all)});
  }
  void paid(const Address& to, const char* function, const Client::Arguments& arguments) {
    if (credits_[to] == 0) {
      CHECK(w_.fails(to, w_.fees, function, arguments) == "NothingToClaim()");
      return;
    }
    const auto before = w_.chain.balance(to);
    w_.send(to, w_.fees, function, arguments);
    REQUIRE(to_integer(w_.chain.balance(to) - before) == credits_[to]);
    credits_[to] = 0;
  }

  Fees w_;
  Random random_;
  std::vector<Address> owners_, oracles_;
  std::map<uint64_t, Address> tokens_;
  uint64_t minted_ = 0;
  Sharing snaps_, operators_;
  std::map<Address, Integer> credits_, settled_;
};

}  // namespace

TEST_CASE("deposits, transfers, burns, oracles and claims in any order share as the model does") {
  for (const uint64_t salt : {10u, 11u}) {
    Walk walk(salt);
    INFO("seed " << seed() << ", salt " << salt);
    for (int step = 0; step < 250; ++step) {
      INFO("step " << step);
      walk.step();
      if (step % 10 == 9) walk.check();
    }
    walk.empty_all();
    walk.check();
  }
}

TEST_CASE("many one-wei deposits never give out more than one deposit of their sum") {
  Fees w;
  const auto owner = w.funded("owner");
  for (int i = 0; i < 3; ++i) w.mint(owner);
  for (int i = 0; i < 20; ++i) {
    w.deposit(Word{10});  // 7 wei among 3 tokens
    w.send(w.bridge, w.fees, "settle", {1});
  }
  CHECK(w.number("claimable", {owner}) == 46);  // floor(140 / 3)
  CHECK(w.number("pendingOf", {2}) == 46);
  CHECK(w.number("pendingOf", {3}) == 46);
  w.deposit(Word{10});
  CHECK(w.number("pendingOf", {2}) == 49);
}

TEST_CASE("a class with nobody in it gives its share to the treasury and says so") {
  Fees w;
  const auto events = [&](const Word& fee) {
    return World::events(w.fees, w.send(w.bridge, w.fees, "depositFees", {}, fee));
  };
  CHECK(events(Word{1'009}) ==
        std::vector<std::string>{
            "ShareRedirected(class: 0, amount: 706)", "ShareRedirected(class: 2, amount: 100)",
            "FeesDistributed(amount: 1009, snap: 0, treasury: 1009, oracle: 0)"});
  CHECK(w.chain.balance(w.suite.treasury.address) == Word{1'009});
  CHECK(events(Word{}) ==
        std::vector<std::string>{"FeesDistributed(amount: 0, snap: 0, treasury: 0, oracle: 0)"});
  CHECK(events(Word{1}) ==
        std::vector<std::string>{"FeesDistributed(amount: 1, snap: 0, treasury: 1, oracle: 0)"});
  w.send(w.governance, w.fees, "setOracle", {w.bridge, true});
  CHECK(events(Word{1'009}) ==
        std::vector<std::string>{
            "ShareRedirected(class: 0, amount: 706)",
            "FeesDistributed(amount: 1009, snap: 0, treasury: 909, oracle: 100)"});
  w.mint(w.bridge);
  // A plain transfer is a deposit.
  const auto receipt = w.client.transfer(w.bridge, w.fees.address, Word{1'009});
  CHECK(World::events(w.fees, receipt) ==
        std::vector<std::string>{
            "FeesDistributed(amount: 1009, snap: 706, treasury: 203, oracle: 100)"});
}

TEST_CASE("at most 64 operators are active at a time") {
  Fees w;
  std::vector<Address> all;
  for (int i = 0; i < 65; ++i) all.push_back(who("operator " + std::to_string(i)));
  CHECK(w.fails(w.bridge, w.fees, "setOracle", {all[0], true}) ==
        "NotGovernance(caller: " + text(w.bridge) + ")");
  CHECK(w.fails(w.governance, w.fees, "setOracle", {Address{}, true}) == "ZeroAddress()");
  for (int i = 0; i < 64; ++i) w.send(w.governance, w.fees, "setOracle", {all[i], true});
  CHECK(w.fails(w.governance, w.fees, "setOracle", {all[64], true}) == "TooManyOracles()");
  // The same state again is no change and no event.
  CHECK(w.send(w.governance, w.fees, "setOracle", {all[0], true}).logs.empty());
  CHECK(w.send(w.governance, w.fees, "setOracle", {all[64], false}).logs.empty());
  w.deposit(Word{6'400});
  CHECK(World::events(w.fees, w.send(w.governance, w.fees, "setOracle", {all[0], false})) ==
        std::vector<std::string>{"OracleSet(operator: " + text(all[0]) + ", active: false)"});
  w.send(w.governance, w.fees, "setOracle", {all[64], true});
  w.deposit(Word{6'400});
  CHECK(w.number("claimable", {all[0]}) == 10);  // what it earned, it keeps
  CHECK(w.number("claimable", {all[1]}) == 20);
  CHECK(w.number("claimable", {all[64]}) == 10);
}

TEST_CASE("claimTokens settles the caller's tokens, each once, and refuses others'") {
  Fees w;
  const auto owner = w.funded("owner");
  const auto other = w.funded("other");
  w.mint(owner);
  w.mint(other);
  w.deposit(Word{2'000});
  const auto tokens = [](std::initializer_list<uint64_t> ids) {
    std::vector<Value> values;
    for (const auto id : ids) values.emplace_back(id);
    return Value(values);
  };
  CHECK(w.fails(owner, w.fees, "claimTokens", {tokens({1, 3})}) ==
        "ERC721NonexistentToken(tokenId: 3)");
  CHECK(w.fails(owner, w.fees, "claimTokens", {tokens({1, 2})}) ==
        "NotTokenOwner(tokenId: 2, caller: " + text(owner) + ")");
  CHECK(w.fails(owner, w.fees, "claimTokens", {tokens({})}) == "NothingToClaim()");
  CHECK(w.fails(owner, w.fees, "claim") == "NothingToClaim()");  // nothing is settled yet
  const auto receipt = w.send(owner, w.fees, "claimTokens", {tokens({1, 1})});
  CHECK(World::events(w.fees, receipt) ==
        std::vector<std::string>{"Settled(tokenId: 1, owner: " + text(owner) + ", amount: 700)",
                                 "Claimed(who: " + text(owner) + ", amount: 700)"});
  CHECK(Word::load(receipt.output.data()) == Word{700});
  CHECK(w.fails(owner, w.fees, "settle", {3}) == "ERC721NonexistentToken(tokenId: 3)");
  CHECK(w.number("pendingOf", {3}) == 0);
  CHECK(w.fails(owner, w.fees, "onSnapTransfer", {owner, other, 1}) ==
        "NotSnap(caller: " + text(owner) + ")");
}

TEST_CASE("settlements below a micro-SALT are recorded when they add up to one") {
  Fees w;
  const auto owner = w.funded("owner");
  w.mint(owner);
  const auto recorded = [&] {
    return to_integer(w.view(w.suite.ledger, "contribution", {5, owner}).word);
  };
  for (int i = 0; i < 3; ++i) {
    CHECK(recorded() == 0);
    w.deposit(Word{500'000'000'000});  // 0.35 micro-SALT for the token
    w.send(w.bridge, w.fees, "settle", {1});
  }
  CHECK(recorded() == 1);
  w.deposit(Word{1'400'000'000'000});  // 0.98, with 0.05 left from before
  w.send(w.bridge, w.fees, "settle", {1});
  CHECK(recorded() == 2);
}

TEST_CASE("a treasury that refuses its share can claim it later") {
  Fees w;
  const auto treasury = w.suite.treasury.address;
  const auto code = w.chain.code(treasury);
  w.mint(w.bridge);
  const auto before = w.chain.balance(treasury);
  w.chain.set_code(treasury, Bytes{0xfe});
  w.deposit(Word{1'000});
  CHECK(w.chain.balance(treasury) == before);
  CHECK(w.number("claimable", {treasury}) == 300);
  w.chain.set_code(treasury, code);
  w.send(w.bridge, w.fees, "claimFor", {treasury});
  CHECK(w.chain.balance(treasury) - before == Word{300});
}
