// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_fit.h"

#include <QWidget>

class QGridLayout;

namespace twb::ui {

/// “Which tokens of the open documents fit”: a short list of links with the answer in words; a press shows the token.
class FittingTokens : public QWidget {
    Q_OBJECT
public:
    explicit FittingTokens(QWidget* parent = nullptr);

    void setTokens(const std::vector<workbench::FittingToken>& tokens);
    /// Links, for the order of the keyboard.
    QList<QWidget*> focusStops() const { return m_links; }

Q_SIGNALS:
    void tokenChosen(twb::workbench::TokenDocument* document);

private:
    QGridLayout* m_grid;
    QList<QWidget*> m_links;
};

} // namespace twb::ui
