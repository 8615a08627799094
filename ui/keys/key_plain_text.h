// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QPlainTextEdit>

namespace twb::ui {

/// Several lines that can be read and copied, in the fixed font on quiet ground: PEM, JSON, commands. Left to right in
/// every language; Tab leaves it.
class KeyPlainText : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit KeyPlainText(QWidget* parent = nullptr);

private:
    void applyMetrics();
};

} // namespace twb::ui
