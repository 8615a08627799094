// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QFrame>

class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace twb::ui {

/// A popup to choose any time zone of the system by typing a part of its name: “paulo”, “UTC+2”. Not modal: a press
/// elsewhere or Esc closes it. Deletes itself when it closes.
class ZonePopup : public QFrame {
    Q_OBJECT
public:
    /// @param current  IANA name that is chosen at first; may be empty
    ZonePopup(const QByteArray& current, QWidget* parent);

    /// Opens under a control.
    void openUnder(const QWidget& control);

Q_SIGNALS:
    void zoneChosen(const QByteArray& ianaName);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fill();
    void filter(const QString& text);
    void choose();

    QLineEdit* m_search;
    QListView* m_list;
    QStandardItemModel* m_zones;
    QSortFilterProxyModel* m_filtered;
};

} // namespace twb::ui
