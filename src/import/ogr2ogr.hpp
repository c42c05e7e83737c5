// SPDX-License-Identifier: Apache-2.0
// GDAL's ogr2ogr as a limited child process: files from outside do not belong in our memory (ARCHITECTURE.md, decision
// 13).
#pragma once

#include "base/result.hpp"

#include <string>

namespace entente::importing {

/// Whether the program is on this machine (Debian package gdal-bin).
[[nodiscard]] bool has_ogr2ogr();

}  // namespace entente::importing
