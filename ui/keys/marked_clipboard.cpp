// SPDX-License-Identifier: Apache-2.0
#include "keys/marked_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace twb::ui {

workbench::ClipboardGuard::Clipboard markedClipboard() {
    return {
        [] { return QGuiApplication::clipboard()->text(); },
        [](const QString& text) {
            auto* data = new QMimeData;
            data->setText(text);
            // The marks that password managers use; others ignore them.
            data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
            data->setData(
                QStringLiteral("application/x-qt-windows-mime;value=\"ExcludeClipboardContentFromMonitorProcessing\""),
                QByteArrayLiteral("1"));
            data->setData(QStringLiteral("application/x-nspasteboard-concealed-type"), QByteArrayLiteral("1"));
            QGuiApplication::clipboard()->setMimeData(data);
        },
        [] { QGuiApplication::clipboard()->clear(); }};
}

} // namespace twb::ui
