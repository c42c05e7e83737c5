// SPDX-License-Identifier: Apache-2.0
// Who took part, as actors of the terms, and whether a clause binds them; inside this room only.
#pragma once

#include "evaluate/dictionary.hpp"
#include "findings/findings.hpp"
#include "record/entry.hpp"
#include "terms/terms.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace entente::evaluate {

/// What an incident says of who took part, with those to whom it was attributed since (sorted, unique): to ask with.
struct PeopleAsked {
  const std::vector<record::Participation>& participants;
  const std::vector<std::string>& attributed;
};
/// The same, to keep.
struct PeopleClaim {
  std::vector<record::Participation> participants;
  std::vector<std::string> attributed;

  explicit PeopleClaim(const PeopleAsked& asked) : participants(asked.participants), attributed(asked.attributed) {}
  [[nodiscard]] PeopleAsked asked() const { return {participants, attributed}; }
};

/// Lets a dictionary of kept claims be asked without making one.
struct PeopleHash {
  using is_transparent = void;
  [[nodiscard]] std::size_t operator()(const PeopleAsked& asked) const;
  [[nodiscard]] std::size_t operator()(const PeopleClaim& claim) const { return (*this)(claim.asked()); }
};
struct PeopleEqual {
  using is_transparent = void;
  [[nodiscard]] bool operator()(const PeopleAsked& a, const PeopleAsked& b) const {
    return a.participants == b.participants && a.attributed == b.attributed;
  }
  [[nodiscard]] bool operator()(const PeopleClaim& a, const PeopleClaim& b) const {
    return (*this)(a.asked(), b.asked());
  }
  [[nodiscard]] bool operator()(const PeopleAsked& a, const PeopleClaim& b) const { return (*this)(a, b.asked()); }
  [[nodiscard]] bool operator()(const PeopleClaim& a, const PeopleAsked& b) const { return (*this)(a.asked(), b); }
};

/// Those on one side. All empty: nothing is said of it.
struct Side {
  std::vector<const terms::Actor*> actors;  ///< known to the terms, in the order named, unique
  std::vector<std::string> strangers;       ///< named, but unknown to the terms
  bool nameless = false;                    ///< somebody of whom nothing is said

  /// Nothing is said of this side, not even that somebody was there.
  [[nodiscard]] bool empty() const { return actors.empty() && strangers.empty() && !nameless; }
};

/// One way in which it may have been.
struct Sides {
  Side doers;
  Side others;
  bool directed = false;  ///< doers did it to others; else both took part and who did what is not known
};

/// Everything that is said of who took part.
struct People {
  Sides reported;
  std::vector<Sides> attributed;  ///< one for each claim of who did it
  std::string party;              ///< the party said to have done it; empty when none or several
};

/// Whether a whole side has only names that the terms do not know: nobody can tell whom the clause binds there.
[[nodiscard]] bool has_unknown_side(const People& people);

/// The actors of the terms: who belongs to whom, and whom names of datasets denote.
class ActorBook {
 public:
  explicit ActorBook(const terms::Terms& terms);

  /// By dataset id first, then by name; a name of several, "HTS, Southern Front", is taken apart at its commas.
  [[nodiscard]] People resolve(const PeopleAsked& claim);
  /// yes when `reported` is `named` or part of it; cannot_tell when it is what `named` is part of; else no.
  [[nodiscard]] terms::Covers covers(const terms::Actor& named, const terms::Actor& reported) const;
  /// The actors in the role of a party, in the terms' order.
  [[nodiscard]] const std::vector<const terms::Actor*>& parties() const { return parties_; }
  /// The party that an actor is or belongs to; itself when there is none.
  [[nodiscard]] const terms::Actor& party_of(const terms::Actor& actor) const;
  /// Since when a participant is bound, when it is not since entry into force.
  [[nodiscard]] std::optional<Instant> bound_from(const terms::Actor& actor) const;
  [[nodiscard]] const terms::Terms& terms() const { return terms_; }

 private:
  [[nodiscard]] const Side& who(const record::Participation& participation);
  [[nodiscard]] bool within(const terms::Actor& part, const terms::Actor& whole) const;

  const terms::Terms& terms_;
  terms::ActorNames names_;
  std::vector<const terms::Actor*> parties_;
  std::map<std::vector<std::string>, Side> named_;  // dataset, id, name → who that is
};

/// Whom a clause concerns.
struct Bound {
  std::vector<const terms::Actor*> who;
  bool by_anyone = false;
  std::vector<const terms::Actor*> against;
  bool against_anyone = true;
  bool mutual = false;  ///< `who` and `against` may stand on either side
};

/// `who` empty: every party. `against` empty: anyone.
[[nodiscard]] Bound bound_by(const terms::Prohibition& prohibition, const ActorBook& book);
/// `who` empty: anyone.
[[nodiscard]] Bound bound_by(const terms::Permission& permission, const ActorBook& book);

/// Whether it was by (and against) those whom a clause concerns.
[[nodiscard]] terms::Covers concerns(const Bound& bound, const Sides& sides, const ActorBook& book);

/// The ground for the condition `actors`.
[[nodiscard]] findings::Ground actors_ground(const terms::ClauseId& clause, const Bound& bound, const People& people,
                                             const ActorBook& book);

/// From when those of `people` whom the clause concerns are all bound; none when that is since entry into force.
[[nodiscard]] std::optional<Instant> bound_from(const Bound& bound, const People& people, const ActorBook& book);

/// From when the clause binds anybody: of a truce between two sides, when somebody on each has accepted it; none when
/// that is since entry into force.
[[nodiscard]] std::optional<Instant> bound_from(const Bound& bound, const ActorBook& book);

/// Names of everyone on a side, for reasons.
[[nodiscard]] std::vector<Message> names_of(const Side& side);

}  // namespace entente::evaluate
