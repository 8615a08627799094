// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/icons.h"
#include <QWidget>
class QHBoxLayout;
class QPushButton;

namespace twb::ui {

class TextLabel;

/// What an empty place says: a drawing, a title, one sentence, one or two actions; centred.
class EmptyHint : public QWidget {
    Q_OBJECT
public:
    EmptyHint(const QString& title, const QString& sentence, QWidget* parent = nullptr);

    /// The drawing is an icon, or the three token boxes “alg . claims . sig”.
    enum class Drawing { Icon, TokenBoxes };
    void setDrawing(Drawing drawing, Icon icon = Icon::Token);
    /// The dashed frame that says “drop here”, over the whole widget.
    enum class Frame { None, Drop };
    void setFrame(Frame frame);
    QPushButton* addAction(const QString& text);

    /// Knows how high the wrapped words are: the places around it (splitters, stacks) do not ask for it.
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    Drawing m_drawing = Drawing::TokenBoxes;
    Icon m_icon = Icon::Token;
    Frame m_frame = Frame::None;
    QWidget* m_picture;
    TextLabel* m_title;
    TextLabel* m_sentence;
    QHBoxLayout* m_actions;
};

} // namespace twb::ui
