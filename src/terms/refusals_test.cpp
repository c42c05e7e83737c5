// SPDX-License-Identifier: Apache-2.0
// Every refusal of the terms language, each with the place and the words that a drafter sees.
#include "i18n/render.hpp"
#include "terms/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace entente::terms {
namespace {

using ::testing::StartsWith;

/// A small agreement in which nothing is wrong.
constexpr const char* sound = R"yaml(entente: 1
agreement:
  id: test
  version: "1"
  title: {en: A test}
  class: preliminary
  status: in_force
  time_zone: Asia/Damascus
  in_force_from: 2017-07-09T12:00[Asia/Damascus]
texts:
  - id: paper
    title: {en: The paper}
    public: "yes"
    languages: [en, ar]
actors:
  - id: gov
    names: {en: Government, ar: الحكومة, ru: Правительство}
    datasets: {ucdp: ["118"]}
  - id: opp
    names: {en: Opposition}
    datasets: {ucdp: ["4456"]}
  - id: usa
    names: {en: United States}
participants:
  - {actor: usa, role: guarantor}
  - {actor: gov, role: party, bound_through: [usa]}
force_classes:
  - id: foreign
    names: {en: Foreign fighters}
carve_outs:
  - id: outside
    names: {en: Outside the truce}
    members:
      - actor: opp
        valid: {from: 2017-01-28, to: 2018-01-01}
areas:
  - {code: D1, kind: district, names: {en: District}, within: SY12}
lines:
  - id: LOC
    kind: contact
    names: {en: Line of contact}
    course: {type: LineString, coordinates: [[36.0, 32.5], [36.5, 32.6]]}
zones:
  - id: Z
    kind: de_escalation
    names: {en: Zone}
    extents:
      - parts:
          - areas: [SY12, D1]
          - outline:
              type: Polygon
              coordinates: [[[36.0, 32.0], [37.0, 32.0], [37.0, 33.0], [36.0, 32.0]]]
          - band: {line: LOC, from_km: 0, to_km: 10, weapons: [artillery]}
clauses:
  - id: P1
    title: {en: Hostilities}
    anchors:
      - {text: paper, language: en, paragraph: "1"}
    prohibition:
      who: [gov]
      against: [opp]
      acts: [hostilities]
      zones: [Z]
    readings:
      - id: other
        holder: The other side
        known_at: 2017-07-10
        reads: {weapons: [aircraft]}
  - id: E1
    title: {en: Self-defence}
    permission: {acts: [armed_clash], excepts: [P1], conditions: [notified]}
  - id: X1
    title: {en: Foreign fighters leave}
    exclusion: {classes: [foreign], from_lines: [LOC], depth_km: [5, 10], deadline: 2017-12-31}
  - id: C1
    title: {en: Talks}
    commitment: {who: [gov], what: a round of talks, due: 2017-11-28}
control_areas: [SY07]
counting:
  - {id: events, unit: event}
verdict:
  holding_ratio_upper: 0.5
monitoring:
  - id: centre
    names: {en: Centre}
    from: 2017-08-23
definitions:
  truce: no shooting
...
)yaml";

struct Refusal {
  std::string name;                   ///< what is wrong, as a claim
  std::string old_words;              ///< of the sound agreement, at their first occurrence,
  std::string new_words;              ///< replaced by these
  std::vector<std::string> problems;  ///< all of them, in order: “line:column: ” and how the message begins
};
std::ostream& operator<<(std::ostream& out, const Refusal& refusal) { return out << refusal.name; }

const std::vector<Refusal>& refusals() {
  static const std::vector<Refusal> all = {
      {"AnUnknownKey",
       "  status: in_force\n",
       "  status: in_force\n  colour: blue\n",
       {"8:3: “colour” is not a key of the terms language here; the keys here are"}},
      {"AMistypedKey",
       "  status: in_force",
       "  statsu: in_force",
       {"3:3: the key “status” is missing in “agreement”; add it",
        "7:3: “statsu” is not a key of the terms language here; did you mean “status”?"}},
      {"AMistypedSection",
       "control_areas:",
       "control_area:",
       {"78:1: “control_area” is not a key of the terms language here; did you mean “control_areas”?"}},
      {"ADuplicateKey",
       "  version: \"1\"\n",
       "  version: \"1\"\n  version: \"2\"\n",
       {"5:3: “version” stands here a second time, first in line 4; keep one of them"}},
      {"ADuplicateActor",
       "  - id: usa\n",
       "  - id: gov\n",
       {"22:9: “gov” already is the id of an actor, in line 16; give this one another id",
        "25:13: “usa” is not the id of an actor of these terms; define it or mend the spelling",
        "26:47: “usa” is not the id of an actor of these terms; define it or mend the spelling"}},
      {"ADuplicateClause",
       "  - id: E1\n",
       "  - id: P1\n",
       {"69:9: “P1” already is the id of a clause, in line 55; give this one another id"}},
      {"ADuplicateReading",
       "        reads: {weapons: [aircraft]}\n",
       "        reads: {weapons: [aircraft]}\n      - {id: other, holder: A third, reads: {weapons: [tank]}}\n",
       {"69:14: “other” already is the id of a reading of this clause, in line 65; give this one another id"}},
      {"AMissingId",
       "  - id: centre\n    names: {en: Centre}",
       "  - names: {en: Centre}",
       {"84:5: the key “id” is missing in “monitoring”; add it"}},
      {"AMissingSection",
       "actors:",
       "definitions:",
       {"1:1: the key “actors” is missing in “terms.yaml”; add it",
        "16:3: “definitions” needs keys with values beneath it, such as “id: P1”",
        "25:13: “usa” is not the id of an actor of these terms; define it or mend the spelling",
        "26:13: “gov” is not the id of an actor of these terms; define it or mend the spelling",
        "26:47: “usa” is not the id of an actor of these terms; define it or mend the spelling",
        "34:16: “opp” is not the id of an actor of these terms; define it or mend the spelling",
        "60:13: “gov” is not the id of an actor of these terms; define it or mend the spelling",
        "61:17: “opp” is not the id of an actor of these terms; define it or mend the spelling",
        "77:24: “gov” is not the id of an actor of these terms; define it or mend the spelling",
        "87:1: “definitions” stands here a second time, first in line 15; keep one of them"}},
      {"AnUndefinedActor",
       "who: [gov]\n      against",
       "who: [gv]\n      against",
       {"60:13: “gv” is not the id of an actor of these terms; did you mean “gov”?"}},
      {"AnUndefinedActorWithoutALikeOne",
       "against: [opp]",
       "against: [martians]",
       {"61:17: “martians” is not the id of an actor of these terms; define it or mend the spelling"}},
      {"AnUndefinedZone",
       "zones: [Z]",
       "zones: [Y1]",
       {"63:15: “Y1” is not the id of a zone of these terms; define it or mend the spelling"}},
      {"AnUndefinedLine",
       "band: {line: LOC",
       "band: {line: LOK",
       {"53:26: “LOK” is not the id of a line of these terms; did you mean “LOC”?"}},
      {"AnUndefinedText",
       "{text: paper",
       "{text: papper",
       {"58:16: “papper” is not the id of a text of these terms; did you mean “paper”?"}},
      {"AnUndefinedClause",
       "excepts: [P1]",
       "excepts: [P9]",
       {"71:49: “P9” is not the id of a clause of these terms; did you mean “P1”?"}},
      {"AnUndefinedForceClass",
       "classes: [foreign]",
       "classes: [foriegn]",
       {"74:27: “foriegn” is not the id of a force class of these terms; did you mean “foreign”?"}},
      {"AnUndefinedCarveOut",
       "      zones: [Z]\n    readings",
       "      zones: [Z]\n      carve_outs: [outsid]\n    readings",
       {"64:20: “outsid” is not the id of a carve-out of these terms; did you mean “outside”?"}},
      {"AnUnknownArea",
       "control_areas: [SY07]",
       "control_areas: [SY99]",
       {"78:17: “SY99” is the code of no area, neither of the gazetteer nor of “areas”; add it under “areas” or mend "
        "the code"}},
      {"AnUnknownAreaAround",
       "within: SY12",
       "within: SY98",
       {"37:63: “SY98” is the code of no area, neither of the gazetteer nor of “areas”; add it under “areas” or mend "
        "the code"}},
      {"AnIdWithASpace",
       "  - id: usa\n",
       "  - id: u s a\n",
       {"22:9: “u s a” cannot be an id; use letters, digits, “.”, “-” and “_”, at most 64 of them",
        "25:13: “usa” is not the id of an actor of these terms; define it or mend the spelling",
        "26:47: “usa” is not the id of an actor of these terms; define it or mend the spelling"}},
      {"AnEmptyId",
       "  - id: usa\n",
       "  - id: \"\"\n",
       {"22:9: “id” has no value; write one or leave the key out",
        "25:13: “usa” is not the id of an actor of these terms; define it or mend the spelling",
        "26:47: “usa” is not the id of an actor of these terms; define it or mend the spelling"}},
      {"AKeyWithoutAValue",
       "  status: in_force\n",
       "  status:\n",
       {"7:3: “status” has no value; write one or leave the key out"}},
      {"AListForAWord",
       "  status: in_force",
       "  status: [in_force]",
       {"7:11: “status” needs one value here, not a list or further keys"}},
      {"AWordForAList",
       "acts: [hostilities]\n",
       "acts: hostilities\n",
       {"62:13: “acts” needs a list; write it as [a, b] or with a dash before each item"}},
      {"AWordForAMapping",
       "    names: {en: United States}",
       "    names: United States",
       {"23:12: “names” needs keys with values beneath it, such as “id: P1”"}},
      {"AnEmptyList",
       "      against: [opp]",
       "      against: []",
       {"61:16: the list “against” is empty; name at least one, or leave the key out"}},
      {"NoActsAtAll", "      acts: [hostilities]\n", "", {"60:7: the key “acts” is missing in “prohibition”; add it"}},
      {"AnUnknownStatus",
       "status: in_force",
       "status: inforce",
       {"7:11: “inforce” is not a word for “status”; did you mean “in_force”?"}},
      {"AnUnknownClass",
       "class: preliminary",
       "class: unilateral",
       {"6:10: “unilateral” is not a word for “class”; the words are"}},
      {"AnUnknownAct",
       "acts: [hostilities]",
       "acts: [shellling]",
       {"62:14: “shellling” is not a word for “acts”; did you mean “shelling”?"}},
      {"TheActUnknown",
       "acts: [hostilities]",
       "acts: [unknown]",
       {"62:14: “unknown” is not a word for “acts”; the words are"}},
      {"AnUnknownWeapon",
       "weapons: [artillery]",
       "weapons: [cannon]",
       {"53:64: “cannon” is not a word for “weapons”; the words are"}},
      {"AnUnknownRole", "role: party", "role: parties", {"26:24: “parties” is not a word for “role”; the words are"}},
      {"AnUnknownZoneKind",
       "kind: de_escalation",
       "kind: deescalation",
       {"45:11: “deescalation” is not a word for “kind”; did you mean “de_escalation”?"}},
      {"ADateInWords",
       "deadline: 2017-12-31",
       "deadline: 9 July",
       {"74:85: “9 July” is not a day; write it as 2017-07-09"}},
      {"ADayThatDoesNotExist",
       "due: 2017-11-28",
       "due: 2017-11-31",
       {"77:59: “2017-11-31” is not a day; write it as 2017-07-09"}},
      {"AMomentInWords",
       "in_force_from: 2017-07-09T12:00[Asia/Damascus]",
       "in_force_from: 9 July",
       {"9:18: “9 July” is not a day or a time; write it as 2017-07-09, or as 2017-07-09T12:00[Asia/Damascus]"}},
      {"ATimeWithoutAZone",
       "in_force_from: 2017-07-09T12:00[Asia/Damascus]",
       "in_force_from: 2017-07-09T12:00",
       {"9:18: “2017-07-09T12:00” is not a day or a time; write it as 2017-07-09, or as "
        "2017-07-09T12:00[Asia/Damascus]"}},
      {"AnUnknownTimeZone",
       "time_zone: Asia/Damascus",
       "time_zone: Damascus",
       {"8:14: “Damascus” is not a time zone of the IANA database; write it as Asia/Damascus"}},
      {"AnUnknownTimeZoneOfATime",
       "T12:00[Asia/Damascus]",
       "T12:00[Asia/Atlantis]",
       {"9:18: “Asia/Atlantis” is not a time zone of the IANA database; write it as Asia/Damascus"}},
      {"ATimeThatTheClocksJumpedOver",
       "2017-07-09T12:00[Asia/Damascus]",
       "2017-03-31T00:30[Asia/Damascus]",
       {"9:18: 2017-03-31T00:30 does not exist in Asia/Damascus: the clocks went forward over it"}},
      {"ALengthInWords",
       "to_km: 10",
       "to_km: ten",
       {"53:50: “ten” is not a number for “to_km”; write digits with a point, without the unit"}},
      {"ALengthWithItsUnit",
       "to_km: 10",
       "to_km: 10 km",
       {"53:50: “10 km” is not a number for “to_km”; write digits with a point, without the unit"}},
      {"ANegativeLength",
       "from_km: 0",
       "from_km: -1",
       {"53:40: -1 is out of range for “from_km”; it must lie between 0 and 20,040"}},
      {"AnEmptyBand",
       "from_km: 0, to_km: 10",
       "from_km: 10, to_km: 10",
       {"53:19: a band from 10 km to 10 km is empty; the second must be larger"}},
      {"AReversedDepth",
       "depth_km: [5, 10]",
       "depth_km: [10, 5]",
       {"74:66: from 10 km to 5 km is no distance; the second must not be smaller"}},
      {"ADepthOfOneNumber", "depth_km: [5, 10]", "depth_km: [5]", {"74:66: “depth_km” needs two numbers, [from, to]"}},
      {"AnEmptyTime",
       "from: 2017-01-28, to: 2018-01-01",
       "from: 2018-01-28, to: 2018-01-01",
       {"35:16: from 2018-01-28 00:00 to 2018-01-01 00:00 is no time at all; the end must come after the start"}},
      {"ExpiryBeforeEntry",
       "class: preliminary",
       "class: preliminary\n  expires_at: 2017-07-01",
       {"7:15: “expires_at” is 2017-07-01T00:00[Asia/Damascus], not after the entry into force "
        "2017-07-09T12:00[Asia/Damascus]; mend one of the two"}},
      {"AnEndAtEntry",
       "class: preliminary\n  status: in_force",
       "class: preliminary\n  ended_at: 2017-07-09T12:00[Asia/Damascus]\n  status: ended",
       {"7:13: “ended_at” is 2017-07-09T12:00[Asia/Damascus], not after the entry into force "
        "2017-07-09T12:00[Asia/Damascus]; mend one of the two"}},
      {"InForceWithoutADate",
       "  in_force_from: 2017-07-09T12:00[Asia/Damascus]\n",
       "",
       {"7:11: the status is “in_force”, but “in_force_from” does not say since when; add “in_force_from” or mend the "
        "status"}},
      {"EndedWithoutADate",
       "status: in_force",
       "status: ended",
       {"7:11: the status is “ended”, but “ended_at” does not say since when; add “ended_at” or mend the status"}},
      {"InForceButEnded",
       "class: preliminary",
       "class: preliminary\n  ended_at: 2018-07-06",
       {"8:11: the status is “in_force”, but “ended_at” says that this stage was left at "
        "2018-07-06T00:00[Asia/Damascus]; mend one of the two"}},
      {"ADeadlineBeforeEntry",
       "deadline: 2017-12-31",
       "deadline: 2017-07-08",
       {"74:85: the deadline 2017-07-08 lies before the entry into force 2017-07-09T12:00[Asia/Damascus]; mend one of "
        "the two"}},
      {"AProhibitionWhenNothingIsInForce",
       "      zones: [Z]\n",
       "      zones: [Z]\n      when: {from: 2016-01-01, to: 2016-02-01}\n",
       {"64:13: “when” (2016-01-01 00:00 to 2016-02-01 00:00) lies wholly outside the agreement’s force (from "
        "2017-07-09 12:00 on), so it would never hold; mend one of the two"}},
      {"AProhibitionUntilEntry",
       "      zones: [Z]\n",
       "      zones: [Z]\n      when: {to: 2017-07-09}\n",
       {"64:13: “when” (until 2017-07-09 00:00) lies wholly outside"}},
      {"AReadingWhenNothingIsInForce",
       "reads: {weapons: [aircraft]}",
       "reads: {when: {from: 2016-01-01, to: 2016-02-01}}",
       {"68:23: “when” (2016-01-01 00:00 to 2016-02-01 00:00) lies wholly outside"}},
      {"ACommitmentDueTwice",
       "due: 2017-11-28",
       "due: 2017-11-28, due_rule: before the next round",
       {"77:17: both “due” and “due_rule” say when this is due; keep one of them"}},
      {"TwoTextsCalledAuthentic",
       "    languages: [en, ar]\n",
       "    languages: [en, ar]\n    authentic: [en, ar]\n",
       {"15:16: more than one language is called authentic here; name the one that decides, or write “equal”"}},
      {"AnAuthenticTextThatDoesNotExist",
       "    languages: [en, ar]\n",
       "    languages: [en, ar]\n    authentic: ru\n",
       {"15:16: “ru” is called the authentic text, but the text exists in en, ar; name one of these"}},
      {"AnAnchorInALanguageThatDoesNotExist",
       "language: en,",
       "language: ru,",
       {"58:33: “ru” is no language of the text “paper”, which exists in en, ar; mend one of the two"}},
      {"AClauseOfNoKind",
       "    commitment: {who: [gov], what: a round of talks, due: 2017-11-28}\n",
       "",
       {"75:5: the clause “C1” says neither what it forbids nor what it allows or owes; add one of prohibition, "
        "permission, exclusion, separation, notification, commitment"}},
      {"AClauseOfTwoKinds",
       "    permission: {acts",
       "    commitment: {what: something}\n    permission: {acts",
       {"71:5: this clause already is a “permission”; make “commitment” a clause of its own"}},
      {"AReadingNamedAsWritten",
       "      - id: other",
       "      - id: as_written",
       {"65:13: “as_written” is the name of the words as written; give this reading another id"}},
      {"AReadingWithoutAHolder",
       "        holder: The other side\n",
       "",
       {"65:9: the key “holder” is missing in “readings”; add it"}},
      {"AReadingWithAKeyOfAnotherKind",
       "reads: {weapons: [aircraft]}",
       "reads: {depth_km: [1, 2]}",
       {"68:17: “depth_km” is not a key of the terms language here; the keys here are"}},
      {"AnExceptionFromNoProhibition",
       "excepts: [P1]",
       "excepts: [X1]",
       {"71:49: “X1” is not a prohibition, so nothing can be excepted from it; name a prohibition"}},
      {"BoundThroughNoGuarantor",
       "bound_through: [usa]",
       "bound_through: [opp]",
       {"26:47: “opp” has no role as guarantor, so nobody can be bound through it; list it as guarantor or mend this"}},
      {"ARoleTwice",
       "  - {actor: usa, role: guarantor}\n",
       "  - {actor: usa, role: guarantor}\n  - {actor: usa, role: guarantor}\n",
       {"26:13: “usa” already has this role in line 25; keep one of them"}},
      {"ADatasetIdOfTwoActors",
       "ucdp: [\"4456\"]",
       "ucdp: [\"118\"]",
       {"21:15: the id “118” of “ucdp” already belongs to the actor “gov”; one id denotes one actor"}},
      {"AnActorThatIsPartOfItself",
       "    names: {en: United States}\n",
       "    names: {en: United States}\n    part_of: usa\n",
       {"24:14: “usa” ends up as part of itself; break the circle of “part_of”"}},
      {"AnAreaNamedTwice",
       "areas: [SY12, D1]",
       "areas: [SY12, D1, SY12]",
       {"49:31: “SY12” is named twice in this list, first in line 49; name it once"}},
      {"ThresholdsReversed",
       "holding_ratio_upper: 0.5",
       "holding_ratio_upper: 1.5",
       {"82:3: “holding_ratio_upper” is 1.5 and “strained_ratio_upper” 1; the first must not be larger"}},
      {"ACoverageInPercent",
       "  holding_ratio_upper: 0.5",
       "  minimum_coverage: 60",
       {"82:21: 60 is out of range for “minimum_coverage”; it must lie between 0 and 1"}},
      {"DaysThatAreNotWhole",
       "  holding_ratio_upper: 0.5",
       "  recent_days: 13.5",
       {"82:16: 13.5 is not a whole number; “recent_days” counts whole things"}},
      {"AnExtentOfNothing",
       "          - areas: [SY12, D1]\n",
       "          - {}\n",
       {"49:13: exactly one of outline, areas, band, not_delimited must stand here; now there are 0"}},
      {"AnExtentOfTwoKinds",
       "          - areas: [SY12, D1]\n",
       "          - {areas: [SY12], not_delimited: {}}\n",
       {"49:13: exactly one of outline, areas, band, not_delimited must stand here; now there are 2"}},
      {"ALineThatIsDrawnAndNotPublished",
       "    names: {en: Line of contact}\n",
       "    names: {en: Line of contact}\n    agreed_not_published: true\n",
       {"42:27: the line is drawn and also “agreed_not_published”; keep one of the two"}},
      {"ALineOfOnePoint",
       "[[36.0, 32.5], [36.5, 32.6]]",
       "[[36.0, 32.5], [36.0, 32.5]]",
       {"42:45: the line needs at least two different positions"}},
      {"YesForTrue",
       "    names: {en: Line of contact}\n",
       "    names: {en: Line of contact}\n    agreed_not_published: yes\n",
       {"42:27: “yes” is neither true nor false; write “true” or “false” for “agreed_not_published”"}},
      {"LatitudeBeforeLongitude",
       "[37.0, 33.0], [36.0, 32.0]]]",
       "[37.0, 133.0], [36.0, 32.0]]]",
       {"52:58: [37, 133] has a latitude beyond 90°; were latitude and longitude swapped? Write [longitude, "
        "latitude]"}},
      {"ALatitudeFarAway",
       "[37.0, 33.0], [36.0, 32.0]]]",
       "[37.0, 330.0], [36.0, 32.0]]]",
       {"52:58: [37, 330] is not on the Earth; longitude is -180 to 180, latitude -90 to 90"}},
      {"APositionOfOneNumber",
       "[37.0, 33.0], [36.0, 32.0]]]",
       "[37.0], [36.0, 32.0]]]",
       {"52:58: a position must be two numbers, [longitude, latitude]"}},
      {"APositionInWords",
       "[37.0, 33.0], [36.0, 32.0]]]",
       "[\"37.0\", 33.0], [36.0, 32.0]]]",
       {"52:58: a position must be two numbers, [longitude, latitude]"}},
      {"ARingThatIsNotClosed",
       "[37.0, 33.0], [36.0, 32.0]]]",
       "[37.0, 33.0], [36.0, 32.1]]]",
       {"52:29: the ring ends elsewhere than it began; repeat its first position at the end"}},
      {"ARingOfThreePositions",
       "[37.0, 32.0], [37.0, 33.0], [36.0, 32.0]]]",
       "[37.0, 32.0], [36.0, 32.0]]]",
       {"52:29: the ring has 3 positions; a ring needs at least four, the last the same as the first"}},
      {"ARingThatCrossesItself",
       "[[[36.0, 32.0], [37.0, 32.0], [37.0, 33.0], [36.0, 32.0]]]",
       "[[[36.0, 32.0], [37.0, 33.0], [37.0, 32.0], [36.0, 33.0], [36.0, 32.0]]]",
       {"52:29: ring 1 of “Z” cannot be used:"}},
      {"PolygonsThatCross",
       "              type: Polygon\n              coordinates: [[[36.0, 32.0], [37.0, 32.0], [37.0, 33.0], [36.0, "
       "32.0]]]",
       "              type: MultiPolygon\n              coordinates: [[[[36.0, 32.0], [37.0, 32.0], [37.0, 33.0], "
       "[36.0, 32.0]]], [[[36.0, 32.5], [37.5, 32.5], [37.5, 32.6], [36.0, 32.5]]]]",
       {"51:15: the outline of “Z” cannot be used:"}},
      {"AHoleThatLiesOutside",
       "[37.0, 33.0], [36.0, 32.0]]]",
       "[37.0, 33.0], [36.0, 32.0]], [[38.0, 32.0], [38.1, 32.0], [38.1, 32.1], [38.0, 32.0]]]",
       {"52:28: the outline of “Z” cannot be used:"}},
      {"AnOutlineOfPoints",
       "type: Polygon",
       "type: MultiPoint",
       {"51:21: this is not GeoJSON as needed here: “type” is “MultiPoint” where Polygon, MultiPolygon is needed"}},
      {"AnOutlineWithoutAType",
       "              type: Polygon\n",
       "",
       {"51:15: this is not GeoJSON as needed here: “type” is missing"}},
      {"AFileThatIsNotThere",
       "              type: Polygon\n              coordinates: [[[36.0, 32.0], [37.0, 32.0], [37.0, 33.0], [36.0, "
       "32.0]]]",
       "              file: zone.geojson",
       {"51:21: the file “zone.geojson” is not in the folder of the agreement; add it or mend the name"}},
      {"AFileOutsideTheFolder",
       "              type: Polygon\n              coordinates: [[[36.0, 32.0], [37.0, 32.0], [37.0, 33.0], [36.0, "
       "32.0]]]",
       "              file: ../zone.geojson",
       {"51:21: “../zone.geojson” leads outside the folder of the agreement; put the file beside the terms and name it "
        "without “..” or a leading “/”"}},
      {"AFileByItsWholePath",
       "              type: Polygon\n              coordinates: [[[36.0, 32.0], [37.0, 32.0], [37.0, 33.0], [36.0, "
       "32.0]]]",
       "              file: /etc/passwd",
       {"51:21: “/etc/passwd” leads outside the folder of the agreement; put the file beside the terms and name it "
        "without “..” or a leading “/”"}},
      {"AnotherVersionOfTheLanguage",
       "entente: 1",
       "entente: 2",
       {"1:10: “2” is not a version of the terms language that this program reads; write “entente: 1”"}},
      {"NoVersionOfTheLanguage", "entente: 1\n", "", {"1:1: the key “entente” is missing in “terms.yaml”; add it"}},
      {"AFileThatEndsEarly",
       "  truce: no shooting\n...\n",
       "  truce: no shoo",
       {"88:17: the file does not end with a line “...”, so it may have been cut off; restore the rest, or add that "
        "line if the text is complete"}},
      {"ABracketTooMany", "zones: [Z]", "zones: [Z]]", {"63:17: this cannot be read as YAML ("}},
      {"ATabForAnIndentation", "  status: in_force", "\tstatus: in_force", {"7:1: this cannot be read as YAML ("}},
      {"AnAlias", "acts: [hostilities]", "acts: *acts", {"62:13: this cannot be read as YAML ("}},
      {"AnAnchorOfYaml",
       "acts: [hostilities]",
       "acts: &acts [hostilities]",
       {"62:13: anchors, aliases and tags of YAML ("}},
      {"ATag", "to_km: 10", "to_km: !!int 10", {"53:50: anchors, aliases and tags of YAML ("}},
      {"ASecondDocument",
       "control_areas: [SY07]\n",
       "---\ncontrol_areas: [SY07]\n",
       {"78:1: a second document starts here; keep one agreement per file"}},
      {"AKeyThatIsAList",
       "  truce: no shooting",
       "  [truce]: no shooting",
       {"88:3: a key must be one word here; put quotes around it or check the indentation"}},
      {"AProblemBehindArabicLetters",
       "ru: Правительство}",
       "ru: Правительство, fr: Gouvernement}",
       {"17:61: “fr” is not a key of the terms language here; did you mean “ar”?"}},
  };
  return all;
}

std::vector<std::string> problems_of(const std::string& text) {
  std::vector<std::string> lines;
  for (const auto& problem : parse(Bundle{{{"terms.yaml", text}}}, geo::Gazetteer::built_in()).problems) {
    lines.push_back(to_string(problem, i18n::Language::en));
  }
  return lines;
}

class Refused : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refused, AtItsPlaceInItsWords) {
  const auto& [name, old_words, new_words, problems] = GetParam();
  std::string text = sound;
  const auto at = text.find(old_words);
  ASSERT_NE(at, std::string::npos) << old_words;
  text.replace(at, old_words.size(), new_words);
  std::vector<::testing::Matcher<std::string>> expected;
  for (const auto& problem : problems)
    expected.push_back(StartsWith("terms.yaml:" + problem));
  EXPECT_THAT(problems_of(text), ::testing::ElementsAreArray(expected));
}

INSTANTIATE_TEST_SUITE_P(Terms, Refused, ::testing::ValuesIn(refusals()),
                         [](const auto& row) { return row.param.name; });

TEST(Terms, TheSoundAgreementIsAccepted) { EXPECT_THAT(problems_of(sound), ::testing::IsEmpty()); }

TEST(Terms, EveryRefusalHasWordsInArabicAndRussian) {
  for (const auto& refusal : refusals()) {
    std::string text = sound;
    text.replace(text.find(refusal.old_words), refusal.old_words.size(), refusal.new_words);
    for (const auto& problem : parse(Bundle{{{"terms.yaml", text}}}, geo::Gazetteer::built_in()).problems) {
      const auto english = i18n::render(problem.message, i18n::Language::en);
      EXPECT_NE(i18n::render(problem.message, i18n::Language::ar), english) << refusal.name;
      EXPECT_NE(i18n::render(problem.message, i18n::Language::ru), english) << refusal.name;
    }
  }
}

}  // namespace
}  // namespace entente::terms
