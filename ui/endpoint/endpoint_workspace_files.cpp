// SPDX-License-Identifier: Apache-2.0
//
// What comes into the Endpoint workspace from clipboard and files, and what of it is saved.
#include "endpoint/endpoint_workspace.h"
#include "endpoint/form_pane.h"
#include "workbench/endpoint_fill.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSaveFile>

namespace twb::ui {

using namespace twb::oauth;

void EndpointWorkspace::fillFromClipboard() {
    fillFrom(QGuiApplication::clipboard()->text().toUtf8(), tr("The clipboard"));
}

void EndpointWorkspace::fillFromFile() {
    auto* chooser = new QFileDialog(this, tr("A curl command, HAR or secrets.json"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            m_form->say(tr("The file cannot be read: %1").arg(file.errorString()), MessageKind::Error);
            return;
        }
        fillFrom(file.read(workbench::largestFill), tr("The file"));
    });
    chooser->open();
}

void EndpointWorkspace::fillFrom(const QByteArray& text, const QString& source) {
    auto filled = workbench::fillFromText({text.constData(), static_cast<std::size_t>(text.size())}, m_form->form());
    if (!filled) {
        m_form->say(tr("%1 holds neither a curl command nor a HAR entry nor a secrets.json: %2")
                        .arg(source, QString::fromStdString(filled.error().detail)),
                    MessageKind::Warning);
        return;
    }
    setForm(filled->form);
    Q_EMIT statusMessage(filled->kind == workbench::FilledForm::Kind::Secrets
                             ? tr("Filled from secrets.json: api_key, and jwt_secret for checking tokens only")
                             : tr("The form was filled; nothing was sent"));
}

void EndpointWorkspace::saveTranscript(bool har) {
    if (!m_shown) {
        return;
    }
    const std::string text = har ? transcriptHar(m_shown->sent, m_shown->started, Secrecy::Masked)
                                 : transcriptText(m_shown->sent, Secrecy::Masked);
    auto* dialog = new QFileDialog(this, har ? tr("Save as HAR") : tr("Save as text"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(har ? QStringLiteral("exchange.har") : QStringLiteral("exchange.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, text](const QString& path) {
        QSaveFile file(path);
        const bool saved = file.open(QIODevice::WriteOnly) &&
                           file.write(text.data(), static_cast<qint64>(text.size())) >= 0 && file.commit();
        Q_EMIT statusMessage(saved ? tr("Saved: %1").arg(path) : tr("Not saved: %1").arg(file.errorString()));
    });
    dialog->open();
}

} // namespace twb::ui
