// SPDX-License-Identifier: Apache-2.0
#include "jose/key_json.h"

#include <algorithm>

namespace twb::jose {

Result<void> parseKeyJson(json::Tape& tape, std::string_view text) {
    auto parsed = tape.parse(text);
    if (parsed || parsed.error().code != ErrorCode::JsonSyntax) {
        return parsed;
    }
    Error error = std::move(parsed.error());
    if (error.detail.find("a typographic quote") == std::string::npos) { // that one is worth showing, and no secret
        error.detail.resize(std::min(error.detail.find(", found \""), error.detail.size()));
    }
    return tl::unexpected<Error>(std::move(error));
}

} // namespace twb::jose
