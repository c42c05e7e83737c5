// SPDX-License-Identifier: Apache-2.0
// The words of the catalogue for acts and weapons.
#include "terms/act_names.hpp"

#include "msg/word.hpp"

#include <array>

namespace entente::terms {
namespace {

using Word = Message (*)();

// In the order of the stored numbers.
constexpr std::array<Word, act_count> acts = {
    msg::word::act_unknown,         msg::word::act_hostilities,
    msg::word::act_armed_clash,     msg::word::act_shelling,
    msg::word::act_air_attack,      msg::word::act_small_arms_fire,
    msg::word::act_sniping,         msg::word::act_explosive_device,
    msg::word::act_chemical_attack, msg::word::act_attack_on_civilians,
    msg::word::act_advance,         msg::word::act_reinforcement,
    msg::word::act_fortification,   msg::word::act_overflight,
    msg::word::act_abduction,       msg::word::act_looting,
    msg::word::act_access_denial,   msg::word::act_siege,
    msg::word::act_incitement,      msg::word::act_live_fire_exercise,
    msg::word::act_protest,         msg::word::act_other,
};

constexpr std::array<Word, weapon_count> weapons = {
    msg::word::weapon_unknown,
    msg::word::weapon_small_arms,
    msg::word::weapon_heavy_machine_gun,
    msg::word::weapon_mortar,
    msg::word::weapon_artillery,
    msg::word::weapon_multiple_rocket_launcher,
    msg::word::weapon_tank,
    msg::word::weapon_anti_tank_missile,
    msg::word::weapon_aircraft,
    msg::word::weapon_helicopter,
    msg::word::weapon_drone,
    msg::word::weapon_improvised_explosive,
    msg::word::weapon_mine,
    msg::word::weapon_barrel_bomb,
    msg::word::weapon_chemical,
    msg::word::weapon_missile,
    msg::word::weapon_air_defence,
    msg::word::weapon_other,
};

}  // namespace

Message name_of(Act act) { return acts.at(static_cast<std::size_t>(act))(); }
Message name_of(Weapon weapon) { return weapons.at(static_cast<std::size_t>(weapon))(); }

}  // namespace entente::terms
