// SPDX-License-Identifier: Apache-2.0
// The one list of importers.
#include "import/acled.hpp"
#include "import/csv.hpp"
#include "import/entries.hpp"
#include "import/geofile.hpp"
#include "import/importer.hpp"
#include "import/places.hpp"
#include "import/ucdp_ged.hpp"
#include "msg/import.hpp"

#include <algorithm>
#include <iterator>

namespace entente::importing {
namespace {

const Importer importers[] = {
    {"ucdp-ged", "ucdp", true, false, false, msg::import::ucdp_ged_description, import_ucdp_ged},
    {"acled", "acled", true, false, false, msg::import::acled_description, import_acled},
    {"csv", "", false, true, false, msg::import::csv_description, import_csv},
    {"geofile", "", false, true, false, msg::import::geofile_description, import_geofile},
    {"places", "", false, false, false, msg::import::places_description, import_places},
    {"entries", "", false, false, true, msg::import::entries_description, import_entries},
};

}  // namespace

std::span<const Importer> registry() { return importers; }

const Importer* find_importer(std::string_view name) {
  const auto* const found = std::find_if(std::begin(importers), std::end(importers),
                                         [&](const Importer& importer) { return importer.name == name; });
  return found == std::end(importers) ? nullptr : found;
}

}  // namespace entente::importing
