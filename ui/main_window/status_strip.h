// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QDateTime>
#include <QTimer>
#include <QWidget>

class QLabel;

namespace twb::ui {

class Badge;

/// The line at the foot of the window, 24 high: what the network does and results in words at the left, the caret's
/// place and the time zone at the right.
class StatusStrip : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(QWidget* parent = nullptr);

    /// A result, shown for some seconds instead of the network line and announced to screen readers.
    void say(const QString& text);
    /// The badge that stays while nothing can be sent.
    void setNetworkOff(bool off);
    /// What listens on this computer, in words; stands before what was sent. Empty: nothing.
    void setListening(const QString& text);
    void setCaretPlace(const QString& place);
    /// As "America/Sao_Paulo (UTC−03:00)".
    void setZone(const QString& zone);
    void setKeyCount(int keys);
    /// “Last contact: %host, %time · nothing else was contacted”, from now on instead of “Network idle”.
    void setLastContact(const QString& host, const QDateTime& at);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showNetwork();

    QLabel* m_message;
    Badge* m_off;
    QLabel* m_place;
    QLabel* m_zone;
    QLabel* m_keys;
    QString m_listening;
    QTimer m_back;
    QString m_contact;
    bool m_isOff = false;
};

} // namespace twb::ui
