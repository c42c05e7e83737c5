// SPDX-License-Identifier: Apache-2.0
// Finds and runs ogr2ogr.
#include "import/ogr2ogr.hpp"

#include <unistd.h>

namespace entente::importing {

bool has_ogr2ogr() { return ::access("/usr/bin/ogr2ogr", X_OK) == 0; }

}  // namespace entente::importing
