// The trees of the gas reference's twins.
#pragma once

#include "mozi/dsl/ast.hpp"

namespace mozi::test {

dsl::ast::Contract ref_erc20();
dsl::ast::Contract fee_splitter();
dsl::ast::Contract fee_splitter_storage_guard();
dsl::ast::Contract staking_rewards();

}  // namespace mozi::test
