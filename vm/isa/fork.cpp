// Names of forks, own and those of the official state tests.
#include "mozi/fork.hpp"

#include "vm/isa/text.hpp"

namespace mozi {
namespace {

struct Name {
  std::string_view text;
  Fork fork;
};

// The first name of a fork is its own.
constexpr Name names[] = {
    {"frontier", Fork::frontier},
    {"homestead", Fork::homestead},
    {"tangerine", Fork::tangerine},
    {"spurious", Fork::spurious},
    {"byzantium", Fork::byzantium},
    {"constantinople", Fork::constantinople},
    {"petersburg", Fork::petersburg},
    {"istanbul", Fork::istanbul},
    {"berlin", Fork::berlin},
    {"london", Fork::london},
    {"paris", Fork::paris},
    {"shanghai", Fork::shanghai},
    {"cancun", Fork::cancun},
    {"prague", Fork::prague},
    {"osaka", Fork::osaka},
    {"bpo1", Fork::bpo1},
    {"bpo2", Fork::bpo2},
    {"eip150", Fork::tangerine},
    {"tangerinewhistle", Fork::tangerine},
    {"eip158", Fork::spurious},
    {"spuriousdragon", Fork::spurious},
    {"constantinoplefix", Fork::petersburg},
    {"merge", Fork::paris},
};

}  // namespace

std::string_view fork_name(Fork fork) {
  return names[static_cast<size_t>(fork)].text;
}

std::optional<Fork> parse_fork(std::string_view name) {
  for (const Name& known : names)
    if (isa::equal_ignoring_case(known.text, name)) return known.fork;
  return std::nullopt;
}

}  // namespace mozi
