// What makes a chain: which rules hold when, and the constants that are its own.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vm/chain/address.hpp"
#include "vm/isa/rules.hpp"

namespace mozi::chain {

/// What a change of rules waits for.
enum class Trigger : uint8_t { block_number, total_difficulty, timestamp };

/// Rules that hold from a block on: the first whose number, whose parent's total difficulty or
/// whose timestamp is at least `at`.
struct Activation {
  Trigger trigger = Trigger::block_number;
  Word at;
  isa::Rules rules;
};

/// Where a block stands, as far as rules depend on it.
struct Position {
  uint64_t number = 0;
  uint64_t timestamp = 0;
  Word parent_total_difficulty;
};

/// The rules of a chain over time.
class ForkSchedule {
 public:
  /// The same rules for ever.
  explicit ForkSchedule(const isa::Rules& rules) : activations_{{{}, {}, rules}} {}

  /// Adds rules that come after those added before.
  void add(const Activation& activation) { activations_.push_back(activation); }
  /// The last rules added whose trigger has been reached; those of the first stand from genesis on.
  /// The reference is valid as long as the schedule.
  [[nodiscard]] const isa::Rules& rules_at(const Position& position) const;
  /// Makes it a Lattice chain: its precompiles, metrics and calls at the end of a block exist under
  /// all rules added so far.
  void enable_lattice();

 private:
  std::vector<Activation> activations_;
};

/// Blob parameters of a fork by name, where a chain has its own (EIP-7892).
struct BlobSchedule {
  std::string fork;
  uint32_t target = 0;
  uint32_t max = 0;
  uint64_t update_fraction = 0;
};

/// The rules with the blob parameters that `blobs` has under this name, if any.
[[nodiscard]] isa::Rules with_blob_schedule(isa::Rules rules, std::string_view name,
                                            std::span<const BlobSchedule> blobs);

/// The rules that official tests call by this name, in any case: the forks, those that changed
/// nothing but difficulty ("MuirGlacier", "ArrowGlacier", "GrayGlacier"), "DAO", and blob
/// parameters that only tests have ("BPO3", "BPO4"). `blobs` overrides.
[[nodiscard]] std::optional<isa::Rules> rules_by_name(std::string_view name,
                                                      std::span<const BlobSchedule> blobs = {});

/// The constants of a chain.
struct ChainConfig {
  Word chain_id = 1;
  ForkSchedule forks{isa::rules_of(default_fork)};
  std::optional<uint64_t> dao_fork;  // the block that moves the DAO's ether
  Address deposit_contract = address_literal("00000000219ab540356cBB839Cbe05303d7705Fa");
  std::optional<Address> reward_distributor;  // told about every block of a Lattice chain
};

/// The chain of a network as official tests name it: one fork for ever ("Osaka"), or a change from
/// one to the next ("FrontierToHomesteadAt5", "CancunToPragueAtTime15k",
/// "ArrowGlacierToParisAtDiffC0000").
[[nodiscard]] Expected<ChainConfig> config_of_network(std::string_view name,
                                                      std::span<const BlobSchedule> blobs = {});

}  // namespace mozi::chain
