// The trees of the gas reference's twins. A file of its own: the twins' names are also names of the
// VM.
#include "tests/compiler/artifact/reference.hpp"

#include "bench/gas/twins/fee_splitter.hpp"
#include "bench/gas/twins/fee_splitter_storage_guard.hpp"
#include "bench/gas/twins/ref_erc20.hpp"
#include "bench/gas/twins/staking_rewards.hpp"

namespace mozi::test {

dsl::ast::Contract ref_erc20() {
  return dsl::trace<bench::RefERC20>();
}
dsl::ast::Contract fee_splitter() {
  return dsl::trace<bench::FeeSplitter>();
}
dsl::ast::Contract fee_splitter_storage_guard() {
  return dsl::trace<bench::FeeSplitterStorageGuard>();
}
dsl::ast::Contract staking_rewards() {
  return dsl::trace<bench::StakingRewards>();
}

}  // namespace mozi::test
