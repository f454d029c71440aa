// The optimiser's passes in their order.
#include "compiler/opt/pipeline.hpp"

namespace mozi::opt {

void optimise(ir::Program&, const Options&) {}

}  // namespace mozi::opt
