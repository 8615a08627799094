// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/response.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace twb::ui {

class TextLabel;

/// The tokens of an answer, one chip each: name, kind, time left, “Open in editor”; and “Copy “Bearer …””.
class FoundRow : public QWidget {
    Q_OBJECT
public:
    explicit FoundRow(const Clock& clock, QWidget* parent = nullptr);
    void setTokens(const std::vector<oauth::FoundToken>& tokens);

Q_SIGNALS:
    void openRequested(const QByteArray& token);
    void copyRequested(const QString& authorization);
    void renewRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void tick();
    struct Chip {
        QWidget* widget = nullptr;
        TextLabel* left = nullptr;
        std::optional<Time> expires;
    };
    const Clock& m_clock;
    QHBoxLayout* m_row;
    std::vector<Chip> m_chips;
    std::vector<oauth::FoundToken> m_tokens;
    QTimer m_tick;
};

} // namespace twb::ui
