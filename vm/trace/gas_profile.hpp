// A tracer that adds up, per function of each contract, how often it ran and what gas it took.
#pragma once

#include <map>
#include <vector>

#include "mozi/tracer.hpp"

namespace mozi::trace {

/// Counts frames by code address and selector; a creation counts under the address it made, with
/// selector zero.
class GasProfile final : public Tracer {
 public:
  /// A function: the account whose code ran and the first four bytes of its input (big-endian).
  struct Key {
    Address code_address;
    uint32_t selector = 0;
    bool creation = false;
    auto operator<=>(const Key&) const = default;
  };
  struct Entry {
    uint64_t calls = 0;
    uint64_t failures = 0;
    int64_t gas = 0;      // of the frames and of all that they called
    int64_t own_gas = 0;  // of the frames alone
    int64_t least = INT64_MAX;
    int64_t most = 0;
  };

  void on_enter(const Message& message, BytesView code) override;
  void on_step(const Step&) override {}
  void on_fault(const Step&, Status) override {}
  void on_exit(const Message& message, const Result& result) override;

  /// The figures so far, in order of address and selector.
  [[nodiscard]] const std::map<Key, Entry>& entries() const { return entries_; }

 private:
  std::map<Key, Entry> entries_;
  std::vector<int64_t> callee_gas_;  // per open frame: what its callees have used
};

}  // namespace mozi::trace
