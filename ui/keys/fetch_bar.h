// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_fetch.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace twb::ui {

class BusyBar;
class IconButton;
class SwitchRow;
class TextLabel;

/// “Fetch…” of the Keys workspace: an address, below it in full what a press will contact, then what came of it and how
/// old it is. Nothing goes out before “Fetch” is pressed.
class FetchBar : public QWidget {
    Q_OBJECT
public:
    /// @param clock  tells how old the last answer is; must outlive the bar
    explicit FetchBar(const Clock& clock, QWidget* parent = nullptr);

    workbench::FetchWish wish() const;
    void focusField();
    void setRunning(bool running);
    void showFetched(const workbench::FetchedKeys& keys, const QString& sentence);
    /// The address of the keys goes into the field: another press contacts it.
    void showDiscovered(const QString& keySetAddress);
    void showFailure(const QString& sentence);
    /// With a reason nothing can be fetched (“Network is off (Settings)”); empty: it can.
    void setRefusal(const QString& reason);
    /// Stops of the keyboard, in order.
    QList<QWidget*> focusStops() const;

Q_SIGNALS:
    void fetchRequested();
    void stopRequested();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void press();
    void showPlan();
    void showAge();

    const Clock& m_clock;
    SwitchRow* m_kind;
    QLineEdit* m_address;
    QPushButton* m_fetch;
    IconButton* m_close;
    TextLabel* m_plan;
    BusyBar* m_busy;
    TextLabel* m_result;
    QTimer m_minute;
    workbench::FetchedKeys m_last;
    QString m_lastSentence;
    QString m_refusal;
    bool m_running = false;
};

} // namespace twb::ui
