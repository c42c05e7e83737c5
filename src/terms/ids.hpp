// SPDX-License-Identifier: Apache-2.0
// The ids by which an agreement's parts are named everywhere.
#pragma once

#include "base/id.hpp"

namespace entente::terms {

using AgreementId = Id<struct AgreementTag>;
using TextId = Id<struct TextTag>;
using ActorId = Id<struct ActorTag>;
using ForceClassId = Id<struct ForceClassTag>;
using ZoneId = Id<struct ZoneTag>;
using LineId = Id<struct LineTag>;
using ClauseId = Id<struct ClauseTag>;
using ReadingId = Id<struct ReadingTag>;

/// The reading that every clause has: the words as they are written in the terms.
inline const ReadingId as_written{"as_written"};

}  // namespace entente::terms
