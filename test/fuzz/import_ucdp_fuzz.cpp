// SPDX-License-Identifier: Apache-2.0
// Any bytes as a file of UCDP GED: every entry that comes out can be stored.
#include "import/importer.hpp"
#include "record/canonical.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace entente;
  static const int file = ::memfd_create("ucdp", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) std::abort();
  const importing::Sink sink{[](record::Entry entry, std::uint64_t) -> Result<void> {
                               if (!record::check(entry)) std::abort();
                               return {};
                             },
                             [](importing::Reject) {}, [](double) { return true; }};
  static_cast<void>(importing::find_importer("ucdp-ged")->run({path, "ucdp-ged", "1", TimeZone::utc(), {}}, sink));
  return 0;
}
