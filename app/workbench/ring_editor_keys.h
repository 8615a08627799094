// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_ring.h"

namespace twb::workbench {

/// One line of the chooser in the editor's Key pane.
struct EditorKey {
    QString id;
    QString label;  ///< the name
    QString detail; ///< "RSA 2048 bits · heflo-2026-11 · private"
    Holds holds = Holds::Public;
    bool kidMatches = false; ///< its kid is the one of the token's header
};

/// What the Key pane offers from the ring. GUI thread.
class EditorKeys : public QObject {
    Q_OBJECT

public:
    /// @param ring  not owned, outlives this
    explicit EditorKeys(KeyRing* ring, QObject* parent = nullptr);

    /// Keys that can serve an algorithm, those with the token's kid first, else in the ring's order. An unknown
    /// algorithm (or none): nothing.
    std::vector<EditorKey> keysFor(std::string_view algorithm, jose::KeyPurpose purpose,
                                   std::string_view kid = {}) const;

    /// The same for an encrypted token: keys that serve its key management, private ones first, for only those open it.
    std::vector<EditorKey> keysForEncryption(std::string_view algorithm, std::string_view encryption,
                                             std::string_view kid = {}) const;

    /// Texts for TokenDocument::setKeyPair(), or for the secret fields.
    struct Texts {
        Holds holds = Holds::Public;
        Secret publicText;  ///< PEM of the public half; empty for a secret
        Secret privateText; ///< PKCS#8 PEM; empty for a public key
        Secret secretText;  ///< base64url of a secret's octets: set the encoding to Base64Url
    };
    /// @errors key-not-found
    Result<Texts> textsOf(const QString& id) const;

Q_SIGNALS:
    /// The ring changed: ask again.
    void changed();

private:
    KeyRing* m_ring;
};

} // namespace twb::workbench
