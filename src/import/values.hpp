// SPDX-License-Identifier: Apache-2.0
// What importers read out of texts in common: days and moments as people write them, ranges of numbers, coordinates.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "geo/place.hpp"
#include "record/entry.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente::importing {

/// Text without blanks at its ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// What stands first in "09.07.2017" and "07/09/2017"; nothing can tell but the person who knows the file.
enum class DayOrder { day_month, month_day };

/// "2017-07-09", "2017/07/09", "9 July 2017", "09-Jul-2017", and "09.07.2017" in the order given.
[[nodiscard]] std::optional<Day> parse_day_form(std::string_view text, DayOrder order = DayOrder::day_month);

/// A day, or a moment when a time of day follows: "2017-07-09T12:00", "2017/07/09 12:00:00+00", "2017-07-09T09:00Z".
/// Without an offset the clock is that of `zone`. Exactly one of the two is set.
struct When {
  std::optional<Day> day;
  std::optional<Instant> instant;
};
/// None for anything else, also for a day that is not in the calendar or a time that the clocks jumped over.
[[nodiscard]] std::optional<When> parse_when(std::string_view text, const TimeZone& zone,
                                             DayOrder order = DayOrder::day_month);

/// "12" is {12, 12, 12}; "3-5" and "3–5" are {3, 3, 5}: of a range the low figure is the one that everybody grants.
[[nodiscard]] std::optional<record::Estimate> parse_estimate(std::string_view text);

/// An estimate with low <= best <= high: low becomes the least of the three, high the largest, best stays. What is
/// mended is said in `repairs`.
[[nodiscard]] record::Estimate mended(record::Estimate estimate, std::vector<std::string>& repairs);

/// Tells points whose latitude and longitude look swapped: outside the box of the area that the claim names (the finest
/// one of the built-in gazetteer that has an outline), and inside it the other way round. Keeps what it looked up.
class SwapCheck {
 public:
  /// Adds "swapped_suspected" to `repairs`; never changes the point.
  void check(const geo::PlaceClaim& claim, const geo::LatLng& point, std::vector<std::string>& repairs);

 private:
  struct Box {
    double south_deg = 0, north_deg = 0, west_deg = 0, east_deg = 0;
    [[nodiscard]] bool contains(double lat_deg, double lng_deg) const {
      return south_deg <= lat_deg && lat_deg <= north_deg && west_deg <= lng_deg && lng_deg <= east_deg;
    }
  };
  [[nodiscard]] static std::optional<Box> box_of(const geo::PlaceClaim& claim);

  std::unordered_map<std::string, std::optional<Box>> boxes_;  // by the names joined
};

}  // namespace entente::importing
