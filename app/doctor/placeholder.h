// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace twb::doctor {

/// A text of a manual that stands for a value: `{clientId}`, `${…}`, `{{…}}`, `<client id>`, `your-client-id`.
bool isPlaceholder(std::string_view text);

/// A secret of a manual or a website, such as `your-256-bit-secret`.
bool isPlaceholderKey(std::string_view text);

} // namespace twb::doctor
