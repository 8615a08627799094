// SPDX-License-Identifier: Apache-2.0
#include "editor/part_roles.h"

#include <algorithm>
#include <QCoreApplication>

namespace twb::ui {

namespace {
QString translate(const char* text) {
    return QCoreApplication::translate("PartNames", text);
}
} // namespace

PartRole partRole(char letter) {
    switch (letter) {
    case 'H':
        return PartRole::Header;
    case 'P':
    case 'K':
        return PartRole::Payload;
    case 'S':
    case 'I':
        return PartRole::Signature;
    case 'C':
    case 'D':
        return PartRole::Ciphertext;
    case 'T':
    case 'B':
        return PartRole::Tag;
    default:
        return PartRole::Other;
    }
}

QString partName(char letter) {
    switch (letter) {
    case 'H':
        return translate("Header");
    case 'P':
        return translate("Payload");
    case 'S':
        return translate("Signature");
    case 'K':
        return translate("Encrypted key");
    case 'I':
        return translate("IV");
    case 'C':
        return translate("Ciphertext");
    case 'T':
        return translate("Tag");
    case 'A':
        return translate("Additional data");
    case 'D':
        return translate("Disclosures");
    case 'B':
        return translate("Key binding");
    default:
        return translate("Too many");
    }
}

QList<TokenPart> tokenParts(const doctor::Reading& reading) {
    QList<TokenPart> parts;
    for (const doctor::Segment& segment : reading.segments) {
        parts.append({segment.range, partRole(segment.letter)});
    }
    std::sort(parts.begin(), parts.end(),
              [](const TokenPart& a, const TokenPart& b) { return a.range.offset < b.range.offset; });
    return parts;
}

} // namespace twb::ui
