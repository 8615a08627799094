// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/icons.h"
#include <optional>
#include <QWidget>

namespace twb::ui {

enum class BadgeKind { Neutral, Ok, Warn, Err, Info };

/// A small word or figure on a soft ground, 18 high; takes no focus. Its text is its accessible name.
class Badge : public QWidget {
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText)
public:
    explicit Badge(const QString& text = {}, BadgeKind kind = BadgeKind::Neutral, QWidget* parent = nullptr);

    QString text() const { return m_text; }
    BadgeKind kind() const { return m_kind; }
    std::optional<Icon> icon() const { return m_icon; }
    void setText(const QString& text);
    void setKind(BadgeKind kind);
    void setIcon(std::optional<Icon> icon);
    /// All three at once: one repaint, one layout.
    void present(const QString& text, BadgeKind kind, std::optional<Icon> icon = std::nullopt);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// The words changed, and with them the width; told also while hidden, when Qt asks no layout anew.
    void wordsChanged();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    BadgeKind m_kind;
    std::optional<Icon> m_icon;
};

} // namespace twb::ui
