// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/buttons.h"

namespace twb::ui {

/// The copy button of a pane: shows a tick and “Copied” for 1.5 s after it copied something.
class CopyButton : public IconButton {
    Q_OBJECT
public:
    explicit CopyButton(const QString& toolTip, QWidget* parent = nullptr);

    /// Puts the text on the clipboard; nothing happens with an empty text.
    void copy(const QString& text);

private:
    QString m_toolTip;
};

} // namespace twb::ui
