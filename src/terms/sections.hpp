// SPDX-License-Identifier: Apache-2.0
// The sections of the terms language, one function each; they fill Reader::terms and note problems.
#pragma once

#include "terms/reader.hpp"

namespace entente::terms {

inline constexpr double longest_distance_km = 20'040;  ///< half way round the Earth

/// Each reads the section of its name from `node` into `into`; problems are noted in `reader`. read_agreement comes
/// first.
void read_agreement(Reader& reader, const Node& node, Terms& into);
void read_texts(Reader& reader, const Node& node, Terms& into);
void read_actors(Reader& reader, const Node& node, Terms& into);
void read_participants(Reader& reader, const Node& node, Terms& into);
void read_force_classes(Reader& reader, const Node& node, Terms& into);
void read_carve_outs(Reader& reader, const Node& node, Terms& into);
void read_areas(Reader& reader, const Node& node, Terms& into);
void read_lines(Reader& reader, const Node& node, Terms& into);
void read_zones(Reader& reader, const Node& node, Terms& into);
void read_clauses(Reader& reader, const Node& node, Terms& into);
void read_control_areas(Reader& reader, const Node& node, Terms& into);
void read_counting(Reader& reader, const Node& node, Terms& into);
void read_verdict(Reader& reader, const Node& node, Terms& into);
void read_monitoring(Reader& reader, const Node& node, Terms& into);
void read_breach_procedure(Reader& reader, const Node& node, Terms& into);
void read_definitions(Reader& reader, const Node& node, Terms& into);

/// A range within the agreement's force: a problem where it lies wholly outside, as far as the force is known.
[[nodiscard]] TimeRange read_range_in_force(Reader& reader, const Node& node);

/// Notes every item of a list from which following `key` leads back to the item itself.
void check_circles(Reader& reader, const Node& list, std::string_view id_key, std::string_view key);

/// What can only be checked when every section is there.
void check_together(Reader& reader, const Node& root);

}  // namespace entente::terms
