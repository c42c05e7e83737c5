// SPDX-License-Identifier: Apache-2.0
#include "crypto/digest.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::crypto {
namespace {

std::vector<std::uint8_t> octets_of(std::string_view bytes) { return {bytes.begin(), bytes.end()}; }

TEST(Digest, IsSha256OfFips180) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, OfPartsAndOfPiecesIsThatOfTheWhole) {
  Sha256 pieces;
  pieces.add("abc");
  pieces.add("");
  pieces.add("def");
  EXPECT_EQ(pieces.finish(), sha256("abcdef"));
  EXPECT_EQ(sha256({"ab", "", "cdef"}), sha256("abcdef"));
}

TEST(Digest, HmacIsThatOfRfc4231) {
  const std::string key(20, '\x0b');
  EXPECT_EQ(to_hex(Hmac(octets_of(key)).of("Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(to_hex(Hmac(octets_of("Jefe")).of("what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  const std::string long_key(131, '\xaa');
  EXPECT_EQ(to_hex(Hmac(octets_of(long_key)).of("Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Digest, BytesDrawnFromAKeyAreThoseOfRfc8439) {
  std::array<std::uint8_t, 64> drawn{};  // appendix A.1, test vectors 1 and 4, of which the first has counter 0
  draw_from_key({}, drawn);
  EXPECT_EQ(to_hex(drawn),
            "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
            "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586");
  std::array<std::uint8_t, 16> fewer{};
  draw_from_key({}, fewer);
  EXPECT_EQ(to_hex(fewer), to_hex(drawn).substr(0, 32));
}

// Around every length at which the padding needs another block, and where short messages end.
TEST(Digest, OfEveryLengthIsThatOfOpenSsl) {
  for (std::size_t length = 0; length <= 300; ++length) {
    const std::string message(length, static_cast<char>('a' + length % 26));
    Digest expected;
    unsigned written = 0;
    ASSERT_EQ(EVP_Digest(message.data(), message.size(), expected.data(), &written, EVP_sha256(), nullptr), 1);
    EXPECT_EQ(sha256(message), expected) << length;
    EXPECT_EQ(sha256({std::string_view(message).substr(0, length / 3), std::string_view(message).substr(length / 3)}),
              expected)
        << length;
  }
}

RC_GTEST_PROP(Digest, HmacIsThatOfOpenSsl, (const std::string& key, const std::string& message)) {
  Digest expected;
  unsigned length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), octets_of(message).data(), message.size(),
       expected.data(), &length);
  RC_ASSERT(Hmac(octets_of(key)).of(message) == expected);
}

TEST(Digest, Base64IsThatOfRfc4648) {
  EXPECT_EQ(to_base64(octets_of("")), "");
  EXPECT_EQ(to_base64(octets_of("f")), "Zg==");
  EXPECT_EQ(to_base64(octets_of("fo")), "Zm8=");
  EXPECT_EQ(to_base64(octets_of("foo")), "Zm9v");
  EXPECT_EQ(to_base64(octets_of("foobar")), "Zm9vYmFy");
  EXPECT_EQ(to_base64(octets_of("\xfb\xff")), "+/8=");
}

RC_GTEST_PROP(Digest, HexComesBackAsItWas, (const std::string& bytes)) {
  RC_ASSERT(from_hex(to_hex(octets_of(bytes))) == bytes);
}

TEST(Digest, HexOfAnotherFormIsRefused) {
  EXPECT_EQ(from_hex("0"), std::nullopt);
  EXPECT_EQ(from_hex("0g"), std::nullopt);
  EXPECT_EQ(from_hex(" 0"), std::nullopt);
  EXPECT_EQ(from_hex("fF"), "\xff");
}

TEST(Digest, RandomBytesDiffer) {
  std::array<std::uint8_t, 32> first{};
  std::array<std::uint8_t, 32> second{};
  random_bytes(first);
  random_bytes(second);
  EXPECT_NE(first, second);
}

}  // namespace
}  // namespace entente::crypto
