// SPDX-License-Identifier: Apache-2.0
#include "crypto/der.h"

#include <array>

namespace twb::crypto {

namespace {

struct Head {
    std::size_t size = 0; ///< 0: unreadable
    std::size_t content = 0;
};

Head readHead(ByteView octets) {
    if (octets.size() < 2 || (octets[0] & 0x1f) == 0x1f) {
        return {};
    }
    if (octets[1] < 0x80) {
        return {2, octets[1]};
    }
    const std::size_t count = octets[1] & 0x7f;
    if (count == 0 || count > 4 || octets.size() < 2 + count) {
        return {};
    }
    std::size_t content = 0;
    for (std::size_t i = 0; i < count; ++i) {
        content = content << 8 | octets[2 + i];
    }
    return {2 + count, content};
}

ByteView withoutZeros(ByteView number) {
    while (!number.empty() && number.front() == 0) {
        number = number.subspan(1);
    }
    return number;
}

} // namespace

std::optional<DerElement> DerReader::next() {
    const Head head = readHead(m_rest);
    if (head.size == 0 || m_rest.size() - head.size < head.content) {
        return std::nullopt;
    }
    DerElement element{m_rest[0], m_rest.subspan(head.size, head.content), m_rest.first(head.size + head.content)};
    m_rest = m_rest.subspan(element.whole.size());
    return element;
}

std::optional<ByteView> DerReader::take(std::uint8_t tag) {
    if (peekTag() != tag) {
        return std::nullopt;
    }
    const auto element = next();
    if (!element) {
        return std::nullopt;
    }
    return element->content;
}

std::optional<DerReader> DerReader::enter(std::uint8_t tag) {
    const auto content = take(tag);
    if (!content) {
        return std::nullopt;
    }
    return DerReader(*content);
}

std::optional<ByteView> DerReader::takeUnsigned() {
    const auto content = take(derInteger);
    if (!content || content->empty() || (content->front() & 0x80) != 0) {
        return std::nullopt;
    }
    return withoutZeros(*content);
}

std::optional<std::uint64_t> DerReader::takeSmall() {
    const auto number = takeUnsigned();
    if (!number || number->size() > 7) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (const std::uint8_t octet : *number) {
        value = value << 8 | octet;
    }
    return value;
}

std::optional<ByteView> DerReader::takeBits() {
    const auto content = take(derBitString);
    if (!content || content->empty() || content->front() != 0) {
        return std::nullopt;
    }
    return content->subspan(1);
}

std::size_t derAnnouncedSize(ByteView octets) {
    const Head head = readHead(octets);
    return head.size == 0 ? 0 : head.size + head.content;
}

std::string oidText(ByteView oid) {
    std::string text;
    std::uint64_t arc = 0;
    for (const std::uint8_t octet : oid) {
        if (arc > (UINT64_MAX >> 7)) {
            return "an object identifier that is too long";
        }
        arc = arc << 7 | (octet & 0x7f);
        if ((octet & 0x80) != 0) {
            continue;
        }
        if (text.empty()) {
            const std::uint64_t first = arc < 80 ? arc / 40 : 2;
            text = std::to_string(first) + "." + std::to_string(arc - first * 40);
        } else {
            text += "." + std::to_string(arc);
        }
        arc = 0;
    }
    return text;
}

Secret derElement(std::uint8_t tag, std::initializer_list<ByteView> parts) {
    std::size_t content = 0;
    for (const ByteView part : parts) {
        content += part.size();
    }
    std::array<std::uint8_t, 6> head{};
    std::size_t headSize = 0;
    head[headSize++] = tag;
    if (content < 0x80) {
        head[headSize++] = static_cast<std::uint8_t>(content);
    } else {
        std::size_t count = 1;
        while (content >> (8 * count) != 0) {
            ++count;
        }
        head[headSize++] = static_cast<std::uint8_t>(0x80 | count);
        for (std::size_t i = count; i > 0; --i) {
            head[headSize++] = static_cast<std::uint8_t>(content >> (8 * (i - 1)));
        }
    }
    Bytes octets;
    octets.reserve(headSize + content); // exactly once: a vector that grows leaves copies behind
    octets.insert(octets.end(), head.begin(), head.begin() + static_cast<std::ptrdiff_t>(headSize));
    for (const ByteView part : parts) {
        octets.insert(octets.end(), part.begin(), part.end());
    }
    return Secret(std::move(octets));
}

Secret derUnsigned(ByteView bigEndian) {
    static constexpr std::array<std::uint8_t, 1> zero{0};
    const ByteView minimal = withoutZeros(bigEndian);
    const bool padded = minimal.empty() || (minimal.front() & 0x80) != 0;
    return derElement(derInteger, {padded ? ByteView(zero) : ByteView(), minimal});
}

Secret derBits(ByteView octets) {
    static constexpr std::array<std::uint8_t, 1> noUnusedBits{0};
    return derElement(derBitString, {noUnusedBits, octets});
}

Secret derSmall(std::uint64_t number) {
    std::array<std::uint8_t, 8> octets{};
    for (std::size_t i = 0; i < 8; ++i) {
        octets[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
    }
    return derUnsigned(octets);
}

} // namespace twb::crypto
