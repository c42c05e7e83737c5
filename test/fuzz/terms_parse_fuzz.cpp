// SPDX-License-Identifier: Apache-2.0
// Any bytes as terms, and as the outline that they refer to: terms or a list of problems, each with a place within its
// file; never both, never neither. What is accepted can also be linted.
#include "terms/lint.hpp"
#include "terms/parse.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace {

using entente::terms::Bundle;

constexpr const char* terms_with_outline = R"(entente: 1
agreement: {id: t, version: "1", title: {en: T}, class: preliminary, status: draft, time_zone: Asia/Damascus}
actors: [{id: a, names: {en: A}}]
lines: [{id: L, kind: contact, names: {en: L}, course: {file: drawn.geojson, features: [L]}}]
zones: [{id: Z, kind: buffer, names: {en: Z}, extents: [{parts: [{outline: {file: drawn.geojson, edges: planar}}]}]}]
clauses: [{id: P1, title: {en: P1}, prohibition: {acts: [hostilities], zones: [Z]}}]
...
)";

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Bundle& bundle) {
  const auto parsed = entente::terms::parse(bundle, entente::geo::Gazetteer::built_in());
  require(parsed.terms.has_value() == parsed.problems.empty());
  for (const auto& problem : parsed.problems) {
    const auto& bytes = bundle.files.at(problem.place.file);
    require(problem.place.line >= 1 && problem.place.column >= 1);
    require(problem.place.line <= std::count(bytes.begin(), bytes.end(), '\n') + 1);
    (void)to_string(problem, entente::i18n::Language::ar);
  }
  if (parsed.terms) (void)entente::terms::lint(*parsed.terms, entente::Instant{});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const std::string bytes(data, size);
  check(Bundle{{{"terms.yaml", bytes}}});
  check(Bundle{{{"terms.yaml", terms_with_outline}, {"drawn.geojson", bytes}}});
  return 0;
}
