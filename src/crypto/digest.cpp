// SPDX-License-Identifier: Apache-2.0
// SHA-256 and HMAC over OpenSSL, base64 and hexadecimal, random bytes over libsodium.
#include "crypto/digest.hpp"

#include <openssl/sha.h>
#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <string>

// OpenSSL 3 calls its SHA256_* functions deprecated in favour of EVP, which looks up the algorithm and allocates for
// every message: 0.9 µs where these take 0.1 µs. A record hashes some hundred short messages per entry.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace entente::crypto {
namespace {

constexpr std::size_t block_bytes = 64;

Digest finish(SHA256_CTX& context) {
  Digest digest;
  SHA256_Final(digest.data(), &context);
  return digest;
}

/// A context that has already taken one block, the padded key of an HMAC.
SHA256_CTX after_one_block(const std::array<std::uint32_t, 8>& words) {
  SHA256_CTX context;
  SHA256_Init(&context);
  std::copy(words.begin(), words.end(), std::begin(context.h));
  context.Nl = block_bytes * 8;
  return context;
}

std::array<std::uint32_t, 8> state_after(const std::array<std::uint8_t, block_bytes>& block) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Transform(&context, block.data());
  std::array<std::uint32_t, 8> words{};
  std::copy(std::begin(context.h), std::end(context.h), words.begin());
  return words;
}

}  // namespace

Digest sha256(std::string_view bytes) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  return finish(context);
}

Digest sha256(std::initializer_list<std::string_view> parts) {
  SHA256_CTX context;
  SHA256_Init(&context);
  for (const std::string_view part : parts) SHA256_Update(&context, part.data(), part.size());
  return finish(context);
}

Hmac::Hmac(std::span<const std::uint8_t> key) {
  std::array<std::uint8_t, block_bytes> block{};
  if (key.size() > block_bytes) {
    const Digest short_key = sha256({reinterpret_cast<const char*>(key.data()), key.size()});
    std::copy(short_key.begin(), short_key.end(), block.begin());
  } else {
    std::copy(key.begin(), key.end(), block.begin());
  }
  constexpr std::uint8_t inner_pad = 0x36;
  constexpr std::uint8_t outer_pad = 0x5c;
  for (std::uint8_t& byte : block) byte = static_cast<std::uint8_t>(byte ^ inner_pad);
  inner_.words = state_after(block);
  for (std::uint8_t& byte : block) byte = static_cast<std::uint8_t>(byte ^ inner_pad ^ outer_pad);
  outer_.words = state_after(block);
}

Digest Hmac::of(std::string_view message) const {
  SHA256_CTX inner = after_one_block(inner_.words);
  SHA256_Update(&inner, message.data(), message.size());
  const Digest inner_digest = finish(inner);
  SHA256_CTX outer = after_one_block(outer_.words);
  SHA256_Update(&outer, inner_digest.data(), inner_digest.size());
  return finish(outer);
}

Sha256::Sha256() : context_(new SHA256_CTX) { SHA256_Init(static_cast<SHA256_CTX*>(context_)); }
Sha256::~Sha256() { delete static_cast<SHA256_CTX*>(context_); }

void Sha256::add(std::string_view bytes) {
  SHA256_Update(static_cast<SHA256_CTX*>(context_), bytes.data(), bytes.size());
}

Digest Sha256::finish() { return crypto::finish(*static_cast<SHA256_CTX*>(context_)); }

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

std::optional<std::string> from_hex(std::string_view hex) {
  const auto value = [](char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
  };
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = value(hex[i]);
    const int low = value(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string to_base64(std::span<const std::uint8_t> bytes) {
  static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text((bytes.size() + 2) / 3 * 4, '=');
  char* out = text.data();
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const std::uint32_t three = (std::uint32_t{bytes[i]} << 16U) | (left > 1 ? std::uint32_t{bytes[i + 1]} << 8U : 0U) |
                                (left > 2 ? std::uint32_t{bytes[i + 2]} : 0U);
    *out++ = alphabet[three >> 18U];
    *out++ = alphabet[(three >> 12U) & 63U];
    if (left > 1) *out = alphabet[(three >> 6U) & 63U];
    ++out;
    if (left > 2) *out = alphabet[three & 63U];
    ++out;
  }
  return text;
}

void random_bytes(std::span<std::uint8_t> into) {
  if (sodium_init() < 0) std::abort();  // no source of randomness: nothing made without it could be trusted
  randombytes_buf(into.data(), into.size());
}

}  // namespace entente::crypto
