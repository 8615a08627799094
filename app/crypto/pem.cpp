// SPDX-License-Identifier: Apache-2.0
#include "crypto/pem.h"

#include <array>
#include <optional>

namespace twb::crypto {

namespace {

constexpr std::string_view beginMark = "-----BEGIN ";
constexpr std::string_view endMark = "-----END ";
constexpr std::string_view hyphens = "-----";
constexpr std::string_view blanks = " \t";
constexpr std::size_t lineLength = 64;

tl::unexpected<Error> broken(std::string sentence, std::size_t offset, std::size_t length) {
    return fail(ErrorCode::KeyPemBroken, std::move(sentence), {offset, length});
}

/// The six bits of a Base64 character, or 64.
constexpr std::uint8_t sixBits(char c) {
    if (c >= 'A' && c <= 'Z') {
        return static_cast<std::uint8_t>(c - 'A');
    }
    if (c >= 'a' && c <= 'z') {
        return static_cast<std::uint8_t>(c - 'a' + 26);
    }
    if (c >= '0' && c <= '9') {
        return static_cast<std::uint8_t>(c - '0' + 52);
    }
    if (c == '+') {
        return 62;
    }
    return c == '/' ? std::uint8_t{63} : std::uint8_t{64};
}

/// A line without its end and trailing blanks; `next` is where the following one starts.
struct Line {
    std::string_view text;
    std::size_t offset = 0;
    std::size_t next = 0;
};

Line lineAt(std::string_view text, std::size_t offset) {
    const std::size_t end = text.find_first_of("\r\n", offset);
    Line line{text.substr(offset, end == std::string_view::npos ? end : end - offset), offset, text.size()};
    if (end != std::string_view::npos) {
        line.next = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
    }
    const std::size_t last = line.text.find_last_not_of(blanks);
    line.text = line.text.substr(0, last == std::string_view::npos ? 0 : last + 1);
    return line;
}

/// Gathers Base64 across lines.
class Base64Body {
public:
    explicit Base64Body(std::size_t most) { m_octets.reserve(most); }
    ~Base64Body() { wipeMemory(m_octets.data(), m_octets.size()); }
    Base64Body(const Base64Body&) = delete;
    Base64Body& operator=(const Base64Body&) = delete;

    Result<void> add(const Line& line) {
        for (std::size_t i = 0; i < line.text.size(); ++i) {
            const char c = line.text[i];
            const std::size_t at = line.offset + i;
            if (c == '=' && m_padding < 2) {
                ++m_padding;
                continue;
            }
            const std::uint8_t bits = sixBits(c);
            if (bits == 64) {
                return wrongCharacter(line, i);
            }
            if (m_padding != 0) {
                return broken("Base64 goes on after its padding", at, 1);
            }
            m_bits = (m_bits << 6 | bits) & 0xffffff;
            if (++m_count % 4 == 0) {
                m_octets.push_back(static_cast<std::uint8_t>(m_bits >> 16));
                m_octets.push_back(static_cast<std::uint8_t>(m_bits >> 8));
                m_octets.push_back(static_cast<std::uint8_t>(m_bits));
            }
        }
        return {};
    }

    Result<Secret> finish(TextRange where) {
        const std::size_t rest = m_count % 4;
        if (rest == 1 || (rest == 0 && m_padding != 0) || (m_padding != 0 && rest + m_padding != 4)) {
            return broken("the Base64 body ends in the middle: " + std::to_string(m_count) + " characters",
                          where.offset, where.length);
        }
        if (rest >= 2) {
            const std::uint32_t bits = m_bits << (6 * (4 - rest));
            m_octets.push_back(static_cast<std::uint8_t>(bits >> 16));
            if (rest == 3) {
                m_octets.push_back(static_cast<std::uint8_t>(bits >> 8));
            }
        }
        if (m_octets.empty()) {
            return broken("there is nothing between the BEGIN and the END line", where.offset, where.length);
        }
        return Secret(std::move(m_octets));
    }

private:
    static tl::unexpected<Error> wrongCharacter(const Line& line, std::size_t i) {
        const auto c = static_cast<unsigned char>(line.text[i]);
        const std::size_t at = line.offset + i;
        if (line.text.substr(i).starts_with("\\n") || line.text.substr(i).starts_with("\\r")) {
            return broken("the line breaks are written out as \\n", at, 2);
        }
        if (c == '-' || c == '_') {
            return broken(line.text.substr(i).starts_with(hyphens)
                              ? "the END line does not stand on a line of its own"
                              : std::string("\"") + line.text[i] + "\" belongs to base64url; PEM is Base64",
                          at, 1);
        }
        if (i == 0 && (c == ' ' || c == '\t')) {
            return broken("the line is indented", at, 1);
        }
        if (c > 0x20 && c < 0x7f) {
            return broken(std::string("\"") + line.text[i] + "\" is no Base64 character", at, 1);
        }
        return broken("there is a character that is no Base64", at, 1);
    }

    Bytes m_octets;
    std::uint32_t m_bits = 0;
    std::size_t m_count = 0;
    std::size_t m_padding = 0;
};

bool isHeader(std::string_view line) {
    return line.find(':') != std::string_view::npos;
}

void readHeader(std::string_view line, PemBlock& block) {
    const std::size_t colon = line.find(':');
    std::string_view value = line.substr(colon + 1);
    value = value.substr(std::min(value.size(), value.find_first_not_of(blanks)));
    const std::string_view header = line.substr(0, colon);
    if (header == "Proc-Type" && value.find("ENCRYPTED") != std::string_view::npos) {
        block.traditionallyEncrypted = true;
    } else if (header == "DEK-Info") {
        block.dekInfo = value;
    }
}

/// Reads the label of `-----BEGIN label-----`, or the error that says what is wrong with this line.
Result<std::string> readLabel(std::string_view text, const Line& line, std::size_t begin) {
    if (begin != line.offset) {
        const std::string_view before = text.substr(line.offset, begin - line.offset);
        if (before.find_first_not_of(blanks) == std::string_view::npos) {
            return broken("the BEGIN line is indented", line.offset, before.size());
        }
        if (before.ends_with('-')) {
            return broken("the BEGIN line has more than five hyphens", line.offset, line.text.size());
        }
    }
    const std::string_view rest = text.substr(begin, line.offset + line.text.size() - begin);
    const std::size_t close = rest.find(hyphens, beginMark.size());
    if (close == std::string_view::npos) {
        return broken("the BEGIN line does not end in five hyphens", begin, rest.size());
    }
    const std::string_view after = rest.substr(close + hyphens.size());
    if (!after.empty()) {
        if (after.starts_with("\\n") || after.starts_with("\\r")) {
            return broken("the line breaks are written out as \\n", begin + close + hyphens.size(), 2);
        }
        if (after.find_first_not_of('-') == std::string_view::npos) {
            return broken("the BEGIN line has more than five hyphens", begin, rest.size());
        }
        return broken("the line breaks are lost: the key goes on behind the BEGIN line", begin + close + hyphens.size(),
                      after.size());
    }
    return std::string(rest.substr(beginMark.size(), close - beginMark.size()));
}

Result<PemBlock> readBlock(std::string_view text, std::size_t begin) {
    const std::size_t lineBreak = text.find_last_of("\r\n", begin);
    const Line first = lineAt(text, lineBreak == std::string_view::npos ? 0 : lineBreak + 1);
    auto label = readLabel(text, first, begin);
    if (!label) {
        return passOn(label);
    }
    PemBlock block;
    block.label = std::move(*label);
    const std::size_t nextBegin = text.find(beginMark, begin + 1);
    const std::size_t endOfBlock = text.find(endMark, begin);
    if (endOfBlock == std::string_view::npos || endOfBlock > nextBegin) {
        return broken("the END line is missing", begin, first.offset + first.text.size() - begin);
    }
    Base64Body body((endOfBlock - begin) / 4 * 3 + 3);
    bool inHeaders = true;
    std::string_view lastHeader;
    Line line = lineAt(text, first.next);
    for (; line.offset < endOfBlock && !line.text.starts_with(endMark); line = lineAt(text, line.next)) {
        const bool continued = !lastHeader.empty() && !line.text.empty() && blanks.find(line.text[0]) != blanks.npos;
        if (inHeaders && isHeader(line.text)) {
            lastHeader = line.text;
            readHeader(line.text, block);
        } else if (!line.text.empty() && !continued) {
            inHeaders = false;
            if (auto added = body.add(line); !added) {
                return passOn(added);
            }
        }
    }
    const std::string wanted = std::string(endMark) + block.label + std::string(hyphens);
    if (line.text != wanted) {
        const std::string_view own = line.text.substr(std::min(line.text.size(), endMark.size()));
        const std::size_t close = own.find(hyphens);
        if (close == std::string_view::npos || close + hyphens.size() != own.size()) {
            return broken("the END line is not `" + wanted + "`", line.offset, line.text.size());
        }
        return broken("the BEGIN line says \"" + block.label + "\", the END line \"" +
                          std::string(own.substr(0, close)) + "\"",
                      line.offset, line.text.size());
    }
    block.where = {begin, line.offset + line.text.size() - begin};
    auto octets = body.finish(block.where);
    if (!octets) {
        return passOn(octets);
    }
    block.body = std::move(*octets);
    return block;
}

} // namespace

Result<std::vector<PemBlock>> splitPem(std::string_view text) {
    std::vector<PemBlock> blocks;
    std::size_t begin = text.find(beginMark);
    while (begin != std::string_view::npos) {
        auto block = readBlock(text, begin);
        if (!block) {
            return passOn(block);
        }
        begin = text.find(beginMark, begin + block->where.length);
        blocks.push_back(std::move(*block));
    }
    if (!blocks.empty()) {
        return blocks;
    }
    if (const std::size_t word = text.find("BEGIN "); word != std::string_view::npos) {
        const Line line = lineAt(
            text, text.find_last_of("\r\n", word) == std::string_view::npos ? 0 : text.find_last_of("\r\n", word) + 1);
        return broken("the BEGIN line does not start with five hyphens", line.offset, line.text.size());
    }
    const std::size_t end = text.find(endMark);
    if (end != std::string_view::npos) {
        return broken("the BEGIN line is missing", end, endMark.size());
    }
    return broken("there is no BEGIN line", 0, 0);
}

Secret writePem(std::string_view label, ByteView body) {
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t characters = (body.size() + 2) / 3 * 4;
    Bytes out;
    // Reserved at once, because growing would leave copies of a secret behind.
    out.reserve(characters + characters / lineLength + 1 + 2 * (label.size() + beginMark.size() + hyphens.size() + 1));
    const auto put = [&out](std::string_view text) { out.insert(out.end(), text.begin(), text.end()); };
    put(beginMark);
    put(label);
    put("-----\n");
    std::size_t column = 0;
    for (std::size_t i = 0; i < body.size(); i += 3) {
        const std::size_t left = std::min<std::size_t>(3, body.size() - i);
        const std::uint32_t bits = std::uint32_t{body[i]} << 16 | (left > 1 ? std::uint32_t{body[i + 1]} << 8 : 0) |
                                   (left > 2 ? body[i + 2] : 0);
        const char group[4] = {alphabet[bits >> 18], alphabet[bits >> 12 & 63],
                               left > 1 ? alphabet[bits >> 6 & 63] : '=', left > 2 ? alphabet[bits & 63] : '='};
        put({group, 4});
        column += 4;
        if (column == lineLength || i + 3 >= body.size()) {
            put("\n");
            column = 0;
        }
    }
    put(endMark);
    put(label);
    put("-----\n");
    return Secret(std::move(out));
}

} // namespace twb::crypto
