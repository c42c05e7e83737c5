# SPDX-License-Identifier: Apache-2.0
# Embeds data/gazetteer and data/outlines in room geo: <build>/generated/geo/gazetteer.inc.
set(gazetteer_inc ${CMAKE_BINARY_DIR}/generated/geo/gazetteer.inc)
file(GLOB gazetteer_data CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/gazetteer/*.csv
     ${CMAKE_SOURCE_DIR}/data/outlines/*.geojson)
add_custom_command(
  OUTPUT ${gazetteer_inc}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_gazetteer.py
          --data ${CMAKE_SOURCE_DIR}/data --out ${gazetteer_inc}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_gazetteer.py ${gazetteer_data}
  COMMENT "Built-in gazetteer"
  VERBATIM)
add_custom_target(entente_gazetteer DEPENDS ${gazetteer_inc})
add_dependencies(room_geo entente_gazetteer)
