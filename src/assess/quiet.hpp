// SPDX-License-Identifier: Apache-2.0
// Days without events since entry into force.
#pragma once

#include "assess/windows.hpp"

namespace entente::assess {

/// Whole civil days from the day of entry into force until just before `at`; a day is without events when nothing
/// counted may have happened on it (`spread`) or begun on it (`start`).
[[nodiscard]] findings::Quiet quiet_days(const Claims& claims, const Frame& frame);

}  // namespace entente::assess
