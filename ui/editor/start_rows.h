// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/icons.h"

#include <QListView>

class QStandardItemModel;

namespace twb::ui {

/// One row of the first-run page.
struct StartRow {
    QString id; ///< what chosen() tells
    QString title;
    QString summary;
    Icon icon = Icon::Token;
    QString shortcut = {}; ///< stands at the right; may be empty
};

/// The ways to begin as one list: icon, title, summary. Arrows move, Enter or a press opens.
class StartRows : public QListView {
    Q_OBJECT
public:
    StartRows(const QString& name, const QList<StartRow>& rows, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void choose(const QModelIndex& index);
    void showCurrentRow();

    QStandardItemModel* m_rows;
};

} // namespace twb::ui
