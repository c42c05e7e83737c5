// SPDX-License-Identifier: Apache-2.0
#include "import/ogr2ogr.hpp"
#include "import/run_test.hpp"

#include <gmock/gmock.h>

#include <cstdlib>

namespace entente::importing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string features = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"1","act":"shelling","radius":500,"day":"2017-07-09"},
 "geometry":{"type":"Point","coordinates":[36.1,32.62]}},
{"type":"Feature","properties":{"id":"2","act":"air_attack","radius":0,"day":"2017-07-10"},
 "geometry":{"type":"Point","coordinates":[36.2,32.7]}}]})";

const std::string mapping = R"({"columns":{"id":"id","act":"act","place.radius_m":"radius","time.first":"day"}})";

const std::string first_line =
    R"({"incident":{"act":"shelling","activities":1,"place":{"centre":{"lat":32.62,"lng":36.1},)"
    R"("form":"disc","radius_m":500},"time":{"days":{"first":"2017-07-09","last":"2017-07-09"}}}})";

class Geofile : public Imports {
 protected:
  /// The features above in another form, made by ogr2ogr itself; an empty name when it is not there.
  [[nodiscard]] std::string converted(const std::string& driver, const std::string& name,
                                      const std::string& more = "") const {
    const auto from = write("features.geojson", features);
    auto to = (folder_ / name).string();
    const auto command = "ogr2ogr -f \"" + driver + "\" " + more + " '" + to + "' '" + from + "' 2>/dev/null";
    return has_ogr2ogr() && std::system(command.c_str()) == 0 ? to : "";
  }
  [[nodiscard]] Outcome import_path(const std::string& path, const std::string& with = mapping) const {
    return run("geofile", {path, "geofile", "1", TimeZone::utc(), write("mapping.json", with)});
  }
};

TEST_F(Geofile, GeoJsonIsReadAsADocumentAndAsLines) {
  const auto document = import("geofile", features, "a.geojson", mapping);
  EXPECT_THAT(document.lines, ElementsAre(first_line, HasSubstr("air_attack")));
  EXPECT_EQ(to_string(document.scope.days->last), "2017-07-10");
  const auto lines =
      import("geofile",
             "\x1e{\"type\":\"Feature\",\"id\":7,\"properties\":{\"act\":\"sniping\"},\"geometry\":null}\n\n"
             "{\"type\":\"Feature\",\"properties\":{\"act\":\"sniping\"},\"geometry\":null}\n",
             "a.geojsonl");
  EXPECT_THAT(lines.lines, ElementsAre(R"({"incident":{"act":"sniping","activities":1}})"));
  EXPECT_EQ(lines.entries[0].external->id, "7") << "the feature's own id stands in";
  EXPECT_THAT(lines.rejects, ElementsAre("3 : feature 2: id: “” is not a value of this column"));
}

TEST_F(Geofile, AFeatureThatIsNotTakenIsNamedByItsNumberAndItsId) {
  const std::string file = R"({"type":"FeatureCollection","features":[)"
                           R"({"type":"Feature","properties":{"id":"a","act":"sniping"},"geometry":null},)"
                           R"({"type":"Feature","properties":{"id":"b","act":"sniping"},)"
                           R"("geometry":{"type":"Point","coordinates":[0,95]}},)"
                           R"({"type":"Feature","id":"own","properties":{"act":"whistling"},"geometry":null}]})";
  const auto outcome = import("geofile", file, "a.geojson");
  EXPECT_EQ(outcome.lines.size(), 1u);
  EXPECT_THAT(outcome.rejects,
              ElementsAre(HasSubstr("1 b: feature 2 (b): latitude 95"), HasSubstr("1 own: feature 3 (own): act: ")));
}

TEST_F(Geofile, AreasLinesAndSeveralPointsBecomeClaims) {
  const auto claim = [&](const std::string& geometry) {
    const auto outcome =
        import("geofile", R"({"type":"Feature","id":1,"properties":{"act":"shelling"},"geometry":)" + geometry + "}",
               "a.json");
    return outcome.lines.empty() ? outcome.rejects.at(0) : outcome.lines[0];
  };
  EXPECT_THAT(
      claim(R"({"type":"Polygon","coordinates":[[[36,32],[37,32],[37,33],[36,32]]]})"),
      HasSubstr(R"("place":{"edges":"planar","form":"outline","parts":[{"outer":[[36,32],[37,32],[37,33]]}]})"));
  EXPECT_THAT(claim(R"({"type":"LineString","coordinates":[[36,32],[36,34]]})"),
              HasSubstr(R"("place":{"centre":{"lat":33,"lng":36},"form":"disc","radius_m":111195)"));
  EXPECT_THAT(claim(R"({"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0]]]})"),
              HasSubstr("1 1: feature 1 (1): a ring is not closed"));
}

TEST_F(Geofile, OtherFormsComeThroughOgr2ogr) {
  if (!has_ogr2ogr()) GTEST_SKIP() << "ogr2ogr (gdal-bin) is not here";
  for (const auto& [driver, name, more] :
       {std::tuple{"GPKG", "a.gpkg", ""}, std::tuple{"ESRI Shapefile", "a.shp", ""}}) {
    const auto outcome = import_path(converted(driver, name, more));
    EXPECT_EQ(outcome.error, "") << name;
    EXPECT_THAT(outcome.lines, ElementsAre(first_line, HasSubstr("air_attack"))) << name;
    EXPECT_THAT(outcome.rejects, IsEmpty()) << name;
  }
  const auto kml = import("geofile", R"(<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><TimeStamp><when>2017-07-09T12:00:00Z</when></TimeStamp>
<ExtendedData><Data name="act"><value>shelling</value></Data><Data name="nr"><value>1</value></Data></ExtendedData>
<Point><coordinates>36.1,32.62</coordinates></Point></Placemark></Document></kml>)",
                          "b.kml", R"({"columns":{"id":"nr","act":"act","time.first":"timestamp"}})");
  EXPECT_THAT(kml.lines,
              ElementsAre(HasSubstr(R"("instants":{"from":"2017-07-09T12:00:00Z","to":"2017-07-09T12:01:00Z"})")))
      << kml.error;
  const auto gpx = import_path(
      converted("GPX", "a.gpx", "-dsco GPX_USE_EXTENSIONS=YES"),
      R"({"columns":{"id":"ogr_id","act":"ogr_act","place.radius_m":"ogr_radius","time.first":"ogr_day"}})");
  EXPECT_THAT(gpx.lines, ElementsAre(first_line, HasSubstr("air_attack"))) << gpx.error;
}

TEST_F(Geofile, NothingIsLeftBehind) {
  if (!has_ogr2ogr()) GTEST_SKIP() << "ogr2ogr (gdal-bin) is not here";
  std::string made;
  {
    auto file = ConvertedFile::make(converted("GPKG", "a.gpkg"));
    ASSERT_TRUE(file);
    const auto moved = std::move(*file);
    made = moved.path();
    EXPECT_TRUE(std::filesystem::exists(made));
  }
  EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(made).parent_path()));
}

TEST_F(Geofile, FilesThatAreNotWhatTheySayAreRefused) {
  EXPECT_THAT(import("geofile", "x", "a.dxf").error, HasSubstr("a.dxf: the ending of the name is none of .geojson"));
  EXPECT_EQ(import("geofile", "<OGRVRTDataSource/>", "a.gpkg").error,
            "a.gpkg: is not a file of GPKG inside, whatever its name says; check where it comes from");
  EXPECT_EQ(
      import("geofile", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]><kml/>", "a.kml").error,
      "a.kml: declares XML entities, which are not read from outside files; save it again without a document type");
  EXPECT_EQ(import("geofile", "", "a.geojson").error, "a.geojson: the file is empty");
  EXPECT_THAT(import("geofile", std::string(100'000, '['), "a.geojson").error, HasSubstr("nested more than 32 levels"));
}

TEST_F(Geofile, HostileFilesEndInAMessage) {
  if (!has_ogr2ogr()) GTEST_SKIP() << "ogr2ogr (gdal-bin) is not here";
  const std::string cannot = "ogr2ogr could not read it";
  EXPECT_THAT(import("geofile", "SQLite format 3" + std::string(4096, '\x07'), "a.gpkg").error, HasSubstr(cannot));
  EXPECT_THAT(import("geofile", std::string("\x00\x00\x27\x0a", 4) + std::string(500, '\xff'), "a.shp").error,
              HasSubstr(cannot));
  EXPECT_THAT(import("geofile",
                     "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/etc/passwd</SrcDataSource>"
                     "</OGRVRTLayer></OGRVRTDataSource>",
                     "a.gpx")
                  .error,
              HasSubstr(cannot));
}

/// A KML file of so many places, about 95 bytes each.
std::string kml_of(int count) {
  std::string text = R"(<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>)";
  for (int i = 0; i < count; ++i) {
    text += "<Placemark><name>" + std::to_string(i) +
            "</name><Point><coordinates>36.1,32.6</coordinates></Point></Placemark>";
  }
  return text + "</Document></kml>";
}

TEST_F(Geofile, EachLimitIsNamedAndLeavesNothingBehind) {
  if (!has_ogr2ogr()) GTEST_SKIP() << "ogr2ogr (gdal-bin) is not here";
  using namespace std::chrono_literals;
  const auto path = write("big.kml", kml_of(50'000));
  const auto refusal = [&](const Limits& limits) {
    const auto made = ConvertedFile::make(path, limits);
    return made ? "not refused" : english(made.error().message).substr(path.size());
  };
  const auto temporary = folder_ / "temporary";
  std::filesystem::create_directory(temporary);
  ::setenv("TMPDIR", temporary.c_str(), 1);
  EXPECT_EQ(refusal({.clock = 20ms}), ": reading it takes more than 0.02 s; split the file");
  EXPECT_EQ(refusal({.output_bytes = 1 << 20}), ": what it holds takes more than 1 MiB as GeoJSON; split the file");
  for (const std::uint64_t mebibytes : {60, 180}) {
    EXPECT_EQ(refusal({.memory_bytes = mebibytes << 20U}),
              ": reading it takes more than " + std::to_string(mebibytes) + " MiB of memory; split the file");
  }
  EXPECT_TRUE(std::filesystem::is_empty(temporary));
  ::unsetenv("TMPDIR");
}

TEST_F(Geofile, AShapefileWithoutItsCoordinateSystemIsRefused) {
  const auto path = converted("ESRI Shapefile", "a.shp");
  if (path.empty()) GTEST_SKIP() << "ogr2ogr (gdal-bin) is not here";
  std::filesystem::remove(folder_ / "a.prj");
  EXPECT_THAT(import_path(path).error,
              HasSubstr("does not say in which coordinates it is; put its .prj file beside it"));
}

}  // namespace
}  // namespace entente::importing
