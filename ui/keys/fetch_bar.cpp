// SPDX-License-Identifier: Apache-2.0
#include "keys/fetch_bar.h"
#include "common/busy_bar.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "workbench/phrases.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

namespace twb::ui {

using workbench::FetchWish;

namespace {
enum KindIndex { KeySetIndex, IssuerIndex };
} // namespace

FetchBar::FetchBar(const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_kind(new SwitchRow(tr("What the address is"), this))
    , m_address(new QLineEdit(this))
    , m_fetch(makeButton(tr("Fetch"), ButtonKind::Primary, this))
    , m_close(new IconButton(Icon::X, tr("Close"), this))
    , m_plan(new TextLabel({}, Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this))
    , m_busy(new BusyBar(tr("Fetching keys"), this))
    , m_result(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::Regular, this)) {
    setObjectName(QStringLiteral("fetchBar"));
    m_kind->setObjectName(QStringLiteral("fetchKindSwitch"));
    m_address->setObjectName(QStringLiteral("fetchAddressEdit"));
    m_fetch->setObjectName(QStringLiteral("fetchButton"));
    m_close->setObjectName(QStringLiteral("fetchCloseButton"));
    m_plan->setObjectName(QStringLiteral("fetchPlan"));
    m_result->setObjectName(QStringLiteral("fetchResult"));
    m_minute.setInterval(std::chrono::minutes(1));
    build();
    connect(m_kind, &SwitchRow::currentIndexChanged, this, &FetchBar::showPlan);
    connect(m_address, &QLineEdit::textChanged, this, &FetchBar::showPlan);
    connect(m_fetch, &QPushButton::clicked, this, &FetchBar::press);
    connect(m_close, &QToolButton::clicked, this, &FetchBar::closed);
    connect(&m_minute, &QTimer::timeout, this, &FetchBar::showAge);
    showPlan();
}

void FetchBar::build() {
    m_kind->addChoice(tr("JWKS address"));
    m_kind->addChoice(tr("Issuer"));
    m_address->setClearButtonEnabled(true);
    m_address->setMaxLength(2000);
    m_address->setLayoutDirection(Qt::LeftToRight);
    for (TextLabel* label : {m_plan, m_result}) {
        label->setTextFormat(Qt::PlainText); // texts of servers come here
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_result->hide();
    m_busy->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::space8);
    row->addWidget(m_kind);
    row->addWidget(m_address, 1);
    row->addWidget(m_fetch);
    row->addWidget(m_close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space12, metrics::space8, metrics::space12, metrics::space8);
    column->setSpacing(metrics::space6);
    column->addLayout(row);
    column->addWidget(m_plan);
    column->addWidget(m_busy);
    column->addWidget(m_result);
}

FetchWish FetchBar::wish() const {
    return {m_kind->currentIndex() == IssuerIndex ? FetchWish::Kind::Issuer : FetchWish::Kind::KeySet,
            m_address->text()};
}

void FetchBar::focusField() {
    m_address->setFocus(Qt::OtherFocusReason);
    m_address->selectAll();
}

QList<QWidget*> FetchBar::focusStops() const {
    return {m_kind, m_address, m_fetch, m_close};
}

void FetchBar::setRunning(bool running) {
    m_running = running;
    m_busy->setVisible(running);
    if (running)
        m_result->hide();
    m_fetch->setText(running ? tr("Stop") : tr("Fetch"));
    setButtonKind(m_fetch, running ? ButtonKind::Normal : ButtonKind::Primary);
    showPlan();
}

void FetchBar::showFetched(const workbench::FetchedKeys& keys, const QString& sentence) {
    setRunning(false);
    m_last = keys;
    m_lastSentence = sentence;
    m_minute.start();
    showAge();
}

void FetchBar::showDiscovered(const QString& keySetAddress) {
    setRunning(false);
    m_minute.stop();
    m_kind->setCurrentIndex(KeySetIndex);
    m_address->setText(keySetAddress);
    m_result->setRole(Role::Text);
    m_result->setText(tr("The issuer keeps its keys at this address. It has not been contacted yet: press Fetch."));
    m_result->show();
    m_fetch->setFocus(Qt::OtherFocusReason);
}

void FetchBar::showFailure(const QString& sentence) {
    setRunning(false);
    m_minute.stop();
    m_result->setRole(Role::Err);
    m_result->setText(sentence);
    m_result->show();
}

void FetchBar::setRefusal(const QString& reason) {
    m_refusal = reason;
    showPlan();
}

void FetchBar::press() {
    if (m_running)
        Q_EMIT stopRequested();
    else if (m_fetch->isEnabled())
        Q_EMIT fetchRequested();
}

void FetchBar::showPlan() {
    const workbench::FetchPlan plan = workbench::planFetch(wish());
    const bool issuer = m_kind->currentIndex() == IssuerIndex;
    m_address->setPlaceholderText(issuer ? QStringLiteral("https://issuer.example")
                                         : QStringLiteral("https://issuer.example/.well-known/jwks.json"));
    m_address->setAccessibleName(issuer ? tr("Issuer to fetch keys from") : tr("JWKS address"));
    m_fetch->setEnabled(m_running || (plan.possible() && m_refusal.isEmpty()));
    m_plan->setRole(plan.problem.isEmpty() && m_refusal.isEmpty() ? Role::Text2 : Role::Err);
    m_plan->setText(!m_refusal.isEmpty()         ? m_refusal
                    : !plan.problem.isEmpty()    ? plan.problem
                    : plan.addresses.isEmpty()   ? tr("Nothing is contacted before you press Fetch.")
                    : plan.addresses.size() == 1 ? tr("Fetch contacts %1 and nothing else.").arg(plan.addresses.first())
                                                 : tr("Fetch contacts %1 and, where no document is there, %2.")
                                                       .arg(plan.addresses.at(0), plan.addresses.at(1)));
}

void FetchBar::showAge() {
    const auto age = m_clock.now() - m_last.at;
    const QString when = age < std::chrono::minutes(1) ? tr("just now") : tr("%1 ago").arg(workbench::spanText(age));
    QString words = tr("%1 From %2, fetched %3.").arg(m_lastSentence, m_last.address, when);
    if (m_last.published)
        words += QLatin1Char(' ') +
                 tr("This address publishes private keys: whoever reads it can sign with them. Tell its owner.");
    m_result->setRole(m_last.published ? Role::Warn : Role::Text);
    m_result->setText(words);
    m_result->show();
}

void FetchBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Surface2));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Role::Border));
}

void FetchBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        press();
    else
        QWidget::keyPressEvent(event);
}

} // namespace twb::ui
