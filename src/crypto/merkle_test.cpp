// SPDX-License-Identifier: Apache-2.0
// Against the published vectors of Certificate Transparency, Go's x/mod and Tessera, and the definition of RFC 6962.
#include "crypto/merkle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace entente::crypto {
namespace {

/// MTH as RFC 6962 §2.1 writes it, by recursion over all leaves.
Digest by_definition(std::span<const std::string> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaf_hash(leaves.front());
  std::size_t k = 1;
  while (k * 2 < leaves.size())
    k *= 2;
  return node_hash(by_definition(leaves.first(k)), by_definition(leaves.subspan(k)));
}

MerkleFrontier tree_of(std::span<const std::string> leaves) {
  MerkleFrontier tree;
  for (const std::string& leaf : leaves)
    tree.add(leaf);
  return tree;
}

TEST(Merkle, TheEmptyTreeIsTheDigestOfNothing) {
  EXPECT_EQ(to_base64(MerkleFrontier().root()), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST(Merkle, RootsAreThoseOfCertificateTransparency) {
  const std::vector<std::string> leaves = {
      "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
  const std::vector<std::string> roots = {
      "6e340b9c", "fac54203", "aeb6bcfe", "d37ee418",
      "4e3bbb1f", "76e67dad", "ddb89be4", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  MerkleFrontier tree;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    tree.add(*from_hex(leaves[i]));
    EXPECT_EQ(to_hex(tree.root()).substr(0, roots[i].size()), roots[i]) << "size " << i + 1;
  }
}

TEST(Merkle, LeafHashesAreThoseOfXModAndTessera) {
  EXPECT_EQ(to_base64(leaf_hash("hello world")), "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=");
  EXPECT_EQ(to_base64(leaf_hash("one")), "0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=");
}

TEST(Merkle, RootsAreThoseOfTessera) {
  const std::vector<std::string> words = {"one",  "two", "three",  "four",  "five",     "six",     "seven", "eit",
                                          "nain", "ten", "ileven", "twelf", "threeten", "fourten", "fivten"};
  EXPECT_EQ(to_base64(tree_of(std::span(words).first(3)).root()), "Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=");
  EXPECT_EQ(to_base64(tree_of(words).root()), "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=");
}

TEST(Merkle, RootsOfThreeHundredEntriesAreThoseOfTheSharedVectors) {
  const std::map<std::uint64_t, std::string> roots = {
      {1, "dziFphNIniTOLPdhmdakI/BC5LvxLX7s7pEu8nbGVwE="},   {2, "WkdmL9ijF9lgSaP59HxV3GfKZgUbqjaD27GbL+CaB7A="},
      {3, "lPvQ3YNvUDAWkubQ6t5yjuGexSv/8WBu2AfIV11aqhk="},   {7, "mMl/C6MXXNCLAx3QhLncTmSbZNGijm6mlGRlAxc6tYc="},
      {8, "tpcyzlyRQWLKmsz69OldP5h01ogFQ3CIqv8YSk25Z3M="},   {255, "z2Z5PmMp3/JC6zzuCm82rT46GW3MVzoex3XhAr6GPxw="},
      {256, "2mWW2VNp9f7zIquOTg2jsLUCNqqcijsdJG90Ecni4y4="}, {257, "XB/f6DU1gCLyOS3keNvgU/wTDP4dOggoeakM9r8Uv34="},
      {300, "yjk9Apa+xeC43KuYO9H7fRRh9RLnJny4ljGtJv1m2Eg="}};
  MerkleFrontier tree;
  for (int i = 0; i < 300; ++i) {
    tree.add("entry " + std::to_string(i));
    if (const auto root = roots.find(tree.size()); root != roots.end()) {
      EXPECT_EQ(to_base64(tree.root()), root->second) << "size " << tree.size();
    }
  }
}

RC_GTEST_PROP(Merkle, GrownLeafByLeafItIsTheDefinition, (const std::vector<std::string>& leaves)) {
  RC_ASSERT(tree_of(leaves).root() == by_definition(leaves));
}

RC_GTEST_PROP(Merkle, AStoredFrontierGrowsOn, (const std::vector<std::string>& leaves, const std::string& next)) {
  MerkleFrontier tree = tree_of(leaves);
  auto loaded = MerkleFrontier::load(tree.save());
  RC_ASSERT(loaded.has_value());
  RC_ASSERT(*loaded == tree);
  loaded->add(next);
  tree.add(next);
  RC_ASSERT(loaded->root() == tree.root());
}

TEST(Merkle, AFrontierOfAnotherLengthIsCorrupt) {
  const std::vector<std::string> leaves = {"a", "b", "c"};
  const std::string bytes = tree_of(leaves).save();
  EXPECT_EQ(bytes.size(), 8U + 2 * 32U);
  for (const std::string& damaged : {std::string(), bytes.substr(0, 7), bytes.substr(1), bytes + "x"}) {
    const auto loaded = MerkleFrontier::load(damaged);
    ASSERT_FALSE(loaded) << damaged.size();
    EXPECT_EQ(loaded.error().code, Code::corrupt);
  }
}

}  // namespace
}  // namespace entente::crypto
