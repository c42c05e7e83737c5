// SPDX-License-Identifier: Apache-2.0
#include "record/random_entry.hpp"

#include "record/canonical.hpp"

#include <algorithm>
#include <array>

namespace entente::record {
namespace {

constexpr std::size_t incident_kind = 4;
constexpr std::size_t first_kind_about_another = 7;

}  // namespace

double RandomEntries::real() {
  static constexpr std::array<double, 8> awkward = {0, 0.1, 1.0 / 3, 1e-300, 1e300, 3000, -0.0, 123456789.123456789};
  return chance() ? awkward[static_cast<std::size_t>(whole(0, 7))]
                  : std::uniform_real_distribution<double>(-1000, 1000)(random_);
}

std::string RandomEntries::text() {
  static constexpr std::array<std::string_view, 10> pieces = {
      "shells", " ",    "\n",    "\r\n",     "\\",
      "\\n",    "درعا", "Даръа", "\"SOHR\"", "a longer run of words, as headlines have"};
  std::string text;
  for (std::int64_t n = whole(0, 4); n > 0; --n)
    text += pieces[static_cast<std::size_t>(whole(0, 9))];
  return text;
}

std::vector<std::string> RandomEntries::words() {
  std::vector<std::string> words(static_cast<std::size_t>(chance(0.1) ? whole(10, 12) : whole(0, 3)));
  std::generate(words.begin(), words.end(), [&] { return text(); });
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

geo::LatLng RandomEntries::point() {
  return {.lat_deg = std::uniform_real_distribution<double>(-90, 90)(random_),
          .lng_deg = std::uniform_real_distribution<double>(-180, 180)(random_)};
}

geo::Ring RandomEntries::ring() {
  geo::Ring ring(static_cast<std::size_t>(whole(0, 5)));
  std::generate(ring.begin(), ring.end(), [&] { return point(); });
  return ring;
}

geo::Outline RandomEntries::outline() {
  geo::Outline outline{.parts = {}, .edges = choice(geo::Edges::planar)};
  for (std::int64_t n = whole(0, 2); n > 0; --n) {
    geo::Polygon& part = outline.parts.emplace_back();
    part.outer = ring();
    for (std::int64_t holes = whole(0, 2); holes > 0; --holes)
      part.holes.push_back(ring());
  }
  return outline;
}

geo::PlaceClaim RandomEntries::place() {
  geo::PlaceClaim place;
  switch (whole(0, 3)) {
    case 1:
      place.where = geo::Disc{.centre = point(), .radius_m = real(), .density = choice(geo::Disc::Density::declining)};
      break;
    case 2:
      place.where = geo::Wedge{
          .post = point(), .bearing_deg = real(), .bearing_plus_minus_deg = real(), .near_m = real(), .far_m = real()};
      break;
    case 3:
      place.where = outline();
      break;
    default:
      break;
  }
  place.within = words();
  place.name = text();
  return place;
}

Instant RandomEntries::instant() {
  if (chance(0.05)) return chance() ? beginning_of_time : end_of_time;
  constexpr std::int64_t far = std::int64_t{1} << 60;
  constexpr std::int64_t today_s = 1'800'000'000;
  return Instant{std::chrono::seconds{chance(0.1) ? whole(-far, far) : whole(0, today_s)}};
}

TimeClaim RandomEntries::time() {
  TimeClaim claim{.meaning = choice(TimeClaim::Meaning::throughout), .days = {}, .instants = {}};
  if (chance()) {
    constexpr std::int64_t far = 10'000'000;
    const Day first{std::chrono::days{chance(0.1) ? whole(-far, far) : whole(0, 20'000)}};
    claim.days = DayRange{.first = first, .last = first + std::chrono::days{whole(0, 30)}};
  } else {
    claim.instants = TimeRange{.from = instant(), .to = instant()};
  }
  return claim;
}

i18n::Names RandomEntries::names() { return {.en = text(), .ar = text(), .ru = text(), .aliases = words()}; }

EntryId RandomEntries::new_id() {
  EntryId id;
  for (std::uint8_t& byte : id.bytes)
    byte = static_cast<std::uint8_t>(whole(0, 255));
  return id;
}

Estimate RandomEntries::estimate() {
  const auto low = static_cast<std::int32_t>(whole(-1, 100));
  const auto best = low + static_cast<std::int32_t>(whole(0, 100));
  return {.low = low, .best = best, .high = best + static_cast<std::int32_t>(whole(0, 100))};
}

Participation RandomEntries::participation() {
  return {.role = choice(Participation::Role::target), .name = text(), .dataset = text(), .id = text()};
}

Incident RandomEntries::incident() {
  Incident incident;
  incident.act = choice(terms::Act::other);
  incident.weapon = choice(terms::Weapon::other);
  for (std::int64_t n = whole(0, chance(0.05) ? 12 : 2); n > 0; --n)
    incident.participants.push_back(participation());
  if (chance()) incident.count = static_cast<std::int32_t>(whole(0, 500));
  incident.direction = choice(Direction::undetermined);
  Casualties& casualties = incident.casualties;
  for (auto* kind : {&casualties.killed, &casualties.killed_civilians, &casualties.killed_combatants,
                     &casualties.killed_women, &casualties.killed_children, &casualties.injured}) {
    if (chance()) *kind = estimate();
  }
  incident.place = place();
  if (chance(0.9)) incident.time = time();
  incident.means = choice(Means::report);
  incident.origins = words();
  incident.activities = static_cast<std::int32_t>(whole(1, 2));
  incident.repairs = words();
  incident.words = text();
  return incident;
}

ImportRun RandomEntries::import_run() {
  ImportRun run;
  run.importer = text();
  run.dataset = text();
  run.release = text();
  run.file_digest = text();
  run.rows_new = random_();
  run.rows_rejected = static_cast<std::uint64_t>(whole(0, 10));
  if (chance()) run.known_after_s = whole(-10, 1'000'000);
  run.simulated = chance();
  run.attribution = text();
  return run;
}

PlaceEntry RandomEntries::place_entry() {
  geo::NamedPlace place;
  place.code = text();
  place.kind = choice(geo::NamedPlace::Kind::locality);
  place.names = names();
  place.within = text();
  if (chance()) place.centre = point();
  if (chance()) place.outline = outline();
  place.source = text();
  return {place};
}

Body RandomEntries::body(std::size_t index) {
  switch (index) {
    case 0:
      return TermsText{{.files = {{"terms.yaml", text()}, {"outline-" + std::to_string(whole(0, 9)), text()}}}};
    case 1:
      return import_run();
    case 2:
      return Source{.id = SourceId(text()),
                    .names = names(),
                    .origin_group = text(),
                    .grade = {.reliability = chance() ? static_cast<char>(whole('A', 'F')) : '\0',
                              .credibility = chance() ? static_cast<char>(whole('1', '6')) : '\0'},
                    .interests = text()};
    case 3:
      return place_entry();
    case 4:
      return incident();
    case 5:
      return Coverage{.place = place(),
                      .time = time(),
                      .means = choice(Means::report),
                      .hours = real(),
                      .share = real(),
                      .by = text()};
    case 6:
      return Restriction{
          .kind = choice(Restriction::Kind::jamming), .place = place(), .time = time(), .by = text(), .words = text()};
    case 7: {
      Verification verification{.subject = last_incident_,
                                .state = choice(VerificationState::duplicate),
                                .duplicate_of = {},
                                .reason = text()};
      if (verification.state == VerificationState::duplicate) verification.duplicate_of = incident_before_;
      return verification;
    }
    case 8:
      return Attribution{
          .subject = last_incident_, .actor = text(), .basis = text(), .confidence = real(), .claimed_by = text()};
    default:
      return Retraction{.subject = last_incident_, .reason = text()};
  }
}

Entry RandomEntries::of_kind(std::size_t index) {
  Entry entry;
  entry.id = new_id();
  entry.recorded_at = instant();
  entry.author = text();
  if (chance()) entry.source = SourceId(text());
  entry.label = {.tlp = choice(Label::Tlp::red), .compartments = words()};
  entry.body = body(index);
  if (index == incident_kind) {
    if (incidents_ > 0 && chance(0.2)) {
      entry.corrects = last_incident_;
    } else if (incidents_ > 0) {
      incident_before_ = last_incident_;
    }
    if (chance()) entry.external = ExternalKey{"set", std::to_string(random_()), "2019-12-01"};
    last_incident_ = entry.id;
    ++incidents_;
  }
  return entry;
}

Entry RandomEntries::any() {
  const auto last = static_cast<std::int64_t>(std::variant_size_v<Body> - 1);
  const auto index = static_cast<std::size_t>(whole(0, last));
  return of_kind(incidents_ == 0 && index >= first_kind_about_another ? incident_kind : index);
}

Entry RandomEntries::imported_incident(std::uint64_t number) {
  Entry entry;
  entry.external = ExternalKey{"ucdp-ged", std::to_string(214'000 + number), "2019-12-01"};
  entry.id = derive_id(*entry.external);
  entry.recorded_at = Instant{std::chrono::seconds{1'575'158'400}};
  entry.author = "import";
  entry.source = SourceId("ucdp");
  entry.label = label_clear;
  Incident incident;
  incident.act = terms::Act::armed_clash;
  incident.participants = {
      {.role = Participation::Role::side_a, .name = "Government of Syria", .dataset = "ucdp", .id = "118"},
      {.role = Participation::Role::side_b, .name = "Syrian insurgents", .dataset = "ucdp", .id = "4456"}};
  incident.casualties.killed = estimate();
  incident.casualties.killed_civilians = Estimate{.low = 0, .best = 1, .high = 1};
  incident.place.where = geo::Disc{.centre = point(), .radius_m = 3000, .density = geo::Disc::Density::declining};
  incident.place.within = {"Homs Governorate", "Ar Rastan district"};
  incident.place.name = "Teir Maaleh village";
  const Day day{std::chrono::days{whole(16'000, 18'000)}};
  incident.time = TimeClaim{.meaning = TimeClaim::Meaning::sometime_in, .days = DayRange{day, day}, .instants = {}};
  incident.means = Means::report;
  incident.origins = {"SOHR"};
  incident.words = "14 shells hit Dahya al-Assad and clashes continue around Ter Ma’la";
  entry.body = incident;
  return entry;
}

}  // namespace entente::record
