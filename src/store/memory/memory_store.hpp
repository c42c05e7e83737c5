// SPDX-License-Identifier: Apache-2.0
// A record in memory: for tests, and for what need not outlive the process.
#pragma once

#include "record/canonical.hpp"
#include "store/store.hpp"

#include <memory>

namespace entente::store {

/// An empty record that goes with the process: the plain reference that the other backends are held against.
[[nodiscard]] std::unique_ptr<Store> create_memory(const record::Secret& secret);

}  // namespace entente::store
