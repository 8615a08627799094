// SPDX-License-Identifier: Apache-2.0
#include "editor/cpf_edit.h"
#include "profiles/cpf.h"

#include <algorithm>

namespace twb::ui {

namespace {

constexpr qsizetype wholeLength = 11;

bool isDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}

QString digitsOf(const QString& text) {
    QString digits;
    for (const QChar c : text) {
        if (isDigit(c) && digits.size() < wholeLength) {
            digits.append(c);
        }
    }
    return digits;
}

} // namespace

QString cpfAsTyped(const QString& digits) {
    QString text;
    for (qsizetype index = 0; index < digits.size(); ++index) {
        if (index == 3 || index == 6) {
            text += u'.';
        } else if (index == 9) {
            text += u'-';
        }
        text += digits[index];
    }
    return text;
}

CpfEdit::CpfEdit(QWidget* parent)
    : QLineEdit(parent) {
    setInputMethodHints(Qt::ImhDigitsOnly);
    setPlaceholderText(QStringLiteral("000.000.000-00"));
    connect(this, &QLineEdit::textEdited, this, &CpfEdit::reformat);
}

QString CpfEdit::digits() const {
    return digitsOf(text());
}

void CpfEdit::setDigits(const QString& digits) {
    const QString wanted = cpfAsTyped(digitsOf(digits));
    if (wanted != text()) {
        setText(wanted);
    }
}

QString CpfEdit::fault() const {
    const QString typed = digits();
    if (typed.isEmpty()) {
        return {};
    }
    if (typed.size() < wholeLength) {
        return tr("%1 of 11 digits").arg(typed.size());
    }
    switch (profiles::checkCpf(typed.toStdString())) {
    case profiles::CpfState::Valid:
        return {};
    case profiles::CpfState::EqualDigits:
        return tr("Eleven equal digits are never issued");
    default:
        return tr("The check digits do not fit: they would be %1")
            .arg(QString::fromStdString(profiles::cpfCheckDigits(typed.toStdString())));
    }
}

void CpfEdit::reformat() {
    const QString before = text().left(cursorPosition());
    const auto behind = std::count_if(before.begin(), before.end(), isDigit);
    const QString typed = digits();
    const QString formatted = cpfAsTyped(typed);
    if (formatted != text()) {
        setText(formatted);
        qsizetype place = 0;
        for (qsizetype seen = 0; place < formatted.size() && seen < behind; ++place) {
            seen += isDigit(formatted[place]) ? 1 : 0;
        }
        setCursorPosition(static_cast<int>(place));
    }
    Q_EMIT digitsEdited(typed);
}

} // namespace twb::ui
