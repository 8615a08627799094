// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/endpoint_form_json.h"
#include "workbench/key_store_secrets.h"

namespace twb::workbench {

/// A request to start from that the user saved.
struct OwnPreset {
    enum class Secrets : std::uint8_t { NotKept, Kept };
    QString id;
    QString name;
    QJsonObject form; ///< without secrets
    Secrets secrets = Secrets::NotKept;
};

/// The user's own presets: forms without secrets in `endpoint-presets.json` of the directory (mode 600); secrets, where
/// the user agrees, in the desktop's secret store. GUI thread.
class EndpointPresets : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t most = 200;

    /// @param directory  empty: presets live for this session only
    /// @param secrets    nullptr: there is no secret store
    explicit EndpointPresets(QString directory = {}, std::unique_ptr<SecretStore> secrets = nullptr,
                             QObject* parent = nullptr);

    const std::vector<OwnPreset>& all() const { return m_all; }
    const OwnPreset* find(const QString& id) const;
    bool canKeepSecrets() const { return m_secrets != nullptr; }

    /// Saves the form under a name; the preset of that name is replaced. @return its id.
    /// @errors input-empty (no name), usage (too many, or the file cannot be written)
    Result<QString> save(const QString& name, const EndpointForm& form, OwnPreset::Secrets secrets);
    /// @errors input-empty, usage (the name is taken, or the file cannot be written)
    Result<void> rename(const QString& id, const QString& name);
    /// Forgets it, its secrets too.
    void remove(const QString& id);
    /// Makes the form again. `done` is called once, later where the secret store is asked.
    /// @param done  form, and what is missing (empty: nothing)
    void open(const QString& id, const KeyRing& ring, QObject* context,
              std::function<void(const EndpointForm&, const QString&)> done);

Q_SIGNALS:
    void changed();
    /// Something could not be kept; a sentence.
    void problem(const QString& sentence);

private:
    QString path() const;
    void load();
    Result<void> write();

    QString m_directory;
    std::unique_ptr<SecretStore> m_secrets;
    std::vector<OwnPreset> m_all;
};

} // namespace twb::workbench
