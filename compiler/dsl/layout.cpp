// Where the parts of a state variable lie: Solidity's packing rules.
#include "mozi/dsl/layout.hpp"

namespace mozi::dsl::ast {
namespace {

using Kind = Type::Kind;

bool starts_a_slot(const Type& type) {
  return !is_word(type);
}

}  // namespace

Place LayoutCursor::place(const Type& type) {
  const Size size = storage_size(type);
  if (offset_ != 0 && (starts_a_slot(type) || offset_ + size.bytes > 32)) align();
  const Place at{slot_, offset_};
  if (starts_a_slot(type)) {
    slot_ += size.slots;
  } else {
    offset_ += size.bytes;
    if (offset_ == 32) align();
  }
  return at;
}

void LayoutCursor::align() {
  if (offset_ == 0) return;
  ++slot_;
  offset_ = 0;
}

Size storage_size(const Type& type) {
  switch (type.kind) {
    case Kind::none:
      return {0, 0};
    case Kind::boolean:
    case Kind::enumeration:
      return {1, 1};
    case Kind::address:
    case Kind::contract:
      return {20, 1};
    case Kind::unsigned_:
    case Kind::signed_:
    case Kind::fixed_bytes:
      return {type.bits / 8u, 1};
    case Kind::bytes:
    case Kind::string:
    case Kind::array:
    case Kind::mapping:
      return {32, 1};
    case Kind::structure: {
      LayoutCursor cursor;
      for (const auto& member : type.members) cursor.place(*member.type);
      cursor.align();
      return {32, cursor.slot()};
    }
    case Kind::fixed_array: {
      const Size element = storage_size(*type.element);
      if (starts_a_slot(*type.element)) return {32, element.slots * type.length};
      const uint64_t per_slot = 32 / element.bytes;
      return {32, (type.length + per_slot - 1) / per_slot};
    }
  }
  return {32, 1};
}

std::vector<Place> member_places(const Type& structure) {
  LayoutCursor cursor;
  std::vector<Place> places;
  places.reserve(structure.members.size());
  for (const auto& member : structure.members) places.push_back(cursor.place(*member.type));
  return places;
}

}  // namespace mozi::dsl::ast
