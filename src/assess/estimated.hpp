// SPDX-License-Identifier: Apache-2.0
// A number that data may not allow, as findings have it, for every method of this room.
#pragma once

#include "findings/estimated.hpp"

namespace entente::assess {

using findings::Estimated;
using findings::not_estimable;
using findings::NotEstimable;

}  // namespace entente::assess
