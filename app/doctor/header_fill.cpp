// SPDX-License-Identifier: Apache-2.0
#include "doctor/header_fill.h"

#include "doctor/copy_json.h"
#include "doctor/key_objects.h"
#include "json/text.h"

namespace twb::doctor {
namespace {

/// The text of a member of a JSON object; nothing if it is no object, or has no such text.
std::optional<std::string> memberText(std::string_view object, std::string_view name) {
    json::Tape tape;
    return tape.parse(object) ? tape.root().find(name).string() : std::nullopt;
}

bool hasMember(std::string_view object, std::string_view name) {
    json::Tape tape;
    return tape.parse(object) && tape.root().find(name).exists();
}

bool holdsObject(std::string_view text) {
    json::Tape tape;
    return tape.parse(text) && tape.root().is(json::Type::Object);
}

/// The two headers that a signature has, as texts that are edited.
struct HeaderTexts {
    std::string integrity; ///< the protected one
    std::string open;      ///< the unprotected one; empty: none

    std::string get(std::string_view name) const {
        if (auto text = memberText(integrity, name)) {
            return *text;
        }
        return memberText(open, name).value_or(std::string());
    }
    bool has(std::string_view name) const { return hasMember(integrity, name) || hasMember(open, name); }
    void set(std::string_view name, std::string_view value) {
        std::string& target = !hasMember(integrity, name) && hasMember(open, name) ? open : integrity;
        if (memberText(target, name) == value) {
            return; // however it is written there
        }
        if (auto changed = json::setMember(target.empty() ? "{}" : target, name, json::quote(value))) {
            target = std::move(*changed);
        }
    }
};

bool signsHere(const jose::KeyEntry& entry) {
    const bool able = entry.jwk.key.type() == crypto::KeyType::Oct || entry.jwk.key.isPrivate();
    return able && entry.jwk.use != "enc" && jose::usualAlgorithm(entry.jwk.key) != nullptr;
}

/// The key that would sign by the header as it is, else the one it names, else the first that can sign at all.
const jose::KeyEntry* keyToSignWith(const jose::KeySet& set, const std::string& kid, const std::string& algorithm) {
    if (const auto choice = set.choose(kid, algorithm, jose::KeyPurpose::Sign)) {
        return &set.entries()[choice->candidates.front()];
    }
    for (const std::size_t index : set.withKid(kid)) {
        if (signsHere(set.entries()[index])) {
            return &set.entries()[index];
        }
    }
    for (const jose::KeyEntry& entry : set.entries()) {
        if (signsHere(entry)) {
            return &entry;
        }
    }
    return nullptr;
}

std::string_view algorithmToWrite(const jose::Jwk& jwk, const std::string& written) {
    if (jose::findAlgorithm(jwk.alg) != nullptr) {
        return jwk.alg;
    }
    const jose::Algorithm* present = jose::findAlgorithm(written);
    if (present != nullptr && jose::fits(jwk.key, *present)) {
        return present->name;
    }
    const jose::Algorithm* usual = jose::usualAlgorithm(jwk.key);
    return usual != nullptr ? usual->name : std::string_view();
}

std::string kidFor(const jose::Jwk& jwk, const HeaderFill& fill) {
    if (!jwk.kid.empty() || fill.kids == nullptr || jwk.key.type() == crypto::KeyType::Oct) {
        return jwk.kid;
    }
    const auto thumbprint = jose::thumbprint(jwk.key);
    const auto known = thumbprint ? fill.kids->find(*thumbprint) : fill.kids->end();
    return known != fill.kids->end() ? known->second : std::string();
}

} // namespace

std::shared_ptr<const Copy> fillHeader(const Copy& copy, const ResolvedKey& key, const HeaderFill& fill) {
    if (fill.rule == HeaderRule::LeaveAlone || key.keys() == nullptr || copy.encoded != nullptr ||
        copy.kind == CopyKind::Encrypted || copy.signers.size() > 1) {
        return nullptr;
    }
    const bool inList = !copy.signers.empty() && copy.kind == CopyKind::Signed;
    const CopyPart& part = inList ? copy.signers.front().header : copy.header;
    const auto octets = octetsOfPart(part);
    if (!octets || (!(*octets)->empty() && !holdsObject(**octets))) {
        return nullptr;
    }
    HeaderTexts texts{**octets, inList && copy.signers.front().unprotected != nullptr
                                    ? *copy.signers.front().unprotected
                                    : std::string()};
    const HeaderTexts former = texts;
    const std::string written = texts.get("alg");
    const jose::KeyEntry* entry = keyToSignWith(*key.keys()->set, texts.get("kid"), written);
    if (written == "none" || entry == nullptr) {
        return nullptr;
    }
    if (const std::string_view algorithm = algorithmToWrite(entry->jwk, written); !algorithm.empty()) {
        texts.set("alg", algorithm);
    }
    if (fill.rule == HeaderRule::AlgorithmTypeKid) {
        const auto payload = octetsOfPart(copy.payload);
        if (copy.kind == CopyKind::Signed && !texts.has("typ") && payload && holdsObject(**payload)) {
            texts.set("typ", "JWT");
        }
        if (const std::string kid = kidFor(entry->jwk, fill); !kid.empty()) {
            texts.set("kid", kid);
        }
    }
    if (texts.integrity == former.integrity && texts.open == former.open) {
        return nullptr;
    }
    auto filled = std::make_shared<Copy>(copy);
    CopyPart& target = inList ? filled->signers.front().header : filled->header;
    if (texts.integrity != former.integrity) {
        target = {std::make_shared<const std::string>(texts.integrity), nullptr};
    }
    if (texts.open != former.open) {
        filled->signers.front().unprotected = std::make_shared<const std::string>(texts.open);
    }
    return filled;
}

} // namespace twb::doctor
