// SPDX-License-Identifier: Apache-2.0
#include "issuer/state_strip.h"

#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "common/toggle_switch.h"
#include "common/wrap_layout.h"
#include "workbench/profile_store.h"

#include <QActionGroup>
#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QSpinBox>

namespace twb::ui {

using workbench::IssuerSession;
using State = IssuerSession::State;
using issuer::Fault;

namespace {

constexpr int stripHeight = 64, topRule = 3;
constexpr int portWidth = 72, lifeWidth = 96, answerWidth = 176, titleLeast = 190;
/// Below this width the words before the fields go: the fields keep their names for screen readers. Still narrower, the
/// fields go below the title, and the words come back.
constexpr int labelsFrom = 1040, oneLineFrom = 860;

constexpr int lives[] = {10, 60, 300, 900, 3600, 86400};

QString lifeText(int seconds) {
    switch (seconds) {
    case 10:
        return StateStrip::tr("10 seconds");
    case 60:
        return StateStrip::tr("1 minute");
    case 300:
        return StateStrip::tr("5 minutes");
    case 900:
        return StateStrip::tr("15 minutes");
    case 3600:
        return StateStrip::tr("1 hour");
    default:
        return StateStrip::tr("1 day");
    }
}

constexpr Fault faults[] = {Fault::None,         Fault::ExpiredTokens, Fault::WrongAudience,
                            Fault::BadSignature, Fault::UnknownKid,    Fault::KeyRotation,
                            Fault::SlowAnswers,  Fault::Error500,      Fault::Html};

QString faultText(Fault fault) {
    switch (fault) {
    case Fault::ExpiredTokens:
        return StateStrip::tr("Expired tokens");
    case Fault::WrongAudience:
        return StateStrip::tr("Wrong audience");
    case Fault::BadSignature:
        return StateStrip::tr("Bad signature");
    case Fault::UnknownKid:
        return StateStrip::tr("Unknown kid");
    case Fault::KeyRotation:
        return StateStrip::tr("New key each time");
    case Fault::SlowAnswers:
        return StateStrip::tr("Slow answers");
    case Fault::Error500:
        return StateStrip::tr("Error 500");
    case Fault::Html:
        return StateStrip::tr("HTML page");
    case Fault::None:
        break;
    }
    return StateStrip::tr("Correct tokens");
}

constexpr int clockOffsets[] = {0, 300, -300, 3600, -3600, 86400, -86400};

QString offsetText(int seconds) {
    switch (seconds) {
    case 300:
        return StateStrip::tr("5 minutes ahead");
    case -300:
        return StateStrip::tr("5 minutes behind");
    case 3600:
        return StateStrip::tr("1 hour ahead");
    case -3600:
        return StateStrip::tr("1 hour behind");
    case 86400:
        return StateStrip::tr("1 day ahead");
    case -86400:
        return StateStrip::tr("1 day behind");
    default:
        return StateStrip::tr("Right");
    }
}

} // namespace

StateStrip::StateStrip(IssuerSession& session, const workbench::ProfileStore& profileStore, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_profiles(profileStore)
    , m_lines(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_fields(new QWidget(this))
    , m_switch(new ToggleSwitch(tr("Local issuer"), {}, {}, this))
    , m_title(new TextLabel({}, Role::Text, fonts::Size::FactTitle, fonts::Weight::SemiBold, this))
    , m_sub(new ElidedLabel({}, Role::Text2, fonts::Size::Small, this))
    , m_otherPort(makeButton(tr("Use another port"), ButtonKind::Normal, this))
    , m_portLabel(new TextLabel(tr("&Port"), Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_port(new QSpinBox(this))
    , m_lifeLabel(new TextLabel(tr("Token &life"), Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_life(new QComboBox(this))
    , m_answerLabel(new TextLabel(tr("&Answer with"), Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_answer(new QComboBox(this))
    , m_more(new IconButton(Icon::More, tr("More settings of the issuer"), this))
    , m_menu(new QMenu(this)) {
    setObjectName(QStringLiteral("issuerStrip"));
    build();
    fillMenu();
    connectSignals();
    showSettings();
    showState();
}

void StateStrip::build() {
    m_switch->setObjectName(QStringLiteral("issuerSwitch"));
    m_switch->setCheckable(true);
    m_title->setObjectName(QStringLiteral("issuerTitle"));
    m_sub->setObjectName(QStringLiteral("issuerSubLine"));
    m_otherPort->setObjectName(QStringLiteral("issuerOtherPort"));
    m_port->setObjectName(QStringLiteral("issuerPort"));
    m_port->setAccessibleName(tr("Port"));
    m_port->setToolTip(tr("A running issuer is started anew on another port."));
    m_port->setRange(1, 65535);
    m_port->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_port->setKeyboardTracking(false); // half a number is no port
    m_life->setObjectName(QStringLiteral("issuerTokenLife"));
    m_life->setAccessibleName(tr("Token life"));
    m_answer->setObjectName(QStringLiteral("issuerAnswerWith"));
    m_answer->setAccessibleName(tr("Answer with"));
    m_more->setObjectName(QStringLiteral("issuerMore"));
    m_menu->setObjectName(QStringLiteral("issuerMoreMenu"));
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_portLabel->setBuddy(m_port);
    m_lifeLabel->setBuddy(m_life);
    m_answerLabel->setBuddy(m_answer);
    for (const int life : lives) {
        m_life->addItem(lifeText(life), life);
    }
    for (const Fault fault : faults) {
        m_answer->addItem(faultText(fault), static_cast<int>(fault));
    }
    auto* words = new QVBoxLayout;
    words->setSpacing(metrics::space2);
    words->addStretch(1);
    words->addWidget(m_title);
    words->addWidget(m_sub);
    words->addStretch(1);
    auto* head = new QHBoxLayout;
    head->setSpacing(metrics::space8);
    head->addWidget(m_switch);
    head->addSpacing(metrics::space6);
    head->addLayout(words, 1);
    head->addWidget(m_otherPort);
    auto* fields = new WrapLayout(m_fields);
    fields->setSpacing(metrics::space8);
    for (const auto& [label, field] :
         {std::pair<QWidget*, QWidget*>{m_portLabel, m_port}, {m_lifeLabel, m_life}, {m_answerLabel, m_answer}}) {
        auto* pair = new QWidget(m_fields); // a word stays with its field
        auto* row = new QHBoxLayout(pair);
        row->setContentsMargins(metrics::space4, 0, 0, 0);
        row->setSpacing(metrics::space8);
        row->addWidget(label);
        row->addWidget(field);
        fields->addWidget(pair);
    }
    fields->addWidget(m_more);
    m_lines->setContentsMargins(metrics::space16, topRule, metrics::space12, 0);
    m_lines->setSpacing(metrics::space8);
    m_lines->addLayout(head, 1);
    m_lines->addWidget(m_fields);
    fitWidth();
}

void StateStrip::fillMenu() {
    const auto toggle = [this](const QString& text, const char* name, auto isOn, auto set) {
        QAction* action = m_menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, set);
        connect(m_menu, &QMenu::aboutToShow, action, [action, isOn] { action->setChecked(isOn()); });
    };
    using issuer::Settings;
    toggle(
        tr("Opaque access tokens"), "issuerOpaque",
        [this] { return m_session.settings().tokenForm == Settings::TokenForm::Opaque; },
        [this](bool on) { m_session.setTokenForm(on ? Settings::TokenForm::Opaque : Settings::TokenForm::Jwt); });
    toggle(
        tr("Demand a nonce in DPoP proofs"), "issuerDpopNonce",
        [this] { return m_session.settings().dpopNonce == Settings::DpopNonce::Demanded; },
        [this](bool on) {
            m_session.setDpopNonce(on ? Settings::DpopNonce::Demanded : Settings::DpopNonce::NotAsked);
        });
    toggle(
        tr("Say yes without asking (consent and devices)"), "issuerConsent",
        [this] { return m_session.settings().consent == Settings::Consent::Given; },
        [this](bool on) { m_session.setConsent(on ? Settings::Consent::Given : Settings::Consent::Ask); });
    m_menu->addSeparator();
    QMenu* clock = m_menu->addMenu(tr("Clock of the issuer"));
    auto* clockGroup = new QActionGroup(clock);
    for (const int offset : clockOffsets) {
        QAction* action = clock->addAction(offsetText(offset));
        action->setCheckable(true);
        clockGroup->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, offset] { m_session.setClockOffset(std::chrono::seconds(offset)); });
        connect(clock, &QMenu::aboutToShow, action, [this, action, offset] {
            action->setChecked(m_session.settings().clockOffset == std::chrono::seconds(offset));
        });
    }
    QMenu* claims = m_menu->addMenu(tr("More claims in access tokens"));
    auto* claimGroup = new QActionGroup(claims);
    const auto addClaims = [&](const QString& title, std::optional<profiles::Template> from) {
        QAction* action = claims->addAction(title);
        action->setCheckable(true);
        claimGroup->addAction(action);
        const std::string id = from ? from->id : std::string();
        connect(action, &QAction::triggered, this, [this, from] { m_session.setClaims(from); });
        connect(claims, &QMenu::aboutToShow, action, [this, action, id] {
            const auto& now = m_session.settings().claims;
            action->setChecked((now ? now->id : std::string()) == id);
        });
    };
    addClaims(tr("None"), std::nullopt);
    for (const profiles::Template& each : m_profiles.allTemplates()) {
        addClaims(tr("As in “%1”").arg(QString::fromStdString(each.title)), each);
    }
}

void StateStrip::connectSignals() {
    connect(m_switch, &QAbstractButton::clicked, this, &StateStrip::toggle);
    connect(m_otherPort, &QPushButton::clicked, &m_session, &IssuerSession::startOnFreePort);
    connect(m_port, &QSpinBox::valueChanged, &m_session, &IssuerSession::setPort);
    connect(m_life, &QComboBox::activated, this,
            [this] { m_session.setTokenLife(std::chrono::seconds(m_life->currentData().toInt())); });
    connect(m_answer, &QComboBox::activated, this,
            [this] { m_session.setFault(static_cast<Fault>(m_answer->currentData().toInt())); });
    connect(&m_session, &IssuerSession::stateChanged, this, &StateStrip::showState);
    connect(&m_session, &IssuerSession::settingsChanged, this, &StateStrip::showSettings);
    connect(&Theme::current(), &Theme::changed, this, &StateStrip::fitWidth);
}

void StateStrip::toggle(bool on) {
    on ? m_session.start() : m_session.stop();
    showState(); // the switch says what is, not what was wished
}

StateStrip::Look StateStrip::look() const {
    switch (m_session.state()) {
    case State::Failed:
        return {Role::ErrSoft, Role::Err};
    case State::Running:
        return m_session.settings().fault == Fault::None ? Look{Role::OkSoft, Role::Ok}
                                                         : Look{Role::WarnSoft, Role::Warn};
    case State::Starting:
    case State::Stopping:
    case State::Stopped:
        break;
    }
    return m_session.settings().fault == Fault::None ? Look{Role::NeuSoft, Role::Neu}
                                                     : Look{Role::WarnSoft, Role::Warn};
}

QString StateStrip::title() const {
    switch (m_session.state()) {
    case State::Starting:
        return tr("Starting…");
    case State::Stopping:
        return tr("Stopping…");
    case State::Running:
        return tr("Running on this computer only");
    case State::Failed:
        return tr("Could not start: %1").arg(m_session.failure());
    case State::Stopped:
        break;
    }
    return tr("Stopped");
}

QString StateStrip::subLine() const {
    const Fault fault = m_session.settings().fault;
    const QString wrong = fault == Fault::None ? QString() : tr("Wrong on purpose: %1").arg(faultText(fault));
    if (m_session.running()) {
        const QString since = QDateTime::fromSecsSinceEpoch(m_session.startedAt().time_since_epoch().count())
                                  .toString(QStringLiteral("HH:mm:ss"));
        const QString where =
            tr("127.0.0.1, port %1 · started %2 · other computers cannot reach it").arg(m_session.port()).arg(since);
        return wrong.isEmpty() ? where : wrong + QStringLiteral(" · ") + where;
    }
    if (m_session.state() == State::Failed) {
        return tr("Nothing listens. Stop the other program, or take another port.");
    }
    return wrong.isEmpty() ? tr("Nothing listens. Switch it on to hand out tokens at 127.0.0.1.") : wrong;
}

void StateStrip::showState() {
    const State state = m_session.state();
    m_switch->setChecked(state == State::Running || state == State::Starting);
    m_title->setText(title());
    m_title->setRole(look().ink);
    m_sub->setText(subLine());
    m_switch->setAccessibleDescription(title() + QStringLiteral(". ") + subLine());
    m_otherPort->setVisible(state == State::Failed);
    const QSignalBlocker quiet(m_port); // it shows; it does not ask
    m_port->setValue(m_session.port());
    update();
}

void StateStrip::showSettings() {
    m_life->setCurrentIndex(m_life->findData(static_cast<int>(m_session.settings().tokenLife.count())));
    m_answer->setCurrentIndex(m_answer->findData(static_cast<int>(m_session.settings().fault)));
    showState();
}

QList<QWidget*> StateStrip::focusStops() const {
    return {m_switch, m_otherPort, m_port, m_life, m_answer, m_more};
}

void StateStrip::fitWidth() {
    m_port->setFixedWidth(metrics::width(portWidth));
    m_life->setMinimumWidth(metrics::width(lifeWidth));
    m_answer->setMinimumWidth(metrics::width(answerWidth));
    m_sub->setMinimumWidth(metrics::width(titleLeast));
    const bool oneLine = width() >= metrics::width(oneLineFrom);
    const bool room = !oneLine || width() >= metrics::width(labelsFrom);
    for (QWidget* label : {static_cast<QWidget*>(m_portLabel), static_cast<QWidget*>(m_lifeLabel),
                           static_cast<QWidget*>(m_answerLabel)}) {
        label->setVisible(room);
    }
    m_lines->setDirection(oneLine ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_lines->setAlignment(m_fields, oneLine ? Qt::AlignVCenter : Qt::Alignment());
    const int below = oneLine ? 0
                              : m_fields->layout()->heightForWidth(width() - metrics::space16 - metrics::space12) +
                                    2 * metrics::space8;
    m_fields->setMinimumHeight(oneLine ? 0 : below - metrics::space8);
    setFixedHeight(metrics::height(stripHeight) + below);
    update();
}

void StateStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitWidth();
}

void StateStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(look().ground));
    painter.fillRect(QRect(0, 0, width(), topRule), color(look().ink));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Role::Border));
}

} // namespace twb::ui
