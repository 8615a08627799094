// SPDX-License-Identifier: Apache-2.0
#include "endpoint/response_pane.h"

#include "common/buttons.h"
#include "common/check_row.h"
#include "common/metrics.h"
#include "common/reveal_control.h"
#include "common/text_label.h"
#include "endpoint/check_list.h"
#include "endpoint/endpoint_words.h"
#include "endpoint/found_row.h"
#include "endpoint/wire_text.h"
#include "workbench/words.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace twb::ui {

using namespace twb::oauth;

namespace {

/// The ground of an explanation: a left rule in the colour of an error.
class CardGround : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), color(Role::Surface));
        painter.fillRect(0, 0, width(), 1, color(Role::Border));
        painter.fillRect(0, 0, 3, height(), color(Role::Err));
    }
};

constexpr int cardMost = 320;

/// Lets the row of tokens scroll sideways where it is too wide for the pane, instead of widening the window.
class FoundArea : public QScrollArea {
public:
    FoundArea(FoundRow* row, QWidget* parent)
        : QScrollArea(parent) {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFocusPolicy(Qt::NoFocus);
        setWidget(row);
        row->installEventFilter(this);
        fit();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show || event->type() == QEvent::Hide) {
            fit();
        }
        return QScrollArea::eventFilter(watched, event);
    }
    void resizeEvent(QResizeEvent* event) override {
        QScrollArea::resizeEvent(event);
        fit();
    }

private:
    void fit() {
        const QSize wanted = widget()->isHidden() ? QSize(0, 0) : widget()->sizeHint();
        const bool scrolls = wanted.width() > width();
        setFixedHeight(wanted.height() + (scrolls ? horizontalScrollBar()->sizeHint().height() : 0));
    }
};

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
    column->addWidget(m_text, 1);
    m_explanationArea->setObjectName(QStringLiteral("endpointExplanation"));
    m_explanationArea->setWidgetResizable(true);
    m_explanationArea->setFrameShape(QFrame::NoFrame);
    m_explanationArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_explanationArea->hide();
    column->addWidget(m_explanationArea, 2);
    column->addWidget(new FoundArea(m_found, this));
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

void ResponsePane::renderExplanation() {
    delete m_explanationArea->takeWidget();
    const auto& explanation = m_exchange->explanation;
    const auto& notes = m_exchange->last().reading.notes;
    m_explanationArea->setVisible(explanation.has_value() || !notes.empty());
    if (!explanation && notes.empty()) {
        return;
    }
    m_explanation = explanation ? static_cast<QWidget*>(new CardGround) : new QWidget;
    auto* column = new QVBoxLayout(m_explanation);
    column->setContentsMargins(metrics::paneSide + 3, metrics::paneTop, metrics::paneSide, metrics::paneTop);
    column->setSpacing(metrics::space4);
    if (explanation) {
        auto* title = new TextLabel(QString::fromStdString(explanation->title), Role::Text, fonts::Size::Body,
                                    fonts::Weight::SemiBold);
        title->setWordWrap(true);
        title->setObjectName(QStringLiteral("explanationTitle"));
        auto* head = new QHBoxLayout;
        head->addWidget(title, 1);
        head->addWidget(new Badge(QString::fromStdString(explanation->code), BadgeKind::Err), 0, Qt::AlignTop);
        column->addLayout(head);
        const std::string& said = m_exchange->last().reading.description;
        for (const std::string& line : {said.empty() ? std::string() : "“" + said + "”", explanation->advice}) {
            if (!line.empty()) {
                auto* words = new TextLabel(QString::fromStdString(line), Role::Text2);
                words->setWordWrap(true);
                words->setTextFormat(Qt::PlainText); // a server's words are never markup
                column->addWidget(words);
            }
        }
        if (!explanation->reasons.empty()) {
            auto* list = new CheckList(m_explanation);
            list->setObjectName(QStringLiteral("explanationReasons"));
            list->setChecks(explanation->reasons);
            column->addWidget(list);
        }
    }
    for (const ResponseNote& note : notes) {
        const FactState state = note.severity == ResponseNote::Severity::Error     ? FactState::Error
                                : note.severity == ResponseNote::Severity::Warning ? FactState::Warning
                                                                                   : FactState::Neutral;
        column->addWidget(new CheckRow(state, QString::fromStdString(note.text), {}, m_explanation));
    }
    column->addStretch(1);
    m_explanationArea->setWidget(m_explanation);
    m_explanation->show();
    const int wanted = m_explanation->heightForWidth(qMax(width() - 20, 200));
    m_explanationArea->setMaximumHeight(
        qMin(cardMost, (wanted > 0 ? wanted : m_explanation->sizeHint().height()) + metrics::space8));
    m_explanationArea->setMinimumHeight(qMin(m_explanationArea->maximumHeight(), 120));
}

} // namespace twb::ui
