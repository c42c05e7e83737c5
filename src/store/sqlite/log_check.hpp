// SPDX-License-Identifier: Apache-2.0
// Whether the write-ahead log that a writer left behind is whole.
#pragma once

#include "base/result.hpp"

#include <string>

namespace entente::store::sqlite {

// SQLite takes a log as far as its checksums hold and passes over the rest without a word: after a crash that is the
// append that nobody was promised; after damage it is entries that were acknowledged.
// source   sqlite.org/walformat.html

/// Names the first page that does not fit where pages of the same log stand behind it: the power was cut from an
/// append, or it is damage. A last page that does not fit is how a killed writer leaves it. Says nothing while somebody
/// writes, nor of a log that was cut: nothing tells how long it was. errors   corrupt, naming the page; unavailable
/// when the log cannot be read.
[[nodiscard]] Result<void> check_log(const std::string& path);

/// Whether the log has lost what was acknowledged, for certain: behind the page that does not fit one append ended and
/// the next began, which no writer does before the first is on the disk. For the one who writes: that append would
/// be written over.
/// returns  whether there is a log.
/// errors   as `check_log`.
[[nodiscard]] Result<bool> check_log_before_writing(const std::string& path);

}  // namespace entente::store::sqlite
