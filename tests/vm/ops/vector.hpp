// One line of an .ops file: a program and what must hold at its end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mozi/fork.hpp"
#include "mozi/host.hpp"

namespace mozi::test {

struct OpsVector {
  std::string where;  // file:line
  std::string program;
  std::vector<Word> stack;  // topmost first
  std::optional<int64_t> gas;
  int64_t given = 1'000'000;
  std::optional<int64_t> refund;
  std::optional<Bytes> output;
  Status status = Status::success;
  Fork fork = default_fork;
  bool is_static = false;
};

/// All cases of a file, in order; throws std::invalid_argument naming the line that makes no sense.
std::vector<OpsVector> read_vectors(const std::string& path);

}  // namespace mozi::test
