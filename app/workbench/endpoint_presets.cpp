// SPDX-License-Identifier: Apache-2.0
#include "workbench/endpoint_presets.h"

#include "workbench/endpoint_files.h"

#include <algorithm>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUuid>

namespace twb::workbench {

namespace {

constexpr qint64 largestPresets = 4 << 20;

QString entryName(const QString& id) {
    return QStringLiteral("endpoint-preset-") + id;
}

} // namespace

EndpointPresets::EndpointPresets(QString directory, std::unique_ptr<SecretStore> secrets, QObject* parent)
    : QObject(parent)
    , m_directory(std::move(directory))
    , m_secrets(std::move(secrets)) {
    load();
}

QString EndpointPresets::path() const {
    return m_directory + QStringLiteral("/endpoint-presets.json");
}

void EndpointPresets::load() {
    QFile file(path());
    if (m_directory.isEmpty() || file.size() > largestPresets || !file.open(QIODevice::ReadOnly)) {
        return;
    }
    for (const QJsonValue& each : QJsonDocument::fromJson(file.readAll()).object().value("presets").toArray()) {
        const QJsonObject json = each.toObject();
        OwnPreset preset;
        preset.id = json.value("id").toString();
        preset.name = json.value("name").toString();
        preset.form = json.value("form").toObject();
        preset.secrets = json.value("secretsKept").toBool() ? OwnPreset::Secrets::Kept : OwnPreset::Secrets::NotKept;
        if (!preset.id.isEmpty() && !preset.name.isEmpty() && m_all.size() < most) {
            m_all.push_back(std::move(preset));
        }
    }
}

Result<void> EndpointPresets::write() {
    if (m_directory.isEmpty()) {
        return {};
    }
    QJsonArray presets;
    for (const OwnPreset& preset : m_all) {
        presets.append(QJsonObject{{"id", preset.id},
                                   {"name", preset.name},
                                   {"form", preset.form},
                                   {"secretsKept", preset.secrets == OwnPreset::Secrets::Kept}});
    }
    const QByteArray text = QJsonDocument(QJsonObject{{"version", 1}, {"presets", presets}}).toJson();
    QSaveFile file(path());
    const bool written = QDir().mkpath(m_directory) && file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(text) == text.size() &&
                         file.commit();
    return written ? Result<void>()
                   : fail(ErrorCode::Usage, "the presets cannot be written: " + file.errorString().toStdString());
}

const OwnPreset* EndpointPresets::find(const QString& id) const {
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const OwnPreset& each) { return each.id == id; });
    return found == m_all.end() ? nullptr : &*found;
}

Result<QString> EndpointPresets::save(const QString& name, const EndpointForm& form, OwnPreset::Secrets secrets) {
    const QString wanted = name.trimmed().left(80);
    if (wanted.isEmpty()) {
        return fail(ErrorCode::InputEmpty, "the preset has no name");
    }
    auto place = std::find_if(m_all.begin(), m_all.end(), [&](const OwnPreset& each) { return each.name == wanted; });
    if (place == m_all.end()) {
        if (m_all.size() >= most) {
            return fail(ErrorCode::Usage, "there are 200 presets already");
        }
        OwnPreset fresh;
        fresh.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        fresh.name = wanted;
        m_all.push_back(std::move(fresh));
        place = m_all.end() - 1;
    }
    const auto all = secretsOf(form);
    const bool keep = secrets == OwnPreset::Secrets::Kept && m_secrets && !all.empty();
    const bool had = place->secrets == OwnPreset::Secrets::Kept;
    place->form = formToJson(form);
    place->secrets = keep ? OwnPreset::Secrets::Kept : OwnPreset::Secrets::NotKept;
    const QString id = place->id;
    if (const auto done = write(); !done) {
        return passOn(done);
    }
    const auto answered = [this](const StoreAnswer& answer) {
        if (answer.outcome != StoreOutcome::Ok && answer.outcome != StoreOutcome::NotFound) {
            Q_EMIT problem(tr("The system's key store did not take the secrets; the preset is saved without them."));
        }
    };
    if (keep) {
        m_secrets->write(entryName(id), packSecrets(all), this, answered);
    } else if (had && m_secrets) {
        m_secrets->remove(entryName(id), this, answered);
    }
    Q_EMIT changed();
    return id;
}

Result<void> EndpointPresets::rename(const QString& id, const QString& name) {
    const QString wanted = name.trimmed().left(80);
    if (wanted.isEmpty()) {
        return fail(ErrorCode::InputEmpty, "the preset has no name");
    }
    for (OwnPreset& each : m_all) {
        if (each.name == wanted && each.id != id) {
            return fail(ErrorCode::Usage, "another preset has this name");
        }
    }
    for (OwnPreset& each : m_all) {
        if (each.id == id) {
            each.name = wanted;
        }
    }
    const auto done = write();
    Q_EMIT changed();
    return done;
}

void EndpointPresets::remove(const QString& id) {
    const OwnPreset* const preset = find(id);
    if (preset == nullptr) {
        return;
    }
    if (preset->secrets == OwnPreset::Secrets::Kept && m_secrets) {
        m_secrets->remove(entryName(id), this, [](const StoreAnswer&) {});
    }
    std::erase_if(m_all, [&](const OwnPreset& each) { return each.id == id; });
    if (const auto done = write(); !done) {
        Q_EMIT problem(QString::fromStdString(done.error().detail));
    }
    Q_EMIT changed();
}

void EndpointPresets::open(const QString& id, const KeyRing& ring, QObject* context,
                           std::function<void(const EndpointForm&, const QString&)> done) {
    const OwnPreset* const preset = find(id);
    if (preset == nullptr) {
        return;
    }
    EndpointForm form = formFromJson(preset->form, ring);
    const QString missing = readFilesAgain(form);
    if (preset->secrets != OwnPreset::Secrets::Kept || !m_secrets) {
        done(form, missing);
        return;
    }
    m_secrets->read(entryName(id), context, [form, missing, done](const StoreAnswer& answer, Secret packed) {
        EndpointForm whole = form;
        if (answer.outcome == StoreOutcome::Ok) {
            putSecrets(whole, unpackSecrets(packed));
        }
        QStringList all{missing};
        if (answer.outcome != StoreOutcome::Ok) {
            all << tr("The system's key store did not give the secrets of this preset.");
        }
        all.removeAll(QString());
        done(whole, all.join(QLatin1Char(' ')));
    });
}

} // namespace twb::workbench
