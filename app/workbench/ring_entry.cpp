// SPDX-License-Identifier: Apache-2.0
#include "workbench/ring_entry.h"

#include "jose/algorithm_table.h"
#include "workbench/qt_text.h"
#include "workbench/words.h"

namespace twb::workbench {
namespace {

/// The value of CN in an RFC 2253 name, without escapes; empty if there is none or it is not plain.
QString commonName(std::string_view subject) {
    const std::size_t start = subject.starts_with("CN=") ? 0 : subject.find(",CN=");
    if (start == std::string_view::npos) {
        return {};
    }
    const std::string_view value = subject.substr(subject.find('=', start) + 1);
    const std::string_view plain = value.substr(0, value.find_first_of(",+\\\""));
    return qString(plain).trimmed();
}

Holds holdsOf(const crypto::Key& key) {
    if (key.type() == crypto::KeyType::Oct) {
        return Holds::Secret;
    }
    return key.isPrivate() ? Holds::Private : Holds::Public;
}

QString nameOf(const jose::KeyEntry& key) {
    QString name;
    if (key.certificate) {
        name = commonName(key.certificate->subject);
    }
    if (name.isEmpty()) {
        name = qString(key.label).simplified();
    }
    if (name.isEmpty()) {
        name = qString(key.jwk.kid).simplified();
    }
    return name.isEmpty() ? qString(jose::describe(key.jwk.key)) : name;
}

} // namespace

KeyDrafts draftKeys(const jose::KeySet& set, const QString& origin, const QString& name) {
    KeyDrafts drafts;
    drafts.keys.reserve(set.entries().size());
    const bool several = set.entries().size() > 1;
    for (const jose::KeyEntry& key : set.entries()) {
        auto thumbprint = jose::thumbprint(key.jwk.key);
        if (!thumbprint) {
            drafts.unreadable.push_back({origin, thumbprint.error(), key.jwk.kid});
            continue;
        }
        auto entry = std::make_shared<RingEntry>(
            RingEntry{{}, name.isEmpty() ? nameOf(key) : name, key, origin, {}, holdsOf(key.jwk.key), {}});
        if (!name.isEmpty() && several) {
            entry->name += QLatin1Char(' ') + QString::number(drafts.keys.size() + 1);
        }
        // The kind belongs to it: an RSA-PSS key is not the RSA key of the same numbers.
        std::string identity = std::to_string(static_cast<int>(key.jwk.key.type())) + ':' + *thumbprint;
        if (entry->holds != Holds::Secret) {
            entry->thumbprint = std::move(*thumbprint);
        }
        drafts.keys.push_back({std::move(entry), std::move(identity)});
    }
    for (const jose::KeyProblem& problem : set.problems()) {
        drafts.unreadable.push_back({origin, problem.error, problem.kid});
    }
    for (const jose::KeyNote& note : set.notes()) {
        drafts.notes.push_back({origin, note});
    }
    return drafts;
}

Result<KeyDrafts> draftKeys(const MadeKey& made, const QString& origin) {
    auto jwk = jose::readJwk(asText(made.privateJwk.reveal()));
    if (!jwk) {
        return passOn(jwk);
    }
    jose::KeySet set(jose::KeySet::Origin::SingleKey);
    set.add({std::move(*jwk), "jwk", made.certificate, {}});
    return draftKeys(set, origin, qString(made.request.name).simplified());
}

QString kindText(const RingEntry& entry) {
    const crypto::Key& key = entry.key.jwk.key;
    switch (key.type()) {
    case crypto::KeyType::Oct:
        return Words::tr("Secret");
    case crypto::KeyType::RsaPss:
        return QStringLiteral("RSA-PSS");
    case crypto::KeyType::Okp:
        return qString(jose::curveName(key.curve()));
    default:
        return qString(jose::keyTypeName(key.type()));
    }
}

QString sizeText(const RingEntry& entry) {
    const crypto::Key& key = entry.key.jwk.key;
    if (key.type() == crypto::KeyType::Oct) {
        return bytesText(key.secret().size());
    }
    if (key.type() == crypto::KeyType::Ec) {
        return qString(jose::curveName(key.curve()));
    }
    return Words::tr("%1 bits").arg(key.bits());
}

QString useText(const RingEntry& entry) {
    const jose::Jwk& jwk = entry.key.jwk;
    if (!jwk.alg.empty()) {
        return qString(jwk.alg);
    }
    if (jwk.use == "sig") {
        return entry.holds == Holds::Public ? Words::tr("Verify") : Words::tr("Sign and verify");
    }
    if (jwk.use == "enc") {
        return entry.holds == Holds::Public ? Words::tr("Encrypt") : Words::tr("Encrypt and decrypt");
    }
    return qString(jwk.use);
}

QString holdsText(Holds holds) {
    switch (holds) {
    case Holds::Secret:
        return Words::tr("secret");
    case Holds::Private:
        return Words::tr("private");
    case Holds::Public:
        break;
    }
    return Words::tr("public");
}

QString shortThumbprint(const RingEntry& entry) {
    const QString whole = qString(entry.thumbprint);
    return whole.size() > 9 ? whole.left(4) + QChar(0x2026) + whole.right(4) : whole;
}

} // namespace twb::workbench
