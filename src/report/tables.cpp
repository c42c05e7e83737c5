// SPDX-License-Identifier: Apache-2.0
// Rows of an assessment and of its basis.
#include "report/tables.hpp"

#include "codec/findings_json.hpp"
#include "msg/column.hpp"
#include "msg/report.hpp"
#include "msg/word.hpp"
#include "report/blocks.hpp"
#include "report/sentences.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace entente::report {
namespace {

using findings::VerdictState;

codec::Cell word_cell(VerdictState state) {
  return codec::Word{std::string(findings::word(state)), codec::name_of(state)};
}

/// "events" and "share" of whoever has a name; nobody's stand as not known.
template <typename Share>
codec::Table shares_table(const std::vector<Share>& shares, std::string Share::* name, codec::Column who) {
  codec::Table table{{std::move(who), {"events", msg::column::events()}, {"share", msg::column::share()}}, {}};
  for (const auto& share : shares) {
    const auto& words = share.*name;
    table.rows.push_back({words.empty() ? codec::Cell(codec::Word{"", msg::word::unknown()}) : codec::Cell(words),
                          share.events, share_of(share.share, 1)});
  }
  return table;
}

}  // namespace

codec::Table tests_table(const findings::Assessment& assessment) {
  codec::Table table{{{"test", msg::column::check()},
                      {"says", msg::column::says()},
                      {"decides", msg::column::decides()},
                      {"reason", msg::column::reason()}},
                     {}};
  for (const auto& test : assessment.tests) {
    table.rows.push_back(
        {codec::Word{test.test, codec::name_of_test(test.test)}, word_cell(test.says), test.decides, test.reason});
  }
  return table;
}

codec::Table bounds_table(const findings::Assessment& assessment) {
  codec::Table table{{{"days", msg::column::days()},
                      {"certain_before", msg::column::certain_before()},
                      {"possible_before", msg::column::possible_before()},
                      {"certain_after", msg::column::certain_after()},
                      {"possible_after", msg::column::possible_after()},
                      {"dispersion_before", msg::column::dispersion_before()},
                      {"dispersion_after", msg::column::dispersion_after()},
                      {"dispersed_lower", msg::column::dispersed_lower()},
                      {"dispersed_upper", msg::column::dispersed_upper()}},
                     {}};
  const auto number = [](const std::optional<double>& value) { return value ? codec::Cell(*value) : codec::Cell(); };
  for (const auto& window : assessment.windows) {
    const auto& wide = window.rate_ratio_dispersed;
    table.rows.push_back({std::int64_t{window.days}, window.before.events.certain, window.before.events.possible,
                          window.after.events.certain, window.after.events.possible, number(window.dispersion_before),
                          number(window.dispersion_after), wide.defined ? codec::Cell(wide.lower) : codec::Cell(),
                          wide.defined ? codec::Cell(wide.upper) : codec::Cell()});
  }
  return table;
}

codec::Table controls_table(const Facts& facts, i18n::Language language) {
  codec::Table table{{{"days", msg::column::days()},
                      {"area", msg::column::area()},
                      {"before", msg::column::control_before()},
                      {"after", msg::column::control_after()}},
                     {}};
  for (const auto& window : facts.assessment.windows) {
    for (const auto& [area, counts] : window.control.by_area) {
      table.rows.push_back({std::int64_t{window.days}, area_name(facts.terms, facts.gazetteer, area, language),
                            counts.first, counts.second});
    }
  }
  return table;
}

codec::Table origins_table(const findings::Assessment& assessment) {
  return shares_table(assessment.origins, &findings::OriginShare::origin, {"origin", msg::column::origin()});
}

codec::Table parties_table(const findings::Assessment& assessment) {
  return shares_table(assessment.parties, &findings::PartyShare::party, {"party", msg::column::party()});
}

codec::Table readings_table(const findings::Assessment& assessment, i18n::Language language) {
  codec::Table table{
      {{"reading", msg::column::readings()}, {"holder", msg::column::holder()}, {"verdict", msg::column::verdict()}},
      {}};
  for (const auto& reading : assessment.by_reading) {
    const auto& name = reading.holder_names.in(language);
    const bool written = reading.reading == terms::as_written;
    table.rows.push_back({written ? codec::Cell(codec::Word{reading.reading.value, msg::word::as_written()})
                                  : codec::Cell(reading.reading.value),
                          text_or_nothing(name.empty() ? reading.holder : name), word_cell(reading.state)});
  }
  return table;
}

codec::Table countings_table(const findings::Assessment& assessment) {
  codec::Table table{{{"time", msg::column::counted_by()},
                      {"max_span_days", msg::column::max_span()},
                      {"verdict", msg::column::verdict()}},
                     {}};
  for (const auto& counting : assessment.by_counting) {
    const bool spread = counting.time_by == findings::TimeBy::spread;
    table.rows.push_back(
        {codec::Word{std::string(findings::word(counting.time_by)),
                     spread ? msg::report::counted_spread() : msg::report::counted_start()},
         counting.max_span_days ? codec::Cell(msg::word::days(*counting.max_span_days)) : codec::Cell(),
         word_cell(counting.state)});
  }
  return table;
}

codec::Table weekly_table(const findings::Assessment& assessment) {
  codec::Table table{{{"week_of", msg::column::week_of()}, {"events", msg::column::events()}}, {}};
  for (const auto& [day, events] : assessment.weekly)
    table.rows.push_back({to_string(day), events});
  return table;
}

codec::Table datasets_table(const findings::Basis& basis) {
  codec::Table table{{{"dataset", msg::column::dataset()},
                      {"release", msg::column::release()},
                      {"rows_changed", msg::column::rows_changed()},
                      {"rows_gone", msg::column::rows_gone()},
                      {"known_after", msg::column::known_after()},
                      {"attribution", msg::column::attribution()}},
                     {}};
  for (const auto& dataset : basis.datasets) {
    table.rows.push_back({dataset.dataset, text_or_nothing(dataset.release),
                          static_cast<std::int64_t>(dataset.rows_changed), static_cast<std::int64_t>(dataset.rows_gone),
                          dataset.known_after_s
                              ? codec::Cell(duration_text(std::chrono::seconds{*dataset.known_after_s}))
                              : codec::Cell(),
                          text_or_nothing(dataset.attribution)});
  }
  return table;
}

codec::Table roots_table(const Facts& facts) {
  const auto& basis = facts.basis;
  const auto instant = [](Instant at) { return at == end_of_time ? codec::Cell() : codec::Cell(to_string(at)); };
  return {{{"what", msg::column::what()}, {"value", msg::column::value()}},
          {{codec::Word{"at", msg::report::as_of()}, instant(facts.assessment.at)},
           {codec::Word{"known_at", msg::column::known_at()}, instant(basis.known_at)},
           {codec::Word{"terms_digest", msg::report::terms_digest()}, basis.terms_digest},
           {codec::Word{"record_root", msg::report::record_root()}, basis.record_root},
           {codec::Word{"record_size", msg::report::record_size()}, static_cast<std::int64_t>(basis.record_size)},
           {codec::Word{"engine", msg::report::engine()}, basis.engine}}};
}

}  // namespace entente::report
