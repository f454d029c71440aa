// The twin of ../solidity/Lang.sol: what the language has besides plain calls and storage.
#pragma once

#include <mozi/dsl.hpp>

namespace twins {

using namespace mozi::dsl;

INTERFACE(IThrower) {
  EXTERN(U256, raise, (U256 how, Bytes data), payable);
};
INTERFACE(IBoth) {
  using Levels = FixedArray<U8, 2>;
  EXTERN(U256, raise, (U256 how, Bytes data), payable);
  EXTERN(U8, grade, (U256 a, Levels b), view);
};

struct LibPair {
  U256 low;
  String text;
};
struct LibDescription {
  LibPair pair;
  U256 count;
  Address sender;
};
INTERFACE(ILib) {
  EXTERN(U256, half, (U256 x), pure_);
  EXTERN(Outputs<LibDescription>, describe, (U256 low, String text, Array<U256> n), view);
  EXTERN(void, poke, (U256 slot, U256 word));
};
INTERFACE(IChild) {
  EXTERN(U256, a, (), view);
  EXTERN(Bytes, b, (), view);
};

struct Base {
  PUBLIC(trail, String);
  CTOR(()) { trail = concat_text(trail, "base "); }
};
struct Named : virtual Base {
  PUBLIC(name, String);
  CTOR((String n)) {
    name = n;
    trail = concat_text(trail, "named ");
  }
};
struct Numbered : virtual Base {
  PUBLIC_IMMUTABLE(number, U256);
  CTOR((U256 n), payable) {
    number = n + 1;
    trail = concat_text(trail, "numbered ");
  }
};
struct Child {
  PUBLIC(a, U256);
  PUBLIC(b, Bytes);
  CTOR((U256 a_, Bytes b_), payable) {
    require(a_ != 3);
    a = a_;
    b = b_;
  }
};

struct Lang : Named, Numbered {
  struct NumberAndBytes {
    U256 number;
    Bytes data;
  };
  struct NumberAndText {
    U256 number;
    String text;
  };
  struct Point {
    U256 x;
    U64 y;
    Bytes8 tag;
    Map<U256, U256> seen;
  };
  struct PointView {
    U256 x;
    U64 y;
    U256 seen;
  };
  struct Ids {
    Bytes4 both, grade, small, bare;
    Bytes32 words;
  };
  struct Texts {
    String joined;
    U256 length;
    Bool equal;
    Bytes half;
  };
  struct Slice {
    Array<U32> part;
    U256 rest;
  };
  struct TwoWords {
    Bytes32 a, b;
  };
  struct Bits {
    U256 c;
    I256 d;
    U256 e, f;
    I256 g, h;
  };
  struct Moduli {
    U256 c, d;
    I256 e;
  };
  struct Compared {
    Bool c, d, e, f, g;
  };
  struct TwoNumbers {
    U256 a, b;
  };
  struct BytesAndHash {
    Bytes data;
    Bytes32 hash;
  };
  struct Called {
    Bool ok;
    Bytes data;
    U256 size;
  };
  struct BytesAndNumber {
    Bytes data;
    U256 number;
  };
  struct Hashes {
    Bytes32 sha;
    Bytes20 ripemd;
  };
  struct FourNumbers {
    U256 a, b, c, d;
  };
  struct PointAndTruth {
    U256 x, y;
    Bool truth;
  };
  struct Made {
    Bool predicted;
    U256 a;
    Bytes b;
  };
  struct MadeRaw {
    Bool made;
    U256 a, b;
  };
  using TwoWordArray = FixedArray<Bytes32, 2>;
  using FourWordArray = FixedArray<Bytes32, 4>;

  ERROR(TooSmall, (U256 have, String why));
  ERROR(Bare, ());
  EVENT(Words, (Indexed<Bytes32> a, U256 b));
  FIELD(points, Array<Point>);
  FIELD(rows, Array<Array<U256>>);
  PUBLIC(free_word, U256);

  CTOR((String n, U256 x), payable) {
    BASE(Named)(n);
    BASE(Numbered)(x);
    trail = concat_text(trail, "lang");
  }

  static Expression<IThrower> thrower() {
    return contract_at<IThrower>(Constant<Address>::of_word(mozi::Word{0xca11ee}));
  }
  static Expression<ILib> lib() {
    return contract_at<ILib>(Constant<Address>::of_word(mozi::Word{0x11b}));
  }

  FN(Outputs<NumberAndBytes>, catch_all, (U256 how, Bytes data)) {
    IThrower target = thrower();
    NumberAndBytes result{0, Bytes("")};
    Try (U256 v, target.raise(how, data)) {
      Return(NumberAndBytes{v, Bytes("")});
    }
    CatchError(String why) {
      Return(NumberAndBytes{1, why.bytes()});
    }
    CatchPanic(U256 code) {
      Return(NumberAndBytes{code, Bytes("panic")});
    }
    Catch (Bytes raw) {
      result.number = 3;
      result.data = raw;
    }
    return result;
  }
  FN(String, catch_error, (U256 how, Bytes data)) {
    IThrower target = thrower();
    String out = "none";
    Try (target.raise(how, data)) {
      out = "fine";
    }
    CatchError(String why) {
      out = why;
    }
    return out;
  }
  FN(U256, catch_panic, (U256 how, Bytes data)) {
    IThrower target = thrower();
    U256 out = 7;
    Try (U256 v, target.raise(how, data)) {
      out = v;
    }
    CatchPanic(U256 code) {
      out = code;
    }
    return out;
  }
  FN(U256, catch_rest, (U256 how, Bytes data)) {
    IThrower target = thrower();
    U256 out = 7;
    Try (U256 v, target.raise(how, data)) {
      out = v;
    }
    CatchPanic(U256 code) {
      out = code;
    }
    Catch () {
      out = 99;
    }
    return out;
  }
  FN(Outputs<NumberAndText>, catch_custom, (U256 how, Bytes data)) {
    IThrower target = thrower();
    NumberAndText result{0, String("value")};
    Try (U256 v, target.raise(how, data)) {
      result.number = v;
    }
    CatchAs(TooSmall, have, why) {
      result.number = have;
      result.text = why;
    }
    CatchAs(Bare) {
      result.number = 11;
      result.text = "bare";
    }
    return result;
  }

  FN(U256, half, (U256 x)) {
    ILib library = lib();
    return library.half.delegatecall(x);
  }
  FN(Outputs<LibDescription>, describe, (U256 low, String words, Array<U256> n)) {
    ILib library = lib();
    LibDescription all = library.describe.delegatecall(low, words, n);
    return all;
  }
  FN(void, poke, (U8 slot, U256 word)) {
    ILib library = lib();
    library.poke.delegatecall(U256(slot) + 1000, word);
  }

  FN(U256, add_point, (U256 x, U64 y)) {
    auto p = points.push();
    p.x = x;
    p.y = y;
    p.seen[x] += y;
    return points.length();
  }
  FN(Outputs<PointView>, point, (U256 i, U256 k)) {
    auto p = points[i];
    return PointView{p.x, p.y, p.seen[k]};
  }
  FN(void, add_row, (U256 a, U256 b)) {
    auto& added = rows;
    auto&& row = added.push();
    row.push(a);
    row.push(b);
    rows.push().push(a);
  }
  FN(Array<U256>, row, (U256 i)) { return rows[i]; }

  FN(Outputs<Ids>, ids, ()) {
    return Ids{interface_id<IBoth>(), interface_of<IBoth>().grade.selector(), TooSmall.selector(),
               Bare.selector(), Words.topic()};
  }
  FN(Outputs<Texts>, text, (String a, String b)) {
    return Texts{concat_text(a, "-", b), a.length(), a == b, a.bytes().slice(0, a.length() / 2)};
  }
  FN(Outputs<Slice>, sliced, (Array<U32> a, U256 from, U256 to)) {
    return Slice{a.slice(from, to), a.slice(from, a.length()).length()};
  }
  FN(Outputs<TwoWords>, word_of, (Bytes a, U256 i)) {
    Bytes32 first = word_at(a, i);
    Bytes copy = to_memory(a);
    return TwoWords{first, word_at(copy, i)};
  }

  FN(Outputs<Bits>, bits, (U256 a, U256 b)) {
    I256 signed_b = reinterpret<I256>(b);
    return Bits{op::byte(a % 40, b),          op::signextend(a % 33, b),
                op::clz(op::shr(a % 257, b)), op::exp(a, b % 19),
                op::sar(a % 300, signed_b),   op::sdiv(reinterpret<I256>(a), signed_b)};
  }
  FN(Outputs<Moduli>, moduli, (U256 a, U256 b, U256 n)) {
    return Moduli{op::addmod(a, b, n), op::mulmod(a, b, n),
                  op::smod(reinterpret<I256>(a), reinterpret<I256>(b))};
  }
  FN(Outputs<Compared>, compared, (U256 a, U256 b)) {
    I256 x = reinterpret<I256>(a);
    I256 y = reinterpret<I256>(b);
    return Compared{op::lt(a, b), op::gt(a, b), op::slt(x, y), op::sgt(x, y),
                    op::iszero(op::and_(op::not_(a), op::xor_(a, b)))};
  }
  FN(Outputs<TwoNumbers>, slots, (U8 k, U256 v)) {
    U256 slot = U256(k) + 5000;
    op::sstore(slot, op::add(op::sload(slot), v));
    op::tstore(slot, v);
    return TwoNumbers{op::sload(slot), op::tload(slot)};
  }
  FN(Outputs<BytesAndHash>, memory_words, (Bytes, U256 x)) {
    Bytes m = new_bytes(96);
    U256 p = op::memory_at(m);
    op::mstore(p, x);
    op::mstore8(p + 32, x);
    op::calldatacopy(p + 33, 4, 31);
    op::mcopy(p + 64, p, 32);
    Bytes32 hash = op::keccak256(p, 64);
    return BytesAndHash{m, hash};
  }
  FN(void, logs, (Bytes data, Bytes32 a, Bytes32 b)) {
    Bytes m = to_memory(data);
    U256 p = op::memory_at(m);
    log_raw(data);
    op::log1(p, m.length(), a);
    log_raw(m, {a, b});
    op::log3(p, m.length(), a, b, a);
    log_raw(data, {b, a, b, a});
  }
  FN(Outputs<Called>, called, (U256 how, Bytes data)) {
    IThrower target = thrower();
    Bytes m = target.raise.encode(how, data);
    Bool ok = op::call(op::gas(), target, 0, op::memory_at(m), m.length(), 0, 0);
    U256 size = op::returndatasize();
    Bytes r = return_data();
    return Called{ok, r, size};
  }
  FN(Outputs<BytesAndNumber>, code_at, (U8 which)) {
    Address a = Constant<Address>::of_word(mozi::Word{0x1234});
    If (which % 2 == 0) {
      a = thrower();
    }
    return BytesAndNumber{code_of(a), a.code_size()};
  }
  FN(void, raw_out, (Bytes data)) { return_raw(data); }
  FN(void, stops, (U256 x)) {
    free_word = x;
    op::stop();
  }
  FN(U256, fails, (U256 x)) {
    If (x % 2 == 0) {
      op::invalid();
    }
    return x;
  }

  FN(Outputs<Hashes>, hashes, (Bytes a)) { return Hashes{sha256(a), ripemd160(a)}; }
  FN(Bytes, power, (Bytes b, Bytes e, Bytes m)) { return modexp(b, e, m); }
  FN(Outputs<FourNumbers>, curve, (U256 x, U256 y, U256 k)) {
    Bn254Point p = bn254_mul(x, y, k);
    Bn254Point q = bn254_add(p.x, p.y, 1, 2);
    return FourNumbers{p.x, p.y, q.x, q.y};
  }
  FN(Outputs<PointAndTruth>, generator, (U256 k)) {
    Bn254Point p = bn254_mul(1, 2, k);
    return PointAndTruth{p.x, p.y, bn254_pairing(Bytes(""))};
  }
  FN(Outputs<TwoWords>, blake,
     (U16 rounds, TwoWordArray h, FourWordArray m, Bytes8 t0, Bytes8 t1, Bool last)) {
    Blake2State state =
        blake2f(rounds, h[0], h[1], abi_encode_packed(m[0], m[1], m[2], m[3]), t0, t1, last);
    return TwoWords{state.low, state.high};
  }
  FN(Bool, p256, (Bytes32 h, Bytes32 r, Bytes32 s, Bytes32 x, Bytes32 y)) {
    return p256_verify(h, r, s, x, y);
  }

  FN(Outputs<Made>, make, (U256 a, Bytes b, Bytes32 salt)) {
    Address expected = create<Child>.salt(salt).address(a, b);
    Address made = create<Child>.salt(salt)(a, b);
    IChild child = contract_at<IChild>(made);
    return Made{made == expected, child.a(), child.b()};
  }
  FN(Outputs<MadeRaw>, make_raw, (U256 a, Bytes b)) {
    Bytes code = create<Child>.code(a, b);
    Address first = create_raw(code);
    Address second = create2_raw(0, reinterpret<Bytes32>(a), code);
    IChild one = contract_at<IChild>(first);
    IChild two = contract_at<IChild>(second);
    MadeRaw made{first != zero_address, 0, 0};
    If (first != zero_address) {
      made.a = one.a();
    }
    If (second != zero_address) {
      Bytes all = two.b();
      made.b = all.length();
    }
    return made;
  }
  FALLBACK(payable) {
    IThrower target = thrower();
    CallResult result = raw_call(target, msg.value, msg.data);
    If (!result.ok) {
      revert_raw(result.data);
    }
    return_raw(result.data);
  }
  RECEIVE() { free_word += msg.value; }
};

}  // namespace twins
