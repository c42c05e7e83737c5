// SPDX-License-Identifier: Apache-2.0
// What is said to people: an id of the catalogue with its arguments. The words live in i18n/{en,ar,ru}.json.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace entente {

struct Argument;

/// A message for people, not yet in any language.
///
/// Made only by the functions of the generated headers `msg/<prefix>.hpp`, so that a missing text or argument does
/// not compile; turned into words by `i18n::render`.
struct Message {
  std::string_view id;  ///< of the catalogue, e.g. "terms.ring_crosses"; static storage
  std::vector<Argument> arguments;

  friend bool operator==(const Message&, const Message&);
};

namespace msg {

/// A textual argument: words of the world as they are, or other messages (joined as a list of the language).
class Text {
 public:
  Text(std::string words);              // NOLINT(google-explicit-constructor)
  Text(std::string_view words);         // NOLINT(google-explicit-constructor)
  Text(const char* words);              // NOLINT(google-explicit-constructor)
  Text(Message message);                // NOLINT(google-explicit-constructor)
  Text(std::vector<Message> messages);  // NOLINT(google-explicit-constructor)

  /// One string, or the messages to be joined.
  [[nodiscard]] const std::variant<std::string, std::vector<Message>>& value() const { return value_; }
  friend bool operator==(const Text&, const Text&) = default;

 private:
  std::variant<std::string, std::vector<Message>> value_;
};

}  // namespace msg

/// One named argument of a message.
struct Argument {
  std::string_view name;
  std::variant<msg::Text, double, std::int64_t> value;

  friend bool operator==(const Argument&, const Argument&) = default;
};

inline bool operator==(const Message& a, const Message& b) { return a.id == b.id && a.arguments == b.arguments; }

// Here and not in the class: a Message can be made or destroyed only once Argument is complete.
inline msg::Text::Text(std::string words) : value_(std::move(words)) {}
inline msg::Text::Text(std::string_view words) : value_(std::string(words)) {}
inline msg::Text::Text(const char* words) : value_(std::string(words)) {}
inline msg::Text::Text(Message message) : value_(std::vector<Message>{std::move(message)}) {}
inline msg::Text::Text(std::vector<Message> messages) : value_(std::move(messages)) {}

}  // namespace entente
