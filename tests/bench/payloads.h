// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

namespace twb::bench {

/// The claims of an access token with a list of members that fills it up to `octets` (and at most one member more):
/// names and values of usual lengths, some text beyond ASCII, numbers, literals, nesting.
inline std::string payload(std::size_t octets) {
    std::string text = R"({"iss":"https://issuer.example","sub":"11144477735","aud":"api","iat":1735689600,)"
                       R"("exp":1735689900,"jti":"b6f2c1d0e5a94b7c","scope":"openid profile")";
    if (octets <= 150) {
        return text + "}";
    }
    text += ",\"members\":[";
    for (unsigned i = 0; text.size() + 2 < octets; ++i) {
        const std::string number = std::to_string(i);
        text += i > 0 ? "," : "";
        text += "{\"id\":" + std::to_string(i * 7919) + ",\"name\":\"Jos\xC3\xA9 da Silva " + number +
                "\",\"email\":\"user" + number + "@example.com\",\"active\":" + (i % 3 != 0 ? "true" : "false") +
                ",\"score\":" + std::to_string(i % 100) + "." + std::to_string(10 + i % 90) +
                ",\"roles\":[\"reader\",\"editor\"],\"address\":{\"street\":\"Rua das Flores " + number +
                "\",\"city\":\"S\xC3\xA3o Paulo\",\"zip\":\"0" + std::to_string(1000000 + i * 31) +
                "\"},\"note\":null,\"scope\":\"openid profile email offline_access\"}";
    }
    return text + "]}";
}

} // namespace twb::bench
