// SPDX-License-Identifier: Apache-2.0
// Whether the write-ahead log that a writer left behind is whole.
#pragma once

#include "base/result.hpp"

#include <string>

namespace entente::store::sqlite {

/// SQLite takes a log as far as its checksums hold and passes over the rest without a word: after a crash that is the
/// append that nobody was promised; after damage it is entries that were acknowledged. It is said where pages of the
/// same log stand behind the first that does not fit; a last page that does not fit is how a killed writer leaves it.
/// Says nothing while somebody writes, nor of a log that was cut: nothing tells how long it was.
/// errors   corrupt, naming the page; unavailable when the log cannot be read.
/// source   sqlite.org/walformat.html
[[nodiscard]] Result<void> check_log(const std::string& path);

}  // namespace entente::store::sqlite
