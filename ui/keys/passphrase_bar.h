// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"

#include <QWidget>

class QPushButton;

namespace twb::ui {

class IconButton;
class SecretEdit;
class TextLabel;

/// A message bar that asks for a passphrase in place: sentence, masked field, one action, ×.
class PassphraseBar : public QWidget {
    Q_OBJECT
public:
    /// @param name  accessible name of the field: “Passphrase for client.p12”
    PassphraseBar(const QString& sentence, const QString& name, const QString& action, QWidget* parent = nullptr);

    /// Whether the action may be pressed with an empty field.
    enum class Empty { Refused, Allowed };
    void setEmpty(Empty empty);
    void setSentence(const QString& sentence);
    QString sentence() const;
    /// While the passphrase is tried: the field is locked.
    void setBusy(bool busy);
    bool isBusy() const { return m_busy; }
    void focusField();
    /// Stops of the keyboard, in order.
    QList<QWidget*> focusStops() const;

Q_SIGNALS:
    /// Enter or the action; ask takePassphrase() for it.
    void entered();
    /// × or Esc.
    void dismissed();

public:
    /// The passphrase; the field is empty afterwards.
    Secret takePassphrase();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void enter();
    void updateAction();
    void applyMetrics();

    TextLabel* m_label;
    SecretEdit* m_field;
    QPushButton* m_action;
    IconButton* m_close;
    Empty m_empty = Empty::Refused;
    bool m_busy = false;
};

} // namespace twb::ui
