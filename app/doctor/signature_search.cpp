// SPDX-License-Identifier: Apache-2.0
#include "doctor/signature_search.h"

#include "crypto/pss_salt.h"
#include "doctor/weak_secrets.h"

#include <algorithm>

namespace twb::doctor {
namespace {

/// Octets hashed in one search: keeps a failed search on a token of a megabyte within the time of a paste.
constexpr std::size_t mostOctets = std::size_t{24} << 20;

InputVariant asItStands(const Examination& e) {
    return {FindingId("sig-verified"), {}, e.algorithm->method, e.signingInput(), e.parts[2].octets, {}};
}

void applyKey(Examination& e, const KeyVariant& variant) {
    e.report(variant.id, variant.evidence);
    if (variant.id.info().repair == Repair::Yes && !variant.text.empty()) {
        e.out.repairedKey = variant.text.clone();
    }
}

void applyInput(Examination& e, const InputVariant& variant) {
    e.report(variant.id, variant.evidence);
    if (!variant.repairedToken.empty()) {
        e.out.repaired = variant.repairedToken;
    }
}

/// Verifiers of one key, made when they are first needed: making one costs more than a small HMAC.
class Verifiers {
public:
    explicit Verifiers(const crypto::Key& key)
        : m_key(key) {}

    bool check(const InputVariant& variant) {
        if (variant.maskHash != crypto::Hash::None) {
            return crypto::verifyPssOfAnySalt(m_key, variant.method.hash, variant.maskHash, asBytes(variant.input),
                                              variant.signature)
                .value_or(false);
        }
        for (auto& [method, verifier] : m_made) {
            if (method == variant.method) {
                return verifier && verifier->verify(asBytes(variant.input), variant.signature).value_or(false);
            }
        }
        auto made = crypto::Verifier::create(m_key, variant.method);
        m_made.emplace_back(variant.method, made ? std::optional(std::move(*made)) : std::nullopt);
        auto& verifier = m_made.back().second;
        return verifier && verifier->verify(asBytes(variant.input), variant.signature).value_or(false);
    }

private:
    const crypto::Key& m_key;
    std::vector<std::pair<crypto::SignatureMethod, std::optional<crypto::Verifier>>> m_made;
};

void append(std::vector<KeyVariant>& list, std::vector<KeyVariant>&& more) {
    std::move(more.begin(), more.end(), std::back_inserter(list));
}

} // namespace

SearchBudget::SearchBudget(const SearchLimits& limits, std::stop_token stop)
    : m_limits(limits)
    , m_stop(std::move(stop)) {
    if (m_limits.clock) {
        m_start = m_limits.clock();
    }
}

bool SearchBudget::take(std::size_t octets) {
    constexpr std::size_t interval = 32; // a clock costs as much as a small HMAC
    m_octets += octets;
    const bool late = m_limits.clock && m_tries % interval == 0 && m_limits.clock() - m_start > m_limits.time;
    if (m_tries >= m_limits.tries || m_octets > mostOctets || late || m_stop.stop_requested()) {
        m_exhausted = true;
        return false;
    }
    ++m_tries;
    return true;
}

bool verifies(const crypto::Key& key, const InputVariant& variant) {
    return Verifiers(key).check(variant);
}

bool verifies(const crypto::Key& key, crypto::SignatureMethod method, std::string_view input, ByteView signature) {
    auto verifier = crypto::Verifier::create(key, method);
    return verifier && verifier->verify(asBytes(input), signature).value_or(false);
}

bool searchSignature(Examination& e, SearchBudget& budget, const std::vector<crypto::Key>& keys) {
    const InputVariant plain = asItStands(e);
    // Single deviations of the key.
    std::vector<KeyVariant> keyVariants = otherKeys(e);
    append(keyVariants, secretVariants(e));
    append(keyVariants, confusedKeys(e));
    for (const KeyVariant& variant : keyVariants) {
        if (!budget.take(plain.input.size())) {
            return false;
        }
        if (verifies(variant.key, plain)) {
            applyKey(e, variant);
            return true;
        }
    }
    // Single deviations of representation, algorithm and signing input.
    std::vector<InputVariant> inputs = signatureVariants(e);
    std::vector<InputVariant> others = inputVariants(e);
    std::move(others.begin(), others.end(), std::back_inserter(inputs));
    for (const crypto::Key& key : keys) {
        Verifiers verifiers(key);
        for (const InputVariant& variant : inputs) {
            if (!budget.take(variant.input.size())) {
                return false;
            }
            if (verifiers.check(variant)) {
                applyInput(e, variant);
                return true;
            }
        }
    }
    if (e.key.supplied) {
        for (const KeyVariant& variant : embeddedKeys(e)) {
            if (!budget.take(plain.input.size())) {
                return false;
            }
            if (verifies(variant.key, plain)) {
                applyKey(e, variant);
                return true;
            }
        }
    }
    if (searchWeakSecrets(e, budget)) {
        return true;
    }
    // One deviation of each.
    for (const KeyVariant& keyVariant : keyVariants) {
        Verifiers verifiers(keyVariant.key);
        for (const InputVariant& variant : inputs) {
            if (!budget.take(variant.input.size())) {
                return false;
            }
            if (verifiers.check(variant)) {
                applyKey(e, keyVariant);
                applyInput(e, variant);
                return true;
            }
        }
    }
    return false;
}

bool searchWeakSecrets(Examination& e, SearchBudget& budget) {
    if (e.algorithm == nullptr || e.algorithm->family != jose::AlgorithmFamily::Hmac) {
        return false;
    }
    const InputVariant plain = asItStands(e);
    const auto fits = [&](std::string_view secret) {
        return budget.take(plain.input.size()) && verifies(crypto::Key::fromSecret(Secret::fromText(secret)), plain);
    };
    if (fits({})) {
        e.report("sec-empty-secret");
        return true;
    }
    for (const std::string_view secret : weakSecrets()) {
        if (fits(secret)) {
            e.report("sec-weak-secret", "on the built-in list, " + std::to_string(secret.size()) + " octets");
            return true;
        }
    }
    std::string_view list = e.inputs.wordList;
    while (!list.empty() && !budget.exhausted()) {
        const std::size_t end = std::min(list.find('\n'), list.size());
        std::string_view word = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        if (word.ends_with('\r')) {
            word.remove_suffix(1);
        }
        if (!word.empty() && fits(word)) {
            e.report("sec-weak-secret", "on the word list, " + std::to_string(word.size()) + " octets");
            return true;
        }
    }
    return false;
}

} // namespace twb::doctor
