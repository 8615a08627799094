// SPDX-License-Identifier: Apache-2.0
// The sentences of a report; nothing of this runs on the pass path.
#include "jose/verifier_state.h"
#include "json/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace twb::jose {

namespace {

struct CheckTexts {
    std::string_view id;
    std::string_view subject;
};
constexpr std::array<CheckTexts, checkCount> checkTexts{{
#define TWB_TEXTS(enumerator, id, subject) {id, subject},
    TWB_CHECKS(TWB_TEXTS)
#undef TWB_TEXTS
}};

std::string duration(double seconds) {
    const double whole = std::ceil(std::fabs(seconds));
    const auto text = [](double count, const char* unit) {
        return std::to_string(static_cast<long long>(count)) + " " + unit;
    };
    if (whole < 120) {
        return text(whole, "s");
    }
    if (whole < 7200) {
        return text(std::floor(whole / 60), "min");
    }
    if (whole < 172800) {
        return text(std::floor(whole / 3600), "h");
    }
    return text(std::floor(whole / 86400), "days");
}

// Token text in a sentence: long values are cut.
std::string shown(const json::Value& value) {
    if (!value.exists()) {
        return "absent";
    }
    constexpr std::size_t longest = 120;
    std::string_view text = value.text();
    if (text.size() <= longest) {
        return std::string(text);
    }
    text = text.substr(0, longest);
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) {
        text.remove_suffix(1); // never half a character
    }
    if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0U) {
        text.remove_suffix(1);
    }
    return std::string(text) + "…";
}

std::string dateProblem(std::string_view name, const NumericDate& date) {
    return std::string(name) + " is " + shown(date.value) +
           (date.state == NumericDate::State::NotANumber ? ", not a number of seconds" : ", beyond every calendar");
}

} // namespace

std::string_view name(CheckId id) {
    return checkTexts[static_cast<std::size_t>(id)].id;
}

std::string_view subject(CheckId id) {
    return checkTexts[static_cast<std::size_t>(id)].subject;
}

std::string_view name(Outcome outcome) {
    constexpr std::array<std::string_view, 4> names{"pass", "warn", "fail", "skipped"};
    return names[static_cast<std::size_t>(outcome)];
}

std::string_view name(Verdict verdict) {
    constexpr std::array<std::string_view, 3> names{"verified", "invalid", "not-checked"};
    return names[static_cast<std::size_t>(verdict)];
}

bool VerificationReport::accepted() const {
    return verdict == Verdict::Verified &&
           std::none_of(rows.begin(), rows.end(), [](const CheckRow& row) { return row.outcome == Outcome::Fail; });
}

VerificationReport VerifierState::report() const {
    VerificationReport report;
    report.verdict = m_answer.verdict();
    report.algorithm = m_answer.algorithm();
    report.keyIndex = m_answer.keyIndex();
    report.payload.assign(m_answer.payload().begin(), m_answer.payload().end());
    report.inflated = m_inflated;
    if (m_decision) {
        report.alg = m_decision->alg;
        report.kid = m_decision->kid;
    }
    report.rows.reserve(checkCount);
    for (std::size_t i = 0; i < checkCount; ++i) {
        const auto id = static_cast<CheckId>(i);
        CheckRow row{id, m_answer.outcome(id), detail(id), std::nullopt};
        if (m_error && m_errorRow == id) {
            row.error = m_error;
        } else if (m_decision && m_decision->errors[i]) {
            row.error = m_decision->errors[i];
        } else if (id == CheckId::PayloadJson && row.outcome == Outcome::Fail) {
            row.error = m_jsonError;
        }
        report.rows.push_back(std::move(row));
    }
    return report;
}

std::string VerifierState::detail(CheckId id) const {
    if (m_error && m_errorRow == id) {
        return m_error->detail;
    }
    const Outcome outcome = m_answer.outcome(id);
    const std::string* decided = m_decision ? &m_decision->details[static_cast<std::size_t>(id)] : nullptr;
    const bool headerDuplicates =
        m_decision && m_decision->errors[static_cast<std::size_t>(CheckId::DuplicateNames)].has_value();
    if (id == CheckId::DuplicateNames && !headerDuplicates && m_payloadIsJson && !m_tape.duplicates().empty()) {
        return json::quote(m_tape.duplicates().front().name) +
               " stands twice in the payload; readers disagree on which counts";
    }
    if (decided && !decided->empty()) {
        return *decided;
    }
    const Algorithm* row = m_answer.algorithm();
    switch (id) {
    case CheckId::Structure:
        return outcome == Outcome::Pass ? "three base64url parts" : "";
    case CheckId::Critical:
        return "no \"crit\" in the header";
    case CheckId::KeyStrength: {
        if (!m_answer.keyIndex() || !row || outcome == Outcome::Skipped) {
            return "no key was used";
        }
        const crypto::Key& key = m_keys->entries()[*m_answer.keyIndex()].jwk.key;
        if (outcome == Outcome::Pass) {
            return describe(key);
        }
        const int wanted = row->minimumBits;
        return describe(key) + "; " + std::string(row->name) + " wants at least " +
               (key.type() == crypto::KeyType::Oct ? std::to_string(wanted / 8) + " octets"
                                                   : std::to_string(wanted) + " bits") +
               " (" + std::string(row->section) + ")";
    }
    case CheckId::Signature: {
        if (outcome == Outcome::Pass) {
            return std::string(row->description) + ", made with this key";
        }
        if (outcome == Outcome::Skipped) {
            return "not checked";
        }
        if (m_signatureSize == 0) {
            return "the signature is empty";
        }
        const auto found = m_verifiers.find(*m_answer.keyIndex() << 8 | static_cast<std::size_t>(row->id));
        if (found != m_verifiers.end() && found->second.signatureSize() != m_signatureSize) {
            return "the signature has " + std::to_string(m_signatureSize) + " octets, " + std::string(row->name) +
                   " with this key makes " + std::to_string(found->second.signatureSize());
        }
        const bool maybeDetached = m_answer.payload().empty() && !m_usedDetached;
        return std::string("another key made it, or header or payload were changed") +
               (maybeDetached ? "; the payload part is empty: if it is detached, hand it in" : "");
    }
    case CheckId::PayloadJson:
        if (m_payloadIsJson) {
            return outcome == Outcome::Pass ? "a JSON object" : "JSON, but no object: no claims to check";
        }
        if (m_jsonError && m_decision && m_decision->compressed && !m_inflated) {
            return m_jsonError->detail;
        }
        return m_jsonError ? "no JSON: " + m_jsonError->detail : "not read";
    default:
        return claimDetail(id);
    }
}

std::string VerifierState::claimDetail(CheckId id) const {
    const RegisteredClaims& claims = m_answer.claims();
    const Outcome outcome = m_answer.outcome(id);
    const double now = static_cast<double>(m_now.time_since_epoch().count());
    const std::string leeway = " (leeway " + std::to_string(m_policy.leeway.count()) + " s)";
    const bool timeOff = m_policy.checkTime == VerificationPolicy::CheckTime::No;
    const auto date = [&](std::string_view name, const NumericDate& value, auto sentence) -> std::string {
        if (timeOff) {
            return "time is not checked";
        }
        if (!value.present()) {
            return "no " + std::string(name) + " in the payload";
        }
        return value.valid() ? sentence(formatUtc(value.time()), now - value.seconds) : dateProblem(name, value);
    };
    switch (id) {
    case CheckId::Expiry:
        return date("exp", claims.exp, [&](const std::string& when, double past) {
            return past >= 0 ? (outcome == Outcome::Fail ? "expired " : "within the leeway: expired ") +
                                   duration(past) + " ago, " + when + leeway
                             : "expires in " + duration(past) + ", " + when;
        });
    case CheckId::NotBefore:
        return date("nbf", claims.nbf, [&](const std::string& when, double past) {
            return past < 0 ? (outcome == Outcome::Fail ? "valid only in " : "within the leeway: valid in ") +
                                  duration(past) + ", " + when + leeway
                            : "valid since " + when;
        });
    case CheckId::IssuedAt:
        return date("iat", claims.iat, [&](const std::string& when, double past) {
            return past < 0 ? "issued " + duration(past) + " in the future, " + when + leeway
                            : "issued " + duration(past) + " ago, " + when;
        });
    case CheckId::Issuer:
        return !m_policy.issuer ? "no issuer was asked for"
               : outcome == Outcome::Pass
                   ? "iss is " + shown(claims.iss)
                   : "iss is " + shown(claims.iss) + ", " + json::quote(*m_policy.issuer) + " was asked for";
    case CheckId::Audience: {
        if (m_policy.audiences.empty()) {
            return "no audience was asked for";
        }
        std::string wanted;
        for (const std::string& one : m_policy.audiences) {
            wanted += (wanted.empty() ? "" : " or ") + json::quote(one);
        }
        return "aud is " + shown(claims.aud) + (outcome == Outcome::Pass ? "" : ", " + wanted + " was asked for");
    }
    case CheckId::RequiredClaims: {
        if (m_policy.requiredClaims.empty()) {
            return "no claims were asked for";
        }
        std::string missing;
        const json::Value root = m_answer.payloadJson();
        for (const std::string& name : m_policy.requiredClaims) {
            if (!root.is(json::Type::Object) || !root.find(name).exists()) {
                missing += (missing.empty() ? "" : ", ") + name;
            }
        }
        return missing.empty() ? "all are there" : "missing: " + missing;
    }
    case CheckId::Type:
        return "no typ was asked for";
    case CheckId::Key:
    case CheckId::AlgorithmAllowed:
    case CheckId::DuplicateNames:
    case CheckId::Header:
    default:
        return "not checked";
    }
}

} // namespace twb::jose
