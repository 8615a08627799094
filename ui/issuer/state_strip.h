// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/theme.h"
#include "workbench/issuer_session.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QMenu;
class QPushButton;
class QSpinBox;

namespace twb::workbench {
class ProfileStore;
}

namespace twb::ui {

class ElidedLabel;
class IconButton;
class TextLabel;
class ToggleSwitch;

/// The head of the Issuer workspace: the switch, what it does in words, port, token life and what it answers with
/// (ui.md §6.5). Its ground says running, stopped, failed, or wrong on purpose.
class StateStrip : public QWidget {
    Q_OBJECT
public:
    StateStrip(workbench::IssuerSession& session, const workbench::ProfileStore& profileStore,
               QWidget* parent = nullptr);

    QList<QWidget*> focusStops() const;
    /// The title in words, for tests and screen readers.
    QString title() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectSignals();
    void fillMenu();
    void showState();
    void showSettings();
    void fitWidth();
    void toggle(bool on);

    struct Look {
        Role ground, ink;
    };
    Look look() const;
    QString subLine() const;

    workbench::IssuerSession& m_session;
    const workbench::ProfileStore& m_profiles;
    QBoxLayout* m_lines;
    QWidget* m_fields; ///< port, token life, answer and the menu
    ToggleSwitch* m_switch;
    TextLabel* m_title;
    ElidedLabel* m_sub;
    QPushButton* m_otherPort;
    TextLabel* m_portLabel;
    QSpinBox* m_port;
    TextLabel* m_lifeLabel;
    QComboBox* m_life;
    TextLabel* m_answerLabel;
    QComboBox* m_answer;
    IconButton* m_more;
    QMenu* m_menu;
};

} // namespace twb::ui
