// SPDX-License-Identifier: Apache-2.0
// From a folder to a bundle: terms.yaml and the files beside it that it names.
#include "base/file.hpp"
#include "msg/terms.hpp"
#include "terms/geojson.hpp"
#include "terms/parse.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>
#include <system_error>

namespace entente::terms {
namespace {

namespace fs = std::filesystem;

/// Every value of a key “file”, wherever it stands: that is how terms name a file.
void collect_file_names(const Node& node, std::set<std::string>& names) {
  if (node.key == "file" && node.kind == Node::Kind::scalar) names.insert(node.text);
  for (const Node& child : node.children)
    collect_file_names(child, names);
}

std::set<std::string> file_names(const std::string& terms) {
  std::set<std::string> names;
  const auto mended = mend(terms);
  if (mended && !mended->readable) return names;
  const auto tree = read_tree(mended ? mended->text : terms, 0);
  if (const auto* root = std::get_if<Node>(&tree)) collect_file_names(*root, names);
  return names;
}

/// A record named where terms are wanted would be 22 bytes that are no text, or too large to be terms.
bool is_record(const fs::path& path) {
  constexpr std::string_view start{"SQLite format 3\0", 16};
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;  // to look into a pipe would be to empty it
  std::string read(start.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  return file.read(read.data(), static_cast<std::streamsize>(read.size())) && read == start;
}

}  // namespace

Result<Bundle> read_bundle(const std::string& path) {
  std::error_code error;
  const auto given = fs::absolute(path, error);
  const auto main = fs::is_directory(given, error) ? given / "terms.yaml" : given;
  Bundle bundle;
  if (is_record(main)) return fail(Code::invalid, msg::terms::is_a_record(path));
  ENTENTE_ASSIGN(std::string terms, read_file(main.string(), max_file_bytes));
  for (const auto& name : file_names(terms)) {
    const auto file = main.parent_path() / name;
    // What is missing or leads outside is said by `parse`, at its place in the terms.
    if (name == "terms.yaml" || !stays_inside(name) || !fs::exists(file, error)) continue;
    const auto inside =
        fs::weakly_canonical(file, error).lexically_relative(fs::weakly_canonical(main.parent_path(), error));
    if (inside.empty() || *inside.begin() == "..") continue;  // a link that leads outside
    ENTENTE_ASSIGN(bundle.files[name], read_file(file.string(), max_file_bytes));
  }
  bundle.files["terms.yaml"] = std::move(terms);
  return bundle;
}

}  // namespace entente::terms
