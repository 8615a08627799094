// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.h"
#include "base/sentence.h"
#include "doctor/finding_catalogue.h"

#include <vector>

namespace twb::doctor {

/// What a finding speaks of, so that the window can light it up.
enum class FindingPlace : std::uint8_t {
    None,
    Input,   ///< `where` lies in the text as pasted
    Token,   ///< `where` lies in Diagnosis::token
    Header,  ///< `where` lies in the decoded header
    Payload, ///< `where` lies in the decoded payload
    Key      ///< `where` lies in the text of the key field
};

/// One thing that the doctor noticed.
struct Finding {
    FindingId id;
    /// Values, names and numbers that show it, and phrases of evidence_phrases.h between them; one line. Never a
    /// secret, a private key or a password.
    Sentence evidence;
    FindingPlace place = FindingPlace::None;
    TextRange where{};
    std::vector<TextRange> also{}; ///< further ranges in the same place (iat and exp, both in milliseconds)

    const FindingInfo& info() const { return id.info(); }
};

} // namespace twb::doctor
