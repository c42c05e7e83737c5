// SPDX-License-Identifier: Apache-2.0
// The worked example of docs/record.md: what an import of one row of UCDP's form writes, and what is hashed of it.
#include "acceptance/program.hpp"
#include "base/file.hpp"
#include "crypto/digest.hpp"
#include "record/canonical.hpp"
#include "service/record.hpp"

#include <gmock/gmock.h>

#include <numeric>
#include <string>
#include <utility>

namespace entente::test {
namespace {

using ::testing::HasSubstr;

/// The facts of one row in the columns that the importer reads.
constexpr const char* row =
    "id,type_of_violence,side_a_new_id,side_a,side_b_new_id,side_b,source_headline,source_original,where_prec,"
    "where_coordinates,adm_1,adm_2,latitude,longitude,country,event_clarity,date_prec,date_start,date_end,deaths_a,"
    "deaths_b,deaths_civilians,low,best,high\n"
    "214797,1,118,Government of Syria,4456,Syrian insurgents,"
    "14 shells hit Dahya al-Assad an clashes continue around Ter Ma’la,SOHR,1,Teir Maaleh village,Homs Governorate,"
    "Ar Rastan district,34.802462,36.707602,Syria,1,1,2016-01-01,2016-01-01,2,2,0,4,4,4\n";

record::Entry imported_row() {
  const Program program;
  program.must({"init", program.path("sw.db"), "--terms", example("south-west-syria-2017")});
  program.write("row.csv", row);
  program.must({"import", program.path("sw.db"), "ucdp-ged", program.path("row.csv"), "--released", "2019-12-01"});
  record::Entry imported;
  const auto store = service::open_record(program.path("sw.db"), service::Access::read).value();
  EXPECT_TRUE(store->read(0, [&](record::Recorded recorded) -> Result<void> {
    if (std::holds_alternative<record::Incident>(recorded.entry.body)) imported = std::move(recorded.entry);
    return {};
  }));
  return imported;
}

TEST(RecordPage, ItsWorkedExampleIsWhatTheImporterWrites) {
  const auto page = read_file(ENTENTE_SOURCE_DIR "/docs/record.md", 1 << 20).value();
  record::Secret secret;
  std::iota(secret.begin(), secret.end(), std::uint8_t{0});
  const auto entry = imported_row();
  const auto fields = record::to_fields(entry);
  EXPECT_THAT(page, HasSubstr("```\n" + record::to_stored(fields).substr(1) + "```\n"));
  EXPECT_THAT(page, HasSubstr("```\n" + record::canonical_form(entry.id, fields, secret).substr(1) + "```\n"));
  EXPECT_THAT(page, HasSubstr("`" + crypto::to_hex(record::leaf(entry.id, fields, secret)) + "`"));
}

}  // namespace
}  // namespace entente::test
