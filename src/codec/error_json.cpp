// SPDX-License-Identifier: Apache-2.0
// Errors for programs.
#include "codec/error_json.hpp"

#include "codec/json_write.hpp"
#include "codec/message_json.hpp"

#include <boost/json/object.hpp>

namespace entente::codec {

std::string_view word(Code code) {
  switch (code) {
    case Code::invalid:
      return "invalid";
    case Code::not_found:
      return "not_found";
    case Code::conflict:
      return "conflict";
    case Code::corrupt:
      return "corrupt";
    case Code::unavailable:
      return "unavailable";
    case Code::interrupted:
      break;
  }
  return "interrupted";
}

std::string error_json(const Error& error, i18n::Language language) {
  boost::json::object body{{"code", word(error.code)}};
  for (auto& [key, value] : message_json(error.message, language))
    body[key] = value;
  return write_json(boost::json::object{{"error", std::move(body)}}, JsonStyle::compact);
}

}  // namespace entente::codec
