// SPDX-License-Identifier: Apache-2.0
// A drawing as SVG inside an HTML page; inside this room only.
#pragma once

#include "i18n/render.hpp"
#include "report/drawing.hpp"

#include <string>
#include <string_view>

namespace entente::report {

/// An <svg> element named `title` for whoever cannot see it. `id` must be the only one of the page.
[[nodiscard]] std::string svg_of(const Drawing& drawing, std::string_view id, std::string_view title,
                                 i18n::Language language);

}  // namespace entente::report
