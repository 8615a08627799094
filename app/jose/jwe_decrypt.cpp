// SPDX-License-Identifier: Apache-2.0
#include "jose/jwe.h"

#include "base/base64url.h"
#include "crypto/generate.h"
#include "jose/caps.h"
#include "jose/compression.h"
#include "json/text.h"

#include <algorithm>

namespace twb::jose {

namespace {

constexpr std::int64_t lowPbes2Count = 1000; // RFC 7518 §4.8.1.2
constexpr std::int64_t triesPerToken = 4;

tl::unexpected<Error> decryptionFailed() {
    return fail(ErrorCode::DecryptionFailed, "the token could not be decrypted with this key");
}

bool allowed(const std::vector<std::string>& names, std::string_view name) {
    return names.empty() || std::ranges::find(names, name) != names.end();
}

/// Memory for plaintexts, wiped when it goes and when it has to grow.
class PlaintextBuffer {
public:
    PlaintextBuffer() = default;
    PlaintextBuffer(const PlaintextBuffer&) = delete;
    PlaintextBuffer& operator=(const PlaintextBuffer&) = delete;
    ~PlaintextBuffer() { wipe(); }

    /// At least so many octets; what stood there is lost.
    std::uint8_t* reserve(std::size_t octets) {
        if (m_octets.size() < octets) {
            wipe();
            m_octets = Bytes(octets);
        }
        return m_octets.data();
    }
    void wipe() { wipeMemory(m_octets.data(), m_octets.size()); }

private:
    Bytes m_octets;
};

void addWarnings(DecryptedToken& token, const JweHeader& header, bool kidIgnored) {
    if (token.algorithm->family == KeyManagementFamily::RsaPkcs1) {
        token.warnings.push_back(
            {ErrorCode::AlgorithmNotAllowed, "RSA1_5 is old: ask the sender for RSA-OAEP-256", {}});
    }
    if (token.algorithm->family == KeyManagementFamily::Pbes2 &&
        header.find("p2c").integer().value_or(0) < lowPbes2Count) {
        token.warnings.push_back({ErrorCode::KeyWeak, "\"p2c\" is below 1000: the password is cheap to guess", {}});
    }
    if (kidIgnored) {
        token.warnings.push_back({ErrorCode::KeyNotFound, "the key has another kid than the token says, or none", {}});
    }
}

} // namespace

struct TokenDecrypter::State {
    std::shared_ptr<const KeySet> keys;
    DecryptionPolicy policy;

    // What the last recipient's headers said.
    struct Prepared {
        std::string protectedText, sharedText, recipientText; // base64url; JSON; JSON
        std::string header;                                   // JSON text
        JweHeader read;
        JweAlgorithms algorithms;
        KeySet::Choice choice;
    };
    std::optional<Prepared> prepared;
    // The cipher of a shared key (dir), ready for the next token.
    std::optional<crypto::Aead> direct;
    std::size_t directKey = 0;

    Bytes nonce, ciphertext, tag, encryptedKey; // reused
    PlaintextBuffer buffer;                     // of open(), the fast way
    Secret held;                                // of open(), the slow way
    std::int64_t iterations = 0;
    bool tried = false; // a key was used on the token: from here on there is one answer

    Result<void> prepare(const JweForm& form, const JweRecipient& recipient);
    Result<std::optional<DecryptedToken>> tryRecipient(const JweForm& form, std::size_t index, ByteView additional);
    Result<std::optional<Secret>> tryKey(std::size_t place, ByteView additional);
    Result<DecryptedToken> decrypt(std::string_view token);
    /// nullopt if the token is not like the last one.
    std::optional<Result<OpenedToken>> openLikeLast(std::string_view token);
    Result<OpenedToken> open(std::string_view token);
};

Result<void> TokenDecrypter::State::prepare(const JweForm& form, const JweRecipient& recipient) {
    if (prepared && prepared->protectedText == form.protectedHeader && prepared->sharedText == form.sharedHeader &&
        prepared->recipientText == recipient.header) {
        return {};
    }
    prepared.reset();
    direct.reset();
    Prepared next;
    next.protectedText = form.protectedHeader;
    next.sharedText = form.sharedHeader;
    next.recipientText = recipient.header;
    const auto octets = base64url::decode(form.protectedHeader);
    if (!octets) {
        return passOn(octets);
    }
    next.header = asText(*octets);
    auto header = JweHeader::read(next.header, form.sharedHeader, recipient.header);
    if (!header) {
        return passOn(header);
    }
    next.read = std::move(*header);
    auto algorithms = readJweAlgorithms(next.read, policy.understoodCritical);
    if (!algorithms) {
        return passOn(algorithms);
    }
    next.algorithms = std::move(*algorithms);
    const KeyManagement& management = *next.algorithms.management;
    const ContentEncryption& encryption = *next.algorithms.encryption;
    if (!allowed(policy.algorithms, management.name) || !allowed(policy.encryptions, encryption.name)) {
        return fail(ErrorCode::AlgorithmNotAllowed,
                    std::string(management.name) + " with " + std::string(encryption.name) + " is not allowed");
    }
    auto choice = chooseEncryptionKeys(*keys, policy.kid ? *policy.kid : next.algorithms.kid, management, encryption,
                                       EncryptionPurpose::Decrypt);
    if (!choice) {
        return passOn(choice);
    }
    next.choice = std::move(*choice);
    prepared = std::move(next);
    return {};
}

Result<std::optional<Secret>> TokenDecrypter::State::tryKey(std::size_t place, ByteView additional) {
    const KeyManagement& management = *prepared->algorithms.management;
    const ContentEncryption& encryption = *prepared->algorithms.encryption;
    const bool isDirect = management.family == KeyManagementFamily::Direct && encryptedKey.empty();
    if (isDirect && direct && directKey == place) {
        tried = true;
        return direct->open(nonce, additional, ciphertext, tag);
    }
    const crypto::Key& key = keys->entries()[place].jwk.key;
    auto contentKey = recoverContentKey(key, management, encryption, prepared->read, encryptedKey,
                                        policy.limits.pbes2Count, iterations, policy.watch);
    if (!contentKey) {
        return passOn(contentKey);
    }
    tried = true;
    const bool recovered = contentKey->has_value();
    if (!recovered) {
        auto random = crypto::randomSecret(encryption.method.keyOctets);
        if (!random) {
            return passOn(random);
        }
        *contentKey = std::move(*random);
    }
    auto aead = crypto::Aead::create(encryption.method, (*contentKey)->reveal());
    if (!aead) {
        return passOn(aead);
    }
    auto opened = aead->open(nonce, additional, ciphertext, tag);
    if (isDirect) {
        direct = std::move(*aead);
        directKey = place;
    }
    if (!recovered && opened) {
        return std::optional<Secret>();
    }
    return opened;
}

Result<std::optional<DecryptedToken>> TokenDecrypter::State::tryRecipient(const JweForm& form, std::size_t index,
                                                                          ByteView additional) {
    const JweRecipient& recipient = form.recipients[index];
    if (auto ready = prepare(form, recipient); !ready) {
        return passOn(ready);
    }
    if (auto decoded = base64url::decode(recipient.encryptedKey, encryptedKey); !decoded) {
        return passOn(decoded);
    }
    std::optional<Error> first;
    for (const std::size_t place : prepared->choice.candidates) {
        auto opened = tryKey(place, additional);
        if (!opened && opened.error().code == ErrorCode::Cancelled) {
            return passOn(opened);
        }
        if (!opened) {
            first = first ? first : opened.error();
            continue;
        }
        if (!*opened) {
            continue;
        }
        DecryptedToken token;
        token.plaintext = std::move(**opened);
        token.algorithm = prepared->algorithms.management;
        token.encryption = prepared->algorithms.encryption;
        token.kid = prepared->algorithms.kid;
        token.protectedHeader = prepared->header;
        token.sharedHeader = form.sharedHeader;
        token.recipientHeader = recipient.header;
        token.recipient = index;
        token.keyIndex = place;
        token.compressed = prepared->algorithms.compressed;
        addWarnings(token, prepared->read, prepared->choice.kidIgnored);
        return std::optional<DecryptedToken>(std::move(token));
    }
    if (first) {
        return tl::unexpected<Error>(std::move(*first));
    }
    return std::optional<DecryptedToken>();
}

Result<DecryptedToken> TokenDecrypter::State::decrypt(std::string_view token) {
    const auto form = readJweForm(token, policy.limits);
    if (!form) {
        return passOn(form);
    }
    for (const auto& [text, out] : {std::pair<std::string_view, Bytes*>{form->initializationVector, &nonce},
                                    {form->ciphertext, &ciphertext},
                                    {form->authenticationTag, &tag}}) {
        if (auto decoded = base64url::decode(text, *out); !decoded) {
            Error error = decoded.error();
            if (form->kind == JweFormKind::Compact) {
                error.where.offset += static_cast<std::size_t>(text.data() - token.data());
            }
            return tl::unexpected<Error>(std::move(error));
        }
    }
    // AAD: the protected header as it stands in the token, and "aad" behind a dot.              (RFC 7516 §5.2 step 15)
    std::string joined;
    ByteView additional = asBytes(form->protectedHeader);
    if (form->additionalData) {
        if (auto sound = base64url::decode(*form->additionalData); !sound) {
            return passOn(sound);
        }
        joined = std::string(form->protectedHeader) + "." + std::string(*form->additionalData);
        additional = asBytes(joined);
    }
    iterations = policy.limits.pbes2Count * triesPerToken;
    tried = false;
    std::optional<Error> first;
    std::optional<Error> capped; // by what the reader may raise, so that not all was tried
    for (std::size_t i = 0; i < form->recipients.size(); ++i) {
        auto opened = tryRecipient(*form, i, additional);
        if (!opened && opened.error().code == ErrorCode::Cancelled) {
            return passOn(opened);
        }
        if (!opened) {
            first = first ? first : opened.error();
            if (!capped && raisableCap(opened.error()) == RaisableCap::Pbes2Count) {
                capped = opened.error();
            }
            continue;
        }
        if (!*opened) {
            continue;
        }
        DecryptedToken result = std::move(**opened);
        if (result.compressed) {
            auto inflated = inflateRaw(result.plaintext.reveal(), policy.limits.inflatedOctets);
            if (!inflated) {
                return passOn(inflated);
            }
            result.plaintext = std::move(*inflated);
        }
        return result;
    }
    if (capped) {
        return tl::unexpected<Error>(std::move(*capped)); // what the headers ask for tells nothing about the key
    }
    if (tried || !first) {
        return first && first->code == ErrorCode::CryptoBackend ? tl::unexpected<Error>(std::move(*first))
                                                                : decryptionFailed();
    }
    return tl::unexpected<Error>(std::move(*first));
}

std::optional<Result<OpenedToken>> TokenDecrypter::State::openLikeLast(std::string_view token) {
    // header ".." nonce "." ciphertext "." tag, where nonce and tag have fixed lengths
    constexpr std::size_t nonceText = base64url::encodedSize(12);
    constexpr std::size_t tagText = base64url::encodedSize(16);
    if (!direct || !prepared || direct->method().scheme != crypto::AeadScheme::Gcm ||
        prepared->choice.candidates.size() != 1 || prepared->algorithms.compressed || !prepared->sharedText.empty() ||
        !prepared->recipientText.empty() || token.size() > policy.limits.tokenOctets) {
        return std::nullopt;
    }
    const std::string& header = prepared->protectedText;
    const std::size_t begin = header.size() + 2 + nonceText + 1;
    if (token.size() < begin + 1 + tagText || !token.starts_with(header) || token.substr(header.size(), 2) != ".." ||
        token[begin - 1] != '.' || token[token.size() - tagText - 1] != '.') {
        return std::nullopt;
    }
    const std::string_view text = token.substr(begin, token.size() - tagText - 1 - begin);
    std::uint8_t nonceOctets[12];
    std::uint8_t tagOctets[16];
    const std::size_t size = base64url::decodedSize(text.size());
    std::uint8_t* const data = buffer.reserve(size);
    // What is no base64url is left to the slow way, which says where.
    if (!base64url::decodeInto(token.substr(header.size() + 2, nonceText), nonceOctets) ||
        !base64url::decodeInto(token.substr(token.size() - tagText), tagOctets) || !base64url::decodeInto(text, data)) {
        return std::nullopt;
    }
    const auto opened = direct->openInPlace(nonceOctets, asBytes(header), {data, size}, tagOctets);
    if (!opened) {
        return passOn(opened);
    }
    if (!*opened) {
        return decryptionFailed();
    }
    return OpenedToken{
        {data, **opened}, prepared->algorithms.management, prepared->algorithms.encryption, 0, directKey};
}

Result<OpenedToken> TokenDecrypter::State::open(std::string_view token) {
    if (auto opened = openLikeLast(token)) {
        return std::move(*opened);
    }
    auto whole = decrypt(token);
    if (!whole) {
        return passOn(whole);
    }
    held = std::move(whole->plaintext);
    return OpenedToken{held.reveal(), whole->algorithm, whole->encryption, whole->recipient, whole->keyIndex};
}

TokenDecrypter::TokenDecrypter(std::shared_ptr<const KeySet> keys, DecryptionPolicy policy)
    : m_state(std::make_unique<State>()) {
    m_state->keys = std::move(keys);
    m_state->policy = std::move(policy);
}
TokenDecrypter::TokenDecrypter(TokenDecrypter&&) noexcept = default;
TokenDecrypter& TokenDecrypter::operator=(TokenDecrypter&&) noexcept = default;
TokenDecrypter::~TokenDecrypter() = default;

Result<DecryptedToken> TokenDecrypter::decrypt(std::string_view token) {
    return m_state->decrypt(token);
}

Result<OpenedToken> TokenDecrypter::open(std::string_view token) {
    return m_state->open(token);
}

Result<DecryptedToken> decryptToken(std::string_view token, std::shared_ptr<const KeySet> keys,
                                    const DecryptionPolicy& policy) {
    return TokenDecrypter(std::move(keys), policy).decrypt(token);
}

} // namespace twb::jose
