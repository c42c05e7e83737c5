// SPDX-License-Identifier: Apache-2.0
#include "store/memory/memory_store.hpp"

#include "store/contract_test.hpp"

namespace entente::store {

INSTANTIATE_TEST_SUITE_P(Memory, StoreContract,
                         testing::Values(Backend{"memory", [] { return create_memory(fixed_secret()); }}),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace entente::store
