// Lesson 5, the tests. Each has a chain of its own; contracts are called by name.
#include <mozi/test.hpp>

using namespace mozi::test;
using mozi::Address;
using mozi::Word;

void mozi_tests(Tests& test) {
  test("moving announces itself", [](World& world) {
    auto purse = world.deploy("Purse");
    const Address alice = world.account("alice");
    const Address bob = world.account("bob");
    world.act_as(alice);  // all that follows comes from alice
    purse.send("put", {}, 100);
    world.expect_event("Moved");  // the next transaction must emit it
    purse.send("move", {bob, 40});
    world.equal(purse.view("held", {bob}), 40);
  });

  test("nobody moves what they do not hold", [](World& world) {
    auto purse = world.deploy("Purse");
    purse.reverts("TooMuch(1, 0)", "move", {world.account("bob"), 1});
  });

  // The arguments behind the world are drawn at random, near the edges often. What fails is made
  // smaller.
  test.fuzz("moving conserves", [](World& world, Word amount, Address to) {
    auto purse = world.deploy("Purse");
    const Address alice = world.account("alice");
    world.deal(alice, amount);
    world.act_as(alice);
    purse.send("put", {}, amount);
    purse.send("move", {to, amount / Word{3}});
    world.equal(purse.view("total"), amount);
  });

  // Random sequences of steps; the invariants hold after each of them.
  test.stateful("the purse holds its total", [](World& world, Actions& actions) {
    auto purse = world.deploy("Purse");
    const std::vector<Address> people = {world.account("alice"), world.account("bob")};
    actions.add("put", [&world, purse, people](uint8_t who, uint64_t amount) {
      world.prank(people[who % 2]);
      purse.send("put", {}, amount);
    });
    actions.add("move", [&world, purse, people](uint8_t who, uint64_t amount) {
      world.prank(people[who % 2]);
      purse.try_send("move", {people[(who / 2) % 2], amount});
    });
    actions.always("total is what people hold", [&world, purse, people] {
      const Word sum = purse.view("held", {people[0]}).word + purse.view("held", {people[1]}).word;
      world.equal(purse.view("total"), sum);
      world.equal(purse.view("total"), world.balance(purse.address()));
    });
  });
}
