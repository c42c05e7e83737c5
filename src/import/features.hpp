// SPDX-License-Identifier: Apache-2.0
// The features of a GeoJSON file one by one.
#pragma once

#include "codec/geojson.hpp"
#include "import/importer.hpp"

#include <functional>
#include <string>

namespace entente::importing {

/// How a file of GeoJSON is laid out.
enum class FeatureForm {
  document,  ///< one FeatureCollection or Feature
  lines,     ///< one feature per line (RFC 8142, with or without its record separators)
};

/// Gives every feature of the file at `path`, numbered through the file, with its geometry, or why that cannot be read,
/// to `take`. `name` is the file's name in messages: a converted file is called by the name of the one it was made
/// from.
///
/// errors   unavailable or invalid when the file cannot be read; what `take` fails with; interrupted.
[[nodiscard]] Result<void> for_each_feature(
    const std::string& path, const std::string& name, FeatureForm form, const Sink& sink,
    const std::function<Result<void>(const codec::Feature&, Result<codec::Geometry>)>& take);

/// A feature that could not be taken: a whole file may stand on one line, so the reason names it by its number and by
/// `id`, its own where that is empty.
[[nodiscard]] Reject reject_of(const codec::Feature& feature, std::string id, Error error);

}  // namespace entente::importing
