// SPDX-License-Identifier: Apache-2.0
#include "crypto/backend.h"
#include "crypto/bcrypt_pbkdf.h"
#include "crypto/cipher.h"
#include "crypto/openssh.h"
#include "crypto/openssh_body.h"
#include "crypto/ssh_wire.h"

#include <algorithm>

namespace twb::crypto {

namespace {

constexpr std::string_view magic{"openssh-key-v1\0", 15};
// ssh-keygen writes 16 (24 since 10.0); a thousand take ten seconds.
constexpr std::uint32_t mostBcryptRounds = 1000;

struct CipherRow {
    std::string_view ssh;
    const char* name;
    std::size_t keyOctets;
    std::size_t ivOctets;
    std::size_t tagOctets;
};
constexpr CipherRow ciphers[]{{"aes128-ctr", "AES-128-CTR", 16, 16, 0},
                              {"aes192-ctr", "AES-192-CTR", 24, 16, 0},
                              {"aes256-ctr", "AES-256-CTR", 32, 16, 0},
                              {"aes128-cbc", "AES-128-CBC", 16, 16, 0},
                              {"aes192-cbc", "AES-192-CBC", 24, 16, 0},
                              {"aes256-cbc", "AES-256-CBC", 32, 16, 0},
                              {"aes128-gcm@openssh.com", "AES-128-GCM", 16, 12, 16},
                              {"aes256-gcm@openssh.com", "AES-256-GCM", 32, 12, 16},
                              {"3des-cbc", "DES-EDE3-CBC", 24, 8, 0}};

tl::unexpected<Error> damaged() {
    return fail(ErrorCode::KeyInvalid, "the OpenSSH private key is damaged or cut off");
}

tl::unexpected<Error> wrongPassword() {
    return fail(ErrorCode::KeyPasswordWrong, "the key does not open with this password");
}

Result<Secret> decryptBody(std::string_view cipherName, std::string_view kdf, ByteView options, ByteView body,
                           ByteView tag, const Password& password) {
    if (!password) {
        return fail(ErrorCode::KeyEncrypted, "the OpenSSH private key is encrypted");
    }
    const auto* cipher = std::find_if(std::begin(ciphers), std::end(ciphers),
                                      [cipherName](const CipherRow& row) { return row.ssh == cipherName; });
    if (cipher == std::end(ciphers) || kdf != "bcrypt") {
        return fail(ErrorCode::KeyUnsupported, "the encryption \"" + std::string(cipherName.substr(0, 40)) +
                                                   "\" with \"" + std::string(kdf.substr(0, 40)) +
                                                   "\" is not supported");
    }
    SshReader reader(options);
    const auto salt = reader.string();
    const auto rounds = salt ? reader.number() : std::nullopt;
    if (!rounds || *rounds == 0 || salt->empty() || tag.size() != cipher->tagOctets || body.empty() ||
        body.size() % 8 != 0) {
        return damaged();
    }
    if (*rounds > mostBcryptRounds) {
        return fail(ErrorCode::KeyUnsupported, "the password is stretched by " + std::to_string(*rounds) +
                                                   " rounds of bcrypt; more than 1000 are refused");
    }
    if (password->empty()) {
        return wrongPassword();
    }
    const auto derived = bcryptPbkdf(*password, *salt, *rounds, cipher->keyOctets + cipher->ivOctets);
    if (!derived) {
        return passOn(derived);
    }
    auto outcome = runCipher(Operation::Decrypt, cipher->name, derived->reveal().first(cipher->keyOctets),
                             derived->reveal().subspan(cipher->keyOctets), body, Padding::None, tag);
    if (!outcome.done) {
        return backendFailure("the key could not be decrypted");
    }
    if (!outcome.fits) {
        drainErrors();
        return wrongPassword();
    }
    return std::move(outcome.octets);
}

std::optional<Secret> secretString(SshReader& reader) {
    const auto content = reader.string();
    if (!content) {
        return std::nullopt;
    }
    return Secret(*content);
}

Bytes copied(ByteView octets) {
    return {octets.begin(), octets.end()};
}

/// One key of the private section: type, its numbers.
Result<Key> takePrivateKey(SshReader& reader) {
    const auto type = reader.text();
    if (!type) {
        return damaged();
    }
    if (*type == "ssh-rsa") {
        const auto n = reader.string();
        const auto e = n ? reader.string() : std::nullopt;
        auto d = e ? secretString(reader) : std::nullopt;
        auto qi = d ? secretString(reader) : std::nullopt;
        auto p = qi ? secretString(reader) : std::nullopt;
        auto q = p ? secretString(reader) : std::nullopt;
        if (!q || d->empty() || p->empty() || q->empty()) {
            return damaged();
        }
        RsaNumbers numbers;
        numbers.n = copied(*n);
        numbers.e = copied(*e);
        numbers.d = std::move(*d);
        numbers.p = std::move(*p);
        numbers.q = std::move(*q);
        numbers.qi = std::move(*qi);
        return Key::fromRsa(numbers);
    }
    if (*type == "ssh-ed25519" || *type == "ssh-ed448") {
        const std::size_t size = *type == "ssh-ed448" ? 57 : 32;
        const auto x = reader.string();
        const auto both = x ? reader.string() : std::nullopt; // the seed, then the public half again
        if (!both || both->size() != 2 * size) {
            return damaged();
        }
        OkpNumbers numbers;
        numbers.curve = *type == "ssh-ed448" ? Curve::Ed448 : Curve::Ed25519;
        numbers.x = copied(*x);
        numbers.d = Secret(both->first(size));
        return Key::fromOkp(numbers);
    }
    if (type->starts_with("ecdsa-sha2-") && type->find('@') == std::string_view::npos) {
        const auto name = reader.text();
        const auto point = name ? reader.string() : std::nullopt;
        auto d = point ? secretString(reader) : std::nullopt;
        const Curve curve = name ? curveOfSsh(*name) : Curve::None;
        if (!d || d->empty()) {
            return damaged();
        }
        const std::size_t width = fieldOctets(curve);
        if (curve == Curve::None) {
            return sshUnsupported(*type);
        }
        if (point->size() != 1 + 2 * width || point->front() != 4) {
            return damaged();
        }
        EcNumbers numbers;
        numbers.curve = curve;
        numbers.x = copied(point->subspan(1, width));
        numbers.y = copied(point->subspan(1 + width));
        numbers.d = std::move(*d);
        return Key::fromEc(numbers);
    }
    return sshUnsupported(*type);
}

} // namespace

Result<KeyFileEntry> readOpenSshPrivate(ByteView body, const Password& password) {
    if (!asText(body).starts_with(magic)) {
        return fail(ErrorCode::KeyInvalid, "this is no OpenSSH private key of version 1");
    }
    SshReader reader(body.subspan(magic.size()));
    const auto cipher = reader.text();
    const auto kdf = cipher ? reader.text() : std::nullopt;
    const auto options = kdf ? reader.string() : std::nullopt;
    const auto count = options ? reader.number() : std::nullopt;
    const auto publicBlob = count ? reader.string() : std::nullopt;
    const auto section = publicBlob ? reader.string() : std::nullopt;
    if (!section) {
        return damaged();
    }
    if (*count != 1) {
        return fail(ErrorCode::KeyUnsupported, "the file holds " + std::to_string(*count) + " keys; one is read");
    }
    Secret decrypted;
    ByteView plain = *section;
    if (*cipher != "none") {
        auto opened = decryptBody(*cipher, *kdf, *options, *section, reader.rest(), password);
        if (!opened) {
            return passOn(opened);
        }
        decrypted = std::move(*opened);
        plain = decrypted.reveal();
    }
    SshReader inside(plain);
    const auto check = inside.number();
    const auto again = inside.number();
    if (!again || *check != *again) { // the same random number twice tells whether the password was right
        return *cipher == "none" ? damaged() : wrongPassword();
    }
    auto key = takePrivateKey(inside);
    if (!key) {
        return passOn(key);
    }
    const auto comment = inside.text();
    if (!comment) {
        return damaged();
    }
    const auto open = keyFromSshBlob(*publicBlob);
    if (!open || !open->samePublicKey(*key)) {
        return fail(ErrorCode::KeyInvalid, "the private half of the OpenSSH key does not belong to the public one");
    }
    return KeyFileEntry{std::move(*key), KeyFormat::OpenSshPrivate, std::nullopt, std::string(*comment)};
}

} // namespace twb::crypto
