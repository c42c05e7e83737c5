// SPDX-License-Identifier: Apache-2.0
// Sections “agreement” and “texts”: the paper, its stage and dates, its texts.
#include "msg/terms.hpp"
#include "terms/sections.hpp"

#include <algorithm>

namespace entente::terms {
namespace {

constexpr std::array<WordOf<Status>, 6> statuses = {{{"draft", Status::draft},
                                                     {"agreed", Status::agreed},
                                                     {"announced", Status::announced},
                                                     {"in_force", Status::in_force},
                                                     {"suspended", Status::suspended},
                                                     {"ended", Status::ended}}};

constexpr std::array<WordOf<AgreementClass>, 3> classes = {
    {{"cessation_of_hostilities", AgreementClass::cessation_of_hostilities},
     {"preliminary", AgreementClass::preliminary},
     {"definitive", AgreementClass::definitive}}};

void read_time_zone(Reader& reader, const Node& node, Agreement& into) {
  const auto name = reader.text(node);
  if (name.empty()) return;
  auto zone = TimeZone::named(name);
  if (zone) {
    into.zone = *zone;
  } else {
    reader.problem(node, std::move(zone).error().message);
  }
}

template <std::optional<ZonedInstant> Agreement::* member>
void read_moment(Reader& reader, const Node& node, Agreement& into) {
  into.*member = reader.moment(node);
}

// The time zone comes first: days of the other keys start in it, wherever it stands in the file.
constexpr std::array<Field<Agreement>, 14> agreement_fields = {{
    {"time_zone", read_time_zone, Need::required},
    {"id", [](Reader& r, const Node& n, Agreement& a) { a.id = AgreementId{r.id_text(n)}; }, Need::required},
    {"version", [](Reader& r, const Node& n, Agreement& a) { a.version = r.text(n); }, Need::required},
    {"title", [](Reader& r, const Node& n, Agreement& a) { a.title = r.names(n); }, Need::required},
    {"class", [](Reader& r, const Node& n, Agreement& a) { a.agreement_class = r.word_of(n, classes); },
     Need::required},
    {"status", [](Reader& r, const Node& n, Agreement& a) { a.status = r.word_of(n, statuses); }, Need::required},
    {"announced_at", read_moment<&Agreement::announced_at>},
    {"signed_at", read_moment<&Agreement::signed_at>},
    {"in_force_from", read_moment<&Agreement::in_force_from>},
    {"expires_at", read_moment<&Agreement::expires_at>},
    {"ended_at", read_moment<&Agreement::ended_at>},
    {"renewal", [](Reader& r, const Node& n, Agreement& a) { a.renewal = r.text(n); }},
    {"related", [](Reader& r, const Node& n, Agreement& a) { a.related = r.texts(n); }},
    {"sources", [](Reader& r, const Node& n, Agreement& a) { a.sources = r.citations(n); }},
}};

void check_ends_after_entry(Reader& reader, const Node& node, const std::optional<ZonedInstant>& end,
                            std::string_view key, const Agreement& agreement) {
  if (!end || !agreement.in_force_from || end->instant > agreement.in_force_from->instant) return;
  reader.problem(*node.child(key),
                 msg::terms::ends_before_entry(key, to_string(*end), to_string(*agreement.in_force_from)));
}

/// A status says which dates must be known.
void check_status(Reader& reader, const Node& node, const Agreement& agreement) {
  const Node* status = node.child("status");
  if (status == nullptr) return;
  const bool begun = agreement.status == Status::in_force || agreement.status == Status::suspended ||
                     agreement.status == Status::ended;
  if (begun && node.child("in_force_from") == nullptr) {
    reader.problem(*status, msg::terms::status_needs_date(status->text, "in_force_from"));
  }
  const bool over = node.child("ended_at") != nullptr || node.child("expires_at") != nullptr;
  if (agreement.status == Status::ended && !over) {
    reader.problem(*status, msg::terms::status_needs_date(status->text, "ended_at"));
  }
  if (agreement.status != Status::ended && agreement.ended_at) {
    reader.problem(*status, msg::terms::status_against_date(status->text, "ended_at", to_string(*agreement.ended_at)));
  }
}

constexpr std::array<WordOf<Text::Public>, 3> publicity = {
    {{"yes", Text::Public::yes}, {"no", Text::Public::no}, {"disputed", Text::Public::disputed}}};

void read_authentic(Reader& reader, const Node& node, Text& into) {
  if (node.kind == Node::Kind::sequence) {
    reader.problem(node, msg::terms::two_authentic());
    return;
  }
  into.authentic = reader.text(node);
  const auto& languages = into.languages;
  if (into.authentic.empty() || into.authentic == all_texts_equal || languages.empty()) return;
  if (std::find(languages.begin(), languages.end(), into.authentic) != languages.end()) return;
  std::string all;
  for (const auto& language : languages)
    all += (all.empty() ? "" : ", ") + language;
  reader.problem(node, msg::terms::authentic_not_a_language(into.authentic, all));
}

constexpr std::array<Field<Text>, 8> text_fields = {{
    {"id", [](Reader& r, const Node& n, Text& t) { t.id = TextId{r.declare(Family::text, n)}; }, Need::required},
    {"title", [](Reader& r, const Node& n, Text& t) { t.title = r.names(n); }, Need::required},
    {"date", [](Reader& r, const Node& n, Text& t) { t.date = r.day(n); }},
    {"place", [](Reader& r, const Node& n, Text& t) { t.place = r.text(n); }},
    {"public", [](Reader& r, const Node& n, Text& t) { t.is_public = r.word_of(n, publicity); }, Need::required},
    {"languages", [](Reader& r, const Node& n, Text& t) { t.languages = r.texts(n); }},
    {"authentic", read_authentic},
    {"sources", [](Reader& r, const Node& n, Text& t) { t.sources = r.citations(n); }},
}};

}  // namespace

void read_agreement(Reader& reader, const Node& node, Terms& into) {
  auto& agreement = into.agreement;
  if (!read_mapping(reader, node, agreement_fields, agreement)) return;
  check_ends_after_entry(reader, node, agreement.expires_at, "expires_at", agreement);
  check_ends_after_entry(reader, node, agreement.ended_at, "ended_at", agreement);
  check_status(reader, node, agreement);
}

void read_texts(Reader& reader, const Node& node, Terms& into) { into.texts = read_list(reader, node, text_fields); }

}  // namespace entente::terms
