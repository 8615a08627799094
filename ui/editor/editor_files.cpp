// SPDX-License-Identifier: Apache-2.0
// The third part of EditorWorkspace: what comes in and goes out by clipboard, files and drops.
#include "common/message_bar.h"
#include "doctor/unwrap.h"
#include "editor/editor_workspace.h"
#include "workbench/document_list.h"
#include "workbench/key_file.h"
#include "workbench/settings.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QSaveFile>

namespace twb::ui {

using workbench::ShownVersion;
using workbench::TokenDocument;

namespace {
constexpr qint64 largestFile = qint64{64} << 20;
/// Larger texts on the clipboard are not looked through unasked.
constexpr qsizetype largestOffer = qsizetype{1} << 20;
} // namespace

void EditorWorkspace::openText(const QString& text) {
    if (openSecrets(text.toStdString(), tr("The text"))) {
        return;
    }
    m_documents.openText(text.toStdString());
}

void EditorWorkspace::openFile(const QString& path) {
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    QString reason;
    QByteArray content;
    if (!file.open(QIODevice::ReadOnly)) {
        reason = file.errorString();
    } else if (file.size() > largestFile) {
        reason = tr("it is larger than 64 MB");
    } else {
        content = file.readAll();
        if (content.trimmed().isEmpty()) {
            reason = tr("it is empty");
        }
    }
    if (reason.isEmpty() &&
        openSecrets(std::string_view(content.constData(), static_cast<std::size_t>(content.size())), name)) {
        content.fill('\0');
        return;
    }
    if (reason.isEmpty() && workbench::looksLikeKeyFile(name, content)) {
        Q_EMIT keysFound({path});
        return;
    }
    if (!reason.isEmpty()) {
        m_bars->add(MessageKind::Error, tr("%1 is not readable: %2.").arg(name, reason), QStringLiteral("file"));
        return;
    }
    m_bars->remove(QStringLiteral("file"));
    m_documents.openText(std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
    m_documents.current()->setTitle(QFileInfo(path).completeBaseName());
}

void EditorWorkspace::openClipboard() {
    const QString text = QGuiApplication::clipboard()->text();
    m_bars->remove(QStringLiteral("clipboard"));
    if (text.trimmed().isEmpty()) {
        Q_EMIT statusMessage(tr("The clipboard holds no text"));
        return;
    }
    openText(text);
}

void EditorWorkspace::offerClipboard() {
    const QClipboard* clipboard = QGuiApplication::clipboard();
    if (!m_settings.offerClipboard() || clipboard->ownsClipboard() || !m_documents.current()->isEmpty()) {
        return;
    }
    const QString text = clipboard->text();
    const size_t mark = qHash(text);
    if (text.isEmpty() || text.size() > largestOffer || mark == m_offeredClipboard) {
        return;
    }
    m_offeredClipboard = mark;
    const doctor::Unwrapped found = doctor::unwrap(text.toStdString());
    if (found.tokensFound == 0) {
        m_bars->remove(QStringLiteral("clipboard"));
        return;
    }
    const auto token = std::make_shared<const std::string>(found.token);
    const doctor::SharedReading reading = doctor::readToken(token, {});
    const QString algorithm =
        reading->algorithm.empty() ? tr("algorithm not named") : QString::fromStdString(reading->algorithm);
    MessageBar* bar = m_bars->add(MessageKind::Info,
                                  tr("%1, %2 parts, %3 characters. It has not been opened.")
                                      .arg(algorithm)
                                      .arg(reading->segments.size())
                                      .arg(token->size()),
                                  QStringLiteral("clipboard"), tr("The clipboard holds a token:"));
    bar->setIcon(Icon::Copy);
    bar->setObjectName(QStringLiteral("clipboardBar"));
    bar->setActions({tr("Open it"), tr("Not now")}, MessageBar::Actions::Buttons);
    connect(bar, &MessageBar::actionTriggered, this, [this](int index) {
        if (index == 0) {
            openText(QGuiApplication::clipboard()->text());
        }
    });
}

void EditorWorkspace::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText()) {
        event->acceptProposedAction();
    }
}

void EditorWorkspace::dropEvent(QDropEvent* event) {
    if (openDropped(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

bool EditorWorkspace::openDropped(const QMimeData& dropped) {
    bool files = false;
    for (const QUrl& url : dropped.urls()) {
        if (url.isLocalFile()) {
            openFile(url.toLocalFile());
            files = true;
        }
    }
    if (!files && dropped.hasText()) {
        openText(dropped.text());
    }
    return files || dropped.hasText();
}

void EditorWorkspace::copyForm(CopyForm form) {
    const TokenDocument& document = *shownDocument();
    if (document.isEmpty()) {
        return;
    }
    const doctor::Version& version = document.shownVersion();
    const QString token = QString::fromStdString(document.encodedText());
    QString text;
    switch (form) {
    case CopyForm::Token:
        text = token;
        break;
    case CopyForm::Bearer:
        text = QStringLiteral("Bearer ") + token;
        break;
    case CopyForm::AuthorizationHeader:
        text = QStringLiteral("Authorization: Bearer ") + token;
        break;
    case CopyForm::AuthorizationPlain: // as CAF wants it
        text = QStringLiteral("Authorization: ") + token;
        break;
    case CopyForm::HeaderJson:
        text = QString::fromStdString(*version.reading->header.octets);
        break;
    case CopyForm::PayloadJson:
        text = QString::fromStdString(*version.reading->payload.octets);
        break;
    }
    QGuiApplication::clipboard()->setText(text);
    m_tabs->showCopied();
    // Says which version it was, and that a copy may not carry its signature yet.
    const bool original = document.shown() == ShownVersion::Original;
    const bool outdated = version.signature.state == doctor::SignatureState::Outdated;
    Q_EMIT statusMessage(original   ? tr("Copied: original")
                         : outdated ? tr("Copied: your copy, signature outdated")
                                    : tr("Copied: your copy"));
}

void EditorWorkspace::chooseFile() {
    auto* chooser = new QFileDialog(this, tr("Open a file that holds a token"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFiles);
    connect(chooser, &QFileDialog::filesSelected, this, [this](const QStringList& paths) {
        for (const QString& path : paths) {
            openFile(path);
        }
    });
    chooser->open();
}

void EditorWorkspace::saveToken() {
    if (shownDocument()->isEmpty()) {
        return;
    }
    // As it is now: the window stays usable while the file is chosen.
    const std::string token = shownDocument()->encodedText();
    auto* chooser = new QFileDialog(this, tr("Save the token shown"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(QStringLiteral("jwt"));
    chooser->selectFile(title() + QStringLiteral(".jwt"));
    connect(chooser, &QFileDialog::fileSelected, this, [this, token](const QString& path) { writeToken(path, token); });
    chooser->open();
}

void EditorWorkspace::writeToken(const QString& path, const std::string& token) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(token.data(), static_cast<qint64>(token.size())) < 0 ||
        !file.commit()) {
        m_bars->add(MessageKind::Error,
                    tr("%1 could not be written: %2.").arg(QFileInfo(path).fileName(), file.errorString()),
                    QStringLiteral("file"));
        return;
    }
    Q_EMIT statusMessage(tr("Saved: %1").arg(QFileInfo(path).fileName()));
}

} // namespace twb::ui
