// Integers, booleans, byte strings, addresses, enumerations, constants, casts.
#pragma once

#include <mozi/dsl.hpp>

namespace mozi::tests {

using namespace mozi::dsl;

struct Values {
  enum class Status : uint8_t { none, open, served };

  FIELD(status, Enum<Status>);
  FIELD(total, U256);
  FIELD(small, U8);
  FIELD(delta, I64);

  FN(U256, arithmetic, (U256 a, U128 b), view) {
    U256 x = a + b * 7;
    x -= 1;
    x *= a;
    x /= 3;
    x %= 1'000;
    ++x;
    --x;
    x = pow(x, 2) + (x << 3) - (x >> 1);
    x = (x & 0xff) | (a ^ b);
    x |= ~a;
    return wrapping(x + a * b) / 2;
  }
  FN(U256, unchecked, (U256 a)) {
    U256 x = a;
    Unchecked {
      x += a * 2;
      Unchecked {
        x -= 5;
      }
      x = x - 6;
    }
    return x + 1;
  }
  FN(I256, negative, (I256 a, I128 b)) {
    I256 x = -a + b - 5;
    I8 y = -128;
    If (x < -1 && y >= 0) {
      Return(-7);
    }
    return (x >> 3) % b;
  }
  FN(Bool, logic, (Bool p, U256 x)) {
    Bool q = !p;
    q = x != 0 && total / x > 2;
    return q || p == true || x <= 5;
  }
  FN(U64, casts, (U256 x, I256 y, Address who, Bytes32 word), view) {
    U128 a = checked_cast<U128>(x);
    U64 b = truncate<U64>(x + 1);
    U256 c = reinterpret<U256>(y);
    U160 d = reinterpret<U160>(who);
    Address e = reinterpret<Address>(d);
    Bytes4 f = truncate<Bytes4>(word);
    Bytes32 g = f;
    U256 h = checked_cast<U256>(y);
    U8 i = reinterpret<U8>(status);
    Enum<Status> s = checked_cast<Enum<Status>>(i);
    require(s == Status::open && e != zero_address && g == word && a + c + d + h > b);
    return b;
  }
  FN(U256, constants, (), pure_) {
    static constexpr Number precision = 1_ether;
    static constexpr Number wide = number(1) << 64;
    static constexpr Constant<U256> typed = 500'000'000 * 1_ether;
    U256 x = precision;
    x = x * wide / typed + max_of<U128>() - 0xffffffffffffffffffffffffffffffff_u256;
    return x + 7_days + number(10) * 3_gwei;
  }
  FN(Bytes4, bytes_and_addresses, (Bytes1 one, Address who), view) {
    Bytes4 id = "80ac58cd"_hex;
    Bytes32 role = keccak256("ADMIN");
    require(who == "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"_address);
    require(who < this_address() || role != keccak256("OTHER"));
    id = id | (selector("transfer(address,uint256)") & one);
    return id << 8;
  }
  FN(U256, choice, (U256 a, U16 b), view) {
    U256 x = select(a > b, a, b);
    x = select(a > 5, 1, x);
    return select(a == 1, total, 7);
  }
  FN(void, enumeration, (Enum<Status> to)) {
    require(status != to);
    status = Status::served;
    status = to;
    reset(status);
  }
  FN(U256, environment, (), payable) {
    Address a = msg.sender;
    U256 x = msg.value + block.timestamp + block.number + block.chainid + block.basefee;
    x += block.prevrandao + tx.gasprice + a.balance() + msg.sender.balance() + this_balance();
    x += gas_left() + a.code_size() + reinterpret<U256>(a.code_hash());
    require(tx.origin != block.coinbase && msg.sig() == "01020304"_hex);
    require(blockhash(block.number - 1) != Constant<Bytes32>::of_word(Word{}));
    return mulmod(x, 3, 7) + addmod(x, 3, 7) + msg.data.length();
  }
};

}  // namespace mozi::tests
