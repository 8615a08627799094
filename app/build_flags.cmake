# SPDX-License-Identifier: Apache-2.0
# Warnings, hardening and sanitizers for every target of this project: one interface target, twb_flags.
add_library(twb_flags INTERFACE)
target_compile_options(twb_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
  -Wimplicit-fallthrough -Wformat=2
  # GCC 12 reports std::string concatenation at -O2 and above (gcc.gnu.org PR 105651 and 105329); mended in GCC 13.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  # In a joined build every source stands in a file of another name, and GCC takes it for a header.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-subobject-linkage>
  # Where Qt is used, clang's -Wconversion asks for a cast wherever a count of Qt (signed) meets one of the standard
  # library; GCC's does not.
  $<$<AND:$<CXX_COMPILER_ID:Clang>,$<BOOL:$<TARGET_PROPERTY:AUTOMOC>>>:-Wno-sign-conversion>
  $<$<BOOL:${TWB_WARNINGS_AS_ERRORS}>:-Werror>
  -fstack-protector-strong -fstack-clash-protection -fcf-protection -ffunction-sections -fdata-sections)
target_compile_definitions(twb_flags INTERFACE
  OPENSSL_NO_DEPRECATED OPENSSL_API_COMPAT=30000 QT_NO_FOREACH QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS
  $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>)
target_link_options(twb_flags INTERFACE -Wl,-z,relro,-z,now -Wl,--gc-sections -Wl,--as-needed
  $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-pie>)
if(TWB_SANITIZE)
  target_compile_definitions(twb_flags INTERFACE TWB_SANITIZED) # compilers tell it in different ways
  target_compile_options(twb_flags INTERFACE -fsanitize=${TWB_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(twb_flags INTERFACE -fsanitize=${TWB_SANITIZE})
endif()
