// SPDX-License-Identifier: Apache-2.0
// Any bytes as terms: terms or a list of problems, each with its place; never both, never neither.
#include "terms/parse.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const auto& places = entente::geo::Gazetteer::built_in();
  const entente::terms::Bundle bundle{{{"terms.yaml", std::string(data, size)}}};
  const auto parsed = entente::terms::parse(bundle, places);
  if (parsed.terms.has_value() != parsed.problems.empty()) std::abort();
  return 0;
}
