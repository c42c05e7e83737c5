// SPDX-License-Identifier: Apache-2.0
// Days without events since entry into force.
#include "assess/quiet.hpp"

#include <algorithm>

namespace entente::assess {

findings::Quiet quiet_days(const Claims& claims, const Frame& frame) {
  findings::Quiet quiet{.days = std::max(0, frame.days_in_force())};
  int run = 0;
  for (const bool eventful : days_with_events(claims, civil_days(frame, frame.force_day, frame.at_day), frame)) {
    run = eventful ? 0 : run + 1;
    quiet.days_without_events += eventful ? 0 : 1;
    quiet.longest_run_days = std::max(quiet.longest_run_days, run);
  }
  return quiet;
}

}  // namespace entente::assess
