// Two enumerations are compared.
// expect: 12:40: error: overload resolution selected deleted operator '==': operands of == have one type; convert one with reinterpret<T>(x) or checked_cast<T>(x)
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
