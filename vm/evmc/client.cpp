// Loading an EVMC library, and showing it our host as EVMC's.
#include "vm/evmc/client.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "vm/evmc/convert.hpp"

namespace mozi::evmc {
namespace {

using Create = evmc_vm*();

Host& host_of(evmc_host_context* context) {
  return *reinterpret_cast<Host*>(context);
}

size_t copy_code(evmc_host_context* context, const evmc_address* address, size_t offset,
                 uint8_t* buffer, size_t size) {
  const BytesView code = host_of(context).code(to_address(*address));
  if (offset >= code.size()) return 0;
  const size_t copied = std::min(size, code.size() - offset);
  std::copy_n(code.begin() + static_cast<ptrdiff_t>(offset), copied, buffer);
  return copied;
}

evmc_result call(evmc_host_context* context, const evmc_message* message) {
  return to_evmc(host_of(context).call(to_message(*message)));
}

evmc_tx_context tx_context(evmc_host_context* context) {
  const TxContext& tx = host_of(context).tx_context();
  evmc_tx_context out{};
  out.tx_gas_price = to_evmc(tx.gas_price);
  out.tx_origin = to_evmc(tx.origin);
  out.block_coinbase = to_evmc(tx.coinbase);
  out.block_number = static_cast<int64_t>(tx.block_number);
  out.block_timestamp = static_cast<int64_t>(tx.timestamp);
  out.block_gas_limit = static_cast<int64_t>(tx.block_gas_limit);
  out.block_prev_randao = to_evmc(tx.prev_randao);
  out.chain_id = to_evmc(tx.chain_id);
  out.block_base_fee = to_evmc(tx.base_fee);
  out.blob_base_fee = to_evmc(tx.blob_base_fee);
  static_assert(sizeof(Hash) == sizeof(evmc_bytes32));
  out.blob_hashes = reinterpret_cast<const evmc_bytes32*>(tx.blob_hashes.data());
  out.blob_hashes_count = tx.blob_hashes.size();
  return out;
}

void emit_log(evmc_host_context* context, const evmc_address* address, const uint8_t* data,
              size_t size, const evmc_bytes32 topics[], size_t count) {
  std::vector<Hash> hashes;
  for (size_t i = 0; i < count; ++i) hashes.push_back(to_hash(topics[i]));
  host_of(context).emit_log(to_address(*address), {data, size}, hashes);
}

using Context = evmc_host_context*;
using AddressOf = const evmc_address*;
using BytesOf = const evmc_bytes32*;

constexpr evmc_host_interface our_host = {
    .account_exists = [](Context c,
                         AddressOf a) { return host_of(c).account_exists(to_address(*a)); },
    .get_storage =
        [](Context c, AddressOf a, BytesOf key) {
          return to_evmc(host_of(c).storage(to_address(*a), to_word(*key)));
        },
    .set_storage =
        [](Context c, AddressOf a, BytesOf key, BytesOf value) {
          return static_cast<evmc_storage_status>(
              host_of(c).set_storage(to_address(*a), to_word(*key), to_word(*value)));
        },
    .get_balance = [](Context c,
                      AddressOf a) { return to_evmc(host_of(c).balance(to_address(*a))); },
    .get_code_size = [](Context c, AddressOf a) { return host_of(c).code_size(to_address(*a)); },
    .get_code_hash = [](Context c,
                        AddressOf a) { return to_evmc(host_of(c).code_hash(to_address(*a))); },
    .copy_code = copy_code,
    .selfdestruct =
        [](Context c, AddressOf a, AddressOf heir) {
          return host_of(c).selfdestruct(to_address(*a), to_address(*heir));
        },
    .call = call,
    .get_tx_context = tx_context,
    .get_block_hash =
        [](Context c, int64_t number) {
          return to_evmc(host_of(c).block_hash(static_cast<uint64_t>(number)));
        },
    .emit_log = emit_log,
    .access_account =
        [](Context c, AddressOf a) {
          return static_cast<evmc_access_status>(host_of(c).access_account(to_address(*a)));
        },
    .access_storage =
        [](Context c, AddressOf a, BytesOf key) {
          return static_cast<evmc_access_status>(
              host_of(c).access_storage(to_address(*a), to_word(*key)));
        },
    .get_transient_storage =
        [](Context c, AddressOf a, BytesOf key) {
          return to_evmc(host_of(c).transient_storage(to_address(*a), to_word(*key)));
        },
    .set_transient_storage =
        [](Context c, AddressOf a, BytesOf key, BytesOf value) {
          host_of(c).set_transient_storage(to_address(*a), to_word(*key), to_word(*value));
        },
};

/// The names that a library's VM may go by: "libx-y.so" has evmc_create_x_y, or evmc_create_y,
/// or evmc_create_x, or evmc_create.
std::vector<std::string> create_names(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  name = name.substr(0, name.find('.'));
  if (name.starts_with("lib")) name = name.substr(3);
  std::ranges::replace(name, '-', '_');
  std::vector<std::string> names = {"evmc_create_" + name};
  if (const size_t first = name.find('_'); first != std::string::npos) {
    names.push_back("evmc_create_" + name.substr(first + 1));
    names.push_back("evmc_create_" + name.substr(0, name.rfind('_')));
  }
  names.emplace_back("evmc_create");
  return names;
}

}  // namespace

void Client::Closer::operator()(void* library) const {
  dlclose(library);
}

Client::Client(Library library, evmc_vm* vm) : library_(std::move(library)), vm_(vm) {}
Client::Client(Client&& other) noexcept
    : library_(std::move(other.library_)), vm_(std::exchange(other.vm_, nullptr)) {}
Client& Client::operator=(Client&& other) noexcept {
  std::swap(library_, other.library_);
  std::swap(vm_, other.vm_);
  return *this;
}
Client::~Client() {
  if (vm_ != nullptr) vm_->destroy(vm_);
}

Expected<Client> Client::load(const std::string& path) {
  // With a slash, so that no library of the same name elsewhere is found.
  const std::string file = path.find('/') == std::string::npos ? "./" + path : path;
  Library library(dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL));
  if (library == nullptr) return std::unexpected(Error{dlerror()});
  const auto names = create_names(path);
  Create* create = nullptr;
  for (const std::string& name : names)
    if (create == nullptr) create = reinterpret_cast<Create*>(dlsym(library.get(), name.c_str()));
  if (create == nullptr)
    return std::unexpected(
        Error{path + ": expected an EVMC library, got one without " + names.front()});
  evmc_vm* vm = create();
  if (vm == nullptr) return std::unexpected(Error{path + ": no VM could be made"});
  if (vm->abi_version != EVMC_ABI_VERSION)
    return std::unexpected(Error{path + ": expected EVMC's ABI " +
                                 std::to_string(EVMC_ABI_VERSION) + ", got " +
                                 std::to_string(vm->abi_version)});
  return Client(std::move(library), vm);
}

std::string_view Client::name() const {
  return vm_->name;
}

evmc_capabilities_flagset Client::capabilities() const {
  return vm_->get_capabilities(vm_);
}

Expected<void> Client::set_option(const std::string& name, const std::string& value) {
  if (vm_->set_option == nullptr)
    return std::unexpected(Error{std::string(vm_->name) + ": expected no options"});
  switch (vm_->set_option(vm_, name.c_str(), value.c_str())) {
    case EVMC_SET_OPTION_SUCCESS:
      return {};
    case EVMC_SET_OPTION_INVALID_NAME:
      return std::unexpected(Error{std::string(vm_->name) + ": no option '" + name + "'"});
    case EVMC_SET_OPTION_INVALID_VALUE:
      break;
  }
  return std::unexpected(
      Error{std::string(vm_->name) + ": option '" + name + "' does not take '" + value + "'"});
}

Result Client::execute(Host& host, Fork fork, const Message& message, BytesView code) {
  const evmc_message m = to_evmc(message);
  const evmc_result got = vm_->execute(vm_, &our_host, reinterpret_cast<evmc_host_context*>(&host),
                                       to_evmc(fork), &m, code.data(), code.size());
  return take_result(got, message.gas);
}

}  // namespace mozi::evmc
