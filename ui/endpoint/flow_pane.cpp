// SPDX-License-Identifier: Apache-2.0
#include "endpoint/flow_pane.h"

#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "endpoint/endpoint_words.h"
#include "endpoint/wire_text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace twb::ui {

using Stage = workbench::FlowProgress::Stage;

FlowPane::FlowPane(const Clock& clock, QWidget* parent)
    : PaneFrame(tr("Waiting"), parent)
    , m_clock(clock)
    , m_what(new TextLabel)
    , m_code(new TextLabel({}, Role::Text, fonts::Size::EmptyTitle, fonts::Weight::SemiBold))
    , m_address(new WireText(tr("Address to open")))
    , m_left(new TextLabel({}, Role::Text2))
    , m_open(makeButton(tr("Open in the browser")))
    , m_copy(makeButton(tr("Copy address")))
    , m_copyCode(makeButton(tr("Copy code")))
    , m_cancel(makeButton(tr("Cancel"))) {
    setObjectName(QStringLiteral("endpointFlowPane"));
    m_code->setObjectName(QStringLiteral("flowUserCode"));
    m_code->setTextFormat(Qt::PlainText);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_what->setWordWrap(true);
    m_left->setWordWrap(true);
    m_left->setObjectName(QStringLiteral("flowTimeLeft"));
    m_address->setObjectName(QStringLiteral("flowAddress"));
    m_address->setHeight(WireText::Height::OfText);
    m_address->document()->setDocumentMargin(0);
    m_open->setObjectName(QStringLiteral("flowOpen"));
    m_copy->setObjectName(QStringLiteral("flowCopyAddress"));
    m_copyCode->setObjectName(QStringLiteral("flowCopyCode"));
    m_cancel->setObjectName(QStringLiteral("flowCancel"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(metrics::paneSide, metrics::paneTop, metrics::paneSide, metrics::paneTop);
    column->setSpacing(metrics::space6);
    column->addWidget(m_what);
    column->addWidget(m_code);
    column->addWidget(m_address);
    column->addWidget(m_left);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap());
    for (QPushButton* button : {m_open, m_copyCode, m_copy}) {
        row->addWidget(button);
    }
    row->addStretch(1);
    row->addWidget(m_cancel);
    column->addLayout(row);
    setContent(content);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &FlowPane::tick);
    connect(m_open, &QPushButton::clicked, this, [this] {
        const std::string& address =
            m_progress.completeAddress.empty() ? m_progress.address : m_progress.completeAddress;
        Q_EMIT openRequested(QString::fromStdString(address));
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { Q_EMIT copyRequested(QString::fromStdString(m_progress.address), tr("Copied: the address")); });
    connect(m_copyCode, &QPushButton::clicked, this,
            [this] { Q_EMIT copyRequested(QString::fromStdString(m_progress.userCode), tr("Copied: the code")); });
    connect(m_cancel, &QPushButton::clicked, this, &FlowPane::cancelRequested);
}

void FlowPane::showProgress(const workbench::FlowProgress& progress) {
    m_progress = progress;
    const bool waits = progress.stage == Stage::Browser || progress.stage == Stage::Device;
    if (waits) {
        showWaiting();
        m_tick.start();
    } else {
        m_tick.stop();
    }
    setVisible(waits);
    tick();
}

void FlowPane::showWaiting() {
    const bool device = m_progress.stage == Stage::Device;
    setCaption(device ? tr("Waiting for the code to be entered") : tr("Waiting for the browser"));
    m_what->setText(device ? tr("Open this address on any device and enter the code:")
                           : tr("Sign in at this address. The answer comes to %1 on this computer.")
                                 .arg(QString::fromStdString(m_progress.redirectUri)));
    m_code->setText(QString::fromStdString(m_progress.userCode));
    m_code->setVisible(device);
    m_copyCode->setVisible(device);
    m_address->showText(QString::fromStdString(m_progress.address));
}

void FlowPane::tick() {
    QStringList parts;
    const Time now = m_clock.now();
    if (m_progress.until) {
        parts << (m_progress.stage == Stage::Device ? tr("The code: %1").arg(leftWords(*m_progress.until - now))
                                                    : leftWords(*m_progress.until - now));
    }
    if (m_progress.said == "slow_down") {
        parts << tr("the server asked to be asked less often (slow_down)");
    } else if (m_progress.said == "authorization_pending") {
        parts << tr("not entered yet (authorization_pending)");
    } else if (!m_progress.said.empty()) {
        parts << QString::fromStdString(m_progress.said).left(80);
    }
    if (m_progress.asks && *m_progress.asks > now) {
        parts << tr("asks again in %1 s").arg((*m_progress.asks - now).count());
    }
    m_left->setText(parts.join(QStringLiteral(" · ")));
}

void FlowPane::finish() {
    m_tick.stop();
    hide();
}

} // namespace twb::ui
