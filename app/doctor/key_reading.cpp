// SPDX-License-Identifier: Apache-2.0
#include "doctor/key_reading.h"
#include "doctor/evidence_phrases.h"

#include "crypto/key_import.h"
#include "doctor/placeholder.h"
#include "doctor/segments.h"
#include "doctor/token_text.h"
#include "jose/key_notes.h"

#include <algorithm>
#include <array>

namespace twb::doctor {
namespace {

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

void addFile(Examination& e, crypto::KeyFileEntry&& file) {
    e.key.keys.push_back({entryOf(std::move(file)), false});
}

/// Why a key of a readable form is none: each code has its finding.
void reportKeyError(Examination& e, const Error& error, FindingId otherwise, const Sentence& more = {}) {
    const std::string_view id = jose::keyFindingOf(error);
    const FindingInfo* info = id.empty() || id == "key-jwk-invalid" ? nullptr : findFinding(id);
    if (info != nullptr) {
        const Sentence evidence = id == "key-rsa-roca"        ? say("the fingerprint is there")
                                  : id == "key-pem-encrypted" ? Sentence()
                                                              : problemSentence(error) + more;
        e.report(FindingId(*info), evidence, FindingPlace::Key);
    } else {
        e.report(otherwise, problemSentence(error) + more, FindingPlace::Key);
    }
}

bool readTokenAsKey(Examination& e, std::string_view text) {
    if (!looksLikeToken(text) || std::count(text.begin(), text.end(), '.') < 2) {
        return false;
    }
    e.report("key-is-token", shortened(text, 12), FindingPlace::Key);
    return true;
}

bool readAddress(Examination& e, std::string_view text) {
    const bool url = startsWithoutCase(text, "http://") || startsWithoutCase(text, "https://");
    if (url && text.find_first_of(" \t\r\n") == std::string_view::npos) {
        e.report("key-url", shortened(text), FindingPlace::Key);
        return true;
    }
    if (startsWithoutCase(text, "<!doctype html") || startsWithoutCase(text, "<html")) {
        const std::size_t title = text.find("<title>");
        const std::size_t end = text.find("</title>");
        e.report("key-html",
                 title < end && end != std::string_view::npos ? shortened(text.substr(title + 7, end - title - 7))
                                                              : std::string(),
                 FindingPlace::Key);
        return true;
    }
    return false;
}

bool readPath(Examination& e, std::string_view text) {
    if (has(text, "\n") || has(text, "\r") || has(text, "BEGIN ")) {
        return false;
    }
    constexpr auto ends = std::to_array<std::string_view>(
        {".pem", ".key", ".pub", ".cer", ".crt", ".der", ".p8", ".p12", ".pfx", ".jks", ".json"});
    constexpr auto starts = std::to_array<std::string_view>({"/", "./", "../", "~/", "file:"});
    const std::string lower = lowered(text);
    const bool drive = text.size() > 2 && text[1] == ':' && text[2] == '\\';
    const bool looks =
        drive || std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return lower.ends_with(end); }) ||
        std::any_of(starts.begin(), starts.end(), [&](std::string_view s) { return lower.starts_with(s); });
    // Base64 of random octets begins with a slash once in 64 times; its padding gives it away.
    if (!looks || (text.front() == '/' && text.back() == '=')) {
        return false;
    }
    e.report("key-file-path", shortened(text), FindingPlace::Key);
    return true;
}

void readSet(Examination& e, const json::Value& root) {
    e.key.isSet = true;
    if (root.find("keys").is(json::Type::Array) && root.find("keys").size() == 0) {
        e.report("key-jwks-empty", {}, FindingPlace::Key);
        return;
    }
    auto set = jose::KeySet::read(root);
    if (!set) {
        e.report("key-jwk-invalid", problemSentence(set.error()), FindingPlace::Key);
        return;
    }
    const auto kidValue = e.headerMember("kid");
    const std::string kid = kidValue.exists() ? kidValue.string().value_or(std::string()) : std::string();
    for (const jose::KeyProblem& problem : set->problems()) {
        if (problem.kid == kid || set->entries().empty()) {
            reportKeyError(e, problem.error, "key-jwk-invalid");
        }
    }
    for (const jose::KeyEntry& entry : set->entries()) {
        e.key.keys.push_back({entry, false});
    }
}

/// A JWK whose values are written in standard base64 or with padding.
bool hasForeignAlphabet(const json::Value& jwk) {
    bool foreign = false;
    for (const std::string_view name : {"n", "e", "x", "y", "d", "k", "p", "q", "dp", "dq", "qi"}) {
        const json::Value value = jwk.find(name);
        foreign =
            foreign || (value.is(json::Type::String) && value.text().find_first_of("+/=") != std::string_view::npos);
    }
    return foreign;
}

void readOneJwk(Examination& e, const json::Value& root, std::string_view text) {
    auto jwk = jose::readJwk(root);
    if (!jwk) {
        Sentence more;
        if (hasForeignAlphabet(root)) {
            more = say("; base64url is needed");
            std::string repairedText(text);
            std::replace(repairedText.begin(), repairedText.end(), '+', '-');
            std::replace(repairedText.begin(), repairedText.end(), '/', '_');
            std::erase(repairedText, '=');
            if (jose::readJwk(repairedText)) {
                e.out.repairedKey = Secret::fromText(repairedText);
            }
            wipeText(repairedText);
        }
        reportKeyError(e, jwk.error(), "key-jwk-invalid", more);
        return;
    }
    for (const Error& warning : jwk->warnings) {
        if (has(warning.detail, " needs ")) {
            e.report("key-jwk-invalid", problemSentence(warning), FindingPlace::Key, warning.where);
            return;
        }
    }
    e.key.isOctJwk = jwk->key.type() == crypto::KeyType::Oct;
    if (e.key.isOctJwk) {
        std::string k = root.find("k").string().value_or(std::string());
        e.key.secretText = Secret::fromText(k);
        wipeText(k);
    }
    e.key.keys.push_back({jose::KeyEntry{std::move(*jwk), "jwk", std::nullopt, {}}, false});
}

bool isCertificateMap(const json::Value& root) {
    bool all = root.size() > 0;
    root.forEachMember([&](const json::Value&, const json::Value& value) {
        all = all && value.is(json::Type::String) && has(value.text(), "-----BEGIN CERTIFICATE");
    });
    return all;
}

void readMap(Examination& e, const json::Value& root) {
    std::string kids;
    root.forEachMember([&](const json::Value& name, const json::Value& value) {
        const std::string kid = name.string().value_or(std::string());
        kids += (kids.empty() ? "" : ", ") + shortened(kid, 20);
        auto read = crypto::importKeys(asBytes(value.string().value_or(std::string())));
        if (read && !read->keys.empty()) {
            jose::KeyEntry entry = entryOf(std::move(read->keys.front()));
            entry.jwk.kid = kid;
            e.key.keys.push_back({std::move(entry), false});
        }
    });
    e.key.isSet = true;
    e.report("key-x509-map", shortened(kids, 120), FindingPlace::Key);
}

bool readJson(Examination& e, std::string_view text) {
    json::Tape tape;
    if (!text.starts_with('{') || !tape.parse(text)) {
        return false;
    }
    const json::Value root = tape.root();
    if (root.find("keys").exists()) {
        readSet(e, root);
    } else if (root.find("kty").exists()) {
        readOneJwk(e, root, text);
    } else if (root.find("jwks_uri").exists()) {
        e.report("key-openid-configuration", valueText(root.find("jwks_uri")), FindingPlace::Key);
    } else if (isCertificateMap(root)) {
        readMap(e, root);
    } else {
        std::string names;
        root.forEachMember([&](const json::Value& name, const json::Value&) {
            names += (names.empty() ? "" : ", ") + shortened(name.string().value_or(std::string()), 20);
        });
        e.report("key-json-not-jwk", say("members %1", {shortened(names, 120)}), FindingPlace::Key);
    }
    return true;
}

/// The label of the first BEGIN line, right or wrong.
std::string labelOf(std::string_view text) {
    const std::size_t begin = text.find("BEGIN ");
    if (begin == std::string_view::npos) {
        return {};
    }
    std::string label;
    for (const char c : text.substr(begin + 6, 40)) {
        if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ')) {
            break;
        }
        label.push_back(c);
    }
    return label;
}

bool readSsh(Examination& e, std::string_view text, const std::string& label) {
    const bool line = text.starts_with("ssh-") || text.starts_with("ecdsa-sha2-");
    if (!line && label != "OPENSSH PRIVATE KEY" && !has(text, "BEGIN SSH2 PUBLIC KEY")) {
        return false;
    }
    e.report("key-openssh", line ? std::string(text.substr(0, text.find(' '))) : label, FindingPlace::Key);
    auto read = crypto::importKeys(asBytes(text));
    if (!read) {
        reportKeyError(e, read.error(), "key-openssh");
    } else if (!read->keys.empty()) {
        addFile(e, std::move(read->keys.front()));
    }
    return true;
}

bool isOtherPem(Examination& e, const std::string& label, std::string_view text) {
    if (label.starts_with("PGP")) {
        e.report("key-pgp", label, FindingPlace::Key);
    } else if (label == "CERTIFICATE REQUEST" || label == "NEW CERTIFICATE REQUEST") {
        e.report("key-csr", label, FindingPlace::Key);
    } else if (label == "ENCRYPTED PRIVATE KEY" || has(text, "Proc-Type: 4,ENCRYPTED")) {
        e.report("key-pem-encrypted", label, FindingPlace::Key);
    } else {
        return false;
    }
    return true;
}

/// PEM, DER, or what is left of them. @return false if the text is none of it
bool readFile(Examination& e, std::string_view text) {
    const std::string label = labelOf(text);
    const bool armoured = has(text, "BEGIN ") || has(text, "-----END") || has(text, "-----BEGIN");
    if (armoured && isOtherPem(e, label, text)) {
        return true;
    }
    auto read = crypto::importKeys(asBytes(text));
    if (!read) {
        if (!armoured && read.error().code == ErrorCode::KeyFormatUnknown) {
            return false;
        }
        const auto repair = armoured ? crypto::repairPem(text) : crypto::PemRepair{};
        if (isOtherPem(e, labelOf(asText(repair.text.reveal())), asText(repair.text.reveal()))) {
            return true;
        }
        if (!armoured && repair.repairs.empty() && read.error().code != ErrorCode::KeyInvalid &&
            read.error().code != ErrorCode::KeyWeak && read.error().code != ErrorCode::KeyUnsupported) {
            return false;
        }
        reportKeyError(e, read.error(), "key-pem-truncated");
        return true;
    }
    for (const crypto::KeyRepair& repair : read->repairs) {
        if (const FindingInfo* info = findFinding(repair.id)) {
            e.report(FindingId(*info), repair.detail, FindingPlace::Key);
        }
    }
    if (!read->repairedText.empty()) {
        e.out.repairedKey = read->repairedText.clone();
    }
    if (!read->keys.empty()) {
        if (read->keys.front().format == crypto::KeyFormat::Pkcs1PublicPem && !e.has("key-pem-label-mismatch")) {
            e.report("key-pem-pkcs1-public", label, FindingPlace::Key);
        }
        addFile(e, std::move(read->keys.front()));
    }
    return true;
}

void readSecret(Examination& e, std::string_view text) {
    auto secret = jose::decodeSecretText(text, e.inputs.keyEncoding);
    if (!secret) {
        secret = Secret::fromText(text); // declared wrongly: as text it may still be right
    }
    jose::Jwk jwk{crypto::Key::fromSecret(std::move(*secret)), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
    e.key.isPlainSecret = true;
    e.key.secretText = Secret::fromText(text);
    e.key.keys.push_back({jose::KeyEntry{std::move(jwk), "secret", std::nullopt, {}}, true});
}

} // namespace

jose::KeyEntry entryOf(crypto::KeyFileEntry&& file) {
    jose::Jwk jwk{std::move(file.key), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
    return {std::move(jwk), std::string(crypto::name(file.format)), std::move(file.certificate), {}};
}

void recogniseKey(Examination& e) {
    const std::string_view all = *e.inputs.keyText;
    const std::string_view text = trimmed(all);
    e.key.asGiven = Secret::fromText(all);
    if (text.empty()) {
        e.report("key-empty", say("%1 octets", {std::to_string(all.size())}), FindingPlace::Key);
        return;
    }
    if (isPlaceholderKey(text)) {
        e.report("key-placeholder", std::string(text), FindingPlace::Key);
        readSecret(e, all);
        return;
    }
    if (readTokenAsKey(e, text) || readAddress(e, text) || readJson(e, text) || readSsh(e, text, labelOf(text)) ||
        readPath(e, text) || readFile(e, all)) {
        return;
    }
    readSecret(e, all);
}

} // namespace twb::doctor
