// SPDX-License-Identifier: Apache-2.0
// Areas and places by code, by name in three scripts, and by the spellings of datasets.
#pragma once

#include "geo/place.hpp"
#include "i18n/names.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::geo {

/// A named area or place. `code` is the UN's P-code where there is one ("SY12"), else the source's own id.
struct NamedPlace {
  /// Coarse to fine.
  enum class Kind { country, governorate, district, subdistrict, locality };
  std::string code;
  Kind kind = Kind::locality;
  i18n::Names names;   ///< aliases hold dataset spellings too: "Daraa Governorate"
  std::string within;  ///< code of the area it lies in; empty at the top
  std::optional<LatLng> centre;
  std::optional<Outline> outline;
  std::string source;  ///< where this row is from, for attribution
  friend bool operator==(const NamedPlace&, const NamedPlace&) = default;
};

/// A name folded for comparison: lower case; Latin diacritics, apostrophes, hyphens and the Arabic article dropped or
/// unified; words like "governorate", "district", "محافظة", "мухафаза" dropped (docs/importers.md, "Names").
[[nodiscard]] std::string fold_name(std::string_view name);

/// An immutable set of named places. Later rows of the same code replace earlier ones.
class Gazetteer {
 public:
  /// The places that ship with the program (data/ATTRIBUTION.md).
  [[nodiscard]] static const Gazetteer& built_in();
  /// These places besides those of `base`.
  [[nodiscard]] static Gazetteer with(const Gazetteer& base, std::span<const NamedPlace> more);

  /// Null when there is none. Exactly as written.
  [[nodiscard]] const NamedPlace* by_code(std::string_view code) const;
  /// All places so called in any language or spelling, restricted to those within `within` (a code) unless empty.
  /// order: coarse kinds first, then by code.
  [[nodiscard]] std::vector<const NamedPlace*> by_name(std::string_view name, std::string_view within = {}) const;
  /// The codes of the areas that a claim's `within` names denote, coarse to fine; a name that is unknown or
  /// ambiguous at its level is left out.
  [[nodiscard]] std::vector<std::string> areas_of(const PlaceClaim& claim) const;
  /// Whether areas_of leaves out a name because several areas of one kind are so called.
  [[nodiscard]] bool is_ambiguous(const PlaceClaim& claim) const;
  /// True when `code` is `area` or lies within it.
  [[nodiscard]] bool lies_within(std::string_view code, std::string_view area) const;
  /// All, ordered by code.
  [[nodiscard]] std::span<const NamedPlace> all() const;

 private:
  struct Index;
  /// What areas_of and is_ambiguous answer.
  struct Named {
    std::vector<std::string> codes;
    bool ambiguous = false;
  };
  [[nodiscard]] Named named_by(const PlaceClaim& claim) const;
  explicit Gazetteer(std::shared_ptr<const Index> index) : index_(std::move(index)) {}
  std::shared_ptr<const Index> index_;
};

}  // namespace entente::geo
