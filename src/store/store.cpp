// SPDX-License-Identifier: Apache-2.0
#include "store/store.hpp"

#include <utility>

namespace entente::store {

std::future<Result<Appended>> Store::submit(std::span<const record::Entry> batch) {
  auto prepared = prepare(batch, secret());
  if (prepared) return submit_prepared(*std::move(prepared));
  std::promise<Result<Appended>> done;
  done.set_value(fail(std::move(prepared).error()));
  return done.get_future();
}

Result<Appended> Store::append(std::span<const record::Entry> batch) { return submit(batch).get(); }

}  // namespace entente::store
