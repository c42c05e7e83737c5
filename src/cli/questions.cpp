// SPDX-License-Identifier: Apache-2.0
// The flags of a question, read into a request.
#include "cli/questions.hpp"

#include "msg/cli.hpp"
#include "service/record.hpp"

#include <algorithm>
#include <string_view>

namespace entente::cli {
namespace {

constexpr Words<assess::TimeBy, 2> time_words = {
    {{"spread", assess::TimeBy::spread}, {"start", assess::TimeBy::start}}};

/// The end of time where nothing was said.
Result<Instant> known_by(std::string_view flag, const std::string& when, store::Store& store) {
  if (when.empty()) return end_of_time;
  ENTENTE_ASSIGN(const TimeZone zone, service::zone_of(store));
  return parse_when(flag, when, zone);
}

}  // namespace

Result<service::Snapshot> snapshot_of(const std::string& record, const std::string& known_at) {
  ENTENTE_ASSIGN(const auto store, service::open_record(record, service::Access::read));
  ENTENTE_ASSIGN(const auto instant, known_by("--known-at", known_at, *store));
  return service::take_snapshot(*store, {instant, {}});
}

Result<service::Snapshot> earlier_snapshot_of(const std::string& record, const std::string& known_at,
                                              const std::string& since) {
  ENTENTE_ASSIGN(const auto store, service::open_record(record, service::Access::read));
  service::Extent extent;
  ENTENTE_ASSIGN(extent.known_at, known_by("--known-at", known_at, *store));
  if (since.find_first_not_of("0123456789") == std::string::npos) {
    ENTENTE_ASSIGN(extent.size, parse_whole("--since", since));
  } else {
    ENTENTE_ASSIGN(const auto instant, known_by("--since", since, *store));
    extent.known_at = std::min(extent.known_at, instant);
  }
  return service::take_snapshot(*store, extent);
}

Result<service::AssessRequest> request_for(const AssessOptions& options) {
  service::AssessRequest request;
  request.zone = options.zone;
  request.clause = options.clause;
  request.reading = options.reading;
  if (!options.at.empty()) {
    const auto day = parse_day(options.at);
    if (!day) return fail(Code::invalid, msg::cli::value_not_understood("--at", options.at, "2017-11-10"));
    request.at = *day;
  }
  auto& method = request.method;
  ENTENTE_ASSIGN(method.time_by, parse_word("--time", options.time_by, time_words));
  ENTENTE_ASSIGN(method.windows_days, parse_days_list("--windows", options.windows));
  ENTENTE_ASSIGN(method.penalty, parse_positive("--penalty", options.penalty));
  ENTENTE_ASSIGN(method.min_segment_days, parse_days("--min-segment", options.min_segment));
  if (!options.series.empty()) {
    ENTENTE_ASSIGN(method.series, parse_day_range("--series", options.series));
  }
  if (!options.max_span.empty()) {
    ENTENTE_ASSIGN(method.max_span_days, parse_days("--max-span", options.max_span));
  }
  return request;
}

void add_assess_options(CLI::App& command, AssessOptions& options, const Context& context) {
  const auto words = [&](const Message& message) { return context.words(message); };
  command.add_option("DB", options.record, words(msg::cli::db_help()))->required();
  command.add_option("--zone", options.zone, words(msg::cli::zone_help()))->option_text("ZONE|AREA");
  command.add_option("--clause", options.clause, words(msg::cli::clause_help()))->option_text("CLAUSE");
  command.add_option("--reading", options.reading, words(msg::cli::reading_help()))->option_text("READING");
  command.add_option("--at", options.at, words(msg::cli::at_help()))->option_text("DAY");
  command.add_option("--known-at", options.known_at, words(msg::cli::known_at_help()))->option_text("WHEN");
  command.add_option("--windows", options.windows, words(msg::cli::windows_help()))
      ->option_text("LENGTHS")
      ->capture_default_str();
  command.add_option("--series", options.series, words(msg::cli::series_help()))->option_text("FROM/TO");
  command.add_option("--penalty", options.penalty, words(msg::cli::penalty_help()))
      ->option_text("NUMBER")
      ->capture_default_str();
  command.add_option("--min-segment", options.min_segment, words(msg::cli::min_segment_help()))
      ->option_text("LENGTH")
      ->capture_default_str();
  command.add_option("--time", options.time_by, words(msg::cli::time_help()))
      ->option_text(choices(time_words))
      ->capture_default_str();
  command.add_option("--max-span", options.max_span, words(msg::cli::max_span_help()))->option_text("LENGTH");
  command.add_option("--place", options.place_by, words(msg::cli::place_help()))
      ->option_text(choices(place_words))
      ->capture_default_str();
}

}  // namespace entente::cli
