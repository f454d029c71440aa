// A program that only traces and checks its contracts and prints their mistakes: what the tests
// here link.
#include <cstdio>

#include "compiler/front/front.hpp"
#include "mozi/dsl/program.hpp"

int mozi::dsl::compile_main(int, char**, std::initializer_list<Entry> contracts) {
  int status = 0;
  front::Options options;
  // What is created has no mistakes of its own here.
  options.creation_code = [](const ast::Contract&) { return ::mozi::Bytes(1); };
  for (const auto& contract : contracts) {
    const auto lowered = front::lower(contract.trace(), options);
    for (const auto& mistake : lowered ? lowered->warnings : lowered.error()) {
      std::fprintf(stderr, "%s\n", ast::to_string(mistake).c_str());
      status = 1;
    }
  }
  return status;
}
