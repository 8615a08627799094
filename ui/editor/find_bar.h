// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.h"

#include <functional>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace twb::ui {

/// Where the find bar searches: one text pane. Positions are octets.
struct FindTarget {
    QString name; ///< “Payload”
    std::function<QByteArray()> text;
    std::function<TextRange()> selection;
    std::function<void(TextRange)> select;
    std::function<void()> focus;
};

/// Ctrl+F: finds text in one pane, from its selection on and round at the end; upper and lower case are the same.
class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(QWidget* parent = nullptr);

    /// Shows the bar for that pane; what is selected there becomes the text to find if it is one short line.
    void open(FindTarget target);
    void findNext();
    void findPrevious();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Step { Here, Next, Previous };
    void find(Step step);
    void leave();

    FindTarget m_target;
    QLabel* m_caption;
    QLineEdit* m_edit;
    QLabel* m_result;
};

} // namespace twb::ui
