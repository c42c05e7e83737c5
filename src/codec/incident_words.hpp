// SPDX-License-Identifier: Apache-2.0
// What an incident is, for a person who knows no ids: its days, its place, the row that it came from.
#pragma once

#include "geo/gazetteer.hpp"
#include "i18n/render.hpp"
#include "record/view.hpp"

#include <optional>
#include <string>
#include <unordered_map>

namespace entente::codec {

/// What identifies an incident for a person, in the reader's language.
struct IncidentWords {
  std::optional<Day> first_day;  ///< in the agreement's time zone, both ends counted; none where the claim of time is
  std::optional<Day> last_day;   ///< open on that side, or there is none
  std::string place;             ///< "Nawa, Daraa"; a point where no more is known; empty: not known
  std::string area;              ///< the code of the smallest area that is named; empty: none that is known
  std::string act;               ///< the word of docs/terms.md
  std::string dataset;           ///< of the row it came from; empty: people entered it
  std::string row;
};

/// Tells what incidents of one view are. Remembers the names of places, so that many rows cost little.
class IncidentTeller {
 public:
  /// `view` and `gazetteer` must outlive it.
  IncidentTeller(const record::View& view, const geo::Gazetteer& gazetteer, const TimeZone& zone,
                 i18n::Language language)
      : view_(view), gazetteer_(gazetteer), zone_(zone), language_(language) {}

  /// A place is called as the gazetteer calls it where it knows just one of that name there, else as the source
  /// spells it, with its governorate behind it. `id` stands in the view.
  [[nodiscard]] IncidentWords words_of(const record::EntryId& id);
  /// What a place is called, as words_of has it.
  [[nodiscard]] std::string place_words(const geo::PlaceClaim& claim) { return place_of(claim).place; }
  [[nodiscard]] const record::IncidentState& state_of(const record::EntryId& id) const;
  [[nodiscard]] i18n::Language language() const { return language_; }

 private:
  struct PlaceWords {
    std::string place;
    std::string area;
  };
  const PlaceWords& place_of(const geo::PlaceClaim& claim);
  [[nodiscard]] PlaceWords told(const geo::PlaceClaim& claim) const;
  [[nodiscard]] const geo::NamedPlace* governorate_of(const std::string& area) const;

  const record::View& view_;
  const geo::Gazetteer& gazetteer_;
  TimeZone zone_;
  i18n::Language language_;
  std::unordered_map<std::string, PlaceWords> told_;  // by the names of the claim
};

}  // namespace entente::codec
