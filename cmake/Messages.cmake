# SPDX-License-Identifier: Apache-2.0
# Generates from i18n/{en,ar,ru}.json one header per room, <build>/generated/msg/<room>.hpp, with a function
# per message, and the catalogue that room i18n embeds. Files are rewritten only when they change.
set(messages_out ${CMAKE_BINARY_DIR}/generated)
add_custom_command(
  OUTPUT ${messages_out}/messages.stamp
  BYPRODUCTS ${messages_out}/catalogue.inc
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/messages.py generate
          --catalogue ${CMAKE_SOURCE_DIR}/i18n --out ${messages_out}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/messages.py ${CMAKE_SOURCE_DIR}/i18n/en.json ${CMAKE_SOURCE_DIR}/i18n/ar.json
          ${CMAKE_SOURCE_DIR}/i18n/ru.json
  COMMENT "Messages in three languages"
  VERBATIM)
add_custom_target(entente_messages DEPENDS ${messages_out}/messages.stamp)
