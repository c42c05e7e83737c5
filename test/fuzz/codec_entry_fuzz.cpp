// SPDX-License-Identifier: Apache-2.0
// Any bytes as an entry in JSON: an entry or one error; what was read is written as what reads back the same.
#include "codec/json_entry.hpp"

#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace entente::codec;
  const auto node = parse_json(std::string_view(data, size), "fuzz.ndjson", {32, 10'000});
  if (!node) return 0;
  const auto entry = read_entry_json(*node);
  if (!entry) return 0;
  const auto text = entry_json(*entry);
  const auto again = parse_json(text, "again");
  if (!again) std::abort();
  const auto back = read_entry_json(*again);
  if (!back || *back != *entry) std::abort();
  return 0;
}
