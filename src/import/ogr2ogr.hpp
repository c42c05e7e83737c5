// SPDX-License-Identifier: Apache-2.0
// GDAL's ogr2ogr as a limited process: files from outside do not belong in our memory (ARCHITECTURE.md, decision 10).
#pragma once

#include "base/result.hpp"
#include "import/limited_process.hpp"

#include <string>

namespace entente::importing {

/// Whether the program is on this machine (Debian package gdal-bin).
[[nodiscard]] bool has_ogr2ogr();

/// The features of a GeoPackage, Shapefile, KML or GPX file as lines of GeoJSON in WGS 84, in a folder of their own
/// that goes away with this object.
///
/// Only the driver of the file's ending and the writer of GeoJSON are there; neither names nor options come from the
/// user.
class ConvertedFile {
 public:
  /// errors   unavailable when the file cannot be read or ogr2ogr is not there; invalid when the file is not what its
  ///          ending says, declares XML entities, does not say its coordinates, or cannot be read within the limits,
  ///          naming which.
  [[nodiscard]] static Result<ConvertedFile> make(const std::string& path, const Limits& limits = {});
  ConvertedFile(ConvertedFile&& other) noexcept;
  ConvertedFile& operator=(ConvertedFile&& other) noexcept;
  ~ConvertedFile();

  /// Where the lines are, as long as this object lives.
  [[nodiscard]] std::string path() const { return folder_ + "/out.geojsonl"; }

 private:
  explicit ConvertedFile(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

/// The endings that `ConvertedFile` reads, with their dots.
[[nodiscard]] bool is_converted(std::string_view ending);

}  // namespace entente::importing
