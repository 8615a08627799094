# SPDX-License-Identifier: Apache-2.0
# twb_room(NAME [USES room…] [LIBRARIES target…] [EXCEPT file…]): app/NAME becomes the static library twb_NAME, alias twb::NAME.
#
# Files are found by globbing, so that adding a file touches one place. Rooms see each other as "json/tape.h"; which
# rooms a room may use is only what stands in USES (link scope) and in tests/arch (includes).
function(twb_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LIBRARIES;EXCEPT" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.h)
  foreach(apart IN LISTS ROOM_EXCEPT)
    list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/${name}/${apart})
  endforeach()
  add_library(twb_${name} STATIC ${sources})
  set_target_properties(twb_${name} PROPERTIES LINKER_LANGUAGE CXX)
  add_library(twb::${name} ALIAS twb_${name})
  target_include_directories(twb_${name} PUBLIC ${PROJECT_SOURCE_DIR}/app)
  target_link_libraries(twb_${name} PRIVATE twb_flags)
  foreach(used IN LISTS ROOM_USES)
    target_link_libraries(twb_${name} PUBLIC twb::${used})
  endforeach()
  target_link_libraries(twb_${name} PUBLIC ${ROOM_LIBRARIES})
endfunction()
