// SPDX-License-Identifier: Apache-2.0
// One version of an agreement as a program can check it (docs/terms.md describes the YAML it is written in).
#pragma once

#include "base/message.hpp"
#include "base/time.hpp"
#include "geo/gazetteer.hpp"
#include "geo/place.hpp"
#include "i18n/names.hpp"
#include "terms/act.hpp"
#include "terms/ids.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace entente::terms {

/// Where a fact was read: free words and, if public, an address; kept for every fact that someone could dispute.
struct Citation {
  std::string words;
  std::string address;
  friend bool operator==(const Citation&, const Citation&) = default;
};

/// The stage that the parties have reached, as the terms say it; dates do not change it.
enum class Status { draft, agreed, announced, in_force, suspended, ended };
/// source   the classes of the ETH/PRIO Civil Conflict Ceasefire Dataset.
enum class AgreementClass { cessation_of_hostilities, preliminary, definitive };

/// Whether an agreement binds at an instant; `not_said` when its status says that nothing is in force.
enum class Standing { not_said, not_yet, in_force, ended };
[[nodiscard]] std::string_view word(Standing standing);

/// The paper: its title, stage and dates.
struct Agreement {
  AgreementId id;
  std::string version;  ///< of these terms, e.g. "1"
  i18n::Names title;
  AgreementClass agreement_class = AgreementClass::preliminary;
  Status status = Status::draft;
  TimeZone zone = TimeZone::utc();  ///< whose civil days are counted; 00:00 of `--at`
  std::optional<ZonedInstant> announced_at;
  std::optional<ZonedInstant> signed_at;
  std::optional<ZonedInstant> in_force_from;
  std::optional<ZonedInstant> expires_at;
  std::optional<ZonedInstant> ended_at;
  std::string renewal;               ///< words; "not_stated" when the parties said nothing
  std::vector<std::string> related;  ///< ids of other agreements
  std::vector<Citation> sources;
};

/// Instead of a language: every language of the text decides alike.
inline constexpr std::string_view all_texts_equal = "equal";

/// One text of the agreement, in its languages.
struct Text {
  TextId id;
  i18n::Names title;
  std::optional<Day> date;
  std::string place;
  enum class Public { yes, no, disputed } is_public = Public::yes;
  std::vector<std::string> languages;  ///< of the texts that exist
  std::string authentic;               ///< language of the text that decides, or all_texts_equal; empty when not said
  std::vector<Citation> sources;
};

/// A clause's footing in a text: where its words stand.
struct Anchor {
  TextId text;
  std::string paragraph;  ///< "2(b)"
  std::string language;   ///< "en"
  std::string words;      ///< quoted, may be empty
};

/// The id of an actor in an outside dataset: {"ucdp", "118"}.
struct DatasetId {
  std::string dataset;
  std::string id;
  friend auto operator<=>(const DatasetId&, const DatasetId&) = default;
};

/// Somebody who can act: a state, an armed group, a part of one, an organisation.
struct Actor {
  ActorId id;
  i18n::Names names;
  std::vector<DatasetId> datasets;
  std::optional<ActorId> part_of;  ///< a unit of a larger actor
  std::vector<Citation> sources;
};

/// What an actor is to the agreement; a clause that names nobody binds the parties.
enum class Role { party, guarantor, co_chair, witness, mediator, informed };

/// An actor in a role of the agreement. A party may be bound only through guarantors, without having signed.
struct Participant {
  ActorId actor;
  Role role = Role::party;
  std::vector<ActorId> bound_through;
  std::optional<ZonedInstant> from;  ///< of its acceptance, when it differs from entry into force
  std::vector<Citation> sources;
};

/// An actor's membership in a class or carve-out: when it was so, and when that became known.
struct Membership {
  ActorId actor;
  TimeRange valid;                  ///< always, when not said otherwise
  std::optional<Instant> known_at;  ///< known from the start when not said
  std::vector<Citation> sources;
};

/// A class of forces, e.g. "non-Syrian fighters", for exclusion clauses.
struct ForceClass {
  ForceClassId id;
  i18n::Names names;
  std::vector<Membership> members;
};

/// Groups to whom the truce does not apply: an act by or against them is not a violation.
struct CarveOut {
  std::string id;
  i18n::Names names;
  std::vector<Membership> members;
  std::vector<Citation> sources;
};

/// A line on the ground, from its first to its last point.
struct Line {
  LineId id;
  enum class Kind { contact, withdrawal, border, separation, other } kind = Kind::contact;
  i18n::Names names;
  std::vector<geo::LatLng> points;  ///< empty when not published
  bool agreed_not_published = false;
  std::vector<Citation> sources;
};

/// An outline drawn in a GeoJSON file of the bundle, or in the terms themselves.
struct DrawnExtent {
  geo::Outline outline;
  std::string note;  ///< e.g. "outline of the governorates; the agreed map was not published"
};
/// Named areas of the gazetteer or of the terms' own `areas`, by code. Areas without an outline are counted by name.
struct NamedExtent {
  std::vector<std::string> areas;
};
/// Everything within two distances of a line; with weapon classes, only for those weapons.
struct BandExtent {
  LineId line;
  double from_km = 0;
  double to_km = 0;
  std::vector<Weapon> weapons;  ///< empty: every weapon
};
/// Agreed to be drawn later.
struct UndelimitedExtent {
  std::optional<Day> due;
  std::vector<std::string> fallback_areas;  ///< counted by name until then; may be empty
};
using ExtentKind = std::variant<DrawnExtent, NamedExtent, BandExtent, UndelimitedExtent>;
/// The codes of the areas that a part lists: by name, or until it is delimited; none for one that is drawn.
[[nodiscard]] std::span<const std::string> listed_areas(const ExtentKind& part);

/// One description of a zone's extent, valid in time and known since. Several parts count together.
struct Extent {
  std::vector<ExtentKind> parts;
  TimeRange valid;
  std::optional<Instant> known_at;
  std::vector<Citation> sources;
};

/// A part whose belonging is disputed, and by whom: membership there is "cannot tell".
struct DisputedPart {
  ExtentKind part;
  std::vector<ActorId> disputed_by;
  std::string note;
};

/// An area of the agreement, with everything that was ever said of its extent.
struct Zone {
  ZoneId id;
  enum class Kind { de_escalation, buffer, separation, exclusion, no_fly, disengagement } kind = Kind::de_escalation;
  i18n::Names names;
  std::vector<Extent> extents;        ///< the latest known one that is valid at an instant counts
  bool agreed_not_published = false;  ///< a map was agreed; the extents here only stand in for it
  std::vector<DisputedPart> disputed;
  std::optional<TimeRange> in_force;  ///< when it differs from the agreement's
  std::vector<Citation> sources;
};

/// The extent that counts at an instant: of those known at `known_at` the one valid then, else the one nearest in time;
/// of several alike the one known last, and of these the later in the terms. Null when none is known.
[[nodiscard]] const Extent* extent_at(const Zone& zone, Instant instant, Instant known_at);

// ---- clauses ------------------------------------------------------------------------------------------------------

/// "These acts by these actors against these, with these weapons, there, then, are forbidden."
struct Prohibition {
  std::vector<ActorId> who;                     ///< empty: every party
  std::vector<ActorId> against;                 ///< empty: anyone
  bool mutual = true;                           ///< `who` and `against` may stand on either side (between)
  std::vector<Act> acts;                        ///< at least one
  std::vector<Weapon> weapons;                  ///< empty: any
  std::vector<ZoneId> zones;                    ///< empty: everywhere
  TimeRange when;                               ///< besides the agreement's force
  std::vector<std::string> carve_outs;          ///< ids that apply; the parser fills in all when the terms do not say
  std::optional<LineId> across = std::nullopt;  ///< an advance is across this line; none: anywhere in the zones
  friend bool operator==(const Prohibition&, const Prohibition&) = default;
};

/// "These acts are allowed, if." What it allows is no violation of a prohibition it names (or of any).
struct Permission {
  std::vector<ActorId> who;
  std::vector<ActorId> against;
  std::vector<Act> acts;
  std::vector<ZoneId> zones;
  std::vector<ClauseId> excepts;  ///< the prohibitions it limits; empty: all
  std::vector<std::string>
      conditions;  ///< neutral words: "proportionate", "coordination_attempted"; unmet unless shown
  friend bool operator==(const Permission&, const Permission&) = default;
};

/// Parsed, linted and kept; presence findings evaluate it later.
struct Exclusion {
  std::vector<ForceClassId> classes;
  std::vector<ActorId> actors;
  std::vector<ZoneId> zones;
  std::string where;                    ///< in words, when no zone says it
  std::vector<LineId> from_lines;       ///< the depth is from the nearest of them
  std::optional<double> depth_from_km;  ///< as an interval; both empty when not public
  std::optional<double> depth_to_km;
  std::optional<Day> deadline;
  friend bool operator==(const Exclusion&, const Exclusion&) = default;
};

/// Parsed, linted and kept; deconfliction evaluates it later.
struct Separation {
  std::vector<ActorId> between;
  std::optional<double> horizontal_m;
  std::optional<double> vertical_m;
  std::optional<double> time_s;
  std::vector<ZoneId> zones;
  friend bool operator==(const Separation&, const Separation&) = default;
};

/// Parsed, linted and kept. "These movements are announced so many hours ahead, through that channel."
struct Notification {
  std::vector<ActorId> who;
  std::vector<std::string> of;  ///< "movement", "exercise", "repair", "flight", "convoy"
  std::optional<double> lead_h;
  std::optional<double> emergency_lead_h;
  std::string channel;
  std::optional<double> acknowledge_within_h;
  std::vector<ZoneId> zones;
  friend bool operator==(const Notification&, const Notification&) = default;
};

/// Parsed, linted and kept. "This is done by then." Undated when both `due` and `due_rule` are empty.
struct Commitment {
  std::vector<ActorId> who;
  std::vector<ActorId> owed_to;
  std::string what;
  std::optional<Day> due;  ///< "by 2017-11-28"
  std::string due_rule;    ///< "within 6 months of 2015-12-18"; empty when undated
  std::string track;
  friend bool operator==(const Commitment&, const Commitment&) = default;
};

using ClauseBody = std::variant<Prohibition, Permission, Exclusion, Separation, Notification, Commitment>;

/// A clause as one holder understands it: the whole body, with the holder's differences applied by the parser.
struct Reading {
  ReadingId id;
  std::string holder;               ///< who reads it so
  std::optional<Instant> known_at;  ///< when that became public; known from the start when not said
  ClauseBody body;
  std::string note;
  std::vector<Citation> sources;
  i18n::Names holder_names{};  ///< of the holder; the English one is `holder`
};

/// One duty or permission of the agreement, where its words stand, and how each holder reads it.
struct Clause {
  ClauseId id;
  i18n::Names title;
  std::vector<Anchor> anchors;
  ClauseBody body;                ///< as written
  std::vector<Reading> readings;  ///< besides as_written
  std::vector<Citation> sources;
};

/// The clause's readings known at `known_at`, as_written first.
[[nodiscard]] std::vector<Reading> readings_of(const Clause& clause, Instant known_at);

/// Who watches: a centre, its posts, or another body.
struct MonitoringBody {
  std::string id;
  i18n::Names names;
  std::string place;
  std::optional<Day> from;  ///< of its work
  std::vector<ActorId> members;
  std::vector<std::string> tasks;  ///< words: "ceasefire_control"
  std::vector<std::string> means;  ///< words: "satellite", "drone", "ground_observer"
  std::string note;
  std::vector<Citation> sources;
};

// ---- assessment ---------------------------------------------------------------------------------------------------

/// What counts as one. Further rules may be named; nothing is recounted by them yet.
struct CountingRule {
  std::string id;
  enum class Unit { event, place_day_weapon, place_day } unit = Unit::event;
  std::string note;
};
/// "place and day": the unit in the reader’s language, within a sentence.
[[nodiscard]] Message name_of(CountingRule::Unit unit);

/// The thresholds from which the verdict follows (docs/methods.md, "Verdict"). Every number is the terms' own.
struct VerdictRule {
  double minimum_baseline_events = 10;     ///< expected events before, below: that window says not_assessable
  int minimum_days = 14;                   ///< in force before the days since entry into force say anything
  double holding_ratio_upper = 0.5;        ///< the upper end of every elapsed window's ratio must be at or below
  double strained_ratio_upper = 1.0;       ///< broken: since entry at or above it, and surely above holding_ratio_upper
  double alarm_rate_ratio = 2.0;           ///< the rise over the truce's own rate that the alarm is tuned to
  double alarm_false_every_days = 365;     ///< mean days between false alarms
  int recent_days = 14;                    ///< "recent" for the alarm and recent-rate tests
  int recovery_days = 60;                  ///< after a broken truce grew calm: at most strained for so long
  std::optional<double> minimum_coverage;  ///< share of days × area seen; when not set unknown coverage only qualifies
  friend bool operator==(const VerdictRule&, const VerdictRule&) = default;
};

/// Everything of one version.
struct Terms {
  int language_version = 1;
  Agreement agreement;
  std::vector<Text> texts;
  std::vector<Actor> actors;
  std::vector<Participant> participants;
  std::vector<ForceClass> force_classes;
  std::vector<CarveOut> carve_outs;
  std::vector<geo::NamedPlace> areas;  ///< areas that the gazetteer lacks, or has without these spellings
  std::vector<Line> lines;
  std::vector<Zone> zones;
  std::vector<Clause> clauses;
  std::vector<std::string> control_areas;  ///< codes; where the same is counted for comparison
  std::vector<CountingRule> counting;      ///< the first is the agreement's; others are kept
  VerdictRule verdict;
  std::vector<MonitoringBody> monitoring;  ///< empty: the linter says so
  std::vector<std::string> breach_procedure;
  std::vector<std::pair<std::string, std::string>> definitions;  ///< term → meaning

  /// Each gives null when there is none of that id. cost: all are looked at.
  [[nodiscard]] const Actor* find(const ActorId& id) const;
  [[nodiscard]] const Zone* find(const ZoneId& id) const;
  [[nodiscard]] const Line* find(const LineId& id) const;
  [[nodiscard]] const Clause* find(const ClauseId& id) const;
  [[nodiscard]] const CarveOut* find_carve_out(std::string_view id) const;
  /// From entry into force until expiry or end, whichever is first. Empty range when not in force at all.
  [[nodiscard]] TimeRange in_force() const;
  /// How the agreement stands at an instant, as far as its status and its dates say. A status has no date of its own:
  /// it is that of these terms, whatever instant is asked about. `within`: of a clause or zone that has times of its
  /// own.
  [[nodiscard]] Standing standing_at(Instant at, const TimeRange& within = {}) const;
  /// By its id in a dataset, exactly; null when none has it.
  [[nodiscard]] const Actor* actor_of(const DatasetId& id) const;
};

/// The actors by every way they are written.
class ActorNames {
 public:
  /// `terms` must outlive it. cost: every name is folded once.
  explicit ActorNames(const Terms& terms);
  /// The actor that an actor's id, a dataset's id or a name in any language or alias denotes: as it is written, else
  /// folded (geo::fold_name). The first in the terms' order; null when none.
  [[nodiscard]] const Actor* find(const std::string& name) const;

 private:
  std::unordered_map<std::string, const Actor*> written_;
  std::unordered_map<std::string, const Actor*> folded_;
};

}  // namespace entente::terms
