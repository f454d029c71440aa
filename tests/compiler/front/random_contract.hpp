// A contract whose functions are other ones at each tracing: statements and expressions that a
// generator chooses.
#pragma once

#include <mozi/dsl.hpp>

#include "tests/support/random.hpp"

namespace twins {

using namespace mozi::dsl;

struct RandomContract {
  /// What the next tracing draws from; it must outlive that.
  static inline mozi::test::Random* random = nullptr;

  struct Pair {
    U128 low, high;
  };

  ERROR(Refused, (U256 a, U256 b));
  EVENT(Did, (Indexed<U256> a, U256 b));
  FIELD(counter, U256);
  FIELD(small, U8);
  FIELD(middle, U64);
  FIELD(flag, Bool);
  FIELD(signed_, I64);
  FIELD(sums, Map<U256, U256>);
  FIELD(pairs, Map<U256, Pair>);
  FIELD(list, Array<U256>);
  FIELD(bytes_, Array<U8>);

  FN(U256, first, (U256 p, U256 q)) { return body(p, q); }
  FN(U256, second, (U256 p, U256 q)) { return body(p, q); }
  FN(U256, third, (Array<U256> values, U256 q)) {
    U256 sum = q;
    For (U256 i = 0, i < values.length(), i += 1) {
      sum = wrapping(sum + values[i]);
      counter = wrapping(counter + values[i]);
    }
    return body(sum, q);
  }

  DEF(U256, helper, (U256 p, U256 q)) {
    U256 r = p;
    U256* locals[] = {&p, &q, &r};
    statements(locals, 1);
    return r;
  }

 private:
  static constexpr size_t count = 3;
  using Locals = U256* const (&)[count];

  static uint64_t below(uint64_t n) { return random->below(n); }
  static U256& pick(Locals locals) { return *locals[below(count)]; }

  U256 body(U256& p, U256& q) {
    U256 r = 0;
    U256* locals[] = {&p, &q, &r};
    statements(locals, 3);
    U256 result = wrapping(p ^ q ^ r);
    return result;
  }

  void statements(Locals locals, int depth) {
    const auto n = 2 + below(3);
    for (uint64_t i = 0; i < n; ++i) statement(locals, depth);
  }

  /// A new local with some function of the locals and the state.
  U256 value(Locals locals) {
    U256& a = pick(locals);
    U256& b = pick(locals);
    U256 result = 0;
    switch (below(16)) {
      case 0:
        result = wrapping(a + b);
        break;
      case 1:
        result = a - b;
        break;
      case 2:
        result = wrapping(a * b);
        break;
      case 3:
        result = a / b;
        break;
      case 4:
        result = a % (number(below(9)) + 1);
        break;
      case 5:
        result = a & b;
        break;
      case 6:
        result = a | number(below(300));
        break;
      case 7:
        result = a ^ b;
        break;
      case 8:
        result = a << below(256);
        break;
      case 9:
        result = a >> below(256);
        break;
      case 10:
        result = sums[a % 3];
        break;
      case 11:
        result = U256(pairs[a % 2].low);
        break;
      case 12:
        result = counter;
        break;
      case 13:
        result = U256(middle) + small;
        break;
      case 14:
        result = list.length();
        break;
      default:
        result = number(below(1000));
        break;
    }
    return result;
  }

  void statement(Locals locals, int depth) {
    U256 v = value(locals);
    switch (below(depth > 0 ? 16 : 12)) {
      case 0:
        pick(locals) = v;
        break;
      case 1:
        sums[pick(locals) % 3] = v;
        break;
      case 2:
        Unchecked {
          sums[pick(locals) % 3] += v;
        }
        break;
      case 3:
        counter = wrapping(counter + v);
        break;
      case 4:
        middle = truncate<U64>(v);
        small = truncate<U8>(v >> 64);
        break;
      case 5:
        flag = v > pick(locals);
        break;
      case 6:
        write_pair(locals, v);
        break;
      case 7:
        list.push(v);
        break;
      case 8:
        emit(Did(v, pick(locals)));
        break;
      case 9:
        require(v % 7 != 3, Refused(v, pick(locals)));
        break;
      case 10:
        bytes_.push(truncate<U8>(v));
        break;
      case 11:
        pick(locals) += 1;
        break;
      case 12:
        branch(locals, v, depth);
        break;
      case 13:
        loop(locals, v, depth);
        break;
      case 14:
        sum_list(locals);
        break;
      default:
        pick(locals) = depth == 3 ? helper(v, pick(locals)) : v;
        break;
    }
  }

  void write_pair(Locals locals, U256& v) {
    auto pair = pairs[pick(locals) % 2];
    pair.low = truncate<U128>(v);
    if (below(2) == 0) pair.high = truncate<U128>(v >> below(128));
  }

  void branch(Locals locals, U256& v, int depth) {
    If (v > pick(locals)) {
      statements(locals, depth - 1);
    }
    Else {
      statements(locals, depth - 1);
    }
  }

  void loop(Locals locals, U256& v, int depth) {
    For (U256 i = 0, i < v % 5, i += 1) {
      pick(locals) = wrapping(pick(locals) + i);
      statements(locals, depth - 1);
    }
  }

  void sum_list(Locals locals) {
    U256 sum = 0;
    For (U256 i = 0, i < list.length() && i < 9, i += 1) {
      sum = wrapping(sum + list[i]);
      counter = wrapping(counter + 1);
    }
    pick(locals) = sum;
  }
};

}  // namespace twins
