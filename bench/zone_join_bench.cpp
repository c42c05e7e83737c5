// SPDX-License-Identifier: Apache-2.0
// Points and times to zones: our index beside GEOS's STRtree with its IndexedPointInAreaLocator, on the same edges.
#include "bench/harness.hpp"
#include "geo/zone_index.hpp"

#include <geos/algorithm/locate/IndexedPointInAreaLocator.h>
#include <geos/geom/CoordinateArraySequenceFactory.h>
#include <geos/geom/GeometryFactory.h>
#include <geos/geom/LinearRing.h>
#include <geos/geom/Location.h>
#include <geos/geom/Polygon.h>
#include <geos/index/strtree/TemplateSTRtree.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <random>
#include <string_view>
#include <vector>

namespace entente {
namespace {

constexpr std::uint64_t seed = 20171110;
constexpr std::size_t point_count = 5'000'000;
constexpr double south = 32.0, west = 35.5, height = 5.5, width = 7.0;  // some of Syria
constexpr Instant start{std::chrono::seconds{1'483'228'800}};           // 2017-01-01
constexpr std::chrono::seconds year{365 * 86'400};

/// A number in 0…1 that depends on its arguments only: the same corner is jittered alike for all its neighbours.
double jitter(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t x = seed + a * 0x9e37'79b9'7f4a'7c15 + b * 0xbf58'476d'1ce4'e5b9 + c * 0x94d0'49bb'1331'11eb;
  x = (x ^ x >> 30) * 0xbf58'476d'1ce4'e5b9;
  x = (x ^ x >> 27) * 0x94d0'49bb'1331'11eb;
  return static_cast<double>((x ^ x >> 31) >> 11) * 0x1p-53;
}

geo::ZoneArea zone_of(geo::Ring ring, std::uint64_t number) {
  const auto from = start + std::chrono::seconds{static_cast<std::int64_t>(jitter(number, 1, 7) * 0.5 * 365 * 86'400)};
  return {.outline = {.parts = {{.outer = std::move(ring), .holes = {}}}, .edges = geo::Edges::planar},
          .valid = {from, from + year / 2}};
}

/// A tessellation of 72 × 70 districts; neighbours share a wavy border, each district has 40 to 100 corners.
class Districts {
 public:
  static constexpr std::uint64_t columns = 72, rows = 70;

  std::vector<geo::ZoneArea> make() const {
    std::vector<geo::ZoneArea> zones;
    for (std::uint64_t row = 0; row < rows; ++row) {
      for (std::uint64_t column = 0; column < columns; ++column)
        zones.push_back(district(column, row));
    }
    return zones;
  }

 private:
  static geo::LatLng corner(std::uint64_t column, std::uint64_t row) {
    const double x = static_cast<double>(column) + 0.5 * (jitter(column, row, 1) - 0.5);
    const double y = static_cast<double>(row) + 0.5 * (jitter(column, row, 2) - 0.5);
    return {south + y * height / rows, west + x * width / columns};
  }

  /// Appends the border from one corner towards its eastern or northern neighbour, without the last point.
  static void append_border(std::uint64_t column, std::uint64_t row, bool eastward, bool backward, geo::Ring& ring) {
    const geo::LatLng a = corner(column, row);
    const geo::LatLng b = eastward ? corner(column + 1, row) : corner(column, row + 1);
    const int kind = eastward ? 3 : 4;
    const auto pieces = static_cast<int>(10 + 15 * jitter(column, row, static_cast<std::uint64_t>(kind)));
    geo::Ring points{a};
    for (int i = 1; i < pieces; ++i) {
      const double t = static_cast<double>(i) / pieces;
      const auto step = static_cast<std::uint64_t>(i * 16 + kind);
      const double swing = 0.06 * std::sin(std::numbers::pi * t) * (2 * jitter(column, row, step) - 1);
      const double d_lat = b.lat_deg - a.lat_deg, d_lng = b.lng_deg - a.lng_deg;
      points.push_back({a.lat_deg + t * d_lat + swing * d_lng, a.lng_deg + t * d_lng - swing * d_lat});
    }
    points.push_back(b);
    if (backward) std::reverse(points.begin(), points.end());
    ring.insert(ring.end(), points.begin(), points.end() - 1);
  }

  static geo::ZoneArea district(std::uint64_t column, std::uint64_t row) {
    geo::Ring ring;
    append_border(column, row, true, false, ring);
    append_border(column + 1, row, false, false, ring);
    append_border(column, row + 1, true, true, ring);
    append_border(column, row, false, true, ring);
    return zone_of(std::move(ring), row * columns + column);
  }
};

/// Four wide zones of 500 corners each, two of which overlap.
std::vector<geo::ZoneArea> four_zones() {
  constexpr std::uint64_t corners = 500;
  constexpr std::array<geo::LatLng, 4> centres{{{33.2, 36.6}, {34.6, 37.2}, {35.9, 36.9}, {35.3, 40.0}}};
  std::vector<geo::ZoneArea> zones;
  for (std::uint64_t z = 0; z < centres.size(); ++z) {
    geo::Ring ring;
    for (std::uint64_t i = 0; i < corners; ++i) {
      const double angle = 2 * std::numbers::pi * static_cast<double>(i) / corners;
      const double wave = 0.15 * std::sin(5 * angle + static_cast<double>(z)) + 0.04 * jitter(z, i, 5);
      const double radius = 0.8 * (1 + wave);
      ring.push_back({centres[z].lat_deg + radius * std::sin(angle), centres[z].lng_deg + radius * std::cos(angle)});
    }
    zones.push_back(zone_of(std::move(ring), z));
  }
  return zones;
}

struct Points {
  std::vector<double> lng, lat;
  std::vector<Instant> times;
};

Points random_points() {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> lat(south, south + height), lng(west, west + width);
  std::uniform_int_distribution<std::int64_t> second(0, year.count());
  Points points;
  for (std::size_t i = 0; i < point_count; ++i) {
    points.lng.push_back(lng(random));
    points.lat.push_back(lat(random));
    points.times.push_back(start + std::chrono::seconds{second(random)});
  }
  return points;
}

/// Sets of zones as lists one behind the other.
struct Lists {
  std::vector<std::uint32_t> ends, zones;
};

/// The peer: candidates by box from a tree, then GEOS's indexed locator of each candidate valid at the time.
class Geos {
 public:
  explicit Geos(const std::vector<geo::ZoneArea>& zones) {
    areas_.reserve(zones.size());
    for (std::uint32_t number = 0; number < zones.size(); ++number) {
      std::vector<geos::geom::Coordinate> corners;
      for (const geo::LatLng& point : zones[number].outline.parts[0].outer) {
        corners.emplace_back(point.lng_deg, point.lat_deg);
      }
      corners.push_back(corners.front());
      auto polygon = factory_->createPolygon(
          factory_->createLinearRing(factory_->getCoordinateSequenceFactory()->create(std::move(corners))));
      auto locator = std::make_unique<geos::algorithm::locate::IndexedPointInAreaLocator>(*polygon);
      tree_.insert(*polygon->getEnvelopeInternal(), number);
      areas_.push_back({std::move(polygon), std::move(locator), zones[number].valid});
    }
  }

  void join(const Points& points, Lists& lists) {
    lists.ends.clear();
    lists.zones.clear();
    for (std::size_t i = 0; i < points.lng.size(); ++i) {
      const geos::geom::Coordinate point(points.lng[i], points.lat[i]);
      const geos::geom::Envelope box(point);
      const auto before = static_cast<std::ptrdiff_t>(lists.zones.size());
      tree_.query(box, [&](std::uint32_t number) {
        Area& area = areas_[number];
        if (area.valid.contains(points.times[i]) && area.locator->locate(&point) != geos::geom::Location::EXTERIOR) {
          lists.zones.push_back(number);
        }
      });
      if (static_cast<std::ptrdiff_t>(lists.zones.size()) > before + 1) {
        std::sort(lists.zones.begin() + before, lists.zones.end());
      }
      lists.ends.push_back(static_cast<std::uint32_t>(lists.zones.size()));
    }
  }

 private:
  struct Area {
    std::unique_ptr<geos::geom::Polygon> polygon;
    std::unique_ptr<geos::algorithm::locate::IndexedPointInAreaLocator> locator;
    TimeRange valid;
  };
  geos::geom::GeometryFactory::Ptr factory_ = geos::geom::GeometryFactory::create();
  std::vector<Area> areas_;
  geos::index::strtree::TemplateSTRtree<std::uint32_t> tree_;
};

bool same(const geo::ZoneAnswers& answers, const Lists& lists) {
  std::uint32_t from = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto zones = answers[i];
    if (!std::equal(zones.begin(), zones.end(), lists.zones.begin() + from, lists.zones.begin() + lists.ends[i])) {
      return false;
    }
    from = lists.ends[i];
  }
  return answers.size() == lists.ends.size();
}

struct Goal {
  std::string name;
  geo::Simd simd;
  double ratio;
};

void compare(const std::vector<geo::ZoneArea>& zones, const Points& points, const std::vector<Goal>& goals,
             bench::Report& report) {
  const geo::ZoneIndex index(zones);
  Geos geos(zones);
  geo::ZoneAnswers answers;
  Lists lists;
  for (const Goal& goal : goals) {
    if (goal.simd > geo::best_simd()) continue;
    report.compare(
        {.name = goal.name,
         .operations = static_cast<double>(point_count),
         .unit = "point",
         .ours = {"Entente", [&] { index.locate(points.lng, points.lat, points.times, answers, goal.simd); }},
         .peer = {"GEOS", [&] { geos.join(points, lists); }},
         .same_answer = [&] { return same(answers, lists); },
         .goal_ratio = goal.ratio});
  }
  report.time({.name = "  building the index", .ours = {"Entente", [&] { const geo::ZoneIndex built(zones); }}});
}

}  // namespace
}  // namespace entente

/// `--no-avx512` leaves out what needs AVX-512, as on a machine without it.
int main(int count, char** arguments) {
  using entente::geo::Simd;
  const bool no_avx512 = count > 1 && std::string_view(arguments[1]) == "--no-avx512";
  entente::bench::Report report("Zone join: 5,000,000 points with times, one core");
  const entente::Points points = entente::random_points();
  std::vector<entente::Goal> districts{{"5,040 polygons, AVX2", Simd::avx2, 12},
                                       {"5,040 polygons, portable", Simd::portable, 12}};
  std::vector<entente::Goal> wide{{"4 zones, AVX2", Simd::avx2, 4}, {"4 zones, portable", Simd::portable, 0}};
  if (!no_avx512) {
    districts.insert(districts.begin(), {"5,040 polygons, AVX-512", Simd::avx512, 25});
    wide.insert(wide.begin(), {"4 zones, AVX-512", Simd::avx512, 4});
  }
  entente::compare(entente::Districts{}.make(), points, districts, report);
  entente::compare(entente::four_zones(), points, wide, report);
  return report.finish();
}
