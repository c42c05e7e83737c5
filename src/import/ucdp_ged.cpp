// SPDX-License-Identifier: Apache-2.0
// One row of UCDP GED to one incident.
#include "import/ucdp_ged.hpp"

#include "codec/csv.hpp"
#include "codec/csv_value.hpp"
#include "import/csv_rows.hpp"
#include "import/origins.hpp"
#include "import/values.hpp"
#include "msg/import.hpp"
#include "record/canonical.hpp"
#include "record/check_values.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <utility>

namespace entente::importing {
namespace ucdp_ged {
namespace {

/// The columns that an incident is made from. Versions name some differently; the first spelling found counts.
enum Column : std::size_t {
  id,
  type_of_violence,
  side_a_id,
  side_a,
  side_b_id,
  side_b,
  source_original,
  source_headline,
  where_prec,
  where_coordinates,
  adm_1,
  adm_2,
  latitude,
  longitude,
  country,
  event_clarity,
  date_prec,
  date_start,
  date_end,
  deaths_a,
  deaths_b,
  deaths_civilians,
  low,
  best,
  high,
  column_count,
};

constexpr std::array<std::array<std::string_view, 2>, column_count> spellings = {{
    {"id"},
    {"type_of_violence"},
    {"side_a_new_id"},
    {"side_a"},
    {"side_b_new_id"},
    {"side_b"},
    {"source_original"},
    {"source_headline"},
    {"where_prec"},
    {"where_coordinates"},
    {"adm_1"},
    {"adm_2"},
    {"latitude"},
    {"longitude"},
    {"country"},
    {"event_clarity"},
    {"date_prec"},
    {"date_start"},
    {"date_end"},
    {"deaths_a"},
    {"deaths_b"},
    {"deaths_civilians"},
    {"low", "low_est"},
    {"best", "best_est"},
    {"high", "high_est"},
}};

/// The columns of the monthly candidate files, which were published without a header row: those of version 22 on.
constexpr std::string_view headerless[] = {"id",
                                           "relid",
                                           "year",
                                           "active_year",
                                           "code_status",
                                           "type_of_violence",
                                           "conflict_dset_id",
                                           "conflict_new_id",
                                           "conflict_name",
                                           "dyad_dset_id",
                                           "dyad_new_id",
                                           "dyad_name",
                                           "side_a_dset_id",
                                           "side_a_new_id",
                                           "side_a",
                                           "side_b_dset_id",
                                           "side_b_new_id",
                                           "side_b",
                                           "number_of_sources",
                                           "source_article",
                                           "source_office",
                                           "source_date",
                                           "source_headline",
                                           "source_original",
                                           "where_prec",
                                           "where_coordinates",
                                           "where_description",
                                           "adm_1",
                                           "adm_2",
                                           "latitude",
                                           "longitude",
                                           "geom_wkt",
                                           "priogrid_gid",
                                           "country",
                                           "country_id",
                                           "region",
                                           "event_clarity",
                                           "date_prec",
                                           "date_start",
                                           "date_end",
                                           "deaths_a",
                                           "deaths_b",
                                           "deaths_civilians",
                                           "deaths_unknown",
                                           "best",
                                           "high",
                                           "low",
                                           "gwnoa",
                                           "gwnob"};

using Positions = std::array<std::size_t, column_count>;

/// A row with its columns by name.
class Row {
 public:
  Row(const codec::CsvRow& row, const Positions& positions) : row_(row), positions_(positions) {}
  [[nodiscard]] std::string_view operator[](Column column) const { return row_.fields[positions_[column]]; }
  [[nodiscard]] std::uint64_t line() const { return row_.line; }
  [[nodiscard]] std::span<const std::string_view> fields() const { return row_.fields; }

 private:
  const codec::CsvRow& row_;
  const Positions& positions_;
};

tl::unexpected<Error> bad_value(Column column, std::string_view value) {
  return fail(Code::invalid, msg::import::bad_value(spellings[column][0], value));
}

Result<std::int32_t> whole(const Row& row, Column column, std::int64_t least, std::int64_t most) {
  const auto value = codec::parse_whole(row[column]);
  if (!value || *value < least || *value > most) {
    return fail(Code::invalid, msg::import::number_out_of_range(spellings[column][0], row[column],
                                                                static_cast<double>(least), static_cast<double>(most)));
  }
  return static_cast<std::int32_t>(*value);
}

Result<std::int32_t> deaths(const Row& row, Column column) { return whole(row, column, 0, record::largest_count); }

Result<Day> day(const Row& row, Column column) {
  const auto value = codec::parse_csv_day(row[column]);
  if (!value) return bad_value(column, row[column]);
  return *value;
}

/// UCDP's dates are the earliest and latest possible day, for every date_prec.
Result<TimeClaim> time_of(const Row& row) {
  constexpr std::int64_t coarsest = 5;  // more than a month
  ENTENTE_TRY(whole(row, date_prec, 1, coarsest));
  ENTENTE_ASSIGN(const Day first, day(row, date_start));
  ENTENTE_ASSIGN(const Day last, day(row, date_end));
  return TimeClaim{TimeClaim::Meaning::sometime_in, DayRange{first, last}, std::nullopt};
}

// ---- place --------------------------------------------------------------------------------------------------------

enum WherePrec {
  exact = 1,
  near = 2,
  second_order = 3,
  first_order = 4,
  linear_or_fuzzy = 5,
  country_only = 6,
  international = 7
};

/// A point of where_prec 1 is the settlement's centre, so it errs by the settlement's size.
double settlement_radius_m(std::string_view name) {
  constexpr std::pair<std::string_view, double> sizes[] = {{"city", 5000},    {"town", 2500}, {"suburb", 2000},
                                                           {"village", 1000}, {"camp", 1000}, {"farm", 1000}};
  for (const auto& [word, radius_m] : sizes) {
    if (name.ends_with(word)) return radius_m;
  }
  constexpr double other_m = 2000;
  return other_m;
}

Result<geo::LatLng> point(const Row& row) {
  const auto lat = codec::parse_number(row[latitude]);
  if (!lat) return bad_value(latitude, row[latitude]);
  const auto lng = codec::parse_number(row[longitude]);
  if (!lng) return bad_value(longitude, row[longitude]);
  return geo::make_point(*lat, *lng);
}

Result<geo::PlaceClaim> place_of(const Row& row) {
  ENTENTE_ASSIGN(const std::int32_t precision, whole(row, where_prec, exact, international));
  ENTENTE_ASSIGN(const geo::LatLng centre, point(row));
  geo::PlaceClaim claim;
  claim.name = row[where_coordinates];
  constexpr double near_m = 25000;
  if (precision == exact) {
    claim.where = geo::Disc{centre, settlement_radius_m(row[where_coordinates]), geo::Disc::Density::uniform};
  } else if (precision == near) {
    claim.where = geo::Disc{centre, near_m, geo::Disc::Density::declining};
  }
  // From 3 on the point stands for an area; the names say which, the point would be a false hot spot.
  for (const auto column : {country, adm_1, adm_2}) {
    const bool coarser =
        (precision == first_order && column == adm_2) || (precision >= country_only && column != country);
    if (!row[column].empty() && !coarser) claim.within.emplace_back(row[column]);
  }
  return claim;
}

// ---- what and who -------------------------------------------------------------------------------------------------

record::Estimate certain(std::int32_t number) { return {number, number, number}; }

Result<record::Casualties> casualties_of(const Row& row, std::vector<std::string>& repairs) {
  record::Estimate killed;
  ENTENTE_ASSIGN(killed.low, deaths(row, low));
  ENTENTE_ASSIGN(killed.best, deaths(row, best));
  ENTENTE_ASSIGN(killed.high, deaths(row, high));
  ENTENTE_ASSIGN(const std::int32_t civilians, deaths(row, deaths_civilians));
  ENTENTE_ASSIGN(const std::int32_t of_a, deaths(row, deaths_a));
  ENTENTE_ASSIGN(const std::int32_t of_b, deaths(row, deaths_b));
  record::Casualties casualties;
  casualties.killed = mended(killed, repairs);
  // The best figure is the sum of the parts and of those whose side is not known.
  if (const auto parts = of_a + of_b + civilians; parts > killed.best) {
    repairs.emplace_back("deaths_parts_above_best");
    casualties.killed->high = std::max(casualties.killed->high, parts);
  }
  // UCDP estimates the whole; of the parts it gives the best figure only.
  casualties.killed_civilians = certain(civilians);
  casualties.killed_combatants = certain(of_a + of_b);
  return casualties;
}

enum TypeOfViolence { state_based = 1, non_state = 2, one_sided = 3 };

std::vector<record::Participation> participants_of(const Row& row, std::int32_t type) {
  using Role = record::Participation::Role;
  const bool one_side = type == one_sided;
  return {{one_side ? Role::perpetrator : Role::side_a, std::string(row[side_a]), "ucdp", std::string(row[side_a_id])},
          {one_side ? Role::target : Role::side_b, std::string(row[side_b]), "ucdp", std::string(row[side_b_id])}};
}

Result<record::Incident> incident_of(const Row& row) {
  record::Incident incident;
  ENTENTE_ASSIGN(const std::int32_t type, whole(row, type_of_violence, state_based, one_sided));
  incident.act = type == one_sided ? terms::Act::attack_on_civilians : terms::Act::hostilities;
  incident.participants = participants_of(row, type);
  ENTENTE_ASSIGN(incident.casualties, casualties_of(row, incident.repairs));
  ENTENTE_ASSIGN(incident.place, place_of(row));
  ENTENTE_ASSIGN(incident.time, time_of(row));
  ENTENTE_ASSIGN(const std::int32_t clarity, whole(row, event_clarity, 1, 2));
  incident.activities = clarity;  // 2: the source lumps several activities that cannot be told apart
  incident.means = record::Means::report;
  incident.origins = split_origins(row[source_original]);
  incident.words = row[source_headline];
  return incident;
}

// ---- the file -----------------------------------------------------------------------------------------------------

Result<Positions> positions_in(const codec::CsvRow& header, const std::string& path) {
  Positions positions{};
  std::string missing;
  for (std::size_t column = 0; column < column_count; ++column) {
    ENTENTE_ASSIGN(const auto position, column_named(header, spellings[column], path));
    if (!position) missing += (missing.empty() ? "" : ", ") + std::string(spellings[column][0]);
    positions[column] = position.value_or(0);
  }
  if (!missing.empty()) return fail(Code::invalid, msg::import::not_of_this_form(path, "UCDP GED", missing));
  return positions;
}

Result<Positions> positions_of(const codec::CsvRow& first, bool is_data, const std::string& path) {
  if (!is_data) return positions_in(first, path);
  if (first.fields.size() != std::size(headerless)) {
    return fail(Code::invalid, msg::import::no_header(path, static_cast<std::int64_t>(first.fields.size()),
                                                      static_cast<std::int64_t>(std::size(headerless))));
  }
  return positions_in({.fields = headerless, .line = first.line}, path);
}

class Reading {
 public:
  Reading(const Request& request, const Sink& sink) : request_(request), sink_(sink) {}

  Result<Scope> run() {
    const auto first = [this](const codec::CsvRow& row) -> Result<FirstRow> {
      const bool is_data = codec::parse_whole(row.fields[0]).has_value();
      ENTENTE_ASSIGN(positions_, positions_of(row, is_data, request_.path));
      return FirstRow{is_data, positions_[id]};
    };
    ENTENTE_TRY(for_each_row(request_, sink_, {}, first, [this](const codec::CsvRow& row) { return take(row); }));
    return scope();
  }

 private:
  /// A bad row is rejected with its reason; only what the sink fails with ends the import.
  Result<void> take(const codec::CsvRow& fields) {
    const Row row(fields, positions_);
    const auto number = codec::parse_whole(row[id]);
    auto incident = number ? incident_of(row) : bad_value(id, row[id]);
    if (!incident) {
      sink_.reject({fields.line, std::string(row[id]), std::move(incident).error().message});
      return {};
    }
    // The point is looked at also where it stands for an area and is left out of the claim.
    if (const auto centre = point(row)) swapped_.check(incident->place, *centre, incident->repairs);
    widen_scope(row, *incident);
    return sink_.entry(entry_for(std::to_string(*number), *std::move(incident)), fields.line);
  }

  record::Entry entry_for(std::string row_id, record::Incident incident) const {
    record::Entry entry;
    entry.external = record::ExternalKey{request_.dataset, std::move(row_id), request_.release};
    entry.id = record::derive_id(*entry.external);
    entry.label = record::label_clear;
    entry.body = std::move(incident);
    return entry;
  }

  void widen_scope(const Row& row, const record::Incident& incident) {
    const auto& days = *incident.time->days;
    if (!days_) days_ = days;
    days_ = DayRange{std::min(days_->first, days.first), std::max(days_->last, days.last)};
    if (!row[country].empty() && !countries_.contains(row[country])) countries_.emplace(row[country]);
  }

  [[nodiscard]] Scope scope() const {
    Scope scope;
    scope.days = days_;
    scope.countries.assign(countries_.begin(), countries_.end());
    scope.attribution = "UCDP GED, Uppsala Conflict Data Program (CC BY 4.0); Sundberg & Melander 2013";
    scope.complete = true;
    return scope;
  }

  const Request& request_;
  const Sink& sink_;
  Positions positions_{};
  SwapCheck swapped_;
  std::optional<DayRange> days_;
  std::set<std::string, std::less<>> countries_;
};

}  // namespace
}  // namespace ucdp_ged

Result<Scope> import_ucdp_ged(const Request& request, const Sink& sink) {
  return ucdp_ged::Reading(request, sink).run();
}

}  // namespace entente::importing
