// Names for slots of storage: variables, struct members, elements, and what mappings hold.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "mozi/types.hpp"
#include "mozi/word.hpp"

namespace mozi::trace {

/// A type of solc's storage layout.
struct StorageType {
  enum class Encoding : uint8_t { inplace, mapping, dynamic_array, bytes };
  struct Member {
    std::string label;
    Word slot;
    uint32_t offset = 0;
    size_t type = 0;
  };
  std::string label;  // "uint256", "struct Token"
  Encoding encoding = Encoding::inplace;
  uint64_t bytes = 32;
  std::optional<size_t> element;  // of arrays and mappings
  std::optional<size_t> key;      // of mappings
  std::vector<Member> members;    // of structs
};

/// A value in a slot, which it may share.
struct StorageName {
  std::string name;  // "claimable[0xabc..]", "tokens[7].owner"
  std::string type;
  uint32_t offset = 0;  // in bytes from the least significant end
  uint32_t bytes = 32;

  /// The value's bits of the whole slot.
  [[nodiscard]] Word part_of(const Word& slot) const;
};

/// The layout of one contract.
struct StorageLayout {
  std::vector<StorageType> types;
  std::vector<StorageType::Member> variables;
};
/// Reads "storageLayout" of an artifact; null and layouts without types are empty.
[[nodiscard]] Expected<StorageLayout> parse_storage_layout(const nlohmann::json& layout);

/// Learns which places hashes stand for while a program computes them.
class StorageNames {
 public:
  /// The layout must outlive the names.
  explicit StorageNames(const StorageLayout& layout);

  /// Tells that something was hashed; a place if what it ends in is the slot of a mapping or array.
  void learn(BytesView preimage);
  /// What lies in a slot, by offset; empty for a slot that nothing is known of.
  [[nodiscard]] std::vector<StorageName> names_of(const Word& slot) const;

 private:
  /// Where a value of a type begins; an array's data has no end.
  struct Root {
    std::string name;
    size_t type = 0;
    uint32_t offset = 0;
    bool is_array_data = false;
  };
  struct Found {
    std::string name;
    size_t type = 0;
    uint32_t offset = 0;
  };
  void add_root(const Word& slot, Root root);
  [[nodiscard]] std::vector<Found> find(const Word& slot) const;
  void descend(const Found& at, const Word& relative, unsigned depth,
               std::vector<Found>& found) const;
  void descend_array(const Found& at, const Word& relative, unsigned depth,
                     std::vector<Found>& found) const;

  const StorageLayout& layout_;
  std::multimap<Word, Root> roots_;
};

/// A word as text, by the label of its type: numbers in decimal, addresses and bytes in hex.
std::string value_text(const std::string& type, const Word& value);

}  // namespace mozi::trace
