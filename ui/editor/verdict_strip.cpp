// SPDX-License-Identifier: Apache-2.0
#include "editor/verdict_strip.h"
#include "common/fact_cell.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "common/zones.h"
#include "editor/mood_look.h"
#include "workbench/finding_words.h"
#include "workbench/token_document.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace twb::ui {

using workbench::FactMood;
using workbench::ShownVersion;

namespace {

enum VersionIndex { OriginalIndex, CopyIndex };

/// The first half of a sub-line, for narrow windows.
QString firstHalf(const QString& text) {
    for (const QString& divider : {QStringLiteral(" · "), QStringLiteral(" ("), QStringLiteral(", ")}) {
        const qsizetype at = text.indexOf(divider);
        if (at > 0) {
            return text.left(at);
        }
    }
    return {};
}

} // namespace

VerdictStrip::VerdictStrip(workbench::Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_grid(new QGridLayout(this))
    , m_signature(new FactCell(tr("Signature"), std::nullopt, this))
    , m_time(new FactCell(tr("Time"), Icon::Clock, this))
    , m_profile(new FactCell(tr("Profile"), Icon::Profile, this))
    , m_versions(new QWidget(this))
    , m_switch(new SwitchRow(tr("Version shown"), m_versions))
    , m_copyState(new TextLabel({}, Role::Text2, fonts::Size::Small, fonts::Weight::Regular, m_versions)) {
    m_signature->setObjectName(QStringLiteral("factSignature"));
    m_time->setObjectName(QStringLiteral("factTime"));
    m_profile->setObjectName(QStringLiteral("factProfile"));
    m_switch->setObjectName(QStringLiteral("versionSwitch"));
    m_switch->addChoice(tr("Original"), Icon::Neutral, tr("The token as it was received (Ctrl+E)"));
    m_switch->addChoice(tr("Your copy"), Icon::Pen, tr("The token with your changes (Ctrl+E)"));
    for (FactCell* cell : {m_signature, m_time, m_profile}) {
        cell->setMinimumWidth(metrics::width(210));
    }
    auto* versions = new QVBoxLayout(m_versions);
    versions->setContentsMargins(metrics::space12, 0, metrics::space12, 0);
    versions->setSpacing(metrics::space2);
    versions->addStretch(1);
    versions->addWidget(m_switch);
    versions->addWidget(m_copyState);
    versions->addStretch(1);
    m_grid->setContentsMargins(0, 0, 0, 1);
    m_grid->setSpacing(1);
    arrange();
    connectSignals();
}

void VerdictStrip::setDocument(workbench::TokenDocument* document) {
    m_document = document;
}

void VerdictStrip::setStacked(bool stacked) {
    if (stacked != m_stacked) {
        m_stacked = stacked;
        arrange();
        updateGeometry();
    }
}

int VerdictStrip::widthBeside() const {
    return 3 * (metrics::width(210) + m_grid->horizontalSpacing()) + m_versions->sizeHint().width();
}

void VerdictStrip::arrange() {
    const int columns = m_stacked ? 2 : 4;
    const QList<QWidget*> cells{m_signature, m_time, m_profile, m_versions};
    for (int index = 0; index < cells.size(); ++index) {
        m_grid->removeWidget(cells[index]);
        m_grid->addWidget(cells[index], index / columns, index % columns);
        m_grid->setColumnStretch(index, index < (m_stacked ? 2 : 3) ? 1 : 0);
    }
}

void VerdictStrip::render() {
    if (!m_document) {
        return;
    }
    const doctor::Version& version = m_document->shownVersion();
    if (m_document->isBusy()) {
        const workbench::FactPhrase checking = workbench::checkingPhrase();
        m_signature->setFact(FactState::Busy, checking.title, checking.subLine);
    } else {
        workbench::FactPhrase phrase = workbench::phraseOf(version.signature);
        const workbench::SharedDiagnosis& diagnosis = m_document->diagnosis();
        if (version.signature.state == doctor::SignatureState::Invalid && diagnosis != nullptr &&
            diagnosis->version == m_document->shown()) {
            const QString found = workbench::searchResultText(*diagnosis);
            phrase.subLine = found.isEmpty() ? phrase.subLine : found;
        }
        showFact(m_signature, phrase);
    }
    showFact(m_profile, workbench::phraseOf(version.profile));
    moveTime(version.time);
    renderVersions();
}

void VerdictStrip::moveTime(const doctor::TimeFacts& facts) {
    showFact(m_time, workbench::phraseOf(facts, dateStyle(m_settings)));
}

QList<QWidget*> VerdictStrip::focusChain() const {
    return {m_signature, m_time, m_profile, m_switch};
}

QSize VerdictStrip::sizeHint() const {
    return {metrics::width(m_stacked ? 420 : 840), (m_stacked ? 2 : 1) * metrics::verdictStrip()};
}

QSize VerdictStrip::minimumSizeHint() const {
    return {QWidget::minimumSizeHint().width(), (m_stacked ? 2 : 1) * metrics::verdictStrip()};
}

void VerdictStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Surface));
    painter.fillRect(0, height() - 1, width(), 1, color(Role::Border));
}

void VerdictStrip::connectSignals() {
    connect(m_signature, &QAbstractButton::clicked, this,
            [this] { Q_EMIT checkRequested(QStringLiteral("signature")); });
    connect(m_time, &QAbstractButton::clicked, this, [this] { Q_EMIT checkRequested(QStringLiteral("exp")); });
    connect(m_profile, &QAbstractButton::clicked, this, [this] { Q_EMIT checkRequested(QStringLiteral("profile")); });
    connect(m_switch, &SwitchRow::currentIndexChanged, this, [this](int index) {
        if (m_document) {
            m_document->showVersion(index == CopyIndex ? ShownVersion::Copy : ShownVersion::Original);
        }
    });
}

void VerdictStrip::renderVersions() {
    const bool original = m_document->hasOriginal();
    const bool copy = m_document->hasCopy();
    m_switch->button(OriginalIndex)->setEnabled(original);
    m_switch->button(CopyIndex)->setEnabled(copy);
    m_switch->setCurrentIndex(m_document->shown() == ShownVersion::Copy ? CopyIndex : OriginalIndex);
    const FactMood mood =
        original ? workbench::phraseOf(m_document->evaluation()->original.signature).mood : FactMood::Neutral;
    m_switch->setChoiceIcon(OriginalIndex, moodIcon(mood), moodRole(mood));
    m_copyState->setText(!copy       ? tr("Your copy: not changed yet")
                         : !original ? tr("Made here; there is no original")
                                     : tr("Your copy: changed"));
    m_copyState->setVisible(Theme::current().density() == Density::Normal);
}

void VerdictStrip::showFact(FactCell* cell, const workbench::FactPhrase& phrase) {
    cell->setFact(factState(phrase.mood), phrase.title, phrase.subLine, firstHalf(phrase.subLine));
}

} // namespace twb::ui
