// SPDX-License-Identifier: Apache-2.0
#include "endpoint/endpoint_workspace.h"

#include "common/metrics.h"
#include "common/theme.h"
#include "endpoint/flow_pane.h"
#include "endpoint/form_pane.h"
#include "endpoint/found_row.h"
#include "endpoint/history_pane.h"
#include "endpoint/own_presets.h"
#include "endpoint/request_pane.h"
#include "endpoint/response_pane.h"
#include "workbench/clipboard_guard.h"
#include "workbench/endpoint_files.h"
#include "workbench/key_ring.h"
#include "workbench/settings.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QPainter>
#include <QSplitter>
#include <QTabBar>
#include <QUrl>
#include <QVBoxLayout>

namespace twb::ui {

using namespace twb::oauth;

namespace {
constexpr int formStart = 524, formMiddle = 400, resultStart = 830;
constexpr int middleBelow = 1120, narrowBelow = 1000; ///< width of the window
constexpr int requestStart = 250, requestLeast = 100, responseStart = 416, historyStart = 126;
const auto columnsName = QStringLiteral("endpointColumns");
const auto resultsName = QStringLiteral("endpointResults");
} // namespace

EndpointWorkspace::EndpointWorkspace(workbench::EndpointSession& session, const workbench::KeyRing& ring,
                                     workbench::ClipboardGuard& clipboard, workbench::Settings& settings,
                                     QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_ring(ring)
    , m_clipboard(clipboard)
    , m_settings(settings)
    , m_form(new FormPane(ring, this))
    , m_flow(new FlowPane(session.clock(), this))
    , m_request(new RequestPane(this))
    , m_response(new ResponsePane(session.clock(), this))
    , m_history(new HistoryPane(this))
    , m_tabs(new QTabBar(this))
    , m_right(new QWidget(this))
    , m_columns(new QSplitter(Qt::Horizontal, this))
    , m_results(new QSplitter(Qt::Vertical, this)) {
    setObjectName(QStringLiteral("endpointWorkspace"));
    setAccessibleName(tr("Endpoint workspace"));
    m_tick.setInterval(500);
    build();
    connectSignals();
    connectFound();
    auto* presets = new OwnPresets(*m_form, m_session, ring, this);
    connect(presets, &OwnPresets::statusMessage, this, &EndpointWorkspace::statusMessage);
    m_session.setForm(m_form->form());
    m_session.refreshPreview();
    showHistory();
}

EndpointWorkspace::~EndpointWorkspace() {
    disconnect(&m_session, nullptr, this, nullptr);
}

void EndpointWorkspace::build() {
    m_columns->setObjectName(columnsName);
    m_results->setObjectName(resultsName);
    for (QSplitter* splitter : {m_columns, m_results}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(metrics::gap());
    }
    m_results->addWidget(m_request);
    m_results->addWidget(m_response);
    m_results->addWidget(m_history);
    m_results->setStretchFactor(0, 0);
    m_results->setStretchFactor(1, 1);
    m_results->setStretchFactor(2, 0);
    m_results->setSizes({requestStart, responseStart, historyStart});
    m_columns->addWidget(m_form);
    auto* results = new QVBoxLayout(m_right);
    results->setContentsMargins(0, 0, 0, 0);
    results->setSpacing(metrics::gap());
    results->addWidget(m_flow);
    results->addWidget(m_results, 1);
    m_columns->addWidget(m_right);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({formStart, resultStart});
    m_columns->restoreState(m_settings.layout(columnsName));
    m_heightsChosen = m_results->restoreState(m_settings.layout(resultsName));
    connect(m_results, &QSplitter::splitterMoved, this, [this] { m_heightsChosen = true; });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::gap(), metrics::gap(), metrics::gap(), metrics::gap());
    m_tabs->setObjectName(QStringLiteral("endpointTabs"));
    m_tabs->setAccessibleName(tr("Request or result"));
    m_tabs->addTab(tr("Request"));
    m_tabs->addTab(tr("Result"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->hide();
    connect(m_tabs, &QTabBar::currentChanged, this, &EndpointWorkspace::arrange);
    column->addWidget(m_tabs);
    column->addWidget(m_columns, 1);
}

EndpointWorkspace::Width EndpointWorkspace::widthNow() const {
    const int width = window()->width();
    const auto limit = [](int designed) { return qMax(designed, metrics::width(designed)); }; // grows with the zoom
    return width < limit(narrowBelow) ? Width::Narrow : width < limit(middleBelow) ? Width::Middle : Width::Wide;
}

void EndpointWorkspace::arrange() {
    const bool narrow = m_width == Width::Narrow;
    m_tabs->setVisible(narrow);
    m_form->setVisible(!narrow || m_tabs->currentIndex() == 0);
    m_right->setVisible(!narrow || m_tabs->currentIndex() == 1);
    m_form->setLimit(narrow ? FormPane::Limit::None : FormPane::Limit::Column);
}

/// In a narrow window what comes is brought to the front.
void EndpointWorkspace::showResult() {
    m_tabs->setCurrentIndex(1);
}

/// A refusal gets the height that it takes, request and history give way; unless the reader has chosen.
void EndpointWorkspace::shareHeight() {
    if (m_heightsChosen) {
        return;
    }
    const int all = m_results->height() - 2 * m_results->handleWidth();
    const bool refused = m_shown && m_shown->explanation;
    const int history = refused ? metrics::paneHeader() + metrics::tableRow() + metrics::space8 : historyStart;
    const int request =
        refused ? qBound(requestLeast, all - history - m_response->heightToShowAll(), requestStart) : requestStart;
    m_results->setSizes({request, all - request - history, history});
}

void EndpointWorkspace::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const Width before = std::exchange(m_width, widthNow());
    if (before == m_width) {
        return;
    }
    arrange();
    if (m_width != Width::Narrow) {
        const int form = metrics::width(m_width == Width::Middle ? formMiddle : formStart);
        m_columns->setSizes({form, qMax(0, m_columns->width() - form)});
    }
}

void EndpointWorkspace::connectSignals() {
    using Session = workbench::EndpointSession;
    connect(m_form, &FormPane::formEdited, this, [this] {
        m_session.setForm(m_form->form());
        explainAnew();
    });
    connect(m_form, &FormPane::discoverRequested, &m_session, [this] {
        m_session.setForm(m_form->form());
        m_session.discover();
    });
    connect(m_form, &FormPane::sendRequested, &m_session, [this] {
        m_session.setForm(m_form->form());
        m_session.send();
    });
    connect(m_form, &FormPane::cancelRequested, &m_session, &Session::cancel);
    connect(m_form, &FormPane::dryRunRequested, this, &EndpointWorkspace::dryRun);
    connect(m_form, &FormPane::copyCurlRequested, this, &EndpointWorkspace::copyCurl);
    connect(m_form, &FormPane::pasteRequested, this, &EndpointWorkspace::fillFromClipboard);
    connect(m_form, &FormPane::fillFromFileRequested, this, &EndpointWorkspace::fillFromFile);
    connect(m_form, &FormPane::localTrialRequested, this, [this] { Q_EMIT localTrialRequested(m_form->form()); });
    const auto applyNetwork = [this] {
        const QString refusal = m_settings.networkOff() ? tr("Network is off (Settings)") : QString();
        m_session.setRefusal(refusal);
        m_form->setRefusal(refusal);
        m_form->showPreview(m_session.preview(), m_session.clock().now());
    };
    connect(&m_settings, &workbench::Settings::changed, m_form, applyNetwork);
    applyNetwork();
    connect(&m_session, &Session::previewChanged, this,
            [this] { m_form->showPreview(m_session.preview(), m_session.clock().now()); });
    connect(&m_session, &Session::busyChanged, this, [this](bool busy) {
        m_form->setBusy(busy, m_session.elapsedMilliseconds());
        if (!busy) {
            m_flow->finish();
        }
        busy ? m_tick.start() : m_tick.stop();
    });
    connect(&m_tick, &QTimer::timeout, this,
            [this] { m_form->setBusy(m_session.isBusy(), m_session.elapsedMilliseconds()); });
    connect(&m_session, &Session::progressed, m_flow, &FlowPane::showProgress);
    connect(&m_session, &Session::progressed, this, &EndpointWorkspace::showResult);
    connect(&m_session, &Session::finished, this, &EndpointWorkspace::showResult);
    // Only a press of Send or of a button of the flow comes here.
    const auto open = [](const QString& address) { QDesktopServices::openUrl(QUrl(address)); };
    connect(&m_session, &Session::browserWanted, this, open);
    connect(m_flow, &FlowPane::openRequested, this, open);
    connect(m_flow, &FlowPane::cancelRequested, &m_session, &Session::cancel);
    connect(m_flow, &FlowPane::copyRequested, this, [this](const QString& text, const QString& what) {
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT statusMessage(what);
    });
    connect(&m_session, &Session::finished, this, &EndpointWorkspace::showExchange);
    connect(&m_session, &Session::refused, m_form,
            [this](const QString& why) { m_form->say(why, MessageKind::Error); });
    connect(&m_session, &Session::discovered, m_form, &FormPane::showDiscovery);
    connect(&m_session.historyRows(), &workbench::EndpointHistory::changed, this, &EndpointWorkspace::showHistory);
    connect(&m_settings, &workbench::Settings::changed, this, &EndpointWorkspace::showHistory);
    connect(m_history, &HistoryPane::forgottenSelected, this, [this] {
        Q_EMIT statusMessage(tr("Of an earlier run: its answer was not kept. Enter refills the form."));
    });
    connect(m_history, &HistoryPane::selected, this, &EndpointWorkspace::showExchange);
    connect(m_history, &HistoryPane::clearRequested, &m_session, &Session::clearHistory);
    connect(m_history, &HistoryPane::refillRequested, this, [this](const QJsonObject& form) {
        workbench::EndpointForm then = workbench::formFromJson(form, m_ring);
        const QString missing = workbench::readFilesAgain(then);
        setForm(then);
        if (!missing.isEmpty()) {
            m_form->say(missing, MessageKind::Warning);
        }
        Q_EMIT statusMessage(tr("The form is as it was then; secrets were not kept."));
    });
    connect(m_request, &RequestPane::copyRequested, this, [this](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT statusMessage(tr("Copied: the request as it is shown"));
    });
    connect(m_response, &ResponsePane::copyRequested, this, [this](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT statusMessage(tr("Copied: the answer as it is shown"));
    });
    connect(m_response, &ResponsePane::copySecretRequested, this, [this](const QString& text) {
        m_clipboard.copySecret(Secret::fromText(text.toStdString()));
        Q_EMIT statusMessage(tr("Copied: the Authorization value"));
    });
    connect(m_response, &ResponsePane::openTokenRequested, this, &EndpointWorkspace::openTokenRequested);
    connect(m_response, &ResponsePane::renewRequested, &m_session, &Session::renew);
    connect(m_response, &ResponsePane::compareKeyRequested, this,
            [this] { m_form->takeRegisteredKey(QGuiApplication::clipboard()->text()); });
    connect(m_response, &ResponsePane::saveTranscriptRequested, this, &EndpointWorkspace::saveTranscript);
}

void EndpointWorkspace::connectFound() {
    using Session = workbench::EndpointSession;
    FoundRow* const found = m_response->found();
    found->setJudge([this](const FoundToken& token) { return judge(token); });
    connect(found, &FoundRow::askRequested, this, &EndpointWorkspace::askAbout);
    connect(found, &FoundRow::fetchKeysRequested, &m_session,
            [this](const QString& address) { m_session.fetchKeys(address.toStdString()); });
    connect(&m_session, &Session::keysFetched, found, &FoundRow::judgeAnew);
    connect(&m_ring, &workbench::KeyRing::changed, found, &FoundRow::judgeAnew);
}

workbench::FoundVerdict EndpointWorkspace::judge(const FoundToken& token) const {
    std::vector<workbench::KeySource> sources = m_session.fetchedKeys();
    if (auto keys = m_issuerKeys ? m_issuerKeys() : nullptr) {
        sources.push_back({tr("the local issuer"), std::move(keys)});
    }
    sources.push_back(workbench::ringSource(m_ring));
    return workbench::judgeFound(token, sources, m_session.form().jwtSecret, m_session.clock().now());
}

/// Fills the form and shows the request; sending it is another press.
void EndpointWorkspace::askAbout(Operation operation, const FoundToken& token) {
    workbench::EndpointForm form = m_form->form();
    form.presetId = "generic";
    form.operation = operation;
    form.url = form.addresses.of(operation);
    form.values = {};
    form.values.secret["token"] = token.value;
    const bool asks = operation == Operation::Introspection || operation == Operation::Revocation;
    if (asks && (token.name == "access_token" || token.name == "refresh_token")) {
        form.values.plain["token_type_hint"] = token.name;
    } else if (!asks && !token.type.empty()) {
        form.values.plain["scheme"] = token.type;
    }
    setForm(form);
    if (m_session.preview().built) {
        dryRun();
    } else {
        m_form->say(
            tr("The server's address for this is not known yet: type it, or give the issuer and press Discover."),
            MessageKind::Info);
    }
}

void EndpointWorkspace::showHistory() {
    m_session.historyRows().keep(m_settings.keepEndpointHistory());
    m_history->showHistory(m_session.historyRows().rows(), m_settings.keepEndpointHistory());
}

void EndpointWorkspace::sayProblem(const QString& sentence) {
    m_form->say(sentence, MessageKind::Error);
}

void EndpointWorkspace::trust(const QString& certificate) {
    workbench::EndpointForm form = m_form->form();
    form.authorities = certificate.toStdString();
    form.authoritiesPath.clear();
    setForm(form);
    Q_EMIT statusMessage(tr("The form trusts the local issuer's certificate, besides the system's authorities."));
}

void EndpointWorkspace::setForm(const workbench::EndpointForm& form) {
    m_form->setForm(form);
    m_session.setForm(m_form->form());
    m_session.refreshPreview();
}

void EndpointWorkspace::showExchange(const workbench::SharedExchange& exchange) {
    m_shown = exchange;
    m_response->found()->setKeysAddress(QString::fromStdString(m_form->form().addresses.keys));
    m_request->showExchange(exchange);
    m_response->setHint({});
    m_response->showExchange(exchange);
    shareHeight();
    const std::string& status = exchange->last().exchange.statusText;
    const int code = exchange->last().exchange.status;
    Q_EMIT statusMessage(code == 0 ? tr("No answer came")
                                   : tr("Answered %1 %2").arg(QString::number(code), QString::fromStdString(status)));
}

/// A refusal that is shown follows the key that is given as the registered one.
void EndpointWorkspace::explainAnew() {
    const auto& key = m_session.form().registeredKey;
    const std::string name = key ? key->name : std::string();
    if (name == std::exchange(m_comparedWith, name) || !m_shown || !m_shown->explanation) {
        return;
    }
    m_shown = m_session.explainAnew(m_shown);
    m_response->showExchange(m_shown);
}

void EndpointWorkspace::dryRun() {
    m_session.setForm(m_form->form());
    m_session.refreshPreview();
    if (m_session.preview().built) {
        m_request->showPlan(*m_session.preview().built);
        m_response->setHint(m_shown ? tr("to the earlier request") : QString()); // nobody answers a dry run
        showResult();
        Q_EMIT statusMessage(tr("Nothing was sent"));
    }
}

void EndpointWorkspace::copyCurl() {
    if (m_session.preview().built) {
        // A command that somebody wants to run needs its secrets.
        const std::string command = curlCommand(*m_session.preview().built, Secrecy::Revealed);
        m_clipboard.copySecret(Secret::fromText(command));
        Q_EMIT statusMessage(tr("Copied: the curl command, secrets included"));
    }
}

void EndpointWorkspace::focusStart() {
    m_form->focusStart();
}

void EndpointWorkspace::saveLayout() {
    m_settings.setLayout(columnsName, m_columns->saveState());
    if (m_heightsChosen) {
        m_settings.setLayout(resultsName, m_results->saveState());
    }
}

void EndpointWorkspace::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Window));
}

} // namespace twb::ui
