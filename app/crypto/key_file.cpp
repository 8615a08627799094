// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_file.h"

#include "crypto/certificate_read.h"
#include "crypto/der.h"
#include "crypto/key_encryption.h"
#include "crypto/key_structures.h"
#include "crypto/openssh.h"
#include "crypto/pem.h"
#include "crypto/pkcs12.h"

namespace twb::crypto {

namespace {

constexpr std::size_t mostFileOctets = std::size_t{1} << 20;

Result<void> checkSize(std::size_t octets) {
    if (octets > mostFileOctets) {
        return fail(ErrorCode::InputTooLarge,
                    std::to_string(octets) + " octets; a file of keys is read up to 1 MB (1048576 octets)");
    }
    if (octets == 0) {
        return fail(ErrorCode::InputEmpty, "there is no key: the text is empty");
    }
    return {};
}

/// A label of RFC 7468 (or of OpenSSL's tradition), what belongs under it and the format that this is.
struct LabelRow {
    std::string_view label;
    DerKind kind;
    KeyFormat format;
};
constexpr std::string_view openSshLabel = "OPENSSH PRIVATE KEY"; // no DER inside
constexpr LabelRow labels[]{
    {"PUBLIC KEY", DerKind::Spki, KeyFormat::SpkiPem},
    {"PRIVATE KEY", DerKind::Pkcs8, KeyFormat::Pkcs8Pem},
    {"ENCRYPTED PRIVATE KEY", DerKind::Pkcs8Encrypted, KeyFormat::Pkcs8EncryptedPem},
    {"RSA PRIVATE KEY", DerKind::Pkcs1Private, KeyFormat::Pkcs1Pem},
    {"RSA PUBLIC KEY", DerKind::Pkcs1Public, KeyFormat::Pkcs1PublicPem},
    {"EC PRIVATE KEY", DerKind::Sec1, KeyFormat::Sec1Pem},
    {"CERTIFICATE", DerKind::Certificate, KeyFormat::CertificatePem},
    {"X509 CERTIFICATE", DerKind::Certificate, KeyFormat::CertificatePem},
    {"TRUSTED CERTIFICATE", DerKind::Certificate, KeyFormat::CertificatePem},
};

/// Labels that hold no key that could be used, and what to say of them.
struct NamedRow {
    std::string_view label;
    std::string_view what;
};
constexpr NamedRow named[]{
    {"CERTIFICATE REQUEST", "this is a certificate request; ask for the certificate or the public key"},
    {"NEW CERTIFICATE REQUEST", "this is a certificate request; ask for the certificate or the public key"},
    {"X509 CRL", "this is a list of revoked certificates, no key"},
    {"PKCS7", "this is a PKCS#7 bundle, no key"},
    {"CMS", "this is a CMS message, no key"},
    {"DSA PRIVATE KEY", "this is a DSA key; JOSE has no use for it"},
    {"DH PARAMETERS", "these are Diffie-Hellman parameters, no key"},
    {"EC PARAMETERS", "these are only the parameters of an EC key; the key itself is missing"},
    {"SSH2 PUBLIC KEY", "this is an SSH public key in the form of RFC 4716"},
    {"SSH2 ENCRYPTED PRIVATE KEY", "this is an SSH private key of another maker"},
};

KeyFormat derFormat(KeyFormat pem) {
    switch (pem) {
    case KeyFormat::Pkcs1Pem:
        return KeyFormat::Pkcs1Der;
    case KeyFormat::Pkcs8Pem:
        return KeyFormat::Pkcs8Der;
    case KeyFormat::Pkcs8EncryptedPem:
        return KeyFormat::Pkcs8EncryptedDer;
    case KeyFormat::Sec1Pem:
        return KeyFormat::Sec1Der;
    case KeyFormat::SpkiPem:
        return KeyFormat::SpkiDer;
    case KeyFormat::CertificatePem:
        return KeyFormat::CertificateDer;
    case KeyFormat::Pkcs1PublicPem:
        return KeyFormat::Pkcs1PublicDer;
    default:
        return pem;
    }
}

tl::unexpected<Error> unfitBody(const std::string& label, DerKind kind, ByteView body) {
    if (kind == DerKind::Damaged) {
        const std::size_t announced = derAnnouncedSize(body);
        return fail(ErrorCode::KeyPemBroken,
                    announced > body.size() ? "the key is cut off: " + std::to_string(announced) +
                                                  " octets are announced, " + std::to_string(body.size()) + " are there"
                    : announced != 0 && announced < body.size()
                        ? "there are " + std::to_string(body.size() - announced) + " octets too many behind the key"
                        : "the structure of the key is damaged");
    }
    return fail(ErrorCode::KeyPemLabel,
                "the label says \"" + label + "\", but the body is " + std::string(describe(kind)));
}

Result<KeyFileEntry> readCertificateEntry(ByteView der, KeyFormat format) {
    const auto x509 = parseCertificate(der);
    if (!x509) {
        return passOn(x509);
    }
    auto key = keyOfCertificate(x509->get());
    if (!key) {
        return passOn(key);
    }
    auto certificate = describeCertificate(x509->get(), der);
    if (!certificate) {
        return passOn(certificate);
    }
    return KeyFileEntry{std::move(*key), format, std::move(*certificate), {}};
}

Result<KeyFileEntry> readStructure(DerKind kind, ByteView der, KeyFormat format, const Password& password) {
    const auto entry = [format](Result<Key> key) -> Result<KeyFileEntry> {
        if (!key) {
            return passOn(key);
        }
        return KeyFileEntry{std::move(*key), format, std::nullopt, {}};
    };
    switch (kind) {
    case DerKind::Pkcs1Private:
        return entry(keyFromPkcs1Private(der));
    case DerKind::Pkcs1Public:
        return entry(keyFromPkcs1Public(der));
    case DerKind::Pkcs8:
        return entry(keyFromPkcs8(der));
    case DerKind::Sec1:
        return entry(keyFromSec1(der, Curve::None));
    case DerKind::Spki:
        return entry(keyFromSpki(der));
    case DerKind::Certificate:
        return readCertificateEntry(der, format);
    case DerKind::Pkcs8Encrypted: {
        if (!password) {
            return fail(ErrorCode::KeyEncrypted, "the private key is encrypted");
        }
        const auto plain = decryptPkcs8(der, *password);
        if (!plain) {
            return passOn(plain);
        }
        return entry(keyFromPkcs8(plain->reveal()));
    }
    case DerKind::CertificateRequest:
        return fail(ErrorCode::KeyUnsupported,
                    "this is a certificate request; ask for the certificate or the public key");
    case DerKind::DsaPrivate:
        return fail(ErrorCode::KeyUnsupported, "this is a DSA key; JOSE has no use for it");
    case DerKind::Pkcs12: {
        auto entries = readPkcs12(der, password);
        if (!entries) {
            return passOn(entries);
        }
        return std::move(entries->front());
    }
    case DerKind::Unknown:
    case DerKind::Damaged:
        break;
    }
    return fail(ErrorCode::KeyFormatUnknown, "this is no DER of a key");
}

const LabelRow* rowOf(std::string_view label) {
    const auto* row = std::find_if(std::begin(labels), std::end(labels),
                                   [label](const LabelRow& candidate) { return candidate.label == label; });
    return row == std::end(labels) ? nullptr : row;
}

Result<KeyFileEntry> readBlock(const PemBlock& block, const Password& password) {
    if (block.label == openSshLabel) {
        return readOpenSshPrivate(block.body.reveal(), password);
    }
    const LabelRow& row = *rowOf(block.label);
    Secret decrypted;
    ByteView body = block.body.reveal();
    if (block.traditionallyEncrypted) {
        if (!password) {
            return fail(ErrorCode::KeyEncrypted, "the private key is encrypted (Proc-Type: 4,ENCRYPTED)");
        }
        auto plain = decryptTraditional(block.dekInfo, body, *password);
        if (!plain) {
            return passOn(plain);
        }
        decrypted = std::move(*plain);
        body = decrypted.reveal();
    }
    if (block.label == "TRUSTED CERTIFICATE") { // OpenSSL's own: trust settings stand behind the certificate
        body = body.first(std::min(body.size(), derAnnouncedSize(body)));
    }
    const DerKind kind = recogniseDer(body);
    if (kind != row.kind) {
        return unfitBody(block.label, kind, body);
    }
    return readStructure(kind, body, row.format, password);
}

} // namespace

std::string_view name(KeyFormat format) {
    switch (format) {
    case KeyFormat::Pkcs1Pem:
    case KeyFormat::Pkcs1PublicPem:
        return "pkcs1-pem";
    case KeyFormat::Pkcs8Pem:
        return "pkcs8-pem";
    case KeyFormat::Pkcs8EncryptedPem:
        return "pkcs8-encrypted-pem";
    case KeyFormat::Sec1Pem:
        return "sec1-pem";
    case KeyFormat::SpkiPem:
        return "spki-pem";
    case KeyFormat::CertificatePem:
        return "cert-pem";
    case KeyFormat::Pkcs1Der:
    case KeyFormat::Pkcs1PublicDer:
        return "pkcs1-der";
    case KeyFormat::Pkcs8Der:
        return "pkcs8-der";
    case KeyFormat::Pkcs8EncryptedDer:
        return "pkcs8-encrypted-der";
    case KeyFormat::Sec1Der:
        return "sec1-der";
    case KeyFormat::SpkiDer:
        return "spki-der";
    case KeyFormat::CertificateDer:
        return "cert-der";
    case KeyFormat::Pkcs12:
        return "pkcs12";
    case KeyFormat::OpenSshPublic:
    case KeyFormat::OpenSshPrivate:
        return "openssh";
    }
    return {};
}

bool looksLikePem(std::string_view text) {
    return text.find("-----BEGIN ") != std::string_view::npos;
}

Result<std::vector<KeyFileEntry>> readPem(std::string_view text, const Password& password) {
    if (auto fits = checkSize(text.size()); !fits) {
        return passOn(fits);
    }
    auto blocks = splitPem(text);
    if (!blocks) {
        return passOn(blocks);
    }
    std::vector<KeyFileEntry> entries;
    const PemBlock* passedOver = nullptr;
    for (const PemBlock& block : *blocks) {
        if (rowOf(block.label) == nullptr && block.label != openSshLabel) {
            passedOver = passedOver == nullptr ? &block : passedOver;
            continue;
        }
        auto entry = readBlock(block, password);
        if (!entry) {
            Error error = std::move(entry.error());
            error.where = block.where;
            return tl::unexpected<Error>(std::move(error));
        }
        entries.push_back(std::move(*entry));
    }
    if (!entries.empty()) {
        return entries;
    }
    // No key at all: say what the first block is instead.
    const auto* row = std::find_if(std::begin(named), std::end(named),
                                   [&](const NamedRow& candidate) { return candidate.label == passedOver->label; });
    std::string what =
        row != std::end(named) ? std::string(row->what) : "the label \"" + passedOver->label + "\" names no key";
    if (passedOver->label.starts_with("PGP")) {
        what = "this is a PGP key; JOSE does not use PGP";
    }
    return fail(ErrorCode::KeyPemLabel, std::move(what), passedOver->where);
}

Result<KeyFileEntry> readDer(ByteView octets, const Password& password) {
    if (auto fits = checkSize(octets.size()); !fits) {
        return passOn(fits);
    }
    const DerKind kind = recogniseDer(octets);
    if (kind == DerKind::Damaged) {
        const std::size_t announced = derAnnouncedSize(octets);
        if (announced > octets.size()) {
            return fail(ErrorCode::KeyFormatUnknown,
                        "this is no DER of a key, or it is cut off: " + std::to_string(announced) +
                            " octets are announced, " + std::to_string(octets.size()) + " are there");
        }
        const DerKind head = recogniseDer(octets.first(std::min(announced, octets.size())));
        if (head != DerKind::Unknown && head != DerKind::Damaged) {
            return fail(ErrorCode::KeyInvalid,
                        "there are " + std::to_string(octets.size() - announced) + " octets too many behind the key",
                        {announced, octets.size() - announced});
        }
    }
    const auto* row = std::find_if(std::begin(labels), std::end(labels),
                                   [kind](const LabelRow& candidate) { return candidate.kind == kind; });
    const KeyFormat format = row == std::end(labels) ? KeyFormat::SpkiDer : derFormat(row->format);
    return readStructure(kind, octets, format, password);
}

} // namespace twb::crypto
