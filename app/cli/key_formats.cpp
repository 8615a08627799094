// SPDX-License-Identifier: Apache-2.0
#include "cli/key_formats.h"

#include "base/base64url.h"
#include "cli/base64.h"
#include "cli/json_writer.h"
#include "crypto/openssh.h"
#include "crypto/pkcs12.h"
#include "jose/algorithm_table.h"

#include <algorithm>
#include <array>

namespace twb::cli {

namespace {

using crypto::KeyFormat;
using Kind = OutputFormat::Kind;

constexpr OutputFormat keyFile(std::string_view name, KeyFormat privateForm, KeyFormat publicForm, bool binary) {
    return {name, Kind::KeyFile, privateForm, publicForm, binary};
}
constexpr OutputFormat other(std::string_view name, Kind kind) {
    return {name, kind, KeyFormat::SpkiPem, KeyFormat::SpkiPem, false};
}

constexpr std::array formats{
    keyFile("pkcs1-pem", KeyFormat::Pkcs1Pem, KeyFormat::Pkcs1PublicPem, false),
    keyFile("pkcs8-pem", KeyFormat::Pkcs8Pem, KeyFormat::Pkcs8Pem, false),
    keyFile("sec1-pem", KeyFormat::Sec1Pem, KeyFormat::Sec1Pem, false),
    keyFile("spki-pem", KeyFormat::SpkiPem, KeyFormat::SpkiPem, false),
    keyFile("pkcs1-der", KeyFormat::Pkcs1Der, KeyFormat::Pkcs1PublicDer, true),
    keyFile("pkcs8-der", KeyFormat::Pkcs8Der, KeyFormat::Pkcs8Der, true),
    keyFile("sec1-der", KeyFormat::Sec1Der, KeyFormat::Sec1Der, true),
    keyFile("spki-der", KeyFormat::SpkiDer, KeyFormat::SpkiDer, true),
    other("jwk", Kind::Jwk),
    other("jwks", Kind::Jwks),
    OutputFormat{"pkcs12", Kind::Pkcs12, KeyFormat::Pkcs12, KeyFormat::Pkcs12, true},
    other("openssh", Kind::OpenSsh),
    other("cert-pem", Kind::Certificate),
    other("secret-base64", Kind::SecretText),
    other("secret-base64url", Kind::SecretText),
    other("secret-hex", Kind::SecretText),
};

bool isPublicForm(KeyFormat format) {
    return format == KeyFormat::SpkiPem || format == KeyFormat::SpkiDer || format == KeyFormat::Pkcs1PublicPem ||
           format == KeyFormat::Pkcs1PublicDer;
}

tl::unexpected<Failure> impossible(const OutputFormat& format, const std::string& why) {
    return failure(Error{ErrorCode::KeyFormatImpossible, std::string(format.name) + " " + why, {}}, "the output");
}

Secret withLineEnd(const Secret& text) {
    Bytes octets;
    octets.reserve(text.size() + 1);
    octets.assign(text.reveal().begin(), text.reveal().end());
    octets.push_back('\n');
    return Secret(std::move(octets));
}

Answer<WrittenKey> written(Result<Secret> octets, Half half, bool lineEnd) {
    if (!octets) {
        return failure(octets.error(), "the output");
    }
    return WrittenKey{lineEnd ? withLineEnd(*octets) : std::move(*octets), half};
}

Answer<WrittenKey> writeKeyFile(const OutputFormat& format, const crypto::Key& key, Half wanted,
                                const crypto::Password& password) {
    if (key.type() == crypto::KeyType::Oct) {
        return impossible(format, "holds no secret; use jwk, secret-base64, secret-base64url or secret-hex");
    }
    const bool asPublic = wanted == Half::Public || !key.isPrivate();
    KeyFormat form = asPublic ? format.publicForm : format.privateForm;
    if (wanted == Half::Public && !isPublicForm(form)) {
        return impossible(format, "holds private keys only; use spki-pem, spki-der or jwk");
    }
    const bool inPublicForm = isPublicForm(form);
    if (password) {
        if (form != KeyFormat::Pkcs8Pem && form != KeyFormat::Pkcs8Der) {
            return impossible(format, "cannot be encrypted; use pkcs8-pem, pkcs8-der or pkcs12");
        }
        form = form == KeyFormat::Pkcs8Pem ? KeyFormat::Pkcs8EncryptedPem : KeyFormat::Pkcs8EncryptedDer;
    }
    return written(crypto::writeKey(inPublicForm ? key.publicHalf() : key, form, password),
                   inPublicForm ? Half::Public : Half::Private, false);
}

Answer<WrittenKey> writeSecretText(const OutputFormat& format, const crypto::Key& key) {
    if (key.type() != crypto::KeyType::Oct) {
        return impossible(format, "holds secrets only; this is an " + jose::describe(key));
    }
    const ByteView octets = key.secret().reveal();
    std::string text = format.name == "secret-hex"      ? hexText(octets)
                       : format.name == "secret-base64" ? base64Text(octets)
                                                        : base64url::encode(octets);
    Secret secret = Secret::fromText(text);
    wipeText(text);
    return WrittenKey{withLineEnd(secret), Half::Private};
}

Answer<WrittenKey> writeCertificates(const OutputFormat& format, const std::vector<crypto::Certificate>& chain) {
    if (chain.empty()) {
        return impossible(format, "needs a certificate, and this key did not come with one");
    }
    std::string pem;
    for (const crypto::Certificate& certificate : chain) {
        pem += crypto::certificatePem(certificate);
    }
    return WrittenKey{Secret::fromText(pem), Half::Public};
}

/// What a key is called where the format has room for a name: one line, or nothing.
std::string nameOf(const jose::KeyEntry& entry) {
    const std::string& given = entry.label.empty() ? entry.jwk.kid : entry.label;
    const bool oneLine = isPrintable(given) && given.find_first_of("\r\n\t") == std::string::npos;
    return oneLine ? given : std::string();
}

Answer<WrittenKey> writePkcs12(const OutputFormat& format, const jose::KeyEntry& entry, const WriteWish& wish) {
    if (wish.half == Half::Public) {
        return impossible(format, "is written for private keys only; use cert-pem or spki-pem");
    }
    return written(crypto::writePkcs12(entry.jwk.key, wish.chain, wish.password, nameOf(entry)), Half::Private, false);
}

Answer<WrittenKey> writeOpenSsh(const jose::KeyEntry& entry) {
    const auto line = crypto::writeOpenSshPublic(entry.jwk.key, nameOf(entry));
    if (!line) {
        return failure(line.error(), "the output");
    }
    return WrittenKey{Secret::fromText(*line), Half::Public};
}

} // namespace

Answer<const OutputFormat*> findFormat(std::string_view name) {
    const auto found = std::ranges::find(formats, name, &OutputFormat::name);
    if (found != formats.end()) {
        return &*found;
    }
    std::string names;
    for (const OutputFormat& format : formats) {
        names += (names.empty() ? "" : " ") + std::string(format.name);
    }
    return usage("the format is one of " + names);
}

Answer<WrittenKey> writeAs(const OutputFormat& format, const jose::KeySet& keys, const WriteWish& wish) {
    const Half wanted = wish.half;
    const jose::KeyEntry& first = keys.entries().front();
    const crypto::Key& key = first.jwk.key;
    const bool secretKey = key.type() == crypto::KeyType::Oct;
    const bool everyPublic =
        std::ranges::none_of(keys.entries(), [](const jose::KeyEntry& entry) { return entry.jwk.key.isPrivate(); });
    const Half half = wanted == Half::Public || everyPublic ? Half::Public : Half::Private;
    if (wanted == Half::Public && secretKey && format.kind != Kind::Jwks) {
        return failure(Error{ErrorCode::KeyFormatImpossible, "a secret has no public half", {}}, "the output");
    }
    if (wish.password && format.kind != Kind::KeyFile && format.kind != Kind::Pkcs12) {
        return impossible(format, "cannot be encrypted; use pkcs8-pem, pkcs8-der or pkcs12");
    }
    switch (format.kind) {
    case Kind::KeyFile:
        return writeKeyFile(format, key, wanted, wish.password);
    case Kind::Jwk:
        return written(jose::writeJwk(first.jwk, half == Half::Public ? jose::JwkHalf::Public : jose::JwkHalf::Private),
                       half, true);
    case Kind::Jwks: {
        // A public set holds public keys: secrets have no place in it. A private set keeps its public keys as such.
        jose::KeySet chosen;
        for (const jose::KeyEntry& entry : keys.entries()) {
            if (half == Half::Private || entry.jwk.key.type() != crypto::KeyType::Oct) {
                chosen.add(entry);
            }
        }
        return written(jose::writeJwks(chosen, half == Half::Public ? jose::JwkHalf::Public : jose::JwkHalf::Private),
                       half, true);
    }
    case Kind::Certificate:
        return writeCertificates(format, wish.chain);
    case Kind::Pkcs12:
        return writePkcs12(format, first, wish);
    case Kind::OpenSsh:
        return writeOpenSsh(first);
    case Kind::SecretText:
        return writeSecretText(format, key);
    }
    return usage("the format is unknown");
}

std::string lostIn(const OutputFormat& format, const jose::Jwk& jwk) {
    std::string names;
    if (format.kind == Kind::Jwk || format.kind == Kind::Jwks) {
        return names;
    }
    const bool named = format.kind == Kind::Pkcs12 || format.kind == Kind::OpenSsh; // the kid becomes the name
    const auto lose = [&names](std::string_view name, bool there) {
        if (there) {
            names += (names.empty() ? "" : ", ") + std::string(name);
        }
    };
    lose("kid", !jwk.kid.empty() && !named);
    lose("alg", !jwk.alg.empty());
    lose("use", !jwk.use.empty());
    lose("key_ops", jwk.hasKeyOps);
    return names;
}

std::string_view publicCompanion(const OutputFormat& format) {
    if (format.kind == Kind::Jwk || format.kind == Kind::Jwks) {
        return format.name;
    }
    return format.binary && format.kind == Kind::KeyFile ? "spki-der" : "spki-pem";
}

} // namespace twb::cli
