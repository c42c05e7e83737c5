// SPDX-License-Identifier: Apache-2.0
// Any bytes as a stored entry: refused, or exactly what would be stored again. Each reading has one form.
#include "record/canonical.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const std::string_view stored(data, size);
  const auto fields = entente::record::from_stored(stored);
  if (fields && entente::record::to_stored(*fields) != stored) std::abort();
  const auto entry = entente::record::decode(stored);
  if (entry && (!fields || entente::record::to_fields(*entry) != *fields)) std::abort();
  return 0;
}
