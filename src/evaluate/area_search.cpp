// SPDX-License-Identifier: Apache-2.0
// What find_place needs to say anything but "outside": a name, a shape near by, or nothing known.
#include "evaluate/area_search.hpp"

#include <algorithm>
#include <numeric>

namespace entente::evaluate {

AreaSearch::AreaSearch(std::span<const Area> areas, std::span<const Area> disputed, const ZoneContext& context)
    : place_by_(context.place_by), gazetteer_(context.gazetteer), count_(static_cast<std::uint32_t>(areas.size())) {
  std::vector<geo::Shape> shapes;
  for (std::uint32_t number = 0; number < count_; ++number) {
    add(number, areas[number], shapes);
    if (!disputed[number].is_nothing()) add(number, disputed[number], shapes);
  }
  index_.emplace(shapes);
}

void AreaSearch::add(std::uint32_t number, const Area& area, std::vector<geo::Shape>& shapes) {
  if (area.undelimited || !area.undrawn.empty()) always_.push_back(number);
  if (!area.only_listed || area.listed.empty()) not_listed_.push_back(number);
  if (area.shape) {
    shapes.push_back(*area.shape);
    numbers_.push_back(number);
  }
  for (const auto& code : area.listed) {
    listing_[code].push_back(number);
    climb(code, *gazetteer_, [&](std::string_view above) {
      auto& below = below_[std::string(above)];
      if (!below.empty() && below.back() == number) return false;  // from here on it was seen
      below.push_back(number);
      return true;
    });
  }
}

std::vector<std::uint32_t> AreaSearch::candidates(const Place& place) const {
  if (count_ == 0 || !place.claim->known()) return all();
  Numbers found = always_;
  if (place_by_ != PlaceBy::geometry) add_by_names(place, found);
  if (place_by_ != PlaceBy::named) {
    const auto near = place.drawn && index_ ? index_->near(*place.drawn) : std::nullopt;
    if (near) {
      for (const auto shape : *near)
        found.push_back(numbers_[shape]);
    } else if (place.drawn || place_by_ == PlaceBy::geometry || place.codes.empty()) {
      return all();
    } else {
      found.insert(found.end(), not_listed_.begin(), not_listed_.end());
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void AreaSearch::add_by_names(const Place& place, Numbers& found) const {
  const auto add = [&](const auto& by_code, std::string_view code) {
    const auto numbers = by_code.find(std::string(code));
    if (numbers != by_code.end()) found.insert(found.end(), numbers->second.begin(), numbers->second.end());
  };
  for (const auto& own : place.codes) {
    climb(own, *gazetteer_, [&](std::string_view code) {
      add(listing_, code);
      return true;
    });
  }
  if (!place.codes.empty()) add(below_, place.codes.back());
}

std::vector<std::uint32_t> AreaSearch::all() const {
  Numbers numbers(count_);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

}  // namespace entente::evaluate
