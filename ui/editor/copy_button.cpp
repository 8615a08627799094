// SPDX-License-Identifier: Apache-2.0
#include "editor/copy_button.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTimer>

namespace twb::ui {

CopyButton::CopyButton(const QString& toolTip, QWidget* parent)
    : IconButton(Icon::Copy, toolTip, parent)
    , m_toolTip(toolTip) {}

void CopyButton::copy(const QString& text) {
    if (text.isEmpty()) {
        return;
    }
    QGuiApplication::clipboard()->setText(text);
    setIcon(twb::ui::icon(Icon::Ok, Role::Ok));
    setTip(tr("Copied"));
    QTimer::singleShot(1500, this, [this] {
        setIconName(Icon::Copy);
        setTip(m_toolTip);
    });
}

} // namespace twb::ui
