// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "doctor/evaluation.h"

namespace twb::doctor {
namespace {

void appendPart(std::string& text, const CopyPart& part) {
    if (part.octets != nullptr) {
        base64url::append(text, asBytes(*part.octets));
    } else if (part.encoded != nullptr) {
        text += *part.encoded;
    }
}

} // namespace

std::string signingInputOf(const Copy& copy) {
    std::string text;
    appendPart(text, copy.header);
    text += '.';
    appendPart(text, copy.payload);
    return text;
}

std::string encodeCopy(const Copy& copy) {
    if (copy.encoded != nullptr) {
        return *copy.encoded;
    }
    std::string text = signingInputOf(copy);
    text += '.';
    if (copy.signature != nullptr) {
        text += copy.signature->text;
    }
    return text;
}

} // namespace twb::doctor
