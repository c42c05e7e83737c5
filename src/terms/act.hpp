// SPDX-License-Identifier: Apache-2.0
// What can be done and with what: the closed words for acts and weapons, shared by terms and record.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace entente::terms {

/// Kinds of act, a tree: a clause that forbids `hostilities` forbids everything beneath it. Numbers are stored and
/// never change meaning; new acts get new numbers.
enum class Act : std::uint8_t {
  unknown = 0,              ///< it happened, what it was is not known
  hostilities = 1,          ///< any use of armed force, when nothing finer is known
  armed_clash = 2,          ///< under hostilities
  shelling = 3,             ///< under hostilities: mortar, artillery, rockets, tanks
  air_attack = 4,           ///< under hostilities: aircraft, helicopter, armed drone
  small_arms_fire = 5,      ///< under hostilities
  sniping = 6,              ///< under small_arms_fire
  explosive_device = 7,     ///< under hostilities: mines, IED, suicide attack
  chemical_attack = 8,      ///< under hostilities
  attack_on_civilians = 9,  ///< under hostilities: one-sided violence
  advance = 10,             ///< an attempt to change positions, take ground
  reinforcement = 11,       ///< troops or weapons brought in
  fortification = 12,       ///< positions built or strengthened
  overflight = 13,
  abduction = 14,
  looting = 15,
  access_denial = 16,  ///< of monitors or aid
  siege = 17,
  incitement = 18,
  live_fire_exercise = 19,  ///< reported so that it is not taken for hostilities
  protest = 20,             ///< civil unrest; never hostilities
  other = 21,
};
inline constexpr int act_count = 22;

/// "air_attack", the word in terms, records, CLI and JSON.
[[nodiscard]] std::string_view word(Act act);
/// None when it is no act; exactly as written.
[[nodiscard]] std::optional<Act> parse_act(std::string_view word);
/// The act one step up the tree; none at the top.
[[nodiscard]] std::optional<Act> parent(Act act);

/// Whether an act as reported falls under an act as named in a clause.
enum class Covers { yes, no, cannot_tell };
/// yes when `reported` is `named` or beneath it; cannot_tell when `reported` is above it or unknown; else no.
[[nodiscard]] Covers covers(Act named, Act reported);

/// Classes of weapon. Numbers are stored and never change meaning.
enum class Weapon : std::uint8_t {
  unknown = 0,
  small_arms = 1,
  heavy_machine_gun = 2,
  mortar = 3,
  artillery = 4,
  multiple_rocket_launcher = 5,
  tank = 6,
  anti_tank_missile = 7,
  aircraft = 8,
  helicopter = 9,
  drone = 10,
  improvised_explosive = 11,
  mine = 12,
  barrel_bomb = 13,
  chemical = 14,
  missile = 15,
  air_defence = 16,
  other = 17,
};
inline constexpr int weapon_count = 18;
/// "heavy_machine_gun", as for acts.
[[nodiscard]] std::string_view word(Weapon weapon);
[[nodiscard]] std::optional<Weapon> parse_weapon(std::string_view word);

}  // namespace entente::terms
