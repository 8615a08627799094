// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/badge.h"
#include "common/message_bar.h"
#include <optional>
#include <QList>
#include <QWidget>
class QHBoxLayout;
class QVBoxLayout;

namespace twb::ui {

class InlineError;
class TextLabel;

/// A pane: header (swatch, caption, badges, stretch, controls), messages, content, and an error line under it.
///
/// The header never scrolls. The content fills the rest without padding: editors reach the outline; a form sets
/// margins of its own (metrics::paneSide, metrics::paneTop). While an editor in it has the focus, the pane's outline
/// is the editor's focus ring.
class PaneFrame : public QWidget {
    Q_OBJECT
public:
    explicit PaneFrame(const QString& caption, QWidget* parent = nullptr);
    ~PaneFrame() override;

    QString caption() const;
    void setCaption(const QString& caption);
    /// The 8×14 mark before the caption in a token part's colour; nullopt takes it away.
    void setSwatch(std::optional<Role> role);
    /// Words after the caption in `text3`, “paste a token, or anything that holds one”.
    void setHint(const QString& hint);

    /// Adds after the caption (before the stretch), in the order of the calls. Badges give way first when the header
    /// is too narrow: the last one added hides first. An empty text hides the badge.
    Badge* addBadge(const QString& text = {}, BadgeKind kind = BadgeKind::Neutral);
    /// Adds at the right end, in the order of the calls.
    void addControl(QWidget* control);
    /// A gap between groups of controls.
    void addControlSpacing(int pixels);

    /// Takes ownership; one content.
    void setContent(QWidget* content);
    QWidget* content() const { return m_content; }

    /// Messages of this pane; made on first use.
    MessageStack* messages();
    /// The error line under the content; made on first use.
    InlineError* errorLine();

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitBadges();
    void applyMetrics();
    void onFocusChanged(QWidget* former, QWidget* now);

    QWidget* m_header;
    QHBoxLayout* m_row;
    QVBoxLayout* m_column;
    TextLabel* m_caption;
    TextLabel* m_hint = nullptr;
    QHBoxLayout* m_badgeRow;
    QHBoxLayout* m_controlRow;
    QList<Badge*> m_badges;
    std::optional<Role> m_swatch;
    QWidget* m_content = nullptr;
    MessageStack* m_messages = nullptr;
    InlineError* m_error = nullptr;
    bool m_editing = false; ///< the focus is in an editor inside this pane
};

} // namespace twb::ui
