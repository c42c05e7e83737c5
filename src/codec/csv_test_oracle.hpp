// SPDX-License-Identifier: Apache-2.0
// For tests only: the form of docs/methods.md, "Reading CSV", read one character at a time by the plainest parser.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::codec::oracle {

struct Row {
  std::uint64_t line = 0;
  std::vector<std::string> fields;
  friend bool operator==(const Row&, const Row&) = default;
};

struct Outcome {
  std::vector<Row> rows;
  std::uint64_t unclosed_line = 0;  ///< where a quoted field opens that never closes; 0: none
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

class PlainParser {
 public:
  PlainParser(std::string_view text, char separator) : text_(text), separator_(separator) {}

  Outcome parse() {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const bool last_before_break = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
      const bool last_of_file = text_[i] == '\r' && i + 1 == text_.size();
      if (state_ != State::quoted && (last_before_break || last_of_file)) continue;
      take(text_[i]);
    }
    if (state_ == State::quoted) {
      outcome_.unclosed_line = opened_line_;
    } else {
      end_row();
    }
    return std::move(outcome_);
  }

 private:
  enum class State { field_start, unquoted, quoted, behind_quote };

  void take(char c) {
    if (state_ == State::quoted) {
      if (c == '"') {
        state_ = State::behind_quote;
        return;
      }
      if (c == '\n') ++line_;
      field_ += c;
      return;
    }
    if (c == '\n') {
      end_row();
      ++line_;
      row_line_ = line_;
    } else if (c == separator_) {
      row_.push_back(std::move(field_));
      field_.clear();
      state_ = State::field_start;
      row_is_blank_ = false;
    } else if (c == '"' && state_ == State::field_start) {
      state_ = State::quoted;
      opened_line_ = line_;
      row_is_blank_ = false;
    } else if (c == '"' && state_ == State::behind_quote) {
      field_ += c;
      state_ = State::quoted;
    } else {
      field_ += c;
      state_ = State::unquoted;
      row_is_blank_ = false;
    }
  }

  void end_row() {
    if (!row_is_blank_) {
      row_.push_back(std::move(field_));
      outcome_.rows.push_back({row_line_, std::move(row_)});
    }
    field_.clear();
    row_.clear();
    row_is_blank_ = true;
    state_ = State::field_start;
  }

  std::string_view text_;
  char separator_;
  Outcome outcome_;
  State state_ = State::field_start;
  std::string field_;
  std::vector<std::string> row_;
  bool row_is_blank_ = true;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 1;
  std::uint64_t opened_line_ = 0;
};

}  // namespace entente::codec::oracle
