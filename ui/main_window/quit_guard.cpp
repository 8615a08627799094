// SPDX-License-Identifier: Apache-2.0
#include "main_window/quit_guard.h"

#include "common/message_bar.h"
#include "workbench/document_list.h"

#include <QDir>
#include <QFileDialog>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace twb::ui {

namespace {

const QString barKey = QStringLiteral("quit");

/// A name for the file that no file of the folder has yet.
QString freshName(const QDir& folder, const QString& title) {
    QString base;
    for (const QChar c : title) {
        base += c.isLetterOrNumber() || c == QLatin1Char('-') ? c : QLatin1Char('-');
    }
    QString name = base + QStringLiteral(".jwt");
    for (int i = 2; folder.exists(name); ++i) {
        name = QStringLiteral("%1-%2.jwt").arg(base).arg(i);
    }
    return folder.filePath(name);
}

} // namespace

QuitGuard::QuitGuard(workbench::DocumentList& documents, QWidget* parent)
    : QWidget(parent)
    , m_documents(documents)
    , m_bars(new MessageStack(this)) {
    setObjectName(QStringLiteral("quitGuard"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bars);
}

int QuitGuard::unsavedCount() const {
    int count = 0;
    for (int i = 0; i < m_documents.count(); ++i) {
        count += m_documents.at(i)->isUnsaved() ? 1 : 0;
    }
    return count;
}

bool QuitGuard::mayQuit() {
    const int count = unsavedCount();
    if (m_forget || count == 0) {
        return true;
    }
    MessageBar* bar =
        m_bars->add(MessageKind::Warning, tr("%n tabs hold changes that are not saved.", nullptr, count), barKey);
    bar->setActions({tr("Save all…"), tr("Quit and forget")}, MessageBar::Actions::Buttons);
    connect(bar, &MessageBar::actionTriggered, this, &QuitGuard::answer);
    bar->actionButton(0)->setFocus();
    return false;
}

void QuitGuard::answer(int action) {
    if (action == 0) {
        chooseFolder();
        return;
    }
    m_forget = true;
    Q_EMIT quitConfirmed();
}

void QuitGuard::chooseFolder() {
    auto* chooser = new QFileDialog(this, tr("Save all tokens in a folder"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::Directory);
    chooser->setOption(QFileDialog::ShowDirsOnly);
    connect(chooser, &QFileDialog::fileSelected, this, &QuitGuard::saveAllTo);
    chooser->open();
}

void QuitGuard::saveAllTo(const QString& folderPath) {
    const QDir folder(folderPath);
    for (int i = 0; i < m_documents.count(); ++i) {
        workbench::TokenDocument* document = m_documents.at(i);
        if (!document->isUnsaved()) {
            continue;
        }
        QSaveFile file(freshName(folder, document->title()));
        const QByteArray token = QByteArray::fromStdString(document->encodedText());
        // A token is a credential: nobody else may read it.
        const bool written = file.open(QIODevice::WriteOnly) &&
                             file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                             file.write(token) == token.size() && file.commit();
        if (!written) {
            m_bars->add(MessageKind::Error, tr("%1 cannot be written: %2").arg(file.fileName(), file.errorString()),
                        barKey);
            return;
        }
        document->markSaved();
    }
    Q_EMIT statusMessage(tr("Saved in %1").arg(QDir::toNativeSeparators(folderPath)));
    Q_EMIT quitConfirmed();
}

} // namespace twb::ui
