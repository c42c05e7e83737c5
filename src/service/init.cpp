// SPDX-License-Identifier: Apache-2.0
// Checks terms; makes a record whose first entry they are.
#include "service/init.hpp"

#include "crypto/digest.hpp"
#include "service/workspace.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace entente::service {
namespace {

/// Problems named as the person named the terms: "folder/terms.yaml:14:9", or the one file that was given.
std::vector<terms::Problem> placed_in(const std::string& terms_path, std::vector<terms::Problem> problems) {
  const bool is_folder = std::filesystem::is_directory(terms_path);
  for (auto& problem : problems) {
    auto& file = problem.place.file;
    file = is_folder ? (std::filesystem::path(terms_path) / file).string() : terms_path;
  }
  return problems;
}

}  // namespace

record::Entry terms_entry(terms::Bundle bundle, Instant recorded_at) {
  record::Entry entry;
  const auto digest = crypto::sha256("entente/terms/v1\n" + digest_of(bundle));
  std::copy_n(digest.begin(), entry.id.bytes.size(), entry.id.bytes.begin());
  entry.recorded_at = recorded_at;
  entry.author = "entente init";
  entry.body = record::TermsText{std::move(bundle)};
  return entry;
}

Result<LintReport> lint(const std::string& terms_path, Instant known_at) {
  ENTENTE_ASSIGN(const terms::Bundle bundle, terms::read_bundle(terms_path));
  auto parsed = terms::parse(bundle, geo::Gazetteer::built_in());
  LintReport report;
  report.problems = placed_in(terms_path, std::move(parsed.problems));
  if (!parsed.terms) return report;
  report.agreement = parsed.terms->agreement.id.value;
  report.remarks = terms::lint(*parsed.terms, known_at);
  report.counting = terms::counting_in_force(*parsed.terms);
  return report;
}

Result<InitReport> init(const std::string& path, const std::string& terms_path, Instant now,
                        const record::Secret& secret) {
  ENTENTE_ASSIGN(terms::Bundle bundle, terms::read_bundle(terms_path));
  auto parsed = terms::parse(bundle, geo::Gazetteer::built_in());
  InitReport report;
  report.problems = placed_in(terms_path, std::move(parsed.problems));
  if (!parsed.terms) return report;
  report.agreement = parsed.terms->agreement.id.value;
  report.terms_digest = digest_of(bundle);

  const std::array first{terms_entry(std::move(bundle), now)};
  ENTENTE_ASSIGN(const auto store, store::create_sqlite(path, secret, first));
  ENTENTE_ASSIGN(report.head, store->head());
  return report;
}

}  // namespace entente::service
