// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/icons.h"
#include <optional>
#include <QWidget>
class QAbstractButton;
class QButtonGroup;

namespace twb::ui {

/// A choice of one among few, as buttons in one outline, 24 high. One tab stop; arrows move the choice.
class SwitchRow : public QWidget {
    Q_OBJECT
    Q_PROPERTY(int currentIndex READ currentIndex WRITE setCurrentIndex NOTIFY currentIndexChanged)
public:
    /// @param name  what is chosen, for screen readers: “Version shown”.
    explicit SwitchRow(const QString& name, QWidget* parent = nullptr);

    /// @return the index of the new choice; the first one added is chosen.
    int addChoice(const QString& text, std::optional<Icon> icon = std::nullopt, const QString& toolTip = {});
    int count() const;
    QAbstractButton* button(int index) const;
    void setChoiceText(int index, const QString& text);
    void setChoiceIcon(int index, std::optional<Icon> icon, Role role = Role::Text2);

    int currentIndex() const;
    void setCurrentIndex(int index);

Q_SIGNALS:
    /// After every change, by hand or by setCurrentIndex().
    void currentIndexChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QButtonGroup* m_group;
    int m_current = -1;
};

} // namespace twb::ui
