// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>

namespace twb::issuer {

/// Why a request was refused, as precisely as the server knows; the client gets only the error code of the standard.
struct Finding {
    /// What can be done about it with one press.
    enum class Remedy : std::uint8_t {
        None,
        AcceptAudience, ///< `value` is an audience that could be accepted besides
    };
    std::string id;      ///< stable, kebab-case: "assertion-aud"
    std::string title;   ///< "aud does not fit."
    std::string detail;  ///< "The client sent …; this issuer is …." No secret is in it.
    std::string summary; ///< for one line of the log: "aud is http://localhost:8455"
    Remedy remedy = Remedy::None;
    std::string value{};
};

/// All but the remedy.
inline Finding finding(std::string id, std::string title, std::string detail, std::string summary) {
    return {std::move(id), std::move(title), std::move(detail), std::move(summary), Finding::Remedy::None, {}};
}

} // namespace twb::issuer
