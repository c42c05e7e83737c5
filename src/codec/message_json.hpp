// SPDX-License-Identifier: Apache-2.0
// A message as JSON: its id and arguments for programs, its words for people.
#pragma once

#include "base/message.hpp"
#include "i18n/render.hpp"

#include <boost/json/object.hpp>

namespace entente::codec {

/// {"id": "base.not_a_date", "arguments": {"value": "9 July"}, "text": "“9 July” is not a date; …"}
[[nodiscard]] boost::json::object message_json(const Message& message, i18n::Language language);

}  // namespace entente::codec
