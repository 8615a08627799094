// SPDX-License-Identifier: Apache-2.0
#include "settings/shortcut_settings.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QSignalBlocker>
#include <QTableWidget>

#include <algorithm>
#include <functional>

namespace twb::ui {

namespace {

constexpr int actionCount = static_cast<int>(ActionId::Count);
enum KeyColumn { ActionColumn, KeysColumn };

QString shownKeys(const QList<QKeySequence>& keys) {
    return QKeySequence::listToString(keys, QKeySequence::NativeText);
}

/// A key that writes, moves or deletes in a text cannot be an action's without Ctrl, Alt or Meta.
bool isForTyping(const QKeySequence& key) {
    const QKeyCombination press = key[0];
    const bool modified = press.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const bool function = press.key() >= Qt::Key_F1 && press.key() <= Qt::Key_F35;
    return !modified && !function;
}

/// Tells of a press at once; by itself the field waits a second for more of them.
class PressEdit : public QKeySequenceEdit {
public:
    PressEdit(std::function<void(const QKeySequence&)> pressed, QWidget* parent)
        : QKeySequenceEdit(parent)
        , m_pressed(std::move(pressed)) {}

protected:
    void keyPressEvent(QKeyEvent* event) override {
        QKeySequenceEdit::keyPressEvent(event);
        if (!keySequence().isEmpty()) { // not a modifier alone
            m_pressed(keySequence());
        }
    }

private:
    std::function<void(const QKeySequence&)> m_pressed;
};

} // namespace

ShortcutSettings::ShortcutSettings(workbench::Settings& settings, Actions& actions, QWidget* parent)
    : SettingsSectionPage(workbench::SettingsSection::Shortcuts, tr("Shortcuts"), settings, parent)
    , m_actions(actions)
    , m_table(new QTableWidget(actionCount, 2, this))
    , m_edit(new PressEdit([this](const QKeySequence& pressed) { takePressed(pressed); }, this))
    , m_usual(makeButton(tr("Usual keys"), ButtonKind::Normal, this))
    , m_none(makeButton(tr("No keys"), ButtonKind::Normal, this))
    , m_problem(new TextLabel({}, Role::Warn, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_takeOver(makeButton(tr("Use it here"), ButtonKind::Normal, this)) {
    setObjectName(QStringLiteral("shortcutSettings"));
    m_table->setAccessibleName(tr("Actions and their keys"));
    m_table->setHorizontalHeaderLabels({tr("Action"), tr("Keys")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false); // Tab leads to the field
    m_table->setShowGrid(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(metrics::tableRow());
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(ActionColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(KeysColumn, QHeaderView::ResizeToContents);
    // At a large zoom the field below must stay in sight.
    m_table->setMinimumSize(metrics::width(360), std::min(metrics::height(300), 380));
    for (int row = 0; row < actionCount; ++row) {
        m_table->setItem(row, ActionColumn, new QTableWidgetItem(m_actions.label(static_cast<ActionId>(row))));
        m_table->setItem(row, KeysColumn, new QTableWidgetItem);
    }
    m_table->setCurrentCell(0, ActionColumn);
    addCheck(m_table, QStringLiteral("shortcutsTable"));

    auto* keys = new QWidget(this);
    auto* row = new QHBoxLayout(keys);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space8);
    row->addWidget(m_edit);
    row->addWidget(m_usual);
    row->addWidget(m_none);
    keys->setFocusProxy(m_edit);
    addRow(tr("Press new keys"), keys, QStringLiteral("shortcutRow"));
    m_edit->setObjectName(QStringLiteral("shortcutEdit"));
    m_edit->setAccessibleName(tr("Press new keys"));
    m_usual->setObjectName(QStringLiteral("usualKeysButton"));
    m_none->setObjectName(QStringLiteral("noKeysButton"));
    addNote(tr("They take the place of all keys of the action that is chosen in the table. Tab leaves the field."));

    auto* conflict = new QWidget(this);
    auto* line = new QHBoxLayout(conflict);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::space8);
    m_problem->setWordWrap(true);
    line->addWidget(m_problem, 1);
    line->addWidget(m_takeOver);
    addCheck(conflict, QStringLiteral("shortcutConflict"));
    m_problem->setObjectName(QStringLiteral("shortcutProblem"));
    m_takeOver->setObjectName(QStringLiteral("takeKeysButton"));
    say({});
    connectSignals();
}

void ShortcutSettings::connectSignals() {
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        say({});
        showChosen();
    });
    connect(m_usual, &QPushButton::clicked, this, [this] { propose(Actions::usualKeys(chosen())); });
    connect(m_none, &QPushButton::clicked, this, [this] { propose({}); });
    connect(m_takeOver, &QPushButton::clicked, this, &ShortcutSettings::takeOver);
}

ActionId ShortcutSettings::chosen() const {
    return static_cast<ActionId>(std::max(0, m_table->currentRow()));
}

void ShortcutSettings::render() {
    m_actions.takeKeys(settings());
    QStringList twice;
    for (int row = 0; row < actionCount; ++row) {
        const auto id = static_cast<ActionId>(row);
        const QList<QKeySequence> keys = m_actions[id]->shortcuts();
        m_table->item(row, KeysColumn)->setText(shownKeys(keys));
        for (const QKeySequence& key : keys) {
            for (const ActionId other : m_actions.ownersOf(key, id)) {
                if (other > id) { // each pair once
                    twice.append(
                        tr("%1 is set for “%2” and “%3”, so that it does neither.")
                            .arg(key.toString(QKeySequence::NativeText), m_actions.label(id), m_actions.label(other)));
                }
            }
        }
    }
    if (m_proposed.isEmpty()) {
        say(twice.join(QLatin1Char(' ')));
    }
    showChosen();
}

void ShortcutSettings::showChosen() {
    const QSignalBlocker quiet(m_edit);
    const QList<QKeySequence> keys = m_actions[chosen()]->shortcuts();
    m_edit->setKeySequence(keys.isEmpty() ? QKeySequence() : keys.first());
    m_usual->setEnabled(keys != Actions::usualKeys(chosen()));
    m_none->setEnabled(!keys.isEmpty());
}

void ShortcutSettings::takePressed(const QKeySequence& pressed) {
    const QKeySequence first(pressed[0]); // one press each, as everywhere in the window
    if (isForTyping(first)) {
        say(tr("%1 alone is for typing: press it with Ctrl or Alt.").arg(first.toString(QKeySequence::NativeText)));
        showChosen();
        return;
    }
    m_edit->setKeySequence(first); // it waits for no more presses
    propose({first});
}

void ShortcutSettings::propose(const QList<QKeySequence>& keys) {
    say({});
    QStringList taken;
    for (const QKeySequence& key : keys) {
        for (const ActionId owner : m_actions.ownersOf(key, chosen())) {
            taken.append(tr("%1 belongs to “%2”.").arg(key.toString(QKeySequence::NativeText), m_actions.label(owner)));
        }
    }
    if (taken.isEmpty()) {
        store(chosen(), keys);
        return;
    }
    say(taken.join(QLatin1Char(' ')));
    m_proposed = keys;
    m_takeOver->show();
}

void ShortcutSettings::takeOver() {
    const QList<QKeySequence> keys = m_proposed;
    const ActionId id = chosen();
    say({});
    for (const QKeySequence& key : keys) {
        for (const ActionId owner : m_actions.ownersOf(key, id)) {
            QList<QKeySequence> rest = m_actions[owner]->shortcuts();
            rest.removeAll(key);
            store(owner, rest);
        }
    }
    store(id, keys);
    m_edit->setFocus();
}

/// The usual keys are not written, so that “Back to defaults” has nothing to do for them.
void ShortcutSettings::store(ActionId id, const QList<QKeySequence>& keys) {
    const bool usual = keys == Actions::usualKeys(id);
    settings().setShortcuts(m_actions[id]->objectName(),
                            usual ? std::nullopt
                                  : std::optional(QKeySequence::listToString(keys, QKeySequence::PortableText)));
}

void ShortcutSettings::say(const QString& sentence) {
    m_proposed.clear();
    m_takeOver->hide();
    m_problem->setText(sentence);
    m_problem->parentWidget()->setVisible(!sentence.isEmpty());
}

} // namespace twb::ui
