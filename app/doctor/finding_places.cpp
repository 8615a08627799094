// SPDX-License-Identifier: Apache-2.0
#include "doctor/examination.h"

#include <array>

namespace twb::doctor {
namespace {

/// Findings of the header that always speak of one parameter.
struct HeaderPlace {
    std::string_view idStart;
    std::string_view parameter;
};
constexpr auto headerPlaces = std::to_array<HeaderPlace>({{"hdr-alg", "alg"},
                                                          {"hdr-enc-missing", "alg"},
                                                          {"hdr-typ", "typ"},
                                                          {"hdr-kid", "kid"},
                                                          {"hdr-crit", "crit"},
                                                          {"hdr-b64", "b64"},
                                                          {"hdr-zip", "zip"},
                                                          {"hdr-enc-in-jws", "enc"},
                                                          {"hdr-x5t", "x5t"},
                                                          {"hdr-x5c", "x5c"},
                                                          {"alg-", "alg"},
                                                          {"key-kid", "kid"},
                                                          {"sec-alg-none", "alg"},
                                                          {"sec-embedded-jwk", "jwk"},
                                                          {"sec-x5c", "x5c"},
                                                          {"sec-kid", "kid"},
                                                          {"caf-alg", "alg"},
                                                          {"caf-typ", "typ"},
                                                          {"heflo-alg", "alg"}});

void place(Finding& finding, FindingPlace where, const json::Value& value) {
    if (!value.exists()) {
        return;
    }
    if (finding.place == FindingPlace::None) {
        finding.place = where;
        finding.where = value.range();
    } else if (finding.place == where) {
        finding.also.push_back(value.range());
    }
}

/// The member that a piece of evidence begins with: `peopleId`, `address.street`, `exp 1795196289000`.
std::string_view firstName(std::string_view evidence) {
    const std::size_t end = evidence.find_first_of(" ,.[:/");
    return evidence.substr(0, end);
}

void placeByEvidence(const Examination& e, Finding& finding) {
    const std::string evidence = finding.evidence.english(); // names and order are the same in every language
    std::string_view rest = evidence;
    while (!rest.empty()) {
        const std::size_t end = rest.find("; ");
        const std::string_view name = firstName(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
        if (name.empty()) {
            continue;
        }
        const json::Value claim = e.claim(name);
        if (claim.exists()) {
            place(finding, FindingPlace::Payload, claim);
        } else if (finding.place != FindingPlace::Payload && e.header.isObject()) {
            place(finding, FindingPlace::Header, e.headerMember(name));
        }
    }
}

} // namespace

void placeFindings(Examination& e) {
    for (Finding& finding : e.out.findings) {
        if (finding.place != FindingPlace::None) {
            continue;
        }
        const FindingInfo& info = finding.info();
        for (const HeaderPlace& row : headerPlaces) {
            if (info.id.starts_with(row.idStart) && e.header.isObject() && finding.place == FindingPlace::None) {
                place(finding, FindingPlace::Header, e.headerMember(row.parameter));
            }
        }
        const bool ofClaims = info.category == Category::Time || info.category == Category::Policy ||
                              info.category == Category::Profile || info.category == Category::Security;
        if (finding.place == FindingPlace::None && ofClaims) {
            placeByEvidence(e, finding);
        }
        if (finding.place == FindingPlace::None && info.category == Category::Signature && e.parts.size() >= 3) {
            finding.place = FindingPlace::Token;
            finding.where = e.parts[2].range;
        }
    }
}

} // namespace twb::doctor
