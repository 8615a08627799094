// SPDX-License-Identifier: Apache-2.0
#include "crypto/aead.h"

#include "crypto/fetched_cipher.h"
#include "crypto/hmac.h"

#include <array>
#include <limits>
#include <openssl/core_names.h>
#include <openssl/params.h>

namespace twb::crypto {

namespace {

constexpr std::size_t aesBlock = 16;
constexpr std::size_t longest = std::size_t{std::numeric_limits<int>::max()} - 2 * aesBlock; // OpenSSL counts in int

int asInt(std::size_t size) {
    return static_cast<int>(size);
}

/// The kept key schedule of one direction: only the nonce is set for each message.
struct Direction {
    CipherCtxPtr context;
    bool keyed = false;
};

bool prepare(Direction& direction, const EVP_CIPHER* cipher, ByteView key, ByteView nonce, int encrypt,
             const OSSL_PARAM* parameters = nullptr) {
    if (!direction.context) {
        direction.context.reset(EVP_CIPHER_CTX_new());
        if (!direction.context) {
            return false;
        }
    }
    EVP_CIPHER_CTX* context = direction.context.get();
    if (!direction.keyed) {
        if (EVP_CipherInit_ex2(context, cipher, key.data(), nonce.data(), encrypt, parameters) != 1) {
            return false;
        }
        direction.keyed = true;
        return true;
    }
    return EVP_CipherInit_ex2(context, nullptr, nullptr, nonce.data(), encrypt, parameters) == 1;
}

/// Feeds octets; nothing to feed is no call, because OpenSSL reads a missing input as the end.
bool update(EVP_CIPHER_CTX* context, std::uint8_t* out, ByteView in, std::size_t& written) {
    int size = 0;
    if (!in.empty() && EVP_CipherUpdate(context, out, &size, in.data(), asInt(in.size())) != 1) {
        return false;
    }
    written = static_cast<std::size_t>(size);
    return true;
}

} // namespace

struct Aead::State {
    AeadMethod method;
    const EVP_CIPHER* cipher = nullptr;
    Secret key; ///< of the cipher
    Direction sealing, opening;
    std::optional<Hmac> mac;
    Bytes macInput; ///< reused

    /// The tag of AES_CBC_HMAC_SHA2: the first half of HMAC(additional ‖ nonce ‖ ciphertext ‖ bits of additional).
    ///                                                                                     (RFC 7518 §5.2.2.1)
    bool macTag(ByteView nonce, ByteView additional, ByteView ciphertext, std::uint8_t* out) {
        macInput.clear();
        macInput.reserve(nonce.size() + additional.size() + ciphertext.size() + 8);
        for (const ByteView part : {additional, nonce, ciphertext}) {
            macInput.insert(macInput.end(), part.begin(), part.end());
        }
        const std::uint64_t bits = std::uint64_t{additional.size()} * 8;
        for (int shift = 56; shift >= 0; shift -= 8) {
            macInput.push_back(static_cast<std::uint8_t>(bits >> shift));
        }
        return mac->compute(macInput, out);
    }

    Result<Sealed> sealGcm(ByteView additional, ByteView plaintext) {
        Sealed sealed{Bytes(plaintext.size()), Bytes(method.tagOctets())};
        EVP_CIPHER_CTX* context = sealing.context.get();
        std::size_t head = 0;
        int tail = 0;
        std::uint8_t none[aesBlock];
        std::size_t ignored = 0;
        if (!update(context, nullptr, additional, ignored) ||
            !update(context, sealed.ciphertext.data(), plaintext, head) || head != plaintext.size() ||
            EVP_CipherFinal_ex(context, none, &tail) != 1 ||
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, asInt(sealed.tag.size()), sealed.tag.data()) != 1) {
            return backendFailure("the text could not be encrypted");
        }
        return sealed;
    }

    Result<Sealed> sealCbc(ByteView nonce, ByteView additional, ByteView plaintext) {
        Sealed sealed{Bytes((plaintext.size() / aesBlock + 1) * aesBlock), Bytes(method.tagOctets())};
        EVP_CIPHER_CTX* context = sealing.context.get();
        std::size_t head = 0;
        int tail = 0;
        std::uint8_t whole[EVP_MAX_MD_SIZE];
        if (!update(context, sealed.ciphertext.data(), plaintext, head) ||
            EVP_CipherFinal_ex(context, sealed.ciphertext.data() + head, &tail) != 1 ||
            head + static_cast<std::size_t>(tail) != sealed.ciphertext.size() ||
            !macTag(nonce, additional, sealed.ciphertext, whole)) {
            return backendFailure("the text could not be encrypted");
        }
        std::copy_n(whole, sealed.tag.size(), sealed.tag.begin());
        return sealed;
    }

    using Opened = Result<std::optional<std::size_t>>;

    Opened openGcm(ByteView nonce, ByteView additional, std::span<std::uint8_t> data, ByteView tag) {
        // The tag goes in with the nonce: one call less than setting it behind the text.
        const OSSL_PARAM parameters[]{
            {OSSL_CIPHER_PARAM_AEAD_TAG, OSSL_PARAM_OCTET_STRING, const_cast<std::uint8_t*>(tag.data()), tag.size(), 0},
            OSSL_PARAM_END};
        if (!prepare(opening, cipher, key.reveal(), nonce, 0, parameters)) {
            return backendFailure("the decryption could not be prepared");
        }
        EVP_CIPHER_CTX* context = opening.context.get();
        std::size_t head = 0;
        std::size_t ignored = 0;
        const bool fed = update(context, nullptr, additional, ignored) && update(context, data.data(), data, head) &&
                         head == data.size();
        if (!fed) {
            return backendFailure("the text could not be decrypted");
        }
        std::uint8_t none[aesBlock];
        int tail = 0;
        if (EVP_CipherFinal_ex(context, none, &tail) != 1) {
            drainErrors();
            return std::optional<std::size_t>();
        }
        return std::optional<std::size_t>(data.size());
    }

    Opened openCbc(ByteView nonce, ByteView additional, std::span<std::uint8_t> data, ByteView tag) {
        std::uint8_t whole[EVP_MAX_MD_SIZE];
        if (!macTag(nonce, additional, data, whole)) {
            return backendFailure("the text could not be decrypted");
        }
        const bool authentic = Secret::equalInConstantTime({whole, tag.size()}, tag);
        wipeMemory(whole, sizeof whole);
        if (!authentic) {
            return std::optional<std::size_t>();
        }
        if (!prepare(opening, cipher, key.reveal(), nonce, 0)) {
            return backendFailure("the text could not be decrypted");
        }
        std::size_t head = 0;
        if (!update(opening.context.get(), data.data(), data, head)) {
            return backendFailure("the text could not be decrypted");
        }
        std::uint8_t last[2 * aesBlock]; // the last block goes through here: `data` has no room to spare
        int tail = 0;
        const bool padded = EVP_CipherFinal_ex(opening.context.get(), last, &tail) == 1;
        const std::size_t size = head + (padded ? static_cast<std::size_t>(tail) : 0);
        if (padded && size <= data.size()) {
            std::copy_n(last, tail, data.data() + head);
            wipeMemory(data.data() + size, data.size() - size);
        }
        wipeMemory(last, sizeof last);
        if (!padded || size > data.size()) {
            drainErrors();
            return std::optional<std::size_t>();
        }
        return std::optional<std::size_t>(size);
    }
};

Result<Aead> Aead::create(AeadMethod method, ByteView key) {
    if (key.size() != method.keyOctets) {
        return fail(ErrorCode::KeyTypeMismatch, "the key has " + std::to_string(key.size()) + " octets, " +
                                                    std::to_string(method.keyOctets) + " are needed");
    }
    auto state = std::make_unique<State>();
    state->method = method;
    const bool isGcm = method.scheme == AeadScheme::Gcm;
    const ByteView cipherKey = isGcm ? key : key.subspan(key.size() / 2);
    state->cipher = fetchedCipher(isGcm ? CipherMode::Gcm : CipherMode::Cbc, cipherKey.size());
    if (state->cipher == nullptr) {
        return backendFailure("the cipher is not available");
    }
    state->key = Secret(cipherKey);
    if (!isGcm) {
        auto mac = Hmac::create(key.first(key.size() / 2), method.hash);
        if (!mac) {
            return passOn(mac);
        }
        state->mac = std::move(*mac);
    }
    return Aead(std::move(state));
}

Aead::Aead(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}
Aead::Aead(Aead&&) noexcept = default;
Aead& Aead::operator=(Aead&&) noexcept = default;
Aead::~Aead() = default;

const AeadMethod& Aead::method() const {
    return m_state->method;
}

Result<Aead::Sealed> Aead::seal(ByteView nonce, ByteView additional, ByteView plaintext) {
    State& state = *m_state;
    if (nonce.size() != state.method.nonceOctets() || plaintext.size() > longest || additional.size() > longest ||
        !prepare(state.sealing, state.cipher, state.key.reveal(), nonce, 1)) {
        return backendFailure("the encryption could not be prepared");
    }
    return state.method.scheme == AeadScheme::Gcm ? state.sealGcm(additional, plaintext)
                                                  : state.sealCbc(nonce, additional, plaintext);
}

Result<std::optional<Secret>> Aead::open(ByteView nonce, ByteView additional, ByteView ciphertext, ByteView tag) {
    Bytes data(ciphertext.begin(), ciphertext.end());
    const auto size = openInPlace(nonce, additional, data, tag);
    if (!size) {
        return passOn(size);
    }
    if (!*size) {
        return std::optional<Secret>();
    }
    data.resize(**size);
    return std::optional<Secret>(Secret(std::move(data)));
}

Result<std::optional<std::size_t>> Aead::openInPlace(ByteView nonce, ByteView additional, std::span<std::uint8_t> data,
                                                     ByteView tag) {
    State& state = *m_state;
    State::Opened opened = std::optional<std::size_t>();
    // OpenSSL would take GCM tags that were cut short.
    if (nonce.size() == state.method.nonceOctets() && tag.size() == state.method.tagOctets() &&
        data.size() <= longest && additional.size() <= longest) {
        opened = state.method.scheme == AeadScheme::Gcm ? state.openGcm(nonce, additional, data, tag)
                                                        : state.openCbc(nonce, additional, data, tag);
    }
    if (!opened || !*opened) {
        wipeMemory(data.data(), data.size());
    }
    return opened;
}

} // namespace twb::crypto
