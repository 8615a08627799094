// SPDX-License-Identifier: Apache-2.0
#include "editor/checklist_page.h"
#include "common/badge.h"
#include "common/buttons.h"
#include "common/check_row.h"
#include "common/message_bar.h"
#include "common/metrics.h"
#include "common/pane_frame.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "editor/mood_look.h"
#include "workbench/phrases.h"
#include "workbench/qt_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextDocument>

namespace twb::ui {

namespace {

constexpr int pageWidth = 760; ///< longer lines are hard to read

QString stateWord(profiles::PointState state) {
    switch (state) {
    case profiles::PointState::Met:
        return ChecklistPage::tr("Met");
    case profiles::PointState::NotMet:
        return ChecklistPage::tr("Not met");
    case profiles::PointState::CannotBeSeen:
        break;
    }
    return ChecklistPage::tr("Cannot be seen from a token");
}

BadgeKind badgeOf(profiles::PointState state) {
    return state == profiles::PointState::Met      ? BadgeKind::Ok
           : state == profiles::PointState::NotMet ? BadgeKind::Err
                                                   : BadgeKind::Neutral;
}

Icon iconOf(profiles::PointState state) {
    return state == profiles::PointState::Met      ? Icon::Ok
           : state == profiles::PointState::NotMet ? Icon::Err
                                                   : Icon::Neutral;
}

/// One point: number, title and state in one line, what the token says, how to check.
class PointCard : public QWidget {
public:
    PointCard(std::size_t number, const profiles::PointResult& result, QWidget* parent)
        : QWidget(parent) {
        setObjectName(QStringLiteral("point_") + workbench::qString(result.point->id));
        setAccessibleName(ChecklistPage::tr("%1. %2: %3", "number, point, state")
                              .arg(number)
                              .arg(workbench::qString(result.point->title), stateWord(result.state)));
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(metrics::paneSide, metrics::paneTop, metrics::paneSide, metrics::paneTop);
        column->setSpacing(metrics::space4);
        auto* head = new QHBoxLayout;
        head->setSpacing(metrics::space8);
        auto* title = new TextLabel(
            ChecklistPage::tr("%1. %2", "number, point").arg(number).arg(workbench::qString(result.point->title)),
            Role::Text, fonts::Size::Body, fonts::Weight::SemiBold, this);
        title->setWordWrap(true);
        auto* badge = new Badge({}, BadgeKind::Neutral, this);
        badge->present(stateWord(result.state), badgeOf(result.state), iconOf(result.state));
        head->addWidget(title, 1);
        head->addWidget(badge, 0, Qt::AlignTop);
        column->addLayout(head);
        for (const profiles::RuleRow* row : result.rows) {
            const workbench::RulePhrase phrase = workbench::phraseOf(*row);
            column->addWidget(new CheckRow(factState(phrase.mood), phrase.line, phrase.detail, this));
        }
        auto* how = new TextLabel({}, Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this);
        how->setTextFormat(Qt::RichText);
        how->setText(
            QStringLiteral("<b>%1</b> %2")
                .arg(ChecklistPage::tr("How to check:"), workbench::qString(result.point->how).toHtmlEscaped()));
        how->setWordWrap(true);
        column->addWidget(how);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(0, height() - 1, width(), 1, color(Role::Border));
    }
};

} // namespace

ChecklistPage::ChecklistPage(QWidget* parent)
    : QWidget(parent)
    , m_pane(new PaneFrame(tr("Integration checklist"), this))
    , m_scroll(new QScrollArea(m_pane)) {
    setObjectName(QStringLiteral("checklistPage"));
    m_scroll->setObjectName(QStringLiteral("checklistScroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setAccessibleName(tr("Integration checklist"));
    m_pane->setContent(m_scroll);
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_pane, 100);
    middle->addStretch(1);
    m_pane->setMaximumWidth(metrics::width(pageWidth));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space8, metrics::space8, metrics::space8, metrics::space8);
    column->setSpacing(metrics::gap());
    column->addLayout(middle, 1);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(buildFoot(), 100);
    foot->addStretch(1);
    column->addLayout(foot);
}

QWidget* ChecklistPage::buildFoot() {
    auto* foot = new QWidget(this);
    foot->setMaximumWidth(metrics::width(pageWidth));
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space8);
    QPushButton* back = makeButton(tr("Back to the token"), ButtonKind::Normal, foot);
    back->setObjectName(QStringLiteral("checklistBackButton"));
    back->setToolTip(tr("Back to the token (Esc)"));
    QPushButton* copy = makeButton(tr("Copy as Markdown"), ButtonKind::Normal, foot);
    copy->setObjectName(QStringLiteral("checklistCopyButton"));
    copy->setIcon(icon(Icon::Copy));
    copy->setToolTip(tr("The checklist without token and key; personal data are masked"));
    QPushButton* print = makeButton(tr("Print…"), ButtonKind::Normal, foot);
    print->setObjectName(QStringLiteral("checklistPrintButton"));
    print->setToolTip(tr("On paper (Ctrl+P); personal data are masked"));
    QPushButton* save = makeButton(tr("Save page…"), ButtonKind::Primary, foot);
    save->setObjectName(QStringLiteral("checklistSaveButton"));
    save->setToolTip(tr("As PDF, HTML or Markdown; personal data are masked"));
    m_language = new SwitchRow(tr("Language of the page"), foot);
    m_language->setObjectName(QStringLiteral("checklistLanguageSwitch"));
    m_language->addChoice(QStringLiteral("English"));
    m_language->addChoice(QStringLiteral("Português"));
    m_language->setCurrentIndex(QLocale().language() == QLocale::Portuguese ? 1 : 0);
    for (QPushButton* button : {back, copy, print, save}) {
        button->setAccessibleDescription(button->toolTip());
    }
    row->addWidget(back);
    row->addStretch(1);
    row->addWidget(m_language);
    row->addWidget(copy);
    row->addWidget(print);
    row->addWidget(save);
    m_back = back;
    connect(back, &QPushButton::clicked, this, &ChecklistPage::backRequested);
    connect(save, &QPushButton::clicked, this, &ChecklistPage::saveRequested);
    connect(print, &QPushButton::clicked, this, &ChecklistPage::printRequested);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(report(doctor::ReportFormat::Markdown));
        Q_EMIT copied(tr("Copied: the checklist as Markdown"));
    });
    return foot;
}

void ChecklistPage::setFacts(ChecklistFacts facts) {
    m_facts = std::move(facts);
    rebuild();
}

void ChecklistPage::focusStart() {
    m_back->setFocus();
}

QString ChecklistPage::report(doctor::ReportFormat format) const {
    if (!m_facts.profile) {
        return {};
    }
    doctor::ChecklistInputs inputs;
    inputs.profile = m_facts.profile;
    inputs.judgement = &m_facts.judgement;
    inputs.reading = m_facts.reading;
    inputs.asOf = m_facts.now;
    inputs.isRefusal = m_facts.isRefusal;
    inputs.format = format;
    inputs.language = m_language->currentIndex() == 1 ? Language::Portuguese : Language::English;
    return QString::fromStdString(doctor::writeChecklist(inputs));
}

void ChecklistPage::printTo(QPagedPaintDevice& device) const {
    QTextDocument page;
    page.setDefaultFont(QFont(QStringLiteral("sans-serif"), 10)); // paper knows neither zoom nor theme
    page.setHtml(report(doctor::ReportFormat::Html));
    page.print(&device);
}

void ChecklistPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT backRequested();
        return;
    }
    if (event->matches(QKeySequence::Print)) {
        Q_EMIT printRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

void ChecklistPage::rebuild() {
    const int scrolled = m_scroll->verticalScrollBar()->value();
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    if (m_facts.profile) {
        m_pane->setHint(QString::fromStdString(m_facts.profile->title));
        if (m_facts.isRefusal) {
            auto* bar =
                new MessageBar(MessageKind::Warning,
                               tr("This is a plain refusal in JSON, not a token: there is no signature to check. "
                                  "Treat the person as not authorised."),
                               {}, body);
            bar->setObjectName(QStringLiteral("refusalBar"));
            bar->setLifetime(MessageBar::Lifetime::UntilRemoved);
            column->addWidget(bar);
        }
        std::size_t number = 1;
        for (const profiles::PointResult& result : profiles::checkPoints(*m_facts.profile, m_facts.judgement)) {
            column->addWidget(new PointCard(number++, result, body));
        }
    }
    column->addStretch(1);
    m_scroll->setWidget(body);
    body->setAutoFillBackground(false);
    m_scroll->verticalScrollBar()->setValue(scrolled);
}

} // namespace twb::ui
