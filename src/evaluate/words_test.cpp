// SPDX-License-Identifier: Apache-2.0
#include "evaluate/words.hpp"

#include "i18n/render.hpp"

#include <gtest/gtest.h>

#include <string>

namespace entente::evaluate {
namespace {

std::string said(double share) { return i18n::render(percent(share), i18n::Language::en); }

TEST(Percent, AShareThatIsNeitherNoneNorAllNeverLooksSo) {
  EXPECT_EQ(said(0), "0 %");
  EXPECT_EQ(said(1e-9), "<0.1 %");
  EXPECT_EQ(said(0.0004), "<0.1 %");
  EXPECT_EQ(said(0.0006), "0.1 %");
  EXPECT_EQ(said(0.12345), "12.3 %");
  EXPECT_EQ(said(0.9994), "99.9 %");
  EXPECT_EQ(said(0.9996), ">99.9 %");
  EXPECT_EQ(said(1), "100 %");
}

}  // namespace
}  // namespace entente::evaluate
