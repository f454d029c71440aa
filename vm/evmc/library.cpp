// The entry points of libmozi-evmc: the functions of an evmc_vm, and its creation by name.
#include <cstring>
#include <new>

#include "vm/evmc/instance.hpp"

// A loader derives the name of the function from the file's; each calls it in its own way.
#define MOZI_EVMC_EXPORT extern "C" __attribute__((visibility("default")))

namespace mozi::evmc {
namespace {

struct OurVm : evmc_vm {
  explicit OurVm(const evmc_vm& functions) : evmc_vm(functions) {}
  Instance instance;
};

Instance& instance_of(evmc_vm* vm) {
  return static_cast<OurVm*>(vm)->instance;
}

void destroy(evmc_vm* vm) {
  delete static_cast<OurVm*>(vm);
}

evmc_result failure(evmc_status_code code) {
  evmc_result result{};
  result.status_code = code;
  return result;
}

evmc_result execute(evmc_vm* vm, const evmc_host_interface* host, evmc_host_context* context,
                    evmc_revision revision, const evmc_message* message, const uint8_t* code,
                    size_t code_size) noexcept try {
  if (host == nullptr || message == nullptr) return failure(EVMC_REJECTED);
  return instance_of(vm).execute(*host, context, revision, *message, {code, code_size});
} catch (const std::bad_alloc&) {
  return failure(EVMC_OUT_OF_MEMORY);
} catch (...) {
  return failure(EVMC_INTERNAL_ERROR);
}

evmc_capabilities_flagset get_capabilities(evmc_vm* vm) noexcept {
  return instance_of(vm).capabilities();
}

evmc_set_option_result set_option(evmc_vm* vm, const char* name, const char* value) noexcept try {
  if (name == nullptr) return EVMC_SET_OPTION_INVALID_NAME;
  return instance_of(vm).set_option(name, value == nullptr ? "" : value);
} catch (...) {
  return EVMC_SET_OPTION_INVALID_VALUE;
}

constexpr evmc_vm functions = {
    .abi_version = EVMC_ABI_VERSION,
    .name = "mozi",
    .version = MOZI_VERSION,
    .destroy = destroy,
    .execute = execute,
    .get_capabilities = get_capabilities,
    .set_option = set_option,
};

}  // namespace
}  // namespace mozi::evmc

/// Makes a VM; null if there is no memory. Its `destroy` ends it.
MOZI_EVMC_EXPORT evmc_vm* evmc_create_mozi() noexcept try {
  return new mozi::evmc::OurVm(mozi::evmc::functions);
} catch (...) {
  return nullptr;
}

MOZI_EVMC_EXPORT evmc_vm* evmc_create_mozi_evmc() noexcept {
  return evmc_create_mozi();
}
MOZI_EVMC_EXPORT evmc_vm* evmc_create_evmc() noexcept {
  return evmc_create_mozi();
}
MOZI_EVMC_EXPORT evmc_vm* evmc_create() noexcept {
  return evmc_create_mozi();
}
