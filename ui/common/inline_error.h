// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/theme.h"
#include <QWidget>

namespace twb::ui {

class TextLabel;

/// What is wrong with the text above, in words, with its place; hidden while nothing is wrong.
///
/// A press on it (or Enter) asks to go to the place.
class InlineError : public QWidget {
    Q_OBJECT
public:
    explicit InlineError(QWidget* parent = nullptr);

    /// @param line, column  1-based; 0 = no place known.
    void showError(const QString& sentence, int line = 0, int column = 0);
    void showWarning(const QString& sentence, int line = 0, int column = 0);
    void clear();

    QString sentence() const { return m_sentence; }
    int line() const { return m_line; }
    int column() const { return m_column; }
    /// Its ground, for a frame that ends below it.
    Role ground() const { return m_severity == Severity::Error ? Role::ErrSoft : Role::WarnSoft; }

Q_SIGNALS:
    void placeRequested(int line, int column);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Severity { Error, Warning };
    void present(Severity severity, const QString& sentence, int line, int column);

    Severity m_severity = Severity::Error;
    QString m_sentence;
    int m_line = 0;
    int m_column = 0;
    TextLabel* m_label;
};

} // namespace twb::ui
