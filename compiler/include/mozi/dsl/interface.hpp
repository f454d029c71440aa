// Other contracts: interfaces, calls of their functions, low-level calls, creation.
#pragma once

#include <span>

#include "mozi/dsl/state.hpp"

namespace mozi::dsl {

template <class Functions>
struct ContractKind;
/// An address whose functions are known. INTERFACE(IERC20) makes IERC20 one of these.
template <class Functions>
using ContractAt = Value<ContractKind<Functions>>;

TypeRef contract_type(std::string name);

/// A contract's handle. While an interface is only listed, its functions leave their selectors
/// here.
struct InterfaceHandle : Handle {
  std::vector<Word>* selectors = nullptr;
};
/// The base of an interface's functions: the contract's handle, and the interface's name.
template <literals::LiteralText text>
struct InterfaceNamed : InterfaceHandle {
  using mozi_interface = InterfaceNamed;
  static constexpr const char* mozi_interface_name = text.text;
};

/// == and != and the functions of the interface.
template <class T, class Functions>
struct ContractOperators : Functions {
  friend Expression<Bool> operator==(Operand<T> a, Operand<T> b) {
    return binary<Bool>(ast::Op::eq, a, b);
  }
  friend Expression<Bool> operator!=(Operand<T> a, Operand<T> b) {
    return binary<Bool>(ast::Op::ne, a, b);
  }
};

template <class Functions>
struct ContractKind {
  using Interface = Functions;
  template <class T>
  using Operators = ContractOperators<T, Functions>;
  template <class Self>
  using Methods = NoMethods;
  static TypeRef type() {
    static const TypeRef type = contract_type(Functions::mozi_interface_name);
    return type;
  }
};
template <class Functions>
inline constexpr ast::Op conversion<ContractKind<Functions>, AddressKind> = ast::Op::reinterpret;

/// An address seen as a contract: contract_at<IERC20>(token).
template <class C>
Expression<C> contract_at(Operand<Address> address) {
  return Expression<C>(
      make_node(ast::Op::reinterpret, type_of<C>(), {address.node}, address.at, address.at));
}

/// What a call of another contract gives. A Bool must be looked at: tokens return one instead of
/// reverting.
template <class R>
using CallOf = std::conditional_t<std::same_as<R, Bool>, Expression<Bool>, Called<result_t<R>>>;

template <class S>
class External;
/// A function of an interface. It knows its contract by its distance from it, so that copies of
/// the contract's handle have functions of their own.
template <class R, class... A>
class External<R(A...)> {
 public:
  External(const char* interface, const char* name, const char* list,
           const InterfaceHandle* contract, const Attributes& attributes = Attributes())
      : interface_(interface),
        name_(attributes.name != nullptr ? attributes.name : name),
        list_(list),
        distance_(reinterpret_cast<const char*>(this) - reinterpret_cast<const char*>(contract)),
        mutability_(attributes.mutability.value_or(ast::Mutability::nonpayable)) {
    if (contract->selectors != nullptr)
      contract->selectors->push_back(selector_of(name_, parameters<A...>(list_)));
  }

  /// Calls the function; if the call fails, its revert data is this contract's.
  CallOf<R> operator()(Argument<plain_t<A>>... a,
                       Location at = std::source_location::current()) const {
    return call(nullptr, nullptr, {a.node...}, at);
  }
  template <class... X>
    requires(sizeof...(X) != sizeof...(A))
  CallOf<R> operator()(X&&...) const MOZI_OTHER_COUNT;
  /// Runs the function's code on this contract's state: a call of a deployed library.
  CallOf<R> delegatecall(Argument<plain_t<A>>... a,
                         Location at = std::source_location::current()) const {
    return call(nullptr, nullptr, {a.node...}, at, "delegatecall");
  }

  /// The first four bytes of such a call's data.
  [[nodiscard]] Constant<Bytes4> selector() const {
    return Constant<Bytes4>::of_word(selector_of(name_, parameters<A...>(list_)) << 224);
  }
  /// The call data of such a call.
  Expression<Bytes> encode(Argument<plain_t<A>>... a,
                           Location at = std::source_location::current()) const {
    auto node = make_node(ast::Op::abi_call, type_of<Bytes>(), {a.node...}, at, at);
    node->number = selector_of(name_, parameters<A...>(list_));
    return Expression<Bytes>(std::move(node));
  }

  /// A call with options: token.deposit.value(x)(who), token.transfer.gas(50'000)(to, amount).
  class WithOptions {
   public:
    explicit WithOptions(const External& function) : function_(function) {}
    WithOptions value(Operand<U256> wei) && {
      value_ = wei.node;
      return *this;
    }
    WithOptions gas(Operand<U256> limit) && {
      gas_ = limit.node;
      return *this;
    }
    CallOf<R> operator()(Argument<plain_t<A>>... a,
                         Location at = std::source_location::current()) const {
      return function_.call(value_, gas_, {a.node...}, at);
    }

   private:
    const External& function_;
    NodeRef value_;
    NodeRef gas_;
  };
  /// Sends wei along; the function must be payable.
  WithOptions value(Operand<U256> wei) const {
    check_payable(mutability_, name_, wei.at);
    return WithOptions(*this).value(wei);
  }
  /// Gives the call no more than this much gas.
  WithOptions gas(Operand<U256> limit) const { return WithOptions(*this).gas(limit); }

 private:
  static void check_payable(ast::Mutability mutability, const char* name, Location at) {
    if (mutability != ast::Mutability::payable)
      Tracer::current().complain(std::string(name) + " is not payable", at);
  }
  CallOf<R> call(NodeRef value, NodeRef gas, std::vector<NodeRef> arguments, Location at,
                 const char* how = "") const {
    const auto* contract =
        reinterpret_cast<const Handle*>(reinterpret_cast<const char*>(this) - distance_);
    arguments.insert(arguments.begin(), {contract->node, std::move(value), std::move(gas)});
    auto node = make_node(ast::Op::call_external, result_type<R>(), std::move(arguments), at, at);
    node->text = how;
    node->index =
        Tracer::current().external_function({interface_, name_, parameters<A...>(list_),
                                             outputs<R>(), mutability_, result_traits<R>::spread});
    return CallOf<R>(std::move(node));
  }

  const char* interface_;
  const char* name_;
  const char* list_;
  std::ptrdiff_t distance_;
  ast::Mutability mutability_;
};

/// Sends wei with all gas and no data; true if it arrived.
Expression<Bool> send_value(Operand<Address> to, Operand<U256> wei);

/// What a low-level call gives: whether it succeeded, and what it returned or reverted with.
struct CallResult {
  Bool ok;
  Bytes data;
};
/// A call with these bytes as call data; a failure does not revert.
Expression<CallResult> raw_call(Operand<Address> to, Operand<Bytes> data);
/// The same, sending wei along.
Expression<CallResult> raw_call(Operand<Address> to, Operand<U256> wei, Operand<Bytes> data);
/// The same, with a gas limit.
Expression<CallResult> raw_call(Operand<Address> to, Operand<U256> wei, Operand<U256> gas,
                                Operand<Bytes> data);
/// A call that cannot change state.
Expression<CallResult> raw_staticcall(Operand<Address> to, Operand<Bytes> data);
Expression<CallResult> raw_staticcall(Operand<Address> to, Operand<U256> gas, Operand<Bytes> data);
/// A call of another contract's code on this contract's state.
Expression<CallResult> raw_delegatecall(Operand<Address> to, Operand<Bytes> data);
Expression<CallResult> raw_delegatecall(Operand<Address> to, Operand<U256> gas,
                                        Operand<Bytes> data);

/// An interface's functions without a contract, for what they are called by: selectors, call data.
/// interface_of<IERC20>().transfer.selector().
template <class C>
typename kind_of<C>::Interface interface_of() {
  return {};
}
/// An interface's identifier (ERC-165): its functions' selectors, exclusive-ored.
template <class C>
Constant<Bytes4> interface_id() {
  using Functions = typename kind_of<C>::Interface;
  std::vector<Word> selectors;
  const typename Functions::mozi_interface listed{InterfaceHandle{Handle{}, &selectors}};
  [[maybe_unused]] const Functions specimen{listed};
  Word id;
  for (const auto& selector : selectors) id = id ^ selector;
  return Constant<Bytes4>::of_word(id << 224);
}

/// A contract whole, by running its constructor and bodies.
template <class C>
ast::Contract trace(std::string name = reflect::author_name(reflect::qualified_name<C>()),
                    Location at = {}) {
  Tracer tracer(std::move(name), at);
  [[maybe_unused]] C contract;
  return tracer.finish();
}

/// What creates a contract: `create<Child>(a, b)`, `create<Child>.value(x).salt(s)(a, b)`. The
/// result is its address; a failure reverts with the constructor's data.
class Creation {
 public:
  using Trace = ast::Contract (*)();
  constexpr explicit Creation(Trace child) : child_(child) {}
  /// Sends wei along; the constructor must be payable.
  [[nodiscard]] Creation value(Operand<U256> wei) const;
  /// Creates at the address that CREATE2 derives from this salt.
  [[nodiscard]] Creation salt(Operand<Bytes32> salt) const;
  /// The constructor's arguments, at most eight.
  Expression<Address> operator()(AnyOperand a = {}, AnyOperand b = {}, AnyOperand c = {},
                                 AnyOperand d = {}, AnyOperand e = {}, AnyOperand f = {},
                                 AnyOperand g = {}, AnyOperand h = {},
                                 Location at = std::source_location::current()) const;

  /// The bytes that create it: creation code and arguments.
  Expression<Bytes> code(AnyOperand a = {}, AnyOperand b = {}, AnyOperand c = {}, AnyOperand d = {},
                         AnyOperand e = {}, AnyOperand f = {}, AnyOperand g = {}, AnyOperand h = {},
                         Location at = std::source_location::current()) const;
  /// Where `create<Child>.salt(s)(...)` puts it.
  Expression<Address> address(AnyOperand a = {}, AnyOperand b = {}, AnyOperand c = {},
                              AnyOperand d = {}, AnyOperand e = {}, AnyOperand f = {},
                              AnyOperand g = {}, AnyOperand h = {},
                              Location at = std::source_location::current()) const;

 private:
  /// The node of an op that takes `kids` and the constructor's arguments.
  [[nodiscard]] NodeRef make(ast::Op op, TypeRef type, std::vector<NodeRef> kids,
                             std::span<const AnyOperand> arguments, Location at) const;

  Trace child_;
  NodeRef value_{};
  NodeRef salt_{};
};
template <class C>
inline const Creation create{[] { return trace<C>(); }};

}  // namespace mozi::dsl
