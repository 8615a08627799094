// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "keys/key_forms.h"

#include <QTimer>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QStackedLayout;

namespace twb::ui {

class Badge;
class QrView;
class SwitchRow;

/// Every representation of a key: switches Public/Private and PEM/JWK/JWKS/Certificate/openssl/QR over read-only text.
///
/// A private half is shown only after “Reveal for 30 s”, cannot be selected or dragged out, and goes by itself: after
/// the time, with another key, and when the panel is hidden.
class KeyTextPanel : public QWidget {
    Q_OBJECT
public:
    explicit KeyTextPanel(QWidget* parent = nullptr);

    /// Shows one key, or the public parts of several.
    void setEntries(std::vector<workbench::SharedRingEntry> entries);
    const std::vector<workbench::SharedRingEntry>& entries() const { return m_entries; }

    KeyHalf half() const;
    KeyForm form() const;
    void setForm(KeyForm form);
    bool isRevealed() const { return m_left > 0; }
    void reveal();
    void hidePrivate();
    /// One second of the countdown; another one in tests.
    void setTick(std::chrono::milliseconds tick) { m_countdown.setInterval(tick); }
    QList<QWidget*> focusStops() const;

Q_SIGNALS:
    /// Another half or form is chosen, or it was revealed or hidden.
    void shownChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void connectSignals();
    void applyMetrics();
    void placeSwitches();
    void updateChoices();
    void showText();
    void showCountdown();
    void tick();
    KeyEntries span() const { return m_entries; }

    std::vector<workbench::SharedRingEntry> m_entries;
    QWidget* m_switches;
    SwitchRow* m_half;
    SwitchRow* m_form;
    QStackedLayout* m_pages;
    QPlainTextEdit* m_text;
    QrView* m_qr;
    QWidget* m_hiddenPage;
    Badge* m_hiddenSize;
    QPushButton* m_reveal;
    QPushButton* m_hide;
    QTimer m_countdown;
    int m_left = 0; ///< seconds until the private half is hidden again
};

} // namespace twb::ui
