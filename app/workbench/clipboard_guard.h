// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"

#include <functional>
#include <QObject>
#include <QTimer>

namespace twb::workbench {

/// Takes a copied secret off the clipboard after a while, if it is still there. GUI thread.
class ClipboardGuard : public QObject {
    Q_OBJECT

public:
    struct Clipboard {
        std::function<QString()> read;
        std::function<void(const QString&)> write;
        std::function<void()> clear;
    };
    explicit ClipboardGuard(Clipboard clipboard, QObject* parent = nullptr);

    /// Puts the secret on the clipboard and starts the time (45 s unless told otherwise).
    void copySecret(const Secret& text);
    void setDelay(std::chrono::milliseconds delay) { m_timer.setInterval(delay); }

Q_SIGNALS:
    void cleared();

private:
    void clearNow();

    Clipboard m_clipboard;
    Secret m_copied;
    QTimer m_timer;
};

} // namespace twb::workbench
