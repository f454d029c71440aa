// From contracts to a program that compiles them.
#pragma once

#include <initializer_list>

#include "mozi/dsl/interface.hpp"

namespace mozi::dsl {

/// A contract that a program compiles.
struct Entry {
  const char* name;
  ast::Contract (*trace)();
};

/// The program's main: compiles each contract, writes its artifact, prints mistakes as a compiler
/// does. Exits with 1 if there are mistakes, with 2 if the arguments are wrong.
int compile_main(int argc, char** argv, std::initializer_list<Entry> contracts);

template <class C>
Entry entry() {
  static const std::string name = reflect::author_name(reflect::qualified_name<C>());
  return {name.c_str(), [] { return trace<C>(); }};
}

template <class... C>
int compile(int argc, char** argv) {
  return compile_main(argc, argv, {entry<C>()...});
}

}  // namespace mozi::dsl

/// CONTRACTS(FeeSplitter, Treasury): makes this source a program that compiles these contracts.
#define CONTRACTS(...)                                    \
  int main(int argc, char** argv) {                       \
    return ::mozi::dsl::compile<__VA_ARGS__>(argc, argv); \
  }
