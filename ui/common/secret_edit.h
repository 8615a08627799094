// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"
#include <QWidget>
class QLineEdit;

namespace twb::ui {

class IconButton;

/// One masked line for a secret, with an eye. The only place where secret text crosses to the core.
///
/// No signal, tooltip, title or accessible text carries the secret. What Qt keeps of typed text cannot be wiped for
/// certain; this class holds no copy of its own. Pasting keeps every character as it is, line ends too, although one
/// line shows them as spaces.
class SecretEdit : public QWidget {
    Q_OBJECT
public:
    /// @param name  accessible name: “Secret for verifying”.
    explicit SecretEdit(const QString& name, QWidget* parent = nullptr);
    ~SecretEdit() override;

    /// UTF-8 octets of what stands in the field.
    Secret secret() const;
    bool isEmpty() const;
    /// Puts a text there (a template's sample, a repair). No edited().
    void setSecret(const Secret& text);
    void clear();

    void setPlaceholder(const QString& text);
    void setReadOnly(bool readOnly);
    bool isRevealed() const;
    void setRevealed(bool revealed);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The reader changed the text; ask secret() for it.
    void edited();
    /// Ctrl+Z and Ctrl+Shift+Z: whoever holds the text undoes. Unconnected, the field undoes its own typing.
    void undoRequested();
    void redoRequested();
    void revealedChanged(bool revealed);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyFont();
    QLineEdit* m_edit;
    IconButton* m_eye;
};

} // namespace twb::ui
