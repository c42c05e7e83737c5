// SPDX-License-Identifier: Apache-2.0
// UCDP's CSV to typed rows, beside GDAL's CSV driver on the same file.
#include "codec/csv.hpp"

#include "base/file.hpp"
#include "bench/harness.hpp"
#include "codec/csv_value.hpp"
#include "codec/csv_writer.hpp"
#include "import/csv_rows.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {
namespace {

/// The columns an importer of UCDP GED needs: 34 of 41.
struct EventRow {
  std::int64_t id, year, type_of_violence, conflict, dyad, side_a, side_b, sources, where_prec, clarity, date_prec;
  std::int64_t deaths_a, deaths_b, deaths_civilians, deaths_unknown, low, best, high;
  double latitude, longitude;
  Day date_start, date_end;
  std::string_view conflict_name, dyad_name, side_a_name, side_b_name, article, office, headline, original, place;
  std::string_view adm_1, adm_2, country;
};

template <typename T>
struct Column {
  std::string_view name;
  T EventRow::* member;
};

constexpr std::array<Column<std::int64_t>, 18> whole_columns{{
    {"id", &EventRow::id},
    {"year", &EventRow::year},
    {"type_of_violence", &EventRow::type_of_violence},
    {"conflict_new_id", &EventRow::conflict},
    {"dyad_new_id", &EventRow::dyad},
    {"side_a_new_id", &EventRow::side_a},
    {"side_b_new_id", &EventRow::side_b},
    {"number_of_sources", &EventRow::sources},
    {"where_prec", &EventRow::where_prec},
    {"event_clarity", &EventRow::clarity},
    {"date_prec", &EventRow::date_prec},
    {"deaths_a", &EventRow::deaths_a},
    {"deaths_b", &EventRow::deaths_b},
    {"deaths_civilians", &EventRow::deaths_civilians},
    {"deaths_unknown", &EventRow::deaths_unknown},
    {"low", &EventRow::low},
    {"best", &EventRow::best},
    {"high", &EventRow::high},
}};

constexpr std::array<Column<double>, 2> number_columns{{
    {"latitude", &EventRow::latitude},
    {"longitude", &EventRow::longitude},
}};

constexpr std::array<Column<Day>, 2> day_columns{{
    {"date_start", &EventRow::date_start},
    {"date_end", &EventRow::date_end},
}};

constexpr std::array<Column<std::string_view>, 12> text_columns{{
    {"conflict_name", &EventRow::conflict_name},
    {"dyad_name", &EventRow::dyad_name},
    {"side_a", &EventRow::side_a_name},
    {"side_b", &EventRow::side_b_name},
    {"source_article", &EventRow::article},
    {"source_office", &EventRow::office},
    {"source_headline", &EventRow::headline},
    {"source_original", &EventRow::original},
    {"where_coordinates", &EventRow::place},
    {"adm_1", &EventRow::adm_1},
    {"adm_2", &EventRow::adm_2},
    {"country", &EventRow::country},
}};

/// What both sides must agree on.
struct Sums {
  std::size_t rows = 0;
  double latitude = 0;
  double longitude = 0;
  std::int64_t best = 0;
  std::size_t text_bytes = 0;

  void add(const EventRow& event) {
    ++rows;
    latitude += event.latitude;
    longitude += event.longitude;
    best += event.best;
    for (const auto& column : text_columns)
      text_bytes += (event.*column.member).size();
  }
  friend bool operator==(const Sums&, const Sums&) = default;
};

/// One step per column, as an importer would write them out.
template <typename T, std::size_t n, typename Parse>
bool read_columns(const std::array<Column<T>, n>& columns, const std::size_t*& at, const codec::CsvRow& row,
                  EventRow& event, const Parse& parse) {
  const auto read = [&](const Column<T>& column) {
    const std::optional<T> value = parse(row.fields[*at++]);
    event.*column.member = value.value_or(T{});
    return value.has_value();
  };
  bool good = true;
  [&]<std::size_t... index>(std::index_sequence<index...>) {
    ((good &= read(columns[index])), ...);
  }(std::make_index_sequence<n>());
  return good;
}

bool read_event(const std::vector<std::size_t>& columns, const codec::CsvRow& row, EventRow& event) {
  const std::size_t* at = columns.data();
  bool good = row.utf8;
  good &= read_columns(whole_columns, at, row, event, [](auto field) { return codec::parse_whole(field); });
  good &= read_columns(number_columns, at, row, event, [](auto field) { return codec::parse_number(field); });
  good &= read_columns(day_columns, at, row, event, [](auto field) { return codec::parse_csv_day(field); });
  good &= read_columns(text_columns, at, row, event, [](auto field) { return std::optional(field); });
  return good;
}

std::vector<std::string_view> wanted_names() {
  std::vector<std::string_view> names;
  const auto add = [&](const auto& columns) {
    for (const auto& column : columns)
      names.push_back(column.name);
  };
  add(whole_columns);
  add(number_columns);
  add(day_columns);
  add(text_columns);
  return names;
}

/// Where the wanted columns stand; the bench ends the program when one does not.
std::vector<std::size_t> positions_in(const codec::CsvRow& header, const std::string& path) {
  std::vector<std::size_t> positions;
  for (const std::string_view name : wanted_names())
    positions.push_back(importing::column_named(header, {&name, 1}, path).value().value());
  return positions;
}

/// A whole import as ours does it, but for what an importer does with a row.
Sums read_with(codec::CsvReader reader, const std::string& path) {
  Sums sums;
  codec::CsvRow row;
  if (!reader.next(row).value()) return sums;
  const auto columns = positions_in(row, path);
  const std::size_t width = row.fields.size();
  EventRow event{};
  while (reader.next(row).value()) {
    if (row.fields.size() != width || !read_event(columns, row, event)) continue;
    sums.add(event);
  }
  return sums;
}

Sums read_mapped(const std::string& path, codec::ScanPath scan) {
  const auto file = MappedFile::open(path).value();
  return read_with(codec::CsvReader(file.bytes(), path, {.path = scan}), path);
}

/// In chunks, as from a pipe.
Sums read_in_chunks(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) std::perror(path.c_str()), std::exit(3);
  const auto from_file = [file](std::span<char> into) -> Result<std::size_t> {
    const ssize_t count = read(file, into.data(), into.size());
    return count > 0 ? static_cast<std::size_t>(count) : 0;
  };
  const auto sums = read_with(codec::CsvReader(from_file, path), path);
  close(file);
  return sums;
}

/// The few functions of GDAL's C interface that reading needs. Its development package cannot be installed beside
/// Boost 1.81, so they are looked up in the library at run time.
class Gdal {
 public:
  static std::optional<Gdal> load() {
    void* const library = dlopen("libgdal.so.32", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return std::nullopt;
    Gdal gdal;
    const bool all = look_up(library, "GDALOpenEx", gdal.open_) && look_up(library, "GDALClose", gdal.close_) &&
                     look_up(library, "GDALDatasetGetLayer", gdal.layer_) &&
                     look_up(library, "OGR_L_GetNextFeature", gdal.next_) &&
                     look_up(library, "OGR_L_GetLayerDefn", gdal.definition_) &&
                     look_up(library, "OGR_FD_GetFieldIndex", gdal.index_) &&
                     look_up(library, "OGR_F_GetFieldAsString", gdal.as_string_) &&
                     look_up(library, "OGR_F_GetFieldAsDouble", gdal.as_double_) &&
                     look_up(library, "OGR_F_GetFieldAsInteger64", gdal.as_whole_) &&
                     look_up(library, "OGR_F_Destroy", gdal.destroy_);
    void (*register_all)() = nullptr;
    if (!all || !look_up(library, "GDALAllRegister", register_all)) return std::nullopt;
    register_all();
    return gdal;
  }

  /// The driver builds every field of every row. From them come the same typed rows as ours, but for the days, which
  /// stay text; or, when `typed` is false, only what the sums need.
  [[nodiscard]] Sums read(const std::string& path, bool typed) const {
    constexpr unsigned vector_read_only = 0x04;
    const char* const drivers[] = {"CSV", nullptr};
    void* const dataset = open_(path.c_str(), vector_read_only, drivers, nullptr, nullptr);
    if (dataset == nullptr) return {};
    void* const layer = layer_(dataset, 0);
    void* const definition = definition_(layer);
    const int latitude = index_(definition, "latitude");
    const int longitude = index_(definition, "longitude");
    const int best = index_(definition, "best");
    std::vector<int> wholes;
    for (const auto& column : whole_columns)
      wholes.push_back(index_(definition, std::string(column.name).c_str()));
    std::vector<int> texts;
    for (const auto& column : text_columns)
      texts.push_back(index_(definition, std::string(column.name).c_str()));
    Sums sums;
    while (void* const feature = next_(layer)) {
      EventRow event{};
      event.latitude = as_double_(feature, latitude);
      event.longitude = as_double_(feature, longitude);
      if (typed) {
        for (std::size_t at = 0; at < wholes.size(); ++at) {
          event.*whole_columns[at].member = as_whole_(feature, wholes[at]);
        }
      } else {
        event.best = as_whole_(feature, best);
      }
      for (std::size_t at = 0; at < texts.size(); ++at) {
        event.*text_columns[at].member = as_string_(feature, texts[at]);
      }
      sums.add(event);
      destroy_(feature);
    }
    close_(dataset);
    return sums;
  }

 private:
  template <typename Function>
  static bool look_up(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    return function != nullptr;
  }

  void* (*open_)(const char*, unsigned, const char* const*, const char* const*, const char* const*) = nullptr;
  void (*close_)(void*) = nullptr;
  void* (*layer_)(void*, int) = nullptr;
  void* (*next_)(void*) = nullptr;
  void* (*definition_)(void*) = nullptr;
  int (*index_)(void*, const char*) = nullptr;
  const char* (*as_string_)(void*, int) = nullptr;
  double (*as_double_)(void*, int) = nullptr;
  std::int64_t (*as_whole_)(void*, int) = nullptr;
  void (*destroy_)(void*) = nullptr;
};

/// A file of UCDP's shape for where the real one is not: 41 columns, quoted commas, doubled marks, some line breaks.
std::string made_text() {
  std::string out;
  codec::CsvWriter writer(out);
  for (const auto& name : wanted_names())
    writer.text(name);
  for (const char* name : {"source_date", "geom_wkt", "priogrid_gid", "country_id", "region", "active_year", "gwnob"}) {
    writer.text(name);
  }
  writer.end_row();
  for (int row = 0; row < 16'566; ++row) {
    for (std::size_t column = 0; column < whole_columns.size(); ++column)
      writer.whole(row * (column == 0 ? 7 : 0) + 12);
    writer.number(32.0 + row * 1e-4);
    writer.number(36.0 + row * 1e-4);
    writer.text("2017-07-09");
    writer.text("2017-07-09");
    for (const char* text :
         {"Syria: Government", "Government of Syria - Syrian insurgents", "Government of Syria", "Syrian insurgents"}) {
      writer.text(text);
    }
    writer.text(
        fmt::format("\"SOHR,2017-07-09,Clashes, shelling and air strikes in the countryside of Daraa {}\"", row));
    writer.text("SOHR");
    writer.text(
        fmt::format("Clashes{}shelling and air strikes in the countryside of Daraa ’{}", row % 600 ? ", " : "\n", row));
    for (const char* text : {"SOHR", "Daraa town", "Daraa Governorate", "Daraa district", "Syria", "2017-07-09",
                             "POINT (36.100000 32.620000)", "176833", "652", "Middle East", "1", ""}) {
      writer.text(text);
    }
    writer.end_row();
  }
  return out;
}

/// The rows of `text` several times under one header, so that a run takes long enough to measure.
std::string write_repeated(std::string_view text) {
  const auto path = std::filesystem::temp_directory_path() / fmt::format("entente_csv_bench_{}.csv", getpid());
  std::ofstream file(path, std::ios::binary);
  file << text;
  for (int time = 1; time < 6; ++time)
    file << text.substr(text.find('\n') + 1);
  return path;
}

int run() {
  const std::string shared = ENTENTE_SHARED_DIR "/data/ucdp/ucdp_ged_syria.csv";
  const bool real = std::filesystem::exists(shared);
  const std::string path = write_repeated(real ? std::string(MappedFile::open(shared).value().bytes()) : made_text());
  const std::string name = real ? "UCDP GED Syria" : "made file of UCDP's shape";
  const auto bytes = static_cast<double>(std::filesystem::file_size(path));

  bench::Report report("CSV to typed rows");
  const auto gdal = Gdal::load();
  if (!gdal) fmt::print("libgdal.so.32 is not installed: nothing to compare with\n");
  Sums ours;
  Sums peer;
  bool typed = true;
  const auto compare = [&](const std::string& what, double goal, std::function<void()> work) {
    report.compare({.name = name + what,
                    .operations = bytes,
                    .unit = "byte",
                    .ours = {"Entente", std::move(work)},
                    .peer = {"GDAL CSV", [&] { peer = gdal->read(path, typed); }},
                    .same_answer = [&] { return ours == peer && ours.rows > 0; },
                    .goal_ratio = goal,
                    .rounds = 5});
  };
  if (gdal) {
    compare(", typed rows from both", 20, [&] { ours = read_mapped(path, codec::scan_paths().front()); });
    compare(", in chunks", 0, [&] { ours = read_in_chunks(path); });
    compare(", portable scan", 0, [&] { ours = read_mapped(path, codec::ScanPath::portable); });
    typed = false;
    compare(", GDAL converting 3 fields", 0, [&] { ours = read_mapped(path, codec::scan_paths().front()); });
  }
  const int outcome = report.finish();
  if (gdal) {
    fmt::print("both sides: {} rows, {} bytes of text, {} deaths (best)\n", ours.rows, ours.text_bytes, ours.best);
  }
  std::filesystem::remove(path);
  return outcome;
}

}  // namespace
}  // namespace entente

int main() { return entente::run(); }
