// SPDX-License-Identifier: Apache-2.0
#pragma once
// Internal to app/crypto: reading and writing the little of ASN.1 DER that keys are made of.      (ITU-T X.690)
#include "base/secret.h"

#include <initializer_list>
#include <optional>

namespace twb::crypto {

enum DerTag : std::uint8_t {
    derInteger = 0x02,
    derBitString = 0x03,
    derOctetString = 0x04,
    derNull = 0x05,
    derOid = 0x06,
    derSequence = 0x30,
    derSet = 0x31,
    derContext0 = 0xa0,
    derContext1 = 0xa1,
};

struct DerElement {
    std::uint8_t tag = 0;
    ByteView content;
    ByteView whole; ///< with tag and length
};

/// Walks over the elements of one level. Low tags and definite lengths only; lengths need not be minimal, as other
/// readers do not insist on that either.
class DerReader {
public:
    DerReader() = default;
    explicit DerReader(ByteView octets)
        : m_rest(octets) {}
    bool atEnd() const { return m_rest.empty(); }
    ByteView rest() const { return m_rest; }
    std::uint8_t peekTag() const { return m_rest.empty() ? std::uint8_t{0} : m_rest[0]; }
    std::optional<DerElement> next();
    /// The content of the next element if it has this tag; otherwise nothing is taken.
    std::optional<ByteView> take(std::uint8_t tag);
    /// The elements inside the next element if it has this tag.
    std::optional<DerReader> enter(std::uint8_t tag);
    /// A non-negative INTEGER, big-endian without leading zeros (zero is empty).
    std::optional<ByteView> takeUnsigned();
    /// An INTEGER that fits; nothing if it does not.
    std::optional<std::uint64_t> takeSmall();
    /// A BIT STRING of whole octets.
    std::optional<ByteView> takeBits();

private:
    ByteView m_rest;
};

/// Octets that the outermost element says it has, head included; 0 if there is no readable head.
std::size_t derAnnouncedSize(ByteView octets);

/// `1.2.840.113549.1.1.1` of the content of an OBJECT IDENTIFIER.
std::string oidText(ByteView oid);

/// An element of these parts. Everything is a Secret because most of it is, for a moment.
Secret derElement(std::uint8_t tag, std::initializer_list<ByteView> parts);
Secret derUnsigned(ByteView bigEndian);
Secret derBits(ByteView octets);
Secret derSmall(std::uint64_t number);

} // namespace twb::crypto
