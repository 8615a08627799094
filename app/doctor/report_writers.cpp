// SPDX-License-Identifier: Apache-2.0
#include "doctor/report_parts.h"

#include "profiles/markup.h"

#include <algorithm>

namespace twb::doctor {
namespace {

using Kind = ReportBlock::Kind;

std::string_view sign(ReportMark mark) {
    switch (mark) {
    case ReportMark::Good:
        return "✓";
    case ReportMark::Warning:
        return "!";
    case ReportMark::Error:
        return "✗";
    case ReportMark::Neutral:
        break;
    }
    return "–";
}

/// Line breaks of a value would end a list item or a heading.
std::string oneLine(std::string_view text) {
    std::string out(text);
    std::replace_if(
        out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return out;
}

std::string escapedMarkdown(std::string_view text) {
    std::string out;
    for (const char c : oneLine(text)) {
        if (std::string_view("\\`*_[]<>#|~!").find(c) != std::string_view::npos) {
            out += '\\';
        }
        out += c;
    }
    return out;
}

/// A fence longer than any run of backticks inside.
std::string fence(std::string_view text) {
    std::size_t longest = 2;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return std::string(longest + 1, '`');
}

std::string codeSpan(std::string_view text) {
    std::string ticks = "`";
    while (text.find(ticks) != std::string_view::npos) {
        ticks += '`';
    }
    return ticks + (ticks.size() > 1 ? " " : "") + oneLine(text) + (ticks.size() > 1 ? " " : "") + ticks;
}

constexpr std::string_view styleSheet =
    "body{font:15px/1.5 system-ui,sans-serif;max-width:52em;margin:2em auto;padding:0 1em;color:#1a1e24;"
    "background:#fff}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em;border-bottom:1px solid #d3d8df}"
    "pre{background:#f6f7f9;border:1px solid #d3d8df;border-radius:4px;padding:.7em;overflow-wrap:anywhere;"
    "white-space:pre-wrap}"
    ".f{border:1px solid #d3d8df;border-left:3px solid #454d58;border-radius:4px;padding:.5em .9em;margin:.7em 0}"
    ".Error{border-left-color:#b01e1a}.Warning{border-left-color:#7d4800}"
    "th{text-align:left;vertical-align:top;padding:0 1.5em 0 0}td{vertical-align:top;padding:0}"
    ".t{margin:0}.r{margin:.2em 0}small{color:#454d58}";

std::string_view className(ReportMark mark) {
    return mark == ReportMark::Error ? "Error" : mark == ReportMark::Warning ? "Warning" : "Note";
}

} // namespace

std::string writeBlocks(const std::vector<ReportBlock>& blocks, ReportFormat format, Language language) {
    return format == ReportFormat::Markdown ? writeMarkdown(blocks)
           : format == ReportFormat::Html   ? writeHtml(blocks, language)
                                            : writeText(blocks);
}

std::string writeMarkdown(const std::vector<ReportBlock>& blocks) {
    std::string out;
    for (const ReportBlock& block : blocks) {
        switch (block.kind) {
        case Kind::Title:
            out += "# " + escapedMarkdown(block.text) + "\n\n";
            break;
        case Kind::Heading:
            out += "\n## " + escapedMarkdown(block.text) + "\n\n";
            break;
        case Kind::Fact:
            out += "- **" + escapedMarkdown(block.label) + ":** " + escapedMarkdown(block.text) + "\n";
            break;
        case Kind::Finding:
            out += "- **" + escapedMarkdown(block.label) + ": " + escapedMarkdown(block.text) + "** (" +
                   codeSpan(block.more[0]) + (block.more[3].empty() ? "" : ", " + block.more[3]) + ")\n";
            out += block.more[1].empty() ? "" : "  " + codeSpan(block.more[1]) + "  \n";
            out += "  " + escapedMarkdown(block.more[2]) + "\n";
            break;
        case Kind::Row:
            out += "- " + std::string(sign(block.mark)) + " " + escapedMarkdown(block.text) +
                   (block.more[0].empty() ? "" : " (" + escapedMarkdown(block.more[0]) + ")") + "\n";
            break;
        case Kind::Point:
            out += escapedMarkdown(block.text.substr(0, block.text.find(' ') + 1)) + "**" +
                   escapedMarkdown(block.text.substr(block.text.find(' ') + 1)) +
                   "**: " + escapedMarkdown(block.label) + "\n";
            for (std::size_t i = 2; i < block.more.size(); ++i) {
                out += "   - " + escapedMarkdown(block.more[i]) + "\n";
            }
            out += "   - *" + escapedMarkdown(block.more[0]) + ":* " + escapedMarkdown(block.more[1]) + "\n";
            break;
        case Kind::Code:
            out += fence(block.text) + "\n" + block.text + "\n" + fence(block.text) + "\n";
            break;
        case Kind::Words:
            out += "\n" + escapedMarkdown(block.text) + "\n";
            break;
        }
    }
    return out;
}

std::string writeHtml(const std::vector<ReportBlock>& blocks, Language language) {
    std::string title;
    std::string body;
    bool inFacts = false;
    for (const ReportBlock& block : blocks) {
        if (inFacts && block.kind != Kind::Fact) {
            body += "</table>\n";
            inFacts = false;
        }
        const std::string text = profiles::escapedHtml(block.text);
        switch (block.kind) {
        case Kind::Title:
            title = text;
            body += "<h1>" + text + "</h1>\n";
            break;
        case Kind::Heading:
            body += "<h2>" + text + "</h2>\n";
            break;
        case Kind::Fact:
            body += inFacts ? "" : "<table cellspacing=\"0\">\n";
            inFacts = true;
            body += "<tr><th>" + profiles::escapedHtml(block.label) + "</th><td>" + text + "</td></tr>\n";
            break;
        case Kind::Finding:
            body += "<div class=\"f " + std::string(className(block.mark)) + "\"><b>" +
                    profiles::escapedHtml(block.label) + ": " + text + "</b> <small>" +
                    profiles::escapedHtml(block.more[0]) +
                    (block.more[3].empty() ? "" : " · " + profiles::escapedHtml(block.more[3])) + "</small>";
            body += block.more[1].empty() ? "" : "<pre>" + profiles::escapedHtml(block.more[1]) + "</pre>";
            body += "<div>" + profiles::escapedHtml(block.more[2]) + "</div></div>\n";
            break;
        case Kind::Row:
            body += "<p class=\"r\">" + std::string(sign(block.mark)) + " " + text +
                    (block.more[0].empty() ? "" : " <small>" + profiles::escapedHtml(block.more[0]) + "</small>") +
                    "</p>\n";
            break;
        case Kind::Point:
            body += "<div class=\"f " + std::string(className(block.mark)) + "\"><p class=\"t\"><b>" + text +
                    "</b>: " + profiles::escapedHtml(block.label) + "</p>";
            for (std::size_t i = 2; i < block.more.size(); ++i) {
                body += "<p class=\"t\">" + profiles::escapedHtml(block.more[i]) + "</p>";
            }
            body += "<p class=\"t\"><small>" + profiles::escapedHtml(block.more[0]) + ": " +
                    profiles::escapedHtml(block.more[1]) + "</small></p></div>\n";
            break;
        case Kind::Code:
            body += "<pre>" + text + "</pre>\n";
            break;
        case Kind::Words:
            body += "<p>" + text + "</p>\n";
            break;
        }
    }
    return "<!DOCTYPE html>\n<html lang=\"" + std::string(name(language)) +
           "\">\n<head><meta charset=\"utf-8\"><title>" + title + "</title><style>" + std::string(styleSheet) +
           "</style></head>\n<body>\n" + body + "</body>\n</html>\n";
}

std::string writeText(const std::vector<ReportBlock>& blocks) {
    std::string out;
    for (const ReportBlock& block : blocks) {
        const std::string text = oneLine(block.text);
        switch (block.kind) {
        case Kind::Title:
            out += text + "\n\n";
            break;
        case Kind::Heading:
            out += "\n" + text + "\n";
            break;
        case Kind::Fact:
            out += block.label + ": " + text + "\n";
            break;
        case Kind::Finding:
            out += "  " + block.label + ": " + text + " [" + block.more[0] + "]\n";
            out += block.more[1].empty() ? "" : "    " + oneLine(block.more[1]) + "\n";
            out += "    " + block.more[2] + "\n";
            break;
        case Kind::Row:
            out += "  " + std::string(sign(block.mark)) + " " + text +
                   (block.more[0].empty() ? "" : " (" + oneLine(block.more[0]) + ")") + "\n";
            break;
        case Kind::Point:
            out += "  " + text + ": " + block.label + "\n";
            for (std::size_t i = 2; i < block.more.size(); ++i) {
                out += "     " + oneLine(block.more[i]) + "\n";
            }
            out += "     " + block.more[0] + ": " + block.more[1] + "\n";
            break;
        case Kind::Code:
            out += block.text + "\n";
            break;
        case Kind::Words:
            out += "\n" + text + "\n";
            break;
        }
    }
    return out;
}

} // namespace twb::doctor
