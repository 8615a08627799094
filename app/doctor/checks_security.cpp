// SPDX-License-Identifier: Apache-2.0
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"
#include "doctor/token_text.h"
#include "jose/jwk.h"
#include "profiles/cpf.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

void checkNone(Examination& e) {
    if (!e.isNone) {
        return;
    }
    if (e.alg == "none") {
        e.report("sec-alg-none", shortened(e.header.text), FindingPlace::Header);
    } else {
        e.report("sec-alg-none-variant", "\"" + shortened(*e.alg) + "\"", FindingPlace::Header);
    }
}

void checkEmbeddedKey(Examination& e) {
    const json::Value jwk = e.headerMember("jwk");
    if (!jwk.exists()) {
        return;
    }
    std::string privates;
    for (const std::string_view name : {"d", "p", "q", "k"}) {
        if (jwk.find(name).exists()) {
            privates += (privates.empty() ? "" : ", ") + std::string(name);
        }
    }
    if (!privates.empty()) {
        e.report("sec-embedded-private-jwk", say("members %1", {privates}), FindingPlace::Header, jwk.range());
    }
    const json::Value typ = e.headerMember("typ");
    const auto type = typ.exists() ? typ.string() : std::nullopt;
    const std::string plain = type ? lowered(*type) : std::string();
    if (plain == "dpop+jwt" || plain == "application/dpop+jwt") {
        return;
    }
    std::string thumbprint;
    if (const auto key = jose::readJwk(jwk); key && key->key.type() != crypto::KeyType::Oct) {
        thumbprint = jose::thumbprint(key->key).value_or(std::string());
    }
    e.report("sec-embedded-jwk",
             thumbprint.empty() ? Sentence("kty " + valueText(jwk.find("kty")))
                                : say("kty %1, thumbprint %2", {valueText(jwk.find("kty")), thumbprint}),
             FindingPlace::Header, jwk.range());
}

/// True for an address that a receiver must not fetch keys from.
bool isUnsafeAddress(std::string_view url) {
    if (!startsWithoutCase(url, "https://")) {
        return true;
    }
    std::string_view authority = url.substr(8);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    if (authority.find('@') != std::string_view::npos || authority.starts_with('[')) {
        return true;
    }
    const std::string host = lowered(authority.substr(0, authority.find(':')));
    const bool numbers = !host.empty() && host.find_first_not_of("0123456789.") == std::string::npos;
    return host == "localhost" || host.ends_with(".localhost") || numbers || host.starts_with("0x");
}

void checkAddresses(Examination& e) {
    const auto look = [&](std::string_view name, FindingId id) {
        const json::Value value = e.headerMember(name);
        if (!value.exists()) {
            return;
        }
        e.report(id, valueText(value), FindingPlace::Header, value.range());
        if (isUnsafeAddress(value.string().value_or(std::string()))) {
            e.reportOnce("sec-key-url-unsafe", std::string(name) + " " + valueText(value));
        }
    };
    look("jku", "sec-jku");
    look("x5u", "sec-x5u");
}

bool holdsAny(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

bool isPath(const std::string& kid) {
    const std::string lower = lowered(kid);
    const bool drive =
        kid.size() > 1 && kid[1] == ':' && ((kid[0] >= 'A' && kid[0] <= 'Z') || (kid[0] >= 'a' && kid[0] <= 'z'));
    return holdsAny(lower,
                    {"../", "..\\", "..%2f", "..%5c", "%2e%2e%2f", "%2e%2e%5c", "%2e%2e/", "%2e%2e\\", "/dev/"}) ||
           kid.starts_with('/') || drive || kid.find('\0') != std::string::npos;
}

bool isSql(const std::string& kid) {
    const std::size_t quote = kid.find_first_of("'\"");
    return quote != std::string::npos && holdsAny(lowered(std::string_view(kid).substr(quote + 1)),
                                                  {"union", "select", "or", "and", "--", ";", "#", "/*"});
}

void checkKidContent(Examination& e) {
    const json::Value value = e.headerMember("kid");
    const auto kid = value.exists() ? value.string() : std::nullopt;
    if (!kid) {
        return;
    }
    const TextRange where = value.range();
    const std::string shown = shortened(*kid);
    if (isPath(*kid)) {
        e.report("sec-kid-path", shown, FindingPlace::Header, where);
    }
    if (isSql(*kid)) {
        e.report("sec-kid-sql", shown, FindingPlace::Header, where);
    } else if (holdsAny(*kid, {"|", ";", "&", "`", "$(", "\n", "\r"})) {
        e.report("sec-kid-command", shown, FindingPlace::Header, where);
    }
    for (const std::string_view scheme : {"http://", "https://", "ftp://", "file://"}) {
        if (startsWithoutCase(*kid, scheme)) {
            e.report("sec-kid-url", shown, FindingPlace::Header, where);
        }
    }
}

void checkDuplicates(Examination& e) {
    if (e.header.isJson && !e.header.tape.duplicates().empty()) {
        const json::Duplicate& one = e.header.tape.duplicates().front();
        e.report("sec-duplicate-header", shortened(one.name), FindingPlace::Header, one.second);
    }
    if (e.payload.isJson && !e.payload.tape.duplicates().empty()) {
        const json::Duplicate& one = e.payload.tape.duplicates().front();
        e.report("sec-duplicate-claim", shortened(one.name), FindingPlace::Payload, one.second);
    }
}

void checkSecretsInPayload(Examination& e) {
    constexpr auto names =
        std::to_array<std::string_view>({"password", "passwd", "secret", "clientsecret", "privatekey", "apikey",
                                         "jwtsecret", "accesskey", "secretkey"});
    const std::string_view supplied = e.inputs.keyText.value_or(std::string_view());
    const auto visit = [&](const std::string& path, const std::string& name, const json::Value& value) {
        const auto text = value.string();
        if (!text) {
            return;
        }
        std::string plain = lowered(name);
        std::erase_if(plain, [](char c) { return c == '-' || c == '_'; });
        const bool named = !text->empty() && std::find(names.begin(), names.end(), plain) != names.end();
        const bool isKey = !supplied.empty() && trimmed(supplied) == *text;
        const bool isPem =
            text->find("-----BEGIN") != std::string::npos && text->find("PRIVATE KEY") != std::string::npos;
        if (named || isKey || isPem) {
            e.reportOnce("sec-secret-in-payload",
                         say("%1, %2 octets", {shortened(path), std::to_string(text->size())}));
        }
    };
    forEachNamed(e.payload.root(), {}, visit);
}

bool isMailAddress(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) {
        return false;
    }
    const std::string_view host = text.substr(at + 1);
    const std::size_t dot = host.rfind('.');
    return dot != std::string_view::npos && dot > 0 && dot + 1 < host.size() &&
           text.find_first_of(" \t\r\n<>()/:;,\"") == std::string_view::npos;
}

void checkPersonalData(Examination& e) {
    forEachString(e.payload.root(), {}, [&](const std::string& path, const std::string& text) {
        const bool person =
            (text.size() == 11 || text.size() == 14) && profiles::checkCpf(text) == profiles::CpfState::Valid;
        if (isMailAddress(text) || person) {
            e.reportOnce("sec-personal-data", shortened(path));
        }
    });
}

void checkStrings(Examination& e) {
    const auto visit = [&](const std::string& path, const std::string& text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto octet = static_cast<unsigned char>(text[i]);
            if (octet == 0xEF || (octet >= 0x20 && octet != 0x7F && octet != 0xE2)) {
                continue; // U+FEFF and the soft hyphen are not in the rule
            }
            if (octet == 0x7F || (octet != 0xC2 && invisibleAt(std::string_view(text).substr(i, 4)) > 0 &&
                                  octet != '\v' && octet != '\f')) {
                e.reportOnce("sec-control-characters", say("%1, octet %2", {shortened(path), std::to_string(i)}));
                break;
            }
            if (octet == '\v' || octet == '\f') {
                e.reportOnce("sec-control-characters", say("%1, octet %2", {shortened(path), std::to_string(i)}));
                break;
            }
        }
        if (holdsAny(lowered(text), {"<script", "<img", "<svg", "<iframe", "javascript:", "onerror="})) {
            e.reportOnce("sec-markup-in-claims", shortened(path));
        }
    };
    forEachString(e.header.root(), {}, visit);
    forEachString(e.payload.root(), {}, visit);
}

std::size_t depthOf(const json::Tape& tape) {
    std::vector<std::uint32_t> ends;
    std::size_t deepest = 0;
    const auto nodes = tape.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        while (!ends.empty() && ends.back() <= i) {
            ends.pop_back();
        }
        if (nodes[i].type == json::Type::Object || nodes[i].type == json::Type::Array) {
            ends.push_back(nodes[i].next);
            deepest = std::max(deepest, ends.size());
        }
    }
    return deepest;
}

void checkDepth(Examination& e) {
    constexpr std::size_t usual = 32;
    const std::size_t header = e.header.isJson ? depthOf(e.header.tape) : 0;
    const std::size_t payload = e.payload.isJson ? depthOf(e.payload.tape) : 0;
    if (std::max(header, payload) > usual) {
        e.report("sec-deep-nesting", say("%1 levels", {std::to_string(std::max(header, payload))}));
    }
}

constexpr auto securityChecks = std::to_array<void (*)(Examination&)>(
    {checkNone, checkEmbeddedKey, checkAddresses, checkKidContent, checkDuplicates, checkSecretsInPayload,
     checkPersonalData, checkStrings, checkDepth});

} // namespace

void checkSecurity(Examination& e) {
    for (const auto check : securityChecks) {
        check(e);
    }
}

} // namespace twb::doctor
