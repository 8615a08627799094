// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/request.h"
#include "workbench/found_verdict.h"

#include <QTimer>
#include <QWidget>

class QMenu;
class QPushButton;

namespace twb::ui {

class Badge;
class TextLabel;
class WrapLayout;

/// The tokens of an answer, one chip each: name, kind, verdict of the signature, time left, “Open in editor”, and what
/// can be asked about it; and “Copy “Bearer …””. It asks nothing itself.
class FoundRow : public QWidget {
    Q_OBJECT
public:
    explicit FoundRow(const Clock& clock, QWidget* parent = nullptr);
    using Judge = std::function<workbench::FoundVerdict(const oauth::FoundToken&)>;
    void setJudge(Judge judge) { m_judge = std::move(judge); }
    void setTokens(const std::vector<oauth::FoundToken>& tokens);
    /// Other keys are known now.
    void judgeAnew();
    /// Where the issuer's keys would be fetched from; empty: not known.
    void setKeysAddress(const QString& address) { m_keysAddress = address; }

Q_SIGNALS:
    void openRequested(const QByteArray& token);
    void copyRequested(const QString& authorization);
    void renewRequested();
    /// The form shall be filled for asking this about the token.
    void askRequested(twb::oauth::Operation operation, const twb::oauth::FoundToken& token);
    void fetchKeysRequested(const QString& address);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void tick();
    void fitHeight();
    struct Chip {
        QWidget* widget = nullptr;
        TextLabel* left = nullptr;
        std::optional<Time> expires;
        Badge* verdict = nullptr;
    };
    QWidget* makeChip(std::size_t place);
    void fillMenu(QMenu* menu, std::size_t place);
    Judge m_judge;
    QString m_keysAddress;
    const Clock& m_clock;
    WrapLayout* m_row;
    std::vector<Chip> m_chips;
    std::vector<oauth::FoundToken> m_tokens;
    QTimer m_tick;
};

} // namespace twb::ui
