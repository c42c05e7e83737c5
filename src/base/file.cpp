// SPDX-License-Identifier: Apache-2.0
// POSIX files behind Result.
#include "base/file.hpp"

#include "msg/base.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

namespace entente {
namespace {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool open() const { return number_ >= 0; }
  /// Closes now, so that trouble at closing is seen.
  [[nodiscard]] bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

tl::unexpected<Error> cannot_open(const std::string& path, int error_number) {
  return fail(code_of(error_number), msg::base::cannot_open(path, system_words(error_number)));
}

tl::unexpected<Error> cannot_write(const std::string& path, int error_number) {
  return fail(code_of(error_number), msg::base::cannot_write(path, system_words(error_number)));
}

Result<std::size_t> size_of(const Descriptor& file, const std::string& path) {
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return cannot_open(path, errno);
  if (S_ISDIR(status.st_mode)) return cannot_open(path, EISDIR);
  if (!S_ISREG(status.st_mode)) return fail(Code::invalid, msg::base::not_a_file(path));
  return static_cast<std::size_t>(status.st_size);
}

/// Without waiting: a pipe that nobody writes would hold us for ever. Reading files knows no other wait.
int open_to_read(const std::string& path) { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); }

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Code code_of(int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return Code::not_found;
    case EISDIR:
    case ENAMETOOLONG:
    case ELOOP:
      return Code::invalid;
    default:
      return Code::unavailable;
  }
}

Message system_words(int error_number) {
  switch (error_number) {
    case ENOENT:
      return msg::base::os_not_found();
    case EACCES:
    case EPERM:
      return msg::base::os_not_allowed();
    case EISDIR:
      return msg::base::os_is_folder();
    case ENOTDIR:
      return msg::base::os_not_folder();
    case ENOSPC:
    case EDQUOT:
      return msg::base::os_disk_full();
    case EFBIG:
      return msg::base::os_too_large();
    case EROFS:
      return msg::base::os_read_only();
    case EMFILE:
    case ENFILE:
      return msg::base::os_too_many_open();
    case EEXIST:
      return msg::base::os_exists();
    case EIO:
      return msg::base::os_input_output();
    case ENAMETOOLONG:
      return msg::base::os_name_too_long();
    case ELOOP:
      return msg::base::os_link_circle();
    case EBUSY:
    case ETXTBSY:
      return msg::base::os_busy();
    case ENOMEM:
      return msg::base::os_no_memory();
    default:
      return msg::base::os_other(error_number, std::generic_category().message(error_number));
  }
}

Result<void> check_encoding(std::string_view bytes, const std::string& path) {
  using namespace std::string_view_literals;
  constexpr std::pair<std::string_view, std::string_view> marks[] = {{"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                                                     {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                                                     {"\xFF\xFE"sv, "UTF-16LE"},
                                                                     {"\xFE\xFF"sv, "UTF-16BE"}};
  for (const auto& [mark, encoding] : marks) {
    if (bytes.starts_with(mark)) return fail(Code::invalid, msg::base::other_encoding(path, encoding));
  }
  return {};
}

Result<MappedFile> MappedFile::open(const std::string& path) {
  const Descriptor file(open_to_read(path));
  if (!file.open()) return cannot_open(path, errno);
  ENTENTE_ASSIGN(const std::size_t size, size_of(file, path));
  if (size == 0) return MappedFile(nullptr, 0);
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  if (data == MAP_FAILED) return cannot_open(path, errno);
  return MappedFile(data, size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

Result<FileState> FileState::of(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return cannot_open(path, errno);
  const auto ns = [](const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; };
  return FileState{status.st_dev, status.st_ino, status.st_size, ns(status.st_mtim), ns(status.st_ctim)};
}

Result<std::string> read_file(const std::string& path, std::size_t most_bytes) {
  const Descriptor file(open_to_read(path));
  if (!file.open()) return cannot_open(path, errno);
  ENTENTE_TRY(size_of(file, path));
  std::string bytes;
  char buffer[1 << 16];
  while (true) {
    const auto got = ::read(file.number(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_open(path, errno);
    if (got == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(got));
    if (bytes.size() > most_bytes) {
      return fail(Code::invalid, msg::base::too_large(path, static_cast<double>(most_bytes >> 20)));
    }
  }
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  std::string temporary = path + ".XXXXXX";
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.open()) return cannot_write(path, errno);
  // mkostemp makes files that only the owner reads; the result has the rights that any new file would have.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  bool done =
      ::fchmod(file.number(), 0666 & ~mask) == 0 && write_all(file.number(), bytes) && ::fsync(file.number()) == 0;
  done = file.close() && done && ::rename(temporary.c_str(), path.c_str()) == 0;
  if (!done) {
    const int error_number = errno;
    ::unlink(temporary.c_str());
    return cannot_write(path, error_number);
  }
  return {};
}

}  // namespace entente
