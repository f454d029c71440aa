// One VM of libmozi-evmc: options, engine, caches.
#pragma once

#include <atomic>
#include <cstdio>
#include <memory>
#include <optional>

#include "mozi/vm.hpp"
#include "vm/evmc/code_ids.hpp"
#include "vm/evmc/convert.hpp"
#include "vm/isa/rules.hpp"
#include "vm/trace/eip3155.hpp"

namespace mozi::evmc {

/// What an evmc_vm of ours points at. Any number of threads may execute on it at once; the first
/// keeps what is cached, the others start from nothing. Options are set between executions.
class Instance {
 public:
  [[nodiscard]] evmc_capabilities_flagset capabilities() const;
  [[nodiscard]] evmc_set_option_result set_option(std::string_view name, std::string_view value);
  [[nodiscard]] evmc_result execute(const evmc_host_interface& host, evmc_host_context* context,
                                    evmc_revision revision, const evmc_message& message,
                                    BytesView code);

 private:
  struct FileCloser {
    void operator()(std::FILE* file) const;
  };

  [[nodiscard]] Result execute_here(Host& host, Fork fork, const Message& message, BytesView code);
  void restart();
  [[nodiscard]] bool trace_to(std::string_view target);

  Tier tier_ = Tier::interpret;
  bool precompiles_ = false;
  bool lattice_ = false;
  std::unique_ptr<std::FILE, FileCloser> trace_file_;
  std::optional<trace::Eip3155> tracer_;

  class Turn;

  // What the owner alone uses. A thread owns it from its outermost execution's begin to its end.
  std::atomic<const void*> owner_ = nullptr;
  int depth_ = 0;
  Fork fork_ = default_fork;
  Vm vm_;
  CodeIds ids_;
};

}  // namespace mozi::evmc
