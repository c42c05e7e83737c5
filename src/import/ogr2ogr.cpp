// SPDX-License-Identifier: Apache-2.0
// Runs ogr2ogr with nothing around it.
#include "import/ogr2ogr.hpp"

#include "base/file.hpp"
#include "codec/csv_value.hpp"
#include "import/values.hpp"
#include "msg/import.hpp"

#include <sched.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace entente::importing {
namespace {

constexpr const char* program = "/usr/bin/ogr2ogr";
constexpr rlim_t memory_bytes = rlim_t{1} << 30;
constexpr rlim_t processor_s = 10;
constexpr rlim_t output_bytes = rlim_t{512} << 20;
constexpr rlim_t open_files = 64;
constexpr int wall_clock_ms = 30'000;

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
  const auto* const found = std::find_if(std::begin(forms), std::end(forms), [&](const Form& form) {
    if (path.size() < form.ending.size()) return false;
    return std::equal(form.ending.begin(), form.ending.end(),
                      path.end() - static_cast<std::ptrdiff_t>(form.ending.size()),
                      [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
  });
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

/// Everything the child is given, made before the fork: after it only system calls are safe.
class Call {
 public:
  Call(const std::string& input, const Form& form, std::string folder) : folder_(std::move(folder)) {
    arguments_ = {"ogr2ogr", "-f", "GeoJSONSeq", "-t_srs", "EPSG:4326", "-lco", "RS=NO", folder_ + "/out.geojsonl",
                  input};
    // Of GPX the points of a track are in the track already.
    if (form.driver == "GPX") arguments_.insert(arguments_.end(), {"waypoints", "routes", "tracks"});
    std::string skipped;
    for (const auto driver : drivers) {
      if (driver != form.driver) skipped += (skipped.empty() ? "" : ",") + std::string(driver);
    }
    environment_ = {"GDAL_SKIP=" + skipped,
                    "OGR_SKIP=" + skipped,
                    "CPL_TMPDIR=" + folder_,
                    "HOME=" + folder_,
                    "PROJ_NETWORK=OFF",
                    "GDAL_DRIVER_PATH=disable",
                    "LC_ALL=C",
                    "OGR_SQLITE_LOAD_EXTENSIONS="};
    log_ = folder_ + "/log";
    for (auto& argument : arguments_)
      argument_pointers_.push_back(argument.data());
    for (auto& variable : environment_)
      environment_pointers_.push_back(variable.data());
    argument_pointers_.push_back(nullptr);
    environment_pointers_.push_back(nullptr);
  }

  [[nodiscard]] const std::string& log() const { return log_; }

  /// In the child: limits, no network, nothing open, then ogr2ogr.
  [[noreturn]] void run() const {
    limit(RLIMIT_AS, memory_bytes);
    limit(RLIMIT_CPU, processor_s);
    limit(RLIMIT_FSIZE, output_bytes);
    limit(RLIMIT_NOFILE, open_files);
    limit(RLIMIT_CORE, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    // Without rights of its own a process may still enter a network namespace inside a user namespace, on most systems.
    if (::unshare(CLONE_NEWNET) != 0) static_cast<void>(::unshare(CLONE_NEWUSER | CLONE_NEWNET));
    constexpr int owner_only = 0600;
    const int input = ::open("/dev/null", O_RDONLY);
    const int output = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, owner_only);
    constexpr int first_other = 3;
    if (input >= 0 && output >= 0 && ::chdir(folder_.c_str()) == 0 && ::dup2(input, STDIN_FILENO) >= 0 &&
        ::dup2(output, STDOUT_FILENO) >= 0 && ::dup2(output, STDERR_FILENO) >= 0 &&
        ::close_range(first_other, ~0U, 0) == 0) {
      ::execve(program, argument_pointers_.data(), environment_pointers_.data());
    }
    ::_exit(EXIT_FAILURE);
  }

 private:
  static void limit(__rlimit_resource resource, rlim_t most) {
    const rlimit both{most, most};
    ::setrlimit(resource, &both);
  }

  std::string folder_;
  std::string log_;
  std::vector<std::string> arguments_;
  std::vector<std::string> environment_;
  std::vector<char*> argument_pointers_;
  std::vector<char*> environment_pointers_;
};

enum class Ending { good, failed, over_limits };

/// Waits for the child, and ends it when its time is over.
Ending wait_for(pid_t child) {
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  pollfd waiting{handle, POLLIN, 0};
  int ready = -1;
  do {
    ready = handle < 0 ? 0 : ::poll(&waiting, 1, wall_clock_ms);
  } while (ready < 0 && errno == EINTR);
  if (handle >= 0) ::close(handle);
  if (ready <= 0) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (ready <= 0) return Ending::over_limits;
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    return signal == SIGXCPU || signal == SIGXFSZ || signal == SIGKILL ? Ending::over_limits : Ending::failed;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Ending::good : Ending::failed;
}

/// GDAL's first complaint, on one line and not too long.
std::string reason_in(const std::string& log_path) {
  constexpr std::size_t most_bytes = std::size_t{1} << 20;
  const auto log = read_file(log_path, most_bytes);
  if (!log) return "-";
  const auto at = log->find("ERROR");
  auto text = log->substr(at == std::string::npos ? 0 : at);
  constexpr std::size_t shown = 200;
  text = text.substr(0, std::min(text.find('\n'), shown));
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
  return codec::is_utf8(text) && !text.empty() ? text : "-";
}

bool says_no_coordinates(const std::string& log_path) {
  constexpr std::size_t most_bytes = std::size_t{1} << 20;
  const auto log = read_file(log_path, most_bytes);
  return log && log->find("Can't transform coordinates, source layer has no") != std::string::npos;
}

}  // namespace

bool has_ogr2ogr() { return ::access(program, X_OK) == 0; }

bool is_converted(std::string_view ending) {
  return std::any_of(std::begin(forms), std::end(forms), [&](const Form& form) { return form.ending == ending; });
}

Result<ConvertedFile> ConvertedFile::make(const std::string& path) {
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
  const Call call(input.string(), *form, pattern);
  const pid_t child = ::fork();
  if (child < 0) return fail(Code::unavailable, msg::import::ogr2ogr_failed(path, system_words(errno)));
  if (child == 0) call.run();
  const auto ending = wait_for(child);
  if (ending == Ending::good) return converted;
  if (ending == Ending::over_limits) {
    return fail(Code::invalid, msg::import::ogr2ogr_limits(path, static_cast<double>(processor_s),
                                                           static_cast<double>(memory_bytes >> 20)));
  }
  if (says_no_coordinates(call.log())) return fail(Code::invalid, msg::import::no_coordinate_system(path));
  return fail(Code::invalid, msg::import::ogr2ogr_failed(path, reason_in(call.log())));
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
