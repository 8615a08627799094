// SPDX-License-Identifier: Apache-2.0
#include "issuer/saml_assertion.h"

#include "base/base64url.h"
#include "issuer/assertion.h"
#include "issuer/xml_reader.h"

namespace twb::issuer {
namespace {

constexpr std::string_view samlSpace = "urn:oasis:names:tc:SAML:2.0:assertion";
constexpr std::string_view bearerMethod = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

using Checked = tl::expected<void, Finding>;

tl::unexpected<Finding> wrong(std::string id, std::string title, std::string detail, std::string summary) {
    return tl::unexpected<Finding>(
        finding("saml-" + std::move(id), std::move(title), std::move(detail), std::move(summary)));
}

tl::expected<XmlElement, Finding> read(std::string_view assertion) {
    if (assertion.size() > limits::assertionOctets) {
        return wrong("structure", "The assertion is too large.",
                     "It has more than " + std::to_string(limits::assertionOctets) + " characters.",
                     "assertion too large");
    }
    const std::size_t mark = assertion.find_first_not_of(" \t\r\n");
    if (mark != std::string_view::npos && assertion[mark] == '<') {
        return wrong("encoding", "The assertion is not encoded.",
                     "XML goes into the parameter as base64url, without padding and line breaks (RFC 7522, 2.1).",
                     "assertion is plain XML");
    }
    const auto octets = base64url::decode(assertion);
    if (!octets) {
        return wrong("encoding", "The assertion is no base64url.",
                     "It is the XML in base64url (with - and _), without padding and line breaks (RFC 7522, 2.1).",
                     "assertion is no base64url");
    }
    auto xml = readXml(cleanUtf8(asText(*octets)));
    if (!xml) {
        return wrong("structure", "The assertion is no XML.", "Inside it: " + cleanUtf8(xml.error()) + ".",
                     "assertion is no XML");
    }
    if (xml->name == "Response") {
        return wrong("structure", "This is a SAML response.", "Send the Assertion that stands inside of it.",
                     "a Response instead of an Assertion");
    }
    if (xml->name != "Assertion" || xml->space != samlSpace || xml->attribute("Version") != "2.0") {
        return wrong("structure", "This is no SAML 2.0 assertion.",
                     "The first element is " + cleanUtf8(xml->name) + " of \"" + cleanUtf8(xml->space) +
                         "\"; expected Assertion of " + std::string(samlSpace) + ", Version 2.0.",
                     "no SAML 2.0 assertion");
    }
    return std::move(*xml);
}

/// A moment of an attribute; nothing if it is not there.
tl::expected<std::optional<Time>, Finding> moment(const XmlElement& element, std::string_view attribute) {
    const std::string_view text = element.attribute(attribute);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto time = text.find('T') == std::string_view::npos ? fail(ErrorCode::TimeInvalid) : parseTime(text);
    if (!time) {
        return wrong("date", std::string(attribute) + " is no date.",
                     "It must be as in 2026-11-20T15:03:00Z; it is " + cleanUtf8(text) + ".",
                     std::string(attribute) + " is no date");
    }
    return *time;
}

/// NotBefore and NotOnOrAfter of Conditions or of a confirmation.
Checked checkTimes(const XmlElement& element, Time now) {
    const auto from = moment(element, "NotBefore");
    const auto until = moment(element, "NotOnOrAfter");
    if (!from || !until) {
        return tl::unexpected<Finding>(from ? until.error() : from.error());
    }
    const std::string clock = " This computer's clock says " + formatUtc(now) + ".";
    if (*until && now >= **until + limits::leeway) {
        const std::string ago = spanWords(now - **until);
        return wrong("expired", "The assertion has expired.",
                     "NotOnOrAfter of " + element.name + " was " + ago + " ago." + clock, "expired " + ago + " ago");
    }
    if (*from && now < **from - limits::leeway) {
        const std::string ahead = spanWords(**from - now);
        return wrong("early", "The assertion is not valid yet.",
                     "NotBefore of " + element.name + " is " + ahead + " ahead." + clock, "begins in " + ahead);
    }
    return {};
}

Checked checkAudience(const XmlElement& conditions, const SamlRules& rules) {
    std::vector<std::string> sent;
    for (const XmlElement& restriction : conditions.children) {
        for (const XmlElement& audience : restriction.children) {
            if (restriction.name == "AudienceRestriction" && audience.name == "Audience") {
                sent.emplace_back(audience.trimmedText());
            }
        }
    }
    for (const std::string& audience : rules.audiences) {
        if (contains(sent, audience)) {
            return {};
        }
    }
    return wrong("audience", "The audience does not fit.",
                 (sent.empty() ? "AudienceRestriction is missing" : "The assertion says " + join(sent, ", ")) +
                     "; this issuer is " + rules.audiences.front() + ".",
                 sent.empty() ? "no Audience" : "Audience is " + join(sent, ", "));
}

/// At least one confirmation "bearer" whose data fit. @return until when it may be used
tl::expected<Time, Finding> checkConfirmation(const XmlElement& subject, const XmlElement& conditions,
                                              const SamlRules& rules, Time now) {
    tl::expected<Time, Finding> last =
        wrong("confirmation", "There is no bearer confirmation.",
              "Subject needs a SubjectConfirmation with the Method " + std::string(bearerMethod) + " (RFC 7522, 3).",
              "no bearer confirmation");
    for (const XmlElement& each : subject.children) {
        if (each.name != "SubjectConfirmation" || each.attribute("Method") != bearerMethod) {
            continue;
        }
        const XmlElement* const data = each.child("SubjectConfirmationData");
        const XmlElement& timed = data != nullptr && !data->attribute("NotOnOrAfter").empty() ? *data : conditions;
        const auto until = moment(timed, "NotOnOrAfter");
        if (!until || !*until) {
            last = until ? wrong("expiry", "The assertion never expires.",
                                 "NotOnOrAfter stands neither in Conditions nor in SubjectConfirmationData.",
                                 "NotOnOrAfter is missing")
                         : tl::unexpected<Finding>(until.error());
            continue;
        }
        if (data != nullptr) {
            if (auto times = checkTimes(*data, now); !times) {
                last = tl::unexpected<Finding>(times.error());
                continue;
            }
            const std::string recipient(data->attribute("Recipient"));
            if (!contains(rules.recipients, recipient)) {
                const std::string said = "Recipient is " + (recipient.empty() ? "missing" : recipient);
                last = wrong("recipient", "The recipient does not fit.",
                             said + "; the token endpoint is " + rules.recipients.front() + ".", said);
                continue;
            }
        }
        return **until;
    }
    return last;
}

} // namespace

tl::expected<SamlClaims, Finding> checkSamlAssertion(ServerState& state, std::string_view assertion,
                                                     const SamlRules& rules, Time now) {
    const auto xml = read(assertion);
    if (!xml) {
        return tl::unexpected<Finding>(xml.error());
    }
    const XmlElement* const issuer = xml->child("Issuer");
    const XmlElement* const subject = xml->child("Subject");
    const XmlElement* const name = subject == nullptr ? nullptr : subject->child("NameID");
    const XmlElement* const conditions = xml->child("Conditions");
    SamlClaims claims;
    claims.issuer = issuer == nullptr ? std::string() : issuer->trimmedText();
    claims.subject = name == nullptr ? std::string() : name->trimmedText();
    for (const auto& [what, there] :
         {std::pair{"Issuer", !claims.issuer.empty()}, std::pair{"Subject with a NameID", !claims.subject.empty()},
          std::pair{"Conditions", conditions != nullptr}, std::pair{"ID", !xml->attribute("ID").empty()}}) {
        if (!there) {
            return wrong("member", std::string(what) + " is missing.", "An assertion needs it (RFC 7522, 3).",
                         std::string(what) + " is missing");
        }
    }
    if (auto audience = checkAudience(*conditions, rules); !audience) {
        return tl::unexpected<Finding>(audience.error());
    }
    if (auto times = checkTimes(*conditions, now); !times) {
        return tl::unexpected<Finding>(times.error());
    }
    const auto until = checkConfirmation(*subject, *conditions, rules, now);
    if (!until) {
        return tl::unexpected<Finding>(until.error());
    }
    const std::string id(xml->attribute("ID"));
    if (!state.firstUse("saml", claims.issuer, id, now, *until + limits::leeway)) {
        return wrong("replay", "This assertion was used before.", "ID " + id + " came already.", "ID was used before");
    }
    return claims;
}

} // namespace twb::issuer
