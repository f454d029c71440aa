// The twin of ../solidity/Logs.sol: events of every shape.
#pragma once

#include <mozi/dsl.hpp>

namespace twins {

using namespace mozi::dsl;

struct Logs {
  struct Point {
    U256 x;
    I64 y;
    Bool z;
  };
  struct Named {
    Bytes4 tag;
    String name;
  };
  EVENT(Nothing, ());
  EVENT(Words, (U8 a, Indexed<I16> b, Indexed<Address> c, Bool d, Indexed<Bytes3> e));
  EVENT(Secret, (Indexed<U256> a, Indexed<U256> b, Indexed<U256> c, Indexed<U256> d, U256 e),
        anonymous);
  EVENT(Text, (String a, Bytes b));
  EVENT(Indexed_, (Indexed<String> a, Indexed<Bytes> b, Indexed<Array<U256>> c));
  EVENT(Structs, (Point a, Indexed<Point> b, Named c, Indexed<Named> d));
  EVENT(Lists, (Array<U16> a, Indexed<Array<U16>> b, Array<String> c));
  EVENT(Same, (U256 a));
  EVENT(Same2, (U256 a, U256 b));
  PUBLIC(stored, String);

  FN(void, nothing, ()) { emit(Nothing()); }
  FN(void, words, (U8 a, I16 b, Address c, Bool d, Bytes3 e)) { emit(Words(a, b, c, d, e)); }
  FN(void, secret, (U256 a, U256 b, U256 c, U256 d, U256 e)) { emit(Secret(a, b, c, d, e)); }
  FN(void, text, (String a, Bytes b)) { emit(Text(a, b)); }
  FN(void, constant_text, ()) {
    emit(Text("a constant", "another, longer than a word of the machine"));
  }
  FN(void, with_indexed, (String a, Bytes b, Array<U256> c)) { emit(Indexed_(a, b, c)); }
  FN(void, structs, (Point a, Point b, Named c, Named d)) { emit(Structs(a, b, c, d)); }
  FN(void, lists, (Array<U16> a, Array<U16> b, Array<String> c)) { emit(Lists(a, b, c)); }
  FN(void, same, (U256 a)) {
    emit(Same(a));
    emit(Same2(a, a));
  }
  FN(void, store, (String a)) {
    stored = a;
    emit(Text(stored, reinterpret<Bytes>(stored)));
    emit(Indexed_(stored, reinterpret<Bytes>(stored), new_array<U256>(2)));
  }
};

}  // namespace twins
