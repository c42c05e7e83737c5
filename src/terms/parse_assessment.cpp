// SPDX-License-Identifier: Apache-2.0
// Sections about watching and judging: control areas, counting, verdict, monitoring, breach procedure, definitions.
#include "msg/terms.hpp"
#include "terms/sections.hpp"

namespace entente::terms {
namespace {

constexpr double ever = 1e6;  // no threshold of practice is larger

constexpr std::array<WordOf<CountingRule::Unit>, 3> units = {
    {{"event", CountingRule::Unit::event},
     {"place_day_weapon", CountingRule::Unit::place_day_weapon},
     {"place_day", CountingRule::Unit::place_day}}};

constexpr std::array<Field<CountingRule>, 3> counting_fields = {{
    {"id", [](Reader& r, const Node& n, CountingRule& c) { c.id = r.declare(Family::counting, n); }, Need::required},
    {"unit", [](Reader& r, const Node& n, CountingRule& c) { c.unit = r.word_of(n, units); }, Need::required},
    {"note", [](Reader& r, const Node& n, CountingRule& c) { c.note = r.text(n); }},
}};

template <double VerdictRule::* member>
void read_threshold(Reader& reader, const Node& node, VerdictRule& into) {
  into.*member = reader.number(node, 0, ever).value_or(into.*member);
}

template <int VerdictRule::* member>
void read_days(Reader& reader, const Node& node, VerdictRule& into) {
  into.*member = reader.whole_number(node, 1, 3660).value_or(into.*member);
}

constexpr std::array<Field<VerdictRule>, 9> verdict_fields = {{
    {"minimum_baseline_events", read_threshold<&VerdictRule::minimum_baseline_events>},
    {"minimum_days", read_days<&VerdictRule::minimum_days>},
    {"holding_ratio_upper", read_threshold<&VerdictRule::holding_ratio_upper>},
    {"strained_ratio_upper", read_threshold<&VerdictRule::strained_ratio_upper>},
    {"alarm_rate_ratio",
     [](Reader& r, const Node& n, VerdictRule& v) {
       v.alarm_rate_ratio = r.number(n, 1.01, 100).value_or(v.alarm_rate_ratio);
     }},
    {"alarm_false_every_days",
     [](Reader& r, const Node& n, VerdictRule& v) {
       v.alarm_false_every_days = r.number(n, 1, ever).value_or(v.alarm_false_every_days);
     }},
    {"recent_days", read_days<&VerdictRule::recent_days>},
    {"recovery_days", read_days<&VerdictRule::recovery_days>},
    {"minimum_coverage", [](Reader& r, const Node& n, VerdictRule& v) { v.minimum_coverage = r.number(n, 0, 1); }},
}};

constexpr std::array<Field<MonitoringBody>, 9> monitoring_fields = {{
    {"id", [](Reader& r, const Node& n, MonitoringBody& m) { m.id = r.declare(Family::monitoring, n); },
     Need::required},
    {"names", [](Reader& r, const Node& n, MonitoringBody& m) { m.names = r.names(n); }, Need::required},
    {"place", [](Reader& r, const Node& n, MonitoringBody& m) { m.place = r.text(n); }},
    {"from", [](Reader& r, const Node& n, MonitoringBody& m) { m.from = r.day(n); }},
    {"members", [](Reader& r, const Node& n, MonitoringBody& m) { m.members = r.use_ids<ActorId>(Family::actor, n); }},
    {"tasks", [](Reader& r, const Node& n, MonitoringBody& m) { m.tasks = r.texts(n); }},
    {"means", [](Reader& r, const Node& n, MonitoringBody& m) { m.means = r.texts(n); }},
    {"note", [](Reader& r, const Node& n, MonitoringBody& m) { m.note = r.text(n); }},
    {"sources", [](Reader& r, const Node& n, MonitoringBody& m) { m.sources = r.citations(n); }},
}};

}  // namespace

void read_control_areas(Reader& reader, const Node& node, Terms& into) {
  into.control_areas = reader.use_list(Family::area, node);
}

void read_counting(Reader& reader, const Node& node, Terms& into) {
  into.counting = read_list(reader, node, counting_fields);
}

void read_verdict(Reader& reader, const Node& node, Terms& into) {
  auto& verdict = into.verdict;
  if (!read_mapping(reader, node, verdict_fields, verdict)) return;
  if (verdict.holding_ratio_upper > verdict.strained_ratio_upper) {
    reader.problem(node, msg::terms::thresholds_reversed("holding_ratio_upper", verdict.holding_ratio_upper,
                                                         "strained_ratio_upper", verdict.strained_ratio_upper));
  }
}

void read_monitoring(Reader& reader, const Node& node, Terms& into) {
  into.monitoring = read_list(reader, node, monitoring_fields);
}

void read_breach_procedure(Reader& reader, const Node& node, Terms& into) {
  into.breach_procedure = reader.texts(node);
}

void read_definitions(Reader& reader, const Node& node, Terms& into) {
  if (!reader.is_mapping(node)) return;
  note_duplicate_keys(reader, node);
  for (const Node& meaning : node.children)
    into.definitions.emplace_back(meaning.key, reader.text(meaning));
}

}  // namespace entente::terms
