// SPDX-License-Identifier: Apache-2.0
// The loop over features.
#include "import/features.hpp"

#include "base/file.hpp"
#include "import/values.hpp"
#include "msg/import.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace entente::importing {
namespace {

using Take = std::function<Result<void>(const codec::Feature&, Result<codec::Geometry>)>;

Result<void> hand_over(const codec::Feature& feature, const Take& take) {
  return take(feature, feature.geometry == nullptr ? codec::Geometry() : codec::read_geometry(*feature.geometry));
}

Result<void> tell_progress(const Sink& sink, std::size_t done, std::size_t all) {
  constexpr std::size_t every = 1024;
  if (done % every != 0 || sink.progress(static_cast<double>(done) / static_cast<double>(all))) return {};
  return fail(Code::interrupted, msg::import::interrupted());
}

Result<void> from_document(std::string_view text, const std::string& name, const Sink& sink, const Take& take) {
  ENTENTE_ASSIGN(const auto document, codec::parse_json(text, name, codec::geojson_limits));
  ENTENTE_ASSIGN(const auto features, codec::features_of(document, name));
  for (const auto& feature : features) {
    ENTENTE_TRY(hand_over(feature, take));
    ENTENTE_TRY(tell_progress(sink, static_cast<std::size_t>(&feature - features.data()) + 1, features.size()));
  }
  return {};
}

Result<void> from_lines(std::string_view text, const std::string& name, const Sink& sink, const Take& take) {
  constexpr char record_separator = '\x1e';
  std::uint32_t line = 0;
  std::uint64_t position = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    auto row = trim(text.substr(at, end - at));
    at = end + 1;
    ++line;
    if (row.starts_with(record_separator)) row.remove_prefix(1);
    if (row.empty()) continue;
    ENTENTE_ASSIGN(const auto document, codec::parse_json(row, name, codec::geojson_limits, line));
    ENTENTE_ASSIGN(auto features, codec::features_of(document, name));
    for (auto& feature : features) {
      feature.position = ++position;
      ENTENTE_TRY(hand_over(feature, take));
    }
    ENTENTE_TRY(tell_progress(sink, line, line + 1));
  }
  return {};
}

}  // namespace

Result<void> for_each_feature(const std::string& path, const std::string& name, FeatureForm form, const Sink& sink,
                              const Take& take) {
  ENTENTE_ASSIGN(const MappedFile file, MappedFile::open(path));
  ENTENTE_TRY(check_encoding(file.bytes(), name));
  if (trim(file.bytes()).empty()) return fail(Code::invalid, msg::import::empty_file(name));
  return form == FeatureForm::lines ? from_lines(file.bytes(), name, sink, take)
                                    : from_document(file.bytes(), name, sink, take);
}

Reject reject_of(const codec::Feature& feature, std::string id, Error error) {
  if (id.empty()) id = feature.id;
  const auto number = static_cast<double>(feature.position);
  auto reason = id.empty() ? msg::import::in_feature(number, std::move(error).message)
                           : msg::import::in_feature_with_id(number, id, std::move(error).message);
  return {feature.line, std::move(id), std::move(reason)};
}

}  // namespace entente::importing
