// SPDX-License-Identifier: Apache-2.0
// Turns texts into the bodies of entries, field by field.
#include "import/map_entry.hpp"

#include "codec/csv_value.hpp"
#include "codec/entry_words.hpp"
#include "import/origins.hpp"
#include "import/scope.hpp"
#include "msg/import.hpp"
#include "record/canonical.hpp"
#include "record/check_values.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <utility>

namespace entente::importing {
namespace {

/// The values of one row by field.
class Values {
 public:
  static Result<Values> read(const Mapping& mapping, std::span<const std::string> cells) {
    Values values(mapping);
    for (std::size_t i = 0; i < mapping.fields.size(); ++i) {
      const auto& field = mapping.fields[i];
      auto text = field.column.empty() ? std::string_view(field.constant) : trim(cells[i]);
      if (!field.values.empty()) {
        const auto known = field.values.find(text);
        if (known != field.values.end()) {
          text = known->second;
        } else if (!text.empty()) {
          return fail(Code::invalid, msg::import::value_not_mapped(field.column, text, field.field));
        }
      }
      values.texts_.push_back(text);
    }
    return values;
  }

  [[nodiscard]] const Mapping& mapping() const { return mapping_; }
  /// Empty when the field is not mapped or the cell is empty.
  [[nodiscard]] std::string_view operator[](std::string_view field) const {
    const auto* source = find(field);
    return source == nullptr ? std::string_view() : texts_[static_cast<std::size_t>(source - mapping_.fields.data())];
  }
  [[nodiscard]] std::string text(std::string_view field) const { return std::string((*this)[field]); }

  [[nodiscard]] tl::unexpected<Error> bad(std::string_view field) const {
    const auto* source = find(field);
    const auto name = source == nullptr || source->column.empty() ? field : std::string_view(source->column);
    return fail(Code::invalid, msg::import::bad_value(name, (*this)[field]));
  }

  [[nodiscard]] Result<double> number(std::string_view field, double otherwise) const {
    if ((*this)[field].empty()) return otherwise;
    const auto value = codec::parse_number((*this)[field]);
    if (!value) return bad(field);
    return *value;
  }

  template <typename Family>
  Result<void> choose(std::string_view field, Family& chosen) const {
    const auto text = (*this)[field];
    if (text.empty()) return {};
    if (const auto known = codec::parse_word<Family>(text)) {
      chosen = *known;
      return {};
    }
    std::string words;
    for (const auto word : codec::words_of<Family>())
      words += (words.empty() ? "" : ", ") + std::string(word);
    return fail(Code::invalid, msg::import::no_such_word(field, text, words));
  }

 private:
  explicit Values(const Mapping& mapping) : mapping_(mapping) {}
  [[nodiscard]] const FieldSource* find(std::string_view field) const {
    const auto found = std::find_if(mapping_.fields.begin(), mapping_.fields.end(),
                                    [&](const FieldSource& source) { return source.field == field; });
    return found == mapping_.fields.end() ? nullptr : &*found;
  }

  const Mapping& mapping_;
  std::vector<std::string_view> texts_;
};

// ---- time ---------------------------------------------------------------------------------------------------------

constexpr std::chrono::minutes shortest{1};  ///< a moment that is written to the minute lasts as long

Result<std::optional<TimeClaim>> time_of(const Values& values, const TimeZone& zone, TimeClaim::Meaning usual) {
  if (values["time.first"].empty()) {
    if (!values["time.last"].empty()) return values.bad("time.last");
    return std::optional<TimeClaim>();
  }
  TimeClaim claim;
  claim.meaning = usual;
  ENTENTE_TRY(values.choose("time.meaning", claim.meaning));
  const auto order = values.mapping().day_order;
  const auto first = parse_when(values["time.first"], zone, order);
  if (!first) return values.bad("time.first");
  const auto last = values["time.last"].empty() ? first : parse_when(values["time.last"], zone, order);
  // A day and a moment together would leave open on which clock the day ends.
  if (!last || last->day.has_value() != first->day.has_value()) return values.bad("time.last");
  if (first->day) {
    claim.days = DayRange{*first->day, *last->day};
  } else {
    if (*last->instant < *first->instant) return values.bad("time.last");  // the minute would hide it
    claim.instants = TimeRange{*first->instant, std::max(*last->instant, *first->instant + shortest)};
  }
  return std::optional(claim);
}

// ---- place --------------------------------------------------------------------------------------------------------

Result<geo::LatLng> point_of(const Values& values, std::string_view lat, std::string_view lng) {
  const auto lat_deg = codec::parse_number(values[lat]);
  if (!lat_deg) return values.bad(lat);
  const auto lng_deg = codec::parse_number(values[lng]);
  if (!lng_deg) return values.bad(lng);
  return geo::make_point(*lat_deg, *lng_deg);
}

/// The smallest disc round the middle of the points that holds them all.
geo::Disc disc_round(const std::vector<geo::LatLng>& points, double radius_m) {
  const auto [south, north] = std::minmax_element(points.begin(), points.end(),
                                                  [](const auto& a, const auto& b) { return a.lat_deg < b.lat_deg; });
  const auto [west, east] = std::minmax_element(points.begin(), points.end(),
                                                [](const auto& a, const auto& b) { return a.lng_deg < b.lng_deg; });
  geo::Disc disc{{(south->lat_deg + north->lat_deg) / 2, (west->lng_deg + east->lng_deg) / 2}, 0, {}};
  for (const auto& point : points)
    disc.radius_m = std::max(disc.radius_m, geo::distance_m(disc.centre, point));
  disc.radius_m += radius_m;
  return disc;
}

/// "WSW" or degrees from north.
std::optional<double> bearing_deg(std::string_view text) {
  constexpr std::string_view points[] = {"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
                                         "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"};
  constexpr double step_deg = 22.5;
  const auto* const found = std::find(std::begin(points), std::end(points), text);
  if (found != std::end(points)) return step_deg * static_cast<double>(found - std::begin(points));
  const auto value = codec::parse_number(text);
  constexpr double full_circle_deg = 360;
  if (!value || *value < 0 || *value > full_circle_deg) return std::nullopt;
  return value;
}

Result<geo::LatLng> post_of(const Values& values) {
  if (values["place.post"].empty()) return point_of(values, "place.post_lat", "place.post_lng");
  const auto known = values.mapping().posts.find(values["place.post"]);
  if (known == values.mapping().posts.end()) return values.bad("place.post");
  return known->second;
}

Result<geo::Wedge> wedge_of(const Values& values) {
  geo::Wedge wedge;
  ENTENTE_ASSIGN(wedge.post, post_of(values));
  const auto bearing = bearing_deg(values["place.bearing"]);
  if (!bearing) return values.bad("place.bearing");
  wedge.bearing_deg = *bearing;
  constexpr double half_a_compass_point_deg = 11.25;
  ENTENTE_ASSIGN(wedge.bearing_plus_minus_deg, values.number("place.bearing_plus_minus_deg", half_a_compass_point_deg));
  const auto distance = parse_estimate(values["place.distance_m"]);
  if (!distance) return values.bad("place.distance_m");
  // What people judge by eye and ear is good to about a quarter.
  constexpr double usual_share = 0.25;
  const double usual_m = distance->low == distance->high ? usual_share * distance->low : 0;
  ENTENTE_ASSIGN(const double plus_minus_m, values.number("place.distance_plus_minus_m", usual_m));
  if (plus_minus_m < 0) return values.bad("place.distance_plus_minus_m");  // in the wedge it would not show
  wedge.near_m = std::max(0.0, distance->low - plus_minus_m);
  wedge.far_m = distance->high + plus_minus_m;
  return wedge;
}

Result<geo::PlaceClaim> geometry_of(const Values& values, codec::Geometry geometry) {
  geo::PlaceClaim claim;
  ENTENTE_ASSIGN(const double radius_m, values.number("place.radius_m", 0));
  auto density = geo::Disc::Density::uniform;
  ENTENTE_TRY(values.choose("place.density", density));
  if (auto* outline = std::get_if<geo::Outline>(&geometry)) {
    claim.where = std::move(*outline);
  } else if (const auto* points = std::get_if<std::vector<geo::LatLng>>(&geometry)) {
    auto disc = disc_round(*points, radius_m);
    disc.density = density;
    claim.where = disc;
  } else if (!values["place.bearing"].empty()) {
    ENTENTE_ASSIGN(claim.where, wedge_of(values));
  } else if (!values["place.lat"].empty() || !values["place.lng"].empty()) {
    ENTENTE_ASSIGN(const geo::LatLng centre, point_of(values, "place.lat", "place.lng"));
    claim.where = geo::Disc{centre, radius_m, density};
  }
  return claim;
}

Result<geo::PlaceClaim> place_of(const Values& values, codec::Geometry geometry) {
  ENTENTE_ASSIGN(geo::PlaceClaim claim, geometry_of(values, std::move(geometry)));
  for (const auto* const field : {"place.country", "place.governorate", "place.district", "place.subdistrict"}) {
    if (!values[field].empty()) claim.within.push_back(values.text(field));
  }
  claim.name = values.text("place.name");
  return claim;
}

// ---- bodies -------------------------------------------------------------------------------------------------------

Result<std::optional<record::Estimate>> estimate_of(const Values& values, const std::string& field,
                                                    std::vector<std::string>& repairs) {
  const std::string low_field = field + ".low";
  const std::string high_field = field + ".high";
  std::optional<record::Estimate> estimate;
  // The best figure first; then what is known of its ends.
  for (const auto& name : {field, low_field, high_field}) {
    if (values[name].empty()) continue;
    const auto figure = parse_estimate(values[name]);
    if (!figure) return values.bad(name);
    if (!estimate) estimate = figure;
    if (name == low_field) estimate->low = figure->low;
    if (name == high_field) estimate->high = figure->high;
  }
  if (estimate) estimate = mended(*estimate, repairs);
  return estimate;
}

Result<record::Casualties> casualties_of(const Values& values, std::vector<std::string>& repairs) {
  record::Casualties casualties;
  ENTENTE_ASSIGN(casualties.killed, estimate_of(values, "killed", repairs));
  ENTENTE_ASSIGN(casualties.killed_civilians, estimate_of(values, "killed_civilians", repairs));
  ENTENTE_ASSIGN(casualties.killed_combatants, estimate_of(values, "killed_combatants", repairs));
  ENTENTE_ASSIGN(casualties.killed_women, estimate_of(values, "killed_women", repairs));
  ENTENTE_ASSIGN(casualties.killed_children, estimate_of(values, "killed_children", repairs));
  ENTENTE_ASSIGN(casualties.injured, estimate_of(values, "injured", repairs));
  std::sort(repairs.begin(), repairs.end());
  repairs.erase(std::unique(repairs.begin(), repairs.end()), repairs.end());
  return casualties;
}

std::vector<record::Participation> participants_of(const Values& values, const std::string& own_dataset) {
  using Role = record::Participation::Role;
  const auto& dataset = values.mapping().dataset_of_actors.empty() ? own_dataset : values.mapping().dataset_of_actors;
  std::vector<record::Participation> participants;
  for (const auto role : {Role::side_a, Role::side_b, Role::perpetrator, Role::target}) {
    const std::string field(codec::word_of(role));
    const auto id = values.text(field + ".id");
    if (values[field].empty() && id.empty()) continue;
    participants.push_back({role, values.text(field), id.empty() ? std::string() : dataset, id});
  }
  return participants;
}

Result<std::int32_t> whole(const Values& values, std::string_view field, std::int32_t least) {
  const auto value = codec::parse_whole(values[field]);
  if (!value || *value < least || *value > record::largest_count) return values.bad(field);
  return static_cast<std::int32_t>(*value);
}

Result<record::Body> incident_of(const Values& values, const Request& request, codec::Geometry geometry) {
  record::Incident incident;
  if (values["act"].empty()) return values.bad("act");
  ENTENTE_TRY(values.choose("act", incident.act));
  ENTENTE_TRY(values.choose("weapon", incident.weapon));
  ENTENTE_TRY(values.choose("direction", incident.direction));
  ENTENTE_TRY(values.choose("means", incident.means));
  if (!values["count"].empty()) {
    ENTENTE_ASSIGN(incident.count, whole(values, "count", 0));
  }
  if (!values["activities"].empty()) {
    ENTENTE_ASSIGN(incident.activities, whole(values, "activities", 1));
  }
  ENTENTE_ASSIGN(incident.casualties, casualties_of(values, incident.repairs));
  ENTENTE_ASSIGN(incident.place, place_of(values, std::move(geometry)));
  ENTENTE_ASSIGN(incident.time, time_of(values, request.zone, TimeClaim::Meaning::sometime_in));
  incident.participants = participants_of(values, request.dataset);
  incident.origins = split_origins(values["origins"]);
  incident.words = values.text("words");
  return incident;
}

Result<record::Body> coverage_of(const Values& values, const Request& request, codec::Geometry geometry) {
  record::Coverage coverage;
  ENTENTE_ASSIGN(coverage.place, place_of(values, std::move(geometry)));
  ENTENTE_ASSIGN(const auto time, time_of(values, request.zone, TimeClaim::Meaning::throughout));
  if (!time) return values.bad("time.first");
  coverage.time = *time;
  ENTENTE_TRY(values.choose("means", coverage.means));
  if (values["hours"].empty()) return values.bad("hours");
  ENTENTE_ASSIGN(coverage.hours, values.number("hours", 0));
  ENTENTE_ASSIGN(coverage.share, values.number("share", 1));
  coverage.by = values.text("by");
  return coverage;
}

Result<record::Body> restriction_of(const Values& values, const Request& request, codec::Geometry geometry) {
  record::Restriction restriction;
  if (values["restriction"].empty()) return values.bad("restriction");
  ENTENTE_TRY(values.choose("restriction", restriction.kind));
  ENTENTE_ASSIGN(restriction.place, place_of(values, std::move(geometry)));
  ENTENTE_ASSIGN(const auto time, time_of(values, request.zone, TimeClaim::Meaning::sometime_in));
  if (!time) return values.bad("time.first");
  restriction.time = *time;
  restriction.by = values.text("by");
  restriction.words = values.text("words");
  return restriction;
}

Result<record::Body> source_of(const Values& values) {
  record::Source source;
  source.id = record::SourceId(values.text("id"));
  source.names = {values.text("name.en"), values.text("name.ar"), values.text("name.ru"), {}};
  source.origin_group = values.text("origin_group");
  source.interests = values.text("interests");
  if (const auto grade = values["grade"]; !grade.empty()) {
    const bool known = grade.size() == 2 && grade[0] >= 'A' && grade[0] <= 'F' && grade[1] >= '1' && grade[1] <= '6';
    if (!known) return values.bad("grade");
    source.grade = {grade[0], grade[1]};
  }
  return source;
}

/// An entry's own id, or the id of a row of `subject.dataset` in its release `subject.release`.
Result<record::EntryId> subject_of(const Values& values, std::string_view field) {
  const auto text = values[field];
  if (text.empty()) return values.bad(field);
  if (!values["subject.dataset"].empty()) {
    return record::derive_id({values.text("subject.dataset"), std::string(text), values.text("subject.release")});
  }
  const auto id = record::parse_entry_id(text);
  if (!id) return values.bad(field);
  return *id;
}

Result<record::Body> verification_of(const Values& values) {
  record::Verification verification;
  ENTENTE_ASSIGN(verification.subject, subject_of(values, "subject"));
  if (values["state"].empty()) return values.bad("state");
  ENTENTE_TRY(values.choose("state", verification.state));
  if (verification.state == record::VerificationState::duplicate) {
    ENTENTE_ASSIGN(verification.duplicate_of, subject_of(values, "duplicate_of"));
  }
  verification.reason = values.text("reason");
  return verification;
}

Result<record::Body> attribution_of(const Values& values) {
  record::Attribution attribution;
  ENTENTE_ASSIGN(attribution.subject, subject_of(values, "subject"));
  attribution.actor = values.text("actor");
  attribution.basis = values.text("basis");
  constexpr double even = 0.5;
  ENTENTE_ASSIGN(attribution.confidence, values.number("confidence", even));
  attribution.claimed_by = values.text("claimed_by");
  return attribution;
}

Result<record::Body> body_of(const Values& values, const Request& request, codec::Geometry geometry) {
  switch (values.mapping().kind) {
    case RowKind::incident:
      return incident_of(values, request, std::move(geometry));
    case RowKind::coverage:
      return coverage_of(values, request, std::move(geometry));
    case RowKind::restriction:
      return restriction_of(values, request, std::move(geometry));
    case RowKind::source:
      return source_of(values);
    case RowKind::verification:
      return verification_of(values);
    case RowKind::attribution:
      break;
  }
  return attribution_of(values);
}

}  // namespace

std::size_t EntryMaker::id_field() const {
  const auto found = std::find_if(mapping_.fields.begin(), mapping_.fields.end(),
                                  [](const FieldSource& source) { return source.field == "id"; });
  return static_cast<std::size_t>(found - mapping_.fields.begin());
}

Result<record::Entry> EntryMaker::make(std::span<const std::string> cells, codec::Geometry geometry,
                                       std::string_view other_id) {
  ENTENTE_ASSIGN(const Values values, Values::read(mapping_, cells));
  const auto id = values["id"].empty() ? other_id : values["id"];
  if (id.empty()) return values.bad("id");
  record::Entry entry;
  entry.external = record::ExternalKey{request_.dataset, std::string(id), request_.release};
  entry.id = record::derive_id(*entry.external);
  entry.label = mapping_.label;
  if (!values["source"].empty()) entry.source = record::SourceId(values.text("source"));
  ENTENTE_ASSIGN(entry.body, body_of(values, request_, std::move(geometry)));
  if (auto* incident = std::get_if<record::Incident>(&entry.body)) {
    if (const auto* disc = std::get_if<geo::Disc>(&incident->place.where)) {
      swapped_.check(incident->place, disc->centre, incident->repairs);
    }
  }
  ENTENTE_TRY(record::check(entry));
  // Without a country the first name is a smaller area, which need not come again in a newer file.
  widen(scope_, entry, request_.zone, !values["place.country"].empty());
  return entry;
}

}  // namespace entente::importing
