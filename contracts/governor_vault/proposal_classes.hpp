// The classes of proposals: how much agreement and time a call needs, told from the call itself.
#pragma once

#include <array>
#include <mozi/dsl.hpp>

namespace contracts {

using namespace mozi::dsl;

enum class ProposalClass : uint8_t {
  parameter_change,
  economic_policy,
  chain_integration,
  protocol_upgrade,
  treasury_spend,
  constitutional_amendment,
  emergency_pause,
};

/// What a class asks for.
struct ClassRule {
  unsigned quorum_percent;    // of total weight
  unsigned approval_percent;  // For must be more than this part of For + Against
  unsigned timelock_hours;
};
inline constexpr std::array<ClassRule, 7> class_rules = {{
    {25, 50, 48},
    {33, 50, 72},
    {33, 50, 72},
    {40, 67, 168},
    {40, 67, 168},
    {50, 67, 336},
    {10, 50, 0},
}};

/// A column of class_rules as one word, 16 bits to a class.
consteval mozi::Word packed_rules(unsigned ClassRule::* column) {
  mozi::Word word;
  for (size_t i = class_rules.size(); i-- > 0;)
    word = (word << 16) | mozi::Word{class_rules[i].*column};
  return word;
}

/// Calls of the governor itself and of governance transfers amend the constitution; the treasury's
/// payments are economic policy, above a sum in one proposal more, and no weaker than what they
/// pay for; everything else is as governance set it, by default a protocol upgrade.
struct ProposalClasses {
  static constexpr auto large_spend = 100'000_ether;
  static constexpr auto as_number = [](ProposalClass c) { return static_cast<unsigned>(c); };
  static constexpr unsigned economic = as_number(ProposalClass::economic_policy);
  static constexpr unsigned upgrade = as_number(ProposalClass::protocol_upgrade);
  static constexpr unsigned spend = as_number(ProposalClass::treasury_spend);
  static constexpr unsigned constitutional = as_number(ProposalClass::constitutional_amendment);
  static constexpr unsigned emergency = as_number(ProposalClass::emergency_pause);

  struct Judgment {
    U256 class_, salt;
  };
  struct Payment {
    Address to;
    U256 amount;
    Bytes data;
  };

  ERROR(UnknownClass, (U8 class_));
  EVENT(ClassSet, (Indexed<Address> target, Indexed<Bytes4> selector, U8 class_));

  PUBLIC_IMMUTABLE(treasury, Address);
  FIELD(classes, Map<Address, Map<Bytes4, U8>>);  // counted from 1; 0: not set

  /// The class of a call, apart from the money that it moves.
  FN(U8, classOf, (Address target, Bytes4 selector), view) { return class_of(target, selector); }

  DEF(void, set_class, (Address target, Bytes4 selector, U8 class_)) {
    require(class_ < class_rules.size(), UnknownClass(class_));
    classes[target][selector] = class_ + 1;
    emit(ClassSet(target, selector, class_));
  }

  DEF(U8, class_of, (Address target, Bytes4 called)) {
    If (target == this_address()) {
      If (called == selector("fundBonus()")) {
        Return(economic);
      }
      Return(constitutional);
    }
    If (called == selector("transferGovernance(address)") ||
        called == selector("acceptGovernance()") ||
        called == selector("cancelGovernanceTransfer()")) {
      Return(constitutional);
    }
    If (is_payment(target, called)) {
      Return(economic);
    }
    U8 set = classes[target][called];
    If (set == 0) {
      Return(upgrade);
    }
    return set - 1;
  }

  /// The class of one call and the SALT that it moves, through however many nested
  /// Treasury.execute.
  DEF(Judgment, judge, (Address target, U256 value, Bytes data)) {
    Address at = target;
    Bytes call = to_memory(data);
    U256 salt = 0;
    U256 strictest = class_of(at, selector_in(call));
    If (at == this_address()) {
      salt = value;
    }
    While (is_payment(at, selector_in(call))) {
      Bool executes = selector_in(call) == selector("execute(address,uint256,bytes)");
      Payment payment = abi_decode<Payment>(call.slice(4, call.length()));
      salt += payment.amount;
      If (!executes) {
        Break;
      }
      at = payment.to;
      call = payment.data;
      U256 inner = class_of(at, selector_in(call));
      If (inner == emergency) {
        inner = upgrade;
      }
      If (inner > strictest) {
        strictest = inner;
      }
    }
    return Judgment{strictest, salt};
  }

  /// The largest class among all calls, where emergency counts as an upgrade unless all are one.
  DEF(U8, class_of_all, (Array<Address> targets, Array<U256> values, Array<Bytes> calls)) {
    U256 salt = 0;
    U256 strictest = 0;
    Bool all_emergency = true;
    For (U256 i = 0, i < targets.length(), i += 1) {
      Judgment one = judge(targets[i], values[i], calls[i]);
      salt += one.salt;
      U256 counted = one.class_;
      If (counted == emergency) {
        counted = upgrade;
      }
      Else {
        all_emergency = false;
      }
      If (counted > strictest) {
        strictest = counted;
      }
    }
    If (all_emergency) {
      Return(emergency);
    }
    If (salt > large_spend && strictest < spend) {
      strictest = spend;
    }
    return truncate<U8>(strictest);
  }

  /// An entry of a packed column of class_rules.
  static U256 rule(const mozi::Word& column, const U256& class_) {
    U256 entry = Constant<U256>::of_word(column) >> class_ * 16 & 0xffff;
    return entry;
  }
  static U256 quorum_percent(const U256& class_) {
    return rule(packed_rules(&ClassRule::quorum_percent), class_);
  }
  static U256 approval_percent(const U256& class_) {
    return rule(packed_rules(&ClassRule::approval_percent), class_);
  }
  static U256 timelock_seconds(const U256& class_) {
    U256 seconds = rule(packed_rules(&ClassRule::timelock_hours), class_) * 3'600;
    return seconds;
  }

 private:
  DEF(Bool, is_payment, (Address target, Bytes4 called)) {
    return target == treasury && (called == selector("spend(address,uint256,bytes)") ||
                                  called == selector("execute(address,uint256,bytes)"));
  }

  /// The first four bytes; zero if there are not so many.
  DEF(Bytes4, selector_in, (Bytes data)) {
    If (data.length() < 4) {
      Return(Bytes4());
    }
    return truncate<Bytes4>(abi_decode<Bytes32>(concat(data.slice(0, 4), new_bytes(28))));
  }
};

}  // namespace contracts
