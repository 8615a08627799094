// SPDX-License-Identifier: Apache-2.0
#include "endpoint/check_list.h"

#include "common/check_row.h"
#include "common/metrics.h"
#include "common/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace twb::ui {

namespace {

FactState stateOf(oauth::RequestCheck::State state) {
    switch (state) {
    case oauth::RequestCheck::State::Pass:
        return FactState::Good;
    case oauth::RequestCheck::State::Warn:
        return FactState::Warning;
    case oauth::RequestCheck::State::Fail:
        return FactState::Error;
    case oauth::RequestCheck::State::Unknown:
        break;
    }
    return FactState::Neutral;
}

} // namespace

CheckList::CheckList(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("endpointChecks"));
    m_column->setContentsMargins(metrics::paneSide, metrics::space6, metrics::paneSide, metrics::space6);
    m_column->setSpacing(0);
}

void CheckList::setChecks(const std::vector<oauth::RequestCheck>& checks) {
    std::vector<std::string> shown;
    for (const oauth::RequestCheck& check : checks) {
        shown.push_back(std::to_string(static_cast<int>(check.state)) + check.text);
    }
    if (shown == m_shown) {
        return; // nothing flickers while somebody types
    }
    m_shown = shown;
    while (QLayoutItem* const item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const oauth::RequestCheck& check : checks) {
        m_column->addWidget(new CheckRow(stateOf(check.state), QString::fromStdString(check.text), {}, this));
    }
    setVisible(!checks.empty());
}

void CheckList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Role::Border));
    painter.setBrush(color(Role::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusControl,
                            metrics::radiusControl);
}

} // namespace twb::ui
