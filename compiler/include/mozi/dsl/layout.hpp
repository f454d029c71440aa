// How state variables share storage: slots and offsets by Solidity's packing rules.
#pragma once

#include "mozi/dsl/ast.hpp"

namespace mozi::dsl::ast {

/// A place in storage: `offset` counts bytes from the least significant end of the slot.
struct Place {
  uint64_t slot = 0;
  uint32_t offset = 0;
};

/// What a type takes: `bytes` of one slot for words; whole slots (and 32 bytes of each) for the
/// rest.
struct Size {
  uint32_t bytes = 32;
  uint64_t slots = 1;
};

Size storage_size(const Type& type);

/// The places of a struct's members, relative to its first slot.
std::vector<Place> member_places(const Type& structure);

/// Lays out one variable after the other.
class LayoutCursor {
 public:
  /// The place of the next variable, of this type.
  Place place(const Type& type);
  /// Leaves a slot that is partly used.
  void align();
  /// The first slot that is not used up.
  [[nodiscard]] uint64_t slot() const { return slot_; }

 private:
  uint64_t slot_ = 0;
  uint32_t offset_ = 0;
};

}  // namespace mozi::dsl::ast
