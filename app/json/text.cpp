// SPDX-License-Identifier: Apache-2.0
#include "json/text.h"

#include "json/scan.h"

#include <algorithm>

namespace twb::json {

namespace {

bool isContainer(const Node& node) {
    return node.type == Type::Object || node.type == Type::Array;
}

/// Calls `f(std::string_view token)` for each token: brackets, commas, colons, strings, numbers and literals.
template <typename F>
void forEachToken(const Tape& tape, F&& f) {
    const std::string_view text = tape.text();
    std::size_t at = 0;
    const auto structureUpTo = [&](std::size_t end) {
        for (; at < end; ++at) {
            if (!isSpace(text[at])) {
                f(text.substr(at, 1));
            }
        }
    };
    for (const Node& node : tape.nodes()) {
        if (isContainer(node)) {
            continue; // its brackets are met on the way
        }
        structureUpTo(node.offset);
        f(text.substr(node.offset, node.length));
        at = node.offset + node.length;
    }
    structureUpTo(text.size());
}

void newLine(std::string& out, std::size_t columns) {
    out.push_back('\n');
    out.append(columns, ' ');
}

/// The last node that begins at or before an octet; nodes().size() if none.
std::size_t nodeBefore(const Tape& tape, std::size_t at) {
    const auto nodes = tape.nodes();
    const auto after = std::upper_bound(nodes.begin(), nodes.end(), at,
                                        [](std::size_t offset, const Node& node) { return offset < node.offset; });
    return after == nodes.begin() ? nodes.size() : static_cast<std::size_t>(after - nodes.begin()) - 1;
}

/// Where the structure octets after a node begin: behind a scalar, or at a container's opening bracket.
std::size_t structureBegin(const Node& node) {
    return isContainer(node) ? node.offset : std::size_t{node.offset} + node.length;
}

std::size_t mapOctet(const Tape& from, std::size_t at, const Tape& to) {
    const std::size_t index = nodeBefore(from, at);
    if (index >= from.nodes().size()) {
        return to.nodes()[0].offset;
    }
    const Node& node = from.nodes()[index];
    const Node& target = to.nodes()[index];
    if (!isContainer(node) && at < std::size_t{node.offset} + node.length) {
        return target.offset + (at - node.offset);
    }
    const std::string_view source = from.text();
    const auto isToken = [](char c) { return !isSpace(c); };
    const std::size_t begin = structureBegin(node);
    auto left = std::count_if(source.begin() + static_cast<std::ptrdiff_t>(begin),
                              source.begin() + static_cast<std::ptrdiff_t>(at), isToken);
    const std::string_view view = to.text();
    std::size_t place = structureBegin(target);
    for (; place < view.size(); ++place) {
        if (isToken(view[place]) && left-- == 0) {
            break;
        }
    }
    return place;
}

/// Moves an exclusive end back over white space between tokens.
std::size_t trimEnd(const Tape& tape, std::size_t begin, std::size_t end) {
    while (end > begin && isSpace(tape.text()[end - 1])) {
        const std::size_t index = nodeBefore(tape, end - 1);
        if (index < tape.nodes().size() && end - 1 < structureBegin(tape.nodes()[index])) {
            break; // inside a string
        }
        --end;
    }
    return end;
}

} // namespace

std::string compact(const Tape& tape) {
    std::string out;
    out.reserve(tape.text().size());
    forEachToken(tape, [&](std::string_view token) { out.append(token); });
    return out;
}

std::string pretty(const Tape& tape, int indent) {
    const std::size_t step = indent > 0 ? static_cast<std::size_t>(indent) : 0;
    std::string out;
    out.reserve(tape.text().size() * 2);
    std::size_t columns = 0;
    bool justOpened = false;
    forEachToken(tape, [&](std::string_view token) {
        const char c = token.front();
        if (c == '}' || c == ']') {
            columns -= step;
            if (!justOpened) {
                newLine(out, columns);
            }
            justOpened = false;
            out.push_back(c);
            return;
        }
        if (justOpened) {
            newLine(out, columns);
            justOpened = false;
        }
        out.append(token);
        if (c == '{' || c == '[') {
            columns += step;
            justOpened = true;
        } else if (c == ',') {
            newLine(out, columns);
        } else if (c == ':') {
            out.push_back(' ');
        }
    });
    return out;
}

TextRange mapRange(const Tape& from, TextRange range, const Tape& to) {
    if (from.nodes().empty() || from.nodes().size() != to.nodes().size()) {
        return {};
    }
    const std::size_t begin = std::min(range.offset, from.text().size());
    const std::size_t end = trimEnd(from, begin, std::min(begin + range.length, from.text().size()));
    const std::size_t mapped = mapOctet(from, begin, to);
    if (end == begin) {
        return {mapped, 0};
    }
    return {mapped, mapOctet(from, end - 1, to) + 1 - mapped};
}

std::string quote(std::string_view text) {
    constexpr char hex[] = "0123456789abcdef";
    std::string out;
    out.reserve(text.size() + 2);
    out.push_back('"');
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (octet(&c) < 0x20) {
                out += "\\u00";
                out.push_back(hex[octet(&c) >> 4]);
                out.push_back(hex[octet(&c) & 15]);
            } else {
                out.push_back(c);
            }
        }
    }
    out.push_back('"');
    return out;
}

} // namespace twb::json
