// A VM of somebody else, loaded from an EVMC library.
#pragma once

#include <memory>
#include <string>

#include "mozi/evmc_abi.h"
#include "mozi/fork.hpp"
#include "mozi/host.hpp"

namespace mozi::evmc {

/// A loaded VM. As many threads may execute on it at once as the VM allows; ours allows any number.
class Client {
 public:
  /// Loads the library, finds its VM as EVMC's own loader does, and checks the ABI version.
  [[nodiscard]] static Expected<Client> load(const std::string& path);
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  [[nodiscard]] std::string_view name() const;
  [[nodiscard]] evmc_capabilities_flagset capabilities() const;
  [[nodiscard]] Expected<void> set_option(const std::string& name, const std::string& value);

  /// Runs code as Vm::execute does. Requires that no code of `host` dies within the execution.
  [[nodiscard]] Result execute(Host& host, Fork fork, const Message& message, BytesView code);

 private:
  struct Closer {
    void operator()(void* library) const;
  };
  using Library = std::unique_ptr<void, Closer>;

  Client(Library library, evmc_vm* vm);

  Library library_;
  evmc_vm* vm_;
};

}  // namespace mozi::evmc
