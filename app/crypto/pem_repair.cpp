// SPDX-License-Identifier: Apache-2.0
#include "crypto/base64.h"
#include "crypto/key_import.h"
#include "crypto/key_structures.h"
#include "crypto/pem.h"
#include "crypto/pem_repair_phrases.h"

#include <algorithm>
#include <array>

namespace twb::crypto {

namespace {

constexpr std::string_view blank = " \t\r\n";
constexpr std::size_t longestRun = 64; // of dashes, or of a label: keeps crafted texts from costing their square

// The hyphen and the characters that word processors and web pages put in its place, in UTF-8.
constexpr std::array<std::string_view, 8> dashes{
    "-",           "\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x92", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x95",
    "\xe2\x88\x92"};

/// Octets of the dash that starts here; 0 if there is none.
std::size_t dashAt(std::string_view text, std::size_t at) {
    for (const std::string_view dash : dashes) {
        if (text.substr(at).starts_with(dash)) {
            return dash.size();
        }
    }
    return 0;
}

std::size_t dashesForward(std::string_view text, std::size_t at) {
    const std::size_t from = at;
    for (std::size_t size = dashAt(text, at); size != 0 && at - from < longestRun; size = dashAt(text, at)) {
        at += size;
    }
    return at - from;
}

std::size_t dashesBackward(std::string_view text, std::size_t end) {
    const std::size_t from = end;
    for (bool more = true; more && from - end < longestRun;) {
        more = false;
        for (const std::string_view dash : dashes) {
            if (text.substr(0, end).ends_with(dash)) {
                end -= dash.size();
                more = true;
                break;
            }
        }
    }
    return from - end;
}

/// One armour line, right or wrong: `-----BEGIN PUBLIC KEY-----`.
struct Armour {
    bool begins = false;
    bool exact = false; ///< five hyphens on both sides
    std::string label;
    std::size_t start = 0;
    std::size_t end = 0;
};

std::optional<Armour> armourAt(std::string_view text, std::size_t word, bool begins) {
    const std::size_t wordSize = begins ? 5 : 3;
    Armour armour;
    armour.begins = begins;
    // Up to two blanks between the hyphens and the word, as in the form of other tools.
    std::size_t before = word;
    while (before > 0 && text[before - 1] == ' ' && word - before < 2) {
        --before;
    }
    const std::size_t left = dashesBackward(text, before);
    armour.start = before - left;
    std::size_t at = word + wordSize;
    const std::size_t labelStart = at;
    while (at < text.size() && at - labelStart < longestRun &&
           ((text[at] >= 'A' && text[at] <= 'Z') || (text[at] >= '0' && text[at] <= '9') || text[at] == ' ')) {
        ++at;
    }
    std::string_view label = text.substr(labelStart, at - labelStart);
    label = label.substr(0, label.find_last_not_of(' ') + 1);
    const std::size_t right = dashesForward(text, at);
    if ((left == 0 && right == 0) || !label.starts_with(' ')) {
        return std::nullopt;
    }
    if (right == 0) { // without hyphens the label has no end: take the words that are known
        for (const std::string_view known : {" PUBLIC KEY", " PRIVATE KEY", " CERTIFICATE"}) {
            const std::size_t found = label.find(known);
            if (found != std::string_view::npos) {
                label = label.substr(0, found + known.size());
            }
        }
        at = labelStart + label.size();
    }
    armour.label = label.substr(1);
    armour.end = at + right;
    constexpr std::string_view five = "-----";
    armour.exact = before == word && left == 5 && right == 5 && text.substr(armour.start, 5) == five &&
                   text.substr(at, 5) == five &&
                   text.substr(labelStart, label.size() + 5) == std::string(label) + "-----";
    return armour;
}

std::optional<Armour> nextArmour(std::string_view text, std::size_t from) {
    for (std::size_t at = from; at < text.size(); ++at) {
        if (text[at] == 'B' && text.substr(at).starts_with("BEGIN ")) {
            if (auto found = armourAt(text, at, true)) {
                return found;
            }
        } else if (text[at] == 'E' && text.substr(at).starts_with("END ")) {
            if (auto found = armourAt(text, at, false)) {
                return found;
            }
        }
    }
    return std::nullopt;
}

class Repairs {
public:
    void note(std::string_view id, PemRepairWords words, std::initializer_list<Sentence> arguments = {}) {
        const bool known =
            std::any_of(m_list.begin(), m_list.end(), [id](const KeyRepair& row) { return row.id == id; });
        if (!known) {
            m_list.push_back({id, Sentence(words.phrase(), arguments)});
        }
    }
    std::vector<KeyRepair> take() { return std::move(m_list); }
    bool empty() const { return m_list.empty(); }

private:
    std::vector<KeyRepair> m_list;
};

std::string_view labelOf(DerKind kind) {
    switch (kind) {
    case DerKind::Pkcs1Private:
        return "RSA PRIVATE KEY";
    case DerKind::Pkcs1Public:
        return "RSA PUBLIC KEY";
    case DerKind::Pkcs8:
        return "PRIVATE KEY";
    case DerKind::Pkcs8Encrypted:
        return "ENCRYPTED PRIVATE KEY";
    case DerKind::Sec1:
        return "EC PRIVATE KEY";
    case DerKind::Spki:
        return "PUBLIC KEY";
    case DerKind::Certificate:
        return "CERTIFICATE";
    case DerKind::CertificateRequest:
        return "CERTIFICATE REQUEST";
    default:
        return {};
    }
}

bool sameKind(std::string_view label, std::string_view wanted) {
    return label == wanted || (wanted == "CERTIFICATE" && label.ends_with(" CERTIFICATE")) ||
           (wanted == "CERTIFICATE REQUEST" && label == "NEW CERTIFICATE REQUEST");
}

/// `\n`, `\r\n`, `\\n` … written out become line breaks. The result is wiped by the caller.
std::string unescaped(std::string_view text, std::size_t& count, std::size_t& level) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t slashes = 0;
        while (i + slashes < text.size() && text[i + slashes] == '\\') {
            ++slashes;
        }
        const char letter = slashes != 0 && i + slashes < text.size() ? text[i + slashes] : '\0';
        if (letter == 'n' || letter == 'r') {
            if (letter == 'n') {
                out += '\n';
                ++count;
            }
            level = std::max(level, slashes);
            i += slashes;
        } else if (letter == '/') { // JSON may write a slash as \/
            out += '/';
            i += slashes;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::size_t indentedLines(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        const std::string_view line = text.substr(at, end - at);
        if (!line.empty() && (line[0] == ' ' || line[0] == '\t') && line.find_first_not_of(blank) != line.npos) {
            ++count;
        }
        at = end + 1;
    }
    return count;
}

bool hasLineBreak(std::string_view text) {
    return text.find_first_of("\r\n") != std::string_view::npos;
}

/// Puts one block in order; `body` is what stands between the armour lines.
void repairBlock(std::string_view body, const Armour* begin, const Armour* end, std::string& out, Repairs& repairs) {
    const bool wrong = begin == nullptr || end == nullptr || !begin->exact || !end->exact || begin->label != end->label;
    if (wrong) {
        constexpr std::string_view id = "key-pem-bad-armor";
        if (begin == nullptr) {
            repairs.note(id, "the BEGIN line is missing");
        } else if (end == nullptr) {
            repairs.note(id, "the END line is missing");
        } else if (begin->label != end->label) {
            repairs.note(id, "BEGIN says \"%1\", END says \"%2\"", {begin->label, end->label});
        } else {
            repairs.note(id, "the %1 line has not exactly five hyphens on both sides",
                         {begin->exact ? "END" : "BEGIN"});
        }
    }
    if (body.find(':') != std::string_view::npos) { // traditional headers: their lines must stay as they are
        const std::string label = begin != nullptr ? begin->label : end->label;
        out += "-----BEGIN " + label + "-----\n";
        for (std::size_t at = 0; at < body.size();) {
            const std::size_t stop = std::min(body.find('\n', at), body.size());
            std::string_view line = body.substr(at, stop - at);
            const std::size_t first = line.find_first_not_of(blank);
            const bool isFirst = at == 0;
            line =
                first == line.npos ? std::string_view() : line.substr(first, line.find_last_not_of(blank) - first + 1);
            if (!isFirst || !line.empty()) {
                out += std::string(line) + "\n";
            }
            at = stop + 1;
        }
        out += "-----END " + label + "-----\n";
        return;
    }
    const std::size_t firstCharacter = body.find_first_not_of(blank);
    const std::size_t lastCharacter = body.find_last_not_of(blank);
    const bool joined =
        firstCharacter != body.npos && ((begin != nullptr && !hasLineBreak(body.substr(0, firstCharacter))) ||
                                        (end != nullptr && !hasLineBreak(body.substr(lastCharacter))));
    if (joined) {
        repairs.note("key-pem-one-line", "the line breaks after BEGIN or before END are lost");
    }
    const auto octets = decodeBase64(body);
    const DerKind kind = octets ? recogniseDer(octets->reveal()) : DerKind::Unknown;
    std::string label = begin != nullptr ? begin->label : end->label;
    const std::string_view fitting = labelOf(kind);
    if (!fitting.empty() && !sameKind(label, fitting)) {
        const bool armourTellsIt = begin != nullptr && end != nullptr && begin->label != end->label;
        if (!armourTellsIt) {
            repairs.note("key-pem-label-mismatch", "the label says \"%1\", the body is \"%2\"", {label, fitting});
        }
        label = fitting;
    }
    if (octets) {
        const Secret block = writePem(label, octets->reveal());
        out += asText(block.reveal());
    } else { // not to be mended: shown as it is, so that reading it names the character
        out += "-----BEGIN " + label + "-----\n" + std::string(body) + "\n-----END " + label + "-----\n";
    }
}

/// Walks over the blocks of a text that has armour of some kind.
std::string repairBlocks(std::string_view text, Repairs& repairs) {
    std::string out;
    out.reserve(text.size() + 256);
    std::size_t at = 0;
    while (auto armour = nextArmour(text, at)) {
        if (!armour->begins) {
            repairBlock(text.substr(at, armour->start - at), nullptr, &*armour, out, repairs);
            at = armour->end;
            continue;
        }
        const auto close = nextArmour(text, armour->end);
        const bool closed = close && !close->begins;
        const std::size_t stop = close ? close->start : text.size();
        const std::size_t lineStart =
            text.find_last_of("\r\n", armour->start) == text.npos ? 0 : text.find_last_of("\r\n", armour->start) + 1;
        const std::size_t indented = indentedLines(text.substr(lineStart, stop - lineStart));
        if (indented != 0 && hasLineBreak(text.substr(armour->end, stop - armour->end))) {
            repairs.note("key-pem-indented", "%1 lines start with blanks or tabs", {std::to_string(indented)});
        }
        repairBlock(text.substr(armour->end, stop - armour->end), &*armour, closed ? &*close : nullptr, out, repairs);
        at = closed ? close->end : stop;
    }
    return out;
}

std::string_view withoutQuotes(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blank);
    if (first == text.npos) {
        return {};
    }
    text = text.substr(first, text.find_last_not_of(blank) - first + 1);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front()) {
        text = text.substr(1, text.size() - 2);
    }
    return text;
}

} // namespace

PemRepair repairPem(std::string_view given) {
    Repairs repairs;
    std::string text(withoutQuotes(given));
    if (text.starts_with("\xef\xbb\xbf")) {
        text.erase(0, 3);
    }
    if (!nextArmour(text, 0)) {
        if (const auto octets = decodeBase64(text); octets && !octets->empty()) {
            const std::string_view inside = asText(octets->reveal());
            const DerKind kind = recogniseDer(octets->reveal());
            std::string next;
            if (const auto armour = nextArmour(inside, 0)) {
                repairs.note("key-pem-base64-wrapped", "inside is \"%1\"", {armour->label});
                next = inside;
            } else if (!labelOf(kind).empty()) {
                repairs.note("key-pem-no-armor", "the Base64 holds \"%1\"", {labelOf(kind)});
                const Secret block = writePem(labelOf(kind), octets->reveal());
                next = asText(block.reveal());
            }
            if (!next.empty()) {
                wipeText(text);
                text = std::move(next);
            }
        }
    }
    if (nextArmour(text, 0) && text.find('\\') != std::string::npos) {
        std::size_t count = 0;
        std::size_t level = 0;
        std::string next = unescaped(text, count, level);
        if (count != 0) {
            repairs.note("key-pem-escaped-newlines", "%1 written-out line breaks, escaped %2 times",
                         {std::to_string(count), std::to_string(level)});
        }
        wipeText(text);
        text = std::move(next);
    }
    std::string mended = nextArmour(text, 0) ? repairBlocks(text, repairs) : std::string();
    PemRepair result;
    if (!repairs.empty()) {
        result.text = Secret::fromText(mended);
        result.repairs = repairs.take();
    }
    wipeText(text);
    wipeText(mended);
    return result;
}

} // namespace twb::crypto
