// SPDX-License-Identifier: Apache-2.0
#include "codec/geojson.hpp"

#include "codec/geojson_test_text.hpp"
#include "i18n/render.hpp"

#include <gtest/gtest.h>

namespace entente::codec {
namespace {

std::string english(const Error& error) { return i18n::render(error.message, i18n::Language::en); }

/// A geometry as read and written again, or what is wrong with it.
std::string again(std::string_view text) {
  const auto node = parse_json(text, "a.geojson");
  if (!node) return english(node.error());
  const auto geometry = read_geometry(*node);
  return geometry ? geometry_json(*geometry) : english(geometry.error());
}

std::string features_error(std::string_view text) {
  const auto node = parse_json(text, "a.geojson");
  const auto features = features_of(*node, "a.geojson");
  return features ? "" : english(features.error());
}

TEST(GeoJson, GeometriesComeBack) {
  EXPECT_EQ(again(R"({"type":"Point","coordinates":[36.1,32.62,700]})"),
            R"({"type":"Point","coordinates":[36.1,32.62]})");
  EXPECT_EQ(again(R"({"type":"LineString","coordinates":[[36,32],[37,33]]})"),
            R"({"type":"MultiPoint","coordinates":[[36,32],[37,33]]})");
  EXPECT_EQ(again(R"({"type":"Polygon","coordinates":[[[36,32],[37,32],[37,33],[36,32]],)"
                  R"([[36.8,32.2],[36.9,32.2],[36.9,32.3],[36.8,32.2]]]})"),
            R"({"type":"MultiPolygon","coordinates":[[[[36,32],[37,32],[37,33],[36,32]],)"
            R"([[36.8,32.2],[36.9,32.2],[36.9,32.3],[36.8,32.2]]]]})");
  EXPECT_EQ(again("null"), "null");
  EXPECT_EQ(again(R"({"type":"MultiPoint","coordinates":[]})"), "null");
}

TEST(GeoJson, EdgesOfAreasArePlanar) {
  const auto node = parse_json(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]})", "a");
  EXPECT_EQ(std::get<geo::Outline>(*read_geometry(*node)).edges, geo::Edges::planar);
}

TEST(GeoJson, WhatIsNoGeometryIsRefused) {
  const std::string ring =
      "a ring is not closed or has fewer than four positions; repeat its first position at its end";
  EXPECT_EQ(again(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]})"), ring);
  EXPECT_EQ(again(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[2,2]]]})"), ring);
  EXPECT_EQ(again(R"({"type":"Polygon","coordinates":[]})"), ring);
  EXPECT_EQ(again(R"({"type":"Point","coordinates":["36","32"]})"),
            "a position is not [longitude, latitude] in degrees; write it as [36.10, 32.62]");
  EXPECT_EQ(again(R"({"type":"Point","coordinates":[36]})"),
            "a position is not [longitude, latitude] in degrees; write it as [36.10, 32.62]");
  EXPECT_EQ(again(R"({"type":"Point","coordinates":[32,136]})"),
            "latitude 136 is not between -90 and 90 degrees; check that latitude and longitude are not swapped");
  EXPECT_EQ(again(R"({"type":"GeometryCollection","geometries":[]})"),
            "“GeometryCollection” is not a geometry that is read here; use points, lines or polygons");
  EXPECT_EQ(again(R"({"type":"Circle","coordinates":[1,2]})"),
            "“Circle” is not a geometry that is read here; use points, lines or polygons");
}

TEST(GeoJson, FeaturesHaveLinesIdsAndPropertiesAsText) {
  const auto node = parse_json(R"({"type":"FeatureCollection","features":[
{"type":"Feature","id":7,"properties":{"n":3,"x":0.1,"s":"درعا","b":true,"l":[1],"z":null},"geometry":null},
{"type":"Feature","id":"b","properties":null,"geometry":null}]})",
                               "a.geojson");
  const auto features = features_of(*node, "a.geojson");
  ASSERT_TRUE(features);
  const auto& first = features->at(0);
  EXPECT_EQ(first.line, 2U);
  EXPECT_EQ(first.id, "7");
  EXPECT_EQ(first.text("n") + "|" + first.text("x") + "|" + first.text("s") + "|" + first.text("b"), "3|0.1|درعا|true");
  EXPECT_EQ(first.text("l") + first.text("z") + first.text("none"), "");
  EXPECT_EQ(features->at(1).id, "b");
  EXPECT_EQ(features->at(1).text("n"), "");
}

TEST(GeoJson, OtherDocumentsAndOtherCoordinatesAreRefused) {
  const std::string not_geojson = "a.geojson: not GeoJSON: a FeatureCollection or a Feature is wanted";
  EXPECT_EQ(features_error("[]"), not_geojson);
  EXPECT_EQ(features_error(R"({"type":"Topology"})"), not_geojson);
  EXPECT_EQ(features_error(R"({"type":"FeatureCollection","features":[1]})"), not_geojson);
  const std::string crs = R"({"type":"FeatureCollection","features":[],"crs":{"type":"name","properties":{"name":")";
  EXPECT_EQ(features_error(crs + R"(urn:ogc:def:crs:OGC:1.3:CRS84"}}})"), "");
  EXPECT_EQ(features_error(crs + R"(EPSG:32637"}}})"),
            "a.geojson:1: the coordinates are in “EPSG:32637”; convert the file to WGS 84 (EPSG:4326)");
}

}  // namespace
}  // namespace entente::codec
