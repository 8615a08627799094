// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.h"

#include <QWidget>

namespace twb::workbench {
class ProfileStore;
}

namespace twb::ui {

class TokenView;

/// What stands in the place of the panes while a document is empty (ui.md §6.2): a field to paste, drop or type into,
/// templates, and a word about privacy.
class FirstRunPage : public QWidget {
    Q_OBJECT
public:
    explicit FirstRunPage(workbench::ProfileStore& profileStore, QWidget* parent = nullptr);

    TokenView* view() const { return m_view; }
    void focusStart();

Q_SIGNALS:
    /// The first characters were typed.
    void typed(const QByteArray& utf8);
    void pasted(const QString& text);
    void templateChosen(const QString& id);
    void openFileRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildLeft();
    QWidget* buildRight(workbench::ProfileStore& profileStore);

    TokenView* m_view;
    QWidget* m_right = nullptr;
};

} // namespace twb::ui
