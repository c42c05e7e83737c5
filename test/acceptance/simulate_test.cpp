// SPDX-License-Identifier: Apache-2.0
// Made events: as the flags say, with their truth beside them, and never taken for real ones.
#include "acceptance/program.hpp"
#include "base/file.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

namespace entente::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Simulate : public ::testing::Test {
 protected:
  /// `entente simulate` of the worked agreement into `name`.
  Said made(const std::string& name, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> line{"simulate", example("south-west-syria-2017"), "--out", program.path(name)};
    line.insert(line.end(), more.begin(), more.end());
    return program.run(line);
  }
  [[nodiscard]] boost::json::value truth(const std::vector<std::string>& more) const {
    auto line = more;
    line.insert(line.end(), {"--truth", program.path("truth.json")});
    EXPECT_EQ(made("truth.db", line).code, 0);
    return boost::json::parse(*read_file(program.path("truth.json"), std::size_t{1} << 28));
  }

  Program program;
};

TEST_F(Simulate, WritesTheTruthOfEveryRowBesideTheRecord) {
  const auto truth = this->truth({"--missed", "0.5"});
  EXPECT_EQ(truth.at("simulated").as_string(), "SIMULATED");
  EXPECT_EQ(truth.at("model").at("effect").at("shape").as_string(), "reversed");
  EXPECT_EQ(truth.at("days").as_array().size(), 730u + 541u);
  EXPECT_DOUBLE_EQ(truth.at("days").at(0).at("zone").as_double(), 2.4);
  EXPECT_NEAR(truth.at("days").at(0).at("missed").as_double(), 0.5, 0.25);
  std::set<std::string> rows;
  for (const auto& event : truth.at("events").as_array()) {
    if (event.at("reported").as_bool()) rows.emplace(event.at("row").as_string());
  }
  const auto findings = program.must({"evaluate", program.path("truth.db"), "--near", "--format", "json"}).json();
  ASSERT_FALSE(findings.at("findings").as_array().empty());
  for (const auto& finding : findings.at("findings").as_array())
    EXPECT_TRUE(rows.contains(std::string(finding.at("row").as_string())));
}

TEST_F(Simulate, DoesWhatItsFlagsSay) {
  const auto truth = this->truth({"--effect", "sudden", "--ratio", "0.5", "--rate", "4", "--season", "0.2", "--trend",
                                  "1.5", "--clustering", "0.3", "--retaliation", "0.2", "--missed", "0.1",
                                  "--missed-after", "0.6", "--state-coverage"});
  const auto& model = truth.at("model");
  EXPECT_EQ(model.at("effect").at("shape").as_string(), "sudden");
  EXPECT_EQ(model.at("effect").at("ratio").as_double(), 0.5);
  EXPECT_EQ(model.at("rates").at("zone").to_number<double>(), 4);
  EXPECT_EQ(model.at("season").at("amplitude").as_double(), 0.2);
  EXPECT_EQ(model.at("trend").at("a_year").as_double(), 1.5);
  EXPECT_EQ(model.at("follow_ups").at("repeated").as_double(), 0.3);
  EXPECT_EQ(model.at("follow_ups").at("retaliation").as_double(), 0.2);
  EXPECT_EQ(model.at("missing").at("before").as_double(), 0.1);
  EXPECT_EQ(model.at("missing").at("after").as_double(), 0.6);
  const auto said = program.must({"assess", program.path("truth.db"), "--at", "2018-03-01", "--format", "json"}).json();
  EXPECT_TRUE(said.at("coverage").at("known").as_bool());
  EXPECT_NEAR(said.at("coverage").at("before").as_double(), 0.9, 0.05);
  EXPECT_NEAR(said.at("coverage").at("after").as_double(), 0.4, 0.1);
}

TEST_F(Simulate, MissesAlikeBeforeAndAfterUnlessTold) {
  const auto truth = this->truth({"--missed", "0.3"});
  EXPECT_EQ(truth.at("model").at("missing").at("after").as_double(), 0.3);
}

TEST_F(Simulate, MadeEntriesAreImportedAndTheRecordSaysThatTheyAreMade) {
  ASSERT_EQ(made("made.ndjson").code, 0);
  const auto db = program.path("imported.db");
  program.must({"init", db, "--terms", example("south-west-syria-2017")});
  const auto said = program.must({"import", db, "entries", program.path("made.ndjson"), "--released", "2019-12-01"});
  EXPECT_THAT(said.out, HasSubstr("SIMULATED"));
  EXPECT_THAT(program.must({"assess", db, "--at", "2017-11-10"}).out, HasSubstr("SIMULATED"));
  const std::vector<std::string> question{"--zone", "SW",   "--place",    "named",    "--time",
                                          "start",  "--at", "2017-11-10", "--format", "json"};
  const auto windows_of = [&](const std::string& record) {
    auto line = question;
    line.insert(line.begin(), {"assess", record});
    return program.must(line).json().at("windows");
  };
  ASSERT_EQ(made("made.db").code, 0);
  EXPECT_EQ(windows_of(db), windows_of(program.path("made.db")));
}

TEST_F(Simulate, MadeEntriesDoNotGoBesideRealOnes) {
  ASSERT_EQ(made("made.ndjson").code, 0);
  const auto db = program.path("real.db");
  program.must({"init", db, "--terms", example("south-west-syria-2017")});
  program.write("rows.csv", "id,time.first,place.governorate,act\n1,2017-05-01,Daraa,shelling\n");
  program.must({"import", db, "csv", program.path("rows.csv"), "--released", "2019-01-01"});
  const auto before = program.must({"verify", db, "--format", "json"}).out;
  const auto said = program.run({"import", db, "entries", program.path("made.ndjson"), "--released", "2019-12-01"});
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.err, HasSubstr("SIMULATED"));
  EXPECT_EQ(program.must({"verify", db, "--format", "json"}).out, before);
}

TEST_F(Simulate, RefusesWhatItCannotMake) {
  const auto refused = [&](const std::vector<std::string>& more, const std::string& words) {
    const auto said = made("refused.db", more);
    EXPECT_EQ(said.code, 2);
    EXPECT_THAT(said.err, HasSubstr(words));
  };
  refused({"--effect", "fadeing"},
          "--effect: “fadeing” is not one of none, sudden, slow, fading, reversed; did you mean “fading”?");
  refused({"--missed", "1.5"}, "--missed: “1.5” is out of range; it takes 0 to 1");
  refused({"--retaliation", "0.9"}, "--retaliation: “0.9” is out of range; it takes 0 to 0.8");
  refused({"--rate", "9000"}, "and a made record takes at most 1,000,000; lower the rate or the trend");
  refused({"--rate", "many"}, "--rate: “many” is not understood");
  refused({"--retailation", "0.1"}, "did you mean “--retaliation”?");
  refused({"--truth", program.path("refused.db")}, "events and truth cannot go into one file");
  EXPECT_THAT(made("made.csv").err, HasSubstr(".ndjson"));
  auto draft = *read_file(ENTENTE_SOURCE_DIR "/test/scenarios/truce.yaml", 1 << 20);
  const auto force = draft.find("  in_force_from:");
  ASSERT_NE(force, std::string::npos);
  draft.erase(force, draft.find('\n', force) + 1 - force);
  draft.replace(draft.find("status: in_force"), std::string("status: in_force").size(), "status: draft");
  program.write("draft.yaml", draft);
  const auto said = program.run({"simulate", program.path("draft.yaml"), "--out", program.path("draft.db")});
  EXPECT_EQ(said.code, 2) << said.err;
  EXPECT_THAT(said.err, HasSubstr("there is no cease-fire to make events of"));
}

TEST_F(Simulate, ExplainsItsFlagsInThreeLanguages) {
  for (const char* language : {"en", "ar", "ru"}) {
    const auto help = program.must({"simulate", "--help", "--lang", language}).out;
    EXPECT_THAT(help, HasSubstr("--effect none|sudden|slow|fading|reversed=reversed")) << language;
    EXPECT_THAT(help, HasSubstr("--ratio NUMBER=0.15")) << language;
  }
}

}  // namespace
}  // namespace entente::test
