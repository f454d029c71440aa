// SnapNFT: the curve, the cap, and an ERC-721 that behaves as OpenZeppelin's.
#include "tests/contracts/receivers.hpp"
#include "tests/contracts/world.hpp"

using namespace mozi;
using namespace mozi::test;

namespace {

constexpr auto safe_transfer = "safeTransferFrom(address,address,uint256)";
constexpr auto safe_transfer_with = "safeTransferFrom(address,address,uint256,bytes)";

std::string text(const Address& a) {
  return abi::to_checksum(a);
}

struct Snaps : World {
  const Deployed& snap = suite.snap;
  Address owner = funded("owner");
  Address other = funded("other");

  chain::Receipt mint(const Address& to) { return send(to, snap, "mint", {to}, Word{100'000}); }
  Address owner_of(uint64_t token) { return view(snap, "ownerOf", {token}).address(); }
  uint64_t supply() { return view(snap, "totalSupply").word.low(); }
};

}  // namespace

TEST_CASE("the price of the next token is linear in the living ones, and the treasury gets it") {
  Snaps w;
  Word paid;
  for (uint64_t n = 0; n < 6; ++n) {
    const Word price{1'000 + 7 * n};
    CHECK(w.view(w.snap, "priceOf", {n}).word == price);
    CHECK(w.fails(w.owner, w.snap, "mint", {w.owner}, price - Word{1}) ==
          "WrongPayment(expected: " + to_decimal(price) + ", sent: " + to_decimal(price - Word{1}) +
              ")");
    const auto before = w.chain.balance(w.owner);
    w.send(w.owner, w.snap, "mint", {w.other}, price + Word{n * 1'000'000});
    CHECK(before - w.chain.balance(w.owner) == price);  // the excess came back
    CHECK(w.owner_of(n + 1) == w.other);
    paid += price;
    CHECK(w.chain.balance(w.suite.treasury.address) == paid);
    CHECK(w.chain.balance(w.snap.address) == Word{});
  }
  CHECK(w.supply() == 6);
  CHECK(w.view(w.snap, "balanceOf", {w.other}).word == Word{6});
  w.send(w.other, w.snap, "burn", {2});
  CHECK(w.supply() == 5);
  w.mint(w.owner);
  CHECK(w.chain.balance(w.suite.treasury.address) == paid + Word{1'000 + 7 * 5});
  CHECK(w.owner_of(7) == w.owner);  // ids are never used again
  CHECK(w.fails(w.owner, w.snap, "ownerOf", {2}) == "ERC721NonexistentToken(tokenId: 2)");
  CHECK(w.view(w.snap, "name").text() == "Citrate SNAP");
  CHECK(w.view(w.snap, "symbol").text() == "SNAP");
}

TEST_CASE("the cap counts all tokens ever minted") {
  Snaps w;
  w.mint(w.owner);
  w.chain.set_storage(w.snap.address, World::slot(w.snap, "minted"), Word{9'999});
  w.mint(w.owner);
  CHECK(w.owner_of(10'000) == w.owner);
  CHECK(w.fails(w.owner, w.snap, "mint", {w.owner}, Word{1} << 64) == "CapReached()");
  w.send(w.owner, w.snap, "burn", {10'000});
  CHECK(w.fails(w.owner, w.snap, "mint", {w.owner}, Word{1} << 64) == "CapReached()");
}

TEST_CASE("the distributor is set once, by governance, before the first mint") {
  Snaps w;
  const auto fresh =
      w.client.deploy(w.governance, "SnapNFT", {w.governance, w.suite.treasury.address, 5, 0, ""});
  CHECK(w.fails(w.owner, fresh, "mint", {w.owner}, Word{5}) == "FeeDistributorNotSet()");
  CHECK(w.fails(w.owner, fresh, "setFeeDistributor", {w.owner}) ==
        "NotGovernance(caller: " + text(w.owner) + ")");
  CHECK(w.fails(w.governance, fresh, "setFeeDistributor", {Address{}}) == "ZeroAddress()");
  const auto receipt = w.send(w.governance, fresh, "setFeeDistributor", {w.other});
  CHECK(World::events(fresh, receipt) ==
        std::vector<std::string>{"FeeDistributorSet(distributor: " + text(w.other) + ")"});
  CHECK(w.fails(w.governance, fresh, "setFeeDistributor", {w.other}) ==
        "FeeDistributorAlreadySet()");
  // A distributor without code fails closed.
  CHECK(w.fails(w.owner, fresh, "mint", {w.owner}, Word{5}) ==
        "EmptyResult(target: " + text(w.other) + ")");
}

TEST_CASE("a mint whose refund is refused does not happen, and one whose proceeds are does") {
  Snaps w;
  const auto buyer = w.funded("buyer");
  w.chain.set_code(buyer, refuser());
  CHECK(w.fails(buyer, w.snap, "mint", {buyer}, Word{1'001}) ==
        "TransferFailed(to: " + text(buyer) + ", amount: 1)");
  CHECK(w.supply() == 0);
  w.send(buyer, w.snap, "mint", {buyer}, Word{1'000});

  const auto treasury = w.suite.treasury.address;
  const auto code = w.chain.code(treasury);
  w.chain.set_code(treasury, refuser());
  w.mint(w.owner);
  CHECK(w.view(w.snap, "claimable", {treasury}).word == Word{1'007});
  CHECK(w.view(w.snap, "totalOwed").word == Word{1'007});
  w.chain.set_code(treasury, code);
  const auto receipt = w.send(w.other, w.snap, "claimFor", {treasury});
  CHECK(World::events(w.snap, receipt) ==
        std::vector<std::string>{"Claimed(who: " + text(treasury) + ", amount: 1007)"});
  CHECK(w.chain.balance(w.snap.address) == Word{});
}

TEST_CASE("a transfer settles first, then moves the token and forgets its approval") {
  Snaps w;
  w.mint(w.owner);
  w.send(w.owner, w.snap, "approve", {w.other, 1});
  CHECK(w.view(w.snap, "getApproved", {1}).address() == w.other);
  w.send(w.other, w.suite.fee_distributor, "depositFees", {}, Word{1'000});
  const auto receipt = w.send(w.other, w.snap, "transferFrom", {w.owner, w.other, 1});
  REQUIRE(receipt.logs.size() == 2);
  CHECK(receipt.logs[0].address == w.suite.fee_distributor.address);
  CHECK(World::events(w.suite.fee_distributor, receipt) ==
        std::vector<std::string>{"Settled(tokenId: 1, owner: " + text(w.owner) + ", amount: 700)"});
  CHECK(World::events(w.snap, receipt) ==
        std::vector<std::string>{"Transfer(from: " + text(w.owner) + ", to: " + text(w.other) +
                                 ", tokenId: 1)"});
  CHECK(w.owner_of(1) == w.other);
  CHECK(w.view(w.snap, "getApproved", {1}).address() == Address{});
  CHECK(w.view(w.snap, "balanceOf", {w.owner}).word == Word{});
  CHECK(w.view(w.suite.fee_distributor, "claimable", {w.owner}).word == Word{700});
  w.send(w.other, w.snap, "transferFrom", {w.other, w.other, 1});
  CHECK(w.view(w.snap, "balanceOf", {w.other}).word == Word{1});
}

TEST_CASE("approvals of one token and of all let others move and burn, and nobody else") {
  Snaps w;
  const auto third = w.funded("third");
  w.mint(w.owner);
  w.mint(w.owner);
  CHECK(w.fails(w.other, w.snap, "approve", {w.other, 1}) ==
        "ERC721InvalidApprover(approver: " + text(w.other) + ")");
  const auto insufficient = [&](const Address& caller) {
    return "ERC721InsufficientApproval(operator: " + text(caller) + ", tokenId: 1)";
  };
  CHECK(w.fails(w.other, w.snap, "transferFrom", {w.owner, w.other, 1}) == insufficient(w.other));
  CHECK(w.fails(w.other, w.snap, "burn", {1}) == insufficient(w.other));
  CHECK(w.fails(w.owner, w.snap, "setApprovalForAll", {Address{}, true}) ==
        "ERC721InvalidOperator(operator: " + text(Address{}) + ")");
  auto receipt = w.send(w.owner, w.snap, "setApprovalForAll", {w.other, true});
  CHECK(World::events(w.snap, receipt) ==
        std::vector<std::string>{"ApprovalForAll(owner: " + text(w.owner) +
                                 ", operator: " + text(w.other) + ", approved: true)"});
  CHECK(w.view(w.snap, "isApprovedForAll", {w.owner, w.other}).word == Word{1});
  receipt = w.send(w.other, w.snap, "approve", {third, 1});
  CHECK(World::events(w.snap, receipt) ==
        std::vector<std::string>{"Approval(owner: " + text(w.owner) + ", approved: " + text(third) +
                                 ", tokenId: 1)"});
  w.send(third, w.snap, "burn", {1});
  w.send(w.other, w.snap, "burn", {2});
  CHECK(w.supply() == 0);
}

TEST_CASE("ERC-721 mistakes fail with OpenZeppelin's errors") {
  Snaps w;
  w.mint(w.owner);
  const std::string none = "ERC721NonexistentToken(tokenId: 9)";
  CHECK(w.fails(w.owner, w.snap, "ownerOf", {9}) == none);
  CHECK(w.fails(w.owner, w.snap, "getApproved", {9}) == none);
  CHECK(w.fails(w.owner, w.snap, "approve", {w.other, 9}) == none);
  CHECK(w.fails(w.owner, w.snap, "tokenURI", {9}) == none);
  CHECK(w.fails(w.owner, w.snap, "burn", {9}) == none);
  CHECK(w.fails(w.owner, w.snap, "transferFrom", {w.owner, w.other, 9}) == none);
  const auto invalid_receiver = "ERC721InvalidReceiver(receiver: " + text(Address{}) + ")";
  CHECK(w.fails(w.owner, w.snap, "transferFrom", {w.owner, Address{}, 1}) == invalid_receiver);
  CHECK(w.fails(w.owner, w.snap, "mint", {Address{}}, Word{9'999}) == invalid_receiver);
  CHECK(w.fails(w.owner, w.snap, "transferFrom", {w.other, w.other, 1}) ==
        "ERC721IncorrectOwner(sender: " + text(w.other) + ", tokenId: 1, owner: " + text(w.owner) +
            ")");
  CHECK(w.fails(w.owner, w.snap, "balanceOf", {Address{}}) ==
        "ERC721InvalidOwner(owner: " + text(Address{}) + ")");
}

TEST_CASE("a contract gets a token safely only if it says that it can handle one") {
  Snaps w;
  w.mint(w.owner);
  const auto receiver = who("receiver");
  const auto attempt = [&](const Bytes& code) {
    w.chain.set_code(receiver, code);
    return w.fails(w.owner, w.snap, safe_transfer, {w.owner, receiver, 1});
  };
  const auto invalid = "ERC721InvalidReceiver(receiver: " + text(receiver) + ")";
  CHECK(attempt(returns("0xdeadbeef" + std::string(56, '0'))) == invalid);
  CHECK(attempt(refuser()) == invalid);
  CHECK(attempt(refuser_with("0xfeedface")) == "revert 0xfeedface");
  CHECK(attempt(assemble("STOP")) == "EmptyResult(target: " + text(receiver) + ")");
  CHECK(w.owner_of(1) == w.owner);
  CHECK(attempt(returns("0x150b7a02" + std::string(56, '0'))) == "");
  CHECK(w.owner_of(1) == receiver);
  // An account without code is asked nothing.
  w.send(receiver, w.snap, safe_transfer, {receiver, w.other, 1});
  CHECK(w.owner_of(1) == w.other);
}

TEST_CASE("a receiver is told who moved which token of whom, with the data") {
  Snaps w;
  w.mint(w.owner);
  w.send(w.owner, w.snap, "setApprovalForAll", {w.other, true});
  const auto receiver = who("receiver");
  // Logs its calldata and answers as it should.
  const auto answer = returns("0x150b7a02" + std::string(56, '0'));
  auto code = assemble("CALLDATASIZE; PUSH1 0; PUSH1 0; CALLDATACOPY; CALLDATASIZE; PUSH1 0; LOG0");
  code.insert(code.end(), answer.begin(), answer.end());
  w.chain.set_code(receiver, code);
  const auto receipt =
      w.send(w.other, w.snap, safe_transfer_with, {w.owner, receiver, 1, Bytes{0xaa, 0xbb, 0xcc}});
  REQUIRE(receipt.logs.back().address == receiver);
  CHECK(to_hex(receipt.logs.back().data) ==
        "0x150b7a02" + to_hex(w.other.to_word().to_bytes()).substr(2) +
            to_hex(w.owner.to_word().to_bytes()).substr(2) + to_hex(Word{1}.to_bytes()).substr(2) +
            to_hex(Word{128}.to_bytes()).substr(2) + to_hex(Word{3}.to_bytes()).substr(2) +
            "aabbcc" + std::string(58, '0'));
}

TEST_CASE("a token's URI is the base and the decimal id, and ERC-165 names what is there") {
  Snaps w;
  w.mint(w.owner);
  CHECK(w.view(w.snap, "tokenURI", {1}).text() == "ipfs://snap/1");
  w.chain.set_storage(w.snap.address, World::slot(w.snap, "minted"), Word{9'867});
  w.mint(w.owner);
  CHECK(w.view(w.snap, "tokenURI", {9'868}).text() == "ipfs://snap/9868");
  const auto supports = [&](Bytes id) {
    return w.view(w.snap, "supportsInterface", {std::move(id)}).word == Word{1};
  };
  CHECK(supports({0x01, 0xff, 0xc9, 0xa7}));
  CHECK(supports({0x80, 0xac, 0x58, 0xcd}));
  CHECK(supports({0x5b, 0x5e, 0x13, 0x9f}));
  CHECK_FALSE(supports({0xff, 0xff, 0xff, 0xff}));
  CHECK_FALSE(supports({0x78, 0x0e, 0x9d, 0x63}));  // enumerable
}

TEST_CASE("a paused sale stops mints, and nothing else") {
  Snaps w;
  w.mint(w.owner);
  w.send(w.governance, w.snap, "pause");
  CHECK(w.fails(w.owner, w.snap, "mint", {w.owner}, Word{2'000}).starts_with("IsPaused"));
  CHECK(w.fails(w.owner, w.snap, "transferFrom", {w.owner, w.other, 1}) == "");
  CHECK(w.fails(w.other, w.snap, "burn", {1}) == "");
}
