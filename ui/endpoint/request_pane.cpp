// SPDX-License-Identifier: Apache-2.0
#include "endpoint/request_pane.h"

#include "common/buttons.h"
#include "common/reveal_control.h"
#include "common/switch_row.h"
#include "endpoint/endpoint_words.h"
#include "endpoint/wire_text.h"
#include "workbench/words.h"

#include <QTimeZone>

namespace twb::ui {

using namespace twb::oauth;

RequestPane::RequestPane(QWidget* parent)
    : PaneFrame(tr("Request"), parent)
    , m_tls(addBadge())
    , m_size(addBadge())
    , m_when(addBadge())
    , m_switch(new SwitchRow(tr("How the request is shown"), this))
    , m_reveal(new RevealControl(this))
    , m_copy(new IconButton(Icon::Copy, tr("Copy the request as it is shown"), this))
    , m_text(new WireText(tr("Request"), this)) {
    setObjectName(QStringLiteral("endpointRequest"));
    m_switch->setObjectName(QStringLiteral("requestSwitch"));
    m_switch->addChoice(tr("Readable"), std::nullopt, tr("One parameter a line"));
    m_switch->addChoice(tr("Exact bytes"), std::nullopt, tr("As it goes over the wire"));
    m_reveal->setButtonName(QStringLiteral("requestReveal"));
    m_copy->setObjectName(QStringLiteral("requestCopy"));
    m_text->setObjectName(QStringLiteral("requestText"));
    m_text->setPlaceholderText(tr("Nothing was sent yet. Dry run shows what Send would send."));
    addControl(m_switch);
    addControl(m_reveal);
    addControl(m_copy);
    setContent(m_text);
    connect(m_switch, &SwitchRow::currentIndexChanged, this, &RequestPane::render);
    connect(m_reveal, &RevealControl::revealedChanged, this, &RequestPane::render);
    connect(m_copy, &QToolButton::clicked, this, [this] { Q_EMIT copyRequested(m_text->toPlainText()); });
}

void RequestPane::showPlan(const BuiltRequest& built) {
    m_reveal->setRevealed(false);
    m_plan = built;
    m_exchange.reset();
    const auto octets = wireOctets(built.http);
    m_tls->setText({});
    m_size->setText(octets ? workbench::bytesText(octets->size()) : QString());
    m_when->present(tr("dry run: not sent"), BadgeKind::Info);
    render();
}

void RequestPane::showExchange(const workbench::SharedExchange& exchange) {
    m_reveal->setRevealed(false);
    m_plan.reset();
    m_exchange = exchange;
    const Step& step = exchange->last();
    std::size_t size = 0;
    for (const TranscriptPiece& piece : step.exchange.transcript) {
        size += piece.direction == TranscriptPiece::Direction::Sent ? piece.octets.text.size() : 0;
    }
    QString tls = QString::fromStdString(step.exchange.tlsVersion);
    m_tls->setText(tls.replace(QStringLiteral("TLSv"), QStringLiteral("TLS ")));
    m_size->setText(size > 0 ? workbench::bytesText(size) : QString());
    const QTime at = workbench::toDateTime(exchange->started, QTimeZone::systemTimeZone()).time();
    const bool twice = exchange->sent.steps.size() > 1;
    m_when->present(size == 0 ? tr("not sent")
                    : twice   ? tr("sent %1, twice for the nonce").arg(at.toString(QStringLiteral("HH:mm:ss")))
                              : tr("sent %1").arg(at.toString(QStringLiteral("HH:mm:ss"))),
                    BadgeKind::Neutral);
    render();
}

void RequestPane::render() {
    const Secrecy secrecy = m_reveal->isRevealed() ? Secrecy::Revealed : Secrecy::Masked;
    QString text;
    if (m_plan) {
        const auto octets = wireOctets(m_plan->http);
        std::vector<SharedSecret> secrets = m_plan->confidential;
        for (const MadeToken& made : m_plan->made) {
            secrets.push_back(shareSecret(made.token));
        }
        const std::string shown = !octets                      ? std::string(sentence(octets.error().fault))
                                  : secrecy == Secrecy::Masked ? maskAll(*octets, secrets)
                                                               : *octets;
        text = QString::fromStdString(shown);
    } else if (m_exchange) {
        for (const Step& step : m_exchange->sent.steps) {
            for (const TranscriptText& piece : transcriptOf(step, secrecy)) {
                if (piece.direction == TranscriptPiece::Direction::Sent) {
                    text += (text.isEmpty() ? QString() : QStringLiteral("\n\n")) + QString::fromStdString(piece.text);
                }
            }
        }
    }
    m_text->showText(m_switch->currentIndex() == 0 ? readableRequest(text) : text);
}

} // namespace twb::ui
