// SPDX-License-Identifier: Apache-2.0
// An assessment in sentences of the catalogue.
#include "report/sentences.hpp"

#include "base/words.hpp"
#include "codec/findings_json.hpp"
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "msg/word.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>

namespace entente::report {
namespace {

constexpr std::size_t shares_shown = 3;
constexpr double percent = 100;

Message in_days(int days) { return msg::word::days(days); }

/// "--time spread --max-span 6d": what a person types to get it.
std::string flags_of(findings::TimeBy time_by, std::optional<int> max_span_days) {
  const auto time = fmt::format("--time {}", findings::word(time_by));
  return max_span_days ? fmt::format("{} --max-span {}d", time, *max_span_days) : time;
}

Message counting_line(const findings::Assessment& assessment) {
  const auto how = assessment.asked.time_by == findings::TimeBy::spread ? msg::report::counted_spread()
                                                                        : msg::report::counted_start();
  const auto& limit = assessment.asked.max_span_days;
  const auto span =
      limit ? msg::report::span_limited(assessment.left_out_long_claims, in_days(*limit)) : msg::report::span_any();
  const auto* longest = findings::longest_of(assessment.windows);
  if (longest == nullptr || (limit && *limit <= findings::long_claim_days)) {
    return msg::report::counting_line(how, span);
  }
  const auto& [before, after] = std::tie(longest->before, longest->after);
  return msg::report::counting_line_long(
      how, span, in_days(findings::long_claim_days), share_of(before.long_claims.events, before.events.expected),
      before.long_claims.claims, share_of(after.long_claims.events, after.events.expected), after.long_claims.claims);
}

}  // namespace

std::string area_name(const terms::Terms& terms, const geo::Gazetteer& gazetteer, const std::string& area,
                      i18n::Language language) {
  if (const auto* zone = terms.find(terms::ZoneId(area))) {
    return fmt::format("{} ({})", zone->names.in(language), area);
  }
  if (const auto* place = gazetteer.by_code(area)) {
    return fmt::format("{} ({})", place->names.in(language), area);
  }
  return area;
}

Message verdict_line(const findings::Assessment& assessment, const std::string& area, const TimeZone& zone) {
  const auto verdict = codec::name_of(assessment.verdict);
  if (assessment.at == end_of_time) {
    return msg::report::verdict_line_without_day(area, assessment.clause.value, verdict);
  }
  return msg::report::verdict_line(area, assessment.clause.value, zone.show(assessment.at), verdict);
}

std::string_view standing_word(const terms::Terms& terms, const findings::Assessment& assessment) {
  return word(terms.standing_at(assessment.at, assessment.force));
}

Message share_of(double part, double whole) {
  if (!(part > 0)) return msg::word::percent(0);
  const double share = percent * part / whole;
  if (share < 0.5) return msg::report::share_below();
  if (part < whole && share >= percent - 0.5) return msg::report::share_above();
  return msg::word::percent(std::nearbyint(share));
}

std::optional<Message> asked_line(const findings::Assessment& assessment, const findings::Basis& basis) {
  const findings::Asked usual;
  const auto& asked = assessment.asked;
  std::vector<std::string> flags;
  const auto place_by = basis.place_by;
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
  return msg::report::asked_line(joined(flags, " "));
}

std::vector<Message> counting_lines(const findings::Assessment& assessment, const findings::Basis& basis) {
  std::vector<Message> lines;
  if (auto line = asked_line(assessment, basis)) lines.push_back(*std::move(line));
  lines.push_back(counting_line(assessment));
  add_other_countings(assessment, lines);
  return lines;
}

void add_other_countings(const findings::Assessment& assessment, std::vector<Message>& lines) {
  for (const auto& counting : assessment.by_counting) {
    if (counting.state == assessment.verdict) continue;
    lines.push_back(msg::report::counted_otherwise(flags_of(counting.time_by, counting.max_span_days),
                                                   codec::name_of(counting.state)));
  }
}

codec::Table change_points_table(const findings::Assessment& assessment) {
  codec::Table table;
  table.columns = {{"date", msg::column::date()},
                   {"earliest", msg::column::earliest()},
                   {"latest", msg::column::latest()},
                   {"surely_from", msg::column::surely_from()},
                   {"surely_to", msg::column::surely_to()},
                   {"rate_before", msg::column::rate_before()},
                   {"rate_after", msg::column::rate_after()}};
  for (const auto& change : assessment.change_points) {
    table.rows.push_back({to_string(change.date), to_string(change.earliest), to_string(change.latest),
                          to_string(change.surely_from), to_string(change.surely_to), change.rate_before,
                          change.rate_after});
  }
  return table;
}

Message coverage_line(const findings::CoverageShare& coverage) {
  return coverage.known ? msg::report::coverage_known(share_of(coverage.before, 1), share_of(coverage.after, 1))
                        : msg::report::coverage_unknown();
}

std::vector<Message> observed_lines(const findings::Assessment& assessment, std::string_view standing) {
  std::vector<Message> lines;
  const auto& quiet = assessment.quiet;
  lines.push_back(msg::report::quiet_line(standing, quiet.days, quiet.days_without_events, quiet.longest_run_days));
  lines.push_back(coverage_line(assessment.coverage));
  for (std::size_t i = 0; i < std::min(shares_shown, assessment.origins.size()); ++i) {
    const auto& origin = assessment.origins[i];
    if (origin.origin.empty()) {
      lines.push_back(msg::report::origin_unknown_line(share_of(origin.share, 1)));
    } else {
      lines.push_back(msg::report::origin_line(share_of(origin.share, 1), origin.origin));
    }
  }
  for (std::size_t i = 0; i < std::min(shares_shown, assessment.parties.size()); ++i) {
    const auto& party = assessment.parties[i];
    lines.push_back(party.party.empty() ? msg::report::unattributed_line(share_of(party.share, 1))
                                        : msg::report::party_line(share_of(party.share, 1), party.party));
  }
  lines.push_back(
      msg::report::carved_out_line(assessment.carved_out_before.expected, assessment.carved_out_after.expected));
  return lines;
}

std::vector<Message> left_out_lines(const findings::Assessment& assessment) {
  std::vector<Message> lines;
  using findings::LeftOut;
  const auto left_out = [&](LeftOut why) { return assessment.left_out.at(static_cast<std::size_t>(why)); };
  const auto refuted = left_out(LeftOut::refuted);
  const auto withdrawn = left_out(LeftOut::withdrawn);
  const auto duplicate = left_out(LeftOut::duplicate);
  if (refuted + withdrawn + duplicate > 0) {
    lines.push_back(msg::report::left_out_line(static_cast<double>(refuted), static_cast<double>(withdrawn),
                                               static_cast<double>(duplicate)));
  }
  if (const auto actors = left_out(LeftOut::unknown_actor)) lines.push_back(msg::report::unknown_actor_line(actors));
  if (const auto places = left_out(LeftOut::unknown_place)) lines.push_back(msg::report::unknown_place_line(places));
  if (const auto places = left_out(LeftOut::ambiguous_place))
    lines.push_back(msg::report::ambiguous_place_line(places));
  if (assessment.without_time > 0) lines.push_back(msg::report::without_time_line(assessment.without_time));
  if (assessment.without_place > 0) lines.push_back(msg::report::without_place_line(assessment.without_place));
  return lines;
}

std::vector<Message> basis_lines(const findings::Basis& basis, const TimeZone& zone) {
  std::vector<Message> lines;
  for (const auto& dataset : basis.datasets) {
    lines.push_back(msg::report::dataset_line(dataset.dataset, dataset.release.empty() ? "–" : dataset.release));
    if (dataset.rows_changed + dataset.rows_gone > 0) {
      lines.push_back(msg::report::release_changed(static_cast<std::int64_t>(dataset.rows_changed),
                                                   static_cast<double>(dataset.rows_gone)));
    }
    if (dataset.known_after_s) {
      lines.push_back(msg::report::known_after_assumed(duration_text(std::chrono::seconds{*dataset.known_after_s})));
    }
    if (!dataset.attribution.empty()) lines.push_back(msg::report::attribution(dataset.attribution));
  }
  if (basis.places > 0) lines.push_back(msg::report::places_line(static_cast<std::int64_t>(basis.places)));
  lines.push_back(basis.known_at == end_of_time ? msg::report::known_at_all()
                                                : msg::report::known_at_line(zone.show(basis.known_at)));
  lines.push_back(msg::report::basis_line(basis.terms_digest.substr(0, 12), basis.record_root,
                                          static_cast<std::int64_t>(basis.record_size), basis.engine));
  return lines;
}

}  // namespace entente::report
