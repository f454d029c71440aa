// Calls of other contracts that fail as the callee failed.
#pragma once

#include <mozi/dsl.hpp>

namespace stdlib::calls {

using namespace mozi::dsl;

/// A mixin, inherited as virtual.
struct Calls {
  ERROR(FailedCall, ());

  /// Calls with these bytes and wei. A failure reverts with the callee's data, or with FailedCall
  /// if it gave none.
  DEF(void, call_or_revert, (Address target, U256 wei, Bytes data)) {
    CallResult result = raw_call(target, wei, data);
    If (!result.ok) {
      require(result.data.length() != 0, FailedCall());
      revert_raw(result.data);
    }
  }

  /// Sends wei with all gas and no data; a refusal fails as above.
  DEF(void, send_or_revert, (Address to, U256 wei)) { call_or_revert(to, wei, ""); }
};

}  // namespace stdlib::calls
