// SPDX-License-Identifier: Apache-2.0
// The zone join against plain counting, against GEOS, at every vector width, and where grids usually fail.
#include "geo/zone_index.hpp"

#include "geo/shape.hpp"
#include "geo/zone_join.hpp"
#include "geo/zone_tables.hpp"

#include <geos/algorithm/locate/IndexedPointInAreaLocator.h>
#include <geos/geom/CoordinateArraySequenceFactory.h>
#include <geos/geom/GeometryFactory.h>
#include <geos/geom/LinearRing.h>
#include <geos/geom/Location.h>
#include <geos/geom/MultiPolygon.h>
#include <geos/geom/Polygon.h>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <string>

namespace entente::geo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Zones = std::vector<std::uint32_t>;

constexpr Instant noon{std::chrono::seconds{1'500'000'000}};

Outline planar(std::vector<Polygon> parts) { return {.parts = std::move(parts), .edges = Edges::planar}; }
Ring box(double south, double west, double north, double east) {
  return {{south, west}, {south, east}, {north, east}, {north, west}};
}
ZoneArea always(Outline outline) { return {.outline = std::move(outline), .valid = {}}; }
ZoneIndex index_of(const std::vector<ZoneArea>& zones) { return ZoneIndex(zones); }
Zones at(const ZoneIndex& index, double lat, double lng, Instant time = noon) {
  return index.zones_at({lat, lng}, time);
}

// ---- Oracles: they look at every edge of every zone.

/// Counts crossings in whole-plane fashion; only for outlines that cross neither antimeridian nor pole.
bool plainly_inside(const Outline& outline, double x, double y) {
  bool inside = false;
  for (const Polygon& part : outline.parts) {
    std::vector<Ring> rings = part.holes;
    rings.push_back(part.outer);
    for (const Ring& ring : rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const LatLng& a = ring[i];
        const LatLng& b = ring[(i + 1) % ring.size()];
        const int side = orientation(a.lng_deg, a.lat_deg, b.lng_deg, b.lat_deg, x, y);
        const bool in_box = std::min(a.lng_deg, b.lng_deg) <= x && x <= std::max(a.lng_deg, b.lng_deg) &&
                            std::min(a.lat_deg, b.lat_deg) <= y && y <= std::max(a.lat_deg, b.lat_deg);
        if (side == 0 && in_box) return true;
        if ((a.lat_deg > y) != (b.lat_deg > y)) inside = inside != (b.lat_deg > a.lat_deg ? side > 0 : side < 0);
      }
    }
  }
  return inside;
}

/// GEOS's indexed locator for one outline.
class Geos {
 public:
  explicit Geos(const Outline& outline) {
    std::vector<std::unique_ptr<geos::geom::Polygon>> polygons;
    for (const Polygon& part : outline.parts) {
      std::vector<std::unique_ptr<geos::geom::LinearRing>> holes;
      for (const Ring& hole : part.holes)
        holes.push_back(ring_of(hole));
      polygons.push_back(factory_->createPolygon(ring_of(part.outer), std::move(holes)));
    }
    area_ = factory_->createMultiPolygon(std::move(polygons));
    locator_ = std::make_unique<geos::algorithm::locate::IndexedPointInAreaLocator>(*area_);
  }
  [[nodiscard]] bool covers(double x, double y) const {
    const geos::geom::Coordinate point(x, y);
    return locator_->locate(&point) != geos::geom::Location::EXTERIOR;
  }

 private:
  std::unique_ptr<geos::geom::LinearRing> ring_of(const Ring& ring) const {
    std::vector<geos::geom::Coordinate> coordinates;
    for (const LatLng& point : ring)
      coordinates.emplace_back(point.lng_deg, point.lat_deg);
    coordinates.push_back(coordinates.front());
    return factory_->createLinearRing(factory_->getCoordinateSequenceFactory()->create(std::move(coordinates)));
  }
  geos::geom::GeometryFactory::Ptr factory_ = geos::geom::GeometryFactory::create();
  std::unique_ptr<geos::geom::MultiPolygon> area_;
  std::unique_ptr<geos::algorithm::locate::IndexedPointInAreaLocator> locator_;
};

// ---- Made data.

/// A star-shaped ring, wild but not crossing itself.
Ring star(std::mt19937_64& random, double lat, double lng, double size, int corners) {
  std::uniform_real_distribution<double> radius(0.3 * size, size);
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * M_PI * i / corners;
    const double r = radius(random);
    ring.push_back({lat + r * std::sin(angle), lng + r * std::cos(angle)});
  }
  return ring;
}

std::vector<ZoneArea> some_stars(std::uint64_t seed, int count, int corners) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> lat(31, 37), lng(35, 42), size(0.05, 1.5);
  std::uniform_int_distribution<int> day(-400, 400);
  std::vector<ZoneArea> zones;
  for (int i = 0; i < count; ++i) {
    Polygon part{.outer = star(random, lat(random), lng(random), size(random), corners), .holes = {}};
    const Instant from = noon + std::chrono::hours{24 * day(random)};
    const TimeRange valid = i % 3 == 0 ? TimeRange{} : TimeRange{from, from + std::chrono::hours{24 * 300}};
    zones.push_back({planar({std::move(part)}), valid});
  }
  return zones;
}

struct Columns {
  std::vector<double> lng, lat;
  std::vector<Instant> times;
  void add(double x, double y, Instant time = noon) {
    lng.push_back(x);
    lat.push_back(y);
    times.push_back(time);
  }
  /// The point and its neighbours one unit in the last place away.
  void add_around(double x, double y) {
    const double far = std::numeric_limits<double>::infinity();
    for (const double px : {std::nextafter(x, -far), x, std::nextafter(x, far)}) {
      for (const double py : {std::nextafter(y, -far), y, std::nextafter(y, far)})
        add(px, py);
    }
  }
};

/// Vertices, points on edges, their closest neighbours, and points of grid lines beside them.
void add_hard_points(const std::vector<ZoneArea>& zones, const Grid& grid, std::mt19937_64& random, Columns& points) {
  std::uniform_real_distribution<double> share(0, 1);
  for (const ZoneArea& zone : zones) {
    for (const Polygon& part : zone.outline.parts) {
      const Ring& ring = part.outer;
      for (std::size_t i = 0; i < ring.size(); ++i) {
        const LatLng& a = ring[i];
        const LatLng& b = ring[(i + 1) % ring.size()];
        points.add_around(a.lng_deg, a.lat_deg);
        const double t = share(random);
        points.add_around(a.lng_deg + t * (b.lng_deg - a.lng_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg));
        const double line_x = grid.x0 + std::floor((a.lng_deg - grid.x0) * grid.cells_per_x) * grid.cell_width;
        const double line_y = grid.y0 + std::floor((a.lat_deg - grid.y0) * grid.cells_per_y) * grid.cell_height;
        points.add_around(line_x, line_y);
        points.add_around(line_x, a.lat_deg);
        points.add_around(a.lng_deg, line_y);
        points.add_around(line_x + grid.cell_width, a.lat_deg + t * grid.cell_height);
      }
    }
  }
}

void add_random_points(std::mt19937_64& random, std::size_t count, Columns& points) {
  std::uniform_real_distribution<double> lat(30.5, 37.5), lng(34.5, 42.5);
  std::uniform_int_distribution<int> hour(-24 * 500, 24 * 500);
  for (std::size_t i = 0; i < count; ++i)
    points.add(lng(random), lat(random), noon + std::chrono::hours{hour(random)});
}

std::vector<Simd> widths() {
  std::vector<Simd> all{Simd::portable};
  if (best_simd() != Simd::portable) all.push_back(Simd::avx2);
  if (best_simd() == Simd::avx512) all.push_back(Simd::avx512);
  return all;
}

/// How many points any vector width answers otherwise than `expected` (and, where given, than GEOS).
std::size_t wrong_answers(const std::vector<ZoneArea>& zones, const Columns& points, bool with_geos) {
  const ZoneIndex index(zones);
  std::vector<Geos> peers;
  if (with_geos) {
    for (const ZoneArea& zone : zones)
      peers.emplace_back(zone.outline);
  }
  std::vector<ZoneAnswers> answers(widths().size());
  for (std::size_t w = 0; w < answers.size(); ++w) {
    index.locate(points.lng, points.lat, points.times, answers[w], widths()[w]);
  }
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < points.lng.size(); ++i) {
    Zones expected, of_geos;
    for (std::uint32_t zone = 0; zone < zones.size(); ++zone) {
      if (!zones[zone].valid.contains(points.times[i])) continue;
      if (plainly_inside(zones[zone].outline, points.lng[i], points.lat[i])) expected.push_back(zone);
      if (with_geos && peers[zone].covers(points.lng[i], points.lat[i])) of_geos.push_back(zone);
    }
    bool right = !with_geos || expected == of_geos;
    for (const ZoneAnswers& answer : answers) {
      right = right && std::equal(expected.begin(), expected.end(), answer[i].begin(), answer[i].end());
    }
    if (!right) ++wrong;
  }
  return wrong;
}

// ---- Claims.

TEST(ZoneIndex, WithoutZonesNothingIsFound) {
  const ZoneIndex index = index_of({});
  EXPECT_EQ(index.size(), 0U);
  EXPECT_THAT(at(index, 0, 0), IsEmpty());
}

TEST(ZoneIndex, TheBoundaryBelongsToTheZoneAndHolesDoNot) {
  const ZoneIndex index = index_of({always(planar({{.outer = box(30, 30, 40, 40), .holes = {box(33, 33, 36, 36)}}}))});
  EXPECT_THAT(at(index, 31, 31), ElementsAre(0));
  EXPECT_THAT(at(index, 30, 30), ElementsAre(0));
  EXPECT_THAT(at(index, 40, 40), ElementsAre(0));
  EXPECT_THAT(at(index, 40, 35.5), ElementsAre(0));
  EXPECT_THAT(at(index, 35, 40), ElementsAre(0));
  EXPECT_THAT(at(index, 34, 34), IsEmpty());
  EXPECT_THAT(at(index, 33, 34), ElementsAre(0));
  EXPECT_THAT(at(index, std::nextafter(40.0, 41.0), 35), IsEmpty());
}

TEST(ZoneIndex, OverlappingZonesAreAllNamedInOrder) {
  const ZoneIndex index = index_of({always(planar({{.outer = box(0, 0, 10, 10), .holes = {}}})),
                                    always(planar({{.outer = box(5, 5, 15, 15), .holes = {}}})),
                                    always(planar({{.outer = box(0, 0, 10, 10), .holes = {}}}))});
  EXPECT_THAT(at(index, 1, 1), ElementsAre(0, 2));
  EXPECT_THAT(at(index, 7, 7), ElementsAre(0, 1, 2));
  EXPECT_THAT(at(index, 12, 12), ElementsAre(1));
  EXPECT_THAT(at(index, 10, 10), ElementsAre(0, 1, 2));
}

TEST(ZoneIndex, PartsThatShareABorderAreOneAreaWithoutASeam) {
  const ZoneIndex index =
      index_of({always(planar({{.outer = box(0, 0, 10, 5), .holes = {}}, {.outer = box(0, 5, 10, 10), .holes = {}}}))});
  EXPECT_THAT(at(index, 5, 5), ElementsAre(0));
  EXPECT_THAT(at(index, 5, std::nextafter(5.0, 6.0)), ElementsAre(0));
}

TEST(ZoneIndex, AZoneHoldsFromItsStartUntilJustBeforeItsEnd) {
  const std::chrono::seconds hour{3600};
  const Outline area = planar({{.outer = box(0, 0, 1, 1), .holes = {}}});
  const ZoneIndex index =
      index_of({{area, {noon, noon + hour}}, {area, {noon + hour, end_of_time}}, {area, {}}, {area, {noon, noon}}});
  EXPECT_THAT(at(index, 0.5, 0.5, noon - std::chrono::seconds{1}), ElementsAre(2));
  EXPECT_THAT(at(index, 0.5, 0.5, noon), ElementsAre(0, 2));
  EXPECT_THAT(at(index, 0.5, 0.5, noon + hour - std::chrono::seconds{1}), ElementsAre(0, 2));
  EXPECT_THAT(at(index, 0.5, 0.5, noon + hour), ElementsAre(1, 2));
  EXPECT_THAT(at(index, 1, 1, noon + hour), ElementsAre(1, 2));
}

TEST(ZoneIndex, PlacesOutsideTheRangesAndNoPlacesLieNowhere) {
  const ZoneIndex index = index_of({always(planar({{.outer = box(-90, -180, 90, 180), .holes = {}}}))});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(at(index, 90, 180), ElementsAre(0));
  EXPECT_THAT(at(index, -90, -180), ElementsAre(0));
  EXPECT_THAT(at(index, nan, 0), IsEmpty());
  EXPECT_THAT(at(index, 0, nan), IsEmpty());
  EXPECT_THAT(at(index, 91, 0), IsEmpty());
  EXPECT_THAT(at(index, 0, -181), IsEmpty());
}

TEST(ZoneIndex, AZoneOverTheAntimeridianIsFoundFromBothSides) {
  const Ring ring{{-20, 170}, {-20, -170}, {-10, -170}, {-10, 170}};
  for (const Edges edges : {Edges::planar, Edges::geodesic}) {
    const ZoneIndex index = index_of({always({.parts = {{.outer = ring, .holes = {}}}, .edges = edges})});
    EXPECT_THAT(at(index, -15, 175), ElementsAre(0));
    EXPECT_THAT(at(index, -15, -175), ElementsAre(0));
    EXPECT_THAT(at(index, -15, 180), ElementsAre(0));
    EXPECT_THAT(at(index, -15, -180), ElementsAre(0));
    EXPECT_THAT(at(index, -15, 170), ElementsAre(0));
    EXPECT_THAT(at(index, -20, -170), ElementsAre(0));
    EXPECT_THAT(at(index, -15, 0), IsEmpty());
    EXPECT_THAT(at(index, -15, 169.9), IsEmpty());
    EXPECT_THAT(at(index, -15, -169.9), IsEmpty());
  }
}

TEST(ZoneIndex, ABorderOnTheAntimeridianBelongsToBothWaysOfWritingIt) {
  const ZoneIndex index = index_of({always(planar({{.outer = box(0, 170, 10, 180), .holes = {}}})),
                                    always(planar({{.outer = box(0, -180, 10, -170), .holes = {}}}))});
  EXPECT_THAT(at(index, 5, 180), ElementsAre(0, 1));
  EXPECT_THAT(at(index, 5, -180), ElementsAre(0, 1));
  EXPECT_THAT(at(index, 5, 179), ElementsAre(0));
  EXPECT_THAT(at(index, 5, -179), ElementsAre(1));
}

TEST(ZoneIndex, CapsContainTheirPoleAndARingAroundItDoesNot) {
  Ring at_80, at_85, south;
  for (int lng = -170; lng <= 170; lng += 20) {
    at_80.push_back({80, static_cast<double>(lng)});
    at_85.push_back({85, static_cast<double>(lng)});
    south.push_back({-70, static_cast<double>(-lng)});
  }
  const ZoneIndex index =
      index_of({always(planar({{.outer = at_80, .holes = {}}})), always(planar({{.outer = at_80, .holes = {at_85}}})),
                always(planar({{.outer = south, .holes = {}}}))});
  for (const double lng : {-180.0, -170.0, -0.5, 0.0, 30.0, 170.0, 175.0, 180.0}) {
    EXPECT_THAT(at(index, 90, lng), ElementsAre(0)) << lng;
    EXPECT_THAT(at(index, 87, lng), ElementsAre(0)) << lng;
    EXPECT_THAT(at(index, 82, lng), ElementsAre(0, 1)) << lng;
    EXPECT_THAT(at(index, 80, lng), ElementsAre(0, 1)) << lng;
    EXPECT_THAT(at(index, 79, lng), IsEmpty()) << lng;
    EXPECT_THAT(at(index, -90, lng), ElementsAre(2)) << lng;
    EXPECT_THAT(at(index, -70, lng), ElementsAre(2)) << lng;
    EXPECT_THAT(at(index, -69, lng), IsEmpty()) << lng;
  }
}

TEST(ZoneIndex, AGeodesicEdgeIsTheGreatCircleAndAPlanarOneTheStraightLineOfTheMap) {
  const Ring wide{{35, 30}, {35, 32}, {34, 31}};
  const ZoneIndex index = index_of({always({.parts = {{.outer = wide, .holes = {}}}, .edges = Edges::geodesic}),
                                    always({.parts = {{.outer = wide, .holes = {}}}, .edges = Edges::planar})});
  EXPECT_THAT(at(index, 35.003, 31), ElementsAre(0));
  EXPECT_THAT(at(index, 34.999, 31), ElementsAre(0, 1));
  EXPECT_THAT(at(index, 35.005, 31), IsEmpty());
}

TEST(ZoneIndex, MoreZonesThanSixteenBitsCanNumberAreTold) {
  std::vector<ZoneArea> zones;
  constexpr int side = 260;  // 67,600 zones
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      const double south = 30 + row * 0.01, west = 30 + column * 0.01;
      zones.push_back(always(planar({{.outer = box(south, west, south + 0.008, west + 0.008), .holes = {}}})));
    }
  }
  const ZoneTables tables(zones);
  EXPECT_TRUE(tables.narrow_cells.empty());
  EXPECT_FALSE(tables.wide_cells.empty());
  const ZoneIndex index(zones);
  Columns points;
  for (int row = 0; row < side; row += 7) {
    for (int column = 0; column < side; column += 7)
      points.add(30.004 + column * 0.01, 30.004 + row * 0.01);
  }
  for (const Simd simd : widths()) {
    ZoneAnswers answers;
    index.locate(points.lng, points.lat, points.times, answers, simd);
    std::size_t i = 0;
    for (std::uint32_t row = 0; row < side; row += 7) {
      for (std::uint32_t column = 0; column < side; column += 7, ++i) {
        ASSERT_THAT(answers[i], ElementsAre(row * side + column));
      }
    }
  }
}

TEST(ZoneIndex, PointsOnManyBoundariesAtOnceGetTheWholeSet) {
  // Eight wedges meet in one point.
  std::vector<ZoneArea> zones;
  for (int i = 0; i < 8; ++i) {
    const double from = M_PI / 4 * i, to = M_PI / 4 * (i + 1);
    zones.push_back(always(planar(
        {{.outer = {{34, 38}, {34 + std::sin(from), 38 + std::cos(from)}, {34 + std::sin(to), 38 + std::cos(to)}},
          .holes = {}}})));
  }
  const ZoneIndex index(zones);
  EXPECT_THAT(at(index, 34, 38), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7));
  Columns points;
  points.add_around(34, 38);
  EXPECT_EQ(wrong_answers(zones, points, true), 0U);
}

TEST(ZoneIndex, DenseOutlinesInAWideFrameGiveNoWrongPoint) {
  // The frame makes cells wide, so that hundreds of corners fall into one and parts of parts are needed.
  std::mt19937_64 random(11);
  std::vector<ZoneArea> zones{always(planar({{.outer = box(-80, -80, 80, 90), .holes = {}}}))};
  zones.push_back(always(planar({{.outer = star(random, 33, 36, 0.4, 300), .holes = {}}})));
  zones.push_back(always(planar({{.outer = star(random, 33, 36, 0.002, 100), .holes = {}}})));
  zones.push_back(always(planar({{.outer = star(random, 33.0001, 36, 0.00001, 60), .holes = {}}})));
  const ZoneTables tables(zones);
  EXPECT_GT(tables.subgrids.size(), 10U);
  Columns points;
  add_hard_points(zones, tables.grid, random, points);
  std::uniform_real_distribution<double> near(-0.00002, 0.00002);
  for (int i = 0; i < 2000; ++i)
    points.add(36 + near(random), 33 + 5 * near(random));
  EXPECT_EQ(wrong_answers(zones, points, true), 0U);
}

TEST(ZoneIndex, GeodesicOutlinesGetTheAnswersOfTheSphere) {
  const Outline outline{.parts = {{.outer = {{32, 35}, {33, 38}, {31.5, 41}, {36.5, 40}, {36, 36}}, .holes = {}}},
                        .edges = Edges::geodesic};
  const Result<Shape> shape = Shape::make(outline);
  ASSERT_TRUE(shape);
  const ZoneIndex index = index_of({always(outline)});
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> lat(31, 37), lng(34.5, 41.5);
  for (int i = 0; i < 3000; ++i) {
    const LatLng point{lat(random), lng(random)};
    ASSERT_EQ(shape->contains(point), index.zones_at(point, noon).size() == 1) << point.lat_deg << " " << point.lng_deg;
  }
}

TEST(ZoneIndex, EqualSetsHaveEqualNumbers) {
  const std::vector<ZoneArea> zones = some_stars(5, 12, 40);
  std::mt19937_64 random(5);
  Columns points;
  add_random_points(random, 3000, points);
  add_hard_points(zones, ZoneTables(zones).grid, random, points);
  ZoneAnswers answers;
  ZoneIndex(zones).locate(points.lng, points.lat, points.times, answers);
  std::map<Zones, std::uint32_t> numbers;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto [known, is_new] = numbers.try_emplace(Zones(answers[i].begin(), answers[i].end()), answers.numbers()[i]);
    ASSERT_EQ(known->second, answers.numbers()[i]);
  }
}

RC_GTEST_PROP(ZoneIndexProperty, AgreesWithPlainCountingAndGeosOnRandomAndHardPoints, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const int corners = *rc::gen::element(3, 7, 40, 400);
  const std::vector<ZoneArea> zones = some_stars(seed, *rc::gen::inRange(1, 9), corners);
  std::mt19937_64 random(seed);
  Columns points;
  add_random_points(random, 500, points);
  if (corners < 100) add_hard_points(zones, ZoneTables(zones).grid, random, points);
  RC_ASSERT(wrong_answers(zones, points, corners < 100) == 0U);
}

RC_GTEST_PROP(ZoneIndexProperty, GridLinesThroughVerticesGiveNoWrongPoint, ()) {
  // The frame fixes the grid, so that the other zones' corners can be laid exactly on its lines.
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  std::mt19937_64 random(seed);
  const ZoneArea frame = always(planar({{.outer = box(31, 35, 37, 42), .holes = {}}}));
  const Grid grid = ZoneTables(std::vector{frame}).grid;
  std::vector<ZoneArea> zones{frame};
  const int count = *rc::gen::inRange(1, 6);
  for (int z = 0; z < count; ++z) {
    std::uniform_real_distribution<double> lat(32, 36), lng(36, 41);
    Ring ring = star(random, lat(random), lng(random), z % 2 == 0 ? 0.9 : 5 * grid.cell_width, 12);
    for (LatLng& corner : ring) {
      const auto column = std::round((corner.lng_deg - grid.x0) * grid.cells_per_x);
      const auto row = std::round((corner.lat_deg - grid.y0) * grid.cells_per_y);
      const auto kind = random() % 4;
      if (kind != 0) corner.lng_deg = grid.x0 + column * grid.cell_width;
      if (kind != 1) corner.lat_deg = grid.y0 + row * grid.cell_height;
    }
    zones.push_back(always(planar({{.outer = std::move(ring), .holes = {}}})));
  }
  const Grid again = ZoneTables(zones).grid;
  RC_ASSERT(again.x0 == grid.x0 && again.cell_width == grid.cell_width && again.columns == grid.columns);
  Columns points;
  add_hard_points(zones, grid, random, points);
  RC_ASSERT(wrong_answers(zones, points, true) == 0U);
}

RC_GTEST_PROP(ZoneIndexProperty, RoundCoordinatesGiveNoWrongPoint, ()) {
  // Corners and points on a coarse lattice: edges overlap, touch and pass through each other's corners.
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<int> step(0, 8);
  std::vector<ZoneArea> zones;
  const int count = *rc::gen::inRange(1, 7);
  for (int z = 0; z < count; ++z) {
    Ring ring;
    for (int i = 0; i < 5; ++i)
      ring.push_back({35 + step(random) / 8.0, 36 + step(random) / 8.0});
    zones.push_back(always(planar({{.outer = std::move(ring), .holes = {}}})));
  }
  Columns points;
  for (int y = 0; y <= 16; ++y) {
    for (int x = 0; x <= 16; ++x)
      points.add(36 + x / 16.0, 35 + y / 16.0);
  }
  RC_ASSERT(wrong_answers(zones, points, false) == 0U);
}

}  // namespace
}  // namespace entente::geo
