// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "json/tape.h"

/// Views and edits of JSON text that never change a token of it.
namespace twb::json {

/// Without white space between tokens. Tokens are copied octet for octet.
std::string compact(const Tape& tape);
/// Indented, one member or element a line, `"name": value`; empty containers stay on one line. Tokens as they are.
std::string pretty(const Tape& tape, int indent = 2);

/// Where an octet range of one view stands in another view of the same tape (for marking a claim across panes).
/// Both texts must be views of the same document: equal tokens in equal order.
TextRange mapRange(const Tape& from, TextRange range, const Tape& to);

/// Replaces the value of a member, or appends the member; every other octet of the text stays.
///
/// @param object  the text of a JSON object (white space around it is allowed).
/// @param name    unescaped; written with escapes where JSON needs them.
/// @param value   JSON text, inserted as it is.
/// A name that occurs several times: the last is replaced. An appended member follows the layout of the last member
/// (same line, or own line with the same indentation).
/// @errors json-syntax (of object or value), utf8-invalid (of name too), json-type (no object)
Result<std::string> setMember(std::string_view object, std::string_view name, std::string_view value);
/// Removes the member with its comma and the white space before its name; every other octet stays. All of that name
/// are removed. Absent: unchanged.
/// @errors json-syntax, json-type (no object)
Result<std::string> removeMember(std::string_view object, std::string_view name);

/// A JSON string with quotes: escapes only what RFC 8259 §7 requires.
std::string quote(std::string_view text);

} // namespace twb::json
