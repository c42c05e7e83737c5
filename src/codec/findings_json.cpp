// SPDX-License-Identifier: Apache-2.0
// Assessments and violations, written out.
#include "codec/findings_json.hpp"

#include "base/words.hpp"
#include "codec/beside_json.hpp"
#include "codec/json_write.hpp"
#include "codec/message_json.hpp"
#include "msg/column.hpp"
#include "msg/word.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value_from.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

namespace entente::codec {
namespace {

namespace json = boost::json;

// ---- small parts --------------------------------------------------------------------------------------------------

json::value instant_or_null(Instant instant) {
  if (instant == beginning_of_time || instant == end_of_time) return nullptr;
  return json::value(to_string(instant));
}

template <typename T>
json::value or_null(const std::optional<T>& value) {
  return value ? json::value(*value) : json::value(nullptr);
}

json::array strings(const std::vector<terms::ReadingId>& ids) {
  json::array array;
  for (const auto& id : ids)
    array.emplace_back(id.value);
  return array;
}

/// The readings by their ids; people read in words which of them is what is written.
Cell readings_cell(const std::vector<terms::ReadingId>& ids) {
  std::vector<std::string_view> all;
  std::vector<Message> words;
  for (const auto& id : ids) {
    all.emplace_back(id.value);
    words.push_back(id == terms::as_written ? msg::word::as_written() : msg::word::words(id.value));
  }
  return Word{joined(all, " "), msg::word::words(std::move(words))};
}

json::array datasets_json(const findings::Basis& basis) {
  json::array datasets;
  for (const auto& dataset : basis.datasets) {
    json::object object{{"dataset", dataset.dataset}, {"release", dataset.release}};
    object["known_after_s"] = or_null(dataset.known_after_s);
    object["rows_changed"] = dataset.rows_changed;
    object["rows_gone"] = dataset.rows_gone;
    object["simulated"] = dataset.simulated;
    if (!dataset.attribution.empty()) object["attribution"] = dataset.attribution;
    datasets.push_back(std::move(object));
  }
  return datasets;
}

/// What names terms, record and engine, and whether the record's places stand beside the terms.
void add_roots(json::object& document, const findings::Basis& basis) {
  document["terms_digest"] = basis.terms_digest;
  document["record_root"] = basis.record_root;
  document["record_size"] = basis.record_size;
  document["places"] = basis.places;
  document["engine_version"] = basis.engine;
}

void add_basis(json::object& document, const findings::Basis& basis) {
  if (basis.simulated) document["simulated"] = "SIMULATED";
  add_roots(document, basis);
  document["at"] = instant_or_null(basis.at);
  document["known_at"] = instant_or_null(basis.known_at);
  document["datasets"] = datasets_json(basis);
}

// ---- assessment ---------------------------------------------------------------------------------------------------

json::object events_json(const findings::Events& events) {
  return {{"certain", events.certain}, {"expected", events.expected}, {"possible", events.possible}};
}

json::object long_claims_json(const findings::Period& period) {
  const auto& [claims, events] = period.long_claims;
  const double all = period.events.expected;
  return {
      {"claims", claims}, {"events", events}, {"share", all > 0 ? json::value(events / all) : json::value(nullptr)}};
}

json::object period_json(const findings::Period& period) {
  return {
      {"from", to_string(period.when.from)},
      {"to", to_string(period.when.to)},
      {"exposure_days", period.exposure_days},
      {"events", events_json(period.events)},
      {"deaths", json::object{{"low", period.deaths.low}, {"best", period.deaths.best}, {"high", period.deaths.high}}},
      {"civilian_deaths", period.civilian_deaths},
      {"long_claims", long_claims_json(period)}};
}

json::value interval_json(const findings::Interval& interval) {
  if (!interval.defined) return nullptr;
  return json::object{{"estimate", interval.estimate}, {"lower", interval.lower}, {"upper", interval.upper}};
}

json::object control_json(const findings::ControlCounts& control) {
  json::object by_area;
  for (const auto& [area, counts] : control.by_area) {
    by_area[area] = json::object{{"before", counts.first}, {"after", counts.second}};
  }
  return {{"before", control.before}, {"after", control.after}, {"by_area", std::move(by_area)}};
}

json::object window_json(const findings::Window& window) {
  json::object object{{"days", window.days}, {"complete", window.complete}};
  object["before"] = period_json(window.before);
  object["after"] = period_json(window.after);
  object["rate_ratio"] = interval_json(window.rate_ratio);
  object["dispersion"] =
      json::object{{"before", or_null(window.dispersion_before)}, {"after", or_null(window.dispersion_after)}};
  object["rate_ratio_dispersed"] = interval_json(window.rate_ratio_dispersed);
  object["control"] = control_json(window.control);
  object["ratio_of_ratios"] = interval_json(window.ratio_of_ratios);
  return object;
}

json::object change_point_json(const findings::ChangePoint& change) {
  return {{"date", to_string(change.date)},           {"earliest", to_string(change.earliest)},
          {"latest", to_string(change.latest)},       {"surely_from", to_string(change.surely_from)},
          {"surely_to", to_string(change.surely_to)}, {"rate_before", change.rate_before},
          {"rate_after", change.rate_after},          {"vanishes_at_penalty", or_null(change.vanishes_at)}};
}

json::object alarm_json(const findings::Alarm& alarm) {
  return {{"active", alarm.active},
          {"since", alarm.since ? json::value(to_string(*alarm.since)) : json::value(nullptr)},
          {"reference_rate", alarm.reference_rate},
          {"statistic", alarm.statistic},
          {"threshold", alarm.threshold},
          {"false_every_days", alarm.false_every_days},
          {"recent_rate", alarm.recent_rate},
          {"recent_days", alarm.recent_days}};
}

json::value series_json(const std::optional<DayRange>& series) {
  if (!series) return nullptr;
  return json::object{{"from", to_string(series->first)}, {"to", to_string(series->last + std::chrono::days{1})}};
}

json::object asked_json(const findings::Asked& asked, const findings::Basis& basis) {
  return {{"place", findings::word(basis.place_by)},
          {"time", findings::word(asked.time_by)},
          {"max_span_days", or_null(asked.max_span_days)},
          {"windows_days", json::value_from(asked.windows_days)},
          {"penalty", asked.penalty},
          {"min_segment_days", asked.min_segment_days},
          {"series", series_json(asked.series)}};
}

json::object verdict_json(const findings::Assessment& assessment, i18n::Language language) {
  json::array reasons;
  for (const auto& test : assessment.tests) {
    reasons.push_back(json::object{{"test", test.test},
                                   {"says", findings::word(test.says)},
                                   {"decides", test.decides},
                                   {"reason", message_json(test.reason, language)}});
  }
  json::array by_reading;
  for (const auto& reading : assessment.by_reading) {
    by_reading.push_back(json::object{
        {"reading", reading.reading.value}, {"holder", reading.holder}, {"state", findings::word(reading.state)}});
  }
  json::array by_counting;
  for (const auto& counting : assessment.by_counting) {
    by_counting.push_back(json::object{{"time", findings::word(counting.time_by)},
                                       {"max_span_days", or_null(counting.max_span_days)},
                                       {"state", findings::word(counting.state)}});
  }
  return {{"state", findings::word(assessment.verdict)},
          {"text", i18n::render(name_of(assessment.verdict), language)},
          {"reasons", std::move(reasons)},
          {"by_reading", std::move(by_reading)},
          {"by_counting", std::move(by_counting)}};
}

template <typename Share>
json::array shares_json(const std::vector<Share>& shares, std::string Share::* name, const char* key) {
  json::array array;
  for (const auto& share : shares) {
    array.push_back(json::object{{key, share.*name}, {"events", share.events}, {"share", share.share}});
  }
  return array;
}

json::array weekly_json(const findings::Assessment& assessment) {
  json::array weeks;
  for (const auto& [day, events] : assessment.weekly) {
    weeks.push_back(json::object{{"week_of", to_string(day)}, {"events", events}});
  }
  return weeks;
}

json::value in_force_json(const TimeRange& force) {
  if (force.empty()) return nullptr;
  return json::object{{"from", instant_or_null(force.from)}, {"to", instant_or_null(force.to)}};
}

json::object left_out_json(const findings::Assessment& assessment) {
  json::object object{{"long_claims", assessment.left_out_long_claims},
                      {"without_time", assessment.without_time},
                      {"without_place", assessment.without_place}};
  for (std::size_t i = 0; i < assessment.left_out.size(); ++i)
    object[findings::word(static_cast<findings::LeftOut>(i))] = assessment.left_out[i];
  return object;
}

json::object coverage_json(const findings::CoverageShare& coverage) {
  if (!coverage.known) return {{"known", false}, {"before", nullptr}, {"after", nullptr}};
  return {{"known", true}, {"before", coverage.before}, {"after", coverage.after}};
}

template <typename Part, typename Make>
json::array array_of(const std::vector<Part>& parts, Make make) {
  json::array array;
  for (const auto& part : parts)
    array.push_back(make(part));
  return array;
}

Cell number_or_empty(const findings::Interval& interval, double findings::Interval::* member) {
  return interval.defined ? Cell(interval.*member) : Cell();
}

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::value day_or_null(const std::optional<Day>& day) {
  return day ? json::value(to_string(*day)) : json::value(nullptr);
}

json::array evidence_json(const record::IncidentState& state) {
  json::array evidence;
  for (const auto& [entry, external] : state.evidence()) {
    json::object cited{{"entry", record::to_string(entry)}};
    cited["dataset"] = external ? json::value(external->dataset) : json::value(nullptr);
    cited["row"] = external ? json::value(external->id) : json::value(nullptr);
    evidence.push_back(std::move(cited));
  }
  return evidence;
}

json::object violation_json(const findings::Violation& violation, IncidentTeller& teller) {
  json::array grounds;
  for (const auto& ground : violation.grounds) {
    constexpr std::string_view answers[] = {"met", "uncertain", "unmet"};
    grounds.push_back(json::object{{"condition", findings::word(ground.condition)},
                                   {"answer", answers[static_cast<std::size_t>(ground.answer)]},
                                   {"reason", message_json(ground.reason, teller.language())}});
  }
  json::array decided_by;
  for (const auto* ground : deciding_grounds(violation))
    decided_by.emplace_back(findings::word(ground->condition));
  const auto words = teller.words_of(violation.incident);
  return {{"incident", record::to_string(violation.incident)},
          {"first_day", day_or_null(words.first_day)},
          {"last_day", day_or_null(words.last_day)},
          {"place", text_or_null(words.place)},
          {"area", text_or_null(words.area)},
          {"act", words.act},
          {"dataset", text_or_null(words.dataset)},
          {"row", text_or_null(words.row)},
          {"clause", violation.clause.value},
          {"readings", strings(violation.readings)},
          {"state", findings::word(violation.state)},
          {"probability", violation.probability},
          {"zone", violation.zone ? json::value(violation.zone->value) : json::value(nullptr)},
          {"inside", json::object{{"lower", violation.place.lower},
                                  {"probability", violation.place.probability},
                                  {"upper", violation.place.upper}}},
          {"decided_by", std::move(decided_by)},
          {"grounds", std::move(grounds)},
          {"evidence", evidence_json(teller.state_of(violation.incident))}};
}

Cell text_or_empty(const std::string& text) { return text.empty() ? Cell() : Cell(text); }
Cell day_or_empty(const std::optional<Day>& day) { return day ? Cell(to_string(*day)) : Cell(); }

/// "4991be5c… ucdp-ged:214797; 00a1…": ids in full, with the row where there is one.
std::string evidence_text(const record::IncidentState& state) {
  std::string text;
  for (const auto& [entry, external] : state.evidence()) {
    if (!text.empty()) text += "; ";
    text += record::to_string(entry);
    if (external) text += fmt::format(" {}:{}", external->dataset, external->id);
  }
  return text;
}

std::string conditions_of(const std::vector<const findings::Ground*>& grounds) {
  std::vector<std::string_view> words;
  words.reserve(grounds.size());
  for (const auto* ground : grounds)
    words.push_back(findings::word(ground->condition));
  return joined(words, " ");
}

}  // namespace

Message name_of(findings::VerdictState state) {
  switch (state) {
    case findings::VerdictState::holding:
      return msg::word::holding();
    case findings::VerdictState::strained:
      return msg::word::strained();
    case findings::VerdictState::broken:
      return msg::word::broken();
    case findings::VerdictState::not_assessable:
      break;
  }
  return msg::word::not_assessable();
}

Message name_of(findings::ViolationState state) {
  switch (state) {
    case findings::ViolationState::violation:
      return msg::word::violation();
    case findings::ViolationState::possible:
      return msg::word::possible();
    case findings::ViolationState::not_violation:
      break;
  }
  return msg::word::not_violation();
}

std::string assessment_json(const findings::Assessment& assessment, const findings::Basis& basis,
                            const terms::Terms& terms, i18n::Language language) {
  json::object document;
  document["agreement"] = terms.agreement.id.value;
  document["zone"] = assessment.zone;
  document["clause"] = assessment.clause.value;
  document["readings"] = strings(assessment.readings);
  add_basis(document, basis);
  document["verdict"] = verdict_json(assessment, language);
  document["in_force"] = in_force_json(assessment.force);
  document["asked"] = asked_json(assessment.asked, basis);
  document["counting"] = json::object{{"time", findings::word(assessment.asked.time_by)},
                                      {"max_span_days", or_null(assessment.asked.max_span_days)},
                                      {"long_claim_days", findings::long_claim_days}};
  document["windows"] = array_of(assessment.windows, window_json);
  document["change_points"] = array_of(assessment.change_points, change_point_json);
  document["quiet"] = json::object{{"days", assessment.quiet.days},
                                   {"days_without_events", assessment.quiet.days_without_events},
                                   {"longest_run_days", assessment.quiet.longest_run_days}};
  document["alarm"] = alarm_json(assessment.alarm);
  document["coverage"] = coverage_json(assessment.coverage);
  document["origins"] = shares_json(assessment.origins, &findings::OriginShare::origin, "origin");
  document["parties"] = shares_json(assessment.parties, &findings::PartyShare::party, "party");
  document["carve_outs"] = json::object{{"before", events_json(assessment.carved_out_before)},
                                        {"after", events_json(assessment.carved_out_after)}};
  document["permitted"] = json::object{{"before", events_json(assessment.permitted_before)},
                                       {"after", events_json(assessment.permitted_after)}};
  document["left_out"] = left_out_json(assessment);
  document["weekly"] = weekly_json(assessment);
  if (assessment.beside) document["beside"] = beside_json(*assessment.beside);
  return write_json(document, JsonStyle::pretty);
}

std::string shared_json(const findings::Assessment& assessment, const findings::Basis& basis,
                        const terms::Terms& terms) {
  json::object shared{
      {"agreement", terms.agreement.id.value}, {"zone", assessment.zone}, {"clause", assessment.clause.value}};
  shared["readings"] = strings(assessment.readings);
  add_roots(shared, basis);
  shared["asked"] = asked_json(assessment.asked, basis);
  return write_json(shared, JsonStyle::compact);
}

Table windows_table(const findings::Assessment& assessment) {
  Table table{{{"days", msg::column::days()},
               {"complete", msg::column::complete()},
               {"events_before", msg::column::expected_before()},
               {"events_after", msg::column::expected_after()},
               {"deaths_before", msg::column::deaths_before()},
               {"deaths_after", msg::column::deaths_after()},
               {"rate_ratio", msg::column::rate_ratio()},
               {"lower", msg::column::lower()},
               {"upper", msg::column::upper()},
               {"control_before", msg::column::control_before()},
               {"control_after", msg::column::control_after()},
               {"ratio_of_ratios", msg::column::ratio_of_ratios()}},
              {}};
  for (const auto& window : assessment.windows) {
    table.rows.push_back({std::int64_t{window.days}, window.complete, window.before.events.expected,
                          window.after.events.expected, window.before.deaths.best, window.after.deaths.best,
                          number_or_empty(window.rate_ratio, &findings::Interval::estimate),
                          number_or_empty(window.rate_ratio, &findings::Interval::lower),
                          number_or_empty(window.rate_ratio, &findings::Interval::upper), window.control.before,
                          window.control.after,
                          number_or_empty(window.ratio_of_ratios, &findings::Interval::estimate)});
  }
  return table;
}

Message name_of_test(std::string_view test) {
  constexpr std::string_view window = "rate_ratio_";
  if (test == "recorded") return msg::word::test_recorded();
  if (test == "record_reaches") return msg::word::test_record_reaches();
  if (test == "status") return msg::word::test_status();
  if (test == "in_force") return msg::word::test_in_force();
  if (test == "counting_rule") return msg::word::test_counting_rule();
  if (test == "coverage") return msg::word::test_coverage();
  if (test == "certainty") return msg::word::test_certainty();
  if (test == "rate_ratio_since_entry") return msg::word::test_since_entry();
  if (test == "alarm") return msg::word::test_alarm();
  if (test == "control") return msg::word::test_control();
  int days = 0;
  const auto* end = test.data() + test.size();
  const bool counts =
      test.starts_with(window) && std::from_chars(test.data() + window.size(), end, days).ec == std::errc{};
  return counts ? msg::word::test_window(msg::word::days(days)) : msg::word::words(test);
}

std::vector<const findings::Ground*> deciding_grounds(const findings::Violation& violation) {
  std::vector<const findings::Ground*> deciding;
  const auto add = [&](auto decides) {
    for (const auto& ground : violation.grounds) {
      if (decides(ground)) deciding.push_back(&ground);
    }
  };
  for (const auto answer : {findings::Answer::unmet, findings::Answer::uncertain}) {
    add([&](const auto& ground) { return ground.answer == answer; });
    if (!deciding.empty()) return deciding;
  }
  add([](const auto& ground) {
    using findings::Condition;
    const auto asked = ground.condition;
    return asked == Condition::act || asked == Condition::actors || asked == Condition::place;
  });
  return deciding;
}

std::string violations_json(std::span<const findings::Violation> violations, const findings::Basis& basis,
                            IncidentTeller& teller) {
  json::object document;
  add_basis(document, basis);
  document["asked"] = json::object{{"place", findings::word(basis.place_by)}};
  json::array array;
  for (const auto& violation : violations)
    array.push_back(violation_json(violation, teller));
  document["findings"] = std::move(array);
  return write_json(document, JsonStyle::pretty);
}

Table violations_table(std::span<const findings::Violation> violations, IncidentTeller& teller) {
  Table table{{{"incident", msg::column::incident()},
               {"first_day", msg::column::earliest()},
               {"last_day", msg::column::latest()},
               {"place", msg::column::place()},
               {"area", msg::column::area()},
               {"act", msg::column::act()},
               {"clause", msg::column::clause()},
               {"readings", msg::column::readings()},
               {"state", msg::column::state()},
               {"probability", msg::column::probability()},
               {"zone", msg::column::zone()},
               {"decided_by", msg::column::decides()},
               {"reason", msg::column::reason()},
               {"dataset", msg::column::dataset()},
               {"row", msg::column::row()},
               {"evidence", msg::column::evidence()}},
              {}};
  for (const auto& violation : violations) {
    const auto grounds = deciding_grounds(violation);
    const auto words = teller.words_of(violation.incident);
    table.rows.push_back({record::to_string(violation.incident), day_or_empty(words.first_day),
                          day_or_empty(words.last_day), text_or_empty(words.place), text_or_empty(words.area),
                          words.act, violation.clause.value, readings_cell(violation.readings),
                          Word{std::string(findings::word(violation.state)), name_of(violation.state)},
                          violation.probability, violation.zone ? Cell(violation.zone->value) : Cell(),
                          conditions_of(grounds), grounds.empty() ? Cell() : Cell(grounds.front()->reason),
                          text_or_empty(words.dataset), text_or_empty(words.row),
                          evidence_text(teller.state_of(violation.incident))});
  }
  return table;
}

}  // namespace entente::codec
