// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/faulty_disk_test.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

namespace entente::store::sqlite {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sector = 512;

struct State {
  std::mutex mutex;
  std::string folder;  // empty: no disk, everything passes
  std::optional<Fault> fault;
  std::size_t calls = 0;
  bool recording = false;
  std::size_t promises = 0;
  std::vector<Event> events;
};

State& state() {
  static State only;
  return only;
}

/// The name of a path within the folder; empty for the folder itself; nothing for what lies elsewhere.
std::optional<std::string> name_in_folder(std::string_view path, std::string_view folder) {
  if (folder.empty() || !path.starts_with(folder)) return std::nullopt;
  path.remove_prefix(folder.size());
  if (path.empty()) return "";
  if (path.front() != '/') return std::nullopt;
  return std::string(path.substr(1));
}

std::string path_of(int file) {
  std::array<char, 4096> path{};
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  const ssize_t length = ::readlink(link.c_str(), path.data(), path.size());
  return length > 0 ? std::string(path.data(), static_cast<std::size_t>(length)) : std::string();
}

bool outlives_power(std::string_view name) { return !name.ends_with("-shm") && !name.ends_with(".lock"); }

enum class Outcome : std::uint8_t { pass, fail, half };

/// Counts the call and says what becomes of it; errno is set when it is to fail.
Outcome outcome_of(State& disk, Call call) {
  if (!disk.fault) return Outcome::pass;
  const bool takes_space = call == Call::write || call == Call::truncate;
  if (disk.fault->only_writes && !takes_space) return Outcome::pass;
  ++disk.calls;
  const bool due = disk.fault->forever ? disk.calls >= disk.fault->at : disk.calls == disk.fault->at;
  if (!due) return Outcome::pass;
  if (disk.fault->error == 0) return call == Call::write ? Outcome::half : Outcome::pass;
  errno = disk.fault->error;
  return Outcome::fail;
}

void remember(State& disk, Event event) {
  if (!disk.recording || !outlives_power(event.name)) return;
  event.promise = disk.promises;
  disk.events.push_back(std::move(event));
}

/// Does `call` on what `path` names: `kernel` is asked unless it fails, `change` says what to remember when it worked.
template <typename Kernel, typename Change>
auto through(Call call, const std::string& path, const Kernel& kernel, const Change& change) {
  State& disk = state();
  const std::lock_guard lock(disk.mutex);
  const auto name = name_in_folder(path, disk.folder);
  if (!name) return kernel(Outcome::pass);
  const Outcome outcome = outcome_of(disk, call);
  if (outcome == Outcome::fail) return static_cast<decltype(kernel(outcome))>(-1);
  const auto result = kernel(outcome);
  if (result >= 0) {
    if (auto event = change(*name, result)) remember(disk, *std::move(event));
  }
  return result;
}

std::optional<Event> event(Call call, const std::string& name, std::uint64_t at = 0, std::string bytes = {}) {
  return Event{.call = call, .name = name, .at = at, .bytes = std::move(bytes), .promise = 0};
}

constexpr auto no_change = [](const std::string& /*name*/, auto /*result*/) { return std::optional<Event>(); };

ssize_t write_through(int file, const void* bytes, std::size_t count, off_t at) {
  return through(
      Call::write, path_of(file),
      [&](Outcome outcome) -> ssize_t {
        const std::size_t part = outcome == Outcome::half ? (count + 1) / 2 : count;
        return ::syscall(SYS_pwrite64, file, bytes, part, at);
      },
      [&](const std::string& name, ssize_t written) {
        return event(Call::write, name, static_cast<std::uint64_t>(at),
                     {static_cast<const char*>(bytes), static_cast<std::size_t>(written)});
      });
}

ssize_t read_through(int file, void* bytes, std::size_t count, off_t at) {
  return through(
      Call::read, path_of(file),
      [&](Outcome /*outcome*/) -> ssize_t { return ::syscall(SYS_pread64, file, bytes, count, at); }, no_change);
}

int sync_through(int file, long number) {
  return through(
      Call::sync, path_of(file), [&](Outcome /*outcome*/) { return static_cast<int>(::syscall(number, file)); },
      [](const std::string& name, int /*result*/) { return event(Call::sync, name); });
}

int truncate_through(int file, off_t size) {
  return through(
      Call::truncate, path_of(file),
      [&](Outcome /*outcome*/) { return static_cast<int>(::syscall(SYS_ftruncate, file, size)); },
      [&](const std::string& name, int /*result*/) {
        return event(Call::truncate, name, static_cast<std::uint64_t>(size));
      });
}

int open_through(const char* path, int flags, mode_t mode) {
  const bool is_new = (flags & O_CREAT) != 0 && ::access(path, F_OK) != 0;
  return through(
      Call::open, path,
      [&](Outcome /*outcome*/) { return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode)); },
      [&](const std::string& name, int /*result*/) { return is_new ? event(Call::open, name) : std::nullopt; });
}

int rename_through(const char* from, const char* to, unsigned flags) {
  return through(
      Call::rename, from,
      [&](Outcome /*outcome*/) {
        return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags));
      },
      [&](const std::string& name, int /*result*/) {
        return event(Call::rename, name, 0, fs::path(to).filename().string());
      });
}

int unlink_through(const char* path) {
  return through(
      Call::unlink, path, [&](Outcome /*outcome*/) { return static_cast<int>(::syscall(SYS_unlink, path)); },
      [](const std::string& name, int /*result*/) { return event(Call::unlink, name); });
}

mode_t mode_of(int flags, va_list arguments) { return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0; }

}  // namespace

FaultyDisk::FaultyDisk(std::string folder) {
  const std::lock_guard lock(state().mutex);
  state().folder = std::move(folder);
}

FaultyDisk::~FaultyDisk() {
  State& disk = state();
  const std::lock_guard lock(disk.mutex);
  disk.folder.clear();
  disk.fault.reset();
  disk.recording = false;
  disk.promises = 0;
  disk.events.clear();
}

void FaultyDisk::plan(const Fault& fault) {
  const std::lock_guard lock(state().mutex);
  state().fault = fault;
  state().calls = 0;
}

void FaultyDisk::mend() {
  const std::lock_guard lock(state().mutex);
  state().fault.reset();
}

std::size_t FaultyDisk::calls() const {
  const std::lock_guard lock(state().mutex);
  return state().calls;
}

void FaultyDisk::record() {
  const std::lock_guard lock(state().mutex);
  state().recording = true;
}

void FaultyDisk::promise() {
  const std::lock_guard lock(state().mutex);
  ++state().promises;
}

std::vector<Event> FaultyDisk::events() const {
  const std::lock_guard lock(state().mutex);
  return state().events;
}

Files files_of(const std::string& folder) {
  Files files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!outlives_power(name)) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files[name].assign(std::istreambuf_iterator<char>(file), {});
  }
  return files;
}

void put_files(const std::string& folder, const Files& files) {
  for (const auto& entry : fs::directory_iterator(folder))
    fs::remove(entry.path());
  for (const auto& [name, bytes] : files)
    std::ofstream(fs::path(folder) / name, std::ios::binary) << bytes;
}

// ---- power --------------------------------------------------------------------------------------------------------

namespace {

void overwrite(std::string& file, std::uint64_t at, std::string_view bytes) {
  if (file.size() < at + bytes.size()) file.resize(at + bytes.size(), '\0');
  std::ranges::copy(bytes, file.begin() + static_cast<std::ptrdiff_t>(at));
}

void apply(std::string& file, const Event& change) {
  if (change.call == Call::truncate) {
    file.resize(change.at, '\0');
  } else {
    overwrite(file, change.at, change.bytes);
  }
}

/// A write of which some sectors arrive.
void apply_torn(std::string& file, const Event& write, std::mt19937_64& random) {
  for (std::size_t from = 0; from < write.bytes.size();) {
    const std::size_t length = std::min(sector - (write.at + from) % sector, write.bytes.size() - from);
    if (random() % 2 == 0) overwrite(file, write.at + from, std::string_view(write.bytes).substr(from, length));
    from += length;
  }
}

/// A file as the disk has it, and what was asked of it since.
struct DiskFile {
  std::string durable;
  std::vector<const Event*> since;

  void sync() {
    for (const Event* change : since)
      apply(durable, *change);
    since.clear();
  }

  [[nodiscard]] std::string cut(std::mt19937_64& random) const {
    std::string left = durable;
    auto changes = since;
    if (random() % 2 == 0) std::ranges::shuffle(changes, random);
    // One cut loses little, another nearly everything.
    const auto lost_of_eight = random() % 9;
    for (const Event* change : changes) {
      if (random() % 8 >= lost_of_eight) {
        apply(left, *change);
      } else if (change->call == Call::write && random() % 2 == 0) {
        apply_torn(left, *change, random);
      } else if (change->call == Call::write && random() % 4 == 0) {
        left.resize(std::max(left.size(), change->at + change->bytes.size()), '\0');  // the size came, the bytes not
      }
    }
    return left;
  }
};

/// A folder likewise: its names, and what became of them since it was synced.
class DiskFolder {
 public:
  explicit DiskFolder(Files files) {
    for (auto& [name, bytes] : files)
      durable_[name] = std::make_shared<DiskFile>(DiskFile{.durable = std::move(bytes), .since = {}});
    now_ = durable_;
  }

  void take(const Event& event) {
    switch (event.call) {
      case Call::open:
        return change({{event.name, std::make_shared<DiskFile>()}});
      case Call::rename:
        return change({{event.bytes, now_.at(event.name)}, {event.name, nullptr}});
      case Call::unlink:
        return change({{event.name, nullptr}});
      case Call::write:
      case Call::truncate:
        return now_.at(event.name)->since.push_back(&event);
      case Call::sync:
        if (!event.name.empty()) return now_.at(event.name)->sync();
        durable_ = now_;
        return changes_.clear();
      case Call::read:
        return;
    }
  }

  [[nodiscard]] Files cut(std::mt19937_64& random) const {
    Names names = durable_;
    for (const Names& change : changes_) {
      if (random() % 2 == 0) continue;
      for (const auto& [name, file] : change)
        names[name] = file;
    }
    Files files;
    for (const auto& [name, file] : names)
      if (file) files[name] = file->cut(random);
    return files;
  }

 private:
  using Names = std::map<std::string, std::shared_ptr<DiskFile>>;  // null: no such file

  /// Of one call: all of it reaches the disk, or none.
  void change(Names change) {
    for (const auto& [name, file] : change)
      now_[name] = file;
    changes_.push_back(std::move(change));
  }

  Names durable_;
  Names now_;
  std::vector<Names> changes_;
};

}  // namespace

Files after_power_cut(Files files, const std::vector<Event>& events, std::size_t cut, std::mt19937_64& random) {
  DiskFolder folder(std::move(files));
  for (std::size_t i = 0; i < cut; ++i)
    folder.take(events[i]);
  return folder.cut(random);
}

// ---- of the disk itself -------------------------------------------------------------------------------------------

namespace {

TEST(FaultyDisk, KeepsWhatWasSyncedWhateverTheCut) {
  const std::vector<Event> events = {*event(Call::write, "a", 0, "two"), *event(Call::sync, "a"),
                                     *event(Call::unlink, "b"), *event(Call::sync, "")};
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::mt19937_64 random(seed);
    EXPECT_EQ(after_power_cut({{"a", "one"}, {"b", "x"}}, events, events.size(), random), (Files{{"a", "two"}}));
  }
}

TEST(FaultyDisk, LosesTearsAndReordersWhatWasNot) {
  const std::string first(2 * sector, '1');
  const std::string second(sector, '2');
  const std::vector<Event> events = {*event(Call::open, "a"), *event(Call::write, "a", 0, first),
                                     *event(Call::write, "a", sector, second)};
  bool nothing = false;
  bool whole = false;
  bool torn = false;
  bool reordered = false;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    std::mt19937_64 random(seed);
    const Files files = after_power_cut({}, events, events.size(), random);
    const auto file = files.find("a");
    nothing = nothing || file == files.end();
    if (file == files.end()) continue;
    whole = whole || file->second == first.substr(sector) + second;
    torn = torn || file->second == std::string(sector, '\0') + first.substr(sector);
    reordered = reordered || file->second == first;
  }
  EXPECT_TRUE(nothing && whole && torn && reordered) << nothing << whole << torn << reordered;
}

}  // namespace

}  // namespace entente::store::sqlite

// The C library's, for this program: SQLite is a shared library and finds these first.
extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = entente::store::sqlite::mode_of(flags, arguments);
  va_end(arguments);
  return entente::store::sqlite::open_through(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = entente::store::sqlite::mode_of(flags, arguments);
  va_end(arguments);
  return entente::store::sqlite::open_through(path, flags, mode);
}

ssize_t pread(int file, void* bytes, size_t count, off_t at) {
  return entente::store::sqlite::read_through(file, bytes, count, at);
}
ssize_t pread64(int file, void* bytes, size_t count, off64_t at) {
  return entente::store::sqlite::read_through(file, bytes, count, at);
}
ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
  return entente::store::sqlite::write_through(file, bytes, count, at);
}
ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
  return entente::store::sqlite::write_through(file, bytes, count, at);
}
int fsync(int file) { return entente::store::sqlite::sync_through(file, SYS_fsync); }
int fdatasync(int file) { return entente::store::sqlite::sync_through(file, SYS_fdatasync); }
int ftruncate(int file, off_t size) noexcept { return entente::store::sqlite::truncate_through(file, size); }
int ftruncate64(int file, off64_t size) noexcept { return entente::store::sqlite::truncate_through(file, size); }
int renameat2(int /*folder*/, const char* from, int /*folder*/, const char* to, unsigned flags) noexcept {
  return entente::store::sqlite::rename_through(from, to, flags);
}
int unlink(const char* path) noexcept { return entente::store::sqlite::unlink_through(path); }
}
