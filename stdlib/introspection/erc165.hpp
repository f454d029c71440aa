// ERC-165: a contract says which interfaces it has.
#pragma once

#include <mozi/dsl.hpp>
#include <vector>

namespace stdlib::introspection {

using namespace mozi::dsl;

/// Every mixin with an interface inherits it as virtual, and adds the interface's id with a
/// Supports member; ids of all mixins come together in one function.
struct Erc165 {
  FN(Bool, supportsInterface, (Bytes4 interfaceId), view) {
    Bool known = interfaceId == "01ffc9a7"_hex;
    for (const auto& id : interface_ids) {
      If (interfaceId == id) {
        known = true;
      }
    }
    return known;
  }

  std::vector<Constant<Bytes4>> interface_ids;
};

/// A member that announces an interface: const Supports erc1155{*this, "d9b67a26"_hex};
struct Supports {
  Supports(Erc165& contract, Constant<Bytes4> id) { contract.interface_ids.push_back(id); }
};

}  // namespace stdlib::introspection
