// SPDX-License-Identifier: Apache-2.0
#include "workbench/copy_editing.h"

#include "base/base64url.h"
#include "doctor/segments.h"

#include <algorithm>

namespace twb::workbench {

doctor::Copy copyOf(const doctor::SharedText& encoded, doctor::Views views) {
    doctor::Copy copy;
    copy.views = views;
    const std::string_view text = *encoded;
    const auto share = [](std::string_view part) { return std::make_shared<const std::string>(part); };
    const std::size_t first = text.find('.');
    copy.header.encoded = share(text.substr(0, first));
    if (first == std::string_view::npos) {
        copy.payload.encoded = share({});
        return copy;
    }
    const std::size_t second = text.find('.', first + 1);
    copy.payload.encoded =
        share(text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1));
    if (second != std::string_view::npos) {
        doctor::CopySignature signature;
        signature.text = text.substr(second + 1);
        signature.signingInput = share(text.substr(0, second));
        copy.signature = std::make_shared<const doctor::CopySignature>(std::move(signature));
    }
    return copy;
}

bool hasFiveParts(std::string_view encoded) {
    return std::count(encoded.begin(), encoded.end(), '.') == 4;
}

std::string withHeader(std::string_view encoded, std::string_view header) {
    const std::size_t dot = encoded.find('.');
    std::string text = base64url::encode(header);
    text += dot == std::string_view::npos ? std::string_view() : encoded.substr(dot);
    return text;
}

std::string octetsOf(const doctor::CopyPart& part) {
    if (part.octets != nullptr) {
        return *part.octets;
    }
    if (part.encoded == nullptr) {
        return {};
    }
    const Bytes octets = doctor::decodeForShowing(*part.encoded);
    return std::string(asText(octets));
}

} // namespace twb::workbench
