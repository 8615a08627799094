// SPDX-License-Identifier: Apache-2.0
#include "keys/key_saver.h"
#include "workbench/phrases.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFuture>
#include <QtConcurrentRun>

namespace twb::ui {

KeySaver::KeySaver(QWidget* window)
    : m_window(window) {}

template <typename Write>
void KeySaver::choose(const QString& title, const QString& suggestedName, Write write) {
    auto* chooser = new QFileDialog(m_window, title);
    chooser->setObjectName(QStringLiteral("saveKeyChooser"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->selectFile(suggestedName);
    connect(chooser, &QFileDialog::fileSelected, this, std::move(write));
    chooser->open();
}

void KeySaver::choosePublic(const std::string& text, const QString& suggestedName) {
    choose(tr("Save public keys"), suggestedName, [this, text](const QString& path) { writePublic(path, text); });
}

void KeySaver::choosePrivate(const workbench::SharedRingEntry& entry, KeyForm form, Secret passphrase) {
    const bool secret = entry->holds == workbench::Holds::Secret;
    const QString name = fileNameFor(KeyEntries(&entry, 1), KeyHalf::Private, form);
    // The connection is copied with its function: the passphrase is shared, and wiped with the last owner.
    const auto shared = std::make_shared<Secret>(std::move(passphrase));
    choose(secret ? tr("Save the secret") : tr("Save the private key"), name,
           [this, entry, form, shared](const QString& path) { writePrivate(path, entry, form, shared->clone()); });
}

void KeySaver::writePublic(const QString& path, const std::string& text) {
    tell(path, workbench::saveToFile(path, asBytes(text)));
}

void KeySaver::writePrivate(const QString& path, const workbench::SharedRingEntry& entry, KeyForm form,
                            Secret passphrase) {
    const auto shared = std::make_shared<Secret>(std::move(passphrase));
    QtConcurrent::run([path, entry, form, shared]() -> Result<void> {
        const Result<Secret> text =
            shared->empty() ? privateText(*entry, form) : workbench::encryptedPrivatePem(*entry, *shared);
        if (!text)
            return passOn(text);
        return workbench::saveToFile(path, text->reveal());
    }).then(this, [this, path](const Result<void>& result) { tell(path, result); });
}

void KeySaver::tell(const QString& path, const Result<void>& result) {
    const QString name = QFileInfo(path).fileName();
    Q_EMIT reported(result ? tr("Saved: %1, readable by you only").arg(name)
                           : tr("%1 could not be written: %2").arg(name, workbench::problemText(result.error())),
                    !result);
}

} // namespace twb::ui
