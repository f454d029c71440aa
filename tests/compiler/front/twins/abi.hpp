// The twin of ../solidity/Abi.sol: values of every type in and out, read, copied and encoded.
#pragma once

#include <mozi/dsl.hpp>

namespace twins {

using namespace mozi::dsl;

struct Abi {
  struct Point {
    U256 x;
    I64 y;
    Bool z;
  };
  struct Named {
    Bytes4 tag;
    String name;
    Array<U16> marks;
    Point at;
  };
  enum class Color { Red, Green, Blue };

  struct SevenWords {
    U8 a;
    I16 b;
    Address c;
    Bool d;
    Bytes3 e;
    Enum<Color> f;
    U256 g;
  };
  struct Swapped {
    Array<U256> b;
    Bytes a;
  };
  struct Lengths {
    U256 a, b, c;
  };
  struct FourWords {
    U8 a;
    Address b;
    Bytes3 c;
    Bool d;
  };
  struct Decoded {
    Bytes a;
    U256 b;
    Array<U16> c;
  };
  struct DecodedNamed {
    Bytes4 a;
    String b;
    Array<U16> c;
    Point d;
  };

  FN(Outputs<SevenWords>, echo_words,
     (U8 a, I16 b, Address c, Bool d, Bytes3 e, Enum<Color> f, U256 g)) {
    return SevenWords{a, b, c, d, e, f, g};
  }
  FN(Bytes, echo_bytes, (Bytes a)) { return a; }
  FN(String, echo_string, (String a)) { return a; }
  FN(Array<U256>, echo_numbers, (Array<U256> a)) { return a; }
  FN(Array<Address>, echo_addresses, (Array<Address> a)) { return a; }
  FN(Array<U16>, echo_small, (Array<U16> a)) { return a; }
  FN(Array<I8>, echo_signed, (Array<I8> a)) { return a; }
  FN(Array<Bytes4>, echo_tags, (Array<Bytes4> a)) { return a; }
  FN(Array<String>, echo_texts, (Array<String> a)) { return a; }
  FN(Array<Array<U256>>, echo_table, (Array<Array<U256>> a)) { return a; }
  using Flags = FixedArray<Bool, 3>;
  FN(Flags, echo_flags, (Flags a)) { return a; }
  using Grid = FixedArray<FixedArray<U128, 2>, 3>;
  FN(Grid, echo_grid, (Grid a)) { return a; }
  using TwoBytes = FixedArray<Bytes, 2>;
  FN(TwoBytes, echo_pair, (TwoBytes a)) { return a; }
  using Rows = Array<FixedArray<U64, 2>>;
  FN(Rows, echo_rows, (Rows a)) { return a; }
  FN(Point, echo_point, (Point a)) { return a; }
  FN(Array<Point>, echo_points, (Array<Point> a)) { return a; }
  FN(Named, echo_named, (Named a)) { return a; }
  FN(Array<Named>, echo_all_named, (Array<Named> a)) { return a; }
  FN(Outputs<Swapped>, echo_two, (Bytes a, Array<U256> b)) { return Swapped{b, a}; }

  FN(Outputs<Point>, spread_point, (Point a)) { return a; }
  FN(U256, number_at, (Array<U256> a, U256 i)) { return a[i]; }
  FN(U16, small_at, (Array<U16> a, U256 i)) { return a[i]; }
  FN(String, text_at, (Array<String> a, U256 i)) { return a[i]; }
  FN(U256, table_at, (Array<Array<U256>> a, U256 i, U256 j)) { return a[i][j]; }
  FN(U128, grid_at, (Grid a, U256 i, U256 j)) { return a[i][j]; }
  FN(I64, point_y, (Array<Point> a, U256 i)) { return a[i].y; }
  FN(U16, mark_at, (Array<Named> a, U256 i, U256 j)) { return a[i].marks[j]; }
  FN(Bytes1, byte_at, (Bytes a, U256 i)) { return a[i]; }
  FN(Outputs<Lengths>, lengths, (Bytes a, Array<U256> b, Array<String> c)) {
    return Lengths{a.length(), b.length(), c.length()};
  }
  FN(Bytes, slice, (Bytes a, U256 from, U256 to)) { return a.slice(from, to); }
  FN(Bytes32, first_word, (Bytes a)) { return truncate<Bytes32>(a); }
  FN(Bytes4, first_tag, (Bytes a)) { return truncate<Bytes4>(a); }

  FN(Array<U256>, change_number, (Array<U256> a, U256 i, U256 v)) {
    Array<U256> m = to_memory(a);
    m[i] = v;
    return m;
  }
  FN(Array<U16>, change_small, (Array<U16> a, U256 i, U16 v)) {
    Array<U16> m = to_memory(a);
    m[i] += v;
    return m;
  }
  FN(Bytes, change_byte, (Bytes a, U256 i, Bytes1 v)) {
    Bytes m = to_memory(a);
    m[i] = v;
    return m;
  }
  FN(Array<Array<U256>>, change_table, (Array<Array<U256>> a, U256 i, U256 j, U256 v)) {
    Array<Array<U256>> m = to_memory(a);
    m[i][j] = v;
    return m;
  }
  FN(Array<Point>, change_points, (Array<Point> a, U256 i, I64 y)) {
    Array<Point> m = to_memory(a);
    m[i].y = y;
    return m;
  }
  FN(Array<U256>, fresh_numbers, (U256 n, U256 i, U256 v)) {
    Array<U256> m = new_array<U256>(affordable(n));
    m[i] = v;
    return m;
  }
  FN(Array<Point>, fresh_points, (U256 n)) { return new_array<Point>(affordable(n)); }
  FN(Array<String>, fresh_texts, (U256 n)) { return new_array<String>(affordable(n)); }
  FN(Bytes, fresh_bytes, (U256 n)) { return new_bytes(affordable(n)); }
  FN(Bytes1, memory_byte, (U256 n, U256 i)) {
    Bytes m = new_bytes(affordable(n));
    return m[i];
  }
  FN(Array<U256>, list_of, (U256 a, U256 b, U256 c)) { return array_of<U256>({a, b, c}); }

  FN(Bytes, encode_words, (U8 a, Address b, Bytes3 c)) { return abi_encode(a, b, c); }
  FN(Bytes, encode_mixed, (Bytes a, U256 b, Array<String> c)) { return abi_encode(a, b, c); }
  FN(Bytes, encode_named, (Named a)) { return abi_encode(a); }
  FN(Bytes, packed_words, (U8 a, Address b, Bytes3 c, I16 d, Bool e)) {
    return abi_encode_packed(a, b, c, d, e);
  }
  FN(Bytes, packed_mixed, (Bytes a, U16 b, String c)) { return abi_encode_packed(a, b, c); }
  FN(Bytes, packed_array, (Array<U16> a)) { return abi_encode_packed(a); }
  FN(Bytes, joined, (Bytes a, Bytes b)) { return concat(a, b, a); }
  FN(Bytes32, hash_bytes, (Bytes a)) { return keccak256(a); }
  FN(Bytes32, hash_words, (U256 a, U256 b)) { return keccak256(abi_encode(a, b)); }
  FN(Bytes32, hash_packed, (Address a, U64 b)) { return keccak256(abi_encode_packed(a, b)); }
  FN(Bytes32, hash_text, ()) { return keccak256("a text"); }
  FN(Bool, same_bytes, (Bytes a, Bytes b)) { return a == b; }

  FN(Outputs<FourWords>, decode_words, (Bytes data)) {
    FourWords all = abi_decode<FourWords>(data);
    return all;
  }
  FN(Outputs<Decoded>, decode_mixed, (Bytes data)) {
    Decoded all = abi_decode<Decoded>(data);
    return all;
  }
  FN(Array<String>, decode_texts, (Bytes data)) { return abi_decode<Array<String>>(data); }
  FN(Outputs<DecodedNamed>, decode_named, (Bytes data)) {
    DecodedNamed all = abi_decode<DecodedNamed>(data);
    return all;
  }

  FN(String, constant_text, ()) { return String("a constant text"); }
  FN(String, long_text, ()) {
    return String("a constant text that does not fit into one word of memory, at all");
  }
  FN(String, data_text, ()) {
    return String(
        "a constant text of more than two words of memory, which lies behind the code as data");
  }
  FN(String, choose_text, (Bool first)) {
    return select(first, String("first"), String("another one"));
  }
  /// What memory can hold, or what nothing can.
  DEF(U256, affordable, (U256 n)) { return select(n > max_of<U64>(), n, n % 500); }
  FN(Bytes, call_data, ()) { return msg.data; }
  FN(Bytes4, signature, ()) { return msg.sig(); }
};

}  // namespace twins
