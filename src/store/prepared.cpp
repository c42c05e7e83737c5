// SPDX-License-Identifier: Apache-2.0
#include "store/prepared.hpp"

#include "msg/store.hpp"

#include <algorithm>
#include <future>
#include <ranges>
#include <unordered_map>

namespace entente::store {
namespace {

constexpr std::size_t batch_for_two_threads = 256;

Result<void> prepare_each(std::span<const record::Entry> batch, std::span<Prepared> into,
                          const record::Secret& secret) {
  record::Encoder encoder(secret);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const record::Entry& entry = batch[i];
    ENTENTE_ASSIGN(const auto encoded, encoder.encode(entry));
    into[i].id = entry.id;
    into[i].stored = encoded.stored;
    into[i].leaf = encoded.leaf;
    into[i].external = key_of(entry);
  }
  return {};
}

/// Half here and half on another thread; the first error in the batch's order is the one returned.
Result<void> prepare_in_halves(std::span<const record::Entry> batch, std::span<Prepared> into,
                               const record::Secret& secret) {
  const std::size_t half = batch.size() / 2;
  auto second = std::async([&] { return prepare_each(batch.subspan(half), into.subspan(half), secret); });
  auto first = prepare_each(batch.first(half), into.first(half), secret);
  auto rest = second.get();
  ENTENTE_TRY(std::move(first));
  return rest;
}

/// Drops repetitions; refuses what contradicts itself.
Result<PreparedBatch> without_repetitions(std::span<const record::Entry> batch, std::vector<Prepared> prepared) {
  std::unordered_map<record::EntryId, std::size_t> by_id;
  std::unordered_map<record::EntryId, std::size_t> by_external;
  by_id.reserve(prepared.size());
  by_external.reserve(prepared.size());
  std::vector<std::size_t> repeated;
  for (std::size_t i = 0; i < prepared.size(); ++i) {
    const auto [same_id, is_new] = by_id.emplace(prepared[i].id, i);
    if (!is_new) {
      if (prepared[same_id->second].stored != prepared[i].stored) {
        return fail(Code::conflict, msg::store::twice_in_batch(to_string(prepared[i].id)));
      }
      repeated.push_back(i);
    } else if (prepared[i].external && !by_external.emplace(*prepared[i].external, i).second) {
      const auto& key = *batch[i].external;
      return fail(Code::conflict, msg::store::external_twice_in_batch(key.id, key.dataset, key.release));
    }
  }
  for (const std::size_t i : std::views::reverse(repeated)) {
    prepared.erase(prepared.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return PreparedBatch{.entries = std::move(prepared), .repeated = repeated.size()};
}

}  // namespace

std::optional<record::EntryId> key_of(const record::Entry& entry) {
  return entry.external ? std::optional(record::derive_id(*entry.external)) : std::nullopt;
}

Result<PreparedBatch> prepare(std::span<const record::Entry> batch, const record::Secret& secret) {
  std::vector<Prepared> prepared(batch.size());
  if (batch.size() < batch_for_two_threads) {
    ENTENTE_TRY(prepare_each(batch, prepared, secret));
  } else {
    ENTENTE_TRY(prepare_in_halves(batch, prepared, secret));
  }
  if (prepared.size() == 1) return PreparedBatch{.entries = std::move(prepared), .repeated = 0};
  return without_repetitions(batch, std::move(prepared));
}

}  // namespace entente::store
