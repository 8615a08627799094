# SPDX-License-Identifier: Apache-2.0
# twb_embed_presets(TARGET): the files of resources/presets become presetTexts() of app/oauth.
#
# The command line has no resource system, and a program whose presets lie beside it somewhere is one that loses them.
function(twb_embed_presets target)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/presets/*.json)
  list(SORT files)
  set(texts "")
  foreach(file IN LISTS files)
    file(READ ${file} text)
    string(APPEND texts "    R\"preset(${text})preset\",\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  endforeach()
  list(LENGTH files count)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/preset_texts.cpp @ONLY CONTENT
"// Made from resources/presets.
#include \"oauth/preset_texts.h\"

#include <array>

namespace twb::oauth {
namespace {
constexpr std::array<std::string_view, @count@> texts = {
@texts@};
} // namespace

std::span<const std::string_view> presetTexts() {
    return texts;
}

} // namespace twb::oauth
")
  target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/preset_texts.cpp)
endfunction()
