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

/// The number, from 1, of the first page that is not as it was written and has others of this log behind it; or 0.
std::size_t first_damaged_page(std::string_view log) {
  if (log.size() < log_header_bytes) return 0;  // no append ended in it
  const bool big_endian = (word_at(log, 0, true) & 1U) != 0;
  Sums sums;
  sums.add(log.substr(0, log_header_bytes - sizeof(Sums)), big_endian);
  if ((word_at(log, 0, true) & ~1U) != log_magic || sums != sums_at(log, log_header_bytes - sizeof(Sums))) return 1;
  const Sums salts = sums_at(log, 16);
  const std::size_t page_bytes = word_at(log, 8, true);
  std::size_t misfit = 0;
  std::size_t number = 1;
  for (std::size_t at = log_header_bytes; at + frame_header_bytes + page_bytes <= log.size(); ++number) {
    const std::string_view frame = log.substr(at, frame_header_bytes + page_bytes);
    at += frame.size();
    const Sums its_salts = sums_at(frame, 8);
    const bool of_this_log = its_salts.first == salts.first || its_salts.second == salts.second;
    if (misfit != 0 && of_this_log) return misfit;
    if (misfit != 0) continue;
    sums.add(frame.substr(0, summed_of_frame_header), big_endian);
    sums.add(frame.substr(frame_header_bytes), big_endian);
    if (its_salts == salts && sums == sums_at(frame, 16)) continue;
    misfit = number;  // half written, or of an earlier log, unless some of this one follow
  }
  return 0;
}

}  // namespace

Result<void> check_log(const std::string& path) {
  const std::string log_path = path + "-wal";
  std::error_code error;
  if (std::filesystem::file_size(log_path, error) == 0 || error || is_being_written(path)) return {};
  ENTENTE_ASSIGN(const MappedFile log, MappedFile::open(log_path));
  const std::size_t page = first_damaged_page(log.bytes());
  if (page == 0) return {};
  return fail(Code::corrupt, msg::store::log_damaged(log_path, static_cast<double>(page)));
}

}  // namespace entente::store::sqlite
