// SPDX-License-Identifier: Apache-2.0
// Reports as files: the same figures as `assess`, the same bytes each time, whole or not at all.
#include "acceptance/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <regex>
#include <string>
#include <vector>

namespace entente {
namespace {

using test::example;
using test::Program;
using testing::HasSubstr;
using testing::Not;

class Report : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    program_ = std::make_unique<Program>();
    program_->must({"simulate", example("south-west-syria-2017"), "--seed", "3", "--out", made()});
  }
  static void TearDownTestSuite() { program_.reset(); }

  static std::string made() { return program_->path("made.db"); }
  static std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  /// The bytes of the report that these arguments ask for.
  static std::string written(const std::string& name, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"report", made(), "--at", "2017-11-10", "--out", program_->path(name)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    program_->must(arguments);
    return bytes_of(program_->path(name));
  }

  static std::unique_ptr<Program> program_;
};
std::unique_ptr<Program> Report::program_;

/// The cells of the rows of a table of the page.
std::vector<std::vector<std::string>> rows_of(const std::string& page, const std::string& id) {
  const auto from = page.find("<tbody>", page.find("id=\"" + id + "-table\""));
  const auto table = page.substr(from, page.find("</tbody>", from) - from);
  std::vector<std::vector<std::string>> rows;
  const std::regex row_form("<tr>(.*)</tr>");
  const std::regex cell_form("<bdi[^>]*>([^<]*)</bdi>");
  for (std::sregex_iterator row(table.begin(), table.end(), row_form), end; row != end; ++row) {
    const std::string cells = (*row)[1];
    auto& found = rows.emplace_back();
    for (std::sregex_iterator cell(cells.begin(), cells.end(), cell_form); cell != end; ++cell)
      found.push_back((*cell)[1]);
  }
  return rows;
}

TEST_F(Report, ItsFiguresAreThoseOfAssess) {
  const auto page = written("figures.html");
  const auto answer = program_->must({"assess", made(), "--at", "2017-11-10", "--format", "json"}).json();
  const auto& windows = answer.at("windows").as_array();
  const auto rows = rows_of(page, "windows");
  ASSERT_EQ(rows.size(), windows.size());
  const auto number = [](const boost::json::value& value) { return value.to_number<double>(); };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& window = windows.at(i);
    EXPECT_EQ(std::stod(rows[i][0]), number(window.at("days")));
    EXPECT_NEAR(std::stod(rows[i][2]), number(window.at("before").at("events").at("expected")), 5e-4);
    EXPECT_NEAR(std::stod(rows[i][3]), number(window.at("after").at("events").at("expected")), 5e-4);
    EXPECT_NEAR(std::stod(rows[i][6]), number(window.at("rate_ratio").at("estimate")), 5e-4);
    EXPECT_NEAR(std::stod(rows[i][7]), number(window.at("rate_ratio").at("lower")), 5e-4);
    EXPECT_NEAR(std::stod(rows[i][8]), number(window.at("rate_ratio").at("upper")), 5e-4);
  }
  const auto& reasons = answer.at("verdict").at("reasons").as_array();
  const auto tests = rows_of(page, "tests");
  ASSERT_EQ(tests.size(), reasons.size());
  EXPECT_EQ(rows_of(page, "weeks").size(), answer.at("weekly").as_array().size());
  EXPECT_THAT(page, HasSubstr(std::string(answer.at("record_root").as_string())));
  EXPECT_THAT(page, HasSubstr(std::string(answer.at("terms_digest").as_string())));
}

TEST_F(Report, ItsFindingsAreThoseOfEvaluateUntilThatDay) {
  const auto page = written("findings.html");
  const auto found = program_->must({"evaluate", made(), "--zone", "SW", "--clause", "P1", "--format", "json"}).json();
  std::size_t until = 0;
  for (const auto& finding : found.at("findings").as_array())
    until += finding.at("first_day").as_string() < "2017-11-10" ? 1 : 0;
  EXPECT_GT(until, 0u);
  EXPECT_EQ(rows_of(page, "findings").size(), until);
}

TEST_F(Report, TheSameQuestionGivesTheSameBytesAndSaysThatItIsMade) {
  for (const char* language : {"en", "ar", "ru"}) {
    const auto page = written("once.html", {"--lang", language});
    EXPECT_EQ(page, written("again.html", {"--lang", language}));
    EXPECT_THAT(page, HasSubstr("SIMULATED"));
  }
}

TEST_F(Report, TheEndingOfTheNameIsItsForm) {
  for (const char* name : {"report.doc", "report"}) {
    const auto said = program_->run({"report", made(), "--out", program_->path(name)});
    EXPECT_EQ(said.code, 2) << name;
    EXPECT_THAT(said.err, HasSubstr("the form of a report is the ending of its name, one of .html"));
    EXPECT_EQ(bytes_of(program_->path(name)), "");
  }
}

TEST_F(Report, PagesAreTheSameBytesInEveryLanguage) {
  for (const char* language : {"en", "ar", "ru"}) {
    const auto pages = written("once.pdf", {"--lang", language});
    EXPECT_THAT(pages, testing::StartsWith("%PDF-1."));
    EXPECT_EQ(pages, written("again.pdf", {"--lang", language}));
  }
}

TEST_F(Report, TablesAreForSpreadsheetsToo) {
  const auto csv = written("weeks.csv", {"--table", "weeks"});
  EXPECT_THAT(csv, testing::StartsWith("\xEF\xBB\xBFsimulated,week_of,events\r\nSIMULATED,"));
  EXPECT_THAT(written("all.xlsx", {"--lang", "ar"}), testing::StartsWith("PK"));
  const auto refused = program_->run({"report", made(), "--table", "months", "--out", program_->path("months.csv")});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("tables: changes, tests, "));
}

TEST_F(Report, TroubleLeavesWhatWasThereAsItWas) {
  program_->write("kept.html", "precious");
  const auto said = program_->run({"report", made(), "--zone", "nowhere", "--out", program_->path("kept.html")});
  EXPECT_EQ(said.code, 2);
  EXPECT_EQ(bytes_of(program_->path("kept.html")), "precious");
  EXPECT_EQ(program_->run({"report", made(), "--out", program_->path("no/such/folder.html")}).code, 2);
}

TEST_F(Report, AnAreaThatIsNoZoneHasAReportWithoutFindings) {
  const auto page = written("homs.html", {"--zone", "Homs"});
  EXPECT_THAT(page, HasSubstr("windows-table"));
  EXPECT_THAT(page, HasSubstr("map-figure"));
  EXPECT_THAT(page, Not(HasSubstr("findings-table")));
}

}  // namespace
}  // namespace entente
