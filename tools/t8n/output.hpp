// What a transition writes: the accounts, the result and the transactions, as the ecosystem's tools
// expect them.
#pragma once

#include <nlohmann/json.hpp>

#include "tools/t8n/transition.hpp"

namespace mozi::t8n {

/// The accounts after the transition.
[[nodiscard]] nlohmann::json alloc_json(const state::WorldState& alloc);
/// Roots, gas, receipts, rejections.
[[nodiscard]] nlohmann::json result_json(const Output& output);
/// The applied transactions as hex of an RLP list.
[[nodiscard]] nlohmann::json body_json(const Output& output);

}  // namespace mozi::t8n
