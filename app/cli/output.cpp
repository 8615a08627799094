// SPDX-License-Identifier: Apache-2.0
#include "cli/output.h"

#include "jose/key_notes.h"

#include "cli/cap_options.h"
#include "cli/files.h"

#include <cstdlib>
#include <unistd.h>

namespace twb::cli {

namespace {

std::string_view colourOf(Style style) {
    switch (style) {
    case Style::Heading:
        return "\x1b[1m";
    case Style::Good:
        return "\x1b[32m";
    case Style::Bad:
        return "\x1b[31m";
    case Style::Careful:
        return "\x1b[33m";
    case Style::Quiet:
        return "\x1b[2m";
    case Style::Plain:
        break;
    }
    return {};
}

} // namespace

Output::Output(Form form)
    : m_form(form)
    , m_terminal(::isatty(STDOUT_FILENO) == 1) {
    const char* noColour = std::getenv("NO_COLOR");
    const char* kind = std::getenv("TERM");
    const bool dumb = kind != nullptr && std::string_view(kind) == "dumb";
    m_colour = m_terminal && (noColour == nullptr || *noColour == '\0') && !dumb;
}

void Output::write(std::string_view text, Style style) {
    const std::string_view colour = m_colour ? colourOf(style) : std::string_view();
    m_text += colour;
    m_text += text;
    if (!colour.empty()) {
        m_text += "\x1b[0m";
    }
}

void Output::fact(std::string_view label, std::string_view value, Style style) {
    constexpr std::size_t width = 12;
    write(label, Style::Heading);
    write(std::string(label.size() < width ? width - label.size() : 1, ' '));
    write(value, style);
    write("\n");
}

void Output::foreign(std::string_view text) {
    if (isPrintable(text)) {
        write(text);
        return;
    }
    // Control characters as JSON escapes; the rest, line breaks too, as it is.
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto octet = static_cast<unsigned char>(text[i]);
        const bool upper = octet == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (upper || (octet < 0x20 && octet != '\n' && octet != '\t') || octet == 0x7F) {
            constexpr std::string_view digits = "0123456789abcdef";
            const unsigned code = upper ? static_cast<unsigned char>(text[++i]) : octet;
            m_text += "\\u00";
            m_text += digits[code >> 4];
            m_text += digits[code & 0xF];
        } else {
            m_text += text[i];
        }
    }
}

void Output::note(std::string_view text) {
    if (!json()) {
        writeAll(STDERR_FILENO, "twb: note: " + std::string(text) + "\n");
    }
}

void Output::complain(const Failure& failure) {
    writeAll(STDERR_FILENO, "twb: " + message(failure) + "\n");
}

void Output::failure(const Failure& failure) {
    complain(failure);
    if (json()) {
        m_text = "{\"error\":" + errorJson(failure) + "}\n";
    }
}

bool Output::flush() {
    const bool whole = writeAll(STDOUT_FILENO, m_text);
    wipeText(m_text);
    return whole;
}

std::string message(const Failure& failure) {
    std::string text = failure.subject;
    if (failure.place) {
        const Place& place = *failure.place;
        text += (text.empty() ? "(line " : " (line ") + std::to_string(place.start.line) + ", column " +
                std::to_string(place.start.column) + ", octet " + std::to_string(place.range.offset) + ")";
    }
    if (!text.empty()) {
        text += ": ";
    }
    const std::string detail = detailWithOption(failure.error);
    // Details quote texts from outside; on a terminal they must not steer it.
    if (!detail.empty()) {
        text += isPrintable(detail) ? detail : quoted(detail);
        text += detail.ends_with('.') ? " " : ". ";
    }
    text += advice(failure.error.code);
    return text;
}

std::string errorJson(const Failure& failure) {
    JsonObject error;
    error.text("code", name(failure.error.code)).text("message", message(failure));
    if (const std::string_view id = jose::keyFindingOf(failure.error); !id.empty()) {
        error.text("id", id); // as `diagnose` and `key inspect` name it
    }
    if (failure.place) {
        JsonObject where;
        where.textOrNull("in", failure.subject)
            .number("offset", static_cast<std::int64_t>(failure.place->range.offset))
            .number("length", static_cast<std::int64_t>(failure.place->range.length))
            .number("line", static_cast<std::int64_t>(failure.place->start.line))
            .number("column", static_cast<std::int64_t>(failure.place->start.column));
        error.raw("where", where.finish());
    } else {
        error.null("where");
    }
    return error.finish();
}

} // namespace twb::cli
