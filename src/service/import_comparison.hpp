// SPDX-License-Identifier: Apache-2.0
// What a file's rows are beside those that the record has of the same dataset: new, changed, equal, gone.
#pragma once

#include "import/importer.hpp"
#include "record/view.hpp"
#include "service/import.hpp"
#include "store/store.hpp"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace entente::service {

/// What the record has of a dataset: each row's latest release, by the dataset's id.
struct Dataset {
  struct Row {
    record::Entry entry;
    bool retracted = false;
    bool seen = false;   ///< in the file being imported
    bool equal = false;  ///< the file's row is `entry`
  };
  std::map<std::string, Row, std::less<>> rows;
  std::unordered_set<record::EntryId> ids;  ///< of every entry, whatever its dataset; and those that its keys derive
  std::optional<record::ImportRun> latest_run;
  Instant latest_release = beginning_of_time;
  bool of_made_record = false;  ///< the record holds simulated entries
  bool holds_more = false;      ///< the record holds anything but its terms
};
/// Reads the whole record. errors: those of the store.
[[nodiscard]] Result<Dataset> read_dataset(store::Store& store, std::string_view name);

/// The record as it will be with what was taken so far: what a row may correct or speak of.
struct RecordBefore {
  record::View view;
  std::set<std::string, std::less<>> datasets;
  std::unordered_map<record::EntryId, std::string_view> dataset_of;  // one of `datasets`; empty: of none

  /// errors   those of record::View::add; then nothing changed.
  [[nodiscard]] Result<void> add(record::Entry entry);
};

/// Takes rows as they come and gathers what is to be appended; it is made ready for the store meanwhile. `request`,
/// `store` and `report` must outlive it.
class Comparison {
 public:
  Comparison(const ImportRequest& request, bool keeps_ids, store::Store& store, Dataset dataset, ImportReport& report);

  /// errors   conflict when the same release's row is there with other content; those of the store.
  [[nodiscard]] Result<void> take(record::Entry entry, std::uint64_t line);

  /// Once the file is read and the rejects are in the report: retracts rows of earlier releases that it should have and
  /// has not; counts those that stay, and rows that are alike. errors   conflict when so many would go that the file
  /// was more likely cut off, or so many change that it is more likely of another dataset.
  [[nodiscard]] Result<void> finish(const importing::Scope& scope);

  /// Whether anything is to be appended.
  [[nodiscard]] bool has_found_something() const { return !entries_.empty(); }
  /// What is to be appended, but for the run.
  [[nodiscard]] const std::deque<record::Entry>& entries() const { return entries_; }
  /// Whether places are added, changed or taken out.
  [[nodiscard]] bool changes_places() const { return changes_places_; }

  /// What is to be appended: in the order of the file, then the retractions, then `run`.
  /// errors   those of store::prepare.
  [[nodiscard]] Result<store::PreparedBatch> batch_with(record::Entry run) &&;

 private:
  [[nodiscard]] Result<void> take_known(Dataset::Row& row, record::Entry entry, std::uint64_t line);
  [[nodiscard]] Result<void> take_new(record::Entry entry, std::uint64_t line);
  [[nodiscard]] Result<void> append(record::Entry entry, std::uint64_t line, std::uint64_t& counter);
  void gather(record::Entry entry);
  [[nodiscard]] std::optional<Message> taken(const record::Entry& entry) const;
  [[nodiscard]] std::optional<Message> misfit(const record::Entry& entry);
  [[nodiscard]] Result<void> open_before();
  void count_touched(const record::Entry& entry);
  void count_touched(const record::EntryId& subject, std::uint64_t Touched::* counter);
  void reject(const record::Entry& entry, std::uint64_t line, Message reason);
  [[nodiscard]] std::optional<Message> impossible(const record::Entry& entry) const;
  [[nodiscard]] std::optional<Message> not_yet_happened(const record::Entry& entry) const;
  [[nodiscard]] std::uint64_t count_known() const;
  [[nodiscard]] Result<void> check_changed(std::uint64_t known);
  [[nodiscard]] bool is_gone(const Dataset::Row& row, const importing::Scope& scope) const;
  [[nodiscard]] Result<void> retract_gone(const importing::Scope& scope, std::uint64_t known);
  [[nodiscard]] record::Entry retraction_of(const std::string& id, const Dataset::Row& row) const;
  void count_alike();
  [[nodiscard]] std::optional<Instant> assumed_time(const record::Entry& entry) const;

  const ImportRequest& request_;
  bool keeps_ids_;
  store::Store& store_;
  Dataset dataset_;
  ImportReport& report_;
  std::unordered_map<std::string, std::uint64_t> lines_;  // of the rows that the file has, by the dataset's id
  std::unordered_set<std::size_t> kinds_;                 // indices of Body in the file
  std::deque<record::Entry> entries_;                     // they stay where they are while more are added
  store::Preparation preparation_;                        // of `entries_`
  bool changes_places_ = false;
  std::optional<RecordBefore> before_;           // read when the first row asks for it
  std::unordered_set<record::EntryId> touched_;  // of other datasets
  Day released_on_;                              // civil day of the release
};

}  // namespace entente::service
