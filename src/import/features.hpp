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

/// Gives every feature of the file at `path` with its geometry to `take`; one whose geometry cannot be read is
/// rejected. `name` is the file's name in messages: a converted file is called by the name of the one it was made from.
///
/// errors   unavailable or invalid when the file cannot be read; what `take` fails with; interrupted.
[[nodiscard]] Result<void> for_each_feature(
    const std::string& path, const std::string& name, FeatureForm form, const Sink& sink,
    const std::function<Result<void>(const codec::Feature&, codec::Geometry)>& take);

}  // namespace entente::importing
