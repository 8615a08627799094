// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"
#include "workbench/settings.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace twb::workbench {
class TokenDocument;
}

namespace twb::ui {

class AsOfFields;
class TimelineStrip;

/// The row “Validity”: the timeline of the version shown, and the clock by which it is judged (ui.md §6.1).
class TimelineRow : public QWidget {
    Q_OBJECT
public:
    explicit TimelineRow(workbench::Settings& settings, QWidget* parent = nullptr);

    void setDocument(workbench::TokenDocument* document);
    /// Shows the newest evaluation.
    void render();
    /// A second passed: time facts of the version shown.
    void moveTime(const doctor::TimeFacts& facts);
    /// Below 1120: date-time edit and leeway move into the “As of” menu.
    void setNarrow(bool narrow);
    /// The caption before the clock goes, too: its button says the same.
    void setStacked(bool stacked);
    /// In the order of the Tab key.
    QList<QWidget*> focusChain() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The reader set another leeway: new tabs begin with it.
    void leewayChosen(std::chrono::seconds leeway);
    /// The reader wants to see the claim that is written in milliseconds.
    void claimRequested(const QString& name);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void buildMenu();
    void connectSignals();
    void showClock();
    void chooseClock(int index);

    workbench::Settings& m_settings;
    QPointer<workbench::TokenDocument> m_document;
    TimelineStrip* m_strip;
    QWidget* m_clock;
    QLabel* m_asOf;
    QComboBox* m_combo;
    QToolButton* m_menuButton;
    AsOfFields* m_fields;
    AsOfFields* m_menuFields = nullptr;
    QAction* m_systemClock = nullptr;
    QAction* m_setTime = nullptr;
};

} // namespace twb::ui
