// Names for slots of storage: variables, struct members, elements, and what mappings hold.
#include "vm/trace/storage_names.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "vm/crypto/keccak.hpp"

namespace mozi::trace {
namespace {

using nlohmann::json;
using Encoding = StorageType::Encoding;

constexpr unsigned deepest = 16;
constexpr size_t most_roots = size_t{1} << 17;

std::string text(const json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (!object.is_object() || found == object.end() || !found->is_string())
    throw Error{std::string("storage layout: expected a string \"") + name + "\""};
  return found->get<std::string>();
}

uint64_t decimal(const std::string& digits) {
  uint64_t n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (error != std::errc{} || end != digits.data() + digits.size())
    throw Error{"storage layout: expected a decimal number, got " + digits.substr(0, 40)};
  return n;
}

/// Reads the types by name; types may name each other in any order.
class Reader {
 public:
  explicit Reader(const json& layout) : layout_(layout) {}

  StorageLayout run() {
    if (!layout_.is_object()) return {};
    const auto types = layout_.find("types");
    if (types != layout_.end() && types->is_object()) {
      for (const auto& [name, row] : types->items()) numbers_.emplace(name, numbers_.size());
      out_.types.resize(numbers_.size());
      for (const auto& [name, row] : types->items()) out_.types[numbers_.at(name)] = type(row);
    }
    const auto storage = layout_.find("storage");
    if (storage != layout_.end() && storage->is_array())
      for (const json& row : *storage) out_.variables.push_back(member(row));
    return std::move(out_);
  }

 private:
  size_t number(const json& row, const char* name) const {
    const auto id = text(row, name);
    const auto found = numbers_.find(id);
    if (found == numbers_.end())
      throw Error{"storage layout: expected a type of \"types\", got " + id.substr(0, 80)};
    return found->second;
  }

  StorageType::Member member(const json& row) const {
    const auto offset = row.is_object() ? row.find("offset") : row.end();
    if (!row.is_object() || offset == row.end() || !offset->is_number_unsigned() || *offset > 31)
      throw Error{"storage layout: expected variables with an \"offset\" below 32"};
    return {text(row, "label"), Word{decimal(text(row, "slot"))}, offset->get<uint32_t>(),
            number(row, "type")};
  }

  StorageType type(const json& row) const {
    StorageType type;
    type.label = text(row, "label");
    type.bytes = decimal(text(row, "numberOfBytes"));
    const auto encoding = text(row, "encoding");
    type.encoding = encoding == "mapping"         ? Encoding::mapping
                    : encoding == "dynamic_array" ? Encoding::dynamic_array
                    : encoding == "bytes"         ? Encoding::bytes
                                                  : Encoding::inplace;
    if (type.encoding == Encoding::mapping) {
      type.key = number(row, "key");
      type.element = number(row, "value");
    } else if (row.contains("base")) {
      type.element = number(row, "base");
    }
    if (const auto members = row.find("members"); members != row.end() && members->is_array())
      for (const json& m : *members) type.members.push_back(member(m));
    return type;
  }

  const json& layout_;
  std::map<std::string, size_t> numbers_;
  StorageLayout out_;
};

uint64_t slots_of(const StorageType& type) {
  return std::max<uint64_t>(1, type.bytes / 32 + (type.bytes % 32 != 0 ? 1 : 0));
}

/// The length of "uint32[10]"; of an array without one, more than any.
uint64_t fixed_length(const StorageType& type) {
  const auto bracket = type.label.rfind('[');
  uint64_t length = 0;
  if (type.encoding != Encoding::inplace || bracket == std::string::npos) return UINT64_MAX;
  std::from_chars(type.label.data() + bracket + 1, type.label.data() + type.label.size(), length);
  return length == 0 ? UINT64_MAX : length;
}

bool starts_with_any(const std::string& text, std::initializer_list<std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [&](auto prefix) { return text.starts_with(prefix); });
}

/// "0x1234": the lowest bytes of a word.
std::string hex_of(const Word& value, size_t bytes) {
  const auto all = value.to_bytes();
  return to_hex(BytesView{all}.last(std::min<size_t>(bytes, all.size())));
}

std::string quoted(BytesView bytes) {
  const bool readable =
      std::ranges::all_of(bytes, [](uint8_t c) { return c >= ' ' && c < 0x7f && c != '"'; });
  if (!readable) return to_hex(bytes);
  return "\"" + std::string(bytes.begin(), bytes.end()) + "\"";
}

}  // namespace

Expected<StorageLayout> parse_storage_layout(const json& layout) {
  try {
    return Reader(layout).run();
  } catch (const Error& error) {
    return std::unexpected(error);
  }
}

Word StorageName::part_of(const Word& slot) const {
  const Word shifted = slot >> (8 * offset);
  return bytes >= 32 ? shifted : shifted & ((Word{1} << (8 * bytes)) - Word{1});
}

StorageNames::StorageNames(const StorageLayout& layout) : layout_(layout) {
  for (const auto& variable : layout.variables) {
    add_root(variable.slot, {variable.label, variable.type, variable.offset, false});
    // Code may have the place of a variable's data as a constant.
    const auto encoding = layout.types[variable.type].encoding;
    if (encoding == Encoding::dynamic_array || encoding == Encoding::bytes) {
      const auto slot = variable.slot.to_bytes();
      learn(slot);
    }
  }
}

void StorageNames::add_root(const Word& slot, Root root) {
  if (roots_.size() < most_roots) roots_.emplace(slot, std::move(root));
}

void StorageNames::learn(BytesView preimage) {
  if (preimage.size() < 32 || preimage.size() > (size_t{1} << 12)) return;
  const Word base = Word::load(preimage.data() + preimage.size() - 32);
  const BytesView key = preimage.first(preimage.size() - 32);
  for (const Found& at : find(base)) {
    const StorageType& type = layout_.types[at.type];
    const bool is_data =
        type.encoding == Encoding::dynamic_array || type.encoding == Encoding::bytes;
    const bool is_mapping = type.encoding == Encoding::mapping;
    if ((!is_data || !key.empty()) && (!is_mapping || key.empty())) continue;
    const Word slot = crypto::keccak256(preimage).to_word();
    const auto known = roots_.equal_range(slot);
    if (known.first != known.second) return;
    if (is_data) return add_root(slot, {at.name, at.type, 0, true});
    const StorageType& key_type = layout_.types[*type.key];
    const std::string shown = key_type.encoding == Encoding::bytes ? quoted(key)
                              : key.size() == 32
                                  ? value_text(key_type.label, Word::load(key.data()))
                                  : to_hex(key);
    return add_root(slot, {at.name + "[" + shown + "]", *type.element, 0, false});
  }
}

std::vector<StorageNames::Found> StorageNames::find(const Word& slot) const {
  std::vector<Found> found;
  auto at = roots_.upper_bound(slot);
  if (at == roots_.begin()) return found;
  const Word first = std::prev(at)->first;
  const Word relative = slot - first;
  for (auto [root, end] = roots_.equal_range(first); root != end; ++root) {
    const Found here{root->second.name, root->second.type, root->second.offset};
    const StorageType& type = layout_.types[here.type];
    if (root->second.is_array_data) {
      if (!(relative >> 40).is_zero()) continue;
      if (type.encoding == Encoding::bytes)
        found.push_back({here.name + "[" + to_decimal(relative * Word{32}) + "..]", here.type, 0});
      else
        descend_array(here, relative, deepest, found);
    } else if (relative < Word{slots_of(type)}) {
      descend(here, relative, deepest, found);
    }
  }
  return found;
}

void StorageNames::descend(const Found& at, const Word& relative, unsigned depth,
                           std::vector<Found>& found) const {
  constexpr size_t most_names = 64;
  if (depth == 0 || found.size() >= most_names) return;
  const StorageType& type = layout_.types[at.type];
  if (type.encoding == Encoding::inplace && type.element)
    return descend_array(at, relative, depth, found);
  if (type.members.empty()) {
    found.push_back(at);
    return;
  }
  for (const auto& member : type.members) {
    const uint64_t size = slots_of(layout_.types[member.type]);
    if (relative < member.slot || relative >= member.slot + Word{size}) continue;
    descend({at.name + "." + member.label, member.type, member.offset}, relative - member.slot,
            depth - 1, found);
  }
}

void StorageNames::descend_array(const Found& at, const Word& relative, unsigned depth,
                                 std::vector<Found>& found) const {
  const StorageType& element = layout_.types[*layout_.types[at.type].element];
  const auto named = [&](const Word& index, uint32_t offset) {
    return Found{at.name + "[" + to_decimal(index) + "]", *layout_.types[at.type].element, offset};
  };
  if (element.bytes == 0) return;
  const bool is_packed = element.bytes <= 16 && element.members.empty() && !element.element;
  if (!is_packed) {
    const Word size{slots_of(element)};
    return descend(named(relative / size, 0), relative % size, depth - 1, found);
  }
  const uint64_t per_slot = 32 / element.bytes;
  const uint64_t length = fixed_length(layout_.types[at.type]);
  for (uint64_t i = 0; i < per_slot; ++i)
    if (relative * Word{per_slot} + Word{i} < Word{length})
      found.push_back(
          named(relative * Word{per_slot} + Word{i}, static_cast<uint32_t>(i * element.bytes)));
}

std::vector<StorageName> StorageNames::names_of(const Word& slot) const {
  std::vector<StorageName> names;
  for (const Found& found : find(slot)) {
    const StorageType& type = layout_.types[found.type];
    const bool is_length = type.encoding == Encoding::dynamic_array;
    const auto bytes = static_cast<uint32_t>(std::min<uint64_t>(type.bytes, 32));
    names.push_back({is_length ? found.name + ".length" : found.name,
                     is_length ? "uint256" : type.label, found.offset, bytes == 0 ? 32 : bytes});
  }
  return names;
}

std::string value_text(const std::string& type, const Word& value) {
  if (type == "bool") return value.is_zero() ? "false" : "true";
  if (starts_with_any(type, {"address", "contract "})) return hex_of(value, 20);
  if (type.starts_with("bytes") && type.size() > 5 && type.size() <= 7) {
    // Left-aligned on the stack, but packed values come as low bits.
    const auto size = std::clamp(std::atoi(type.c_str() + 5), 1, 32);
    const bool is_low = size < 32 && (value >> (8 * static_cast<unsigned>(size))).is_zero();
    const unsigned shift = is_low ? 0 : 256 - 8 * static_cast<unsigned>(size);
    return hex_of(value >> shift, static_cast<size_t>(size));
  }
  if (type.starts_with("int")) {
    const int bits = type.size() > 3 ? std::clamp(std::atoi(type.c_str() + 3), 8, 256) : 256;
    const Word sign = Word{1} << static_cast<uint64_t>(bits - 1);
    if (!(value & sign).is_zero()) {
      const Word whole = bits == 256 ? value : value | ~((sign << 1) - Word{1});
      return "-" + to_decimal(-whole);
    }
    return to_decimal(value);
  }
  if (starts_with_any(type, {"uint", "enum "})) return to_decimal(value);
  return to_hex(value);
}

}  // namespace mozi::trace
