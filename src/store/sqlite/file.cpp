// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/file.hpp"

#include "base/file.hpp"
#include "msg/base.hpp"
#include "msg/store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <tuple>
#include <utility>

namespace entente::store::sqlite {
namespace {

constexpr std::string_view sqlite_magic{"SQLite format 3\0", 16};
constexpr std::size_t header_bytes = 100;
constexpr std::size_t user_version_at = 60;
constexpr std::size_t application_id_at = 68;

/// Closes when it goes.
class File {
 public:
  // NOLINTNEXTLINE(*-vararg): open(2)
  File(const std::string& path, int flags) : file_(::open(path.c_str(), flags | O_CLOEXEC)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (file_ >= 0) ::close(file_);
  }
  [[nodiscard]] int get() const { return file_; }

 private:
  int file_;
};

Result<void> sync(const std::string& path, int flags) {
  const File file(path, flags);
  if (file.get() < 0 || ::fsync(file.get()) != 0) {
    return fail(Code::unavailable, msg::store::disk(path, system_words(errno)));
  }
  return {};
}

/// Never replaces what is there. In one step: a record of two names, as link and unlink have it between them, would be
/// refused after a crash (check_is_record). Where the file system has no such step, it takes the two.
bool move_to_free_place(const std::string& path, const std::string& place) {
  if (::renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) == 0) return true;
  return errno == EINVAL && ::link(path.c_str(), place.c_str()) == 0 && ::unlink(path.c_str()) == 0;
}

std::string folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

int number_at(const std::array<unsigned char, header_bytes>& header, std::size_t at) {
  const unsigned value = (unsigned{header[at]} << 24U) | (unsigned{header[at + 1]} << 16U) |
                         (unsigned{header[at + 2]} << 8U) | unsigned{header[at + 3]};
  return static_cast<int>(value);
}

/// Beside the file itself, by whatever link it was named: two names must not make two locks.
std::string lock_of(const std::string& path, std::error_code& error) {
  return std::filesystem::canonical(path, error).string() + ".lock";
}

}  // namespace

Result<WriterLock> WriterLock::take(const std::string& path) {
  std::error_code error;
  const std::string lock_path = lock_of(path, error);
  if (error) return fail(Code::unavailable, msg::base::cannot_open(path, system_words(error.value())));
  const int file = ::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);  // NOLINT(*-vararg): open(2)
  if (file < 0) return fail(Code::unavailable, msg::base::cannot_open(lock_path, system_words(errno)));
  WriterLock lock(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 32> holder{};
    const ssize_t read = ::pread(file, holder.data(), holder.size(), 0);
    const std::string_view process(holder.data(), read > 0 ? static_cast<std::size_t>(read) : 0);
    // Between taking the lock and writing its number down, or on a full disk, the holder has no number.
    return fail(Code::unavailable,
                process.empty() ? msg::store::locked_by_unknown(path) : msg::store::locked(path, process));
  }
  // Only told to whoever is kept out; the lock itself is the kernel's.
  const std::string process = std::to_string(::getpid());
  if (::ftruncate(file, 0) == 0) std::ignore = ::pwrite(file, process.data(), process.size(), 0);
  return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}
WriterLock::~WriterLock() {
  if (file_ >= 0) ::close(file_);
}

bool is_being_written(const std::string& path) {
  std::error_code error;
  const File lock(lock_of(path, error), O_RDONLY);
  return lock.get() >= 0 && ::flock(lock.get(), LOCK_SH | LOCK_NB) != 0;
}

bool is_in_folder_to_write(const std::string& path) {
  std::error_code error;
  const auto file = std::filesystem::canonical(path, error);  // the log lies beside the file itself, not beside a link
  return error || ::faccessat(AT_FDCWD, file.parent_path().c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

Result<void> check_is_record(const std::string& path) {
  const File file(path, O_RDONLY | O_NONBLOCK);  // a pipe that nobody writes would hold us for ever
  if (file.get() < 0) {
    if (errno == ENOENT) return fail(Code::not_found, msg::store::missing(path));
    return fail(code_of(errno), msg::base::cannot_open(path, system_words(errno)));
  }
  struct stat state{};
  if (::fstat(file.get(), &state) != 0)
    return fail(Code::unavailable, msg::base::cannot_open(path, system_words(errno)));
  if (S_ISDIR(state.st_mode)) return fail(Code::invalid, msg::store::is_folder(path));
  if (!S_ISREG(state.st_mode)) return fail(Code::invalid, msg::base::not_a_file(path));
  if (state.st_nlink > 1) {
    return fail(Code::invalid, msg::store::hard_linked(path, static_cast<double>(state.st_nlink)));
  }
  if (state.st_size == 0) return fail(Code::invalid, msg::store::is_empty(path));
  std::array<unsigned char, header_bytes> header{};
  const ssize_t read = ::pread(file.get(), header.data(), header.size(), 0);
  if (read < 0) return fail(Code::unavailable, msg::base::cannot_open(path, system_words(errno)));
  if (read < static_cast<ssize_t>(header.size()) ||
      std::memcmp(header.data(), sqlite_magic.data(), sqlite_magic.size()) != 0) {
    return fail(Code::invalid, msg::store::not_a_record(path));
  }
  if (number_at(header, application_id_at) != application_id) {
    return fail(Code::invalid, msg::store::other_program(path));
  }
  const int version = number_at(header, user_version_at);
  if (version < 1) return fail(Code::invalid, msg::store::not_a_record(path));
  if (version > schema_version) {
    return fail(Code::invalid, msg::store::newer_schema(path, version, schema_version));
  }
  return {};
}

Result<void> check_is_free(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder_of(path), error)) {
    const int trouble = error ? error.value() : ENOTDIR;
    return fail(code_of(trouble), msg::base::cannot_write(path, system_words(trouble)));
  }
  // What a deleted record left beside it would be read as the log of the new one.
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    const std::string there = path + suffix;
    if (std::filesystem::exists(std::filesystem::symlink_status(there, error))) {
      return fail(Code::conflict, msg::store::exists(there));
    }
  }
  return {};
}

Result<void> NewFile::put() {
  // Whoever closed it last could not copy the log into it.
  std::error_code error;
  if (std::filesystem::exists(path_ + "-wal", error)) {
    return fail(Code::unavailable, msg::store::disk(path_, system_words(EIO)));
  }
  ENTENTE_TRY(sync(path_, O_RDWR));
  if (!move_to_free_place(path_, place_)) {
    if (errno == EEXIST) return fail(Code::conflict, msg::store::exists(place_));
    return fail(code_of(errno), msg::base::cannot_write(place_, system_words(errno)));
  }
  return sync(folder_of(place_), O_RDONLY | O_DIRECTORY);
}

void NewFile::remove() const {
  for (const char* suffix : {"", "-wal", "-shm", "-journal", ".lock"})
    ::unlink((path_ + suffix).c_str());
}

}  // namespace entente::store::sqlite
