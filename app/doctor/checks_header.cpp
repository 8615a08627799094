// SPDX-License-Identifier: Apache-2.0
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"
#include "doctor/structure.h"
#include "doctor/token_text.h"
#include "doctor/x5c.h"

#include <algorithm>
#include <array>
#include <set>

namespace twb::doctor {
namespace {

constexpr auto encryptionNames = std::to_array<std::string_view>(
    {"RSA1_5", "RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512", "A128KW", "A192KW", "A256KW", "dir",
     "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW", "A128GCMKW", "A192GCMKW", "A256GCMKW",
     "PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW"});

/// Letter case, hyphens and underscores forgotten.
std::string plainName(std::string_view name) {
    std::string plain = lowered(name);
    std::erase_if(plain, [](char c) { return c == '-' || c == '_'; });
    return plain;
}

/// Names that other programs use for the same algorithm.
std::string_view foreignName(std::string_view plain) {
    struct Foreign {
        std::string_view theirs, ours;
    };
    constexpr auto names = std::to_array<Foreign>({{"hmacsha256", "HS256"},
                                                   {"hmacsha384", "HS384"},
                                                   {"hmacsha512", "HS512"},
                                                   {"sha256withrsa", "RS256"},
                                                   {"sha384withrsa", "RS384"},
                                                   {"sha512withrsa", "RS512"},
                                                   {"rsasha256", "RS256"},
                                                   {"rsasha512", "RS512"},
                                                   {"sha256withecdsa", "ES256"},
                                                   {"ecdsasha256", "ES256"},
                                                   {"sha256", "HS256"}});
    const auto found = std::find_if(names.begin(), names.end(), [&](const Foreign& f) { return f.theirs == plain; });
    return found == names.end() ? std::string_view() : found->ours;
}

void checkAlgorithmName(Examination& e) {
    const json::Value value = e.headerMember("alg");
    if (!value.exists() && !e.alg) {
        e.report("hdr-alg-missing", shortened(e.header.text), FindingPlace::Header);
        return;
    }
    if (value.exists() && !value.is(json::Type::String)) {
        e.report("hdr-alg-not-string", typeName(value) + Sentence(" " + valueText(value)), FindingPlace::Header,
                 value.range());
        return;
    }
    const TextRange where = value.exists() ? value.range() : TextRange{};
    if (e.isNone) {
        return; // checks_security.cpp
    }
    const bool encrypts = isKeyManagement(*e.alg);
    if (e.algorithm != nullptr || encrypts) {
        const bool lost = encrypts && e.parts.size() != 3 && e.headerMember("enc").exists(); // parts, which is said
        if (encrypts != (e.form == TokenForm::Encrypted) && e.parts.size() != 5 && !lost) {
            e.report("hdr-alg-wrong-kind", say("%1, %2 parts", {*e.alg, std::to_string(e.parts.size())}),
                     FindingPlace::Header, where);
        } else if (e.form == TokenForm::Encrypted && !encrypts) {
            e.report("hdr-alg-wrong-kind", say("%1, %2 parts", {*e.alg, "5"}), FindingPlace::Header, where);
        }
        return;
    }
    const std::string plain = plainName(*e.alg);
    for (const jose::Algorithm& row : jose::allAlgorithms()) {
        if (plainName(row.name) == plain) {
            e.report("hdr-alg-case", say("%1, right is %2", {*e.alg, row.name}), FindingPlace::Header, where);
            return;
        }
    }
    for (const std::string_view name : encryptionNames) {
        if (plainName(name) == plain) {
            e.report("hdr-alg-case", say("%1, right is %2", {*e.alg, name}), FindingPlace::Header, where);
            return;
        }
    }
    const std::string_view near = foreignName(plain);
    e.report("hdr-alg-unknown",
             near.empty() ? Sentence(shortened(*e.alg)) : say("%1, nearest is %2", {shortened(*e.alg), near}),
             FindingPlace::Header, where);
}

void checkEnc(Examination& e) {
    if (e.form == TokenForm::Encrypted) {
        if (e.alg && isKeyManagement(*e.alg) && !e.headerMember("enc").is(json::Type::String)) {
            e.report("hdr-enc-missing", shortened(e.header.text), FindingPlace::Header);
        }
        return;
    }
    std::string names;
    for (const std::string_view name : {"enc", "epk", "p2s", "p2c"}) {
        if (e.headerMember(name).exists()) {
            names += (names.empty() ? "" : ", ") + std::string(name);
        }
    }
    if (!names.empty() && e.parts.size() == 3) {
        e.report("hdr-enc-in-jws", names, FindingPlace::Header);
    }
    if (e.headerMember("zip").exists() && e.parts.size() == 3) {
        const bool inflated = e.payload.isJson && e.headerMember("zip").equals("DEF");
        e.report("hdr-zip-in-jws",
                 inflated ? say("%1, %2 octets when inflated",
                                {valueText(e.headerMember("zip")), std::to_string(e.payload.text.size())})
                          : Sentence(valueText(e.headerMember("zip"))),
                 FindingPlace::Header);
    }
}

void checkType(Examination& e) {
    const json::Value typ = e.headerMember("typ");
    if (!typ.exists()) {
        e.report("hdr-typ-missing", shortened(e.header.text), FindingPlace::Header);
        return;
    }
    const auto text = typ.string();
    if (!text) {
        e.report("hdr-typ-not-string", typeName(typ) + Sentence(" " + valueText(typ)), FindingPlace::Header,
                 typ.range());
        return;
    }
    std::string name = lowered(*text);
    if (name.starts_with("application/")) {
        name.erase(0, 12);
    }
    constexpr auto usual =
        std::to_array<std::string_view>({"jwt", "at+jwt", "dpop+jwt", "logout+jwt", "secevent+jwt", "id_token+jwt"});
    if (std::find(usual.begin(), usual.end(), name) == usual.end()) {
        e.report("hdr-typ-unusual", shortened(*text), FindingPlace::Header, typ.range());
    }
}

void checkKid(Examination& e) {
    const json::Value kid = e.headerMember("kid");
    if (kid.exists() && !kid.is(json::Type::String)) {
        e.report("hdr-kid-not-string", typeName(kid) + Sentence(" " + valueText(kid)), FindingPlace::Header,
                 kid.range());
    }
}

void checkCrit(Examination& e) {
    const json::Value crit = e.headerMember("crit");
    if (!crit.exists()) {
        return;
    }
    constexpr auto standard =
        std::to_array<std::string_view>({"alg",  "typ", "kid", "cty", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256",
                                         "crit", "enc", "zip", "epk", "apu", "apv", "iv",  "tag", "p2s", "p2c"});
    bool malformed = !crit.is(json::Type::Array) || crit.size() == 0;
    std::string unknown;
    std::set<std::string> seen;
    crit.forEachElement([&](const json::Value& element) {
        const auto name = element.string();
        if (!name || !seen.insert(*name).second ||
            std::find(standard.begin(), standard.end(), *name) != standard.end() || !e.headerMember(*name).exists()) {
            malformed = true;
        }
        if (name && *name != "b64" && std::find(standard.begin(), standard.end(), *name) == standard.end()) {
            unknown += (unknown.empty() ? "" : ", ") + shortened(*name);
        }
    });
    if (malformed) {
        e.report("hdr-crit-malformed", valueText(crit), FindingPlace::Header, crit.range());
    }
    if (!unknown.empty()) {
        e.report("hdr-crit-unknown", unknown, FindingPlace::Header, crit.range());
    }
}

void checkB64(Examination& e) {
    if (!e.unencodedPayload) {
        return;
    }
    bool listed = false;
    e.headerMember("crit").forEachElement([&](const json::Value& name) { listed = listed || name.equals("b64"); });
    if (listed) {
        e.report("hdr-b64-false", shortened(e.header.text), FindingPlace::Header);
    } else {
        e.report("hdr-b64-without-crit", shortened(e.header.text), FindingPlace::Header);
    }
}

void checkCertificates(Examination& e) {
    const json::Value chain = e.headerMember("x5c");
    if (!chain.exists()) {
        return;
    }
    if (const Sentence problem = problemOfChain(chain); !problem.empty()) {
        e.report("hdr-x5c-not-base64", problem, FindingPlace::Header, chain.range());
    }
}

/// One row for each check; another check is another function and one row.
constexpr auto headerChecks = std::to_array<void (*)(Examination&)>(
    {checkAlgorithmName, checkEnc, checkType, checkKid, checkCrit, checkB64, checkCertificates});

} // namespace

void checkHeader(Examination& e) {
    for (const auto check : headerChecks) {
        check(e);
    }
}

} // namespace twb::doctor
