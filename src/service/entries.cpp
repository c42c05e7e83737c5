// SPDX-License-Identifier: Apache-2.0
// Follows what speaks of what to the entry that stands for itself, and gathers all that hang on one.
#include "service/entries.hpp"

#include "base/words.hpp"
#include "msg/service.hpp"

#include <algorithm>
#include <cctype>
#include <span>
#include <unordered_map>
#include <utility>

namespace entente::service {
namespace {

/// A name as it was typed, and what it fits.
struct Name {
  std::string typed;
  std::string digits;                  // in lower case; empty: it is not the beginning of an id
  std::string dataset, row;            // empty: it is no row
  std::vector<std::string> ids;        // that begin with the digits, or have the row
  std::vector<record::EntryId> roots;  // of these, each once
};

Name name_of(const std::string& typed) {
  Name name;
  name.typed = typed;
  if (const auto colon = typed.find(':'); colon != std::string::npos) {
    name.dataset = typed.substr(0, colon);
    name.row = typed.substr(colon + 1);
    return name;
  }
  const bool is_hex = std::all_of(typed.begin(), typed.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
  if (is_hex) name.digits = lower_ascii(typed);
  return name;
}

bool fits(const Name& name, const record::Entry& entry, const std::string& id) {
  if (!name.digits.empty()) return id.starts_with(name.digits);
  return !name.row.empty() && entry.external && entry.external->dataset == name.dataset &&
         entry.external->id == name.row;
}

/// Entries by what they hang on, in the end an entry that stands for itself.
class Roots {
 public:
  const record::EntryId& add(const record::Entry& entry) {
    const auto subject = record::subject_of(entry);
    const auto known = subject ? root_of_.find(*subject) : root_of_.end();
    return root_of_.insert_or_assign(entry.id, known == root_of_.end() ? entry.id : known->second).first->second;
  }
  [[nodiscard]] const record::EntryId& of(const record::EntryId& id) const { return root_of_.at(id); }

 private:
  std::unordered_map<record::EntryId, record::EntryId> root_of_;
};

Result<void> check_found(const Name& name) {
  if (name.roots.empty()) return fail(Code::not_found, msg::service::no_such_entry(name.typed));
  if (name.roots.size() == 1 || name.digits.empty()) return {};
  constexpr std::size_t shown = 3;
  const auto count = static_cast<std::int64_t>(name.ids.size());
  const auto first = std::span(name.ids).first(std::min(shown, name.ids.size()));
  return fail(Code::invalid, msg::service::entry_not_unique(name.typed, count, joined(first)));
}

}  // namespace

Result<EntriesReport> entries_named(store::Store& store, const std::vector<std::string>& names) {
  std::vector<Name> asked;
  asked.reserve(names.size());
  for (const auto& typed : names)
    asked.push_back(name_of(typed));
  EntriesReport report;
  Roots roots;
  ENTENTE_TRY(store.read(0, [&](const record::Recorded& recorded) -> Result<void> {
    const auto& entry = recorded.entry;
    const auto& root = roots.add(entry);
    const auto* run = std::get_if<record::ImportRun>(&entry.body);
    report.simulated |= run != nullptr && run->simulated;
    const auto id = record::to_string(entry.id);
    for (auto& name : asked) {
      if (!fits(name, entry, id)) continue;
      name.ids.push_back(id);
      if (std::find(name.roots.begin(), name.roots.end(), root) == name.roots.end()) name.roots.push_back(root);
    }
    return {};
  }));

  std::unordered_map<record::EntryId, std::size_t> place_of;  // of a root among those wanted
  std::vector<std::vector<record::Recorded>> gathered;
  for (const auto& name : asked) {
    ENTENTE_TRY(check_found(name));
    for (const auto& root : name.roots) {
      if (place_of.emplace(root, gathered.size()).second) gathered.emplace_back();
    }
  }
  ENTENTE_TRY(store.read(0, [&](record::Recorded recorded) -> Result<void> {
    const auto wanted = place_of.find(roots.of(recorded.entry.id));
    if (wanted != place_of.end()) gathered[wanted->second].push_back(std::move(recorded));
    return {};
  }));
  for (auto& entries : gathered)
    std::move(entries.begin(), entries.end(), std::back_inserter(report.entries));
  return report;
}

}  // namespace entente::service
