// SPDX-License-Identifier: Apache-2.0
#include "crypto/pkcs12.h"

#include "crypto/certificate_read.h"
#include "crypto/der.h"
#include "crypto/key_native.h"
#include "crypto/key_structures.h"
#include "crypto/legacy_pbe.h"
#include "crypto/pkcs12_keys.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evperr.h>
#include <openssl/pkcs12.h>

namespace twb::crypto {

namespace {

using BioPtr = std::unique_ptr<BIO, FreeWith<BIO_free>>;
using Pkcs12Ptr = std::unique_ptr<PKCS12, FreeWith<PKCS12_free>>;
using InfoPtr = std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreeWith<PKCS8_PRIV_KEY_INFO_free>>;
struct FreeStack {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
using StackPtr = std::unique_ptr<STACK_OF(X509), FreeStack>;

constexpr std::uint64_t mostPkcs12Rounds = 10'000'000;
constexpr int ownRounds = 100'000;

/// The iteration count of MacData stands last in it.                                              (RFC 7292 App. A)
bool macRoundsAreSane(ByteView octets) {
    DerReader outer(octets);
    auto pfx = outer.enter(derSequence);
    if (!pfx || !pfx->takeUnsigned() || !pfx->take(derSequence)) {
        return true; // OpenSSL will say what is wrong
    }
    auto mac = pfx->enter(derSequence);
    if (!mac || !mac->take(derSequence) || !mac->take(derOctetString) || mac->atEnd()) {
        return true;
    }
    const auto rounds = mac->takeSmall();
    return rounds && *rounds <= mostPkcs12Rounds;
}

bool holds(const std::vector<unsigned long>& codes, int library, int reason) {
    return std::any_of(codes.begin(), codes.end(), [=](unsigned long code) {
        return ERR_GET_LIB(code) == library && ERR_GET_REASON(code) == reason;
    });
}

/// Why PKCS12_parse() failed.
tl::unexpected<Error> parseFailure(bool hasPassword, bool hasLegacy) {
    std::vector<unsigned long> codes;
    const std::string reasons = drainErrors(&codes);
    if (holds(codes, ERR_LIB_PKCS12, PKCS12_R_MAC_VERIFY_FAILURE)) {
        return hasPassword ? fail(ErrorCode::KeyPasswordWrong, "the PKCS#12 file does not open with this password")
                           : fail(ErrorCode::KeyEncrypted, "the PKCS#12 file is encrypted");
    }
    if (holds(codes, ERR_LIB_EVP, EVP_R_UNSUPPORTED_ALGORITHM) || holds(codes, ERR_LIB_EVP, EVP_R_UNKNOWN_CIPHER) ||
        holds(codes, ERR_LIB_EVP, EVP_R_UNKNOWN_PBE_ALGORITHM)) {
        return fail(ErrorCode::KeyUnsupported,
                    hasLegacy ? "the encryption of the PKCS#12 file is not supported"
                              : "the encryption of the PKCS#12 file is outdated (RC2 with 40 bits, say), and OpenSSL's "
                                "legacy provider is not installed");
    }
    return fail(ErrorCode::KeyInvalid, "the PKCS#12 file is damaged (OpenSSL: " + reasons + ")");
}

Result<Secret> derOf(const EVP_PKEY* pkey) {
    const InfoPtr info(EVP_PKEY2PKCS8(pkey));
    unsigned char* raw = nullptr;
    const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), &raw) : 0;
    if (size <= 0) {
        return backendFailure("the key of the PKCS#12 file could not be read");
    }
    Secret octets(ByteView(raw, static_cast<std::size_t>(size)));
    OPENSSL_clear_free(raw, static_cast<std::size_t>(size));
    return octets;
}

Result<Certificate> certificateOf(X509* x509) {
    unsigned char* raw = nullptr;
    const int size = i2d_X509(x509, &raw);
    const std::unique_ptr<unsigned char, FreeWith<freeOctets>> octets(raw);
    if (size <= 0) {
        return backendFailure("a certificate of the PKCS#12 file could not be read");
    }
    return readCertificate({octets.get(), static_cast<std::size_t>(size)});
}

std::string friendlyNameOf(X509* x509) {
    int size = 0;
    const unsigned char* text = x509 == nullptr ? nullptr : X509_alias_get0(x509, &size);
    return text == nullptr || size <= 0
               ? std::string()
               : std::string(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
}

Result<KeyFileEntry> certificateEntry(X509* x509) {
    auto certificate = certificateOf(x509);
    if (!certificate) {
        return passOn(certificate);
    }
    auto key = keyOfCertificate(x509);
    if (!key) {
        return passOn(key);
    }
    return KeyFileEntry{std::move(*key), KeyFormat::Pkcs12, std::move(*certificate), friendlyNameOf(x509)};
}

Result<KeyFileEntry> keyEntry(const EVP_PKEY* pkey, X509* own) {
    const auto pkcs8 = derOf(pkey);
    if (!pkcs8) {
        return passOn(pkcs8);
    }
    auto key = keyFromPkcs8(pkcs8->reveal());
    if (!key) {
        return passOn(key);
    }
    KeyFileEntry entry{std::move(*key), KeyFormat::Pkcs12, std::nullopt, friendlyNameOf(own)};
    if (own != nullptr) {
        auto certificate = certificateOf(own);
        if (!certificate) {
            return passOn(certificate);
        }
        entry.certificate = std::move(*certificate);
    }
    return entry;
}

/// Puts the private keys that PKCS12_parse() left out beside their certificates, or behind the others.
void joinKeys(std::vector<KeyFileEntry>& entries, std::vector<NamedKey> keys) {
    for (NamedKey& named : keys) {
        const auto same = std::find_if(entries.begin(), entries.end(), [&named](const KeyFileEntry& entry) {
            return entry.key.samePublicKey(named.key);
        });
        if (same == entries.end()) {
            entries.push_back({std::move(named.key), KeyFormat::Pkcs12, std::nullopt, std::move(named.name)});
            continue;
        }
        if (!same->key.isPrivate()) {
            same->key = std::move(named.key);
        }
        if (same->label.empty()) {
            same->label = std::move(named.name);
        }
    }
}

} // namespace

Result<std::vector<KeyFileEntry>> readPkcs12(ByteView octets, const Password& password) {
    if (!macRoundsAreSane(octets)) {
        return fail(ErrorCode::KeyUnsupported,
                    "the password of the PKCS#12 file is stretched by more than 10 million rounds");
    }
    const LegacyContext legacy;
    if (legacy.get() == nullptr) {
        return backendFailure("the PKCS#12 file could not be opened");
    }
    const BioPtr in(BIO_new_mem_buf(octets.data(), static_cast<int>(octets.size())));
    PKCS12* made = PKCS12_init_ex(NID_pkcs7_data, legacy.get(), nullptr); // carries the context into the parser
    if (!in || made == nullptr || d2i_PKCS12_bio(in.get(), &made) == nullptr) {
        PKCS12_free(made);
        return failWithReasons(ErrorCode::KeyInvalid, "the PKCS#12 file is damaged");
    }
    const Pkcs12Ptr file(made);
    Secret text; // with the zero that ends a C string
    if (password) {
        Bytes ended;
        ended.reserve(password->size() + 1);
        ended.assign(password->reveal().begin(), password->reveal().end());
        ended.push_back(0);
        text = Secret(std::move(ended));
    }
    const char* given = password ? reinterpret_cast<const char*>(text.reveal().data()) : nullptr;
    EVP_PKEY* rawKey = nullptr;
    X509* rawOwn = nullptr;
    STACK_OF(X509)* rawOthers = nullptr;
    const int parsed = PKCS12_parse(file.get(), given, &rawKey, &rawOwn, &rawOthers);
    const PkeyPtr pkey(rawKey);
    const X509Ptr own(rawOwn);
    const StackPtr others(rawOthers);
    if (parsed != 1) {
        return parseFailure(password.has_value(), legacy.hasLegacy());
    }
    std::vector<KeyFileEntry> entries;
    const auto add = [&entries](Result<KeyFileEntry> entry) -> Result<void> {
        if (!entry) {
            return passOn(entry);
        }
        entries.push_back(std::move(*entry));
        return {};
    };
    if (pkey) {
        if (auto added = add(keyEntry(pkey.get(), own.get())); !added) {
            return passOn(added);
        }
    } else if (own) {
        if (auto added = add(certificateEntry(own.get())); !added) {
            return passOn(added);
        }
    }
    for (int i = 0; others && i < sk_X509_num(others.get()); ++i) {
        if (auto added = add(certificateEntry(sk_X509_value(others.get(), i))); !added) {
            return passOn(added);
        }
    }
    if (entries.empty()) {
        return fail(ErrorCode::KeyInvalid, "the PKCS#12 file holds neither a key nor a certificate");
    }
    auto several = severalKeys(file.get(), given, legacy.get());
    if (!several) {
        return passOn(several);
    }
    joinKeys(entries, std::move(*several));
    return entries;
}

Result<Secret> writePkcs12(const Key& key, const std::vector<Certificate>& certificates, const Password& password,
                           const std::string& friendlyName) {
    if (key.type() == KeyType::Oct) {
        return fail(ErrorCode::KeyFormatImpossible, "PKCS#12 holds key pairs, no secrets");
    }
    if (!key.isPrivate()) {
        return fail(ErrorCode::KeyPrivateMissing, "this is a public key");
    }
    if (!password) {
        return fail(ErrorCode::KeyEncrypted, "a PKCS#12 file needs a password");
    }
    startBackend();
    X509Ptr own;
    const StackPtr others(sk_X509_new_null());
    if (!others) {
        return backendFailure("the PKCS#12 file could not be made");
    }
    for (const Certificate& certificate : certificates) {
        auto x509 = parseCertificate(certificate.der);
        if (!x509) {
            return passOn(x509);
        }
        if (!own) {
            const auto theirs = keyOfCertificate(x509->get());
            if (!theirs || !theirs->samePublicKey(key)) {
                return fail(ErrorCode::KeyFormatImpossible, "the first certificate belongs to another key");
            }
            own = std::move(*x509);
        } else if (sk_X509_push(others.get(), x509->get()) <= 0) {
            return backendFailure("the PKCS#12 file could not be made");
        } else {
            static_cast<void>(x509->release());
        }
    }
    Bytes ended;
    ended.reserve(password->size() + 1);
    ended.assign(password->reveal().begin(), password->reveal().end());
    ended.push_back(0);
    const Secret text(std::move(ended));
    const Pkcs12Ptr file(PKCS12_create(reinterpret_cast<const char*>(text.reveal().data()),
                                       friendlyName.empty() ? nullptr : friendlyName.c_str(), key.native().pkey.get(),
                                       own.get(), others.get(), 0, 0, ownRounds, ownRounds, 0));
    unsigned char* raw = nullptr;
    const int size = file ? i2d_PKCS12(file.get(), &raw) : 0;
    const std::unique_ptr<unsigned char, FreeWith<freeOctets>> octets(raw);
    if (size <= 0) {
        return backendFailure("the PKCS#12 file could not be made");
    }
    return Secret(ByteView(octets.get(), static_cast<std::size_t>(size)));
}

} // namespace twb::crypto
