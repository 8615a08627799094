// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/icons.h"
#include <optional>
#include <QAbstractButton>
class QVariantAnimation;

namespace twb::ui {

enum class FactState { Good, Warning, Error, Neutral, Busy };

/// The colours and the icon of one state, for all widgets that show a state.
struct FactLook {
    Role strong, soft, line;
    Icon icon;
};
FactLook lookOf(FactState state);

/// One of the three facts about a token: icon, title, one sub-line, on the state's soft ground under a 3-high rule.
///
/// A press or Enter emits clicked(): open the finding behind it. The title is never cut (it takes a second line, and
/// the sub-line gives way); the sub-line is cut with the whole in the tooltip. Accessible name “Signature: Signature
/// Verified. HS256 with …”, announced when the state changes, not with every second.
class FactCell : public QAbstractButton {
    Q_OBJECT
public:
    /// @param subject  the fact's own word, “Signature”, “Time”, “Profile”.
    /// @param icon     fixed drawing (clock, profile), or nullopt: the drawing of the state.
    explicit FactCell(const QString& subject, std::optional<Icon> icon = std::nullopt, QWidget* parent = nullptr);

    /// @param shortDetail  said instead of detail when that does not fit; empty: detail is cut.
    void setFact(FactState state, const QString& title, const QString& detail = {}, const QString& shortDetail = {});
    FactState state() const { return m_state; }
    QString title() const { return m_title; }
    QString detail() const { return m_detail; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString spokenName() const;
    void fade();

    QString m_subject;
    std::optional<Icon> m_icon;
    FactState m_state = FactState::Neutral;
    QString m_title, m_detail, m_shortDetail;
    QVariantAnimation* m_fade = nullptr;
    qreal m_flash = 0;
};

} // namespace twb::ui
