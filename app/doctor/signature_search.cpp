// SPDX-License-Identifier: Apache-2.0
#include "doctor/signature_search.h"
#include "doctor/evidence_phrases.h"

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
    const bool otherKey = variant.id == FindingId("sig-alt-other-key");
    if ((variant.id.info().repair == Repair::Yes || otherKey) && !variant.text.empty()) {
        e.out.repairedKey = variant.text.clone();
        e.out.repairedKeyEncoding = variant.encoding;
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

/// What the window tells of the search: one row for each kind of reading.
class Journal {
public:
    explicit Journal(std::vector<Trial>& trials)
        : m_trials(trials) {}

    void note(FindingId id, const crypto::Key& key, Trial::Outcome outcome) {
        Trial& row = rowOf(id, outcome);
        const bool sizeTells = key.type() == crypto::KeyType::Oct && row.octets.size() < mostSizes;
        if (sizeTells && std::find(row.octets.begin(), row.octets.end(), key.secret().size()) == row.octets.end()) {
            row.octets.push_back(key.secret().size());
        }
    }
    void note(FindingId id, Trial::Outcome outcome) { rowOf(id, outcome); }

private:
    static constexpr std::size_t mostSizes = 8;

    Trial& rowOf(FindingId id, Trial::Outcome outcome) {
        auto row = std::find_if(m_trials.begin(), m_trials.end(), [&](const Trial& one) { return one.id == id; });
        if (row == m_trials.end()) {
            row = m_trials.insert(m_trials.end(), Trial{id, outcome, {}});
        } else if (outcome == Trial::Outcome::Verifies) {
            row->outcome = outcome;
            row->octets.clear(); // the size that did it says more than all of them
        }
        return *row;
    }
    std::vector<Trial>& m_trials;
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
    using Outcome = Trial::Outcome;
    const InputVariant plain = asItStands(e);
    Journal journal(e.out.trials);
    for (const crypto::Key& key : keys) {
        journal.note("sig-verified", key, Outcome::DoesNotVerify); // checkExactly() tried these
    }
    // Single deviations of the key.
    std::vector<KeyVariant> keyVariants = otherKeys(e);
    append(keyVariants, secretVariants(e));
    append(keyVariants, confusedKeys(e));
    for (std::size_t i = 0; i < keyVariants.size(); ++i) {
        const KeyVariant& variant = keyVariants[i];
        if (!budget.take(plain.input.size())) {
            return false;
        }
        const bool fits = verifies(variant.key, plain);
        journal.note(variant.id, variant.key, fits ? Outcome::Verifies : Outcome::DoesNotVerify);
        if (fits) {
            for (std::size_t rest = i + 1; rest < keyVariants.size(); ++rest) {
                journal.note(keyVariants[rest].id, keyVariants[rest].key, Outcome::NotNeeded);
            }
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
            const bool fits = verifiers.check(variant);
            journal.note(variant.id, fits ? Outcome::Verifies : Outcome::DoesNotVerify);
            if (fits) {
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
            const bool fits = verifies(variant.key, plain);
            journal.note(variant.id, fits ? Outcome::Verifies : Outcome::DoesNotVerify);
            if (fits) {
                applyKey(e, variant);
                return true;
            }
        }
    }
    if (searchRing(e, budget)) {
        journal.note("sig-alt-other-key", Outcome::Verifies);
        return true;
    }
    const bool weak = searchWeakSecrets(e, budget);
    if (e.algorithm->family == jose::AlgorithmFamily::Hmac) {
        journal.note("sec-weak-secret", weak ? Outcome::Verifies : Outcome::DoesNotVerify);
    }
    if (weak) {
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
                journal.note(keyVariant.id, keyVariant.key, Outcome::Verifies);
                journal.note(variant.id, Outcome::Verifies);
                applyKey(e, keyVariant);
                applyInput(e, variant);
                return true;
            }
        }
    }
    return false;
}

bool searchRing(Examination& e, SearchBudget& budget) {
    const InputVariant plain = asItStands(e);
    for (const KeyVariant& variant : ringKeys(e)) {
        if (!budget.take(plain.input.size())) {
            return false;
        }
        if (verifies(variant.key, plain)) {
            applyKey(e, variant);
            return true;
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
            e.report("sec-weak-secret", say("on the built-in list, %1 octets", {std::to_string(secret.size())}));
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
            e.report("sec-weak-secret", say("on the word list, %1 octets", {std::to_string(word.size())}));
            return true;
        }
    }
    return false;
}

} // namespace twb::doctor
