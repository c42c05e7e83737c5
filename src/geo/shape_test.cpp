// SPDX-License-Identifier: Apache-2.0
#include "geo/shape.hpp"

#include "geo/gazetteer.hpp"
#include "geo/sphere.hpp"
#include "i18n/render.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <s2/s2polygon.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

namespace entente::geo {
namespace {

Ring box(double south, double west, double north, double east) {
  return {{south, west}, {south, east}, {north, east}, {north, west}};
}
Outline planar(Ring ring) { return {{{std::move(ring), {}}}, Edges::planar}; }
Outline geodesic(Ring ring) { return {{{std::move(ring), {}}}, Edges::geodesic}; }
Shape shape(const Outline& outline) { return *Shape::make(outline); }
PlaceClaim at(double lat, double lng, double radius_m, Disc::Density density = Disc::Density::uniform) {
  return {.where = Disc{{lat, lng}, radius_m, density}, .within = {}, .name = ""};
}
std::string refusal(const Outline& outline) {
  const auto made = Shape::make(outline);
  return made ? "made" : i18n::render(made.error().message, i18n::Language::en);
}

/// A star-shaped ring with holes and spikes of every size around a centre.
Ring star(const LatLng& centre, double radius_m, unsigned seed, int points = 24) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> reach(0.3, 1.0);
  Ring ring;
  for (int i = 0; i < points; ++i)
    ring.push_back(destination(centre, 360.0 * i / points, radius_m * reach(random)));
  return ring;
}

/// The slow way: spots on rings of equal area of the disc, each asked.
double sampled_share(const Shape& area, const Disc& disc, int rings = 150, int spokes = 300) {
  double inside = 0;
  double all = 0;
  const double top = 2 * std::sin(disc.radius_m / earth_radius_m / 2);
  for (int i = 0; i < rings; ++i) {
    const double projected = top * std::sqrt((i + 0.5) / rings);
    const double weight = disc.density == Disc::Density::uniform ? 1 : 1 - projected / top;
    const double distance = 2 * std::asin(projected / 2) * earth_radius_m;
    for (int j = 0; j < spokes; ++j) {
      all += weight;
      if (area.contains(destination(disc.centre, 360.0 * (j + (i % 2) * 0.5) / spokes, distance))) inside += weight;
    }
  }
  return inside / all;
}

/// Another way: S2's intersection with a disc drawn with 4,096 corners of the right area.
double polygon_share(const Shape& area, const Disc& disc) {
  S2Polygon drawn(S2Loop::MakeRegularLoop(to_point(disc.centre), to_angle(disc.radius_m), 4096));
  S2Polygon both;
  both.InitToIntersection(drawn, area.polygon());
  return both.GetArea() / drawn.GetArea();
}

TEST(Shape, TheBoundaryBelongsToTheArea) {
  const Shape area = shape(planar(box(32, 36, 33, 37)));
  EXPECT_TRUE(area.contains({32.5, 36.5}));
  EXPECT_TRUE(area.contains({32, 36}));
  EXPECT_TRUE(area.contains({32, 36.123456}));
  EXPECT_TRUE(area.contains({33, 36.77}));
  EXPECT_TRUE(area.contains({32.3, 37}));
  EXPECT_FALSE(area.contains({31.99999, 36.5}));
  EXPECT_FALSE(area.contains({32.5, 37.00001}));
}

TEST(Shape, PlanarAndGeodesicEdgesDifferAsDrawn) {
  // Between 60°N 0°E and 60°N 60°E the great circle runs north of the parallel.
  EXPECT_FALSE(shape(planar(box(50, 0, 60, 60))).contains({61, 30}));
  EXPECT_TRUE(shape(geodesic(box(50, 0, 60, 60))).contains({61, 30}));
  EXPECT_NEAR(shape(planar(box(32, 36, 33, 37))).area_km2(),
              earth_radius_m * earth_radius_m / 1e6 * std::numbers::pi / 180 *
                  (std::sin(33 * std::numbers::pi / 180) - std::sin(32 * std::numbers::pi / 180)),
              0.01);
}

TEST(Shape, OrientationAndRepeatedPointsDoNotMatter) {
  Ring ring = box(32, 36, 33, 37);
  const double area = shape(planar(ring)).area_km2();
  std::reverse(ring.begin(), ring.end());
  ring.push_back(ring.front());
  ring.insert(ring.begin() + 1, ring[0]);
  EXPECT_NEAR(shape(planar(ring)).area_km2(), area, 1e-3);
}

TEST(Shape, TheAntimeridianAndThePolesAreOrdinaryPlaces) {
  const Shape fiji = shape(planar({{-20, 177}, {-20, -178}, {-15, -178}, {-15, 177}}));
  EXPECT_TRUE(fiji.contains({-17, 180}));
  EXPECT_TRUE(fiji.contains({-17, -180}));
  EXPECT_TRUE(fiji.contains({-17, -179}));
  EXPECT_FALSE(fiji.contains({-17, 176.9}));
  EXPECT_FALSE(fiji.contains({-17, 0}));
  EXPECT_TRUE(fiji.membership(at(-17, -179.9, 20000)).inside());

  const Shape arctic = shape(planar({{80, -180}, {80, -90}, {80, 0}, {80, 90}}));
  EXPECT_TRUE(arctic.contains({90, 0}));
  EXPECT_TRUE(arctic.contains({85, 45}));
  EXPECT_FALSE(arctic.contains({79.9, 45}));
  EXPECT_TRUE(arctic.membership(at(90, 12, 1000000)).inside());
  EXPECT_NEAR(arctic.membership(at(90, 0, 3000000)).probability, polygon_share(arctic, {{90, 0}, 3000000, {}}), 1e-5);
}

TEST(Shape, AHoleIsOutsideAndItsEdgeInside) {
  const Outline outline{{{box(32, 36, 34, 38), {box(32.5, 36.5, 33.5, 37.5)}}}, Edges::planar};
  const Shape area = shape(outline);
  EXPECT_FALSE(area.contains({33, 37}));
  EXPECT_TRUE(area.contains({33, 36.5}));
  EXPECT_TRUE(area.contains({32.2, 37}));
  EXPECT_TRUE(area.membership(at(33, 37, 1000)).outside());
  EXPECT_TRUE(area.membership(at(33, 37, 300000)).cannot_tell());
}

TEST(Shape, NeighbouringPartsAreMergedAlongTheirCommonEdge) {
  const Outline two{{{box(32, 36, 33, 37), {}}, {box(32, 37, 33, 38), {}}}, Edges::planar};
  const Shape area = shape(two);
  EXPECT_TRUE(area.contains({32.5, 37}));
  EXPECT_TRUE(area.membership(at(32.5, 37, 5000)).inside());
  EXPECT_NEAR(area.area_km2(), 2 * shape(planar(box(32, 36, 33, 37))).area_km2(), 1e-3);
}

TEST(Shape, PartsMayShareAnEdgeThatIsNeitherNorthNorEast) {
  const LatLng a{32.0137, 36.0291};
  const LatLng b{33.1713, 36.8927};
  const Outline two{{{{a, b, {33.2, 36.1}}, {}}, {{a, {32.1, 37.2}, b}, {}}}, Edges::planar};
  EXPECT_EQ(refusal(two), "made");
  EXPECT_EQ(shape(two).polygon().num_loops(), 1);
}

TEST(Shape, ARingDrawnAlongTheDateLineToThePoleEnclosesThePole) {
  const Shape arctic = shape(planar({{80, -180}, {80, -90}, {80, 0}, {80, 90}, {80, 180}, {90, 180}, {90, -180}}));
  EXPECT_TRUE(arctic.contains({90, 0}));
  EXPECT_TRUE(arctic.contains({85, 180}));
  EXPECT_FALSE(arctic.contains({79, 0}));
}

TEST(Shape, JoinedAreasHaveNoInnerBorder) {
  std::vector<Shape> south_west;
  double sum = 0;
  for (const char* code : {"SY12", "SY13", "SY14"}) {
    south_west.push_back(shape(*Gazetteer::built_in().by_code(code)->outline));
    sum += south_west.back().area_km2();
  }
  const Shape joined = Shape::join(south_west);
  EXPECT_NEAR(joined.area_km2(), sum, sum * 1e-4);
  EXPECT_TRUE(joined.membership(at(32.75, 36.38, 10000)).inside());  // across the border of Daraa and As-Suwayda
  EXPECT_TRUE(south_west[0].membership(at(32.75, 36.38, 10000)).cannot_tell());
  EXPECT_TRUE(Shape::join({}).membership(at(32, 36, 10)).outside());
}

TEST(Shape, FaultsAreNamedByPartRingAndPlace) {
  EXPECT_EQ(refusal({{}, Edges::planar}), "the outline has no ring; give at least three points");
  EXPECT_EQ(refusal(planar({{32, 36}, {33, 36}, {32, 36}})),
            "ring 1 of part 1 has only 2 different points; a ring needs at least three");
  EXPECT_EQ(refusal(planar({{32, 36}, {33, 37}, {33, 36}, {32.1, 37}})),
            "ring 1 of part 1 crosses itself near [36.5263, 32.5263]; split it or fix the vertex");
  EXPECT_EQ(refusal(planar({{32, 36}, {32.5, 36.5}, {32, 37}, {33, 37}, {32.5, 36.5}, {33, 36}})),
            "ring 1 of part 1 passes twice through [36.5000, 32.5000]; split it there");
  EXPECT_EQ(
      refusal(geodesic({{32, 36}, {-32, -144}, {0, 100}})),
      "an edge of ring 1 of part 1 spans 180 degrees near [36.0000, 32.0000], so that its way is not known; add a "
      "point between");
  EXPECT_EQ(
      refusal({{{box(32, 36, 33, 37), {}}, {box(10, 10, 12, 12), {box(11.5, 11.5, 12.5, 12.5)}}}, Edges::geodesic})
          .substr(0, 44),
      "ring 1 of part 2 crosses ring 2 of part 2 ne");
  EXPECT_EQ(refusal({{{box(32, 36, 33, 37), {box(34, 36, 35, 37)}}}, Edges::geodesic}).substr(0, 73),
            "ring 2 of part 1 is a hole but does not lie inside the outer ring, near [");
  EXPECT_EQ(refusal({{{box(32, 36, 33, 37), {}}, {box(32.2, 36.2, 32.4, 36.4), {}}}, Edges::geodesic}).substr(0, 33),
            "part 2 lies inside part 1, near [");
  EXPECT_EQ(refusal({{{box(32, 36, 33, 37), {}}, {box(32.5, 36.5, 33.5, 37.5), {}}}, Edges::geodesic}).substr(0, 44),
            "ring 1 of part 1 crosses ring 1 of part 2 ne");
  EXPECT_EQ(refusal(planar({{32, 36}, {132, 36}, {32, 37}})).substr(0, 60),
            "ring 1 of part 1 has a point at latitude 132.0000, longitude");
}

TEST(Membership, APointIsInsideOrOutside) {
  const Shape area = shape(planar(box(32, 36, 33, 37)));
  EXPECT_EQ(area.membership(at(32.5, 36.5, 0)), certainly_inside);
  EXPECT_EQ(area.membership(at(32, 36.5, 0)), certainly_inside);
  EXPECT_EQ(area.membership(at(31, 36.5, 0)), certainly_outside);
  EXPECT_EQ(area.membership(PlaceClaim{}), (Membership{0, 0.5, 1}));
}

TEST(Membership, ADiscThatTouchesFromOutsideIsPossiblyInside) {
  const Shape area = shape(geodesic(box(0, 36, 1, 37)));
  const double away = distance_m({0.5, 36}, {0.5, 35.9});
  const Membership touching = area.membership(at(0.5, 35.9, away));
  EXPECT_TRUE(touching.cannot_tell());
  EXPECT_NEAR(touching.probability, 0, 1e-5);
  EXPECT_TRUE(area.membership(at(0.5, 35.9, away - 1)).outside());
  EXPECT_TRUE(area.membership(at(0.5, 36.1, away - 1)).inside());
  EXPECT_TRUE(area.membership(at(0.5, 36.1, away + 1)).cannot_tell());
}

TEST(Membership, ADiscCentredOnAStraightBorderIsHalfInside) {
  // The equator and a meridian are straight whatever the edges mean.
  const Shape area = shape(geodesic(box(-5, 36, 5, 41)));
  for (const auto density : {Disc::Density::uniform, Disc::Density::declining}) {
    EXPECT_NEAR(area.membership(at(0, 36, 25000, density)).probability, 0.5, 1e-9);
    EXPECT_NEAR(area.membership(at(5, 36, 1, density)).probability, 0.25, 1e-3);
  }
}

TEST(Membership, ABorderThroughTheVeryCentreIsHalfWhicheverWayItRuns) {
  for (int bearing = 0; bearing < 360; bearing += 7) {
    const LatLng centre{32.7, 36.2};
    const Ring half{destination(centre, bearing, 90000), centre, destination(centre, bearing + 180, 90000),
                    destination(centre, bearing + 90, 80000)};
    for (const auto density : {Disc::Density::uniform, Disc::Density::declining}) {
      EXPECT_NEAR(shape(geodesic(half)).membership(at(32.7, 36.2, 25000, density)).probability, 0.5, 1e-6) << bearing;
    }
  }
}

TEST(Membership, ADiscAroundASmallAreaHasTheRatioOfTheAreas) {
  const Shape area = shape(geodesic(box(32, 36, 32.1, 36.1)));
  const double radius = 100000;
  const double disc_km2 =
      2 * std::numbers::pi * std::pow(earth_radius_m / 1000, 2) * (1 - std::cos(radius / earth_radius_m));
  EXPECT_NEAR(area.membership(at(32.3, 36.3, radius)).probability, area.area_km2() / disc_km2, 1e-9);
  // Far beyond half the Earth the disc is the Earth.
  EXPECT_NEAR(area.membership(at(0, 0, 3e7)).probability * 510065623, area.area_km2(), 1);
}

RC_GTEST_PROP(Membership, TheShareOfADiscIsThatOfAFinelyDrawnCircle, ()) {
  const LatLng centre{*rc::gen::inRange(-8900, 8901) / 100.0, *rc::gen::inRange(-18000, 18001) / 100.0};
  const double size = *rc::gen::element(500, 5000, 50000, 400000);
  const Shape area = shape(geodesic(star(centre, size, *rc::gen::arbitrary<unsigned>())));
  const Disc disc{destination(centre, *rc::gen::inRange(0, 360), size * *rc::gen::inRange(0, 150) / 100.0),
                  size * *rc::gen::inRange(1, 300) / 100.0, Disc::Density::uniform};
  const Membership found = area.membership({.where = disc, .within = {}, .name = ""});
  RC_ASSERT(std::abs(found.probability - polygon_share(area, disc)) < 2e-6);
  RC_ASSERT(found.lower <= found.probability && found.probability <= found.upper);
}

RC_GTEST_PROP(Membership, TheShareOfADecliningDiscIsThatOfManySpots, ()) {
  const LatLng centre{*rc::gen::inRange(-8900, 8901) / 100.0, *rc::gen::inRange(-18000, 18001) / 100.0};
  const double size = *rc::gen::element(500, 50000);
  const Shape area = shape(geodesic(star(centre, size, *rc::gen::arbitrary<unsigned>(), 12)));
  const Disc disc{destination(centre, *rc::gen::inRange(0, 360), size * *rc::gen::inRange(0, 150) / 100.0),
                  size * *rc::gen::inRange(20, 200) / 100.0, Disc::Density::declining};
  const Membership found = area.membership({.where = disc, .within = {}, .name = ""});
  RC_ASSERT(std::abs(found.probability - sampled_share(area, disc, 60, 120)) < 0.01);
}

TEST(Membership, TheShareOfADecliningDiscIsAMixtureOfUniformOnes) {
  const Shape area = shape(geodesic(star({32.7, 36.2}, 30000, 7)));
  const LatLng centre{32.75, 36.35};
  const double top = 2 * std::sin(25000 / earth_radius_m / 2);
  double mixture = 0;
  constexpr int steps = 4000;
  for (int i = 0; i < steps; ++i) {
    const double s = (i + 0.5) / steps;
    const double radius = 2 * std::asin(top * s / 2) * earth_radius_m;
    mixture +=
        3 * s * s / steps * area.membership({.where = Disc{centre, radius, {}}, .within = {}, .name = ""}).probability;
  }
  EXPECT_NEAR(area.membership(at(32.75, 36.35, 25000, Disc::Density::declining)).probability, mixture, 1e-6);
}

RC_GTEST_PROP(Membership, AnAreaAndItsComplementShareADiscBetweenThem, ()) {
  const LatLng centre{32.7, 36.2};
  const Ring inner = star(centre, 40000, *rc::gen::arbitrary<unsigned>());
  Ring outer;
  for (int i = 0; i < 36; ++i)
    outer.push_back(destination(centre, 10.0 * i, 500000));
  const Shape area = shape(geodesic(inner));
  const Shape complement = shape({{{outer, {inner}}}, Edges::geodesic});
  const LatLng middle = destination(centre, *rc::gen::inRange(0, 360), *rc::gen::inRange(0, 60000));
  const PlaceClaim claim{.where = Disc{middle, static_cast<double>(*rc::gen::inRange(1, 60000)),
                                       *rc::gen::element(Disc::Density::uniform, Disc::Density::declining)},
                         .within = {},
                         .name = ""};
  RC_ASSERT(std::abs(area.membership(claim).probability + complement.membership(claim).probability - 1) < 1e-9);
}

RC_GTEST_PROP(Membership, AroundAPointOfAConvexAreaTheShareFallsWithTheRadius, ()) {
  Ring ring;
  for (int i = 0; i < 7; ++i)
    ring.push_back(destination({32.7, 36.2}, 360.0 * i / 7, 20000));
  const Shape area = shape(geodesic(ring));
  const LatLng middle = destination({32.7, 36.2}, *rc::gen::inRange(0, 360), *rc::gen::inRange(0, 15000));
  double before = 1;
  for (double radius = 1000; radius < 80000; radius *= 1.3) {
    const double share = area.membership({.where = Disc{middle, radius, {}}, .within = {}, .name = ""}).probability;
    RC_ASSERT(share <= before + 1e-9);
    before = share;
  }
}

TEST(Membership, AWedgeIsTheShareOfItsSector) {
  const LatLng post{32.7, 36.2};
  const auto seen = [&](double bearing, double spread, double near_m, double far_m) {
    return PlaceClaim{.where = Wedge{post, bearing, spread, near_m, far_m}, .within = {}, .name = ""};
  };
  Ring ring;
  for (int i = 0; i < 360; ++i)
    ring.push_back(destination(post, i, 10000));
  const Shape circle = shape(geodesic(ring));
  EXPECT_TRUE(circle.membership(seen(90, 10, 2000, 9000)).inside());
  EXPECT_TRUE(circle.membership(seen(90, 10, 11000, 19000)).outside());
  EXPECT_NEAR(circle.membership(seen(90, 10, 5000, 15000)).probability, (100.0 - 25) / (225 - 25), 2e-4);
  EXPECT_NEAR(circle.membership(seen(350, 20, 0, 20000)).probability, 0.25, 2e-4);
  EXPECT_NEAR(circle.membership(seen(0, 180, 5000, 15000)).probability, 0.375, 2e-4);
  EXPECT_NEAR(circle.membership(seen(45, 0, 5000, 15000)).probability, 0.375, 1e-3);  // a bare direction
  EXPECT_TRUE(circle.membership(seen(45, 5, 3000, 3000)).inside());
}

TEST(Membership, AnOutlineIsTheShareOfItsArea) {
  const Shape area = shape(planar(box(32, 36, 33, 37)));
  const auto within = [](const Outline& outline) { return PlaceClaim{.where = outline, .within = {}, .name = ""}; };
  EXPECT_EQ(area.membership(within(planar(box(32.2, 36.2, 32.8, 36.8)))), certainly_inside);
  EXPECT_EQ(area.membership(within(planar(box(32, 36, 33, 37)))), certainly_inside);
  EXPECT_EQ(area.membership(within(planar(box(34, 36, 35, 37)))), certainly_outside);
  EXPECT_NEAR(area.membership(within(planar(box(32, 36.5, 33, 37.5)))).probability, 0.5, 1e-6);
  const Membership neighbour = area.membership(within(planar(box(32, 37, 33, 38))));
  EXPECT_TRUE(neighbour.cannot_tell());  // they touch
  EXPECT_NEAR(neighbour.probability, 0, 1e-6);
  EXPECT_EQ(area.membership(within({})), (Membership{0, 0.5, 1}));
}

TEST(Shape, DistanceIsToTheBoundaryAndNothingInside) {
  const Shape area = *Shape::make(planar(box(32, 36, 33, 37)));
  const Shape band = *Shape::band({{32, 36}, {33, 36}}, 1000, 2000);
  EXPECT_EQ(area.distance_m({32.5, 36.5}), 0);
  EXPECT_EQ(area.distance_m({32.5, 37}), 0);
  EXPECT_NEAR(area.distance_m(destination({33, 37}, 45, 3200)), 3200, 0.1);
  EXPECT_NEAR(band.distance_m({32.5, 36}), 1000, 0.1);
  EXPECT_NEAR(band.distance_m(destination({33, 36}, 0, 5000)), 3000, 0.1);
  EXPECT_EQ(band.distance_m(destination({33, 36}, 0, 1500)), 0);
}

TEST(Shape, GrownIsWhatLiesInsideOrSoNear) {
  const Shape area = *Shape::make(planar(box(32, 36, 33, 37)));
  const Shape grown = *area.grown(10000);
  EXPECT_TRUE(grown.contains({32.5, 36.5}));
  EXPECT_TRUE(grown.contains({33, 37}));
  EXPECT_TRUE(grown.contains(destination({33, 37}, 45, 9998)));
  EXPECT_FALSE(grown.contains(destination({33, 37}, 45, 10002)));
  EXPECT_TRUE(grown.contains(destination({32.5, 37}, 90, 9998)));
  EXPECT_FALSE(grown.contains(destination({32.5, 37}, 90, 10002)));
  EXPECT_TRUE(Shape::join({}).grown(10000)->polygon().is_empty());
  for (const double by_m : {0.0, -1.0, 5.1e6, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_FALSE(area.grown(by_m));
}

TEST(Shape, GrownFillsHolesThatAreSmallEnough) {
  const Outline pierced{{{box(32, 36, 33, 37), {box(32.49, 36.49, 32.51, 36.51)}}}, Edges::planar};
  EXPECT_FALSE(shape(pierced).contains({32.5, 36.5}));
  EXPECT_TRUE(shape(pierced).grown(2000)->contains({32.5, 36.5}));
}

RC_GTEST_PROP(Shape, GrownHoldsWhatIsNoFurther, ()) {
  const Shape area = shape(geodesic(star({33, 36}, 30000, *rc::gen::inRange(0u, 50u))));
  const double by_m = *rc::gen::inRange(100, 40000);
  const LatLng spot = destination({33, 36}, *rc::gen::inRange(0, 360), *rc::gen::inRange(0, 90000));
  const double distance_m = area.distance_m(spot);
  if (std::abs(distance_m - by_m) > 2e-4 * by_m) RC_ASSERT(area.grown(by_m)->contains(spot) == (distance_m < by_m));
}

TEST(Band, BothDepthsBelongToIt) {
  const std::vector<LatLng> line{{32.5, 35.8}, {33.0, 35.9}, {33.4, 35.85}};
  const Shape band = *Shape::band(line, 10000, 20000);
  const LatLng middle{33.0, 35.9};
  const LatLng on_line{32.75, 35.85};
  EXPECT_FALSE(band.contains(on_line));
  EXPECT_TRUE(band.contains(destination({33.4, 35.85}, 0, 10000)));
  EXPECT_TRUE(band.contains(destination({33.4, 35.85}, 0, 20000)));
  EXPECT_FALSE(band.contains(destination({33.4, 35.85}, 0, 20001)));
  EXPECT_FALSE(band.contains(destination({33.4, 35.85}, 0, 9999)));
  EXPECT_TRUE(band.contains(destination(middle, 90, 15000)));
  EXPECT_TRUE(band.contains(destination(middle, 270, 15000)));
  EXPECT_TRUE(Shape::band(line, 0, 5000)->contains(on_line));
  EXPECT_FALSE(Shape::band({{32, 36}, {32, 36}}, 0, 5000));
  EXPECT_FALSE(Shape::band(line, 5000, 5000));
  EXPECT_FALSE(Shape::band(line, -1, 5000));
  EXPECT_FALSE(Shape::band({{32, 36}, {95, 36}}, 0, 5000));
}

RC_GTEST_PROP(Band, ADiscsShareIsThatOfManySpots, ()) {
  const Shape band = *Shape::band({{32.5, 35.8}, {33.0, 35.9}, {33.4, 35.6}}, 5000, 20000);
  const Disc disc{{32.2 + *rc::gen::inRange(0, 150) / 100.0, 35.5 + *rc::gen::inRange(0, 80) / 100.0},
                  static_cast<double>(*rc::gen::inRange(1, 25000)),
                  Disc::Density::uniform};
  const Membership found = band.membership({.where = disc, .within = {}, .name = ""});
  const double sampled = sampled_share(band, disc, 60, 120);
  RC_ASSERT(std::abs(found.probability - sampled) < 0.015);
  if (found.inside()) RC_ASSERT(sampled == 1);
  if (found.outside()) RC_ASSERT(sampled == 0);
}

}  // namespace
}  // namespace entente::geo
