// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the token doctor: why does the signature not verify?
#include "crypto/signature.h"
#include "doctor/examination.h"

namespace twb::doctor {

/// Another reading of the key: group K.
struct KeyVariant {
    FindingId id;
    Sentence evidence;
    crypto::Key key;
    Secret text; ///< what to put into the key field in its place; may be empty
    jose::SecretEncoding encoding = jose::SecretEncoding::Utf8; ///< how the field must read `text`
};

/// Another reading of representation, algorithm or signing input: group R.
struct InputVariant {
    FindingId id;
    Sentence evidence;
    crypto::SignatureMethod method;
    std::string input; ///< the octets that were signed
    Bytes signature;
    std::string repairedToken;                  ///< empty where nothing can be repaired
    crypto::Hash maskHash = crypto::Hash::None; ///< not None: PSS with any salt and this mask hash
};

// search_keys.cpp
std::vector<KeyVariant> otherKeys(const Examination& e);      ///< order 2
std::vector<KeyVariant> secretVariants(const Examination& e); ///< orders 3 to 9
std::vector<KeyVariant> confusedKeys(const Examination& e);   ///< order 10
std::vector<KeyVariant> embeddedKeys(const Examination& e);   ///< order 20
std::vector<KeyVariant> ringKeys(const Examination& e);       ///< after order 20: fitting keys that the person keeps
// search_inputs.cpp
std::vector<InputVariant> signatureVariants(const Examination& e); ///< orders 11 to 14
std::vector<InputVariant> inputVariants(const Examination& e);     ///< orders 16 to 19
/// A DER SEQUENCE of two INTEGERs as R ‖ S; empty if it is none or does not fit.
Bytes rawFromDer(ByteView der, std::size_t half);

/// Counts tries and says when to stop.
class SearchBudget {
public:
    SearchBudget(const SearchLimits& limits, std::stop_token stop);
    /// @return false when the search must end.
    bool take(std::size_t octets);
    std::size_t tries() const { return m_tries; }
    bool exhausted() const { return m_exhausted; }

private:
    const SearchLimits& m_limits;
    std::stop_token m_stop;
    std::chrono::nanoseconds m_start{0};
    std::size_t m_tries = 0;
    std::size_t m_octets = 0;
    bool m_exhausted = false;
};

/// Whether this key made that signature. Errors of the backend count as no.
bool verifies(const crypto::Key& key, const InputVariant& variant);
bool verifies(const crypto::Key& key, crypto::SignatureMethod method, std::string_view input, ByteView signature);

/// Tries the interpretations in their order and reports the first that verifies.
/// @param keys  the usable keys as supplied.
/// @return true if one does
bool searchSignature(Examination& e, SearchBudget& budget, const std::vector<crypto::Key>& keys);
/// Tries the keys that the person keeps, and reports the first that verifies.
/// @return true if one does
bool searchRing(Examination& e, SearchBudget& budget);
/// Order 21: the empty secret and the lists of weak ones.
bool searchWeakSecrets(Examination& e, SearchBudget& budget);

} // namespace twb::doctor
