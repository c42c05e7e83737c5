// SPDX-License-Identifier: Apache-2.0
// Messages as JSON.
#include "codec/message_json.hpp"

#include "base/overloaded.hpp"

#include <boost/json/array.hpp>

namespace entente::codec {
namespace {

boost::json::value argument_json(const Argument& argument, i18n::Language language) {
  return std::visit(overloaded{
                        [](double number) { return boost::json::value(number); },
                        [](std::int64_t number) { return boost::json::value(number); },
                        [&](const msg::Text& text) {
                          if (const auto* words = std::get_if<std::string>(&text.value())) {
                            return boost::json::value(*words);
                          }
                          boost::json::array parts;
                          for (const auto& part : std::get<std::vector<Message>>(text.value())) {
                            parts.push_back(message_json(part, language));
                          }
                          return boost::json::value(std::move(parts));
                        },
                    },
                    argument.value);
}

}  // namespace

boost::json::object message_json(const Message& message, i18n::Language language) {
  boost::json::object arguments;
  for (const auto& argument : message.arguments)
    arguments[argument.name] = argument_json(argument, language);
  boost::json::object object;
  object["id"] = message.id;
  if (!arguments.empty()) object["arguments"] = std::move(arguments);
  object["text"] = i18n::render(message, language);
  return object;
}

}  // namespace entente::codec
