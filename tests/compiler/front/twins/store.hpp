// The twin of ../solidity/Store.sol: state variables of every type.
#pragma once

#include <mozi/dsl.hpp>

namespace twins {

using namespace mozi::dsl;

struct Store {
  struct Packed {
    U64 a, b;
    U128 c;
    Bool d;
    Address e;
  };
  struct Mixed {
    U8 tag;
    String name;
    Array<U32> list;
    Packed packed;
    Map<U256, U256> map;
  };
  struct Parts {
    U64 a;
    U128 c;
    Bool d;
  };
  enum class Color { Red, Green, Blue };

  PUBLIC(a8, U8);
  PUBLIC(b16, I16);
  PUBLIC(flag, Bool);
  PUBLIC(owner, Address);
  PUBLIC(color, Enum<Color>);
  PUBLIC(tag, Bytes4);
  PUBLIC(whole, U256);
  PUBLIC(negative, I256);
  PUBLIC(part96, U96);
  PUBLIC(part20, Bytes20);
  PUBLIC(packed, Packed);
  PUBLIC(mixed, Mixed);
  PUBLIC(text, String);
  PUBLIC(data, Bytes);
  PUBLIC(numbers, Array<U256>);
  PUBLIC(smalls, Array<U16>);
  PUBLIC(flags, Array<Bool>);
  PUBLIC(texts, Array<String>);
  PUBLIC(packeds, Array<Packed>);
  PUBLIC(fixed24, FixedArray<U24, 7>);
  PUBLIC(fixed256, FixedArray<U256, 3>);
  PUBLIC(table, Array<Array<U64>>);
  PUBLIC(rows, Array<FixedArray<U128, 3>>);
  PUBLIC(balances, Map<Address, U256>);
  PUBLIC(nested, Map<Bytes32, Map<U8, Bool>>);
  PUBLIC(by_name, Map<String, U256>);
  PUBLIC(packed_of, Map<U256, Packed>);
  PUBLIC(list_of, Map<U256, Array<U32>>);
  PUBLIC(by_signed, Map<I8, Bytes4>);

  FN(void, set_small, (U8 a, I16 b, Bool c, Address d, Enum<Color> e, Bytes4 f)) {
    a8 = a;
    b16 = b;
    flag = c;
    owner = d;
    color = e;
    tag = f;
  }
  FN(void, set_whole, (U256 a, I256 b, U96 c, Bytes20 d)) {
    whole = a;
    negative = b;
    part96 = c;
    part20 = d;
  }
  FN(void, add_small, (U8 a, I16 b)) {
    a8 += a;
    b16 -= b;
  }
  FN(void, clear_small, ()) {
    reset(a8);
    reset(owner);
    reset(color);
    reset(tag);
  }
  FN(void, set_packed, (Packed p)) { packed = p; }
  FN(void, set_packed_parts, (U64 a, U128 c, Address e)) {
    packed.a = a;
    packed.c = c;
    packed.e = e;
  }
  FN(void, copy_packed, ()) {
    packed_of[7] = packed;
    packeds.push(packed);
  }
  FN(void, clear_packed, ()) { reset(packed); }
  FN(Packed, get_packed, ()) { return packed; }
  FN(Outputs<Parts>, read_packed, ()) {
    Packed p = packed;
    return Parts{p.a, p.c, p.d};
  }
  FN(void, set_mixed, (U8 a, String b, Array<U32> c, Packed d, U256 key, U256 v)) {
    mixed.tag = a;
    mixed.name = b;
    mixed.list = c;
    mixed.packed = d;
    mixed.map[key] = v;
  }
  FN(void, clear_mixed, ()) { reset(mixed); }
  FN(U256, mixed_map, (U256 key)) { return mixed.map[key]; }
  FN(Array<U32>, mixed_list, ()) { return mixed.list; }

  FN(void, set_text, (String a)) { text = a; }
  FN(void, set_data, (Bytes a)) { data = a; }
  FN(void, set_constant, (Bool is_long)) {
    If (is_long) {
      text = String("a constant text that does not fit into one word of storage");
    }
    Else {
      text = String("short");
    }
  }
  FN(void, clear_text, ()) {
    reset(text);
    reset(data);
  }
  FN(void, data_to_text, ()) { text = reinterpret<String>(data); }
  FN(void, set_byte, (U256 i, Bytes1 v)) { data[i] = v; }
  FN(Bytes1, byte_at, (U256 i)) { return data[i]; }
  FN(U256, data_length, ()) { return data.length(); }
  FN(Bytes32, text_hash, ()) { return keccak256(reinterpret<Bytes>(text)); }
  FN(Bool, text_is_short, ()) { return text == "short"; }
  FN(Bool, text_is, (String a)) { return text == a; }

  FN(void, push_number, (U256 a)) { numbers.push(a); }
  FN(void, push_empty, ()) {
    numbers.push(0);
    smalls.push(0);
  }
  FN(void, pop_number, ()) { numbers.pop(); }
  FN(void, set_number, (U256 i, U256 v)) { numbers[i] = v; }
  FN(void, add_number, (U256 i, U256 v)) { numbers[i] += v; }
  FN(void, set_numbers, (Array<U256> a)) { numbers = a; }
  FN(Array<U256>, numbers_of, ()) { return numbers; }
  FN(void, push_small, (U16 a)) { smalls.push(a); }
  FN(void, pop_small, ()) { smalls.pop(); }
  FN(void, set_small_at, (U256 i, U16 v)) { smalls[i] = v; }
  FN(void, set_smalls, (Array<U16> a)) { smalls = a; }
  FN(Array<U16>, smalls_of, ()) { return smalls; }
  FN(void, clear_smalls, ()) { reset(smalls); }
  FN(void, set_flags, (Array<Bool> a)) { flags = a; }
  FN(Array<Bool>, flags_of, ()) { return flags; }
  FN(void, set_texts, (Array<String> a)) { texts = a; }
  FN(void, push_text, (String a)) { texts.push(a); }
  FN(void, pop_text, ()) { texts.pop(); }
  FN(Array<String>, texts_of, ()) { return texts; }
  FN(void, clear_texts, ()) { reset(texts); }
  FN(void, push_packed, (Packed a)) { packeds.push(a); }
  FN(void, pop_packed, ()) { packeds.pop(); }
  FN(Array<Packed>, packeds_of, ()) { return packeds; }
  FN(void, clear_packeds, ()) { reset(packeds); }
  FN(void, set_fixed24, (U256 i, U24 v)) { fixed24[i] = v; }
  using SevenFixed = FixedArray<U24, 7>;
  using ThreeFixed = FixedArray<U256, 3>;
  FN(void, set_all_fixed24, (SevenFixed a)) { fixed24 = a; }
  FN(void, set_fixed256, (ThreeFixed a)) { fixed256 = a; }
  FN(SevenFixed, fixed24_of, ()) { return fixed24; }
  FN(void, clear_fixed, ()) {
    reset(fixed24);
    reset(fixed256);
  }
  FN(void, set_table, (Array<Array<U64>> a)) { table = a; }
  FN(void, set_table_at, (U256 i, U256 j, U64 v)) { table[i][j] = v; }
  FN(void, push_table, (U256 i, U64 v)) { table[i].push(v); }
  FN(Array<Array<U64>>, table_of, ()) { return table; }
  using Rows = Array<FixedArray<U128, 3>>;
  FN(void, set_rows, (Rows a)) { rows = a; }
  FN(Rows, rows_of, ()) { return rows; }
  FN(void, copy_numbers_back, ()) {
    Array<U256> m = numbers;
    For (U256 i = 0, i < m.length(), i += 1) {
      Unchecked {
        m[i] *= 3;
      }
    }
    numbers = m;
  }

  FN(void, set_balance, (Address a, U256 v)) { balances[a] = v; }
  FN(void, move_balance, (Address a, Address b, U256 v)) {
    balances[a] -= v;
    balances[b] += v;
  }
  FN(void, set_nested, (Bytes32 a, U8 b, Bool v)) { nested[a][b] = v; }
  FN(void, set_by_name, (String a, U256 v)) { by_name[a] = v; }
  FN(void, set_by_text, (U256 v)) { by_name[text] = v; }
  FN(void, set_packed_of, (U256 k, Packed v)) { packed_of[k] = v; }
  FN(void, clear_packed_of, (U256 k)) { reset(packed_of[k]); }
  FN(void, push_list, (U256 k, U32 v)) { list_of[k].push(v); }
  FN(void, set_list, (U256 k, Array<U32> v)) { list_of[k] = v; }
  FN(void, copy_list, (U256 from, U256 to)) { list_of[to] = list_of[from]; }
  FN(void, set_by_signed, (I8 k, Bytes4 v)) { by_signed[k] = v; }
};

}  // namespace twins
