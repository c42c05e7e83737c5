// SPDX-License-Identifier: Apache-2.0
// Days without events since entry into force.
#pragma once

#include "assess/windows.hpp"

namespace entente::assess {

/// Whole civil days from the day of entry into force until just before `at`; which days had events
/// `days_with_events` says.
[[nodiscard]] findings::Quiet quiet_days(const Claims& claims, const Frame& frame);

}  // namespace entente::assess
