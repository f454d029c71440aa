// The transactions of a transition: signed ones as RLP or as JSON, or JSON with a secret key.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "tools/fixtures/reader.hpp"
#include "vm/state/transaction.hpp"

namespace mozi::t8n {

/// A transaction, or why none can be made of what was given: such a one is rejected like one that
/// breaks a rule.
using TransactionInput = Expected<state::Transaction>;

/// Reads a list of objects, or text with the hex of an RLP list. Throws ReadError where the file
/// itself is wrong.
[[nodiscard]] std::vector<TransactionInput> read_transactions(const fixtures::Reader& json,
                                                              const Word& chain_id);

}  // namespace mozi::t8n
