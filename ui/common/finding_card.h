// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/icons.h"
#include "common/theme.h"
#include <QList>
#include <QUrl>
#include <QWidget>
class QPushButton;
class QBoxLayout;
class QVBoxLayout;

namespace twb::ui {

class Badge;
class TextLabel;

enum class FindingSeverity { Error, Warning, Note };

/// One line of the evidence box; the strong words at its end are what decided (“verifies”).
struct EvidenceLine {
    QString text;
    QString strong = {};
    friend bool operator==(const EvidenceLine&, const EvidenceLine&) = default;
};

/// Everything a card says.
struct FindingContent {
    QString id; ///< stable: tooltip, object names finding_<id> and repair_<id>
    FindingSeverity severity = FindingSeverity::Note;
    QString title;
    QList<EvidenceLine> evidence; ///< empty: no box
    QString advice;
    QString repair = {};     ///< words of the repair button; empty: none
    QString repairHint = {}; ///< beside it
    QString reference = {};  ///< “RFC 7519 §4.1.4”; empty: none
    QUrl address = {};       ///< of the reference; it is shown, and opened only by a press
    friend bool operator==(const FindingContent&, const FindingContent&) = default;
};

/// A finding (ui.md §5): severity rule, icon, title, severity in words, evidence, advice, and what can be done.
///
/// One tab stop, then its buttons. A press or Enter on it says chosen(): light up the place it speaks of. Sentences
/// wrap; nothing is cut. Ctrl+C on it copies the finding.
class FindingCard : public QWidget {
    Q_OBJECT
public:
    explicit FindingCard(QWidget* parent = nullptr);

    /// New words in place; nothing else moves.
    void setContent(const FindingContent& content);
    const FindingContent& content() const { return m_content; }
    /// Primary look for the repair; only the topmost card with one has it.
    void setRepairPrimary(bool primary);
    /// The finding that F8 stands on and Ctrl+. repairs.
    void setCurrent(bool current);
    /// Stands between advice and buttons; takes ownership; null takes it away.
    void setExtra(QWidget* extra);
    QWidget* extra() const { return m_extra; }
    QSize minimumSizeHint() const override;
    QPushButton* repairButton() const { return m_repair; }
    /// Advice and the link to its reference.
    TextLabel* adviceLabel() const { return m_advice; }

Q_SIGNALS:
    void chosen(const QString& id);
    void repairRequested(const QString& id);
    void copyRequested(const QString& id);
    void referenceRequested(const QUrl& address);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void connectSignals();
    void renderTexts();
    void arrangeActions();

    FindingContent m_content;
    bool m_current = false;
    QWidget* m_icon;
    TextLabel* m_title;
    Badge* m_badge;
    QWidget* m_box;
    TextLabel* m_evidence;
    TextLabel* m_advice;
    QVBoxLayout* m_extraPlace;
    QBoxLayout* m_actions;
    QWidget* m_extra = nullptr;
    QPushButton* m_repair;
    TextLabel* m_hint;
    QPushButton* m_copy;
};

/// “Error”, “Warning”, “Note”.
QString severityWord(FindingSeverity severity);
struct FindingLook {
    Role strong;
    Icon icon;
};
FindingLook lookOf(FindingSeverity severity);

} // namespace twb::ui
