// Logs: topics, and the data of the parameters that are not indexed.
#include "compiler/front/events.hpp"

#include "compiler/front/abi_encode.hpp"
#include "compiler/front/expressions.hpp"
#include "compiler/front/places.hpp"
#include "compiler/front/signatures.hpp"
#include "compiler/front/unit.hpp"

namespace mozi::front {

void emit_event(Code& code, const ast::Node& event) {
  const auto& signature = code.unit.contract.events[event.index];
  const auto arguments = values(code, event.kids);
  code.locate(event);
  std::vector<V> topics;
  if (!signature.anonymous)
    topics.push_back(code.num(topic_of(signature.name, signature.parameters)));
  std::vector<Val> data;
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (!signature.parameters[i].indexed) {
      data.push_back(arguments[i]);
    } else if (is_word(*arguments[i].type)) {
      topics.push_back(load_word(code, arguments[i]));
    } else {
      topics.push_back(topic_hash(code, arguments[i]));
    }
  }
  const auto span =
      data.empty() ? Span{code.num(0), code.num(0)} : encode_temporary(code, std::nullopt, data);
  std::vector<ir::ValueId> operands{span.at.id, span.size.id};
  for (const auto topic : topics) operands.push_back(topic.id);
  const auto op = static_cast<ir::Op>(static_cast<size_t>(ir::Op::log0) + topics.size());
  code.build.effect(op, operands);
}

}  // namespace mozi::front
