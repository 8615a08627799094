// SPDX-License-Identifier: Apache-2.0
#include "common/accessible.h"
#include <array>
#include <QAbstractButton>
#include <QAccessible>
#include <QAccessibleWidget>

namespace twb::ui {

namespace {
struct Known {
    const char* className;
    QAccessible::Role role;
};
constexpr std::array known = {
    Known{"twb::ui::FactCell", QAccessible::Button},      Known{"twb::ui::ToggleSwitch", QAccessible::CheckBox},
    Known{"twb::ui::ActivityCell", QAccessible::PageTab}, Known{"twb::ui::ActivityBar", QAccessible::PageTabList},
    Known{"twb::ui::Badge", QAccessible::StaticText},     Known{"twb::ui::CheckRow", QAccessible::StaticText},
    Known{"twb::ui::InlineError", QAccessible::Link},     Known{"twb::ui::MessageBar", QAccessible::AlertMessage},
    Known{"twb::ui::BusyBar", QAccessible::ProgressBar},  Known{"twb::ui::PaneFrame", QAccessible::Grouping},
    Known{"twb::ui::SwitchRow", QAccessible::Grouping},   Known{"twb::ui::EmptyHint", QAccessible::Grouping},
};

/// Qt knows only its own classes of buttons; this is the same for those that paint themselves.
class ButtonInterface : public QAccessibleWidget {
public:
    ButtonInterface(QAbstractButton* button, QAccessible::Role role)
        : QAccessibleWidget(button, role) {}

    QAccessible::State state() const override {
        QAccessible::State result = QAccessibleWidget::state();
        if (button()->isCheckable()) {
            result.checkable = true;
            result.checked = button()->isChecked();
            if (role() == QAccessible::PageTab) {
                result.selectable = true;
                result.selected = button()->isChecked();
            }
        }
        result.pressed = button()->isDown();
        return result;
    }
    QStringList actionNames() const override {
        if (!button()->isEnabled())
            return {};
        return {role() == QAccessible::CheckBox ? toggleAction() : pressAction(), setFocusAction()};
    }
    void doAction(const QString& name) override {
        if (name == pressAction() || name == toggleAction())
            button()->click();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    QAbstractButton* button() const { return static_cast<QAbstractButton*>(widget()); }
};

QAccessibleInterface* make(const QString& className, QObject* object) {
    if (!className.startsWith(QLatin1String("twb::ui::")) || !object || !object->isWidgetType())
        return nullptr;
    for (const Known& row : known) {
        if (className != QLatin1String(row.className))
            continue;
        if (auto* button = qobject_cast<QAbstractButton*>(object))
            return new ButtonInterface(button, row.role);
        return new QAccessibleWidget(qobject_cast<QWidget*>(object), row.role);
    }
    return nullptr;
}
} // namespace

void ensureAccessible() {
    static const bool installed = (QAccessible::installFactory(make), true);
    Q_UNUSED(installed)
}

} // namespace twb::ui
