// SPDX-License-Identifier: Apache-2.0
#include "doctor/examination.h"

#include "doctor/evidence_phrases.h"
#include "jose/jwk.h"

#include "crypto/digest.h"
#include "json/text.h"

#include <algorithm>
#include <cmath>

namespace twb::doctor {

void Examination::report(FindingId id, Sentence evidence, FindingPlace place, TextRange where) {
    if (!has(id)) {
        out.findings.push_back({id, std::move(evidence), place, where, {}});
    }
}

void Examination::reportOnce(FindingId id, const Sentence& evidence, FindingPlace place, TextRange where) {
    const auto found =
        std::find_if(out.findings.begin(), out.findings.end(), [&](const Finding& one) { return one.id == id; });
    if (found == out.findings.end()) {
        out.findings.push_back({id, evidence, place, where, {}});
    } else if (found->evidence.english().size() < 200 && !evidence.empty()) {
        found->evidence += Sentence(found->evidence.empty() ? "" : "; ") + evidence;
        if (where.length > 0 && found->place == place) {
            found->also.push_back(where);
        }
    }
}

std::optional<double> Examination::number(std::string_view name) const {
    const json::Value value = claim(name);
    return value.exists() ? value.number() : std::nullopt;
}

std::string Examination::signingInput() const {
    return parts.size() < 2 ? std::string() : parts[0].text + "." + parts[1].text;
}

std::string hexOf(ByteView octets) {
    std::string text;
    for (const std::uint8_t octet : octets) {
        text += "0123456789abcdef"[octet >> 4];
        text += "0123456789abcdef"[octet & 15];
    }
    return text;
}

std::string shortened(std::string_view text, std::size_t most) {
    std::string clean;
    std::size_t size = std::min(text.size(), most);
    while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    for (const char c : text.substr(0, size)) {
        clean.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c);
    }
    return size < text.size() ? clean + "…" : clean;
}

std::string numberText(double value) {
    if (std::fabs(value) < 9e15 && value == std::floor(value)) {
        return std::to_string(static_cast<long long>(value));
    }
    return std::to_string(value);
}

Sentence typeName(const json::Value& value) {
    if (!value.exists()) {
        return say("absent");
    }
    switch (value.type()) {
    case json::Type::Object:
        return say("object");
    case json::Type::Array:
        return say("array");
    case json::Type::String:
        return say("string");
    case json::Type::Number:
        return say("number");
    case json::Type::True:
    case json::Type::False:
        return say("boolean");
    case json::Type::Null:
        break;
    }
    return "null";
}

std::string valueText(const json::Value& value) {
    return value.exists() ? shortened(value.text()) : std::string();
}

std::string dateText(double seconds) {
    constexpr double last = 253402300799.0; // the end of the year 9999
    if (!(seconds >= -62135596800.0 && seconds <= last)) {
        return numberText(seconds);
    }
    return formatUtc(Time(std::chrono::seconds(static_cast<std::int64_t>(std::floor(seconds)))));
}

Sentence algorithmOf(const Examination& e) {
    return e.alg ? Sentence(*e.alg) : say("missing");
}

Sentence algAndEnc(const Examination& e) {
    return Sentence("alg ") + algorithmOf(e) + Sentence(", enc " + valueText(e.headerMember("enc")));
}

Sentence keySentence(const crypto::Key& key) {
    const std::string bits = std::to_string(key.bits());
    switch (key.type()) {
    case crypto::KeyType::Oct: {
        const std::size_t octets = key.secret().size();
        return octets == 1 ? say("secret of 1 octet") : say("secret of %1 octets", {std::to_string(octets)});
    }
    case crypto::KeyType::Rsa:
        return say("%1 key of %2 bits", {"RSA", bits});
    case crypto::KeyType::RsaPss:
        return say("%1 key of %2 bits", {"RSA-PSS", bits});
    case crypto::KeyType::Ec:
    case crypto::KeyType::Okp:
        return say("%1 key on %2", {jose::keyTypeName(key.type()), jose::curveName(key.curve())});
    }
    return {};
}

Sentence thumbprintOf(const crypto::Key& key) {
    const auto thumbprint = jose::thumbprint(key);
    return thumbprint ? Sentence(*thumbprint) : say("unknown");
}

Sentence problemSentence(const Error& error) {
    // The names that the English words quote are what the reader needs most.
    std::string names;
    for (std::size_t at = error.detail.find('"'); at != std::string::npos; at = error.detail.find('"', at)) {
        const std::size_t end = error.detail.find('"', at + 1);
        if (end == std::string::npos) {
            break;
        }
        names += (names.empty() ? "" : ", ") + error.detail.substr(at, end + 1 - at);
        at = end + 1;
    }
    for (const ProblemPhrase& row : problemPhrases) {
        if (row.code == error.code) {
            return Sentence::either(error.detail, row.phrase, names);
        }
    }
    return Sentence::either(error.detail, otherProblem, names);
}

void forEachString(const json::Value& value, const std::string& path,
                   const std::function<void(const std::string&, const std::string&)>& visit) {
    if (value.is(json::Type::String)) {
        visit(path, value.string().value_or(std::string()));
    }
    forEachNamed(value, path, [&](const std::string& inner, const std::string&, const json::Value& member) {
        if (member.is(json::Type::String)) {
            visit(inner, member.string().value_or(std::string()));
        }
    });
}

void forEachNamed(const json::Value& value, const std::string& path,
                  const std::function<void(const std::string&, const std::string&, const json::Value&)>& visit) {
    if (value.is(json::Type::Object)) {
        value.forEachMember([&](const json::Value& key, const json::Value& member) {
            const std::string name = key.string().value_or(std::string());
            const std::string inner = path.empty() ? name : path + "." + name;
            visit(inner, name, member);
            forEachNamed(member, inner, visit);
        });
    } else if (value.is(json::Type::Array)) {
        std::size_t place = 0;
        value.forEachElement([&](const json::Value& element) {
            const std::string inner = path + "[" + std::to_string(place++) + "]";
            visit(inner, {}, element);
            forEachNamed(element, inner, visit);
        });
    }
}

bool parseInto(std::string text, ExaminedJson& out) {
    out.text = std::move(text);
    out.isJson = out.tape.parse(out.text).has_value();
    return out.isJson;
}

} // namespace twb::doctor
