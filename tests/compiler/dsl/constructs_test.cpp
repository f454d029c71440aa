// Every construct builds the tree that its golden file shows, on every compiler.
#include <catch2/catch.hpp>
#include <regex>

#include "tests/compiler/dsl/constructs/calls.hpp"
#include "tests/compiler/dsl/constructs/control.hpp"
#include "tests/compiler/dsl/constructs/fee_splitter.hpp"
#include "tests/compiler/dsl/constructs/functions.hpp"
#include "tests/compiler/dsl/constructs/rewards.hpp"
#include "tests/compiler/dsl/constructs/storage.hpp"
#include "tests/compiler/dsl/constructs/values.hpp"
#include "tests/compiler/dsl/golden.hpp"

namespace {

using namespace mozi::dsl;
using mozi::tests::golden;
using mozi::tests::update_golden;

/// The text without positions and names of locals, which only clang knows exactly.
std::string bare(const std::string& text) {
  static const std::regex position(" via( [0-9]+:[0-9]+)+|( {0,2}@[0-9]+:[0-9]+(-[0-9:]+)?)");
  static const std::regex name("[A-Za-z_][A-Za-z_0-9.]*%");
  return std::regex_replace(std::regex_replace(text, position, ""), name, "v");
}

void check_tree(const std::string& name, const ast::Contract& contract) {
  const auto text = ast::dump(contract);
  CHECK(contract.diagnostics.empty());
#if defined(__clang__)
  if (update_golden(name, text)) return;
  CHECK(text == golden(name));
#else
  CHECK(bare(text) == bare(golden(name)));
#endif
  CHECK(bare(text) == ast::dump(contract, ast::Positions::hidden));
}

TEST_CASE("values, operators, casts, constants and the environment") {
  check_tree("values", trace<mozi::tests::Values>());
}

TEST_CASE("state, structs, arrays, maps, texts and storage pointers") {
  check_tree("storage", trace<mozi::tests::Storage>());
}

TEST_CASE("blocks, loops, checks, Return, Try and Catch") {
  check_tree("control", trace<mozi::tests::Control>());
}

TEST_CASE("functions, modifiers, mixins, overrides, receive and fallback") {
  check_tree("functions", trace<mozi::tests::Functions>());
}

TEST_CASE("calls of other contracts, creation and encoding") {
  check_tree("calls", trace<mozi::tests::Calls>());
}

TEST_CASE("a fee splitter, whole") {
  check_tree("fee_splitter", trace<mozi::tests::FeeSplitter>());
}

TEST_CASE("a reward distributor, whole") {
  check_tree("rewards", trace<mozi::tests::RewardDistributor>());
}

}  // namespace
