// SPDX-License-Identifier: Apache-2.0
// A seed gives the same bytes on every machine, by every compiler, in every build.
#include "crypto/digest.hpp"
#include "made/agreement.hpp"
#include "record/canonical.hpp"
#include "simulate/made_record.hpp"

#include <gtest/gtest.h>

#include <string>

namespace entente::test {
namespace {

// The digests change only when the model does: then every demonstration's record is another one too.
std::string digest_of(const simulate::Model& model) {
  std::string bytes;
  for (const auto& entry : simulate::made_record(south_west().world, model, 7))
    bytes += record::to_stored(record::to_fields(entry));
  return crypto::to_hex(crypto::sha256(bytes));
}

TEST(MadeEverywhere, TheDefaultRecordHasItsDigest) {
  EXPECT_EQ(digest_of({}), "31b4813d87fb5423985356477d3ce08ab1dfcf6a7d374fc2cf76b808c2c03ba3");
}

TEST(MadeEverywhere, ARecordOfEveryShapeHasItsDigest) {
  simulate::Model model{.season = {.amplitude = 0.2}, .trend = {.a_year = 1.2}};
  model.effect.shape = simulate::Effect::Shape::slow;
  model.missing = {.before = 0.1, .after = 0.3, .varying = 0.5, .stated = true};
  EXPECT_EQ(digest_of(model), "d0c1fe4f7dae1cb1348f4ff7284fb926d7d97854df8448fb47be295084313033");
}

}  // namespace
}  // namespace entente::test
