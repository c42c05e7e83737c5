// SPDX-License-Identifier: Apache-2.0
// Lays out an assessment for people.
#include "cli/assessment_text.hpp"

#include "base/words.hpp"
#include "cli/values.hpp"
#include "codec/findings_json.hpp"
#include "msg/cli.hpp"
#include "msg/column.hpp"
#include "msg/word.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <tuple>

namespace entente::cli {
namespace {

constexpr std::size_t shares_shown = 3;
constexpr double percent = 100;

std::string shown(Instant instant, const TimeZone& zone) { return zone.show(instant); }

/// "South-west de-escalation area (SW)" in the reader's language, or the area's name and code.
std::string area_name(const service::Snapshot& snapshot, const std::string& area, i18n::Language language) {
  if (const auto* zone = snapshot.terms.find(terms::ZoneId(area))) {
    return fmt::format("{} ({})", zone->names.in(language), area);
  }
  if (const auto* place = snapshot.gazetteer.by_code(area)) {
    return fmt::format("{} ({})", place->names.in(language), area);
  }
  return area;
}

Message in_days(int days) { return msg::word::days(days); }

/// "--time spread --max-span 6d": what a person types to get it.
std::string flags_of(findings::TimeBy time_by, std::optional<int> max_span_days) {
  const auto time = fmt::format("--time {}", findings::word(time_by));
  return max_span_days ? fmt::format("{} --max-span {}d", time, *max_span_days) : time;
}

/// A share in whole per cent; one that is neither none nor all never looks so.
Message share_of(double part, double whole) {
  if (!(part > 0)) return msg::cli::share(0);
  const double share = percent * part / whole;
  if (share < 0.5) return msg::cli::share_below();
  if (part < whole && share >= percent - 0.5) return msg::cli::share_above();
  return msg::cli::share(share);
}

Message counting_line(const findings::Assessment& assessment) {
  const auto how =
      assessment.asked.time_by == findings::TimeBy::spread ? msg::cli::counted_spread() : msg::cli::counted_start();
  const auto& limit = assessment.asked.max_span_days;
  const auto span =
      limit ? msg::cli::span_limited(assessment.left_out_long_claims, in_days(*limit)) : msg::cli::span_any();
  const auto& windows = assessment.windows;
  const auto longest = std::max_element(windows.begin(), windows.end(),
                                        [](const auto& one, const auto& other) { return one.days < other.days; });
  if (longest == windows.end() || (limit && *limit <= findings::long_claim_days)) {
    return msg::cli::counting_line(how, span);
  }
  const auto& [before, after] = std::tie(longest->before, longest->after);
  return msg::cli::counting_line_long(
      how, span, in_days(findings::long_claim_days), share_of(before.long_claims.events, before.events.expected),
      before.long_claims.claims, share_of(after.long_claims.events, after.events.expected), after.long_claims.claims);
}

/// Which way of counting gives which verdict, where one gives another than the way asked for.
void add_other_countings(const findings::Assessment& assessment, std::vector<Message>& lines) {
  for (const auto& counting : assessment.by_counting) {
    if (counting.state == assessment.verdict) continue;
    lines.push_back(msg::cli::counted_otherwise(flags_of(counting.time_by, counting.max_span_days),
                                                codec::name_of(counting.state)));
  }
}

codec::Cell verdict_cell(findings::VerdictState state) {
  return codec::Word{std::string(findings::word(state)), codec::name_of(state)};
}

Section verdict_section(const service::AssessReport& report, const service::Snapshot& snapshot,
                        i18n::Language language) {
  const auto& assessment = report.assessment;
  Section section;
  const auto area = area_name(snapshot, assessment.zone, language);
  const auto verdict = codec::name_of(assessment.verdict);
  section.title = assessment.at == end_of_time
                      ? msg::cli::verdict_line_without_day(area, assessment.clause.value, verdict)
                      : msg::cli::verdict_line(area, assessment.clause.value,
                                               shown(assessment.at, snapshot.terms.agreement.zone), verdict);
  for (const auto& test : assessment.tests) {
    section.lines.push_back(test.decides ? msg::cli::deciding_reason(codec::name_of(test.says), test.reason)
                                         : msg::cli::other_reason(codec::name_of(test.says), test.reason));
  }
  if (assessment.at == end_of_time) return section;
  if (auto line = asked_line(report)) section.lines.push_back(*std::move(line));
  section.lines.push_back(counting_line(assessment));
  add_other_countings(assessment, section.lines);
  return section;
}

Section change_points_section(const findings::Assessment& assessment) {
  Section section{msg::cli::change_points_title(), {}, {}};
  section.table.columns = {{"date", msg::column::date()},
                           {"earliest", msg::column::earliest()},
                           {"latest", msg::column::latest()},
                           {"rate_before", msg::column::rate_before()},
                           {"rate_after", msg::column::rate_after()}};
  for (const auto& change : assessment.change_points) {
    section.table.rows.push_back({to_string(change.date), to_string(change.earliest), to_string(change.latest),
                                  change.rate_before, change.rate_after});
  }
  if (section.table.rows.empty()) section.lines.push_back(msg::cli::no_change_points());
  return section;
}

Section readings_section(const findings::Assessment& assessment, i18n::Language language) {
  Section section{msg::cli::readings_title(), {}, {}};
  for (const auto& reading : assessment.by_reading) {
    const auto& name = reading.holder_names.in(language);
    section.lines.push_back(reading.reading == terms::as_written
                                ? msg::cli::as_written_line(codec::name_of(reading.state))
                                : msg::cli::reading_line(reading.reading.value, name.empty() ? reading.holder : name,
                                                         codec::name_of(reading.state)));
  }
  return section;
}

void add_coverage_line(const findings::CoverageShare& coverage, std::vector<Message>& lines) {
  lines.push_back(coverage.known ? msg::cli::coverage_known(share_of(coverage.before, 1), share_of(coverage.after, 1))
                                 : msg::cli::coverage_unknown());
}

void add_left_out_lines(const findings::Assessment& assessment, std::vector<Message>& lines) {
  using findings::LeftOut;
  const auto left_out = [&](LeftOut why) { return assessment.left_out.at(static_cast<std::size_t>(why)); };
  const auto refuted = left_out(LeftOut::refuted);
  const auto withdrawn = left_out(LeftOut::withdrawn);
  const auto duplicate = left_out(LeftOut::duplicate);
  if (refuted + withdrawn + duplicate > 0) {
    lines.push_back(msg::cli::left_out_line(static_cast<double>(refuted), static_cast<double>(withdrawn),
                                            static_cast<double>(duplicate)));
  }
  if (const auto actors = left_out(LeftOut::unknown_actor)) lines.push_back(msg::cli::unknown_actor_line(actors));
  if (const auto places = left_out(LeftOut::unknown_place)) lines.push_back(msg::cli::unknown_place_line(places));
  if (const auto places = left_out(LeftOut::ambiguous_place)) lines.push_back(msg::cli::ambiguous_place_line(places));
  if (assessment.without_time > 0) lines.push_back(msg::cli::without_time_line(assessment.without_time));
  if (assessment.without_place > 0) lines.push_back(msg::cli::without_place_line(assessment.without_place));
}

Section observed_section(const findings::Assessment& assessment, std::string_view standing) {
  Section section{msg::cli::observed_title(), {}, {}};
  const auto& quiet = assessment.quiet;
  section.lines.push_back(
      msg::cli::quiet_line(standing, quiet.days, quiet.days_without_events, quiet.longest_run_days));
  add_coverage_line(assessment.coverage, section.lines);
  for (std::size_t i = 0; i < std::min(shares_shown, assessment.origins.size()); ++i) {
    const auto& origin = assessment.origins[i];
    if (origin.origin.empty()) {
      section.lines.push_back(msg::cli::origin_unknown_line(share_of(origin.share, 1)));
    } else {
      section.lines.push_back(msg::cli::origin_line(share_of(origin.share, 1), origin.origin));
    }
  }
  for (std::size_t i = 0; i < std::min(shares_shown, assessment.parties.size()); ++i) {
    const auto& party = assessment.parties[i];
    section.lines.push_back(party.party.empty() ? msg::cli::unattributed_line(share_of(party.share, 1))
                                                : msg::cli::party_line(share_of(party.share, 1), party.party));
  }
  section.lines.push_back(
      msg::cli::carved_out_line(assessment.carved_out_before.expected, assessment.carved_out_after.expected));
  add_left_out_lines(assessment, section.lines);
  return section;
}

}  // namespace

std::vector<Message> basis_lines(const findings::Basis& basis, const TimeZone& zone) {
  std::vector<Message> lines;
  for (const auto& dataset : basis.datasets) {
    lines.push_back(msg::cli::dataset_line(dataset.dataset, dataset.release.empty() ? "–" : dataset.release));
    if (dataset.rows_changed + dataset.rows_gone > 0) {
      lines.push_back(msg::cli::release_changed(static_cast<std::int64_t>(dataset.rows_changed),
                                                static_cast<double>(dataset.rows_gone)));
    }
    if (dataset.known_after_s) {
      lines.push_back(msg::cli::known_after_assumed(duration_text(std::chrono::seconds{*dataset.known_after_s})));
    }
    if (!dataset.attribution.empty()) lines.push_back(msg::cli::attribution(dataset.attribution));
  }
  if (basis.places > 0) lines.push_back(msg::cli::places_line(static_cast<std::int64_t>(basis.places)));
  lines.push_back(basis.known_at == end_of_time ? msg::cli::known_at_all()
                                                : msg::cli::known_at_line(shown(basis.known_at, zone)));
  lines.push_back(msg::cli::basis_line(basis.terms_digest.substr(0, 12), basis.record_root,
                                       static_cast<std::int64_t>(basis.record_size), basis.engine));
  return lines;
}

codec::Table with_knowledge(codec::Table table, const findings::Basis& basis) {
  std::vector<std::string> assumed;
  for (const auto& dataset : basis.datasets) {
    if (!dataset.known_after_s) continue;
    assumed.push_back(fmt::format("{} {} {}", dataset.dataset, dataset.release,
                                  duration_text(std::chrono::seconds{*dataset.known_after_s})));
  }
  const auto known_at = basis.known_at == end_of_time ? codec::Cell() : codec::Cell(to_string(basis.known_at));
  const auto known_after = assumed.empty() ? codec::Cell() : codec::Cell(joined(assumed, "; "));
  table.columns.push_back({"known_at", msg::column::known_at()});
  table.columns.push_back({"known_after", msg::column::known_after()});
  for (auto& row : table.rows)
    row.insert(row.end(), {known_at, known_after});
  return table;
}

std::optional<Message> asked_line(const service::AssessReport& report) {
  const findings::Asked usual;
  const auto& asked = report.assessment.asked;
  std::vector<std::string> flags;
  const auto place_by = report.basis.place_by;
  if (place_by != findings::PlaceBy::named_then_geometry) {
    flags.push_back(fmt::format("--place {}", findings::word(place_by)));
  }
  if (asked.time_by != usual.time_by) flags.push_back(fmt::format("--time {}", findings::word(asked.time_by)));
  if (asked.max_span_days) flags.push_back(fmt::format("--max-span {}d", *asked.max_span_days));
  if (asked.windows_days != usual.windows_days) {
    flags.push_back(fmt::format("--windows {}d", fmt::join(asked.windows_days, "d,")));
  }
  if (asked.penalty != usual.penalty) flags.push_back(fmt::format("--penalty {}", asked.penalty));
  if (asked.min_segment_days != usual.min_segment_days) {
    flags.push_back(fmt::format("--min-segment {}d", asked.min_segment_days));
  }
  if (const auto& series = asked.series) {
    flags.push_back(
        fmt::format("--series {}/{}", to_string(series->first), to_string(series->last + std::chrono::days{1})));
  }
  if (flags.empty()) return std::nullopt;
  return msg::cli::asked_line(joined(flags, " "));
}

std::vector<Section> assessment_sections(const service::AssessReport& report, const service::Snapshot& snapshot,
                                         i18n::Language language) {
  const auto& assessment = report.assessment;
  std::vector<Section> sections;
  sections.push_back(verdict_section(report, snapshot, language));
  if (assessment.at != end_of_time) {
    const auto standing = word(snapshot.terms.standing_at(assessment.at, assessment.force));
    sections.push_back({msg::cli::windows_title(standing), {}, codec::windows_table(assessment)});
    sections.push_back(change_points_section(assessment));
    sections.push_back(observed_section(assessment, standing));
  }
  sections.push_back(readings_section(assessment, language));
  sections.push_back({msg::cli::basis_title(), basis_lines(report.basis, snapshot.terms.agreement.zone), {}});
  return sections;
}

codec::Table window_rows(const findings::Assessment& assessment, const TimeZone& zone) {
  auto table = codec::windows_table(assessment);
  const std::vector<codec::Column> about = {{"zone", msg::column::zone()},
                                            {"clause", msg::column::clause()},
                                            {"at", msg::column::date()},
                                            {"verdict", msg::column::verdict()}};
  const std::vector<codec::Cell> values = {assessment.zone, assessment.clause.value,
                                           to_string(zone.day_of(assessment.at)), verdict_cell(assessment.verdict)};
  table.columns.insert(table.columns.begin(), about.begin(), about.end());
  for (auto& row : table.rows)
    row.insert(row.begin(), values.begin(), values.end());
  return table;
}

codec::Table weekly_table(const std::vector<service::AssessReport>& reports, const terms::Terms& terms) {
  const auto& zone = terms.agreement.zone;
  codec::Table table{
      {{"at", msg::column::date()}, {"verdict", msg::column::verdict()}, {"decided_by", msg::column::test()}}, {}};
  for (const auto& report : reports) {
    std::vector<std::string_view> deciding;
    std::vector<Message> names;
    for (const auto& test : report.assessment.tests) {
      if (!test.decides) continue;
      deciding.emplace_back(test.test);
      names.push_back(codec::name_of_test(test.test));
    }
    table.rows.push_back({to_string(zone.day_of(report.assessment.at)), verdict_cell(report.assessment.verdict),
                          codec::Word{joined(deciding, " "), msg::word::words(names)}});
  }
  if (!reports.empty()) {
    table.shared = codec::shared_json(reports.front().assessment, reports.front().basis, terms);
  }
  return table;
}

}  // namespace entente::cli
