// SPDX-License-Identifier: Apache-2.0
#include "doctor/json_reading.h"
#include "doctor/evidence_phrases.h"

#include "doctor/segments.h"

#include <algorithm>

namespace twb::doctor {
namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

FindingPlace placeOf(JsonPlace place) {
    return place == JsonPlace::Header ? FindingPlace::Header : FindingPlace::Payload;
}

Sentence nameOf(JsonPlace place) {
    return place == JsonPlace::Header ? say("header") : say("payload");
}

/// Walks over JSON-like text outside of strings.
template <typename Visit>
void outsideStrings(std::string_view text, Visit&& visit) {
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (inString) {
            if (text[i] == '\\') {
                ++i;
            } else if (text[i] == '"') {
                inString = false;
            }
            continue;
        }
        inString = text[i] == '"';
        if (!visit(i)) {
            return;
        }
    }
}

bool isPythonDict(std::string_view text) {
    if (text.starts_with("{'")) {
        return true;
    }
    if (!text.starts_with('{') && !text.starts_with('[')) {
        return false;
    }
    bool found = false;
    outsideStrings(text, [&](std::size_t at) {
        const std::string_view rest = text.substr(at);
        found = rest.starts_with(": True") || rest.starts_with(": False") || rest.starts_with(": None");
        return !found;
    });
    return found;
}

/// Octets of the first complete object or array; npos if it never ends.
std::size_t endOfValue(std::string_view text) {
    std::size_t depth = 0;
    std::size_t end = std::string_view::npos;
    outsideStrings(text, [&](std::size_t at) {
        const char c = text[at];
        depth += c == '{' || c == '[' ? 1 : 0;
        if ((c == '}' || c == ']') && depth > 0 && --depth == 0) {
            end = at + 1;
            return false;
        }
        return true;
    });
    return end;
}

std::string latin1ToUtf8(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet < 0x80) {
            out.push_back(c);
        } else {
            out.push_back(static_cast<char>(0xC0 | octet >> 6));
            out.push_back(static_cast<char>(0x80 | (octet & 0x3F)));
        }
    }
    return out;
}

/// Without comments and without commas before a closing bracket. @return the first place, npos if there was none
std::size_t removeComments(std::string_view text, std::string& out) {
    std::size_t first = std::string_view::npos;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = text.substr(i);
        if (inString) {
            out.push_back(text[i]);
            if (text[i] == '\\' && i + 1 < text.size()) {
                out.push_back(text[++i]);
            } else if (text[i] == '"') {
                inString = false;
            }
        } else if (rest.starts_with("//") || rest.starts_with("/*")) {
            first = std::min(first, i);
            const bool line = rest.starts_with("//");
            const std::size_t end = text.find(line ? "\n" : "*/", i + 2);
            i = end == std::string_view::npos ? text.size() : end + (line ? 0 : 1);
        } else if (rest.front() == ',') {
            const std::size_t next = text.find_first_not_of(" \t\r\n", i + 1);
            if (next != std::string_view::npos && (text[next] == '}' || text[next] == ']')) {
                first = std::min(first, i);
            } else {
                out.push_back(',');
            }
        } else {
            inString = rest.front() == '"';
            out.push_back(rest.front());
        }
    }
    return first;
}

/// The readings that explain why a text is no JSON; the first that fits is reported.
bool explain(Examination& e, std::string_view text, const Error& error, JsonPlace place, ExaminedJson& out) {
    const Sentence name = nameOf(place);
    if (error.code == ErrorCode::JsonTooDeep) {
        e.reportOnce("sec-deep-nesting", say("%1, more than %2 levels", {name, "512"}));
        return true;
    }
    if (isPythonDict(text)) {
        e.report("json-python-dict", name + Sentence(": " + shortened(text, 40)), placeOf(place));
        return true;
    }
    if (error.code == ErrorCode::Utf8Invalid && parseInto(latin1ToUtf8(text), out)) {
        const std::size_t at = std::min(error.where.offset, text.size() - 1);
        e.report(
            "json-not-utf8",
            say("%1, octet %2 is %3", {name, std::to_string(at), std::to_string(static_cast<unsigned char>(text[at]))}),
            placeOf(place), {at, 1});
        return true;
    }
    if (text.starts_with('{') || text.starts_with('[')) {
        const std::size_t end = endOfValue(text);
        if (end != std::string_view::npos && end < text.size() && parseInto(std::string(text.substr(0, end)), out)) {
            e.report("json-trailing-data",
                     say("%1, %2 octets after octet %3: %4",
                         {name, std::to_string(text.size() - end), std::to_string(end), firstOctets(text.substr(end))}),
                     placeOf(place), {end, text.size() - end});
            return true;
        }
        std::string cleaned;
        const std::size_t at = removeComments(text, cleaned);
        if (at != std::string_view::npos && parseInto(std::move(cleaned), out)) {
            e.report("json-comments-or-trailing-comma", say("%1, octet %2", {name, std::to_string(at)}), placeOf(place),
                     {at, 1});
            return true;
        }
    }
    return false;
}

} // namespace

JsonReading readJsonText(Examination& e, std::string_view text, JsonPlace place, ExaminedJson& out) {
    JsonReading reading;
    if (text.starts_with(byteOrderMark)) {
        e.report("json-bom", nameOf(place), placeOf(place), {0, 3});
        reading.explained = true;
        text.remove_prefix(byteOrderMark.size());
    }
    out.text = std::string(text);
    const auto parsed = out.tape.parse(out.text);
    out.isJson = parsed.has_value();
    if (!parsed) {
        const Error error = parsed.error();
        reading.problem = say("%1 (octet %2)", {problemSentence(error), std::to_string(error.where.offset)});
        reading.explained = explain(e, text, error, place, out) || reading.explained;
    }
    return reading;
}

bool isCutOffJson(std::string_view text) {
    json::Tape tape;
    const auto parsed = tape.parse(text);
    // UTF-8 cut in a character counts as well.
    return !parsed && endOfValue(text) == std::string_view::npos &&
           parsed.error().where.offset + parsed.error().where.length + 4 >= text.size();
}

std::string firstOctets(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    const std::string_view first = text.substr(0, 12);
    for (const char c : first) {
        const auto octet = static_cast<unsigned char>(c);
        out += digits[octet >> 4];
        out += digits[octet & 15];
        out += ' ';
    }
    return isPlainText(first) ? out + "(" + shortened(first) + ")" : out;
}

} // namespace twb::doctor
