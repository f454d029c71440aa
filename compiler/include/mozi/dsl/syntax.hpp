// The words of the language: macros for declarations, functions and blocks.
#pragma once

#include "mozi/dsl/intrinsics.hpp"
#include "mozi/dsl/precompiles.hpp"

#define MOZI_HERE ::std::source_location::current()
// In a default member initialiser, the compiler's own position would be that of the struct.
#define MOZI_MEMBER ::mozi::dsl::Location(__FILE__, __LINE__, 3)
#define MOZI_JOIN_(a, b) a##b
#define MOZI_JOIN(a, b) MOZI_JOIN_(a, b)
// The names are counted, so that nested blocks do not shadow each other.
#define MOZI_UNIQUE(name) MOZI_JOIN(name, __COUNTER__)

// ---- Declarations: members of a contract.

/// FIELD(total, U256): a state variable. Slots follow Solidity's packing rules in this order.
#define FIELD(name, ...)                                                           \
  ::mozi::dsl::Stored<__VA_ARGS__> name = ::mozi::dsl::declare_field<__VA_ARGS__>( \
      #name, MOZI_MEMBER, ::mozi::dsl::Visibility::internal)
/// PUBLIC(total, U256): a state variable with a getter.
#define PUBLIC(name, ...)                                                          \
  ::mozi::dsl::Stored<__VA_ARGS__> name = ::mozi::dsl::declare_field<__VA_ARGS__>( \
      #name, MOZI_MEMBER, ::mozi::dsl::Visibility::public_)
/// TRANSIENT(locked, Bool): a variable that is zero again after the transaction.
#define TRANSIENT(name, ...)                                                       \
  ::mozi::dsl::Stored<__VA_ARGS__> name = ::mozi::dsl::declare_field<__VA_ARGS__>( \
      #name, MOZI_MEMBER, ::mozi::dsl::Visibility::internal, ::mozi::dsl::Lifetime::transient)
/// IMMUTABLE(token, IERC20): set in the constructor, part of the code afterwards.
#define IMMUTABLE(name, ...)                                                           \
  ::mozi::dsl::Stored<__VA_ARGS__> name = ::mozi::dsl::declare_immutable<__VA_ARGS__>( \
      #name, MOZI_MEMBER, ::mozi::dsl::Visibility::internal)
/// PUBLIC_IMMUTABLE(token, IERC20): the same with a getter.
#define PUBLIC_IMMUTABLE(name, ...)                                                    \
  ::mozi::dsl::Stored<__VA_ARGS__> name = ::mozi::dsl::declare_immutable<__VA_ARGS__>( \
      #name, MOZI_MEMBER, ::mozi::dsl::Visibility::public_)
/// CONSTANT(decimals, U8, 18): a constant with a getter. Constants without are C++ constants.
#define CONSTANT(name, type, ...)            \
  const ::mozi::dsl::ConstantOf<type> name = \
      ::mozi::dsl::declare_constant<type>(#name, __VA_ARGS__, MOZI_MEMBER)
/// EVENT(Paid, (Indexed<Address> who, U256 amount)), used as emit(Paid(who, amount)).
#define EVENT(name, params, ...)                           \
  ::mozi::dsl::Event<void params> name {                   \
    #name, #params, MOZI_MEMBER __VA_OPT__(, ) __VA_ARGS__ \
  }
/// ERROR(TooSmall, (U256 have)), used as require(condition, TooSmall(x)) or revert(TooSmall(x)).
#define ERROR(name, params, ...)                           \
  ::mozi::dsl::ErrorType<void params> name {               \
    #name, #params, MOZI_MEMBER __VA_OPT__(, ) __VA_ARGS__ \
  }

// ---- Functions: each is followed by its body.

#define MOZI_BODY(ret, name) \
  [this](auto&&... mozi_a) -> ret { return name(std::forward<decltype(mozi_a)>(mozi_a)...); }
#define MOZI_REGISTER(ret, kind, text, params, list, body, ...)                            \
  const ::mozi::dsl::Registered<ret params> MOZI_UNIQUE(mozi_function_) {                  \
    ::mozi::dsl::ast::Function::Kind::kind, text, list, MOZI_MEMBER, MOZI_BODY(ret, body), \
        ::mozi::dsl::Attributes(__VA_ARGS__)                                               \
  }

/// FN(U256, claim, (Address to), nonreentrant) { ... }: a function for the outside. The attributes
/// are payable, view, pure_, nonreentrant, override_ and named("other").
#define FN(ret, name, params, ...)                                         \
  MOZI_REGISTER(ret, external, #name, params, #params, name, __VA_ARGS__); \
  ret name params
/// CTOR((Address owner), payable) { ... }. Those of mixins run first, in order; one with parameters
/// is called by the contract's: BASE(Owned)(owner).
#define CTOR(params, ...)                                                                    \
  const ::mozi::dsl::Constructs<void params> MOZI_UNIQUE(mozi_constructor_){                 \
      ::mozi::dsl::reflect::qualified_name<std::remove_cvref_t<decltype(*this)>>(), #params, \
      MOZI_MEMBER, MOZI_BODY(void, mozi_constructor), ::mozi::dsl::Attributes(__VA_ARGS__)}; \
  void mozi_constructor params
/// BASE(Owned)(owner): runs the constructor of a mixin that has parameters.
#define BASE(mixin)                                                                      \
  ::mozi::dsl::construct_base(::mozi::dsl::reflect::qualified_name<mixin>(), MOZI_HERE), \
      mixin::mozi_constructor
/// RECEIVE() { ... }: plain transfers of wei. The attribute may be nonreentrant.
#define RECEIVE(...)                                              \
  MOZI_REGISTER(void, receive, "", (), "()", mozi_receive,        \
                ::mozi::dsl::payable __VA_OPT__(, ) __VA_ARGS__); \
  void mozi_receive()
/// FALLBACK() { ... }: calls that no function answers. The attribute may be payable.
#define FALLBACK(...)                                                      \
  MOZI_REGISTER(void, fallback, "", (), "()", mozi_fallback, __VA_ARGS__); \
  void mozi_fallback()
/// DEF(U256, share, (U256 amount)) { ... }: an internal function, compiled once.
#define DEF(ret, name, params)                                         \
  ::mozi::dsl::Internal<ret params> name{#name, #params, MOZI_MEMBER,  \
                                         MOZI_BODY(ret, name##_body)}; \
  ret name##_body params
/// A DEF that is meant to be replaced.
#define VIRTUAL(ret, name, params) DEF(ret, name, params)
/// OVERRIDE(void, hook, (Address to)) { ... }: the body that a mixin's DEF gets in this contract.
/// SUPER(Mixin, hook)(to) inlines the one it replaces.
#define OVERRIDE(ret, name, params)                                      \
  const ::mozi::dsl::Overriding<ret params> MOZI_UNIQUE(mozi_override_){ \
      name, #name, #params, MOZI_MEMBER, MOZI_BODY(ret, name##_body)};   \
  ret name##_body params
#define SUPER(mixin, name) mixin::name##_body
/// MODIFIER(only_role, (Bytes32 role)) { ... }: statements that stand at each call.
#define MODIFIER(name, params)                                          \
  ::mozi::dsl::Inlined<void params> name{MOZI_BODY(void, name##_body)}; \
  void name##_body params

// ---- Other contracts.

/// INTERFACE(IERC20) { EXTERN(Bool, transfer, (Address to, U256 value)); };
#define INTERFACE(name)                                   \
  struct name##_functions;                                \
  using name = ::mozi::dsl::ContractAt<name##_functions>; \
  struct name##_functions : ::mozi::dsl::InterfaceNamed<#name>
/// EXTERN(U256, balanceOf, (Address account), view): a function of an interface.
#define EXTERN(ret, name, params, ...)                                              \
  ::mozi::dsl::External<ret params> name {                                          \
    mozi_interface_name, #name, #params, this, ::mozi::dsl::Attributes(__VA_ARGS__) \
  }

// ---- Blocks.

#define MOZI_SCOPED(name, type, ...) for (type name{__VA_ARGS__}; name.once();)
#define MOZI_IF(name, ...) \
  MOZI_SCOPED(name, ::mozi::dsl::IfScope, ::mozi::dsl::Condition(__VA_ARGS__), MOZI_HERE)
#define MOZI_LOOP(name, what, ...)                                                \
  ::mozi::dsl::LoopScope name {                                                   \
    what, ::mozi::dsl::LoopMark(), ::mozi::dsl::Condition(__VA_ARGS__), MOZI_HERE \
  }
#define MOZI_WHILE(name, ...) for (MOZI_LOOP(name, "While", __VA_ARGS__); name.once();)
#define MOZI_FOR(name, init, condition, ...) \
  if (init; false) {                         \
  } else                                     \
    for (MOZI_LOOP(name, "For", condition); name.once(); name.step([&] { __VA_ARGS__; }))
#define MOZI_TRY(name, call) MOZI_SCOPED(name, ::mozi::dsl::TryScope, call, MOZI_HERE)
#define MOZI_TRY_RESULT(name, declaration, call)            \
  if (::mozi::dsl::TryScope name{call, MOZI_HERE}; false) { \
  } else                                                    \
    for (declaration = name.result(); name.once();)
#define MOZI_CATCH(name) MOZI_SCOPED(name, ::mozi::dsl::CatchScope, MOZI_HERE)
#define MOZI_CATCH_DATA(name, declaration)              \
  if (::mozi::dsl::CatchScope name{MOZI_HERE}; false) { \
  } else                                                \
    for (declaration = name.data(); name.once();)
#define MOZI_CATCH_ONE(name, scope, declaration, value) \
  if (::mozi::dsl::scope name{MOZI_HERE}; false) {      \
  } else                                                \
    for (declaration = name.value(); name.once();)
#define MOZI_CATCH_AS(name, error) \
  for (::mozi::dsl::CatchAsScope name{error, MOZI_HERE}; name.once();)
#define MOZI_CATCH_AS_VALUES(name, error, ...)                   \
  if (::mozi::dsl::CatchAsScope name{error, MOZI_HERE}; false) { \
  } else                                                         \
    for (auto [__VA_ARGS__] = name.arguments(); name.once();)
#define MOZI_THIRD(a, b, c, ...) c

/// If (x > 5) { ... } ElseIf (x > 3) { ... } Else { ... }
#define If(...) MOZI_IF(MOZI_UNIQUE(mozi_if_), __VA_ARGS__)
#define Else                                                                                \
  MOZI_SCOPED(MOZI_UNIQUE(mozi_else_), ::mozi::dsl::ElseScope, ::mozi::dsl::ElseKind::last, \
              MOZI_HERE)
#define ElseIf(...)                                                                            \
  MOZI_SCOPED(MOZI_UNIQUE(mozi_else_), ::mozi::dsl::ElseScope, ::mozi::dsl::ElseKind::chained, \
              MOZI_HERE)                                                                       \
  If (__VA_ARGS__)
/// While (x > 5) { ... }
#define While(...) MOZI_WHILE(MOZI_UNIQUE(mozi_while_), __VA_ARGS__)
/// For (U256 i = 0, i < n, i += 1) { ... }
#define For(init, condition, ...) MOZI_FOR(MOZI_UNIQUE(mozi_for_), init, condition, __VA_ARGS__)
/// Unchecked { ... }: arithmetic inside wraps.
#define Unchecked MOZI_SCOPED(MOZI_UNIQUE(mozi_unchecked_), ::mozi::dsl::UncheckedScope, )
/// Try (U256 price, oracle.latest()) { ... } Catch (Bytes reason) { ... }; or Try (call) { ... }
/// Catch () { ... }.
#define Try(...) \
  MOZI_THIRD(__VA_ARGS__, MOZI_TRY_RESULT, MOZI_TRY, )(MOZI_UNIQUE(mozi_try_), __VA_ARGS__)
#define Catch(...)                         \
  MOZI_JOIN(MOZI_CATCH, __VA_OPT__(_DATA)) \
  (MOZI_UNIQUE(mozi_catch_) __VA_OPT__(, ) __VA_ARGS__)
/// CatchError (String reason) { ... }: the call reverted with Solidity's require or revert text.
#define CatchError(declaration) \
  MOZI_CATCH_ONE(MOZI_UNIQUE(mozi_catch_), CatchErrorScope, declaration, reason)
/// CatchPanic (U256 code) { ... }: an assertion, overflow, or index out of bounds in the call.
#define CatchPanic(declaration) \
  MOZI_CATCH_ONE(MOZI_UNIQUE(mozi_catch_), CatchPanicScope, declaration, code)
/// CatchAs (TooSmall, have, least) { ... }: the call reverted with an ERROR; its arguments get
/// these names. What no branch catches reverts as it came, unless a Catch follows.
#define CatchAs(error, ...)                     \
  MOZI_JOIN(MOZI_CATCH_AS, __VA_OPT__(_VALUES)) \
  (MOZI_UNIQUE(mozi_catch_), error __VA_OPT__(, ) __VA_ARGS__)
#define Break ::mozi::dsl::break_(MOZI_HERE)
#define Continue ::mozi::dsl::continue_(MOZI_HERE)
