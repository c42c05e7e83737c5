// SPDX-License-Identifier: Apache-2.0
// Any bytes as GeoJSON: features or one error; and what was read is written as what reads back the same.
#include "codec/geojson_test_text.hpp"

#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace entente::codec;
  const auto document = parse_json(std::string_view(data, size), "fuzz.geojson", {32, 10'000});
  if (!document) return 0;
  const auto features = features_of(*document, "fuzz.geojson");
  if (!features) return 0;
  for (const auto& feature : *features) {
    if (feature.geometry == nullptr) continue;
    const auto geometry = read_geometry(*feature.geometry);
    if (!geometry) continue;
    const auto text = geometry_json(*geometry);
    const auto node = parse_json(text, "again", geojson_limits);
    if (!node) std::abort();
    const auto again = read_geometry(*node);
    if (!again || *again != *geometry) std::abort();
  }
  return 0;
}
