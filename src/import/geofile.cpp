// SPDX-License-Identifier: Apache-2.0
// Hands features to the maker of entries.
#include "import/geofile.hpp"

#include "base/words.hpp"
#include "import/features.hpp"
#include "import/map_entry.hpp"
#include "import/mapping.hpp"
#include "import/ogr2ogr.hpp"
#include "msg/import.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace entente::importing {
namespace {

std::string ending_of(const std::string& path) { return lower_ascii(std::filesystem::path(path).extension().string()); }

std::optional<FeatureForm> form_of(const std::string& ending) {
  if (ending == ".geojson" || ending == ".json") return FeatureForm::document;
  if (ending == ".geojsonl" || ending == ".geojsons" || ending == ".ndjson") return FeatureForm::lines;
  return std::nullopt;
}

}  // namespace

Result<Scope> import_geofile(const Request& request, const Sink& sink) {
  ENTENTE_ASSIGN(const Mapping mapping, mapping_of(request.mapping_path));
  EntryMaker maker(mapping, request);
  const auto take = [&](const codec::Feature& feature, Result<codec::Geometry> geometry) -> Result<void> {
    std::vector<std::string> cells;
    cells.reserve(mapping.fields.size());
    for (const auto& source : mapping.fields)
      cells.push_back(source.column.empty() ? std::string() : feature.text(source.column));
    auto entry = std::move(geometry).and_then(
        [&](codec::Geometry read) { return maker.make(cells, std::move(read), feature.id); });
    if (entry) return sink.entry(*std::move(entry), feature.line);
    sink.reject(reject_of(feature, cells[maker.id_field()], std::move(entry).error()));
    return {};
  };
  const auto ending = ending_of(request.path);
  if (const auto form = form_of(ending)) {
    ENTENTE_TRY(for_each_feature(request.path, request.path, *form, sink, take));
  } else if (is_converted(ending)) {
    ENTENTE_ASSIGN(const ConvertedFile converted, ConvertedFile::make(request.path));
    ENTENTE_TRY(for_each_feature(converted.path(), request.path, FeatureForm::lines, sink, take));
  } else {
    return fail(Code::invalid, msg::import::unknown_geofile(
                                   request.path, ".geojson, .json, .geojsonl, .ndjson, .gpkg, .shp, .kml, .gpx"));
  }
  return maker.scope();
}

}  // namespace entente::importing
