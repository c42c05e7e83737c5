# SPDX-License-Identifier: Apache-2.0
# Finds Google's S2 geometry library (Debian's libs2-dev ships neither a CMake package nor a .pc file).
# Defines s2::s2.
find_path(S2_INCLUDE_DIR s2/s2point.h)
find_library(S2_LIBRARY s2)
set(S2_ABSL_LIBRARIES "")
foreach(part base strings status hash raw_hash_set int128 throw_delegate synchronization time
             raw_logging_internal bad_optional_access log_severity)
  find_library(S2_ABSL_${part} absl_${part})
  mark_as_advanced(S2_ABSL_${part})
  if(S2_ABSL_${part})
    list(APPEND S2_ABSL_LIBRARIES ${S2_ABSL_${part}})
  endif()
endforeach()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(S2 REQUIRED_VARS S2_LIBRARY S2_INCLUDE_DIR)
if(S2_FOUND AND NOT TARGET s2::s2)
  add_library(s2::s2 INTERFACE IMPORTED)
  set_target_properties(s2::s2 PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES ${S2_INCLUDE_DIR}
    INTERFACE_LINK_LIBRARIES "${S2_LIBRARY};${S2_ABSL_LIBRARIES}")
endif()
mark_as_advanced(S2_INCLUDE_DIR S2_LIBRARY)
