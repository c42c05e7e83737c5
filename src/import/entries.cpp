// SPDX-License-Identifier: Apache-2.0
// Reads entries line by line.
#include "import/entries.hpp"

#include "base/file.hpp"
#include "codec/json_entry.hpp"
#include "codec/json_text.hpp"
#include "import/scope.hpp"
#include "import/values.hpp"
#include "msg/import.hpp"
#include "record/canonical.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace entente::importing {
namespace {

/// The id is the entry's own, so that entries that speak of each other still do. Where it has none it follows from the
/// external key. The key tells a second import of the same file, and a newer release of it. A key of another dataset
/// would take the id that a row of that dataset is to get; not so that of a made record, beside which no dataset
/// stands.
Result<record::Entry> read_line(std::string_view text, std::uint32_t line, const Request& request, Scope& scope) {
  constexpr codec::JsonLimits limits{32, 4'000'000};
  ENTENTE_ASSIGN(const codec::JsonNode node, codec::parse_json(text, request.path, limits, line));
  ENTENTE_ASSIGN(record::Entry entry, codec::read_entry_json(node));
  if (std::holds_alternative<record::TermsText>(entry.body) || std::holds_alternative<record::ImportRun>(entry.body)) {
    return fail(Code::invalid, msg::import::kind_not_imported(kind_word(entry.body)));
  }
  const bool made = entry.external && entry.external->dataset == record::made_dataset;
  scope.simulated |= made;
  if (entry.external && entry.external->dataset != request.dataset && !made) {
    return fail(Code::invalid,
                msg::import::key_of_other_dataset(entry.external->id, entry.external->dataset, request.dataset));
  }
  if (entry.id == record::EntryId{}) {
    if (!entry.external) return fail(Code::invalid, msg::import::entry_without_id());
    entry.id = record::derive_id(*entry.external);
  }
  if (!entry.external || entry.external->dataset != request.dataset) {
    entry.external = record::ExternalKey{request.dataset, to_string(entry.id), request.release};
  }
  return entry;
}

}  // namespace

Result<Scope> import_entries(const Request& request, const Sink& sink) {
  ENTENTE_ASSIGN(const MappedFile file, MappedFile::open(request.path));
  const auto text = file.bytes();
  ENTENTE_TRY(check_encoding(text, request.path));
  if (trim(text).empty()) return fail(Code::invalid, msg::import::empty_file(request.path));
  std::uint32_t line = 0;
  Scope scope;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const auto row = trim(text.substr(at, end - at));
    at = end + 1;
    ++line;
    if (row.empty()) continue;
    auto entry = read_line(row, line, request, scope);
    if (entry) {
      widen(scope, *entry, request.zone, false);
      ENTENTE_TRY(sink.entry(*std::move(entry), line));
    } else {
      sink.reject({line, {}, std::move(entry).error().message});
    }
    constexpr std::uint32_t every = 1024;
    if (line % every == 0 &&
        !sink.progress(static_cast<double>(std::min(at, text.size())) / static_cast<double>(text.size()))) {
      return fail(Code::interrupted, msg::import::interrupted());
    }
  }
  return scope;
}

}  // namespace entente::importing
