// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/log_check.hpp"

#include "base/file.hpp"
#include "msg/store.hpp"
#include "store/sqlite/file.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace entente::store::sqlite {
namespace {

constexpr std::size_t log_header_bytes = 32;
constexpr std::size_t frame_header_bytes = 24;
constexpr std::size_t summed_of_frame_header = 8;
constexpr std::uint32_t log_magic = 0x377f0682;  // its last bit: checksums of big-endian words

std::uint32_t word_at(std::string_view bytes, std::size_t at, bool big_endian) {
  std::uint32_t word = 0;
  for (std::size_t i = 0; i < sizeof word; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[at + (big_endian ? i : sizeof word - 1 - i)]);
    word = (word << 8U) | byte;
  }
  return word;
}

struct Sums {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  friend bool operator==(const Sums&, const Sums&) = default;

  void add(std::string_view bytes, bool big_endian) {
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
      first += word_at(bytes, at, big_endian) + second;
      second += word_at(bytes, at + 4, big_endian) + first;
    }
  }
};

Sums sums_at(std::string_view bytes, std::size_t at) {
  return {word_at(bytes, at, true), word_at(bytes, at + 4, true)};
}

/// A page that is not as it was written, and has others of this log behind it.
struct Misfit {
  std::size_t page = 0;           ///< from 1; 0: there is none
  bool was_acknowledged = false;  ///< another append follows the one that it is of
};

struct Frame {
  std::string_view bytes;

  [[nodiscard]] bool ends_append() const { return word_at(bytes, 4, true) != 0; }
  [[nodiscard]] Sums salts() const { return sums_at(bytes, 8); }
  [[nodiscard]] Sums sums() const { return sums_at(bytes, 16); }
  /// What its checksum must be, as the one before it has `before`.
  [[nodiscard]] Sums sums_after(Sums before, bool big_endian) const {
    before.add(bytes.substr(0, summed_of_frame_header), big_endian);
    before.add(bytes.substr(frame_header_bytes), big_endian);
    return before;
  }
};

Misfit first_misfit(std::string_view log) {
  if (log.size() < log_header_bytes) return {};  // no append ended in it
  const bool big_endian = (word_at(log, 0, true) & 1U) != 0;
  Sums sums;
  sums.add(log.substr(0, log_header_bytes - sizeof(Sums)), big_endian);
  if ((word_at(log, 0, true) & ~1U) != log_magic || sums != sums_at(log, log_header_bytes - sizeof(Sums))) {
    return {.page = 1};
  }
  const Sums salts = sums_at(log, 16);
  const std::size_t frame_bytes = frame_header_bytes + word_at(log, 8, true);
  std::size_t suspect = 0;
  Misfit misfit;
  bool after_an_end = false;
  for (std::size_t at = log_header_bytes, page = 1; at + frame_bytes <= log.size(); at += frame_bytes, ++page) {
    const Frame frame{log.substr(at, frame_bytes)};
    const Sums its_salts = frame.salts();
    const bool fits = its_salts == salts && frame.sums() == frame.sums_after(sums, big_endian);
    if (suspect == 0 && !fits) {
      suspect = page;  // half written, or of an earlier log, unless some of this one follow
    } else if (suspect != 0 && (its_salts.first == salts.first || its_salts.second == salts.second)) {
      misfit.page = suspect;
      misfit.was_acknowledged = misfit.was_acknowledged || (fits && after_an_end);
    }
    after_an_end = frame.ends_append();
    sums = frame.sums();
  }
  return misfit;
}

Result<Misfit> first_misfit_of(const std::string& log_path) {
  std::error_code error;
  if (std::filesystem::file_size(log_path, error) == 0 || error) return Misfit{};
  ENTENTE_ASSIGN(const MappedFile log, MappedFile::open(log_path));
  return first_misfit(log.bytes());
}

}  // namespace

Result<void> check_log(const std::string& path) {
  if (is_being_written(path)) return {};
  const std::string log_path = path + "-wal";
  ENTENTE_ASSIGN(const Misfit misfit, first_misfit_of(log_path));
  if (misfit.page == 0) return {};
  return fail(Code::corrupt, msg::store::log_damaged(log_path, static_cast<double>(misfit.page)));
}

Result<bool> check_log_before_writing(const std::string& path) {
  const std::string log_path = path + "-wal";
  ENTENTE_ASSIGN(const Misfit misfit, first_misfit_of(log_path));
  if (misfit.was_acknowledged) {
    return fail(Code::corrupt, msg::store::log_lost(log_path, static_cast<double>(misfit.page)));
  }
  std::error_code error;
  return std::filesystem::exists(log_path, error);
}

}  // namespace entente::store::sqlite
