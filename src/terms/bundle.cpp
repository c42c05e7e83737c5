// SPDX-License-Identifier: Apache-2.0
// From a folder to a bundle: terms.yaml and the files beside it that it names.
#include "base/file.hpp"
#include "msg/base.hpp"
#include "terms/geojson.hpp"
#include "terms/parse.hpp"

#include <filesystem>
#include <set>
#include <system_error>

namespace entente::terms {
namespace {

namespace fs = std::filesystem;

Result<std::string> read_text(const fs::path& path) {
  ENTENTE_ASSIGN(std::string bytes, read_file(path.string(), max_file_bytes));
  // Control characters are said by `parse`, at their place.
  if (const auto bad = find_bad_byte(bytes); bad.offset != std::string_view::npos && !bad.control) {
    return fail(Code::invalid, msg::base::not_utf8(path.string(), static_cast<double>(bad.offset)));
  }
  return bytes;
}

/// Every value of a key “file”, wherever it stands: that is how terms name a file.
void collect_file_names(const Node& node, std::set<std::string>& names) {
  if (node.key == "file" && node.kind == Node::Kind::scalar) names.insert(node.text);
  for (const Node& child : node.children)
    collect_file_names(child, names);
}

std::set<std::string> file_names(const std::string& terms) {
  std::set<std::string> names;
  const auto tree = read_tree(terms, 0);
  if (const auto* root = std::get_if<Node>(&tree)) collect_file_names(*root, names);
  return names;
}

}  // namespace

Result<Bundle> read_bundle(const std::string& path) {
  std::error_code error;
  const auto given = fs::absolute(path, error);
  const auto main = fs::is_directory(given, error) ? given / "terms.yaml" : given;
  Bundle bundle;
  ENTENTE_ASSIGN(std::string terms, read_text(main));
  for (const auto& name : file_names(terms)) {
    const auto file = main.parent_path() / name;
    // What is missing or leads outside is said by `parse`, at its place in the terms.
    if (name == "terms.yaml" || !stays_inside(name) || !fs::exists(file, error)) continue;
    const auto inside =
        fs::weakly_canonical(file, error).lexically_relative(fs::weakly_canonical(main.parent_path(), error));
    if (inside.empty() || *inside.begin() == "..") continue;  // a link that leads outside
    ENTENTE_ASSIGN(bundle.files[name], read_text(file));
  }
  bundle.files["terms.yaml"] = std::move(terms);
  return bundle;
}

}  // namespace entente::terms
