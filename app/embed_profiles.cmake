# SPDX-License-Identifier: Apache-2.0
# cmake -DFOLDER=… -DOUT=… -P embed_profiles.cmake: writes resources/profiles/*.json as C++ texts, so that the command
# line carries them without Qt and without files beside it.
file(GLOB files ${FOLDER}/*.json)
list(SORT files)
set(text "// Made from resources/profiles; not to be edited.\n#include \"profiles/library.h\"\n\n#include <array>\n\n")
string(APPEND text "namespace twb::profiles {\nnamespace {\n\nconstexpr auto texts = std::to_array<BuiltInText>({\n")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} json)
  string(APPEND text "{\"${name}\", R\"profile(${json})profile\"},\n")
endforeach()
string(APPEND text "});\n\n} // namespace\n\nstd::span<const BuiltInText> builtInTexts() {\n    return texts;\n}\n\n")
string(APPEND text "} // namespace twb::profiles\n")
file(WRITE ${OUT} "${text}")
