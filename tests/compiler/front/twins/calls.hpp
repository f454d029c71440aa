// The twin of contract Calls in ../solidity/Calls.sol: calls of other contracts.
#pragma once

#include <mozi/dsl.hpp>

namespace twins {

using namespace mozi::dsl;

struct Point {
  U256 x;
  I64 y;
  Bool z;
};
struct NumberAndHash {
  U256 number;
  Bytes32 hash;
};
struct TextsAndNumber {
  Array<String> texts;
  U16 number;
};
struct ByteAndAddress {
  U8 byte;
  Address address;
};
struct TextsAndNumbers {
  Array<String> texts;
  Array<U256> numbers;
};

INTERFACE(ICallee) {
  EXTERN(U256, set, (U256 v), payable);
  EXTERN(void, quiet, (U256 v), payable);
  EXTERN(U256, twice, (U256 v), pure_);
  EXTERN(Point, point, (U256 x), pure_);
  EXTERN(Outputs<NumberAndHash>, two, (U256 x), pure_);
  EXTERN(Bytes, echo, (Bytes a), pure_);
  EXTERN(Array<U256>, numbers, (U256 n), pure_);
  EXTERN(Outputs<TextsAndNumber>, texts, (Array<String> a, U16 b), pure_);
  EXTERN(U256, fail, (U256 code, String why), pure_);
  EXTERN(U256, panic, (U256 x), pure_);
  EXTERN(Bool, flag, (U256 x), pure_);
  EXTERN(Bytes4, tag, (U256 x), pure_);
};
INTERFACE(IRaw) {
  EXTERN(Bytes, raw, (Bytes a), pure_);
};
INTERFACE(IRawWords) {
  EXTERN(Outputs<ByteAndAddress>, raw, (Bytes a), pure_);
};
INTERFACE(IRawTexts) {
  EXTERN(Outputs<TextsAndNumbers>, raw, (Bytes a), pure_);
};

struct Calls {
  struct NumberAndReason {
    U256 number;
    Bytes reason;
  };
  struct Balances {
    U256 of, own;
  };

  PUBLIC(last, U256);
  PUBLIC(callee, ICallee);

  FN(void, use, (ICallee c)) { callee = c; }
  FN(void, set, (U256 v)) { last = callee.set(v); }
  FN(void, pay, (U256 v), payable) { last = callee.set.value(msg.value)(v); }
  FN(void, limited, (U256 v, U256 g)) { last = callee.set.gas(g)(v); }
  FN(void, quiet, (U256 v)) { callee.quiet(v); }
  FN(void, quiet_at, (ICallee c, U256 v)) { c.quiet(v); }
  FN(U256, twice_at, (ICallee c, U256 v)) { return c.twice(v); }
  FN(Point, point, (U256 x)) { return callee.point(x); }
  FN(Outputs<NumberAndHash>, two, (U256 x)) {
    NumberAndHash both = callee.two(x);
    return both;
  }
  FN(Bytes, echo, (Bytes a)) { return callee.echo(a); }
  FN(Array<U256>, numbers, (U256 n)) { return callee.numbers(n); }
  FN(Outputs<TextsAndNumber>, texts, (Array<String> a, U16 b)) {
    TextsAndNumber both = callee.texts(a, b);
    return both;
  }
  FN(U256, fail, (U256 code, String why)) { return callee.fail(code, why); }
  FN(Bool, flag, (U256 x)) { return callee.flag(x); }
  FN(Bytes4, tag, (U256 x)) { return callee.tag(x); }
  FN(Bytes, raw_bytes, (Bytes a)) {
    IRaw target = contract_at<IRaw>(callee);
    return target.raw(a);
  }
  FN(Outputs<ByteAndAddress>, raw_words, (Bytes a)) {
    IRawWords target = contract_at<IRawWords>(callee);
    ByteAndAddress both = target.raw(a);
    return both;
  }
  FN(Outputs<TextsAndNumbers>, raw_texts, (Bytes a)) {
    IRawTexts target = contract_at<IRawTexts>(callee);
    TextsAndNumbers both = target.raw(a);
    return both;
  }
  FN(Outputs<NumberAndReason>, try_set, (U256 v, U256 w), payable) {
    Try (U256 got, callee.set.value(w)(v)) {
      last = got;
      Return(NumberAndReason{got, Bytes("")});
    }
    Catch (Bytes why) {
      Return(NumberAndReason{9, why});
    }
    revert();
    return NumberAndReason{0, Bytes("")};
  }
  FN(Outputs<NumberAndReason>, try_fail, (U256 code, String why)) {
    U256 number = 1;
    Bytes reason = Bytes("");
    Try (U256 got, callee.fail(code, why)) {
      number = got;
    }
    Catch (Bytes data) {
      reason = data;
    }
    return NumberAndReason{number, reason};
  }
  FN(U256, try_quiet, (ICallee c, U256 v)) {
    U256 r = 5;
    Try (c.quiet(v)) {
      r = 1;
    }
    Catch () {
      r = 2;
    }
    return r;
  }
  FN(Bytes, try_panic, (U256 x)) {
    Bytes seen = Bytes("none");
    Try (callee.panic(x)) {
    }
    Catch (Bytes why) {
      seen = why;
    }
    return seen;
  }
  FN(Outputs<CallResult>, low, (Address to, Bytes data), payable) {
    CallResult result = raw_call(to, msg.value, data);
    return result;
  }
  FN(Outputs<CallResult>, low_static, (Address to, Bytes data)) {
    CallResult result = raw_staticcall(to, data);
    return result;
  }
  FN(Outputs<CallResult>, low_delegate, (Address to, Bytes data)) {
    CallResult result = raw_delegatecall(to, data);
    return result;
  }
  FN(Bool, low_encoded, (U256 v)) {
    CallResult result = raw_call(callee, callee.quiet.encode(v));
    return result.ok;
  }
  FN(Bool, send, (Address to, U256 v), payable) { return send_value(to, v); }
  FN(Address, signer, (Bytes32 h, U8 v, Bytes32 r, Bytes32 s)) { return ecrecover(h, v, r, s); }
  FN(U256, code_size, (Address a)) { return a.code_size(); }
  FN(Outputs<Balances>, balance_of, (Address a)) { return Balances{a.balance(), this_balance()}; }
  RECEIVE() { last = msg.value; }
  FALLBACK(payable) { last = msg.data.length(); }
};

}  // namespace twins
