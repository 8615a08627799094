// SPDX-License-Identifier: Apache-2.0
#include "editor/part_roles.h"

#include <algorithm>
#include <QCoreApplication>

namespace twb::ui {

namespace {
QString roleText(const char* text) {
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
        return roleText("Header");
    case 'P':
        return roleText("Payload");
    case 'S':
        return roleText("Signature");
    case 'K':
        return roleText("Encrypted key");
    case 'I':
        return roleText("IV");
    case 'C':
        return roleText("Ciphertext");
    case 'T':
        return roleText("Tag");
    case 'A':
        return roleText("Additional data");
    case 'D':
        return roleText("Disclosures");
    case 'B':
        return roleText("Key binding");
    default:
        return roleText("Too many");
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
