// Two enumerations are compared.
// expect:
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct Mistake {
  enum class Light : uint8_t { red, green };
  enum class Level : uint8_t { low, high };
  PUBLIC(light, Enum<Light>);
  PUBLIC(level, Enum<Level>);
  FN(Bool, f, (), view) { return light == level; }
};
CONTRACTS(Mistake)
