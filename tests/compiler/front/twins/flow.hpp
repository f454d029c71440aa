// The twin of ../solidity/Flow.sol: control flow, internal functions, order of evaluation.
#pragma once

#include <mozi/dsl.hpp>

namespace twins {

using namespace mozi::dsl;

struct Flow {
  struct Pair {
    U256 a, b;
  };
  struct Triple {
    U256 a, b, c;
  };

  ERROR(Empty, ());
  ERROR(TooSmall, (U256 have, U256 want));
  ERROR(Texts, (String a, Bytes b, Array<U256> c));
  PUBLIC(counter, U256);
  PUBLIC(trail, Array<U256>);
  PUBLIC(small, U8);

  FN(U256, sum_to, (U256 n)) {
    n %= 1000;
    U256 r = 0;
    For (U256 i = 0, i < n, i += 1) {
      r += i;
    }
    return r;
  }
  FN(U256, collatz, (U256 n)) {
    U256 steps = 0;
    While (n > 1 && steps < 500) {
      If (n % 2 == 0) {
        n = n / 2;
      }
      Else {
        n = 3 * n + 1;
      }
      steps += 1;
    }
    return steps;
  }
  FN(Outputs<Pair>, jumps, (Array<U256> a, U256 stop)) {
    U256 odd = 0;
    U256 seen = 0;
    For (U256 i = 0, i < a.length(), i += 1) {
      If (a[i] == stop) {
        Break;
      }
      seen += 1;
      If (a[i] % 2 == 0) {
        Continue;
      }
      odd += a[i] % 1000;
    }
    return Pair{odd, seen};
  }
  FN(U256, nested_loops, (U256 n, U256 m)) {
    U256 r = 0;
    For (U256 i = 0, i < n, i += 1) {
      For (U256 j = 0, j < m, j += 1) {
        If (j > i) {
          Break;
        }
        If ((i + j) % 3 == 0) {
          Continue;
        }
        r += i * j + 1;
      }
      If (r > 10000) {
        Return(r);
      }
    }
    return r;
  }
  FN(U256, early, (U256 x)) {
    If (x == 0) {
      Return(7);
    }
    If (x < 10) {
      If (x == 5) {
        Return(55);
      }
      x += 1;
    }
    ElseIf (x < 20) {
      x += 2;
    }
    Else {
      Return(99);
    }
    return x * 2;
  }
  FN(Outputs<Triple>, locals_merge, (Bool p, Bool q, U256 x)) {
    U256 a = x;
    U256 b = 1;
    U256 c = 2;
    If (p) {
      a = 10;
      If (q) {
        b = 20;
      }
      Else {
        c = 30;
      }
    }
    Else {
      U256 t = a;
      a = b;
      b = t;
    }
    return Triple{a, b, c};
  }
  FN(Bool, short_and, (U256 x, U256 y)) { return x != 0 && y / x > 2; }
  FN(Bool, short_or, (U256 x, U256 y)) { return x == 0 || y / x > 2; }
  FN(U256, mixed_logic, (Bool a, Bool b, U256 x)) {
    If ((a && !b) || (x != 0 && 100 / x > 3)) {
      Return(1);
    }
    If (!(a || b)) {
      Return(2);
    }
    return 3;
  }
  FN(U256, pick, (Bool a, U256 x, U256 y)) { return select(a, x / y, y - x); }

  FN(void, checked_all, (U256 x, U256 y)) {
    require(x != 0, Empty());
    require(x >= y, TooSmall(x, y));
    If (y == 3) {
      revert();
    }
    If (y > 100) {
      revert(TooSmall(y, 100));
    }
    assert_(x != 77);
  }
  FN(void, lazy_error, (U256 x)) {
    U256 n = bump();
    require(x > n, TooSmall(counter, x));
  }
  FN(void, texts_error, (String a, Bytes b, Array<U256> c)) { revert(Texts(a, b, c)); }
  FN(void, raw_error, (Bytes a)) { revert_raw(a); }

  FN(U256, order_binary, ()) { return note(1) * 100 + note(2) * 10 + note(3); }
  FN(U256, order_arguments, ()) { return three(note(5), note(6), note(7)); }
  FN(void, order_assign, (U256 i)) {
    trail.push(0);
    trail.push(0);
    trail.push(0);
    trail.push(0);
    // The surface names a place before its value is known, so the order is written out.
    U256 v = bump() + trail.length();
    trail[note(i) % 4] = v;
  }
  FN(void, order_compound, ()) { counter += twice_bump(); }
  FN(void, order_plain, ()) { counter = counter + twice_bump(); }

  FN(U256, use_pair, (U256 x, U256 y)) {
    Pair p = pair_of(x, y);
    return p.a / 2 + p.b / 4;
  }
  FN(Outputs<Pair>, change_pair, (U256 x)) {
    Pair p{1, 2};
    If (x > 5) {
      p.a = x;
    }
    p.b = p.a / 2;
    return p;
  }
  FN(U256, use_total, (Array<U256> a)) { return total(a); }
  FN(String, use_greet, (String a)) { return greet(greet(a)); }
  FN(U8, unchecked_mix, (U8 a, U8 b)) {
    U8 r = 0;
    Unchecked {
      r = a + b;
      r = r * 2;
    }
    return r;
  }
  FN(void, narrow_add, (U8 a)) {
    small += a;
    small *= 2;
  }
  FN(U256, bits, (U256 x)) {
    U256 r = 0;
    While (x > 1) {
      x >>= 1;
      r += 1;
      If (r > 200) {
        Break;
      }
    }
    return r;
  }
  FN(void, nothing, ()) {}
  FN(U256, count, (), payable) {
    counter += msg.value;
    return counter;
  }

 private:
  DEF(U256, bump, ()) {
    counter += 1;
    return counter;
  }
  DEF(U256, note, (U256 x)) {
    trail.push(x);
    return x;
  }
  DEF(U256, three, (U256 a, U256 b, U256 c)) { return a * 10000 + b * 100 + c; }
  DEF(U256, twice_bump, ()) {
    U256 first = bump();
    U256 second = bump();
    return second - first + 99;
  }
  DEF(Pair, pair_of, (U256 x, U256 y)) { return Pair{y, x}; }
  DEF(U256, total, (Array<U256> a)) {
    U256 t = 0;
    For (U256 i = 0, i < a.length(), i += 1) {
      t += a[i];
    }
    return t;
  }
  DEF(String, greet, (String a)) { return reinterpret<String>(concat(String("hello "), a)); }
};

}  // namespace twins
