// SPDX-License-Identifier: Apache-2.0
// One row or feature to one named place.
#include "import/places.hpp"

#include "codec/csv_value.hpp"
#include "codec/entry_words.hpp"
#include "import/csv_rows.hpp"
#include "import/features.hpp"
#include "import/values.hpp"
#include "msg/import.hpp"
#include "record/canonical.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

namespace entente::importing {
namespace places {
namespace {

enum Column : std::size_t {
  code,
  kind,
  name_en,
  name_ar,
  name_ru,
  aliases,
  within,
  lat,
  lng,
  source,
  // What OCHA's tables have besides.
  district_code,
  district_en,
  district_ar,
  governorate_code,
  subdistrict_en,
  subdistrict_ar,
  column_count,
};

struct Form {
  std::array<std::string_view, column_count> names;
  bool is_ocha;
};

constexpr Form own{{"code", "kind", "name_en", "name_ar", "name_ru", "aliases", "within", "lat", "lng", "source"},
                   false};
constexpr Form ocha{{"PCODE", "", "NAME_EN", "NAME_ARA", "", "NAM_EN_REF", "ADMIN3_COD", "LATITUDE", "LONGITUDE", "",
                     "ADMIN2_COD", "ADMIN2_EN", "ADMIN2_ARA", "ADMIN1_COD", "ADMIN3_EN", "ADMIN3_ARA"},
                    true};

/// The values of a row by column; empty where the file has none.
using Values = std::array<std::string, column_count>;

tl::unexpected<Error> bad_value(std::string_view column, std::string_view value) {
  return fail(Code::invalid, msg::import::bad_value(column, value));
}

std::vector<std::string> split_aliases(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const auto end = std::min(text.find('|'), text.size());
    if (const auto name = trim(text.substr(0, end)); !name.empty()) names.emplace_back(name);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

/// OCHA says what a row is by the columns it has: a populated place lies in a subdistrict, a subdistrict in a district.
void complete_ocha(Values& values, bool is_area) {
  using Kind = geo::NamedPlace::Kind;
  Kind what = Kind::locality;
  if (is_area) {
    what = !values[district_code].empty()      ? Kind::subdistrict
           : !values[governorate_code].empty() ? Kind::district
                                               : Kind::governorate;
    constexpr std::size_t country_letters = 2;
    values[within] = what == Kind::subdistrict ? values[district_code]
                     : what == Kind::district  ? values[governorate_code]
                                               : values[code].substr(0, country_letters);
  }
  values[kind] = codec::word_of(what);
  values[source] = "OCHA COD-AB (CC BY 3.0 IGO)";
  if (values[aliases] == values[name_en]) values[aliases].clear();
}

Result<geo::NamedPlace> place_of(const Form& form, const Values& values) {
  geo::NamedPlace place;
  place.code = values[code];
  if (place.code.empty()) return bad_value(form.names[code], place.code);
  const auto what =
      values[kind].empty() ? geo::NamedPlace::Kind::locality : codec::parse_word<geo::NamedPlace::Kind>(values[kind]);
  if (!what) return bad_value(form.names[kind], values[kind]);
  place.kind = *what;
  place.names = {values[name_en], values[name_ar], values[name_ru], split_aliases(values[aliases])};
  if (place.names.en.empty() && place.names.ar.empty() && place.names.ru.empty())
    return bad_value(form.names[name_en], "");
  place.within = values[within];
  place.source = values[source];
  if (values[lat].empty() && values[lng].empty()) return place;
  const auto lat_deg = codec::parse_number(values[lat]);
  if (!lat_deg) return bad_value(form.names[lat], values[lat]);
  const auto lng_deg = codec::parse_number(values[lng]);
  if (!lng_deg) return bad_value(form.names[lng], values[lng]);
  ENTENTE_ASSIGN(place.centre, geo::make_point(*lat_deg, *lng_deg));
  return place;
}

/// What the file does not say of a place that ships with the program stays as it was: a row replaces the whole place.
void keep_what_is_known(geo::NamedPlace& place) {
  const auto* known = geo::Gazetteer::built_in().by_code(place.code);
  if (known == nullptr) return;
  auto& names = place.names;
  const auto add_alias = [&](const std::string& name) {
    const bool there = name == names.en || name == names.ar || name == names.ru ||
                       std::find(names.aliases.begin(), names.aliases.end(), name) != names.aliases.end();
    if (!name.empty() && !there) names.aliases.push_back(name);
  };
  for (auto [mine, theirs] : {std::pair{&names.en, &known->names.en}, std::pair{&names.ar, &known->names.ar},
                              std::pair{&names.ru, &known->names.ru}}) {
    if (mine->empty()) *mine = *theirs;
  }
  for (const auto* name : {&known->names.en, &known->names.ar, &known->names.ru})
    add_alias(*name);
  for (const auto& alias : known->names.aliases)
    add_alias(alias);
  if (place.within.empty()) place.within = known->within;
  if (!place.centre) place.centre = known->centre;
  if (!place.outline) place.outline = known->outline;
}

class Reading {
 public:
  Reading(const Request& request, const Sink& sink) : request_(request), sink_(sink) {}

  Result<Scope> run() {
    const bool is_geojson = request_.path.ends_with(".geojson") || request_.path.ends_with(".json");
    ENTENTE_TRY(is_geojson ? read_features() : read_rows());
    Scope scope;
    if (ocha_) scope.attribution = "OCHA COD-AB (CC BY 3.0 IGO)";
    return scope;
  }

 private:
  Result<void> read_rows() {
    std::array<std::optional<std::size_t>, column_count> positions;
    const Form* form = nullptr;
    const auto first = [&](const codec::CsvRow& row) -> Result<FirstRow> {
      ENTENTE_ASSIGN(const auto ocha_code, column_named(row, {&ocha.names[code], 1}, request_.path));
      form = ocha_code ? &ocha : &own;
      for (std::size_t column = 0; column < column_count; ++column) {
        ENTENTE_ASSIGN(positions[column], column_named(row, {&form->names[column], 1}, request_.path));
      }
      if (positions[code] && positions[name_en]) return FirstRow{false, *positions[code]};
      const auto missing = form->names[positions[code] ? name_en : code];
      return fail(Code::invalid, msg::import::not_of_this_form(request_.path, "places", missing));
    };
    return for_each_row(request_, sink_, {}, first, [&](const codec::CsvRow& row) {
      Values values;
      for (std::size_t column = 0; column < column_count; ++column) {
        if (positions[column]) values[column] = trim(row.fields[*positions[column]]);
      }
      return take(*form, std::move(values), row.line, {});
    });
  }

  Result<void> read_features() {
    return for_each_feature(request_.path, request_.path, FeatureForm::document, sink_,
                            [&](const codec::Feature& feature, Result<codec::Geometry> geometry) {
                              const Form& form = feature.text(ocha.names[code]).empty() ? own : ocha;
                              Values values;
                              for (std::size_t column = 0; column < column_count; ++column) {
                                if (!form.names[column].empty()) values[column] = feature.text(form.names[column]);
                              }
                              feature_ = &feature;
                              if (geometry) return take(form, std::move(values), feature.line, *std::move(geometry));
                              reject(feature.line, values[code], std::move(geometry).error());
                              return Result<void>();
                            });
  }

  Result<void> take(const Form& form, Values values, std::uint64_t line, codec::Geometry geometry) {
    const bool is_area = std::holds_alternative<geo::Outline>(geometry);
    if (form.is_ocha) {
      ocha_ = true;
      if (!is_area) {
        ENTENTE_TRY(give_areas_above(values, line));
      }
      complete_ocha(values, is_area);
    }
    auto place = place_of(form, values);
    if (place) place = with_geometry(*std::move(place), std::move(geometry));
    if (!place) {
      reject(line, values[code], std::move(place).error());
      return {};
    }
    return give(*std::move(place), line);
  }

  void reject(std::uint64_t line, std::string id, Error error) const {
    sink_.reject(feature_ == nullptr ? Reject{line, std::move(id), std::move(error).message}
                                     : reject_of(*feature_, std::move(id), std::move(error)));
  }

  static Result<geo::NamedPlace> with_geometry(geo::NamedPlace place, codec::Geometry geometry) {
    if (auto* outline = std::get_if<geo::Outline>(&geometry)) {
      place.outline = std::move(*outline);
    } else if (const auto* points = std::get_if<std::vector<geo::LatLng>>(&geometry)) {
      place.centre = points->front();
    }
    return place;
  }

  /// The subdistrict and district that a populated place names, once each, where the program does not know them.
  Result<void> give_areas_above(const Values& values, std::uint64_t line) {
    using Kind = geo::NamedPlace::Kind;
    const auto give_area = [&](Column area, Kind what, Column en, Column ar, Column above) -> Result<void> {
      if (values[area].empty() || !areas_given_.insert(values[area]).second) return {};
      if (geo::Gazetteer::built_in().by_code(values[area]) != nullptr) return {};
      return give(
          {values[area], what, {values[en], values[ar], {}, {}}, values[above], {}, {}, "OCHA COD-AB (CC BY 3.0 IGO)"},
          line);
    };
    ENTENTE_TRY(give_area(district_code, Kind::district, district_en, district_ar, governorate_code));
    return give_area(within, Kind::subdistrict, subdistrict_en, subdistrict_ar, district_code);
  }

  [[nodiscard]] Result<void> give(geo::NamedPlace place, std::uint64_t line) const {
    keep_what_is_known(place);
    record::Entry entry;
    entry.external = record::ExternalKey{request_.dataset, place.code, request_.release};
    entry.id = record::derive_id(*entry.external);
    entry.label = record::label_clear;
    entry.body = record::PlaceEntry{std::move(place)};
    if (auto storable = record::check(entry); !storable) {  // a NUL in a text, a line break in the code
      reject(line, {}, std::move(storable).error());
      return {};
    }
    return sink_.entry(std::move(entry), line);
  }

  const Request& request_;
  const Sink& sink_;
  bool ocha_ = false;
  const codec::Feature* feature_ = nullptr;  // the one being read, where it is of features
  std::set<std::string, std::less<>> areas_given_;
};

}  // namespace
}  // namespace places

Result<Scope> import_places(const Request& request, const Sink& sink) { return places::Reading(request, sink).run(); }

}  // namespace entente::importing
