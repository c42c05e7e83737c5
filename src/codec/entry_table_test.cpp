// SPDX-License-Identifier: Apache-2.0
#include "codec/entry_table.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <map>
#include <variant>

namespace entente::codec {
namespace {

record::Recorded verification() {
  record::Recorded recorded{12, {}};
  recorded.entry.id.bytes[0] = 0xab;
  recorded.entry.author = "desk";
  record::EntryId subject;
  subject.bytes[15] = 1;
  recorded.entry.body = record::Verification{subject, record::VerificationState::verified, {}, "two films"};
  return recorded;
}

TEST(EntryTable, EveryFieldStandsUnderItsDottedName) {
  std::map<std::string, Cell> fields;
  for (const auto& row : entry_fields(verification().entry).rows)
    fields.emplace(std::get<std::string>(row[0]), row[1]);
  EXPECT_EQ(fields.at("kind"), Cell("verification"));
  EXPECT_EQ(fields.at("author"), Cell("desk"));
  EXPECT_EQ(fields.at("label.tlp"), Cell("amber"));
  EXPECT_EQ(fields.at("verification.state"), Cell("verified"));
  EXPECT_EQ(fields.at("verification.subject"), Cell("00000000000000000000000000000001"));
}

TEST(EntryTable, RowsAndDocumentNameTheEntryThatTheyAreOf) {
  const std::vector entries{verification()};
  const auto table = entries_table(entries);
  EXPECT_EQ(table.rows.at(0).at(0), Cell(std::int64_t{12}));
  EXPECT_EQ(table.rows.at(0).at(1), Cell("ab000000000000000000000000000000"));
  const auto document = boost::json::parse(entries_json(entries, true));
  EXPECT_EQ(document.at("simulated").as_string(), "SIMULATED");
  EXPECT_EQ(document.at("entries").at(0).at("sequence").as_int64(), 12);
  EXPECT_EQ(document.at("entries").at(0).at("verification").at("reason").as_string(), "two films");
  EXPECT_FALSE(boost::json::parse(entries_json(entries, false)).as_object().contains("simulated"));
}

}  // namespace
}  // namespace entente::codec
