// SPDX-License-Identifier: Apache-2.0
// How trouble that the world can cause is returned: Result<T>, an error code and a message for a person.
#pragma once

#include "base/message.hpp"

#include <tl/expected.hpp>

#include <utility>

namespace entente {

/// The few kinds of trouble; they map to exit codes and, later, to HTTP status.
enum class Code {
  invalid,      ///< what was given cannot be right
  not_found,    ///< what was named does not exist
  conflict,     ///< it contradicts what is already there
  corrupt,      ///< stored bytes are not what was written
  unavailable,  ///< a file, disk or process did not do what was asked
  interrupted,  ///< a person stopped it
};

/// What went wrong: its kind for programs, its sentence for people.
struct Error {
  Code code = Code::invalid;
  Message message;

  friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// What a function that returns a Result returns instead of a value.
[[nodiscard]] inline tl::unexpected<Error> fail(Code code, Message message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}
/// The same, handing on an error that is there.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace entente

#define ENTENTE_JOIN_(a, b) a##b
#define ENTENTE_JOIN(a, b) ENTENTE_JOIN_(a, b)
#define ENTENTE_ASSIGN_(declaration, expression, result)            \
  auto result = (expression);                                       \
  if (!(result)) return ::entente::fail(std::move(result).error()); \
  declaration = *std::move(result)

/// `ENTENTE_ASSIGN(auto terms, read_terms(path));` hands an error on, or goes on with the value.
#define ENTENTE_ASSIGN(declaration, expression) \
  ENTENTE_ASSIGN_(declaration, expression, ENTENTE_JOIN(result_of_line_, __LINE__))

/// `ENTENTE_TRY(store.append(entries));` hands an error on, or goes on.
#define ENTENTE_TRY(expression)                               \
  do {                                                        \
    if (auto result_here = (expression); !result_here) {      \
      return ::entente::fail(std::move(result_here).error()); \
    }                                                         \
  } while (false)
