// SPDX-License-Identifier: Apache-2.0
// Values of each form, with their refusals.
#include "terms/reader.hpp"

#include "base/close_words.hpp"
#include "base/words.hpp"
#include "msg/terms.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <iterator>

namespace entente::terms {
namespace {

constexpr std::size_t max_vertices = 100'000;
constexpr std::size_t longest_id = 64;
// Above this the column is left in bytes: finding it in characters would read the line once per problem.
constexpr std::size_t long_line = 65'536;

constexpr std::array<std::string_view, 10> family_words = {"actor", "text",   "force_class", "carve_out", "line",
                                                           "zone",  "clause", "area",        "counting",  "monitoring"};

// Where what they name is declared.
constexpr std::array<std::string_view, 10> section_words = {
    "actors", "texts", "force_classes", "carve_outs", "lines", "zones", "clauses", "areas", "counting", "monitoring"};

std::string_view line_of(std::string_view text, int line) {
  for (int i = 0; i < line; ++i) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

bool is_id_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_';
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// The known word closest to a mistyped one; what is longer than any word of the language has none.
std::optional<std::string> closest(std::string_view given, std::span<const std::string> known) {
  return given.size() <= longest_id ? closest_word(given, known) : std::nullopt;
}

}  // namespace

std::string_view word(Family family) { return family_words.at(static_cast<std::size_t>(family)); }

Reader::Reader(const Bundle& bundle, const geo::Gazetteer& gazetteer) : bundle_(bundle), gazetteer_(gazetteer) {}

// ---- files and places ---------------------------------------------------------------------------------------------

const Node* Reader::file(const std::string& name) {
  if (const auto* known = known_file(name)) return known->tree ? &*known->tree : nullptr;
  const auto found = bundle_.files.find(name);
  if (found == bundle_.files.end()) return nullptr;
  auto& file = *files_.emplace_back(std::make_unique<File>(File{name, std::nullopt, std::nullopt}));
  if (found->second.size() <= max_file_bytes) file.mended = mend(found->second);
  if (file.mended) {
    for (auto& damage : file.mended->damages)
      problem_at(name, damage.mark, std::move(damage.message));
    if (!file.mended->readable) return nullptr;
  }
  auto read = read_tree(text_of(name), static_cast<int>(files_.size()) - 1);
  if (auto* unreadable = std::get_if<Unreadable>(&read)) {
    problem_at(name, unreadable->mark, std::move(unreadable->message));
    return nullptr;
  }
  file.tree = std::get<Node>(std::move(read));
  file.tree->key = name;
  return &*file.tree;
}

const Reader::File* Reader::known_file(const std::string& name) const {
  const auto found = std::find_if(files_.begin(), files_.end(), [&](const auto& file) { return file->name == name; });
  return found == files_.end() ? nullptr : found->get();
}

std::string_view Reader::text_of(const std::string& name) const {
  const auto* file = known_file(name);
  if (file == nullptr) return {};
  return file->mended ? std::string_view(file->mended->text) : std::string_view(bundle_.files.at(name));
}

bool Reader::is_cut_inside_letter(const std::string& name) const {
  const auto* file = known_file(name);
  return file != nullptr && file->mended && file->mended->cut_inside_letter;
}

bool Reader::is_damaged(int file, std::string_view words) const {
  return files_.at(static_cast<std::size_t>(file))->mended && words.find(damage_sign) != std::string_view::npos;
}

bool Reader::may_have_damaged(const Node& mapping, std::string_view key) const {
  return std::any_of(mapping.children.begin(), mapping.children.end(), [&](const Node& value) {
    return is_damaged(value.file, value.key) && (key.empty() || could_be(value.key, key));
  });
}

bool Reader::count_vertex(const Node& node) {
  if (counting_stopped_) return false;
  if (++vertices_ <= max_vertices) return true;
  counting_stopped_ = true;
  problem(node, msg::terms::too_many_vertices(static_cast<double>(max_vertices)));
  return false;
}

Place Reader::place_at(const std::string& file, Mark mark) const {
  if (!bundle_.files.contains(file)) return {file, 0, 0};
  const auto text = text_of(file);
  const auto last_line = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  mark.line = std::min(mark.line, last_line);
  const auto line = line_of(text, mark.line);
  const auto bytes = std::min(static_cast<std::size_t>(mark.column), line.size());
  if (line.size() > long_line) return {file, mark.line + 1, static_cast<int>(bytes) + 1};
  const auto before = line.substr(0, bytes);
  const auto characters = std::count_if(before.begin(), before.end(),
                                        [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; });
  return {file, mark.line + 1, static_cast<int>(characters) + 1};
}

void Reader::problem(const Node& node, Message message) {
  const auto is_bad = [&](const Node& value) { return is_damaged(value.file, value.text); };
  const bool is_list = node.kind == Node::Kind::sequence;
  if (is_bad(node) || (is_list && std::any_of(node.children.begin(), node.children.end(), is_bad))) return;
  problem_at(files_.at(static_cast<std::size_t>(node.file))->name, node.mark, std::move(message));
}

void Reader::problem_at_key(const Node& node, Message message) {
  if (is_damaged(node.file, node.key)) return;
  problem_at(files_.at(static_cast<std::size_t>(node.file))->name, node.key_mark, std::move(message));
}

void Reader::problem_at(const std::string& file, Mark mark, Message message) {
  // What is beyond the limit is counted, not placed: placing reads the file.
  Place place = problems_.size() < 2 * most_problems ? place_at(file, mark) : Place{file, mark.line + 1, 0};
  problems_.push_back({std::move(place), std::move(message)});
}

std::vector<Problem> Reader::take_problems() {
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const Problem& a, const Problem& b) { return a.place < b.place; });
  problems_.erase(std::unique(problems_.begin(), problems_.end()), problems_.end());
  if (problems_.size() > most_problems) {
    const auto more = static_cast<std::int64_t>(problems_.size() - most_problems);
    problems_.resize(most_problems);
    problems_.push_back({problems_.back().place, msg::terms::more_problems(more)});
  }
  return std::move(problems_);
}

// ---- forms --------------------------------------------------------------------------------------------------------

bool Reader::is_mapping(const Node& node) {
  if (node.kind == Node::Kind::mapping) return true;
  problem(node, msg::terms::expected_mapping(node.key));
  return false;
}

std::span<const Node> Reader::list(const Node& node, bool may_be_empty) {
  if (node.kind != Node::Kind::sequence) {
    problem(node, msg::terms::expected_list(node.key));
    return {};
  }
  if (node.children.empty() && !may_be_empty) problem(node, msg::terms::empty_list(node.key));
  return node.children;
}

std::string Reader::text(const Node& node) {
  if (node.kind == Node::Kind::null || (node.kind == Node::Kind::scalar && is_blank(node.text))) {
    problem(node, msg::terms::no_value(node.key));
    return {};
  }
  if (node.kind != Node::Kind::scalar) {
    problem(node, msg::terms::expected_text(node.key));
    return {};
  }
  return node.text;
}

std::vector<std::string> Reader::texts(const Node& node) {
  std::vector<std::string> all;
  for (const Node& item : list(node)) {
    if (auto one = text(item); !one.empty()) all.push_back(std::move(one));
  }
  return all;
}

bool Reader::truth(const Node& node) {
  const auto given = text(node);
  if (given == "true") return true;
  if (given != "false" && !given.empty()) problem(node, msg::terms::not_true_or_false(given, node.key));
  return false;
}

std::optional<double> Reader::number(const Node& node, double least, double most) {
  const auto given = text(node);
  if (given.empty()) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
  if (error != std::errc{} || end != given.data() + given.size() || !std::isfinite(value)) {
    problem(node, msg::terms::not_a_number(given, node.key));
    return std::nullopt;
  }
  if (value < least || value > most) {
    problem(node, msg::terms::number_out_of_range(value, node.key, least, most));
    return std::nullopt;
  }
  return value;
}

std::optional<int> Reader::whole_number(const Node& node, int least, int most) {
  const auto value = number(node, least, most);
  if (!value) return std::nullopt;
  if (*value != std::floor(*value)) {
    problem(node, msg::terms::not_whole(*value, node.key));
    return std::nullopt;
  }
  return static_cast<int>(*value);
}

std::optional<Day> Reader::day(const Node& node) {
  const auto given = text(node);
  if (given.empty()) return std::nullopt;
  auto day = parse_day(given);
  if (day) return *day;
  problem(node, msg::terms::not_a_day(given));
  return std::nullopt;
}

std::optional<ZonedInstant> Reader::moment(const Node& node) {
  const auto given = text(node);
  if (given.empty()) return std::nullopt;
  const auto& zone = terms.agreement.zone;
  if (const auto day = parse_day(given)) return ZonedInstant{zone.start_of(*day), zone};
  auto zoned = parse_zoned(given);
  if (zoned) return *zoned;
  // A time that the clocks jumped over, or an unknown zone, has its own sentence; anything else gets the forms.
  const bool has_form = given.find('[') != std::string::npos && given.size() > 16 && given[10] == 'T';
  problem(node, has_form ? std::move(zoned).error().message : msg::terms::not_a_moment(given));
  return std::nullopt;
}

std::optional<Instant> Reader::instant(const Node& node) {
  const auto given = moment(node);
  return given ? std::optional(given->instant) : std::nullopt;
}

TimeRange Reader::range(const Node& node) {
  static constexpr std::array<Field<TimeRange>, 2> fields = {{
      {"from", [](Reader& r, const Node& n, TimeRange& range) { range.from = r.instant(n).value_or(range.from); }},
      {"to", [](Reader& r, const Node& n, TimeRange& range) { range.to = r.instant(n).value_or(range.to); }},
  }};
  TimeRange range;
  if (!read_mapping(*this, node, fields, range)) return {};
  if (range.empty()) {
    const auto& zone = terms.agreement.zone;
    problem(node, msg::terms::empty_time(zone.show(range.from), zone.show(range.to)));
    return {};
  }
  return range;
}

i18n::Names Reader::names(const Node& node) {
  static constexpr std::array<Field<i18n::Names>, 4> fields = {{
      {"en", [](Reader& r, const Node& n, i18n::Names& names) { names.en = r.text(n); }, Need::required},
      {"ar", [](Reader& r, const Node& n, i18n::Names& names) { names.ar = r.text(n); }},
      {"ru", [](Reader& r, const Node& n, i18n::Names& names) { names.ru = r.text(n); }},
      {"aliases", [](Reader& r, const Node& n, i18n::Names& names) { names.aliases = r.texts(n); }},
  }};
  i18n::Names names;
  read_mapping(*this, node, fields, names);
  return names;
}

Citation Reader::citation(const Node& node) {
  if (node.kind == Node::Kind::scalar) return {text(node), {}};
  static constexpr std::array<Field<Citation>, 2> fields = {{
      {"words", [](Reader& r, const Node& n, Citation& c) { c.words = r.text(n); }, Need::required},
      {"address", [](Reader& r, const Node& n, Citation& c) { c.address = r.text(n); }},
  }};
  Citation citation;
  read_mapping(*this, node, fields, citation);
  return citation;
}

std::vector<Citation> Reader::citations(const Node& node) {
  std::vector<Citation> all;
  for (const Node& item : list(node))
    all.push_back(citation(item));
  return all;
}

void Reader::unknown_word(const Node& node, const std::string& given, std::span<const std::string> known) {
  if (auto near = closest(given, known)) {
    problem(node, msg::terms::unknown_word_like(given, node.key, *near));
  } else {
    problem(node, msg::terms::unknown_word(given, node.key, joined(known)));
  }
}

// ---- ids ----------------------------------------------------------------------------------------------------------

std::string Reader::id_text(const Node& node) {
  auto given = text(node);
  if (given.empty()) return {};
  if (given.size() <= longest_id && std::all_of(given.begin(), given.end(), is_id_character)) return given;
  problem(node, msg::terms::bad_id(given.substr(0, 2 * longest_id)));
  return {};
}

std::string Reader::declare(Family family, const Node& node) {
  auto id = id_text(node);
  if (id.empty() && is_damaged(node.file, node.text)) damaged_ids_[family].push_back(node.text);
  if (id.empty()) return id;
  const auto [entry, is_new] = declared_[family].emplace(id, node.mark.line + 1);
  if (!is_new) {
    problem(node, msg::terms::duplicate_id(id, std::string(word(family)), entry->second));
  }
  return id;
}

std::string Reader::use(Family family, const Node& node) {
  auto id = text(node);
  if (!id.empty()) uses_.push_back({family, id, &node});
  return id;
}

std::vector<std::string> Reader::use_list(Family family, const Node& node, bool may_be_empty) {
  std::vector<std::string> ids;
  std::map<std::string, const Node*> seen;
  for (const Node& item : list(node, may_be_empty)) {
    auto id = use(family, item);
    if (id.empty()) continue;
    const auto [first, is_new] = seen.emplace(id, &item);
    if (!is_new) problem(item, msg::terms::named_twice(id, first->second->mark.line + 1));
    ids.push_back(std::move(id));
  }
  return ids;
}

void Reader::check_uses(const Node& root) {
  for (const Use& use : uses_) {
    if (may_have_damaged(root, section_words.at(static_cast<std::size_t>(use.family)))) continue;
    if (problems_.size() > 2 * most_problems) return;  // looking for near words is dear, and nobody reads on
    check_use(use);
  }
}

void Reader::check_use(const Use& use) {
  const auto& known = declared_[use.family];
  if (known.contains(use.id)) return;
  const auto& damaged = damaged_ids_[use.family];
  if (std::any_of(damaged.begin(), damaged.end(), [&](const auto& id) { return could_be(id, use.id); })) return;
  if (use.family == Family::area) {
    if (gazetteer_.by_code(use.id) == nullptr) problem(*use.node, msg::terms::unknown_area(use.id));
    return;
  }
  std::vector<std::string> candidates;
  std::transform(known.begin(), known.end(), std::back_inserter(candidates), [](const auto& row) { return row.first; });
  const std::string family(word(use.family));
  if (auto near = closest(use.id, candidates)) {
    problem(*use.node, msg::terms::undefined_id_like(use.id, family, *near));
  } else {
    problem(*use.node, msg::terms::undefined_id(use.id, family));
  }
}

// ---- tables of keys -----------------------------------------------------------------------------------------------

namespace {

void unknown_key(Reader& reader, const Node& value, std::span<const Key> keys) {
  std::vector<std::string> known;
  for (const Key& key : keys)
    known.emplace_back(key.name);
  if (auto near = closest(value.key, known)) {
    reader.problem_at_key(value, msg::terms::unknown_key_like(value.key, *near));
  } else {
    reader.problem_at_key(value, msg::terms::unknown_key(value.key, joined(known)));
  }
}

}  // namespace

std::vector<const Node*> select(Reader& reader, const Node& mapping, std::span<const Key> keys) {
  if (!reader.is_mapping(mapping)) return {};
  std::vector<const Node*> values(keys.size(), nullptr);
  std::map<std::string_view, const Node*> seen;
  for (const Node& value : mapping.children) {
    const auto [first, is_new] = seen.emplace(value.key, &value);
    if (!is_new) {
      reader.problem_at_key(value, msg::terms::duplicate_key(value.key, first->second->key_mark.line + 1));
      continue;
    }
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.name == value.key; });
    if (key == keys.end()) {
      unknown_key(reader, value, keys);
    } else if (value.kind == Node::Kind::null) {
      reader.problem_at_key(value, msg::terms::no_value(value.key));
    } else {
      values[static_cast<std::size_t>(key - keys.begin())] = &value;
    }
  }
  for (const Key& key : keys) {
    if (key.need == Need::required && !seen.contains(key.name) && !reader.may_have_damaged(mapping, key.name)) {
      reader.problem(mapping, msg::terms::missing_key(std::string(key.name), mapping.key));
    }
  }
  return values;
}

std::span<const Node> things(Reader& reader, const Node& node) {
  const auto items = reader.list(node);
  if (items.size() <= most_items) return items;
  reader.problem(items[most_items], msg::terms::too_many_items(node.key, static_cast<double>(most_items)));
  return items.first(most_items);
}

std::vector<Weapon> read_weapons(Reader& reader, const Node& node) {
  std::vector<Weapon> weapons;
  for (const Node& item : reader.list(node)) {
    const auto given = reader.text(item);
    if (const auto weapon = parse_weapon(given)) {
      weapons.push_back(*weapon);
    } else if (!given.empty()) {
      std::vector<std::string> known;
      known.reserve(weapon_count);
      for (int i = 0; i < weapon_count; ++i)
        known.emplace_back(word(static_cast<Weapon>(i)));
      reader.unknown_word(item, given, known);
    }
  }
  return weapons;
}

void note_duplicate_keys(Reader& reader, const Node& mapping) {
  std::map<std::string_view, int> lines;
  for (const Node& value : mapping.children) {
    const auto [first, is_new] = lines.emplace(value.key, value.key_mark.line + 1);
    if (!is_new) reader.problem_at_key(value, msg::terms::duplicate_key(value.key, first->second));
  }
}

}  // namespace entente::terms
