// Files of objects: a header that says what the object is for, a checksum, the object.
#include "vm/jit/object_store.hpp"

#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "vm/crypto/keccak.hpp"
#include "vm/jit/backend.hpp"
#include "vm/jit/runtime.hpp"

namespace mozi::jit {
namespace {

constexpr std::string_view magic = "mozi object\n";
constexpr size_t largest_object = size_t{64} << 20;

/// What the checksum covers: the object and everything that it depends on.
Hash checksum(const std::string& version, const Hash& code_hash, Fork fork, BytesView object) {
  Bytes all(version.begin(), version.end());
  all.insert(all.end(), code_hash.bytes.begin(), code_hash.bytes.end());
  all.push_back(static_cast<uint8_t>(fork));
  all.insert(all.end(), object.begin(), object.end());
  return crypto::keccak256(all);
}

}  // namespace

std::string engine_version() {
  // Raised whenever the same bytecode is compiled to other code.
  constexpr int generation = 1;
  std::string text = "mozi jit " + std::to_string(generation);
  for (const size_t part :
       {offsetof(Context, gas), offsetof(Context, memory), offsetof(Context, input),
        offsetof(Context, services), offsetof(Context, operands), sizeof(Context),
        static_cast<size_t>(Service::count)})
    text += " " + std::to_string(part);
  return text + " " + host_processor();
}

ObjectStore::ObjectStore(std::string directory) : directory_(std::move(directory)) {
  if (directory_.empty()) return;
  version_ = engine_version();
  std::error_code ignored;
  std::filesystem::create_directories(directory_, ignored);
}

std::string ObjectStore::path(const Hash& code_hash, Fork fork, bool quick) const {
  return directory_ + "/" + to_hex(code_hash).substr(2) + "-" + std::string(fork_name(fork)) +
         (quick ? "-quick" : "") + ".mzo";
}

std::optional<Bytes> ObjectStore::read(const Hash& code_hash, Fork fork, bool quick) const {
  if (directory_.empty()) return {};
  std::ifstream file(path(code_hash, fork, quick), std::ios::binary | std::ios::ate);
  if (!file) return {};
  const auto size = static_cast<size_t>(file.tellg());
  constexpr size_t header = magic.size() + sizeof(Hash);
  if (size <= header || size > largest_object) return {};
  Bytes content(size);
  file.seekg(0);
  if (!file.read(reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(size)))
    return {};
  if (std::memcmp(content.data(), magic.data(), magic.size()) != 0) return {};
  Bytes object(content.begin() + header, content.end());
  const Hash expected = checksum(version_, code_hash, fork, object);
  if (std::memcmp(content.data() + magic.size(), expected.bytes.data(), sizeof(Hash)) != 0)
    return {};
  return object;
}

void ObjectStore::write(const Hash& code_hash, Fork fork, bool quick, BytesView object) const {
  if (directory_.empty() || object.size() > largest_object) return;
  // Another process may read at the same time: the name appears when the file is whole.
  const std::string name = path(code_hash, fork, quick);
  const std::string partial = name + "." + std::to_string(::getpid()) + ".part";
  const Hash sum = checksum(version_, code_hash, fork, object);
  {
    std::ofstream file(partial, std::ios::binary | std::ios::trunc);
    file << magic;
    file.write(reinterpret_cast<const char*>(sum.bytes.data()), sizeof(Hash));
    file.write(reinterpret_cast<const char*>(object.data()),
               static_cast<std::streamsize>(object.size()));
    if (!file.good()) return;
  }
  std::error_code ignored;
  std::filesystem::rename(partial, name, ignored);
}

}  // namespace mozi::jit
