// SPDX-License-Identifier: Apache-2.0
// Files, whole: mapped for reading, and written so that nobody ever sees half of one.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

/// The bytes of a file, mapped read-only. An empty file is an empty view.
///
/// Another process that shortens the file while it is mapped ends the program (SIGBUS), as with every mapped file.
class MappedFile {
 public:
  /// errors   as code_of says when it cannot be opened or mapped; invalid when it is a folder, a pipe, a socket or a
  ///          device, which is not waited for.
  [[nodiscard]] static Result<MappedFile> open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  /// Good as long as this object lives and is not moved from.
  [[nodiscard]] std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  MappedFile(void* data, std::size_t size) : data_(data), size_(size) {}
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// By what a change to a file shows: which file stands at a path, its size, when its bytes and its rights last changed.
struct FileState {
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  std::int64_t bytes = 0;
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;

  /// errors   as code_of says when there is nothing at `path`, or it cannot be looked at.
  [[nodiscard]] static Result<FileState> of(const std::string& path);
  friend bool operator==(const FileState&, const FileState&) = default;
};

/// Reads a file of at most `most_bytes`.
/// errors   as code_of says when it cannot be opened or read; invalid when it is larger, a folder, a pipe, a socket or
///          a device.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t most_bytes);

/// Writes a file whole: to a temporary one beside it, synced, then renamed over it.
/// errors   as code_of says when the disk refuses; then what was at `path` is as it was.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view bytes);

/// Of an errno at a path that somebody named: not_found where nothing is there; invalid where the path cannot be that
/// of a file; unavailable for what the disk or the system refuses.
[[nodiscard]] Code code_of(int error_number);
/// What an errno means, in the reader's language; a rare one has its number and the system's own English words.
[[nodiscard]] Message system_words(int error_number);
/// Refuses a text whose byte order mark says that it is not UTF-8. Looks at no more than `longest_byte_order_mark`
/// bytes. errors   invalid, naming the encoding, for the marks of UTF-16 and UTF-32. source   Unicode
/// Standard 15.0, 23.8, "Byte Order Mark"; FF FE 00 00 counts as UTF-32LE.
[[nodiscard]] Result<void> check_encoding(std::string_view bytes, const std::string& path);
inline constexpr std::size_t longest_byte_order_mark = 4;

}  // namespace entente
