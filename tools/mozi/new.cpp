// mozi new: a project with a contract, its tests and an example.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"

namespace mozi::cli {
namespace {

namespace fs = std::filesystem;

/// A file of the project; NAME stands for the contract's name.
struct Template {
  const char* path;
  const char* text;
};

// clang-format off
constexpr Template templates[] = {
    {"src/NAME.cpp",
     R"text(// NAME: keeps ether for whoever deposits it.
#include <mozi/dsl.hpp>

using namespace mozi::dsl;

struct NAME {
  ERROR(TooMuch, (U256 asked, U256 held));
  ERROR(NotSent, (Address to));
  EVENT(Deposited, (Indexed<Address> who, U256 amount));
  EVENT(Withdrawn, (Indexed<Address> who, U256 amount));

  PUBLIC(balanceOf, Map<Address, U256>);
  PUBLIC(total, U256);

  FN(void, deposit, (), payable) {
    balanceOf[msg.sender] += msg.value;
    total += msg.value;
    emit(Deposited(msg.sender, msg.value));
  }

  FN(void, withdraw, (U256 amount), nonreentrant) {
    U256 held = balanceOf[msg.sender];
    require(amount <= held, TooMuch(amount, held));
    balanceOf[msg.sender] = wrapping(held - amount);  // amount <= held
    total -= amount;
    emit(Withdrawn(msg.sender, amount));
    require(send_value(msg.sender, amount), NotSent(msg.sender));
  }
};

CONTRACTS(NAME)
)text"},
    {"test/NAME_test.cpp",
     R"text(// Tests of NAME: mozi test
#include <mozi/test.hpp>

using namespace mozi::test;
using mozi::Address;
using mozi::Word;

void mozi_tests(Tests& test) {
  test("a deposit is credited and announced", [](World& world) {
    auto vault = world.deploy("NAME");
    const Address alice = world.account("alice");
    world.prank(alice);
    world.expect_event("Deposited");
    vault.send("deposit", {}, ether);
    world.equal(vault.view("balanceOf", {alice}), ether);
  });

  test("nobody takes more than they hold", [](World& world) {
    auto vault = world.deploy("NAME");
    vault.reverts("TooMuch(1, 0)", "withdraw", {1});
  });

  test.fuzz("what is deposited can be withdrawn", [](World& world, Word amount) {
    auto vault = world.deploy("NAME");
    const Address alice = world.account("alice");
    world.deal(alice, amount);
    world.act_as(alice);
    vault.send("deposit", {}, amount);
    vault.send("withdraw", {amount});
    world.equal(world.balance(alice), amount);
  });

  test.stateful("the contract holds what it owes", [](World& world, Actions& actions) {
    auto vault = world.deploy("NAME");
    const std::vector<Address> people = {world.account("alice"), world.account("bob")};
    actions.add("deposit", [&world, vault, people](uint8_t who, uint64_t amount) {
      world.prank(people[who % 2]);
      vault.try_send("deposit", {}, amount);
    });
    actions.add("withdraw", [&world, vault, people](uint8_t who, uint64_t amount) {
      world.prank(people[who % 2]);
      vault.try_send("withdraw", {amount});
    });
    actions.always("total is the balance", [&world, vault] {
      world.equal(vault.view("total"), world.balance(vault.address()));
    });
  });
}
)text"},
    {"example.sh",
     R"text(#!/bin/sh
# Builds NAME, deposits one ether, and shows what happened line by line.
set -e
mozi build
mozi run out/NAME.json --sig deposit --value 1ether --trace=source
)text"},
    {"README.md",
     R"text(# NAME

| to | run |
|---|---|
| build the contract into out/ | `mozi build`, or `mozi build --watch` |
| run the tests | `mozi test`, with `--gas` for what functions cost |
| guard the gas | `mozi test --snapshot gas.snapshot`, later with `--check` |
| see what the tests miss | `mozi test --coverage lcov.info` |
| follow a call through the source | `sh example.sh` |
| look at the result | `mozi inspect out/NAME.json` |

The contract is `src/NAME.cpp`, its tests are `test/NAME_test.cpp`.
)text"},
    {".gitignore", "/out/\n"},
};
// clang-format on

std::string with_name(std::string text, const std::string& name) {
  for (size_t at = 0; (at = text.find("NAME", at)) != std::string::npos; at += name.size())
    text.replace(at, 4, name);
  return text;
}

bool is_identifier(const std::string& name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !name.empty() && name.size() <= 64 && letter(name[0]) &&
         std::ranges::all_of(
             name, [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

int run_new(const std::string& path) {
  const fs::path root(path);
  std::string name = root.filename().string();
  if (!is_identifier(name))
    return print_error("expected a name of letters, digits and _, got '{}'", name), exit_bad_input;
  std::error_code failed;
  if (fs::exists(root, failed))
    return print_error("expected a folder that does not exist yet, got {}", path), exit_bad_input;
  // A contract's name is a type's.
  if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  for (const auto& file : templates) {
    const auto target = root / with_name(file.path, name);
    fs::create_directories(target.parent_path(), failed);
    std::ofstream out(target, std::ios::binary);
    out << with_name(file.text, name);
    out.close();
    if (!out) return print_error("cannot write {}", target.string()), exit_bad_input;
  }
  print("{} is a project with the contract {}. Next:\n  cd {} && mozi test\n", path, name, path);
  return exit_ok;
}

}  // namespace

Action declare_new(CLI::App& app) {
  auto path = std::make_shared<std::string>();
  app.add_option("NAME", *path, "The folder to make; its name is the contract's")->required();
  return [path] { return run_new(*path); };
}

}  // namespace mozi::cli
