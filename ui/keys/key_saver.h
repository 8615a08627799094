// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "keys/key_forms.h"

#include <QObject>

namespace twb::ui {

/// Writes keys to files that a native chooser names; every file is readable by its owner only (mode 600). Nothing here
/// blocks: the chooser is opened, a passphrase is worked on in the background.
class KeySaver : public QObject {
    Q_OBJECT
public:
    /// @param window  over which choosers open
    explicit KeySaver(QWidget* window);

    void choosePublic(const std::string& text, const QString& suggestedName);
    /// @param passphrase  not empty: the PEM is encrypted with it; the JWK and a secret's text have no such form
    void choosePrivate(const workbench::SharedRingEntry& entry, KeyForm form, Secret passphrase);

    /// @{ The same with the path known.
    void writePublic(const QString& path, const std::string& text);
    void writePrivate(const QString& path, const workbench::SharedRingEntry& entry, KeyForm form, Secret passphrase);
    /// @}

Q_SIGNALS:
    /// “Saved: key.pem, readable by you only”, or why it could not be.
    void reported(const QString& sentence, bool failed);

private:
    void tell(const QString& path, const Result<void>& result);
    template <typename Write>
    void choose(const QString& title, const QString& suggestedName, Write write);

    QWidget* m_window;
};

} // namespace twb::ui
