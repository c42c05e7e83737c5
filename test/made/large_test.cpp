// SPDX-License-Identifier: Apache-2.0
// Records of any size are made as a stream, in areas of any number.
#include "geo/shape.hpp"
#include "made/agreement.hpp"
#include "simulate/lattice.hpp"
#include "simulate/made_record.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace entente::test {
namespace {

// The worked agreement with its zone laid over invented areas.
simulate::World lattice_world(std::size_t areas) {
  auto terms = south_west().terms;
  terms.areas = simulate::lattice(areas, 4, 1);
  terms::NamedExtent all;
  for (const auto& place : terms.areas) {
    if (place.kind == geo::NamedPlace::Kind::district) all.areas.push_back(place.code);
  }
  terms.zones.front().extents.front().parts = {all};
  return *simulate::world_of(terms);
}

std::size_t incidents(const simulate::World& world, double a_day) {
  simulate::Model model;
  model.rates = {.zone = a_day, .controls = 0, .carve_outs = 0};
  model.effect.shape = simulate::Effect::Shape::none;
  std::size_t count = 0;
  std::set<std::string> areas;
  Instant last = beginning_of_time;
  simulate::make_entries(world, model, 1, [&](const record::Entry& entry) {
    EXPECT_GE(entry.recorded_at, last);
    last = entry.recorded_at;
    const auto& within = std::get<record::Incident>(entry.body).place.within;
    areas.insert(within.front());
    count += entry.corrects ? 0 : 1;
  });
  EXPECT_EQ(areas.size(), world.zone_areas.size());
  return count;
}

TEST(Lattice, HasAreasSideBySideWithTheirSettlementsInThem) {
  const auto places = simulate::lattice(7, 3, 1);
  ASSERT_EQ(places.size(), 7u * 4);
  for (std::size_t i = 0; i < places.size(); i += 4) {
    const auto shape = *geo::Shape::make(*places[i].outline);
    for (std::size_t k = i + 1; k < i + 4; ++k) {
      EXPECT_TRUE(shape.contains(*places[k].centre));
      EXPECT_EQ(places[k].within, places[i].code);
    }
  }
  EXPECT_EQ(places[0].outline->parts[0].outer[1], places[4].outline->parts[0].outer[0]) << "neighbours in a row";
  EXPECT_EQ(places[0].outline->parts[0].outer[3], places[12].outline->parts[0].outer[0]) << "and in a column";
}

TEST(Lattice, IsAStageForEvents) { EXPECT_NEAR(static_cast<double>(incidents(lattice_world(50), 10)), 12'710, 700); }

TEST(LatticeLong, AMillionIncidentsInFiveThousandAreasAreStreamed) {
  EXPECT_NEAR(static_cast<double>(incidents(lattice_world(5000), 800)), 1'016'800, 6000);
}

}  // namespace
}  // namespace entente::test
