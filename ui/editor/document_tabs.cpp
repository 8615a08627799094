// SPDX-License-Identifier: Apache-2.0
#include "editor/document_tabs.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "common/theme.h"
#include "editor/mood_look.h"
#include "workbench/document_list.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>

namespace twb::ui {

using workbench::FactMood;
using workbench::TokenDocument;

FactMood worstMood(const doctor::Version& version, const doctor::TimeFacts& timeFacts) {
    const FactMood signature = workbench::phraseOf(version.signature).mood;
    const FactMood time = workbench::phraseOf(timeFacts, workbench::DateStyle{}).mood;
    const FactMood profile = workbench::phraseOf(version.profile).mood;
    for (const FactMood bad : {FactMood::Error, FactMood::Warning}) {
        if (signature == bad || time == bad || profile == bad) {
            return bad;
        }
    }
    return signature;
}

DocumentTabs::DocumentTabs(workbench::DocumentList& documents, QWidget* parent)
    : QWidget(parent)
    , m_documents(documents)
    , m_bar(new QTabBar(this))
    , m_new(new QToolButton(this))
    , m_compare(new QToolButton(this))
    , m_copy(new QToolButton(this))
    , m_report(new QToolButton(this)) {
    m_bar->setObjectName(QStringLiteral("documentTabs"));
    m_bar->setAccessibleName(tr("Open tokens"));
    m_bar->setMovable(true);
    m_bar->setDrawBase(false);
    m_bar->setExpanding(false);
    m_bar->setElideMode(Qt::ElideRight);
    m_bar->setUsesScrollButtons(true);
    m_bar->setFocusPolicy(Qt::TabFocus);
    m_bar->setIconSize(QSize(14, 14));
    m_bar->installEventFilter(this);

    m_new->setIcon(icon(Icon::Plus));
    m_new->setAutoRaise(true);
    m_new->setObjectName(QStringLiteral("newTabButton"));
    m_new->setAccessibleName(tr("New tab"));
    m_new->setToolTip(tr("New tab (Ctrl+T)"));
    m_new->setAccessibleDescription(m_new->toolTip());
    buildCopyMenu();
    buildTools();

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::space8, 0, metrics::space8, 0);
    layout->setSpacing(metrics::space4);
    layout->addWidget(m_bar, 0, Qt::AlignBottom);
    layout->addWidget(m_new, 0, Qt::AlignVCenter);
    layout->addStretch(1);
    for (QToolButton* tool : {m_compare, m_copy, m_report}) {
        layout->addWidget(tool, 0, Qt::AlignVCenter);
    }
    for (int index = 0; index < m_documents.count(); ++index) {
        addTab(index);
    }
    m_bar->setCurrentIndex(m_documents.currentIndex());
    m_front = m_documents.current();
    connectSignals();
}

void DocumentTabs::setNarrow(bool narrow) {
    for (QToolButton* tool : {m_compare, m_copy, m_report}) {
        tool->setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    }
}

void DocumentTabs::showCopied() {
    m_copy->setIcon(icon(Icon::Ok, Role::Ok));
    m_copy->setText(tr("Copied"));
    QTimer::singleShot(1500, m_copy, [this] {
        m_copy->setIcon(icon(Icon::Copy));
        m_copy->setText(tr("Copy token"));
    });
}

void DocumentTabs::setCopyEnabled(bool enabled) {
    for (QToolButton* tool : {m_compare, m_copy, m_report}) {
        tool->setEnabled(enabled);
    }
}

QSize DocumentTabs::sizeHint() const {
    return {QWidget::sizeHint().width(), metrics::tabBar()};
}

QSize DocumentTabs::minimumSizeHint() const {
    return {metrics::width(240), metrics::tabBar()};
}

void DocumentTabs::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Window));
    painter.fillRect(0, height() - 1, width(), 1, color(Role::Border));
}

void DocumentTabs::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    constexpr int narrowBelow = 1120; // width of the window, ui.md §6.1
    setNarrow(window()->width() < narrowBelow * Theme::current().zoomPercent() / 100);
}

bool DocumentTabs::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && watched == m_rename) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            m_renamed.clear();
            finishRenaming();
            return true;
        }
    } else if (event->type() == QEvent::KeyPress && watched == m_bar) {
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_F2) {
            startRenaming();
            return true;
        }
    } else if (event->type() == QEvent::MouseButtonRelease && watched == m_bar) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const int index = m_bar->tabAt(mouse->pos());
        if (mouse->button() == Qt::MiddleButton && index >= 0) {
            if (index == m_comparison) {
                closeComparison();
            } else {
                m_documents.close(indexOf(index));
            }
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DocumentTabs::connectSignals() {
    connect(m_new, &QToolButton::clicked, this, [this] { m_documents.openNew(); });
    connect(m_bar, &QTabBar::currentChanged, this, &DocumentTabs::takeFront);
    connect(m_bar, &QTabBar::tabMoved, this, &DocumentTabs::takeMoved);
    connect(m_bar, &QTabBar::tabBarDoubleClicked, this, [this](int index) {
        if (index >= 0) {
            startRenaming();
        }
    });
    connect(&m_documents, &workbench::DocumentList::opened, this, &DocumentTabs::addTab);
    connect(&m_documents, &workbench::DocumentList::closed, this, &DocumentTabs::takeClosed);
    connect(&m_documents, &workbench::DocumentList::currentChanged, this, &DocumentTabs::takeCurrent);
}

void DocumentTabs::buildTools() {
    m_compare->setObjectName(QStringLiteral("compareButton"));
    m_compare->setIcon(icon(Icon::Compare));
    m_compare->setText(tr("Compare…"));
    m_compare->setToolTip(tr("Compare two tokens, or the original with your copy (Ctrl+D)"));
    m_report->setObjectName(QStringLiteral("reportButton"));
    m_report->setIcon(icon(Icon::Download));
    m_report->setText(tr("Save report…"));
    m_report->setToolTip(tr("A report to hand on, without keys and personal data (Ctrl+Shift+S)"));
    for (QToolButton* tool : {m_compare, m_report}) {
        tool->setAutoRaise(true);
        tool->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        tool->setAccessibleName(tool->text());
        tool->setAccessibleDescription(tool->toolTip());
    }
    connect(m_compare, &QToolButton::clicked, this, &DocumentTabs::compareRequested);
    connect(m_report, &QToolButton::clicked, this, &DocumentTabs::reportRequested);
}

void DocumentTabs::buildCopyMenu() {
    m_copy->setObjectName(QStringLiteral("copyTokenButton"));
    m_copy->setIcon(icon(Icon::Copy));
    m_copy->setText(tr("Copy token"));
    m_copy->setAccessibleName(tr("Copy token"));
    m_copy->setToolTip(tr("Copy the version shown (Ctrl+Shift+C copies the token)"));
    m_copy->setAccessibleDescription(m_copy->toolTip());
    m_copy->setAutoRaise(true);
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_copy);
    const QList<std::pair<CopyForm, QString>> entries = {
        {CopyForm::Token, tr("Token")},
        {CopyForm::Bearer, tr("“Bearer …”")},
        {CopyForm::AuthorizationHeader, tr("Authorization header")},
        {CopyForm::AuthorizationPlain, tr("Authorization header without “Bearer”")},
        {CopyForm::HeaderJson, tr("Header JSON")},
        {CopyForm::PayloadJson, tr("Payload JSON")}};
    for (const auto& [form, text] : entries) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, chosen = form] { Q_EMIT copyChosen(chosen); });
    }
    m_copy->setMenu(menu);
}

void DocumentTabs::addTab(int index) {
    TokenDocument* document = m_documents.at(index);
    const int tab = tabOf(index);
    if (m_comparison >= tab) {
        ++m_comparison;
    }
    m_bar->insertTab(tab, document->title());
    const QToolButton* close = addCloseButton(tab, tr("Close tab (Ctrl+W); “Reopen closed tab” brings it back"));
    connect(close, &QToolButton::clicked, this, [this, document] { closeTab(document); });
    disconnect(document, nullptr, this, nullptr); // a tab that was closed and comes back
    const auto refresh = [this, document] { refreshTab(document, document->shownVersion().time); };
    connect(document, &TokenDocument::evaluated, this, refresh);
    connect(document, &TokenDocument::shownChanged, this, refresh);
    connect(document, &TokenDocument::titleChanged, this, refresh);
    connect(document, &TokenDocument::timeMoved, this,
            [this, document](const doctor::TimeFacts& original, const doctor::TimeFacts& copy) {
                refreshTab(document, document->shown() == workbench::ShownVersion::Original ? original : copy);
            });
    refresh();
}

QToolButton* DocumentTabs::addCloseButton(int tab, const QString& toolTip) {
    auto* close = new QToolButton(m_bar);
    close->setIcon(icon(Icon::X));
    close->setIconSize(QSize(12, 12));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::NoFocus);
    close->setFixedSize(metrics::height(20), metrics::height(20));
    close->setAccessibleName(tr("Close tab"));
    close->setToolTip(toolTip);
    m_bar->setTabButton(tab, QTabBar::RightSide, close);
    return close;
}

void DocumentTabs::refreshTab(const TokenDocument* document, const doctor::TimeFacts& time) {
    const int place = m_documents.indexOf(document);
    if (place < 0 || tabOf(place) >= m_bar->count()) {
        return;
    }
    const int index = tabOf(place);
    const FactMood mood = document->isEmpty() ? FactMood::Neutral : worstMood(document->shownVersion(), time);
    if (m_bar->tabData(index).toInt() != static_cast<int>(mood) + 1) {
        m_bar->setTabData(index, static_cast<int>(mood) + 1);
        m_bar->setTabIcon(index, icon(moodIcon(mood), moodRole(mood)));
    }
    // An ampersand in a title is no mnemonic.
    QString title = document->title();
    title.replace(QLatin1Char('&'), QLatin1String("&&"));
    if (m_bar->tabText(index) != title) {
        m_bar->setTabText(index, title);
        m_bar->setTabToolTip(index, document->title());
    }
    m_bar->setAccessibleTabName(index, tr("%1: %2", "verdict, title").arg(moodWord(mood), document->title()));
}

void DocumentTabs::startRenaming() {
    if (m_rename || isComparisonInFront()) {
        return;
    }
    m_renamed = m_documents.current();
    m_rename = new QLineEdit(m_renamed->title(), this);
    m_rename->setObjectName(QStringLiteral("renameEdit"));
    m_rename->setAccessibleName(tr("Title of the tab"));
    m_rename->setMaxLength(80);
    m_rename->installEventFilter(this);
    QRect place = m_bar->tabRect(m_bar->currentIndex()).adjusted(4, 3, -4, -2);
    place.moveTopLeft(m_bar->mapTo(this, place.topLeft()));
    m_rename->setGeometry(place);
    m_rename->selectAll();
    m_rename->show();
    m_rename->setFocus();
    connect(m_rename, &QLineEdit::editingFinished, this, &DocumentTabs::finishRenaming);
}

void DocumentTabs::finishRenaming() {
    if (!m_rename) {
        return;
    }
    const QString title = m_rename->text().trimmed();
    QLineEdit* edit = m_rename;
    m_rename.clear(); // before it loses the focus, which would come here again
    edit->hide();
    edit->deleteLater();
    if (m_renamed && !title.isEmpty()) {
        m_renamed->setTitle(title);
    }
    m_bar->setFocus();
}

void DocumentTabs::closeTab(const TokenDocument* document) {
    const int index = m_documents.indexOf(document);
    if (index >= 0) {
        m_documents.close(index);
    }
}

} // namespace twb::ui
