// SPDX-License-Identifier: Apache-2.0
#include "jose/sd_jwt.h"

#include "base/base64url.h"
#include "jose/disclosure_digest.h"
#include "jose/jws_json.h"
#include "jose/protected_header.h"
#include "json/text.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace twb::jose {

namespace {

constexpr int deepest = 128; // disclosures within disclosures

tl::unexpected<Error> broken(std::string why) {
    return fail(ErrorCode::TokenPayload, std::move(why));
}

Result<crypto::Hash> readHash(const json::Value& payload) {
    const json::Value name = payload.find("_sd_alg");
    if (!name.exists()) {
        return crypto::Hash::Sha256;
    }
    const auto hash = findDisclosureHash(name.string().value_or(std::string()));
    if (!hash) {
        return fail(ErrorCode::TokenUnsupported,
                    "\"_sd_alg\" is " + std::string(name.text()) + "; known are sha-256, sha-384 and sha-512");
    }
    return *hash;
}

Result<Disclosure> readDisclosure(std::string_view encoded, crypto::Hash hash) {
    const auto octets = base64url::decode(encoded);
    if (!octets) {
        return passOn(octets);
    }
    json::Tape tape;
    if (auto parsed = tape.parse(asText(*octets)); !parsed) {
        return passOn(parsed);
    }
    const json::Value root = tape.root();
    if (!root.is(json::Type::Array) || (root.size() != 2 && root.size() != 3)) {
        return broken("a disclosure must be an array of salt, name and value, or of salt and value");
    }
    if (const json::Duplicate* duplicate = firstDuplicate(tape)) {
        return fail(ErrorCode::JsonDuplicateName, json::quote(duplicate->name) + " stands twice in a disclosure");
    }
    Disclosure result;
    result.encoded = encoded;
    auto salt = root.at(0).string();
    if (!salt) {
        return broken("the salt of a disclosure must be a string");
    }
    result.salt = std::move(*salt);
    if (root.size() == 3) {
        result.name = root.at(1).string();
        if (!result.name) {
            return broken("the name of a disclosed claim must be a string");
        }
        if (*result.name == "_sd" || *result.name == "...") {
            return broken("a disclosed claim must not be called " + json::quote(*result.name));
        }
    }
    result.value = root.at(root.size() - 1).text();
    auto digest = disclosureDigest(hash, encoded);
    if (!digest) {
        return passOn(digest);
    }
    result.digest = std::move(*digest);
    return result;
}

/// Writes the payload anew, with what was disclosed in its place.
class Resolver {
public:
    explicit Resolver(SdJwtClaims& claims)
        : m_claims(claims)
        , m_used(claims.disclosures.size()) {
        for (std::size_t i = 0; i < claims.disclosures.size(); ++i) {
            if (!m_byDigest.emplace(claims.disclosures[i].digest, i).second) {
                refuse("a disclosure stands twice in the token");
            }
        }
    }

    std::string write(const json::Value& value, const std::string& path, int depth) {
        if (depth > deepest) {
            refuse("the disclosures are nested too deeply");
        }
        if (!answer) {
            return {};
        }
        if (value.is(json::Type::Object)) {
            return writeObject(value, path, depth);
        }
        return value.is(json::Type::Array) ? writeArray(value, path, depth) : std::string(value.text());
    }

    void checkAllUsed() {
        if (std::ranges::find(m_used, false) != m_used.end()) {
            refuse("a disclosure belongs to no digest of the token");
        }
    }

    Result<void> answer;

private:
    void refuse(std::string why) {
        if (answer) {
            answer = broken(std::move(why));
        }
    }

    /// The disclosure of a digest, or nullptr; notes the digest either way.
    Disclosure* take(const json::Value& digest) {
        auto text = digest.string();
        if (!text) {
            refuse("a digest must be a string");
            return nullptr;
        }
        if (!m_digests.insert(*text).second) {
            refuse("a digest stands twice in the token");
            return nullptr;
        }
        const auto found = m_byDigest.find(*text);
        if (found == m_byDigest.end()) {
            m_claims.undisclosed.push_back(std::move(*text));
            return nullptr;
        }
        m_used[found->second] = true;
        return &m_claims.disclosures[found->second];
    }

    std::string writeDisclosed(Disclosure& disclosure, std::string path, int depth) {
        json::Tape tape;
        if (auto parsed = tape.parse(disclosure.value); !parsed) {
            refuse("the value of a disclosure is broken");
            return {};
        }
        disclosure.path = path;
        disclosure.parent = m_within;
        const auto outer = std::exchange(m_within, static_cast<std::size_t>(&disclosure - m_claims.disclosures.data()));
        std::string text = write(tape.root(), path, depth + 1);
        m_within = outer;
        return text;
    }

    std::string writeObject(const json::Value& object, const std::string& path, int depth) {
        std::string text = "{";
        const auto add = [&text](std::string_view name, const std::string& value) {
            text += (text.size() == 1 ? "" : ",") + std::string(name) + ":" + value;
        };
        std::unordered_set<std::string> names;
        json::Value digests;
        object.forEachMember([&](json::Value name, json::Value value) {
            const std::string unescaped = name.string().value_or(std::string());
            if (unescaped == "_sd") {
                digests = value;
            } else if (unescaped == "...") {
                refuse("\"...\" stands where no array element is");
            } else if (!(depth == 0 && unescaped == "_sd_alg")) {
                names.insert(unescaped);
                add(name.text(), write(value, path + "/" + pointerToken(unescaped), depth + 1));
            }
        });
        if (digests.exists() && !digests.is(json::Type::Array)) {
            refuse("\"_sd\" must be an array of digests");
        }
        digests.forEachElement([&](json::Value element) {
            Disclosure* disclosure = take(element);
            if (disclosure == nullptr || !answer) {
                return;
            }
            if (!disclosure->name) {
                refuse("the disclosure of an array element stands for a claim");
            } else if (!names.insert(*disclosure->name).second) {
                refuse("the disclosed claim " + json::quote(*disclosure->name) + " is there already");
            } else {
                add(json::quote(*disclosure->name),
                    writeDisclosed(*disclosure, path + "/" + pointerToken(*disclosure->name), depth));
            }
        });
        return text + "}";
    }

    std::string writeArray(const json::Value& array, const std::string& path, int depth) {
        std::string text = "[";
        std::size_t count = 0;
        array.forEachElement([&](json::Value element) {
            const std::string place = path + "/" + std::to_string(count);
            std::string written;
            if (const json::Value digest = element.find("..."); digest.exists()) {
                if (element.size() != 1) {
                    refuse("\"...\" must stand alone in its object");
                }
                Disclosure* disclosure = take(digest);
                if (disclosure == nullptr) {
                    return; // kept back: the element is not there
                }
                if (disclosure->name) {
                    refuse("the disclosure of a claim stands for an array element");
                    return;
                }
                written = writeDisclosed(*disclosure, place, depth);
            } else {
                written = write(element, place, depth + 1);
            }
            text += (count++ == 0 ? "" : ",") + written;
        });
        return text + "]";
    }

    SdJwtClaims& m_claims;
    std::unordered_map<std::string, std::size_t> m_byDigest;
    std::unordered_set<std::string> m_digests;
    std::vector<bool> m_used;
    std::optional<std::size_t> m_within; // the disclosure that is being written
};

} // namespace

Result<SdJwtParts> splitSdJwt(std::string_view token) {
    const std::size_t last = token.rfind('~');
    if (last == std::string_view::npos) {
        return fail(ErrorCode::TokenStructure, "an SD-JWT ends with \"~\" or with a key binding behind one");
    }
    SdJwtParts parts;
    parts.hashed = token.substr(0, last + 1);
    parts.keyBinding = token.substr(last + 1);
    std::size_t begin = token.find('~');
    parts.issuerToken = token.substr(0, begin);
    while (begin < last) {
        const std::size_t end = token.find('~', begin + 1);
        if (end == begin + 1) {
            return fail(ErrorCode::TokenStructure, "a disclosure is empty", {begin, 2});
        }
        parts.disclosures.push_back(token.substr(begin + 1, end - begin - 1));
        if (parts.disclosures.size() > mostDisclosures) {
            return fail(ErrorCode::TokenLimit, "more than " + std::to_string(mostDisclosures) + " disclosures");
        }
        begin = end;
    }
    return parts;
}

Result<std::string> compactSdJwt(std::string_view jsonToken, std::size_t signature) {
    const auto token = readJsonToken(jsonToken);
    if (!token) {
        return passOn(token);
    }
    if (signature >= token->signatures.size() || token->signatures[signature].protectedHeader.empty()) {
        return fail(ErrorCode::TokenStructure, "there is no such signature with a protected header");
    }
    const JsonSignature& first = token->signatures.front();
    const JsonSignature& kept = token->signatures[signature];
    json::Tape tape;
    const bool hasHeader = !first.unprotectedHeader.empty() && tape.parse(first.unprotectedHeader);
    const json::Value disclosures = hasHeader ? tape.root().find("disclosures") : json::Value();
    if (!token->payload || !disclosures.is(json::Type::Array)) {
        return fail(ErrorCode::TokenStructure, "the first signature's header holds no array \"disclosures\"");
    }
    std::string text = joinCompact(kept.protectedHeader, *token->payload, kept.signature) + "~";
    bool sound = true;
    disclosures.forEachElement([&](json::Value element) {
        const auto one = element.string();
        sound = sound && one.has_value();
        text += one.value_or(std::string()) + "~";
    });
    if (const json::Value binding = tape.root().find("kb_jwt"); binding.exists() && signature == 0) {
        const auto one = binding.string();
        sound = sound && one.has_value();
        text += one.value_or(std::string());
    }
    if (!sound) {
        return fail(ErrorCode::TokenStructure, "\"disclosures\" and \"kb_jwt\" must hold strings");
    }
    return text;
}

Result<SdJwtClaims> resolveDisclosures(std::string_view payload, const std::vector<std::string_view>& disclosures) {
    json::Tape tape;
    if (auto parsed = tape.parse(payload); !parsed) {
        return passOn(parsed);
    }
    const json::Value root = tape.root();
    if (!root.is(json::Type::Object)) {
        return broken("the payload is no JSON object");
    }
    if (const json::Duplicate* duplicate = firstDuplicate(tape)) {
        return fail(ErrorCode::JsonDuplicateName, json::quote(duplicate->name) + " stands twice in the payload",
                    duplicate->second);
    }
    SdJwtClaims claims;
    const auto hash = readHash(root);
    if (!hash) {
        return passOn(hash);
    }
    claims.hash = *hash;
    for (const std::string_view each : disclosures) {
        auto disclosure = readDisclosure(each, *hash);
        if (!disclosure) {
            return passOn(disclosure);
        }
        claims.disclosures.push_back(std::move(*disclosure));
    }
    Resolver resolver(claims);
    claims.payload = resolver.write(root, {}, 0);
    resolver.checkAllUsed();
    if (!resolver.answer) {
        return passOn(resolver.answer);
    }
    return claims;
}

Result<std::string> presentSdJwt(std::string_view token, const std::vector<std::string>& digests) {
    const auto parts = splitSdJwt(token);
    if (!parts) {
        return passOn(parts);
    }
    const TokenParts issuer = readParts(parts->issuerToken);
    const TokenPart* payload = issuer.find(PartName::Payload);
    if (payload == nullptr || !payload->isJson) {
        return broken("the issuer's token has no JSON payload");
    }
    const auto claims = resolveDisclosures(asText(payload->octets), parts->disclosures);
    if (!claims) {
        return passOn(claims);
    }
    std::vector<bool> shown(claims->disclosures.size());
    for (const std::string& digest : digests) {
        const auto found = std::ranges::find(claims->disclosures, digest, &Disclosure::digest);
        if (found == claims->disclosures.end()) {
            return broken("one of the digests has no disclosure in this token");
        }
        for (std::optional<std::size_t> place = static_cast<std::size_t>(found - claims->disclosures.begin());
             place && !shown[*place]; place = claims->disclosures[*place].parent) {
            shown[*place] = true;
        }
    }
    std::string text = std::string(parts->issuerToken) + "~";
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (shown[i]) {
            text += claims->disclosures[i].encoded + "~";
        }
    }
    return text;
}

} // namespace twb::jose
