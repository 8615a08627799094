// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "crypto/certificate.h"
#include "jose/jwk.h"

#include <functional>
#include <optional>
#include <unordered_map>

namespace twb::jose {

/// Something about a key, or about the text it came in, that does not stop it from working: a repair, an oddity, a fact
/// worth knowing.
struct KeyNote {
    std::string id;     ///< of the catalogue of findings, key section: "key-pem-one-line", "key-rsa-too-small" …
    std::string detail; ///< never key material
};

/// One usable key of a set.
struct KeyEntry {
    Jwk jwk;
    std::string format;                             ///< "jwk", "pkcs8-pem" …, "secret": as `twb key inspect` says
    std::optional<crypto::Certificate> certificate; ///< set when the key came out of one
    TextRange where{};                              ///< in the text that was read
    std::vector<KeyNote> notes{};                   ///< what was found while reading it; see also keyNotes()
    std::string label{};                            ///< comment of OpenSSH, friendly name of PKCS#12
};

/// A key of a set that could not be used.
struct KeyProblem {
    std::size_t position; ///< in the set, from 0
    Error error;
    std::string kid{}; ///< if it could be read
};

/// Keys that may serve, in their order.                                                   (RFC 7517 §5)
///
/// Immutable once shared; any number of threads may read it.
class KeySet {
public:
    /// From a JWK Set ("named" set) or from anything else the user handed over as *the* key.
    enum class Origin : std::uint8_t { SingleKey, Set };

    KeySet() = default;
    explicit KeySet(Origin origin)
        : m_origin(origin) {}

    /// Reads a JWK Set: each key on its own; bad ones land in problems(), good ones stay.
    /// @errors jwk-invalid (no "keys" array), json-… if it is no JSON
    static Result<KeySet> parse(std::string_view text);
    static Result<KeySet> read(const json::Value& set);

    void add(KeyEntry entry);
    void addProblem(KeyProblem problem) { m_problems.push_back(std::move(problem)); }
    void addNote(KeyNote note) { m_notes.push_back(std::move(note)); }

    Origin origin() const { return m_origin; }
    const std::vector<KeyEntry>& entries() const { return m_entries; }
    const std::vector<KeyProblem>& problems() const { return m_problems; }
    /// What concerns the text as a whole: the repairs that it took to be read, a certificate map.
    const std::vector<KeyNote>& notes() const { return m_notes; }
    bool empty() const { return m_entries.empty(); }

    /// Places in entries() of the keys with that kid, in order; kids are compared octet for octet.
    std::vector<std::size_t> withKid(std::string_view kid) const;
    /// Kids that stand in the set more than once.
    std::vector<std::string> duplicateKids() const;

    /// Keys that may serve, best first.
    struct Choice {
        std::vector<std::size_t> candidates; ///< places in entries(); all fit alg, use and key_ops
        bool kidIgnored = false; ///< a single key (no set) has another kid or none: it is tried nevertheless
    };
    /// Chooses by kid, then by kind of key, alg, use and key_ops.                           (RFC 7515 App. D)
    ///
    /// With a kid: the keys that carry it; in a set without such a key, keys without any kid are tried. Without a kid:
    /// every key that fits.
    /// @errors key-not-found (no key, or none with that kid), key-ambiguous (two fitting keys with this kid),
    ///         key-type-mismatch, key-curve-mismatch, key-not-suitable (the reason of the nearest miss)
    Result<Choice> choose(std::string_view kid, std::string_view alg, KeyPurpose purpose) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    Origin m_origin = Origin::Set;
    std::vector<KeyEntry> m_entries;
    std::vector<KeyProblem> m_problems;
    std::vector<KeyNote> m_notes;
    std::unordered_map<std::string, std::vector<std::size_t>, Hash, std::equal_to<>> m_byKid;
};

/// Writes `{"keys":[…]}`.  @errors as writeJwk
Result<Secret> writeJwks(const KeySet& set, JwkHalf half);

} // namespace twb::jose
