// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/template.h"

#include <QListView>

class QStandardItemModel;

namespace twb::ui {

/// The templates of the first-run page as one list: icon, title, summary. Arrows move, Enter or a press opens.
class TemplateRows : public QListView {
    Q_OBJECT
public:
    explicit TemplateRows(const std::vector<profiles::Template>& templates, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void templateChosen(const QString& id);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(const QModelIndex& index);

    QStandardItemModel* m_rows;
};

} // namespace twb::ui
