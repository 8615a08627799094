// SPDX-License-Identifier: Apache-2.0
#include "jose/sd_jwt_make.h"

#include "base/base64url.h"
#include "crypto/generate.h"
#include "jose/disclosure_digest.h"
#include "jose/protected_header.h"
#include "json/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

namespace twb::jose {

namespace {

constexpr std::size_t disclosureSalt = 16;                                               // §4.2.1: 128 bits
constexpr std::array<std::string_view, 5> alwaysOpen{"iss", "aud", "exp", "nbf", "cnf"}; // §9.7

tl::unexpected<Error> refused(std::string why) {
    return fail(ErrorCode::TokenPayload, std::move(why));
}

/// The reference tokens of a JSON Pointer, unescaped; nullopt if it is none.                        (RFC 6901 §3, §4)
std::optional<std::vector<std::string>> pointerParts(std::string_view pointer) {
    std::vector<std::string> parts;
    while (!pointer.empty()) {
        if (pointer.front() != '/') {
            return std::nullopt;
        }
        pointer.remove_prefix(1);
        std::string& part = parts.emplace_back();
        while (!pointer.empty() && pointer.front() != '/') {
            if (pointer.front() != '~') {
                part += pointer.front();
            } else if (pointer.size() > 1 && (pointer[1] == '0' || pointer[1] == '1')) {
                part += pointer[1] == '0' ? '~' : '/';
                pointer.remove_prefix(1);
            } else {
                return std::nullopt;
            }
            pointer.remove_prefix(1);
        }
    }
    return parts;
}

json::Value childOf(const json::Value& value, const std::string& part) {
    if (!value.is(json::Type::Array)) {
        return value.find(part);
    }
    std::size_t place = 0;
    const auto [end, fault] = std::from_chars(part.data(), part.data() + part.size(), place);
    const bool sound = fault == std::errc() && end == part.data() + part.size() && (part.size() == 1 || part[0] != '0');
    return sound ? value.at(place) : json::Value();
}

/// Refuses the names that an issuer's claims must not have.                                         (§4.1, step 1)
Result<void> checkNames(const json::Value& value) {
    Result<void> answer;
    value.forEachMember([&](json::Value name, json::Value member) {
        if (name.equals("_sd") || name.equals("_sd_alg") || name.equals("...")) {
            answer = refused("the claims must not have a member " + std::string(name.text()) +
                             ": it is made when claims are hidden");
        } else if (answer) {
            answer = checkNames(member);
        }
        return answer.has_value();
    });
    value.forEachElement([&](json::Value element) {
        answer = checkNames(element);
        return answer.has_value();
    });
    return answer;
}

/// Writes the claims anew, with digests in the place of what is hidden.
class Hider {
public:
    Hider(const Hiding& hiding, HiddenClaims& out)
        : m_hiding(hiding)
        , m_out(out) {}

    Result<void> find(const json::Value& root) {
        for (std::size_t i = 0; i < m_hiding.disclosable.size(); ++i) {
            const std::string& pointer = m_hiding.disclosable[i];
            const auto parts = pointerParts(pointer);
            if (!parts || parts->empty()) {
                return refused(json::quote(pointer) + " is no JSON Pointer to a claim, as \"/email\" is");
            }
            json::Value value = root;
            for (const std::string& part : *parts) {
                value = childOf(value, part);
            }
            if (!value.exists()) {
                return refused("there is no claim at " + json::quote(pointer));
            }
            if (std::ranges::find(alwaysOpen, parts->front()) != alwaysOpen.end()) {
                return refused("\"" + parts->front() + "\" must not be hidden: a verifier depends on it");
            }
            if (!m_hidden.emplace(value.index(), i).second) {
                return refused(json::quote(pointer) + " is hidden twice");
            }
        }
        if (m_hidden.size() > mostDisclosures || m_hiding.decoys > mostDisclosures) {
            return fail(ErrorCode::TokenLimit, "more than " + std::to_string(mostDisclosures) + " digests");
        }
        return {};
    }

    std::string write(const json::Value& value, const std::string& path, bool outermost = false) {
        if (!answer) {
            return {};
        }
        if (value.is(json::Type::Object)) {
            return writeObject(value, path, outermost);
        }
        return value.is(json::Type::Array) ? writeArray(value, path) : std::string(value.text());
    }

    Result<void> answer;

private:
    std::string random(std::size_t octets) {
        auto made = crypto::randomBytes(octets);
        if (!made) {
            answer = passOn(made);
            return {};
        }
        return base64url::encode(ByteView(*made));
    }

    /// @param name  JSON text; empty for an element of an array.
    /// @return the digest.
    std::string hide(std::size_t place, std::string_view name, std::string value, std::string path) {
        Disclosure made;
        made.salt = place < m_hiding.salts.size() ? m_hiding.salts[place] : random(disclosureSalt);
        std::string text = "[" + json::quote(made.salt) + ", ";
        if (!name.empty()) {
            text += std::string(name) + ", ";
            json::Tape tape;
            if (tape.parse(name)) {
                made.name = tape.root().string();
            }
        }
        made.encoded = base64url::encode(text + value + "]");
        made.value = std::move(value);
        made.path = std::move(path);
        auto digest = disclosureDigest(m_hiding.hash, made.encoded);
        if (!digest) {
            answer = passOn(digest);
            return {};
        }
        made.digest = std::move(*digest);
        // What stands within this one was hidden just before it.
        for (Disclosure& inner : m_out.disclosures) {
            if (!inner.parent && inner.path.starts_with(made.path + "/")) {
                inner.parent = m_out.disclosures.size();
            }
        }
        m_out.disclosures.push_back(std::move(made));
        return m_out.disclosures.back().digest;
    }

    /// Digests of nothing: of random octets, as §4.2.5 makes them.
    void addDecoys(std::vector<std::string>& digests) {
        for (std::size_t i = 0; i < m_hiding.decoys && answer; ++i) {
            if (++m_decoys > mostDisclosures) {
                answer = fail(ErrorCode::TokenLimit, "more than " + std::to_string(mostDisclosures) + " decoys");
                return;
            }
            auto digest = disclosureDigest(m_hiding.hash, random(disclosureSalt));
            if (!digest) {
                answer = passOn(digest);
                return;
            }
            digests.push_back(std::move(*digest));
        }
    }

    std::string writeObject(const json::Value& object, const std::string& path, bool outermost) {
        std::string text = "{";
        const auto add = [&text](std::string_view name, std::string_view value) {
            text += (text.size() == 1 ? "" : ",") + std::string(name) + ":" + std::string(value);
        };
        std::vector<std::string> digests;
        object.forEachMember([&](json::Value name, json::Value value) {
            const std::string place = path + "/" + pointerToken(name.string().value_or(std::string()));
            const auto hidden = m_hidden.find(value.index());
            if (hidden == m_hidden.end()) {
                add(name.text(), write(value, place));
            } else {
                std::string inner = write(value, place);
                digests.push_back(hide(hidden->second, name.text(), std::move(inner), place));
            }
        });
        if (!digests.empty() || outermost) {
            addDecoys(digests);
        }
        if (!digests.empty()) {
            std::ranges::sort(digests);
            std::string list;
            for (const std::string& digest : digests) {
                list += (list.empty() ? "\"" : ",\"") + digest + "\"";
            }
            add("\"_sd\"", "[" + list + "]");
        }
        if (outermost && (!m_out.disclosures.empty() || m_decoys > 0)) {
            add("\"_sd_alg\"", json::quote(disclosureHashName(m_hiding.hash)));
        }
        return text + "}";
    }

    std::string writeArray(const json::Value& array, const std::string& path) {
        std::vector<std::string> elements;
        bool anyHidden = false;
        std::size_t count = 0;
        array.forEachElement([&](json::Value element) {
            const std::string place = path + "/" + std::to_string(count++);
            std::string written = write(element, place);
            if (const auto hidden = m_hidden.find(element.index()); hidden != m_hidden.end()) {
                anyHidden = true;
                written = "{\"...\":\"" + hide(hidden->second, {}, std::move(written), place) + "\"}";
            }
            elements.push_back(std::move(written));
        });
        if (anyHidden) {
            std::vector<std::string> decoys;
            addDecoys(decoys);
            for (const std::string& digest : decoys) {
                // Anywhere, so that the last ones are not known for decoys; the bias of 64 bits is nobody's gain.
                const auto octets = crypto::randomBytes(8);
                std::uint64_t number = 0;
                for (const std::uint8_t octet : octets.value_or(Bytes())) {
                    number = number << 8 | octet;
                }
                elements.insert(elements.begin() + static_cast<std::ptrdiff_t>(number % (elements.size() + 1)),
                                "{\"...\":\"" + digest + "\"}");
            }
        }
        std::string text = "[";
        for (const std::string& element : elements) {
            text += (text.size() == 1 ? "" : ",") + element;
        }
        return text + "]";
    }

    const Hiding& m_hiding;
    HiddenClaims& m_out;
    std::unordered_map<std::uint32_t, std::size_t> m_hidden; // node on the tape, place in `disclosable`
    std::size_t m_decoys = 0;
};

/// The claims with "cnf" for the holder.                                                             (RFC 7800 §3.2)
Result<std::string> withHolder(std::string_view payload, const json::Value& root, const Jwk& holder) {
    if (root.find("cnf").exists()) {
        return refused("the claims have a \"cnf\" already, beside the holder's key");
    }
    if (holder.key.type() == crypto::KeyType::Oct) {
        return fail(ErrorCode::KeyTypeMismatch, "a secret cannot be the holder's key: the token would publish it");
    }
    Jwk open{holder.key.publicHalf(), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
    const auto text = writePublicJwk(open);
    if (!text) {
        return passOn(text);
    }
    return json::setMember(payload, "cnf", "{\"jwk\":" + *text + "}");
}

} // namespace

Result<HiddenClaims> hideClaims(std::string_view payload, const Hiding& hiding, const Jwk* holder) {
    json::Tape tape;
    if (auto parsed = tape.parse(payload); !parsed) {
        return passOn(parsed);
    }
    if (!tape.root().is(json::Type::Object)) {
        return refused("the claims must be a JSON object");
    }
    if (const json::Duplicate* duplicate = firstDuplicate(tape)) {
        return fail(ErrorCode::JsonDuplicateName, json::quote(duplicate->name) + " stands twice in the claims",
                    duplicate->second);
    }
    if (auto sound = checkNames(tape.root()); !sound) {
        return passOn(sound);
    }
    if (disclosureHashName(hiding.hash).empty()) {
        return fail(ErrorCode::AlgorithmUnsupported, "digests are made with SHA-256, SHA-384 or SHA-512");
    }
    std::string text(payload);
    if (holder != nullptr) {
        auto edited = withHolder(payload, tape.root(), *holder);
        if (!edited) {
            return passOn(edited);
        }
        text = std::move(*edited);
        if (auto parsed = tape.parse(text); !parsed) {
            return passOn(parsed);
        }
    }
    HiddenClaims claims;
    Hider hider(hiding, claims);
    if (auto found = hider.find(tape.root()); !found) {
        return passOn(found);
    }
    claims.payload = hider.write(tape.root(), {}, true);
    if (!hider.answer) {
        return passOn(hider.answer);
    }
    return claims;
}

Result<IssuedSdJwt> issueSdJwt(std::string_view header, std::string_view payload, const Hiding& hiding,
                               const Jwk& signer, const Jwk* holder) {
    auto claims = hideClaims(payload, hiding, holder);
    if (!claims) {
        return passOn(claims);
    }
    auto token = signCompact(header, asBytes(claims->payload), signer);
    if (!token) {
        return passOn(token);
    }
    IssuedSdJwt issued{std::move(*token) + "~", std::move(*claims)};
    for (const Disclosure& disclosure : issued.claims.disclosures) {
        issued.token += disclosure.encoded + "~";
    }
    return issued;
}

} // namespace twb::jose
