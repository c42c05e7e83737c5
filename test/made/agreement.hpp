// SPDX-License-Identifier: Apache-2.0
// The worked agreement, read once, with the stage on which its events are made.
#pragma once

#include "geo/gazetteer.hpp"
#include "simulate/world.hpp"
#include "terms/parse.hpp"

#include <string>

namespace entente::test {

/// Terms, places and stage that belong together.
struct Agreement {
  terms::Terms terms;
  geo::Gazetteer gazetteer;
  simulate::World world;
};

/// examples/south-west-syria-2017.
inline const Agreement& south_west() {
  static const Agreement agreement = [] {
    const auto bundle = terms::read_bundle(std::string(ENTENTE_SOURCE_DIR) + "/examples/south-west-syria-2017");
    auto terms = *terms::parse(*bundle, geo::Gazetteer::built_in()).terms;
    auto gazetteer = geo::Gazetteer::with(geo::Gazetteer::built_in(), terms.areas);
    auto world = *simulate::world_of(terms);
    return Agreement{std::move(terms), std::move(gazetteer), std::move(world)};
  }();
  return agreement;
}

}  // namespace entente::test
