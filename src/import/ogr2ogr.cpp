// SPDX-License-Identifier: Apache-2.0
// Runs ogr2ogr with nothing around it.
#include "import/ogr2ogr.hpp"

#include "base/file.hpp"
#include "base/words.hpp"
#include "codec/csv_value.hpp"
#include "import/limited_process.hpp"
#include "import/values.hpp"
#include "msg/import.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace entente::importing {
namespace {

constexpr const char* program_path = "/usr/bin/ogr2ogr";

/// A form by its ending, the one driver that may read it, and how such a file begins.
struct Form {
  std::string_view ending;
  std::string_view driver;
  std::string_view begins;
};
constexpr Form forms[] = {
    {".gpkg", "GPKG", "SQLite format 3"},
    {".shp", "ESRI Shapefile", std::string_view("\x00\x00\x27\x0a", 4)},
    {".kml", "LIBKML", "<"},
    {".gpx", "GPX", "<"},
};

/// Every driver that Debian's GDAL builds for vectors but the one that writes. ogr2ogr 3.6 cannot be told which driver
/// to take, only which not to.
constexpr std::string_view drivers[] = {
    "FITS",         "PCIDSK",    "netCDF",      "PDS4",       "VICAR",         "JP2OpenJPEG",
    "PDF",          "MBTiles",   "BAG",         "EEDA",       "OGCAPI",        "ESRI Shapefile",
    "MapInfo File", "UK .NTF",   "LVBAG",       "OGR_SDTS",   "S57",           "DGN",
    "OGR_VRT",      "VRT",       "MEM",         "GTI",        "Memory",        "CSV",
    "NAS",          "GML",       "GPX",         "LIBKML",     "KML",           "GeoJSON",
    "ESRIJSON",     "TopoJSON",  "Interlis 1",  "Interlis 2", "OGR_GMT",       "GPKG",
    "SQLite",       "ODBC",      "WAsP",        "PGeo",       "MSSQLSpatial",  "OGR_OGDI",
    "PostgreSQL",   "MySQL",     "OpenFileGDB", "DXF",        "CAD",           "FlatGeobuf",
    "Geoconcept",   "GeoRSS",    "VFK",         "PGDUMP",     "OSM",           "GPSBabel",
    "OGR_PDS",      "WFS",       "OAPIF",       "SOSI",       "EDIGEO",        "SVG",
    "Idrisi",       "XLS",       "ODS",         "XLSX",       "Elasticsearch", "Carto",
    "AmigoCloud",   "SXF",       "Selafin",     "JML",        "PLSCENES",      "CSW",
    "VDV",          "GMLAS",     "MVT",         "NGW",        "MapML",         "TIGER",
    "AVCBin",       "AVCE00",    "HTTP",        "Parquet",    "Arrow",         "HANA",
    "OCI",          "MongoDBv3",
};

const Form* converted_form_of(std::string_view path) {
  const auto lower = lower_ascii(path);
  const auto* const found =
      std::find_if(std::begin(forms), std::end(forms), [&](const Form& form) { return lower.ends_with(form.ending); });
  return found == std::end(forms) ? nullptr : found;
}

/// Looks at the bytes before GDAL does.
Result<void> check_bytes(const std::string& path, const Form& form) {
  ENTENTE_ASSIGN(const MappedFile file, MappedFile::open(path));
  const auto bytes = file.bytes();
  const bool is_xml = form.begins == "<";
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  auto start = bytes;
  if (is_xml && start.starts_with(byte_order_mark)) start.remove_prefix(byte_order_mark.size());
  if (is_xml) start = trim(start);
  if (!start.starts_with(form.begins))
    return fail(Code::invalid, msg::import::not_what_it_is_called(path, form.driver));
  if (is_xml &&
      (bytes.find("<!DOCTYPE") != std::string_view::npos || bytes.find("<!ENTITY") != std::string_view::npos)) {
    return fail(Code::invalid, msg::import::xml_entities(path));
  }
  return {};
}

Program ogr2ogr_on(const std::string& input, const Form& form, const std::string& folder) {
  Program program{.path = program_path,
                  .arguments = {"ogr2ogr", "-f", "GeoJSONSeq", "-t_srs", "EPSG:4326", "-lco", "RS=NO",
                                folder + "/out.geojsonl", input},
                  .environment = {},
                  .folder = folder};
  // Of GPX the points of a track are in the track already.
  if (form.driver == "GPX") program.arguments.insert(program.arguments.end(), {"waypoints", "routes", "tracks"});
  std::string skipped;
  for (const auto driver : drivers) {
    if (driver != form.driver) skipped += (skipped.empty() ? "" : ",") + std::string(driver);
  }
  program.environment = {"GDAL_SKIP=" + skipped,
                         "OGR_SKIP=" + skipped,
                         "CPL_TMPDIR=" + folder,
                         "HOME=" + folder,
                         "PROJ_NETWORK=OFF",
                         "GDAL_DRIVER_PATH=disable",
                         "LC_ALL=C",
                         "OGR_SQLITE_LOAD_EXTENSIONS="};
  return program;
}

/// The beginning of what the program said.
std::string log_of(const std::string& folder) {
  constexpr std::size_t most_bytes = std::size_t{1} << 20;
  const auto log = read_file(folder + "/log", most_bytes);
  return log ? *log : std::string();
}

/// GDAL's first complaint, on one line and not too long.
std::string reason_in(const std::string& log) {
  const auto at = log.find("ERROR");
  auto text = log.substr(at == std::string::npos ? 0 : at);
  constexpr std::size_t shown = 200;
  text = text.substr(0, std::min(text.find('\n'), shown));
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
  return codec::is_utf8(text) && !text.empty() ? text : "-";
}

bool says_no_coordinates(const std::string& log) {
  return log.find("Can't transform coordinates, source layer has no") != std::string::npos;
}

/// Memory that was refused shows in words only: of C++, of GDAL, and of the loader of libraries.
bool says_no_memory(const std::string& log) {
  return std::ranges::any_of(std::array{"bad_alloc", "ut of memory", "annot allocate", "failed to map segment"},
                             [&](const char* words) { return log.find(words) != std::string::npos; });
}

/// What to say of a file that ogr2ogr did not read to its end.
Error refusal(const std::string& path, Ending ending, const std::string& log, const Limits& limits) {
  const auto mebibytes = [](std::uint64_t bytes) { return static_cast<double>(bytes >> 20U); };
  if (ending == Ending::too_much_work || ending == Ending::too_slow) {
    const auto time = ending == Ending::too_slow ? limits.clock : std::chrono::milliseconds(limits.processor);
    return {Code::invalid, msg::import::ogr2ogr_slow(path, std::chrono::duration<double>(time).count())};
  }
  if (ending == Ending::too_much_output) {
    return {Code::invalid, msg::import::ogr2ogr_output(path, mebibytes(limits.output_bytes))};
  }
  if (ending == Ending::killed || says_no_memory(log)) {
    return {Code::invalid, msg::import::ogr2ogr_memory(path, mebibytes(limits.memory_bytes))};
  }
  if (says_no_coordinates(log)) return {Code::invalid, msg::import::no_coordinate_system(path)};
  return {Code::invalid, msg::import::ogr2ogr_failed(path, reason_in(log))};
}

}  // namespace

bool has_ogr2ogr() { return ::access(program_path, X_OK) == 0; }

bool is_converted(std::string_view ending) {
  return std::any_of(std::begin(forms), std::end(forms), [&](const Form& form) { return form.ending == ending; });
}

Result<ConvertedFile> ConvertedFile::make(const std::string& path, const Limits& limits) {
  const auto* form = converted_form_of(path);
  if (form == nullptr) return fail(Code::invalid, msg::import::unknown_geofile(path, ".gpkg, .shp, .kml, .gpx"));
  ENTENTE_TRY(check_bytes(path, *form));
  if (!has_ogr2ogr()) return fail(Code::unavailable, msg::import::no_ogr2ogr(path));
  std::error_code error;
  // A full path: GDAL takes names like “PG:…” or “/vsicurl/…” for something else than files.
  const auto input = std::filesystem::canonical(path, error);
  auto pattern = (std::filesystem::temp_directory_path(error) / "entente-XXXXXX").string();
  if (error || ::mkdtemp(pattern.data()) == nullptr) {
    return fail(Code::unavailable, msg::import::ogr2ogr_failed(path, system_words(errno)));
  }
  ConvertedFile converted(pattern);
  ENTENTE_ASSIGN(const Ending ending, run_limited(ogr2ogr_on(input.string(), *form, pattern), limits));
  if (ending == Ending::good) return converted;
  return fail(refusal(path, ending, log_of(pattern), limits));
}

ConvertedFile::ConvertedFile(ConvertedFile&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}

ConvertedFile& ConvertedFile::operator=(ConvertedFile&& other) noexcept {
  std::swap(folder_, other.folder_);
  return *this;
}

ConvertedFile::~ConvertedFile() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

}  // namespace entente::importing
