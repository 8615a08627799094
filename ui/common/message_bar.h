// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/icons.h"
#include <QList>
#include <QPointer>
#include <QWidget>
class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace twb::ui {

class IconButton;
class LinkButton;
class TextLabel;

enum class MessageKind { Info, Warning, Error };

/// One sentence inside the pane it concerns, with at most two actions. It stays until answered and covers no text.
///
/// Each action emits actionTriggered(index) and then closes the bar; × and Esc emit dismissed().
class MessageBar : public QWidget {
    Q_OBJECT
public:
    /// @param lead  semi-bold words before the sentence, may be empty.
    explicit MessageBar(MessageKind kind, const QString& sentence, const QString& lead = {}, QWidget* parent = nullptr);

    /// At most two; links by default, or buttons with the first one primary.
    enum class Actions { Links, Buttons };
    void setActions(const QStringList& texts, Actions look = Actions::Links);
    void setIcon(Icon icon);
    /// Some bars go only with their cause (“Back to original”): no ×, and an action leaves them open.
    enum class Lifetime { UntilAnswered, UntilRemoved };
    void setLifetime(Lifetime lifetime);
    void setText(const QString& sentence, const QString& lead = {});

    QString sentence() const { return m_sentence; }
    MessageKind kind() const { return m_kind; }
    QPushButton* actionButton(int index) const;

Q_SIGNALS:
    void actionTriggered(int index);
    void dismissed();
    /// After both: the bar is going away.
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void dismiss();
    void goAway();
    void trigger(int index);
    void applyMetrics();

    MessageKind m_kind;
    Icon m_icon;
    Lifetime m_lifetime = Lifetime::UntilAnswered;
    QString m_sentence;
    QHBoxLayout* m_row;
    TextLabel* m_label;
    QList<QPushButton*> m_actions;
    IconButton* m_close;
};

/// Bars on top of each other: at most two are seen, then “%n more”. Empty, it takes no space.
class MessageStack : public QWidget {
    Q_OBJECT
public:
    explicit MessageStack(QWidget* parent = nullptr);

    /// Adds a bar under the others. A bar with the same key takes the place of the older one.
    /// @param key  empty: never replaced.
    MessageBar* add(MessageKind kind, const QString& sentence, const QString& key = {}, const QString& lead = {});
    /// Takes the bar with this key away, if there is one.
    void remove(const QString& key);
    MessageBar* find(const QString& key) const;
    void clear();
    int count() const { return int(m_entries.size()); }

Q_SIGNALS:
    void countChanged(int count);

private:
    void forget(MessageBar* bar);
    void arrange();

    struct Entry {
        QString key;
        MessageBar* bar = nullptr;
    };
    QList<Entry> m_entries;
    QVBoxLayout* m_column;
    LinkButton* m_more;
    bool m_all = false;
};

} // namespace twb::ui
