// A program that only traces its contracts and prints their mistakes: what the tests here link.
#include <cstdio>

#include "mozi/dsl/program.hpp"

int mozi::dsl::compile_main(int, char**, std::initializer_list<Entry> contracts) {
  int status = 0;
  for (const auto& contract : contracts)
    for (const auto& mistake : contract.trace().diagnostics) {
      std::fprintf(stderr, "%s\n", ast::to_string(mistake).c_str());
      status = 1;
    }
  return status;
}
