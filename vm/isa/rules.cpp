// rules_of: hands out the compile-time table of forks.hpp.
#include "vm/isa/rules.hpp"

#include "vm/isa/forks.hpp"

namespace mozi::isa {

const Rules& rules_of(Fork fork) {
  return forks::all[static_cast<size_t>(fork)];
}

}  // namespace mozi::isa
