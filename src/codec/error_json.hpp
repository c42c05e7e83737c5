// SPDX-License-Identifier: Apache-2.0
// An error as JSON.
#pragma once

#include "base/result.hpp"
#include "i18n/render.hpp"

#include <string>
#include <string_view>

namespace entente::codec {

/// "invalid", "not_found", "conflict", "corrupt", "unavailable", "interrupted".
[[nodiscard]] std::string_view word(Code code);

/// One line: {"error": {"code": "invalid", "id": …, "arguments": …, "text": …}}
[[nodiscard]] std::string error_json(const Error& error, i18n::Language language);

}  // namespace entente::codec
