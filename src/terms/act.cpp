// SPDX-License-Identifier: Apache-2.0
// The words for acts and weapons, and the tree of acts.
#include "terms/act.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace entente::terms {
namespace {

struct ActRow {
  std::string_view word;
  std::optional<Act> parent;
};

// In the order of the stored numbers.
constexpr std::array<ActRow, act_count> acts = {{
    {"unknown", std::nullopt},
    {"hostilities", std::nullopt},
    {"armed_clash", Act::hostilities},
    {"shelling", Act::hostilities},
    {"air_attack", Act::hostilities},
    {"small_arms_fire", Act::hostilities},
    {"sniping", Act::small_arms_fire},
    {"explosive_device", Act::hostilities},
    {"chemical_attack", Act::hostilities},
    {"attack_on_civilians", Act::hostilities},
    {"advance", std::nullopt},
    {"reinforcement", std::nullopt},
    {"fortification", std::nullopt},
    {"overflight", std::nullopt},
    {"abduction", std::nullopt},
    {"looting", std::nullopt},
    {"access_denial", std::nullopt},
    {"siege", std::nullopt},
    {"incitement", std::nullopt},
    {"live_fire_exercise", std::nullopt},
    {"protest", std::nullopt},
    {"other", std::nullopt},
}};

constexpr std::array<std::string_view, weapon_count> weapons = {
    "unknown", "small_arms",        "heavy_machine_gun", "mortar",     "artillery",   "multiple_rocket_launcher",
    "tank",    "anti_tank_missile", "aircraft",          "helicopter", "drone",       "improvised_explosive",
    "mine",    "barrel_bomb",       "chemical",          "missile",    "air_defence", "other",
};

/// True when `above` is `act` or an ancestor of it.
bool is_or_above(Act above, Act act) {
  for (std::optional<Act> step = act; step; step = parent(*step)) {
    if (*step == above) return true;
  }
  return false;
}

}  // namespace

std::string_view word(Act act) { return acts.at(static_cast<std::size_t>(act)).word; }

std::optional<Act> parse_act(std::string_view word) {
  const auto found = std::find_if(acts.begin(), acts.end(), [&](const ActRow& row) { return row.word == word; });
  if (found == acts.end()) return std::nullopt;
  return static_cast<Act>(found - acts.begin());
}

std::optional<Act> parent(Act act) { return acts.at(static_cast<std::size_t>(act)).parent; }

Covers covers(Act named, Act reported) {
  if (reported == Act::unknown) return Covers::cannot_tell;
  if (is_or_above(named, reported)) return Covers::yes;
  return is_or_above(reported, named) ? Covers::cannot_tell : Covers::no;
}

std::string_view word(Weapon weapon) { return weapons.at(static_cast<std::size_t>(weapon)); }

std::optional<Weapon> parse_weapon(std::string_view word) {
  const auto found = std::find(weapons.begin(), weapons.end(), word);
  if (found == weapons.end()) return std::nullopt;
  return static_cast<Weapon>(found - weapons.begin());
}

}  // namespace entente::terms
