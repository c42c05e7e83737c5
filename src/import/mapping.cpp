// SPDX-License-Identifier: Apache-2.0
// Reads mapping files and refuses what would be lost silently.
#include "import/mapping.hpp"

#include "base/close_words.hpp"
#include "base/file.hpp"
#include "base/words.hpp"
#include "codec/entry_words.hpp"
#include "codec/json_text.hpp"
#include "msg/import.hpp"
#include "msg/word.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <utility>

namespace entente::importing {
namespace {

constexpr unsigned bit(RowKind kind) { return 1U << static_cast<unsigned>(kind); }
constexpr unsigned none = 0;
constexpr unsigned incident = bit(RowKind::incident);
constexpr unsigned coverage = bit(RowKind::coverage);
constexpr unsigned restriction = bit(RowKind::restriction);
constexpr unsigned source = bit(RowKind::source);
constexpr unsigned verification = bit(RowKind::verification);
constexpr unsigned attribution = bit(RowKind::attribution);
constexpr unsigned placed = incident | coverage | restriction;
constexpr unsigned about = verification | attribution;
constexpr unsigned every = (1U << row_kind_count) - 1;

constexpr Field fields[] = {
    {"id", every, every},
    {"source", every & ~source, none},
    {"time.first", placed, coverage | restriction},
    {"time.last", placed, none},
    {"time.meaning", placed, none},
    {"place.lat", placed, none},
    {"place.lng", placed, none},
    {"place.radius_m", placed, none},
    {"place.density", placed, none},
    {"place.country", placed, none},
    {"place.governorate", placed, none},
    {"place.district", placed, none},
    {"place.subdistrict", placed, none},
    {"place.name", placed, none},
    {"place.post", placed, none},
    {"place.post_lat", placed, none},
    {"place.post_lng", placed, none},
    {"place.bearing", placed, none},
    {"place.bearing_plus_minus_deg", placed, none},
    {"place.distance_m", placed, none},
    {"place.distance_plus_minus_m", placed, none},
    {"act", incident, incident},
    {"weapon", incident, none},
    {"count", incident, none},
    {"direction", incident, none},
    {"side_a", incident, none},
    {"side_a.id", incident, none},
    {"side_b", incident, none},
    {"side_b.id", incident, none},
    {"perpetrator", incident, none},
    {"perpetrator.id", incident, none},
    {"target", incident, none},
    {"target.id", incident, none},
    {"killed", incident, none},
    {"killed.low", incident, none},
    {"killed.high", incident, none},
    {"killed_civilians", incident, none},
    {"killed_civilians.low", incident, none},
    {"killed_civilians.high", incident, none},
    {"killed_combatants", incident, none},
    {"killed_combatants.low", incident, none},
    {"killed_combatants.high", incident, none},
    {"killed_women", incident, none},
    {"killed_women.low", incident, none},
    {"killed_women.high", incident, none},
    {"killed_children", incident, none},
    {"killed_children.low", incident, none},
    {"killed_children.high", incident, none},
    {"injured", incident, none},
    {"injured.low", incident, none},
    {"injured.high", incident, none},
    {"activities", incident, none},
    {"origins", incident, none},
    {"means", incident | coverage, none},
    {"words", incident | restriction, none},
    {"hours", coverage, coverage},
    {"share", coverage, none},
    {"by", coverage | restriction, none},
    {"restriction", restriction, restriction},
    {"name.en", source, none},
    {"name.ar", source, none},
    {"name.ru", source, none},
    {"origin_group", source, none},
    {"grade", source, none},
    {"interests", source, none},
    {"subject", about, about},
    {"subject.dataset", about, none},
    {"subject.release", about, none},
    {"state", verification, verification},
    {"duplicate_of", verification, none},
    {"reason", verification, none},
    {"actor", attribution, none},
    {"basis", attribution, none},
    {"confidence", attribution, none},
    {"claimed_by", attribution, none},
};

constexpr std::array<std::string_view, row_kind_count> kinds = {"incident", "coverage",     "restriction",
                                                                "source",   "verification", "attribution"};

class Reader {
 public:
  explicit Reader(Mapping& mapping) : mapping_(mapping) {}

  Result<void> read(const codec::JsonNode& root) {
    const auto* members = root.as<codec::JsonNode::Object>();
    if (members == nullptr) return wrong(root, "mapping");
    // The kind comes first: it says which fields there are.
    if (const auto* kind = root.find("kind")) {
      ENTENTE_TRY(choose(*kind, "kind", kinds, mapping_.kind));
    }
    for (const auto& [key, value] : *members) {
      ENTENTE_TRY(read_key(key, value));
    }
    return check_needed(root);
  }

 private:
  [[nodiscard]] std::string at(const codec::JsonNode& node) const {
    return mapping_.file + ":" + std::to_string(node.line);
  }
  [[nodiscard]] tl::unexpected<Error> wrong(const codec::JsonNode& node, std::string_view key) const {
    return fail(Code::invalid, msg::import::mapping_form(at(node), key));
  }

  Result<void> read_key(std::string_view key, const codec::JsonNode& value) {
    if (key == "kind") return {};
    if (key == "separator") return read_separator(value);
    if (key == "dates") {
      constexpr std::string_view orders[] = {"day_month", "month_day"};
      return choose(value, key, orders, mapping_.day_order);
    }
    if (key == "label") return choose(value, key, codec::words_of<record::Label::Tlp>(), mapping_.label.tlp);
    if (key == "actors") return read_text(value, key, mapping_.dataset_of_actors);
    if (key == "posts") return read_posts(value);
    if (key == "columns") return read_columns(value);
    return fail(Code::invalid,
                msg::import::mapping_key(at(value), key, "kind, separator, dates, label, actors, posts, columns"));
  }

  template <typename Family>
  Result<void> choose(const codec::JsonNode& node, std::string_view key, std::span<const std::string_view> words,
                      Family& chosen) const {
    std::string text;
    ENTENTE_TRY(read_text(node, key, text));
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) return fail(Code::invalid, msg::import::mapping_word(at(node), key, text, joined(words)));
    chosen = static_cast<Family>(found - words.begin());
    return {};
  }

  Result<void> read_text(const codec::JsonNode& node, std::string_view key, std::string& text) const {
    const auto* words = node.as<std::string>();
    if (words == nullptr) return wrong(node, key);
    text = *words;
    return {};
  }

  Result<void> read_separator(const codec::JsonNode& node) {
    const auto* text = node.as<std::string>();
    if (text != nullptr && *text == "\t") {
      mapping_.separator = codec::CsvSeparator::tab;
      return {};
    }
    constexpr std::string_view words[] = {",", ";", "\\t"};  // as a person sees and types it
    constexpr codec::CsvSeparator separators[] = {codec::CsvSeparator::comma, codec::CsvSeparator::semicolon,
                                                  codec::CsvSeparator::tab};
    std::size_t chosen = 0;
    ENTENTE_TRY(choose(node, "separator", words, chosen));
    mapping_.separator = separators[chosen];
    return {};
  }

  Result<void> read_posts(const codec::JsonNode& node) {
    const auto* members = node.as<codec::JsonNode::Object>();
    if (members == nullptr) return wrong(node, "posts");
    for (const auto& [name, value] : *members) {
      double lat_room = 0;
      double lng_room = 0;
      const auto* lat = value.find("lat");
      const auto* lng = value.find("lng");
      const double* lat_deg = lat == nullptr ? nullptr : lat->number(lat_room);
      const double* lng_deg = lng == nullptr ? nullptr : lng->number(lng_room);
      if (lat_deg == nullptr || lng_deg == nullptr) return wrong(value, "posts." + name);
      ENTENTE_ASSIGN(mapping_.posts[name], geo::make_point(*lat_deg, *lng_deg));
    }
    return {};
  }

  Result<void> read_columns(const codec::JsonNode& node) {
    const auto* members = node.as<codec::JsonNode::Object>();
    if (members == nullptr) return wrong(node, "columns");
    for (const auto& [name, value] : *members) {
      ENTENTE_TRY(check_field(name, value));
      ENTENTE_ASSIGN(FieldSource field, read_field(name, value));
      mapping_.fields.push_back(std::move(field));
    }
    return {};
  }

  [[nodiscard]] Result<void> check_field(const std::string& name, const codec::JsonNode& node) const {
    std::vector<std::string> known;
    for (const auto& field : fields) {
      if (!field.belongs_to(mapping_.kind)) continue;
      if (field.name == name) return {};
      known.emplace_back(field.name);
    }
    auto what = msg::import::mapping_field(at(node), name, word(mapping_.kind));
    if (const auto close = closest_word(name, known)) what = msg::word::did_you_mean(std::move(what), *close);
    return fail(Code::invalid, std::move(what));
  }

  [[nodiscard]] Result<FieldSource> read_field(const std::string& name, const codec::JsonNode& node) const {
    FieldSource field;
    field.field = name;
    field.line = node.line;
    if (const auto* column = node.as<std::string>()) {
      field.column = *column;
      if (column->empty()) return wrong(node, "columns." + name);
      return field;
    }
    const auto* members = node.as<codec::JsonNode::Object>();
    if (members == nullptr) return wrong(node, "columns." + name);
    for (const auto& [key, value] : *members) {
      if (key == "column") {
        ENTENTE_TRY(read_text(value, key, field.column));
      } else if (key == "constant") {
        ENTENTE_TRY(read_text(value, key, field.constant));
      } else if (key == "values") {
        ENTENTE_TRY(read_values(value, field));
      } else {
        return fail(Code::invalid, msg::import::mapping_key(at(value), key, "column, constant, values"));
      }
    }
    if (field.column.empty() == field.constant.empty()) return wrong(node, "columns." + name);
    return field;
  }

  Result<void> read_values(const codec::JsonNode& node, FieldSource& field) const {
    const auto* members = node.as<codec::JsonNode::Object>();
    if (members == nullptr) return wrong(node, "values");
    for (const auto& [from, to] : *members) {
      ENTENTE_TRY(read_text(to, "values", field.values[from]));
    }
    return {};
  }

  [[nodiscard]] Result<void> check_needed(const codec::JsonNode& root) const {
    std::string missing;
    for (const auto& field : fields) {
      const bool mapped = std::any_of(mapping_.fields.begin(), mapping_.fields.end(),
                                      [&](const FieldSource& known) { return known.field == field.name; });
      if (field.is_needed_by(mapping_.kind) && !mapped) {
        missing += (missing.empty() ? "" : ", ") + std::string(field.name);
      }
    }
    if (missing.empty()) return {};
    const auto* columns = root.find("columns");
    return fail(Code::invalid,
                msg::import::mapping_needs(at(columns == nullptr ? root : *columns), word(mapping_.kind), missing));
  }

  Mapping& mapping_;
};

}  // namespace

std::string_view word(RowKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }

std::span<const Field> all_fields() { return fields; }

Result<Mapping> Mapping::read(const std::string& path) {
  constexpr std::size_t most_bytes = std::size_t{1} << 20;
  ENTENTE_ASSIGN(const std::string text, read_file(path, most_bytes));
  ENTENTE_ASSIGN(const codec::JsonNode root, codec::parse_json(text, path));
  Mapping mapping;
  mapping.file = path;
  ENTENTE_TRY(Reader(mapping).read(root));
  return mapping;
}

Mapping Mapping::by_field_names() {
  Mapping mapping;
  for (const auto& field : importing::fields) {
    if (field.belongs_to(RowKind::incident)) {
      mapping.fields.push_back({std::string(field.name), std::string(field.name), {}, {}, 0});
    }
  }
  return mapping;
}

Result<Mapping> mapping_of(const std::string& path) {
  if (path.empty()) return Mapping::by_field_names();
  return Mapping::read(path);
}

}  // namespace entente::importing
