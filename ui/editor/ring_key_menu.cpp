// SPDX-License-Identifier: Apache-2.0
#include "editor/ring_key_menu.h"

#include "common/icons.h"
#include "workbench/ring_editor_keys.h"
#include "workbench/token_document.h"

#include <QMenu>

namespace twb::ui {

RingKeyMenu::RingKeyMenu(const workbench::EditorKeys& keys, QWidget* parent)
    : QPushButton(parent)
    , m_keys(keys) {
    setObjectName(QStringLiteral("ringKeyMenu"));
    setText(tr("From key ring"));
    setIcon(twb::ui::icon(Icon::Keys, Role::Text2));
    setToolTip(tr("Keys of the ring that the algorithm can use"));
    auto* menu = new QMenu(this);
    connect(menu, &QMenu::aboutToShow, this, &RingKeyMenu::fill);
    setMenu(menu);
}

void RingKeyMenu::setDocument(workbench::TokenDocument* document) {
    m_document = document;
}

void RingKeyMenu::fill() {
    menu()->clear();
    if (!m_document) {
        return;
    }
    const auto& signature = m_document->shownVersion().signature;
    // Whoever can sign can verify too: keys to verify with are the larger set.
    const bool encrypted = doctor::isEncrypted(m_document->shownVersion().reading->kind);
    const auto keys = encrypted ? m_keys.keysForEncryption(signature.algorithm, signature.encryption, signature.kid)
                                : m_keys.keysFor(signature.algorithm, jose::KeyPurpose::Verify, signature.kid);
    if (keys.empty()) {
        menu()
            ->addAction(tr("No key of the ring fits %1").arg(QString::fromStdString(signature.algorithm)))
            ->setEnabled(false);
        return;
    }
    for (const workbench::EditorKey& key : keys) {
        const QString line = key.kidMatches ? tr("%1 · %2 · the token's kid").arg(key.label, key.detail)
                                            : QStringLiteral("%1 · %2").arg(key.label, key.detail);
        QString escaped = line;
        escaped.replace(QLatin1Char('&'), QLatin1String("&&"));
        connect(menu()->addAction(escaped), &QAction::triggered, this, [this, key] {
            if (m_document && use(m_keys, key.id, *m_document)) {
                Q_EMIT keyUsed(key.label);
            }
        });
    }
}

bool RingKeyMenu::use(const workbench::EditorKeys& keys, const QString& id, workbench::TokenDocument& document) {
    auto texts = keys.textsOf(id);
    if (!texts) {
        return false;
    }
    if (texts->holds == workbench::Holds::Secret) {
        document.useSecret(std::move(texts->secretText), doctor::SecretEncoding::Base64Url);
    } else {
        document.useKeyPair(std::move(texts->publicText), std::move(texts->privateText));
    }
    return true;
}

} // namespace twb::ui
