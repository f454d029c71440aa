// The probe contract on a chain, and big numbers to compare with.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>

#include "tools/abi/artifact.hpp"
#include "tools/abi/codec.hpp"
#include "vm/chain/dev_chain.hpp"

namespace mozi::test {

using abi::Value;
using Integer = boost::multiprecision::cpp_int;

inline Integer to_integer(const Word& word) {
  Integer value = 0;
  for (unsigned i = 4; i-- > 0;) value = (value << 64) | word.limb[i];
  return value;
}

inline const std::string division_by_zero = "Panic(18): division by zero";
inline const std::string overflow = "Panic(17): arithmetic overflow or underflow";
inline const Integer modulus = Integer(1) << 256;

struct Probe {
  chain::DevChain chain;
  abi::Artifact artifact = abi::load_artifact(STDLIB_PROBE).value();
  Address address = chain.send({.data = artifact.bytecode}).value().contract.value();

  Bytes data(std::string_view function, const std::vector<Value>& arguments) const {
    return artifact.interface.find_function(function).value()->encode_call(arguments).value();
  }
  Result call(std::string_view function, const std::vector<Value>& arguments) {
    return chain.call({.to = address, .data = data(function, arguments)});
  }
  Value view(std::string_view function, const std::vector<Value>& arguments) {
    const auto result = call(function, arguments);
    REQUIRE(result.status == Status::success);
    const auto* callee = artifact.interface.find_function(function).value();
    return abi::decode(callee->outputs.parts, result.output).value().at(0);
  }
  std::string error(std::string_view function, const std::vector<Value>& arguments) {
    const auto decoded = artifact.interface.decode_error(call(function, arguments).output);
    return decoded ? decoded->to_text() : "";
  }
  void send(std::string_view function, const std::vector<Value>& arguments) {
    REQUIRE(chain.send({.to = address, .data = data(function, arguments)}).value().ok());
  }
};

}  // namespace mozi::test
