// The cooperative's books: what every contract should say, by the specification's arithmetic.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "contracts/suite/model.hpp"

namespace mozi::suite {

/// Everything that contracts hold money or counts for, in whole wei. Each action says whether it is
/// allowed, and changes nothing if not. Knows accounts and ids, and no chain: whoever replays one
/// tells the block's number.
class Books {
 public:
  static constexpr uint64_t half_life = 26;  // governance epochs

  struct Settings {
    uint64_t total_blocks = 157'788'000;
    uint64_t governance_epoch = 302'400;
    Integer snap_base_price = 0;
    Integer snap_slope = 0;
  };
  struct Adapter {
    Address creator = {};
    std::vector<std::pair<Hash, unsigned>> parents = {};  // with basis points
    bool revoked = false;
    Integer owed = 0;
  };
  struct Dataset {
    Address provider = {};
    uint64_t size = 0;
    bool revoked = false;
    Integer owed = 0;
    std::map<Address, uint64_t> quality = {};  // by attester
  };
  struct ModelEntry {
    Address owner = {};
    Integer price = 0;
    bool active = true;
    uint64_t served = 0;
    std::map<Address, bool> hosts = {};
    std::vector<Hash> adapters = {};
    std::vector<Hash> datasets = {};
    std::map<Hash, std::map<Address, uint64_t>> gains = {};  // by adapter and attester
  };
  enum class State : uint8_t { none, open, served, canceled };
  struct Request {
    Hash model;
    Address requester;
    Address host;
    uint64_t units = 0;
    Integer fee = 0;
    uint64_t deadline = 0;
    State state = State::none;
    bool rated = false;
  };
  /// Money that a contract owes, by account, and all that it should hold.
  struct Purse {
    std::map<Address, Integer> credits;
    Integer held = 0;
  };
  struct Producer {
    uint64_t blocks = 0;
    Integer blue_score = 0;
  };

  explicit Books(Settings settings) : settings_(std::move(settings)) {}

  // Each is done in this block.
  void at_block(uint64_t number) { block_ = number; }

  // Models, adapters, datasets.
  bool register_model(const Hash& id, const Address& owner, const Integer& price);
  bool set_price(const Hash& model, const Address& by, const Integer& price);
  bool set_active(const Hash& model, const Address& by, bool active);
  bool join_host(const Hash& model, const Address& host);
  bool leave_host(const Hash& model, const Address& host);
  bool create_adapter(const Hash& id, Adapter adapter);
  bool adopt(const Hash& adapter, const Hash& model, const Address& by);
  bool unadopt(const Hash& adapter, const Hash& model, const Address& by);
  bool attest_gain(const Hash& adapter, const Hash& model, const Address& attester, uint64_t gain);
  bool revoke_adapter(const Hash& adapter, const Address& by);
  bool register_dataset(const Hash& id, const Address& provider, uint64_t size);
  bool attest_quality(const Hash& dataset, const Address& attester, uint64_t bps);
  bool link(const Hash& dataset, const Hash& model, const Address& by);
  bool unlink(const Hash& dataset, const Hash& model, const Address& by);

  // Inference.
  bool request(const Hash& id, Request request);
  bool complete(const Hash& request, const Address& by);
  bool cancel(const Hash& request, const Address& by);
  bool rate(const Hash& request, const Address& by);
  bool collect_adapter(const Hash& adapter);
  bool collect_dataset(const Hash& dataset);

  // The bridge.
  bool mint(const Address& to);
  bool transfer(uint64_t token, const Address& by, const Address& to);
  bool burn(uint64_t token, const Address& by);
  bool set_oracle(const Address& oracle, bool active);
  bool deposit(const Integer& fee);
  bool settle(uint64_t token);
  bool claim_tokens(const Address& by, const std::vector<uint64_t>& tokens);

  // Blocks.
  bool on_block(const Address& producer, uint64_t blue_score_delta);

  // Claims; each empties what one contract owes an account.
  bool claim_market(const Address& who) { return claim(market, who); }
  bool claim_adapters(const Address& who) { return claim(adapters_purse, who); }
  bool claim_data(const Address& who) { return claim(data_purse, who); }
  bool claim_fees(const Address& who);
  bool claim_rewards(const Address& who) { return claim(rewards, who); }

  // What contracts answer.
  [[nodiscard]] Integer claimable_fees(const Address& who) const;
  [[nodiscard]] Integer pending_of(uint64_t token) const;
  [[nodiscard]] Integer snap_price() const;
  [[nodiscard]] Integer reward_at(uint64_t n) const;
  [[nodiscard]] Integer contribution(unsigned kind, const Address& who) const;
  [[nodiscard]] Integer royalty_weight(const Hash& model) const;
  [[nodiscard]] Integer licence_weight(const Hash& model) const;
  /// floor(1e18 * 2^(epoch/26)).
  [[nodiscard]] static Integer growth(uint64_t epoch);

  Purse market;
  Purse adapters_purse;
  Purse data_purse;
  Purse fees;
  Purse rewards;
  Integer treasury = 0;
  Integer escrowed = 0;
  uint64_t blocks_rewarded = 0;
  std::map<Hash, ModelEntry> models;
  std::map<Hash, Adapter> adapters;
  std::map<Hash, Dataset> datasets;
  std::map<Hash, Request> requests;
  std::map<Address, Producer> producers;
  std::map<Address, Integer> blue_tally;      // decaying, with the zero address for all
  std::map<Address, Integer> adoption_tally;  // likewise
  uint64_t tokens_minted = 0;
  uint64_t entries = 0;  // of the ledger

  [[nodiscard]] std::map<uint64_t, Address> token_owners() const;

 private:
  /// A class that shares by accumulator, in 2^-64 wei.
  struct Pool {
    Integer accumulated = 0;
    Integer carry = 0;
    uint64_t weight = 0;
  };
  struct Member {
    Address owner;
    Integer debt = 0;
  };

  static bool claim(Purse& purse, const Address& who);
  static void share_out(Pool& pool, const Integer& amount);
  static void leave(Pool& pool, const Integer& debt);
  static Integer take(const Pool& pool, Integer& debt);
  void share_among(const ModelEntry& model, bool adapter_class, const Integer& amount);
  Integer settle_token(uint64_t token);
  void record(unsigned kind, const Address& who, const Integer& amount);
  void record_bridge(const Address& who, const Integer& wei);
  void tally(std::map<Address, Integer>& all, const Address& who, const Integer& amount);
  [[nodiscard]] Integer gain_of(const ModelEntry& model, const Hash& adapter) const;
  [[nodiscard]] Integer weight_of(const Hash& dataset) const;
  [[nodiscard]] ModelEntry* owned(const Hash& model, const Address& by);

  Settings settings_;
  uint64_t block_ = 0;
  Pool snaps_;
  Pool oracles_;
  std::map<uint64_t, Member> tokens_;
  std::map<Address, Member> operators_;
  std::map<Address, Integer> unrecorded_;
  std::map<std::pair<unsigned, Address>, Integer> contributions_;
};

}  // namespace mozi::suite
