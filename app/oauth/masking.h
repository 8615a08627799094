// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/request.h"

namespace twb::oauth {

/// A piece of a text that is hidden until somebody asks for it.
struct HiddenSpan {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::size_t shown = 0; ///< octets at its beginning that may be seen: 20 of a token, none of a secret
};

/// Finds what is confidential in HTTP or JSON text: values of headers, form parameters and JSON members known by name,
/// everything shaped like a JWT, and the given secrets in any of their writings (plain, form-encoded, in JSON).
/// In order, without overlap.
std::vector<HiddenSpan> findConfidential(std::string_view text, std::span<const SharedSecret> secrets);

/// The text with each span written as `eyJhbGciOiJSUzI1NiIsI…[712 characters hidden]`.
std::string mask(std::string_view text, const std::vector<HiddenSpan>& spans);
std::string maskAll(std::string_view text, std::span<const SharedSecret> secrets);

/// Whether a parameter, header or JSON member of that name carries something confidential.
bool isConfidentialName(std::string_view name);

} // namespace twb::oauth
