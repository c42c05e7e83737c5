// SPDX-License-Identifier: Apache-2.0
// SHA-256, HMAC, bytes drawn from a key, base64, hexadecimal and random bytes.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente::crypto {

/// A SHA-256 digest, FIPS 180-4.
using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view bytes);
/// Of the parts one after the other, without joining them first.
[[nodiscard]] Digest sha256(std::initializer_list<std::string_view> parts);

/// HMAC-SHA-256 (RFC 2104). A key whose schedule is kept, so that many short messages cost one block less each.
class Hmac {
 public:
  explicit Hmac(std::span<const std::uint8_t> key);
  [[nodiscard]] Digest of(std::string_view message) const;

 private:
  struct State {
    std::array<std::uint32_t, 8> words;
  };
  State inner_;
  State outer_;
};

/// The first bytes of the keystream of ChaCha20 (RFC 8439, nonce and counter 0): many salts out of one key, each as
/// good as random to whoever does not have it. A key is used for one purpose only.
void draw_from_key(const Digest& key, std::span<std::uint8_t> into);

/// Digests of what comes in pieces, e.g. a file.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  /// Takes the next piece, of any length.
  void add(std::string_view bytes);
  /// Of all pieces so far. Once: nothing may be added after it.
  [[nodiscard]] Digest finish();

 private:
  void* context_;
};

/// The same bytes as text, which is what libraries take; digests and ids are numbers to us.
[[nodiscard]] std::string_view bytes_of(std::span<const std::uint8_t> octets);
/// Two lower-case digits a byte.
[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);
/// The bytes again; none for an odd length or a letter that is no digit. Upper case is read too.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view hex);
/// Standard alphabet, padded.
void append_base64(std::string& text, std::span<const std::uint8_t> bytes);
/// The same as a text of its own.
[[nodiscard]] std::string to_base64(std::span<const std::uint8_t> bytes);
/// From the operating system; never fails (it stops the program when there is no randomness).
void random_bytes(std::span<std::uint8_t> into);

}  // namespace entente::crypto
