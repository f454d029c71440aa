// The twin of ../solidity/More.sol: copies between places, values through internal functions,
// algorithms in memory.
#pragma once

#include <mozi/dsl.hpp>

namespace twins {

using namespace mozi::dsl;

struct More {
  struct Inner {
    U32 a;
    Bytes8 b;
  };
  struct Item {
    U8 kind;
    Inner inner;
    String name;
    Array<U64> marks;
  };
  enum class Level { Low, Mid, High };
  struct TwoInners {
    Inner a, b;
  };
  struct Graded {
    Enum<Level> level;
    Bool middle;
  };
  EVENT(Snapshot, (Item item, Indexed<Array<U64>> marks, Array<String> names));
  ERROR(Rejected, (Item item, Array<U256> numbers));

  using ItemPair = FixedArray<Item, 2>;
  using Row = FixedArray<U8, 5>;
  using Grid = FixedArray<Row, 3>;
  PUBLIC(item, Item);
  PUBLIC(items, Array<Item>);
  PUBLIC(pair, ItemPair);
  PUBLIC(numbers, Array<U256>);
  PUBLIC(others, Array<U256>);
  PUBLIC(table, Array<Array<U64>>);
  PUBLIC(table2, Array<Array<U64>>);
  PUBLIC(names, Array<String>);
  PUBLIC(names2, Array<String>);
  PUBLIC(inners, Array<Inner>);
  PUBLIC(by_level, Map<Enum<Level>, U256>);
  PUBLIC(item_of, Map<Address, Item>);
  PUBLIC(levels, Map<Bool, Map<Bytes4, Enum<Level>>>);
  PUBLIC(by_bytes, Map<Bytes, U16>);
  PUBLIC(grid, Grid);

  FN(void, set_item, (Item a)) { item = a; }
  FN(void, push_item, (Item a)) { items.push(a); }
  FN(void, push_stored, ()) { items.push(item); }
  FN(void, pop_item, ()) { items.pop(); }
  FN(void, set_pair, (U256 i, Item a)) { pair[i] = a; }
  FN(void, copy_pair, ()) { pair[1] = pair[0]; }
  FN(void, item_to, (Address a)) { item_of[a] = item; }
  FN(void, item_from, (Address a)) { item = item_of[a]; }
  FN(void, clear_item_of, (Address a)) { reset(item_of[a]); }
  FN(Item, item_at, (U256 i)) { return items[i]; }
  FN(U64, mark_at, (U256 i, U256 j)) { return items[i].marks[j]; }
  FN(void, set_mark, (U256 i, U256 j, U64 v)) { items[i].marks[j] = v; }
  FN(void, add_mark, (U256 i, U64 v)) { items[i].marks.push(v); }
  FN(void, rename_inner, (U256 i, Bytes8 b)) {
    items[i].inner.b = b;
    items[i].inner.a += 1;
  }
  FN(void, set_grid, (U256 i, U256 j, U8 v)) { grid[i][j] = v; }
  FN(void, set_whole_grid, (Grid a)) { grid = a; }
  FN(Row, grid_row, (U256 i)) { return grid[i]; }
  FN(void, copy_row, (U256 i, U256 j)) { grid[i] = grid[j]; }

  FN(void, set_numbers, (Array<U256> a)) { numbers = a; }
  FN(void, copy_numbers, ()) { others = numbers; }
  FN(Array<U256>, choose_numbers, (Bool first)) { return select(first, numbers, others); }
  FN(void, set_table, (Array<Array<U64>> a)) { table = a; }
  FN(void, copy_table, ()) { table2 = table; }
  FN(void, copy_table_row, (U256 i, U256 j)) { table[i] = table[j]; }
  FN(Array<Array<U64>>, table2_of, ()) { return table2; }
  FN(void, set_names, (Array<String> a)) { names = a; }
  FN(void, copy_names, ()) { names2 = names; }
  FN(Array<String>, names2_of, ()) { return names2; }
  FN(void, set_inners, (Array<Inner> a)) {
    reset(inners);
    For (U256 i = 0, i < a.length(), i += 1) {
      inners.push(a[i]);
    }
  }
  FN(void, set_level, (Enum<Level> k, U256 v)) { by_level[k] = v; }
  FN(void, set_level_at, (Bool a, Bytes4 b, Enum<Level> v)) { levels[a][b] = v; }
  FN(void, set_by_bytes, (Bytes k, U16 v)) { by_bytes[k] += v; }

  FN(Array<U256>, sorted, (Array<U256> a)) {
    Array<U256> m = to_memory(a);
    For (U256 i = 1, i < m.length(), i += 1) {
      U256 x = m[i];
      U256 j = i;
      While (j > 0 && m[j - 1] > x) {
        m[j] = m[j - 1];
        j -= 1;
      }
      m[j] = x;
    }
    return m;
  }
  FN(Bytes, reversed, (Bytes a)) {
    Bytes m = new_bytes(a.length());
    For (U256 i = 0, i < a.length(), i += 1) {
      m[a.length() - 1 - i] = a[i];
    }
    return m;
  }
  FN(Array<String>, repeat, (String a, U256 n)) {
    n %= 5;
    Array<String> m = new_array<String>(n);
    For (U256 i = 0, i < n, i += 1) {
      m[i] = a;
    }
    return m;
  }
  FN(Array<Array<U256>>, two_by_two, (U256 a, U256 b)) {
    Array<Array<U256>> m = new_array<Array<U256>>(2);
    m[0] = new_array<U256>(2);
    m[1] = new_array<U256>(1);
    m[0][1] = a;
    m[1][0] = b;
    return m;
  }
  FN(Array<Inner>, fill_points, (U256 n, U32 a)) {
    n %= 6;
    Array<Inner> m = new_array<Inner>(n);
    For (U256 i = 0, i < n, i += 1) {
      m[i] = Inner{a, reinterpret<Bytes8>(truncate<U64>(i))};
    }
    return m;
  }
  FN(Array<U256>, clear_element, (Array<U256> a, U256 i)) {
    Array<U256> m = to_memory(a);
    reset(m[i]);
    return m;
  }
  FN(String, digits, (U256 x)) {
    If (x == 0) {
      Return(String("0"));
    }
    U256 n = 0;
    For (U256 y = x, y != 0, y /= 10) {
      n += 1;
    }
    Bytes m = new_bytes(n);
    While (x != 0) {
      n -= 1;
      m[n] = reinterpret<Bytes1>(truncate<U8>(48 + x % 10));
      x /= 10;
    }
    return reinterpret<String>(m);
  }
  FN(Outputs<TwoInners>, bumped, (Inner p, U32 by)) {
    Inner q = bump(p, by);
    Inner r = bump(q, by);
    return TwoInners{q, r};
  }
  FN(Item, made_item, (U8 k, String n)) { return make_item(k, n); }
  FN(void, store_made, (U8 k, String n)) { item = make_item(k, n); }
  FN(Outputs<Graded>, graded, (U256 x)) { return Graded{grade(x), grade(x) == Level::Mid}; }
  FN(void, emit_item, ()) { emit(Snapshot(item, item.marks, names)); }
  FN(void, reject_item, ()) { revert(Rejected(item, numbers)); }
  FN(Bytes, encode_stored, ()) { return abi_encode(item, numbers, names, grid); }
  FN(Bytes32, hash_stored, ()) {
    return keccak256(abi_encode_packed(item.name, numbers, Constant<U16>(7)));
  }
  FN(I64, gcd, (I64 a, I64 b)) {
    While (b != 0) {
      I64 t = a % b;
      a = b;
      b = t;
    }
    return select(a < 0, -a, a);
  }
  FN(U256, forever, (U256 x)) {
    U256 n = 0;
    While (true) {
      If (x == 0) {
        Break;
      }
      x >>= 3;
      n += 1;
    }
    return n;
  }

 private:
  DEF(Inner, bump, (Inner p, U32 by)) { return Inner{p.a + by, p.b}; }
  DEF(Item, make_item, (U8 k, String n)) {
    Array<U64> m = new_array<U64>(k % 4);
    For (U256 i = 0, i < m.length(), i += 1) {
      m[i] = checked_cast<U64>(i + 1);
    }
    return Item{k, Inner{k, "3132333435363738"_hex}, n, m};
  }
  DEF(Enum<Level>, grade, (U256 x)) {
    If (x < 10) {
      Return(Level::Low);
    }
    If (x < 100) {
      Return(Level::Mid);
    }
    return Level::High;
  }
};

}  // namespace twins
