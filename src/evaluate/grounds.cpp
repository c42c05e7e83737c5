// SPDX-License-Identifier: Apache-2.0
// How grounds are told apart quickly.
#include "evaluate/grounds.hpp"

#include "base/overloaded.hpp"

namespace entente::evaluate {
namespace {

void add(Mixer& mixer, const Message& message) {
  mixer.add(message.id);
  for (const Argument& argument : message.arguments) {
    std::visit(overloaded{
                   [&](const msg::Text& text) {
                     std::visit(overloaded{
                                    [&](const std::string& words) { mixer.add(words); },
                                    [&](const std::vector<Message>& messages) {
                                      for (const Message& part : messages)
                                        add(mixer, part);
                                    },
                                },
                                text.value());
                   },
                   [&](double number) { mixer.add(number); },
                   [&](std::int64_t number) { mixer.add(static_cast<std::uint64_t>(number)); },
               },
               argument.value);
  }
}

}  // namespace

std::size_t GroundHash::operator()(const findings::Ground& ground) const {
  Mixer mixer;
  mixer.add(static_cast<std::uint64_t>(ground.condition)).add(static_cast<std::uint64_t>(ground.answer));
  add(mixer, ground.reason);
  return mixer.value();
}

}  // namespace entente::evaluate
