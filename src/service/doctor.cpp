// SPDX-License-Identifier: Apache-2.0
// Looks at the machine and a record, and says how to mend what is not well.
#include "base/file.hpp"
#include "geo/gazetteer.hpp"
#include "import/ogr2ogr.hpp"
#include "msg/service.hpp"
#include "service/record.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace entente::service {
namespace {

constexpr double mib = 1 << 20;

Check check_time_zones() {
  const auto zone = TimeZone::named("Asia/Damascus");
  const auto noon =
      zone ? zone->parse_local("2017-07-09T12:00") : fail(Code::invalid, msg::service::time_zones_missing());
  const bool good = noon && to_string(*noon) == "2017-07-09T09:00:00Z";
  if (good) return {"time_zones", true, msg::service::time_zones_good(), {}};
  return {"time_zones", false, msg::service::time_zones_missing(), msg::service::time_zones_way_out()};
}

Check check_gazetteer() {
  const auto places = geo::Gazetteer::built_in().all().size();
  return {"gazetteer", places > 0, msg::service::gazetteer_size(static_cast<std::int64_t>(places)), {}};
}

Check check_ogr2ogr() {
  if (importing::has_ogr2ogr()) return {"ogr2ogr", true, msg::service::ogr2ogr_good(), {}};
  return {"ogr2ogr", false, msg::service::ogr2ogr_missing(), msg::service::ogr2ogr_way_out()};
}

/// A clock before this program was made, or far after, would stamp entries wrongly.
Check check_clock(Instant now) {
  constexpr Instant earliest{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
  constexpr Instant latest{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}};
  const bool good = earliest <= now && now < latest;
  if (good) return {"clock", true, msg::service::clock_good(to_string(now)), {}};
  return {"clock", false, msg::service::clock_doubtful(to_string(now)), msg::service::clock_way_out()};
}

Check check_space(const std::string& path) {
  std::error_code error;
  const auto folder = std::filesystem::absolute(path, error).parent_path();
  const auto space = std::filesystem::space(folder, error);
  constexpr std::uintmax_t least = std::uintmax_t{256} << 20;
  const double free_mib = error ? 0 : static_cast<double>(space.available) / mib;
  if (!error && space.available >= least)
    return {"space", true, msg::service::space_good(folder.string(), free_mib), {}};
  return {"space", false, msg::service::space_short(folder.string(), free_mib), msg::service::space_way_out()};
}

Diagnosis check_record(const std::string& path) {
  const auto store = open_record(path, Access::read);
  if (!store) {
    const bool missing = store.error().code == Code::not_found;
    return {{{"record", false, store.error().message,
              missing ? msg::service::record_missing_way_out() : msg::service::record_way_out()}}};
  }
  const auto head = (*store)->head();
  if (!head) return {{{"record", false, head.error().message, msg::service::record_way_out()}}};
  std::vector<Check> checks{
      {"record", true, msg::service::record_good(path, static_cast<std::int64_t>(head->size)), {}}};
  const auto verified = verify(path);
  const bool whole = verified && verified->report.damage.empty();
  if (whole) {
    checks.push_back({"digests", true, msg::service::digests_good(), {}});
  } else {
    checks.push_back({"digests", false, verified ? verified->report.damage.front().message : verified.error().message,
                      msg::service::record_way_out()});
  }
  return {std::move(checks), verified && verified->simulated};
}

}  // namespace

Diagnosis doctor(const std::string& path, Instant now) {
  Diagnosis diagnosis{{check_clock(now), check_time_zones(), check_gazetteer(), check_ogr2ogr()}};
  if (path.empty()) return diagnosis;
  diagnosis.checks.push_back(check_space(path));
  auto of_record = check_record(path);
  diagnosis.simulated = of_record.simulated;
  for (auto& check : of_record.checks)
    diagnosis.checks.push_back(std::move(check));
  return diagnosis;
}

}  // namespace entente::service
