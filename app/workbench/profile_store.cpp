// SPDX-License-Identifier: Apache-2.0
#include "workbench/profile_store.h"

#include "profiles/from_token.h"
#include "workbench/key_maker.h"
#include "workbench/token_document.h"
#include "json/text.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace twb::workbench {
namespace {

KeyRequest requestFor(const profiles::KeyPlan& plan) {
    KeyRequest request;
    request.use = "sig";
    request.curve = plan.curve;
    switch (plan.kind) {
    case profiles::KeyPlan::Kind::RsaPair:
        request.kind = KeyRequest::Kind::Rsa;
        request.bits = plan.bits;
        break;
    case profiles::KeyPlan::Kind::EcPair:
        request.kind = KeyRequest::Kind::Ec;
        break;
    default:
        request.kind = KeyRequest::Kind::Okp;
        break;
    }
    return request;
}

bool wantsPair(const profiles::KeyPlan& plan) {
    return plan.kind != profiles::KeyPlan::Kind::Nothing && plan.kind != profiles::KeyPlan::Kind::SampleSecret;
}

/// The pair that a template wants is made in the background.
void makeKeyFor(const profiles::Template& from, TokenDocument* document) {
    if (!wantsPair(from.key)) {
        return;
    }
    auto* maker = new KeyMaker(document); // goes with the document, or when its key is made
    QObject::connect(maker, &KeyMaker::made, document, [maker, document](const SharedMadeKey& key) {
        const DocumentState& state = document->state();
        if (state.keyMode == KeyMode::KeyPair && state.publicKey == nullptr && state.privateKey == nullptr) {
            document->setKeyPair(Secret::fromText(key->publicPem), key->privatePem.clone());
        }
        maker->deleteLater();
    });
    QObject::connect(maker, &KeyMaker::failed, maker, &QObject::deleteLater);
    maker->start(requestFor(from.key));
}

profiles::SharedLibrary readLibrary(const QString& folder) {
    return folder.isEmpty() ? profiles::Library::builtIn()
                            : profiles::Library::withFolder(QFile::encodeName(folder).toStdString());
}

Result<void> writeProfile(const QString& path, std::string_view text) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 ||
        !file.commit()) {
        return fail(ErrorCode::FileUnwritable, path.toStdString() + " cannot be written");
    }
    return {};
}

} // namespace

ProfileStore::ProfileStore(const QString& folder, QObject* parent)
    : QObject(parent)
    , m_folder(folder)
    , m_library(readLibrary(folder)) {
    constexpr int pause = 250; // milliseconds
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &ProfileStore::reload);
    watch();
}

/// The folder tells of files that come, go and are replaced; a file that is written in place tells of itself.
void ProfileStore::watch() {
    const QDir folder(m_folder);
    if (m_folder.isEmpty() || !folder.exists()) {
        return;
    }
    if (m_watcher == nullptr) {
        m_watcher = new QFileSystemWatcher(this);
        connect(m_watcher, &QFileSystemWatcher::directoryChanged, &m_pause, qOverload<>(&QTimer::start));
        connect(m_watcher, &QFileSystemWatcher::fileChanged, &m_pause, qOverload<>(&QTimer::start));
    }
    QStringList paths{m_folder};
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        paths.append(folder.filePath(name));
    }
    m_watcher->addPaths(paths); // those that are watched already are left out
}

std::vector<profiles::Template> ProfileStore::firstPage() const {
    std::vector<profiles::Template> list;
    for (const profiles::Profile& profile : m_library->all()) {
        if (profile.start && profile.onFirstPage) {
            list.push_back(*profile.start);
        }
    }
    return list;
}

std::vector<profiles::Template> ProfileStore::allTemplates() const {
    std::vector<profiles::Template> list;
    for (const profiles::Profile& profile : m_library->all()) {
        if (profile.start) {
            list.push_back(*profile.start);
        }
    }
    return list;
}

const profiles::Template* ProfileStore::find(std::string_view id) const {
    const profiles::Profile* profile = m_library->find(id);
    return profile != nullptr && profile->start ? &*profile->start : nullptr;
}

void ProfileStore::reload() {
    m_library = readLibrary(m_folder);
    watch();
    Q_EMIT changed();
}

Result<std::string> ProfileStore::expectTokensLike(const json::Value& header, const json::Value& payload,
                                                   const QString& title) {
    const std::string wanted = profiles::idFrom(title.toStdString());
    std::string id = wanted;
    const QDir folder(m_folder);
    const auto taken = [&] {
        return m_library->find(id) != nullptr || folder.exists(QString::fromStdString(id) + QStringLiteral(".json"));
    };
    for (int number = 2; taken(); ++number) {
        id = wanted + "-" + std::to_string(number);
    }
    const auto text = profiles::profileFromToken(header, payload, id, title.toStdString());
    if (!text) {
        return passOn(text);
    }
    const QString path = folder.filePath(QString::fromStdString(id) + QStringLiteral(".json"));
    if (m_folder.isEmpty() || !QDir().mkpath(m_folder)) {
        return fail(ErrorCode::FileUnwritable, path.toStdString() + " cannot be written");
    }
    if (auto written = writeProfile(path, *text); !written) {
        return passOn(written);
    }
    reload();
    return id;
}

/// The file as it is now, which somebody may be editing beside us.
Result<RemovedProfile> ProfileStore::readOwn(std::string_view id) const {
    const profiles::Profile* profile = m_library->find(id);
    if (profile == nullptr || !profile->isUserOwn) {
        return fail(ErrorCode::FileUnreadable, "there is no profile " + std::string(id) + " of yours");
    }
    const QString path = QDir(m_folder).filePath(QFile::decodeName(profile->file.c_str()));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::FileUnreadable, path.toStdString() + " cannot be read");
    }
    return RemovedProfile{profile->id, QString::fromStdString(profile->title), path, file.readAll().toStdString()};
}

Result<void> ProfileStore::rename(std::string_view id, const QString& title) {
    const auto own = readOwn(id);
    if (!own) {
        return passOn(own);
    }
    auto text = json::setMember(own->text, "title", json::quote(title.toStdString()));
    if (text) {
        text = json::removeMember(*text, "shortName"); // it would be shown in place of the title
    }
    if (!text) {
        return passOn(text);
    }
    if (auto written = writeProfile(own->path, *text); !written) {
        return written;
    }
    reload();
    return {};
}

Result<RemovedProfile> ProfileStore::remove(std::string_view id) {
    auto own = readOwn(id);
    if (own && !QFile::remove(own->path)) {
        return fail(ErrorCode::FileUnwritable, own->path.toStdString() + " cannot be removed");
    }
    if (own) {
        reload();
    }
    return own;
}

Result<void> ProfileStore::restore(const RemovedProfile& removed) {
    if (QFile::exists(removed.path)) {
        return fail(ErrorCode::FileUnwritable, removed.path.toStdString() + " is there already");
    }
    if (auto written = writeProfile(removed.path, removed.text); !written) {
        return written;
    }
    reload();
    return {};
}

Result<void> startFromTemplate(const profiles::Template& from, TokenDocument* document) {
    if (auto applied = document->applyTemplate(from); !applied) {
        return applied;
    }
    makeKeyFor(from, document);
    return {};
}

Result<void> openTemplate(const profiles::Template& from, TokenDocument* document) {
    if (auto applied = document->applyTemplate(from, TokenDocument::TemplateForm::Open); !applied) {
        return applied;
    }
    makeKeyFor(from, document);
    return {};
}

} // namespace twb::workbench
