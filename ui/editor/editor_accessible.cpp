// SPDX-License-Identifier: Apache-2.0
#include "editor_accessible.h"

#include "timeline_strip.h"
#include "token_view.h"

#include <QAccessibleWidget>
#include <QScrollBar>

namespace twb::ui {
namespace {

class TokenViewAccessible final : public QAccessibleWidget,
                                  public QAccessibleTextInterface,
                                  public QAccessibleEditableTextInterface {
public:
    explicit TokenViewAccessible(TokenView* view)
        : QAccessibleWidget(view, QAccessible::EditableText) {}

    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface*>(this);
        if (type == QAccessible::EditableTextInterface)
            return static_cast<QAccessibleEditableTextInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QAccessible::State state() const override {
        QAccessible::State state = QAccessibleWidget::state();
        state.multiLine = true;
        state.selectableText = true;
        state.editable = !view().isReadOnly();
        state.readOnly = view().isReadOnly();
        return state;
    }
    QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? view().text() : QAccessibleWidget::text(kind);
    }
    void setText(QAccessible::Text kind, const QString& text) override {
        if (kind == QAccessible::Value && !view().isReadOnly())
            view().replaceUnits(0, view().text().size(), text);
    }

    // text
    void selection(int index, int* begin, int* end) const override {
        const bool any = index == 0 && selectionCount() > 0;
        *begin = any ? std::min(view().anchorUnit(), view().caretUnit()) : 0;
        *end = any ? std::max(view().anchorUnit(), view().caretUnit()) : 0;
    }
    int selectionCount() const override { return view().anchorUnit() == view().caretUnit() ? 0 : 1; }
    void addSelection(int begin, int end) override { view().setSelectionUnits(begin, end); }
    void removeSelection(int) override { view().setSelectionUnits(view().caretUnit(), view().caretUnit()); }
    void setSelection(int, int begin, int end) override { view().setSelectionUnits(begin, end); }
    int cursorPosition() const override { return view().caretUnit(); }
    void setCursorPosition(int position) override { view().setSelectionUnits(position, position); }
    QString text(int begin, int end) const override { return view().text().mid(begin, end - begin); }
    int characterCount() const override { return int(view().text().size()); }
    QRect characterRect(int offset) const override {
        const QRect cell = view().cellRect(offset);
        return {view().viewport()->mapToGlobal(cell.topLeft()), cell.size()};
    }
    int offsetAtPoint(const QPoint& point) const override {
        return int(view().unitAt(view().viewport()->mapFromGlobal(point)));
    }
    void scrollToSubstring(int begin, int) override {
        const QRect cell = view().cellRect(begin);
        QScrollBar* bar = view().verticalScrollBar();
        if (cell.top() < 0 || cell.bottom() > view().viewport()->height())
            bar->setValue(bar->value() + cell.top());
    }
    QString attributes(int, int* begin, int* end) const override {
        *begin = 0;
        *end = characterCount();
        return {};
    }

    // editable text
    void deleteText(int begin, int end) override { replaceText(begin, end, {}); }
    void insertText(int offset, const QString& text) override { replaceText(offset, offset, text); }
    void replaceText(int begin, int end, const QString& text) override {
        if (!view().isReadOnly())
            view().replaceUnits(begin, end, text);
    }

private:
    TokenView& view() const { return *static_cast<TokenView*>(widget()); }
};

class TimelineAccessible final : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit TimelineAccessible(TimelineStrip* strip)
        : QAccessibleWidget(strip, QAccessible::Slider) {}

    void* interface_cast(QAccessible::InterfaceType type) override {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QVariant currentValue() const override { return strip().input().now; }
    void setCurrentValue(const QVariant& value) override { strip().requestAsOf(value.toLongLong()); }
    QVariant minimumValue() const override { return strip().scale().secondsAt(strip().scale().left()); }
    QVariant maximumValue() const override { return strip().scale().secondsAt(strip().scale().right()); }
    QVariant minimumStepSize() const override { return 1; }

private:
    TimelineStrip& strip() const { return *static_cast<TimelineStrip*>(widget()); }
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    if (auto* view = qobject_cast<TokenView*>(object))
        return new TokenViewAccessible(view);
    if (auto* strip = qobject_cast<TimelineStrip*>(object))
        return new TimelineAccessible(strip);
    return nullptr;
}

} // namespace

void installEditorAccessibility() {
    static const bool once = (QAccessible::installFactory(makeInterface), true);
    static_cast<void>(once);
}

} // namespace twb::ui
