// SPDX-License-Identifier: Apache-2.0
#include "workbench/tab_file.h"

#include "crypto/aead.h"
#include "crypto/generate.h"

#include <algorithm>
#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

namespace twb::workbench {
namespace {

constexpr std::string_view tabMagic = "TWBTABS1";
constexpr crypto::AeadMethod tabMethod{crypto::AeadScheme::Gcm, tabKeyOctets, crypto::Hash::None};

QCborValue octetsValue(std::string_view text) {
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// Absent where there is no text, which is not the same as an empty one.
void putOctets(QCborMap& map, QLatin1String name, const doctor::SharedText& text) {
    if (text != nullptr) {
        map.insert(name, octetsValue(*text));
    }
}

doctor::SharedText takeOctets(const QCborMap& map, QLatin1String name) {
    const QCborValue value = map.value(name);
    return value.isByteArray() ? std::make_shared<const std::string>(value.toByteArray().toStdString()) : nullptr;
}

std::string takeText(const QCborMap& map, QLatin1String name) {
    return map.value(name).toByteArray().toStdString();
}

template <typename E>
E takeChoice(const QCborMap& map, QLatin1String name, E last) {
    const qint64 value = map.value(name).toInteger();
    return value >= 0 && value <= static_cast<qint64>(last) ? static_cast<E>(value) : E{};
}

QCborMap mapOf(const doctor::CopyPart& part) {
    QCborMap map;
    putOctets(map, QLatin1String("octets"), part.octets);
    putOctets(map, QLatin1String("encoded"), part.encoded);
    return map;
}

doctor::CopyPart partOf(const QCborValue& value) {
    const QCborMap map = value.toMap();
    return {takeOctets(map, QLatin1String("octets")), takeOctets(map, QLatin1String("encoded"))};
}

/// Without the key that made it.
QCborValue signatureValue(const std::shared_ptr<const doctor::CopySignature>& signature) {
    if (signature == nullptr) {
        return nullptr;
    }
    QCborMap map;
    map.insert(QLatin1String("text"), octetsValue(signature->text));
    map.insert(QLatin1String("algorithm"), octetsValue(signature->algorithm));
    putOctets(map, QLatin1String("input"), signature->signingInput);
    putOctets(map, QLatin1String("whole"), signature->whole);
    return map;
}

std::shared_ptr<const doctor::CopySignature> signatureOf(const QCborValue& value) {
    if (!value.isMap()) {
        return nullptr;
    }
    const QCborMap map = value.toMap();
    doctor::CopySignature signature;
    signature.text = takeText(map, QLatin1String("text"));
    signature.algorithm = takeText(map, QLatin1String("algorithm"));
    signature.signingInput = takeOctets(map, QLatin1String("input"));
    signature.whole = takeOctets(map, QLatin1String("whole"));
    return std::make_shared<const doctor::CopySignature>(std::move(signature));
}

QCborMap mapOf(const doctor::CopySigner& signer) {
    QCborMap map{{QLatin1String("header"), mapOf(signer.header)},
                 {QLatin1String("signature"), signatureValue(signer.signature)}};
    putOctets(map, QLatin1String("unprotected"), signer.unprotected);
    return map;
}

QCborMap mapOf(const doctor::Copy& copy) {
    QCborMap map{{QLatin1String("kind"), static_cast<int>(copy.kind)},
                 {QLatin1String("form"), static_cast<int>(copy.form)},
                 {QLatin1String("header"), mapOf(copy.header)},
                 {QLatin1String("payload"), mapOf(copy.payload)},
                 {QLatin1String("signature"), signatureValue(copy.signature)},
                 {QLatin1String("headerView"), static_cast<int>(copy.views.header)},
                 {QLatin1String("payloadView"), static_cast<int>(copy.views.payload)},
                 {QLatin1String("shownSignature"), static_cast<qint64>(copy.views.signature)},
                 {QLatin1String("decoys"), static_cast<qint64>(copy.decoys)},
                 {QLatin1String("hash"), octetsValue(copy.disclosureHash)},
                 {QLatin1String("detached"), copy.detached}};
    putOctets(map, QLatin1String("encoded"), copy.encoded);
    putOctets(map, QLatin1String("unprotected"), copy.unprotectedHeader);
    putOctets(map, QLatin1String("aad"), copy.additionalData);
    QCborArray pointers;
    for (const std::string& pointer : copy.disclosable) {
        pointers.append(octetsValue(pointer));
    }
    map.insert(QLatin1String("disclosable"), pointers);
    QCborArray signers;
    for (const doctor::CopySigner& signer : copy.signers) {
        signers.append(mapOf(signer));
    }
    map.insert(QLatin1String("signers"), signers);
    return map;
}

doctor::Copy copyOfMap(const QCborMap& map) {
    doctor::Copy copy;
    copy.encoded = takeOctets(map, QLatin1String("encoded"));
    copy.kind = takeChoice(map, QLatin1String("kind"), doctor::CopyKind::Selective);
    copy.form = takeChoice(map, QLatin1String("form"), doctor::Copy::Form::General);
    copy.header = partOf(map.value(QLatin1String("header")));
    copy.payload = partOf(map.value(QLatin1String("payload")));
    copy.signature = signatureOf(map.value(QLatin1String("signature")));
    copy.views.header = takeChoice(map, QLatin1String("headerView"), doctor::PartView::AsIs);
    copy.views.payload = takeChoice(map, QLatin1String("payloadView"), doctor::PartView::AsIs);
    copy.views.signature =
        static_cast<std::size_t>(std::max(qint64{0}, map.value(QLatin1String("shownSignature")).toInteger()));
    copy.decoys = static_cast<std::size_t>(std::max(qint64{0}, map.value(QLatin1String("decoys")).toInteger()));
    copy.disclosureHash = takeText(map, QLatin1String("hash"));
    copy.detached = map.value(QLatin1String("detached")).toBool();
    copy.unprotectedHeader = takeOctets(map, QLatin1String("unprotected"));
    copy.additionalData = takeOctets(map, QLatin1String("aad"));
    for (const QCborValue& pointer : map.value(QLatin1String("disclosable")).toArray()) {
        copy.disclosable.push_back(pointer.toByteArray().toStdString());
    }
    for (const QCborValue& each : map.value(QLatin1String("signers")).toArray()) {
        const QCborMap one = each.toMap();
        copy.signers.push_back({partOf(one.value(QLatin1String("header"))),
                                takeOctets(one, QLatin1String("unprotected")),
                                signatureOf(one.value(QLatin1String("signature")))});
    }
    return copy;
}

QByteArray plainTextOf(const KeptTabs& kept) {
    QCborArray tabs;
    for (const KeptTab& tab : kept.tabs) {
        QCborMap map{{QLatin1String("title"), tab.title},
                     {QLatin1String("typed"), tab.typed},
                     {QLatin1String("shown"), static_cast<int>(tab.shown)},
                     {QLatin1String("profile"), octetsValue(tab.profileChoice)}};
        putOctets(map, QLatin1String("original"), tab.original);
        putOctets(map, QLatin1String("detached"), tab.detachedPayload);
        if (tab.copy != nullptr) {
            map.insert(QLatin1String("copy"), mapOf(*tab.copy));
        }
        tabs.append(map);
    }
    return QCborValue(QCborMap{{QLatin1String("current"), kept.current}, {QLatin1String("tabs"), tabs}}).toCbor();
}

KeptTabs tabsOf(const QCborMap& file) {
    KeptTabs kept;
    kept.current = static_cast<int>(file.value(QLatin1String("current")).toInteger());
    for (const QCborValue& each : file.value(QLatin1String("tabs")).toArray()) {
        const QCborMap map = each.toMap();
        KeptTab tab;
        tab.title = map.value(QLatin1String("title")).toString();
        tab.original = takeOctets(map, QLatin1String("original"));
        tab.typed = map.value(QLatin1String("typed")).toBool();
        tab.shown = takeChoice(map, QLatin1String("shown"), ShownVersion::Copy);
        tab.detachedPayload = takeOctets(map, QLatin1String("detached"));
        tab.profileChoice = takeText(map, QLatin1String("profile"));
        if (const QCborValue copy = map.value(QLatin1String("copy")); copy.isMap()) {
            tab.copy = std::make_shared<const doctor::Copy>(copyOfMap(copy.toMap()));
        }
        kept.tabs.push_back(std::move(tab));
    }
    return kept;
}

} // namespace

Result<Bytes> sealTabs(const KeptTabs& tabs, const Secret& key) {
    auto aead = crypto::Aead::create(tabMethod, key.reveal());
    const auto nonce = crypto::randomBytes(tabMethod.nonceOctets());
    if (!aead || !nonce) {
        return aead ? Result<Bytes>(passOn(nonce)) : Result<Bytes>(passOn(aead));
    }
    QByteArray plain = plainTextOf(tabs);
    const auto sealed =
        aead->seal(*nonce, asBytes(tabMagic),
                   asBytes(std::string_view(plain.constData(), static_cast<std::size_t>(plain.size()))));
    wipeMemory(plain.data(), static_cast<std::size_t>(plain.size()));
    if (!sealed) {
        return passOn(sealed);
    }
    Bytes file(tabMagic.begin(), tabMagic.end());
    for (const Bytes* piece : {&*nonce, &sealed->tag, &sealed->ciphertext}) {
        file.insert(file.end(), piece->begin(), piece->end());
    }
    return file;
}

Result<KeptTabs> openTabs(ByteView file, const Secret& key) {
    const std::size_t nonceAt = tabMagic.size();
    const std::size_t tagAt = nonceAt + tabMethod.nonceOctets();
    const std::size_t textAt = tagAt + tabMethod.tagOctets();
    if (file.size() < textAt || asText(file.first(nonceAt)) != tabMagic) {
        return fail(ErrorCode::FileUnreadable, "no file of kept tabs");
    }
    auto aead = crypto::Aead::create(tabMethod, key.reveal());
    if (!aead) {
        return passOn(aead);
    }
    const auto plain = aead->open(file.subspan(nonceAt, tabMethod.nonceOctets()), file.first(nonceAt),
                                  file.subspan(textAt), file.subspan(tagAt, tabMethod.tagOctets()));
    if (!plain) {
        return passOn(plain);
    }
    if (!*plain) {
        return fail(ErrorCode::FileUnreadable, "the key of the system key store does not fit, or the file was changed");
    }
    const ByteView octets = (*plain)->reveal();
    const QCborValue value = QCborValue::fromCbor(
        QByteArray::fromRawData(reinterpret_cast<const char*>(octets.data()), static_cast<qsizetype>(octets.size())));
    if (!value.isMap()) {
        return fail(ErrorCode::FileUnreadable, "no file of kept tabs");
    }
    return tabsOf(value.toMap());
}

} // namespace twb::workbench
