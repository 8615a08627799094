// SPDX-License-Identifier: Apache-2.0
#include "endpoint/found_row.h"

#include "common/badge.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "common/wrap_layout.h"
#include "endpoint/endpoint_words.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>

namespace twb::ui {

namespace {

/// A soft ground with an outline: good while the token lives.
class ChipFrame : public QWidget {
public:
    using QWidget::QWidget;
    bool alive = true;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(color(alive ? Role::OkLine : Role::ErrLine));
        painter.setBrush(color(alive ? Role::OkSoft : Role::ErrSoft));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusControl,
                                metrics::radiusControl);
    }
};

/// The token drawing before the name.
class TokenIcon : public QWidget {
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {metrics::height(iconButton), metrics::height(iconButton)}; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintIcon(painter, rect(), Icon::Token, Role::Ok, metrics::height(iconButton));
    }
};

QString kindWords(const oauth::FoundToken& token) {
    QString kind = token.kind == "jws"      ? FoundRow::tr("JWT")
                   : token.kind == "jwe"    ? FoundRow::tr("encrypted JWT")
                   : token.kind == "sd-jwt" ? FoundRow::tr("SD-JWT")
                                            : FoundRow::tr("opaque");
    if (const std::string alg = oauth::jsonMember(token.header, "alg"); !alg.empty()) {
        kind += QLatin1Char(' ') + QString::fromStdString(alg);
    }
    return token.type.empty() ? kind : kind + QStringLiteral(" · ") + QString::fromStdString(token.type);
}

constexpr std::size_t shownTokens = 3;

} // namespace

FoundRow::FoundRow(const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_row(new WrapLayout(this)) {
    setObjectName(QStringLiteral("endpointFound"));
    m_row->setContentsMargins(metrics::paneSide, metrics::space8, metrics::paneSide, metrics::space8);
    m_row->setSpacing(metrics::gap());
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &FoundRow::tick);
    hide();
}

void FoundRow::setTokens(const std::vector<oauth::FoundToken>& tokens) {
    while (QLayoutItem* const item = m_row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_chips.clear();
    m_tokens = tokens;
    setVisible(!tokens.empty());
    m_tick.stop();
    if (tokens.empty()) {
        return;
    }
    m_row->addWidget(new TextLabel(tr("Found"), Role::Text2));
    for (std::size_t i = 0; i < tokens.size() && i < shownTokens; ++i) {
        m_row->addWidget(makeChip(i));
    }
    if (tokens.size() > shownTokens) {
        m_row->addWidget(new TextLabel(tr("%1 more").arg(tokens.size() - shownTokens), Role::Text2));
    }
    m_row->addStretch();
    auto* renew = makeButton(tr("Renew"), ButtonKind::Flat, this);
    renew->setObjectName(QStringLiteral("renewButton"));
    renew->setIcon(icon(Icon::Refresh));
    connect(renew, &QPushButton::clicked, this, &FoundRow::renewRequested);
    m_row->addWidget(renew);
    const oauth::FoundToken& first = tokens.front();
    const QString scheme = first.type.empty() ? QStringLiteral("Bearer") : QString::fromStdString(first.type);
    auto* copy = makeButton(tr("Copy “%1 …”").arg(scheme), ButtonKind::Normal, this);
    copy->setObjectName(QStringLiteral("copyBearerButton"));
    copy->setIcon(icon(Icon::Copy));
    connect(copy, &QPushButton::clicked, this, [this, scheme] {
        const std::string_view text = asText(m_tokens.front().value->reveal());
        Q_EMIT copyRequested(scheme + QLatin1Char(' ') +
                             QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
    });
    m_row->addWidget(copy);
    judgeAnew();
    tick();
    m_tick.start();
}

QWidget* FoundRow::makeChip(std::size_t place) {
    const oauth::FoundToken& token = m_tokens[place];
    auto* frame = new ChipFrame(this);
    auto* row = new WrapLayout(frame);
    row->setContentsMargins(metrics::space8, metrics::space2 + 1, metrics::space4, metrics::space2 + 1);
    row->setSpacing(metrics::space8);
    auto* drawing = new TokenIcon(frame);
    drawing->setFixedSize(drawing->sizeHint());
    row->addWidget(drawing);
    const QString name = QString::fromStdString(token.name);
    row->addWidget(new TextLabel(name, Role::Ok, fonts::Size::Body, fonts::Weight::SemiBold));
    row->addWidget(new TextLabel(kindWords(token), Role::Text2, fonts::Size::Small));
    auto* verdict = new Badge({}, BadgeKind::Neutral, frame);
    verdict->setObjectName(QStringLiteral("verdict_") + name);
    row->addWidget(verdict);
    auto* left = new TextLabel({}, Role::Ok, fonts::Size::Small, fonts::Weight::SemiBold);
    row->addWidget(left);
    auto* open = makeButton(tr("Open in editor"), ButtonKind::Normal, frame);
    open->setObjectName(QStringLiteral("openToken_") + name);
    open->setAccessibleName(tr("Open %1 in the editor").arg(name));
    connect(open, &QPushButton::clicked, this, [this, place] {
        const std::string_view text = asText(m_tokens[place].value->reveal());
        Q_EMIT openRequested(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
    });
    row->addWidget(open);
    auto* more = new IconButton(Icon::More, tr("What can be asked about %1").arg(name), frame);
    more->setObjectName(QStringLiteral("askToken_") + name);
    auto* menu = new QMenu(more);
    connect(menu, &QMenu::aboutToShow, this, [this, menu, place] { fillMenu(menu, place); });
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(more);
    m_chips.push_back({frame, left, token.expires, verdict});
    return frame;
}

void FoundRow::fillMenu(QMenu* menu, std::size_t place) {
    menu->clear();
    const auto ask = [&](const QString& words, const char* objectName, oauth::Operation operation) {
        QAction* const action =
            menu->addAction(words, this, [this, place, operation] { Q_EMIT askRequested(operation, m_tokens[place]); });
        action->setObjectName(QLatin1String(objectName));
    };
    ask(tr("Introspect…"), "askIntrospect", oauth::Operation::Introspection);
    ask(tr("Revoke…"), "askRevoke", oauth::Operation::Revocation);
    if (m_tokens[place].name != "refresh_token" && m_tokens[place].name != "id_token") {
        ask(tr("Userinfo…"), "askUserinfo", oauth::Operation::Userinfo);
        ask(tr("Call an API…"), "askCall", oauth::Operation::ApiCall);
    }
    if (!m_keysAddress.isEmpty() && m_tokens[place].kind != "opaque") {
        menu->addSeparator();
        QAction* const fetch = menu->addAction(tr("Fetch the issuer's keys: %1").arg(m_keysAddress), this,
                                               [this] { Q_EMIT fetchKeysRequested(m_keysAddress); });
        fetch->setObjectName(QStringLiteral("askKeys"));
    }
}

void FoundRow::judgeAnew() {
    for (std::size_t i = 0; i < m_chips.size() && m_judge; ++i) {
        using State = workbench::FoundVerdict::State;
        const workbench::FoundVerdict verdict = m_judge(m_tokens[i]);
        const bool good = verdict.state == State::Verified;
        const bool bad = verdict.state == State::Invalid;
        const QString word = good ? tr("verified") : bad ? tr("does not verify") : tr("not checked");
        m_chips[i].verdict->present(word,
                                    good  ? BadgeKind::Ok
                                    : bad ? BadgeKind::Err
                                          : BadgeKind::Neutral,
                                    good  ? Icon::Ok
                                    : bad ? Icon::Err
                                          : Icon::Neutral);
        m_chips[i].verdict->setToolTip(verdict.words); // with whose key, or why not
        m_chips[i].verdict->setAccessibleDescription(verdict.words);
    }
}

void FoundRow::tick() {
    for (const Chip& chip : m_chips) {
        if (!chip.expires) {
            chip.left->hide();
            continue;
        }
        const auto left = *chip.expires - m_clock.now();
        chip.left->setText(leftWords(left));
        chip.left->setRole(left.count() > 0 ? Role::Ok : Role::Err);
        static_cast<ChipFrame*>(chip.widget)->alive = left.count() > 0;
        chip.widget->update();
    }
}

/// A splitter does not ask how high a thing is at its width: whatever else there is gives way to the tokens.
void FoundRow::fitHeight() {
    setMinimumHeight(m_tokens.empty() ? 0 : m_row->heightForWidth(width()));
}

void FoundRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitHeight();
}

bool FoundRow::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) { // a chip has other words
        fitHeight();
    }
    return QWidget::event(event);
}

void FoundRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Surface2));
    painter.fillRect(0, 0, width(), 1, color(Role::Border));
}

} // namespace twb::ui
