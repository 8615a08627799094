// SPDX-License-Identifier: Apache-2.0
#include "keys/keys_list_pane.h"
#include "common/busy_bar.h"
#include "common/buttons.h"
#include "common/empty_hint.h"
#include "common/message_bar.h"
#include "common/metrics.h"
#include "common/style.h"
#include "common/text_label.h"
#include "keys/import_words.h"
#include "keys/keys_table.h"
#include "keys/passphrase_bar.h"

#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace twb::ui {

namespace {
/// Work shows its progress only if it takes longer (ui.md §7).
constexpr auto progressAfter = std::chrono::milliseconds(400);
constexpr int footHeight = 32;

/// A line of controls over a thin rule.
class Foot : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(QRect(0, 0, width(), 1), color(Role::Border));
    }
};
} // namespace

KeysListPane::KeysListPane(workbench::KeyRingFilter& filter, QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_messages(new MessageStack(this))
    , m_questionColumn(new QVBoxLayout)
    , m_progress(new QWidget(this))
    , m_pages(new QStackedLayout)
    , m_table(new KeysTable(filter, this))
    , m_empty(new EmptyHint(tr("No keys yet"),
                            tr("Generate one, paste one, or drop files here: PEM, JWK, JWKS, certificate, PKCS#12, "
                               "OpenSSH or a plain secret. The format is recognised."),
                            this))
    , m_nothingFits(new EmptyHint(tr("No key fits"), tr("The switch or the search hides every key of the ring."), this))
    , m_foot(new Foot(this))
    , m_where(new ElidedLabel({}, Role::Text2, fonts::Size::Small, m_foot))
    , m_keep(makeButton({}, ButtonKind::Flat, m_foot)) {
    setObjectName(QStringLiteral("keysList"));
    m_messages->setObjectName(QStringLiteral("keysMessages"));
    m_where->setObjectName(QStringLiteral("keysFootText"));
    m_keep->setObjectName(QStringLiteral("keepKeysButton"));
    m_keep->setIcon(icon(Icon::Lock));
    m_progressDelay.setSingleShot(true);
    m_progressDelay.setInterval(progressAfter);
    build();
    showStore({}, false);
    showCount(0);
    applyMetrics();
    connect(&m_progressDelay, &QTimer::timeout, m_progress, &QWidget::show);
    connect(m_keep, &QPushButton::clicked, this, &KeysListPane::keepRequested);
    connect(&Theme::current(), &Theme::changed, this, &KeysListPane::applyMetrics);
}

void KeysListPane::build() {
    m_questionColumn->setSpacing(0);
    m_progress->setObjectName(QStringLiteral("importProgress"));
    m_progress->hide();
    auto* progressRow = new QHBoxLayout(m_progress);
    progressRow->setSpacing(metrics::space8);
    progressRow->addWidget(new TextLabel(tr("Reading keys…"), Role::Text2, fonts::Size::Small));
    progressRow->addWidget(new BusyBar(tr("Reading keys"), m_progress), 1);
    QPushButton* stop = makeButton(tr("Stop"), ButtonKind::Normal, m_progress);
    stop->setObjectName(QStringLiteral("stopImportButton"));
    progressRow->addWidget(stop);
    connect(stop, &QPushButton::clicked, this, &KeysListPane::stopRequested);

    m_empty->setObjectName(QStringLiteral("keysEmpty"));
    m_empty->setDrawing(EmptyHint::Drawing::Icon, Icon::Keys);
    connect(m_empty->addAction(tr("Generate…")), &QPushButton::clicked, this, &KeysListPane::generateRequested);
    connect(m_empty->addAction(tr("Import…")), &QPushButton::clicked, this, &KeysListPane::importRequested);
    m_nothingFits->setObjectName(QStringLiteral("keysNothingFits"));
    m_nothingFits->setDrawing(EmptyHint::Drawing::Icon, Icon::Search);
    connect(m_nothingFits->addAction(tr("Show all")), &QPushButton::clicked, this, &KeysListPane::showAllRequested);
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_nothingFits);

    auto* footRow = new QHBoxLayout(m_foot);
    footRow->setSpacing(metrics::space8);
    footRow->addWidget(m_where, 1);
    footRow->addWidget(m_keep);

    m_column->setSpacing(0);
    m_column->addWidget(m_messages);
    m_column->addLayout(m_questionColumn);
    m_column->addWidget(m_progress);
    m_column->addLayout(m_pages, 1);
    m_column->addWidget(m_foot);
}

void KeysListPane::showCount(int total) {
    m_total = total;
    m_where->setText(tr("%1 · %2", "8 keys · kept in memory only").arg(keyCount(total), m_place));
    const bool rows = m_table->model()->rowCount() > 0;
    QWidget* page = rows ? static_cast<QWidget*>(m_table) : total == 0 ? m_empty : m_nothingFits;
    if (m_pages->currentWidget() == page)
        return;
    const bool hadFocus = m_pages->currentWidget()->isAncestorOf(focusWidget());
    m_pages->setCurrentWidget(page);
    if (hadFocus && rows)
        m_table->setFocus(Qt::OtherFocusReason);
}

void KeysListPane::showStore(const workbench::KeyStoreState& state, bool keeps) {
    using Where = workbench::KeyStoreState::Where;
    switch (state.where) {
    case Where::SessionOnly:
        m_place = tr("kept in memory only");
        break;
    case Where::Kept:
        m_place = tr("kept on this computer");
        break;
    case Where::PartlyKept:
        m_place = tr("partly kept on this computer");
        break;
    case Where::Unreadable:
        m_place = tr("not kept");
        break;
    }
    m_keep->setText(keeps ? tr("Stop keeping…") : tr("Keep on this computer, encrypted…"));
    m_keep->setEnabled(!state.busy);
    showCount(m_total);
}

void KeysListPane::askPassphrase(const workbench::LockedKey& locked) {
    removeQuestion(locked.handle);
    const quint64 handle = locked.handle;
    auto* question =
        new PassphraseBar(lockedSentence(locked), tr("Passphrase for %1").arg(locked.name), tr("Open"), this);
    m_questions.insert(handle, question);
    m_questionColumn->addWidget(question);
    connect(question, &PassphraseBar::entered, this, [this, handle] {
        Q_EMIT passphraseEntered(handle);
        removeQuestion(handle);
    });
    connect(question, &PassphraseBar::dismissed, this, [this, handle] {
        removeQuestion(handle);
        Q_EMIT passphraseRefused(handle);
    });
    if (m_questions.size() == 1 || locked.wrongPassword)
        question->focusField();
}

Secret KeysListPane::takePassphrase(quint64 handle) {
    PassphraseBar* question = m_questions.value(handle);
    return question ? question->takePassphrase() : Secret();
}

void KeysListPane::removeQuestion(quint64 handle) {
    if (PassphraseBar* question = m_questions.take(handle)) {
        question->hide();
        question->deleteLater(); // it may be what has just spoken
    }
}

void KeysListPane::setBusy(bool busy) {
    if (busy) {
        m_progressDelay.start();
    } else {
        m_progressDelay.stop();
        m_progress->hide();
    }
}

QSize KeysListPane::minimumSizeHint() const {
    return {metrics::width(560), QWidget::minimumSizeHint().height()};
}

void KeysListPane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), metrics::radiusPane, color(Role::Border), color(Role::Surface));
}

void KeysListPane::applyMetrics() {
    m_column->setContentsMargins(1, 2, 1, 2);
    m_foot->setFixedHeight(metrics::height(footHeight));
    m_foot->layout()->setContentsMargins(metrics::paneSide, 1, metrics::space6, 0);
    m_progress->layout()->setContentsMargins(metrics::paneSide, metrics::space6, metrics::paneSide, metrics::space6);
}

} // namespace twb::ui
