// SPDX-License-Identifier: Apache-2.0
// One row of ACLED to one incident.
#include "import/acled.hpp"

#include "codec/csv_value.hpp"
#include "import/csv_rows.hpp"
#include "import/origins.hpp"
#include "import/values.hpp"
#include "msg/import.hpp"
#include "record/canonical.hpp"
#include "record/check_values.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

namespace entente::importing {
namespace acled {
namespace {

enum Column : std::size_t {
  event_id,
  event_date,
  time_precision,
  event_type,
  sub_event_type,
  actor1,
  inter1,
  actor2,
  inter2,
  country,
  admin1,
  admin2,
  admin3,
  location,
  latitude,
  longitude,
  geo_precision,
  source,
  notes,
  fatalities,
  column_count,
};

constexpr std::array<std::string_view, column_count> names = {
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1",    "inter1",
    "actor2",        "inter2",     "country",        "admin1",     "admin2",         "admin3",    "location",
    "latitude",      "longitude",  "geo_precision",  "source",     "notes",          "fatalities"};

using Row = std::array<std::string_view, column_count>;

tl::unexpected<Error> bad_value(Column column, const Row& row) {
  return fail(Code::invalid, msg::import::bad_value(names[column], row[column]));
}

Result<int> whole(const Row& row, Column column, int least, int most) {
  const auto value = codec::parse_whole(row[column]);
  if (!value || *value < least || *value > most) {
    return fail(Code::invalid, msg::import::number_out_of_range(names[column], row[column], least, most));
  }
  return static_cast<int>(*value);
}

// ---- what ---------------------------------------------------------------------------------------------------------

struct Meaning {
  std::string_view word;
  terms::Act act;
  terms::Weapon weapon = terms::Weapon::unknown;
};

using terms::Act;
using terms::Weapon;

constexpr Meaning sub_event_types[] = {
    {"Armed clash", Act::armed_clash},
    {"Government regains territory", Act::armed_clash},
    {"Non-state actor overtakes territory", Act::armed_clash},
    {"Chemical weapon", Act::chemical_attack, Weapon::chemical},
    {"Air/drone strike", Act::air_attack},
    {"Suicide bomb", Act::explosive_device, Weapon::improvised_explosive},
    {"Shelling/artillery/missile attack", Act::shelling},
    {"Remote explosive/landmine/IED", Act::explosive_device},
    {"Grenade", Act::hostilities, Weapon::other},
    {"Peaceful protest", Act::protest},
    {"Protest with intervention", Act::protest},
    {"Excessive force against protesters", Act::attack_on_civilians},
    {"Excessive force against protestors", Act::attack_on_civilians},
    {"Violent demonstration", Act::protest},
    {"Mob violence", Act::protest},
    {"Agreement", Act::other},
    {"Arrests", Act::other},
    {"Change to group/activity", Act::other},
    {"Disrupted weapons use", Act::other},
    {"Headquarters or base established", Act::fortification},
    {"Looting/property destruction", Act::looting},
    {"Non-violent transfer of territory", Act::other},
    {"Other", Act::other},
    {"Sexual violence", Act::attack_on_civilians},
    {"Attack", Act::attack_on_civilians},
    {"Abduction/forced disappearance", Act::abduction},
};

/// For rows without a sub-event type, and the names in use before 2019.
constexpr Meaning event_types[] = {
    {"Battles", Act::armed_clash},
    {"Battle-No change of territory", Act::armed_clash},
    {"Battle-Government regains territory", Act::armed_clash},
    {"Battle-Non-state actor overtakes territory", Act::armed_clash},
    {"Explosions/Remote violence", Act::hostilities},
    {"Remote violence", Act::hostilities},
    {"Violence against civilians", Act::attack_on_civilians},
    {"Protests", Act::protest},
    {"Riots", Act::protest},
    {"Riots/Protests", Act::protest},
    {"Strategic developments", Act::other},
    {"Strategic development", Act::other},
    {"Headquarters or base established", Act::fortification},
    {"Non-violent transfer of territory", Act::other},
};

Result<Meaning> meaning_of(const Row& row) {
  const auto look_up = [](const auto& table, std::string_view word) {
    const auto* const found =
        std::find_if(std::begin(table), std::end(table), [&](const Meaning& meaning) { return meaning.word == word; });
    return found == std::end(table) ? nullptr : found;
  };
  if (row[sub_event_type].empty()) {
    const auto* meaning = look_up(event_types, row[event_type]);
    return meaning == nullptr ? Result<Meaning>(bad_value(event_type, row)) : *meaning;
  }
  if (const auto* meaning = look_up(sub_event_types, row[sub_event_type])) return *meaning;
  // Older files repeat the event type as sub-event type.
  const auto* meaning = look_up(event_types, row[sub_event_type]);
  return meaning == nullptr ? Result<Meaning>(bad_value(sub_event_type, row)) : *meaning;
}

// ---- who ----------------------------------------------------------------------------------------------------------

bool is_civilian(std::string_view code, std::string_view name) {
  return code == "7" || code == "Civilians" || name.starts_with("Civilians");
}

/// Actor 1 and actor 2 do not say who attacked, unless one of them is civilians.
std::vector<record::Participation> participants_of(const Row& row) {
  using Role = record::Participation::Role;
  const bool first = is_civilian(row[inter1], row[actor1]);
  const bool second = is_civilian(row[inter2], row[actor2]);
  const bool one_sided = first != second && !row[actor1].empty() && !row[actor2].empty();
  const auto role = [&](bool civilian, Role otherwise) {
    return !one_sided ? otherwise : civilian ? Role::target : Role::perpetrator;
  };
  std::vector<record::Participation> participants;
  const auto add = [&](std::string_view name, Role as) {
    // ACLED has no ids of actors; the name is the key.
    if (!name.empty()) participants.push_back({as, std::string(name), "acled", std::string(name)});
  };
  add(row[actor1], role(first, Role::side_a));
  add(row[actor2], role(second, Role::side_b));
  return participants;
}

// ---- when and where -----------------------------------------------------------------------------------------------

enum TimePrecision { exact_day = 1, week = 2, month = 3 };
enum GeoPrecision { town = 1, nearby = 2, region = 3 };

Result<TimeClaim> time_of(const Row& row) {
  const auto day = parse_day_form(row[event_date]);
  if (!day) return bad_value(event_date, row);
  ENTENTE_ASSIGN(const int precision, whole(row, time_precision, exact_day, month));
  DayRange days{*day, *day};
  if (precision == week) {
    // The date is the middle of the week that the source speaks of.
    constexpr std::chrono::days half{3};
    days = {*day - half, *day + half};
  } else if (precision == month) {
    const std::chrono::year_month_day date{*day};
    const auto of_month = date.year() / date.month();
    days = {Day(of_month / 1), Day(of_month / std::chrono::last)};
  }
  return TimeClaim{TimeClaim::Meaning::sometime_in, days, std::nullopt};
}

Result<geo::LatLng> point_of(const Row& row) {
  const auto lat = codec::parse_number(row[latitude]);
  if (!lat) return bad_value(latitude, row);
  const auto lng = codec::parse_number(row[longitude]);
  if (!lng) return bad_value(longitude, row);
  return geo::make_point(*lat, *lng);
}

Result<geo::PlaceClaim> place_of(const Row& row, const geo::LatLng& point) {
  ENTENTE_ASSIGN(const int precision, whole(row, geo_precision, town, region));
  geo::PlaceClaim claim;
  constexpr double town_m = 2500;
  constexpr double nearby_m = 25000;
  if (precision == town) claim.where = geo::Disc{point, town_m, geo::Disc::Density::uniform};
  if (precision == nearby) claim.where = geo::Disc{point, nearby_m, geo::Disc::Density::declining};
  claim.name = row[location];
  for (const auto column : {country, admin1, admin2, admin3}) {
    // Of a region the point and the finer names are those of its capital or so.
    const bool finer = precision == region && (column == admin2 || column == admin3);
    if (!row[column].empty() && !finer) claim.within.emplace_back(row[column]);
  }
  return claim;
}

Result<record::Incident> incident_of(const Row& row, SwapCheck& swapped) {
  record::Incident incident;
  ENTENTE_ASSIGN(const Meaning meaning, meaning_of(row));
  incident.act = meaning.act;
  incident.weapon = meaning.weapon;
  incident.participants = participants_of(row);
  ENTENTE_ASSIGN(const int killed, whole(row, fatalities, 0, record::largest_count));
  incident.casualties.killed = record::Estimate{killed, killed, killed};
  incident.repairs.emplace_back("fatalities_single_figure");
  ENTENTE_ASSIGN(incident.time, time_of(row));
  ENTENTE_ASSIGN(const geo::LatLng point, point_of(row));
  ENTENTE_ASSIGN(incident.place, place_of(row, point));
  swapped.check(incident.place, point, incident.repairs);
  incident.means = record::Means::report;
  incident.origins = split_origins_at_semicolons(row[source]);
  incident.words = row[notes];
  return incident;
}

class Reading {
 public:
  Reading(const Request& request, const Sink& sink) : request_(request), sink_(sink) {}

  Result<Scope> run() {
    ENTENTE_TRY(for_each_row(
        request_, sink_, {}, [this](const codec::CsvRow& row) { return read_header(row); },
        [this](const codec::CsvRow& row) { return take(row); }));
    scope_.countries.assign(countries_.begin(), countries_.end());
    scope_.attribution =
        "ACLED, Armed Conflict Location & Event Data (acleddata.com); not to be passed on by its terms of use";
    return std::move(scope_);
  }

 private:
  Result<FirstRow> read_header(const codec::CsvRow& header) {
    std::string missing;
    for (std::size_t column = 0; column < column_count; ++column) {
      const std::string_view name = names[column];
      ENTENTE_ASSIGN(const auto position, column_named(header, {&name, 1}, request_.path));
      if (!position) missing += (missing.empty() ? "" : ", ") + std::string(name);
      positions_[column] = position.value_or(0);
    }
    if (!missing.empty()) return fail(Code::invalid, msg::import::not_of_this_form(request_.path, "ACLED", missing));
    return FirstRow{false, positions_[event_id]};
  }

  Result<void> take(const codec::CsvRow& fields) {
    Row row;
    for (std::size_t column = 0; column < column_count; ++column)
      row[column] = trim(fields.fields[positions_[column]]);
    if (row[event_id].starts_with('#')) return {};  // HXL tags
    auto incident = row[event_id].empty() ? bad_value(event_id, row) : incident_of(row, swapped_);
    if (!incident) {
      sink_.reject({fields.line, std::string(row[event_id]), std::move(incident).error().message});
      return {};
    }
    const auto& days = *incident->time->days;
    if (!scope_.days) scope_.days = days;
    scope_.days = DayRange{std::min(scope_.days->first, days.first), std::max(scope_.days->last, days.last)};
    if (!row[country].empty()) countries_.emplace(row[country]);
    record::Entry entry;
    entry.external = record::ExternalKey{request_.dataset, std::string(row[event_id]), request_.release};
    entry.id = record::derive_id(*entry.external);
    entry.body = *std::move(incident);
    if (auto storable = record::check(entry); !storable) {  // a line break in the id
      sink_.reject({fields.line, {}, std::move(storable).error().message});
      return {};
    }
    return sink_.entry(std::move(entry), fields.line);
  }

  const Request& request_;
  const Sink& sink_;
  std::array<std::size_t, column_count> positions_{};
  SwapCheck swapped_;
  Scope scope_;
  std::set<std::string, std::less<>> countries_;
};

}  // namespace
}  // namespace acled

Result<Scope> import_acled(const Request& request, const Sink& sink) { return acled::Reading(request, sink).run(); }

}  // namespace entente::importing
