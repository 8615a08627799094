// SPDX-License-Identifier: Apache-2.0
#include "issuer/exchange_view.h"

#include "common/buttons.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/text_label.h"

#include <algorithm>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSyntaxHighlighter>

namespace twb::ui {

namespace {
constexpr int wordsLeast = 160, wordsBeside = 320; ///< of the finding's sentence, below and beside its buttons
} // namespace

/// Start line and names semi-bold, what is hidden in the colour of hints.
class ExchangeHighlighter : public QSyntaxHighlighter {
public:
    explicit ExchangeHighlighter(QTextDocument* document)
        : QSyntaxHighlighter(document) {
        connect(&Theme::current(), &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
    }

protected:
    void highlightBlock(const QString& text) override {
        QTextCharFormat strong;
        strong.setFontWeight(QFont::DemiBold);
        QTextCharFormat value;
        value.setForeground(color(Role::Text2));
        if (currentBlock().blockNumber() == 0) {
            setFormat(0, static_cast<int>(text.size()), strong);
            return;
        }
        static const QRegularExpression name(QStringLiteral("^(&?[A-Za-z_]+=|[A-Za-z-]+:(?= ))"));
        if (const auto match = name.match(text); match.hasMatch()) {
            const int end = static_cast<int>(match.capturedEnd());
            setFormat(0, end, strong);
            setFormat(end, static_cast<int>(text.size()) - end, value);
        }
        static const QRegularExpression hidden(QStringLiteral("… \\(\\d+ characters? hidden\\)"));
        QTextCharFormat hint;
        hint.setForeground(color(Role::Text3));
        hint.setBackground(color(Role::NeuSoft));
        for (auto each = hidden.globalMatch(text); each.hasNext();) {
            const auto match = each.next();
            setFormat(static_cast<int>(match.capturedStart()) + 1, static_cast<int>(match.capturedLength()) - 1, hint);
        }
    }
};

FindingLine::FindingLine(QWidget* parent)
    : QWidget(parent)
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_words(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_accept(makeButton(tr("Accept both"), ButtonKind::Normal, this))
    , m_open(makeButton(tr("Open assertion in editor"), ButtonKind::Normal, this)) {
    setObjectName(QStringLiteral("issuerFinding"));
    m_words->setObjectName(QStringLiteral("issuerFindingText"));
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText); // the title is semi-bold; both texts are escaped
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_accept->setObjectName(QStringLiteral("issuerAcceptBoth"));
    m_accept->setToolTip(tr("Accept this audience too, until the workbench is closed"));
    m_open->setObjectName(QStringLiteral("issuerOpenAssertion"));
    m_row->setContentsMargins(metrics::paneSide + metrics::height(iconButton) + metrics::space12, metrics::space8,
                              metrics::paneSide, metrics::space8);
    m_row->setSpacing(metrics::space8);
    m_row->addWidget(m_words, 1);
    m_row->addWidget(m_accept);
    m_row->addWidget(m_open);
    connect(m_accept, &QPushButton::clicked, this, &FindingLine::acceptRequested);
    connect(m_open, &QPushButton::clicked, this, &FindingLine::openRequested);
}

void FindingLine::show(const issuer::Exchange& exchange) {
    m_hasFinding = exchange.finding.has_value();
    if (m_hasFinding) {
        m_words->setText(QStringLiteral("<b>%1</b> %2")
                             .arg(QString::fromStdString(exchange.finding->title).toHtmlEscaped(),
                                  QString::fromStdString(exchange.finding->detail).toHtmlEscaped()));
        m_words->setToolTip(QString::fromStdString(exchange.finding->id));
    } else {
        m_words->setText(tr("The assertion was accepted."));
        m_words->setToolTip({});
    }
    m_accept->setVisible(m_hasFinding && exchange.finding->remedy == issuer::Finding::Remedy::AcceptAudience);
    m_accept->setEnabled(true);
    m_open->setVisible(!exchange.assertion.empty());
    setVisible(m_hasFinding || !exchange.assertion.empty());
    update();
}

QList<QWidget*> FindingLine::focusStops() const {
    return {m_accept, m_open};
}

QSize FindingLine::minimumSizeHint() const {
    const QMargins around = m_row->contentsMargins();
    int widest = metrics::width(wordsLeast);
    for (const QPushButton* button : {m_accept, m_open}) {
        widest = std::max(widest, button->isHidden() ? 0 : button->sizeHint().width());
    }
    return {widest + around.left() + around.right(), QWidget::minimumSizeHint().height()};
}

/// Words and buttons beside each other where the words keep some width, else below each other.
void FindingLine::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    int wanted = metrics::width(wordsBeside);
    for (const QPushButton* button : {m_accept, m_open}) {
        wanted += button->isHidden() ? 0 : button->sizeHint().width() + m_row->spacing();
    }
    const bool beside = m_row->contentsRect().width() >= wanted;
    m_row->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    for (QPushButton* button : {m_accept, m_open}) {
        m_row->setAlignment(button, beside ? Qt::Alignment() : Qt::AlignLeft);
    }
}

void FindingLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Surface2));
    painter.fillRect(QRect(0, 0, width(), 1), color(Role::Border));
    const int side = metrics::height(iconButton);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - metrics::paneSide - side : metrics::paneSide;
    paintIcon(painter, QRectF(x, 0, side, height()), m_hasFinding ? Icon::Repair : Icon::Ok,
              m_hasFinding ? Role::Accent : Role::Ok, side);
}

ExchangeView::ExchangeView(QWidget* parent)
    : QWidget(parent)
    , m_request(makeText("issuerRequestView", tr("Request")))
    , m_response(makeText("issuerResponseView", tr("Response")))
    , m_finding(new FindingLine(this)) {
    setObjectName(QStringLiteral("issuerExchange"));
    auto* texts = new QHBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(m_request, 1);
    texts->addWidget(m_response, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 1);
    column->setSpacing(0);
    column->addLayout(texts, 1);
    column->addWidget(m_finding);
    applyFonts();
    connect(m_finding, &FindingLine::acceptRequested, this, [this] {
        if (m_exchange && m_exchange->finding) {
            Q_EMIT acceptAudienceRequested(QString::fromStdString(m_exchange->finding->value));
        }
    });
    connect(m_finding, &FindingLine::openRequested, this, [this] {
        if (m_exchange) {
            Q_EMIT openAssertionRequested(QString::fromStdString(m_exchange->assertion));
        }
    });
    connect(&Theme::current(), &Theme::changed, this, &ExchangeView::applyFonts);
}

QPlainTextEdit* ExchangeView::makeText(const char* name, const QString& accessibleName) {
    auto* text = new QPlainTextEdit(this);
    text->setObjectName(QLatin1String(name));
    text->setAccessibleName(accessibleName);
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setFrameShape(QFrame::NoFrame);
    text->setTabChangesFocus(true);
    text->setLayoutDirection(Qt::LeftToRight);
    text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text->document()->setDocumentMargin(metrics::paneTop);
    new ExchangeHighlighter(text->document());
    return text;
}

void ExchangeView::applyFonts() {
    m_request->setFont(fonts::mono());
    m_response->setFont(fonts::mono());
}

void ExchangeView::show(std::shared_ptr<const issuer::Exchange> exchange) {
    if (exchange == m_exchange) {
        return;
    }
    m_exchange = std::move(exchange);
    setVisible(m_exchange != nullptr);
    if (!m_exchange) {
        return;
    }
    m_request->setPlainText(QString::fromStdString(plainText(m_exchange->request)));
    m_response->setPlainText(QString::fromStdString(plainText(m_exchange->response)));
    m_finding->show(*m_exchange);
}

QList<QWidget*> ExchangeView::focusStops() const {
    return QList<QWidget*>{m_request, m_response} + m_finding->focusStops();
}

void ExchangeView::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), color(Role::Border)); // the lines between the texts
}

} // namespace twb::ui
