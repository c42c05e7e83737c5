# SPDX-License-Identifier: Apache-2.0
# Generates from i18n/{en,ar,ru}.json one header per room, <build>/generated/msg/<room>.hpp, with a function
# per message, and the catalogue that room i18n embeds. Files are rewritten only when they change.
#
# Every header is declared here, also of a room without a message yet: a header that Ninja does not know as the
# product of this command is looked at before the command ran, and what includes it is then built one run late.
file(GLOB room_folders CONFIGURE_DEPENDS LIST_DIRECTORIES true RELATIVE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/src/*)
set(messages_out ${CMAKE_BINARY_DIR}/generated)
set(message_prefixes ${room_folders} word column)
list(TRANSFORM message_prefixes REPLACE "(.+)" "${messages_out}/msg/\\1.hpp" OUTPUT_VARIABLE message_headers)
add_custom_command(
  OUTPUT ${messages_out}/messages.stamp
  BYPRODUCTS ${messages_out}/catalogue.inc ${message_headers}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/messages.py generate
          --catalogue ${CMAKE_SOURCE_DIR}/i18n --out ${messages_out} --prefixes ${message_prefixes}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/messages.py ${CMAKE_SOURCE_DIR}/i18n/en.json ${CMAKE_SOURCE_DIR}/i18n/ar.json
          ${CMAKE_SOURCE_DIR}/i18n/ru.json
  COMMENT "Messages in three languages"
  VERBATIM)
add_custom_target(entente_messages DEPENDS ${messages_out}/messages.stamp)
