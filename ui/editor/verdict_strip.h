// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

#include <QPointer>
#include <QWidget>

class QGridLayout;

namespace twb::workbench {
class Settings;
class TokenDocument;
struct FactPhrase;
} // namespace twb::workbench

namespace twb::ui {

class FactCell;
class SwitchRow;
class TextLabel;

/// The facts about the version shown, each judged apart, and the switch between original and copy (ui.md §6.1).
class VerdictStrip : public QWidget {
    Q_OBJECT
public:
    explicit VerdictStrip(workbench::Settings& settings, QWidget* parent = nullptr);

    void setDocument(workbench::TokenDocument* document);
    void render();
    /// A second passed.
    void moveTime(const doctor::TimeFacts& facts);
    /// Two facts beside each other, not three and the switch: for windows that are narrower than all of them.
    void setStacked(bool stacked);
    /// What three facts and the switch need beside each other.
    int widthBeside() const;
    /// In the order of the Tab key.
    QList<QWidget*> focusChain() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Enter or a press on a fact. @param check  id of the check behind it
    void checkRequested(const QString& check);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void arrange();
    void connectSignals();
    void renderVersions();
    void showFact(FactCell* cell, const workbench::FactPhrase& phrase);

    workbench::Settings& m_settings;
    QPointer<workbench::TokenDocument> m_document;
    bool m_stacked = false;
    QGridLayout* m_grid;
    FactCell* m_signature;
    FactCell* m_time;
    FactCell* m_profile;
    QWidget* m_versions;
    SwitchRow* m_switch;
    TextLabel* m_copyState;
};

} // namespace twb::ui
