// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QLineEdit>

namespace twb::ui {

/// A field for a CPF: writes dots and hyphen by itself while digits are typed or pasted, and takes nothing else. The
/// caret stays behind the digit it stood behind.
class CpfEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit CpfEdit(QWidget* parent = nullptr);

    /// Digits only.
    QString digits() const;
    void setDigits(const QString& digits);
    /// What is wrong with it, as a sentence; empty if it is right or empty.
    QString fault() const;

Q_SIGNALS:
    /// The reader changed it.
    void digitsEdited(const QString& digits);

private:
    void reformat();
};

/// `111.444.777-35` as far as there are digits: `111.4`.
QString cpfAsTyped(const QString& digits);

} // namespace twb::ui
