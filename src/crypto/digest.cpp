// SPDX-License-Identifier: Apache-2.0
// SHA-256 and HMAC over OpenSSL, base64 and hexadecimal, keystream and random bytes over libsodium.
#include "crypto/digest.hpp"

#include <openssl/sha.h>
#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <string>

// OpenSSL 3 calls its SHA256_* functions deprecated in favour of EVP, which looks up the algorithm and allocates for
// every message: 0.9 µs where these take 0.1 µs. A record hashes some hundred short messages per entry.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace entente::crypto {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t block_bytes = 64;
constexpr std::size_t length_bytes = 8;
constexpr std::size_t short_bytes = 2 * block_bytes - length_bytes - 1;  // what fits two blocks with its padding

using State = std::array<std::uint32_t, 8>;
constexpr State initial_state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

void load(SHA256_CTX& context, const State& state) { std::copy(state.begin(), state.end(), std::begin(context.h)); }

Digest digest_of(const SHA256_CTX& context) {
  Digest digest;
  for (std::size_t i = 0; i < std::size(context.h); ++i) {
    const std::uint32_t big_endian = __builtin_bswap32(context.h[i]);
    std::memcpy(digest.data() + i * sizeof big_endian, &big_endian, sizeof big_endian);
  }
  return digest;
}

/// Goes on from `state`, which has taken `blocks_before` blocks. Most messages of a record are short: they are padded
/// here and go to the compression function at once, past the buffering of SHA256_Update and _Final.
Digest digest_from(const State& state, std::size_t blocks_before, std::span<const std::string_view> parts) {
  SHA256_CTX context;
  std::size_t bytes = 0;
  for (const std::string_view part : parts)
    bytes += part.size();
  if (bytes > short_bytes) {
    SHA256_Init(&context);
    load(context, state);
    context.Nl = static_cast<SHA_LONG>(blocks_before * block_bytes * 8);
    for (const std::string_view part : parts)
      SHA256_Update(&context, part.data(), part.size());
    Digest digest;
    SHA256_Final(digest.data(), &context);
    return digest;
  }
  std::array<std::uint8_t, 2 * block_bytes> padded{};
  std::uint8_t* out = padded.data();
  for (const std::string_view part : parts) {
    if (!part.empty()) std::memcpy(out, part.data(), part.size());
    out += part.size();
  }
  *out = 0x80;
  const std::size_t blocks = bytes + 1 + length_bytes <= block_bytes ? 1 : 2;
  const std::uint64_t bits = (blocks_before * block_bytes + bytes) * 8;
  const std::uint64_t big_endian = __builtin_bswap64(bits);
  std::memcpy(padded.data() + blocks * block_bytes - length_bytes, &big_endian, length_bytes);
  load(context, state);
  for (std::size_t i = 0; i < blocks; ++i)
    SHA256_Transform(&context, padded.data() + i * block_bytes);
  return digest_of(context);
}

/// No source of randomness: nothing made without it could be trusted.
void start_sodium() {
  if (sodium_init() < 0) std::abort();  // costs next to nothing when it has started already
}

/// The two characters for each 12 bits: half the look-ups that one for each 6 would take.
constexpr std::array<std::array<char, 2>, 4096> base64_pairs = [] {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::array<std::array<char, 2>, 4096> pairs{};
  for (std::size_t bits = 0; bits < pairs.size(); ++bits)
    pairs.at(bits) = {alphabet[bits >> 6U], alphabet[bits & 63U]};
  return pairs;
}();

State state_after(const std::array<std::uint8_t, block_bytes>& block) {
  SHA256_CTX context;
  load(context, initial_state);
  SHA256_Transform(&context, block.data());
  State state{};
  std::copy(std::begin(context.h), std::end(context.h), state.begin());
  return state;
}

}  // namespace

Digest sha256(std::string_view bytes) { return digest_from(initial_state, 0, {&bytes, 1}); }

Digest sha256(std::initializer_list<std::string_view> parts) {
  return digest_from(initial_state, 0, {parts.begin(), parts.size()});
}

Hmac::Hmac(std::span<const std::uint8_t> key) {
  std::array<std::uint8_t, block_bytes> block{};
  if (key.size() > block_bytes) {
    const Digest short_key = sha256(bytes_of(key));
    std::copy(short_key.begin(), short_key.end(), block.begin());
  } else {
    std::copy(key.begin(), key.end(), block.begin());
  }
  constexpr std::uint8_t inner_pad = 0x36;
  constexpr std::uint8_t outer_pad = 0x5c;
  for (std::uint8_t& byte : block)
    byte = static_cast<std::uint8_t>(byte ^ inner_pad);
  inner_.words = state_after(block);
  for (std::uint8_t& byte : block)
    byte = static_cast<std::uint8_t>(byte ^ inner_pad ^ outer_pad);
  outer_.words = state_after(block);
}

Digest Hmac::of(std::string_view message) const {
  const Digest inner = digest_from(inner_.words, 1, {&message, 1});
  const std::string_view inner_bytes = bytes_of(inner);
  return digest_from(outer_.words, 1, {&inner_bytes, 1});
}

void draw_from_key(const Digest& key, std::span<std::uint8_t> into) {
  start_sodium();  // it picks the quickest form for this processor; all give the same bytes
  constexpr std::array<std::uint8_t, crypto_stream_chacha20_ietf_NONCEBYTES> nonce{};
  static_assert(crypto_stream_chacha20_ietf_KEYBYTES == sizeof key);
  crypto_stream_chacha20_ietf(into.data(), into.size(), nonce.data(), key.data());
}

Sha256::Sha256() : context_(new SHA256_CTX) { SHA256_Init(static_cast<SHA256_CTX*>(context_)); }
Sha256::~Sha256() { delete static_cast<SHA256_CTX*>(context_); }

void Sha256::add(std::string_view bytes) {
  SHA256_Update(static_cast<SHA256_CTX*>(context_), bytes.data(), bytes.size());
}

Digest Sha256::finish() {
  Digest digest;
  SHA256_Final(digest.data(), static_cast<SHA256_CTX*>(context_));
  return digest;
}

std::string_view bytes_of(std::span<const std::uint8_t> octets) {
  return {reinterpret_cast<const char*>(octets.data()), octets.size()};  // NOLINT(*-reinterpret-cast): both are bytes
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

void append_base64(std::string& text, std::span<const std::uint8_t> bytes) {
  const std::size_t before = text.size();
  text.resize(before + (bytes.size() + 2) / 3 * 4, '=');
  char* out = text.data() + before;
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const std::size_t three = std::size_t{bytes[i]} << 16U | std::size_t{bytes[i + 1]} << 8U | bytes[i + 2];
    out = std::copy_n(base64_pairs[three >> 12U].data(), 2, out);
    out = std::copy_n(base64_pairs[three & 0xFFFU].data(), 2, out);
  }
  const std::size_t left = bytes.size() - i;
  if (left == 0) return;
  const std::size_t three = std::size_t{bytes[i]} << 16U | (left > 1 ? std::size_t{bytes[i + 1]} << 8U : 0U);
  out = std::copy_n(base64_pairs[three >> 12U].data(), 2, out);
  if (left > 1) *out = base64_pairs[three & 0xFFFU][0];
}

std::string to_base64(std::span<const std::uint8_t> bytes) {
  std::string text;
  append_base64(text, bytes);
  return text;
}

void random_bytes(std::span<std::uint8_t> into) {
  start_sodium();
  randombytes_buf(into.data(), into.size());
}

}  // namespace entente::crypto
