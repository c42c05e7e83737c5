// SPDX-License-Identifier: Apache-2.0
// What the record is made of: entries, only ever added to (docs/record.md).
#pragma once

#include "base/time.hpp"
#include "geo/gazetteer.hpp"
#include "geo/place.hpp"
#include "record/ids.hpp"
#include "terms/act.hpp"
#include "terms/ids.hpp"
#include "terms/parse.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::record {

/// Who may see an entry: a level of TLP 2.0 and compartments. Stored from the first day; the policy comes later.
struct Label {
  /// Least to most closed. Numbers are stored and never change meaning; so for every enum below.
  enum class Tlp : std::uint8_t { clear = 0, green = 1, amber = 2, amber_strict = 3, red = 4 };
  Tlp tlp = Tlp::amber;
  std::vector<std::string> compartments;  ///< sorted, unique
  friend bool operator==(const Label&, const Label&) = default;
};
inline const Label label_clear{Label::Tlp::clear, {}};

/// The version of the agreement from this entry on: the whole bundle, byte for byte.
struct TermsText {
  terms::Bundle bundle;
  friend bool operator==(const TermsText&, const TermsText&) = default;
};

/// One run of an importer. Its counts travel with every result that rests on it.
struct ImportRun {
  std::string importer;     ///< "ucdp-ged"
  std::string dataset;      ///< as in ExternalKey
  std::string release;      ///< as in ExternalKey
  std::string file_digest;  ///< SHA-256 of the file, hexadecimal
  std::uint64_t rows_new = 0;
  std::uint64_t rows_changed = 0;
  std::uint64_t rows_gone = 0;
  std::uint64_t rows_equal = 0;
  std::uint64_t rows_rejected = 0;
  std::optional<std::int64_t> known_after_s;  ///< `--known-after`: recorded time was assumed, not the release
  bool simulated = false;                     ///< a made record: every output says SIMULATED
  std::string attribution;                    ///< words the licence asks for
  friend bool operator==(const ImportRun&, const ImportRun&) = default;
};

/// Admiralty grade: reliability of the source and credibility of what it says, never multiplied. '\0' not graded.
struct Grade {
  char reliability = 'F';  ///< A … F
  char credibility = '6';  ///< 1 … 6
  friend bool operator==(const Grade&, const Grade&) = default;
};

/// The dataset of made rows: who takes them in says SIMULATED of the whole record from then on.
inline constexpr std::string_view made_dataset = "made";

/// A source of the register. Sources of one origin group count once.
struct Source {
  SourceId id;
  i18n::Names names;
  std::string origin_group;
  Grade grade;
  std::string interests;  ///< whom it serves or fears, if known
  friend bool operator==(const Source&, const Source&) = default;
};

/// A place that the gazetteer did not know.
struct PlaceEntry {
  geo::NamedPlace place;
  friend bool operator==(const PlaceEntry&, const PlaceEntry&) = default;
};

/// How something came to be observed.
enum class Means : std::uint8_t {
  unknown = 0,
  heard = 1,
  saw = 2,
  camera = 3,
  uav = 4,
  acoustic = 5,
  satellite = 6,
  document = 7,
  report = 8,
};
/// Of fire, as seen from the observer.
enum class Direction : std::uint8_t { unknown = 0, incoming = 1, outgoing = 2, impact = 3, undetermined = 4 };

/// Low, best and high estimates, low <= best <= high.
struct Estimate {
  std::int32_t low = 0;
  std::int32_t best = 0;
  std::int32_t high = 0;
  friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// Somebody said to have taken part, as the source names them. Which actor of the terms that is, evaluation decides.
struct Participation {
  enum class Role : std::uint8_t {
    side_a = 0,  ///< one of two that fought; who did what to whom is not known
    side_b = 1,
    perpetrator = 2,
    target = 3,
  };
  Role role = Role::side_a;
  std::string name;     ///< as the source writes it; may be empty when the id says enough
  std::string dataset;  ///< of `id`, e.g. "ucdp"
  std::string id;       ///< the dataset's own id of the actor
  friend bool operator==(const Participation&, const Participation&) = default;
};

/// Casualties by kind of victim; unset when the source does not say.
struct Casualties {
  std::optional<Estimate> killed;  ///< all killed
  std::optional<Estimate> killed_civilians;
  std::optional<Estimate> killed_combatants;
  std::optional<Estimate> killed_women;  ///< where age and sex are known
  std::optional<Estimate> killed_children;
  std::optional<Estimate> injured;
  friend bool operator==(const Casualties&, const Casualties&) = default;
};

/// Something that happened, not yet judged. Place or time may be unknown.
struct Incident {
  terms::Act act = terms::Act::unknown;
  terms::Weapon weapon = terms::Weapon::unknown;
  std::vector<Participation> participants;
  std::optional<std::int32_t> count;  ///< of explosions, bursts …, in the source's counting unit
  Direction direction = Direction::unknown;
  Casualties casualties;
  geo::PlaceClaim place;
  std::optional<TimeClaim> time;
  Means means = Means::unknown;
  std::vector<std::string> origins;  ///< who said it, as the source names them and in its order: the first first
  std::int32_t activities = 1;       ///< 2 when the source lumps several activities in one row (UCDP clarity 2)
  std::vector<std::string> repairs;  ///< what the importer mended, e.g. "low>best"; sorted
  std::string words;                 ///< the source's own headline or note
  friend bool operator==(const Incident&, const Incident&) = default;
};

/// When and where somebody could have seen: without it zero recorded says nothing.
struct Coverage {
  geo::PlaceClaim place;
  TimeClaim time;
  Means means = Means::unknown;
  double hours = 0;  ///< patrol-hours or camera-hours in that time
  double share = 1;  ///< of the place's area or population that was covered, 0 … 1
  std::string by;
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

/// Monitors were kept from seeing.
struct Restriction {
  /// What kept them from it.
  enum class Kind : std::uint8_t { denial = 0, delay = 1, condition = 2, hazard = 3, jamming = 4 };
  Kind kind = Kind::denial;
  geo::PlaceClaim place;
  TimeClaim time;
  std::string by;  ///< actor said to have restricted
  std::string words;
  friend bool operator==(const Restriction&, const Restriction&) = default;
};

/// How far an incident is established; refuted, withdrawn and duplicate ones do not stand.
enum class VerificationState : std::uint8_t {
  reported = 0,
  under_review = 1,
  corroborated = 2,
  verified = 3,
  unverifiable = 4,
  refuted = 5,
  withdrawn = 6,
  duplicate = 7,
};

/// A person's word on how far an incident is established. The latest one known counts.
struct Verification {
  EntryId subject;
  VerificationState state = VerificationState::reported;
  std::optional<EntryId> duplicate_of;  ///< set when state is duplicate
  std::string reason;
  friend bool operator==(const Verification&, const Verification&) = default;
};

/// A claim about who did it; any number may stand beside each other.
struct Attribution {
  EntryId subject;
  std::string actor;        ///< as named by the claimant; empty: unattributed
  std::string basis;        ///< "direction_proxy", "admission", "document" …
  double confidence = 0.5;  ///< 0 … 1
  std::string claimed_by;
  friend bool operator==(const Attribution&, const Attribution&) = default;
};

/// "That entry no longer stands", and why. (A correction is an entry of the same kind whose envelope corrects it.)
struct Retraction {
  EntryId subject;
  std::string reason;
  friend bool operator==(const Retraction&, const Retraction&) = default;
};

/// The closed family of bodies. Alternatives are only ever added at the end: the index is the stored kind.
using Body = std::variant<TermsText, ImportRun, Source, PlaceEntry, Incident, Coverage, Restriction, Verification,
                          Attribution, Retraction>;

/// "incident", "coverage": the word for a body's kind in the stored form, CLI and JSON.
[[nodiscard]] std::string_view kind_word(const Body& body);

/// The envelope and what is in it.
struct Entry {
  EntryId id;
  Instant recorded_at{};  ///< when it was known (for imports: the dataset's release)
  std::string author;     ///< account or importer that added it
  std::optional<SourceId> source;
  Label label;
  std::optional<EntryId> corrects;  ///< the entry, of the same kind, that this one replaces
  std::optional<ExternalKey> external;
  Body body;
  friend bool operator==(const Entry&, const Entry&) = default;
};

/// The entry that this one corrects, verifies, attributes or retracts; none when it stands for itself.
[[nodiscard]] std::optional<EntryId> subject_of(const Entry& entry);

/// An entry with its place in the record, from 0, without gaps.
struct Recorded {
  std::uint64_t sequence = 0;
  Entry entry;
  friend bool operator==(const Recorded&, const Recorded&) = default;
};

}  // namespace entente::record
