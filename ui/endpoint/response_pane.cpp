// SPDX-License-Identifier: Apache-2.0
#include "endpoint/response_pane.h"

#include "common/buttons.h"
#include "common/check_row.h"
#include "common/finding_card.h"
#include "common/metrics.h"
#include "common/reveal_control.h"
#include "common/text_label.h"
#include "endpoint/check_list.h"
#include "endpoint/endpoint_words.h"
#include "endpoint/found_row.h"
#include "endpoint/wire_text.h"
#include "workbench/words.h"

#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace twb::ui {

using namespace twb::oauth;

namespace {

constexpr int textLines = 3;
constexpr int cardLeast = 200, notesLeast = 60;

} // namespace

ResponsePane::ResponsePane(const Clock& clock, QWidget* parent)
    : PaneFrame(tr("Response"), parent)
    , m_status(addBadge())
    , m_time(addBadge())
    , m_size(addBadge())
    , m_reveal(new RevealControl(this))
    , m_copy(new IconButton(Icon::Copy, tr("Copy the answer as it is shown"), this))
    , m_save(new IconButton(Icon::Download, tr("Save request and answer"), this))
    , m_text(new WireText(tr("Response"), this))
    , m_explanationArea(new QScrollArea(this))
    , m_explanation(nullptr)
    , m_found(new FoundRow(clock, this)) {
    setObjectName(QStringLiteral("endpointResponse"));
    m_status->setObjectName(QStringLiteral("responseStatus"));
    m_text->setObjectName(QStringLiteral("responseText"));
    m_text->setPlaceholderText(tr("No answer yet."));
    m_reveal->setButtonName(QStringLiteral("responseReveal"));
    m_copy->setObjectName(QStringLiteral("responseCopy"));
    m_save->setObjectName(QStringLiteral("responseSave"));
    auto* menu = new QMenu(m_save);
    menu->addAction(tr("Save as text, masked…"), this, [this] { Q_EMIT saveTranscriptRequested(false); })
        ->setObjectName(QStringLiteral("saveText"));
    menu->addAction(tr("Save as HAR, masked…"), this, [this] { Q_EMIT saveTranscriptRequested(true); })
        ->setObjectName(QStringLiteral("saveHar"));
    m_save->setMenu(menu);
    m_save->setPopupMode(QToolButton::InstantPopup);
    addControl(m_reveal);
    addControl(m_copy);
    addControl(m_save);
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_text->setMinimumHeight(textLines * m_text->fontMetrics().lineSpacing() + metrics::paneSide);
    column->addWidget(m_text, 1);
    m_explanationArea->setObjectName(QStringLiteral("endpointExplanation"));
    m_explanationArea->setWidgetResizable(true);
    m_explanationArea->setFrameShape(QFrame::NoFrame);
    m_explanationArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_explanationArea->hide();
    column->addWidget(m_explanationArea, 1000); // up to its own height
    column->addWidget(m_found);
    setContent(content);
    connect(m_reveal, &RevealControl::revealedChanged, this, &ResponsePane::render);
    connect(m_copy, &QToolButton::clicked, this, [this] { Q_EMIT copyRequested(m_text->toPlainText()); });
    connect(m_found, &FoundRow::openRequested, this, &ResponsePane::openTokenRequested);
    connect(m_found, &FoundRow::copyRequested, this, &ResponsePane::copySecretRequested);
    connect(m_found, &FoundRow::renewRequested, this, [this] { Q_EMIT renewRequested(m_exchange); });
}

void ResponsePane::showExchange(const workbench::SharedExchange& exchange) {
    m_reveal->setRevealed(false);
    m_exchange = exchange;
    const HttpExchange& answer = exchange->last().exchange;
    const bool good = answer.ok() && !exchange->explanation;
    const QString status = answer.status == 0
                               ? QString::fromUtf8(name(answer.failure->fault).data())
                               : QStringLiteral("%1 %2").arg(QString::number(answer.status),
                                                             QString::fromStdString(answer.statusText).left(40));
    m_status->present(status.trimmed(), good ? BadgeKind::Ok : BadgeKind::Err, good ? Icon::Ok : Icon::Err);
    m_time->setText(tr("%1 ms").arg(answer.timing.total.count() / 1000));
    const HttpTiming& timing = answer.timing;
    m_time->setToolTip(tr("Name %1 ms · connected %2 ms · TLS %3 ms · first byte %4 ms")
                           .arg(timing.nameLookup.count() / 1000)
                           .arg(timing.connect.count() / 1000)
                           .arg(timing.tls.count() / 1000)
                           .arg(timing.firstOctet.count() / 1000));
    m_size->setText(answer.status == 0 ? QString() : workbench::bytesText(answer.body.text.size()));
    m_found->setTokens(exchange->last().reading.tokens);
    render();
    renderExplanation();
}

void ResponsePane::render() {
    if (!m_exchange) {
        return;
    }
    const Secrecy secrecy = m_reveal->isRevealed() ? Secrecy::Revealed : Secrecy::Masked;
    QString text;
    for (const TranscriptText& piece : transcriptOf(m_exchange->last(), secrecy)) {
        if (piece.direction == TranscriptPiece::Direction::Received) {
            text += QString::fromStdString(piece.text);
        }
    }
    const HttpExchange& answer = m_exchange->last().exchange;
    if (text.isEmpty() && answer.failure) {
        text = QString::fromUtf8(sentence(answer.failure->fault).data());
    }
    m_text->showText(readableResponse(text));
}

/// The refusal in words (ui.md §6.4): what the server said, what to do, the likely reasons in their order; those that
/// were checked here with tick or cross.
QWidget* ResponsePane::makeCard() {
    const Explanation& explanation = *m_exchange->explanation;
    auto* card = new FindingCard;
    FindingContent content;
    content.id = QString::fromStdString(explanation.code);
    content.severity = FindingSeverity::Error;
    content.title = QString::fromStdString(explanation.title);
    content.evidence.append({QString::fromStdString(explanation.code)});
    if (const std::string& said = m_exchange->last().reading.description; !said.empty()) {
        content.evidence.append({tr("“%1”").arg(QString::fromStdString(said))});
    }
    content.advice = QString::fromStdString(explanation.advice);
    card->setContent(content);
    auto* extra = new QWidget;
    auto* column = new QVBoxLayout(extra);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space6);
    QStringList reasons;
    if (!explanation.reasons.empty()) {
        auto* list = new CheckList(extra);
        list->setObjectName(QStringLiteral("explanationReasons"));
        list->setChecks(explanation.reasons);
        column->addWidget(list);
        for (const RequestCheck& reason : explanation.reasons) {
            reasons << QString::fromStdString(reason.text);
        }
    }
    if (m_exchange->request.client.method == ClientMethod::PrivateKeyJwt) {
        auto* compare = makeButton(tr("Compare with the registered key in the clipboard"), ButtonKind::Normal, extra);
        compare->setObjectName(QStringLiteral("compareRegisteredKey"));
        compare->setToolTip(tr("Copy the public key that the vendor has on file (PEM, JWK), then press"));
        connect(compare, &QPushButton::clicked, this, &ResponsePane::compareKeyRequested);
        column->addWidget(compare, 0, Qt::AlignLeft);
    }
    card->setExtra(extra);
    connect(card, &FindingCard::copyRequested, this, [this, content, reasons] {
        QStringList lines{content.title};
        for (const EvidenceLine& line : content.evidence) {
            lines << line.text;
        }
        lines << content.advice << reasons;
        lines.removeAll(QString());
        Q_EMIT copyRequested(lines.join(QLatin1Char('\n')));
    });
    return card;
}

void ResponsePane::renderExplanation() {
    if (QWidget* const old = m_explanationArea->takeWidget()) {
        old->setParent(nullptr);
        old->deleteLater(); // the press that leads here may come from a button in it
    }
    const auto& notes = m_exchange->last().reading.notes;
    const bool refused = m_exchange->explanation.has_value();
    m_explanationArea->setVisible(refused || !notes.empty());
    if (!refused && notes.empty()) {
        return;
    }
    m_explanation = new QWidget;
    auto* column = new QVBoxLayout(m_explanation);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    if (refused) {
        column->addWidget(makeCard());
    }
    auto* rows = new QVBoxLayout;
    rows->setContentsMargins(metrics::paneSide, metrics::space4, metrics::paneSide, metrics::space4);
    for (const ResponseNote& note : notes) {
        const FactState state = note.severity == ResponseNote::Severity::Error     ? FactState::Error
                                : note.severity == ResponseNote::Severity::Warning ? FactState::Warning
                                                                                   : FactState::Neutral;
        rows->addWidget(new CheckRow(state, QString::fromStdString(note.text), {}, m_explanation));
    }
    column->addLayout(rows);
    column->addStretch(1);
    m_explanationArea->setWidget(m_explanation);
    m_explanation->show();
    fitExplanation();
}

/// All of the explanation where there is room; the text of the answer, which says the same in JSON, gives way first.
void ResponsePane::fitExplanation() {
    if (m_explanationArea->isHidden()) {
        return;
    }
    const int wide = width() - 2 - m_explanationArea->verticalScrollBar()->sizeHint().width();
    const int wanted =
        m_explanation->hasHeightForWidth() ? m_explanation->heightForWidth(wide) : m_explanation->sizeHint().height();
    m_explanation->setMinimumHeight(wanted); // its hint would be that of broken lines at no width
    m_explanationArea->setMaximumHeight(wanted + metrics::space2);
    m_explanationArea->setMinimumHeight(
        qMin(wanted, metrics::height(m_exchange->explanation ? cardLeast : notesLeast)));
}

int ResponsePane::heightToShowAll() const {
    const int found = m_found->isHidden() ? 0 : m_found->minimumHeight();
    const int explanation = m_explanationArea->isHidden() ? 0 : m_explanationArea->maximumHeight();
    return metrics::paneHeader() + m_text->minimumHeight() + explanation + found + metrics::space8;
}

void ResponsePane::resizeEvent(QResizeEvent* event) {
    PaneFrame::resizeEvent(event);
    fitExplanation();
}

} // namespace twb::ui
