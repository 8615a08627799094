// SPDX-License-Identifier: Apache-2.0
#include "editor/find_bar.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "common/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

namespace twb::ui {

namespace {
QToolButton* stepButton(Icon name, const QString& words, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(icon(name));
    button->setAutoRaise(true);
    button->setAccessibleName(words);
    button->setToolTip(words);
    return button;
}
} // namespace

FindBar::FindBar(QWidget* parent)
    : QWidget(parent)
    , m_caption(new QLabel(this))
    , m_edit(new QLineEdit(this))
    , m_result(new QLabel(this)) {
    setObjectName(QStringLiteral("findBar"));
    m_edit->setObjectName(QStringLiteral("findEdit"));
    m_edit->setAccessibleName(tr("Text to find"));
    m_edit->setMaximumWidth(metrics::width(320));
    m_edit->setClearButtonEnabled(true);
    m_caption->setBuddy(m_edit);
    QToolButton* previous = stepButton(Icon::Up, tr("Find previous (Shift+F3)"), this);
    QToolButton* next = stepButton(Icon::Down, tr("Find next (F3)"), this);
    QToolButton* close = stepButton(Icon::X, tr("Close (Esc)"), this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::space12, metrics::space4, metrics::space8, metrics::space4);
    layout->setSpacing(metrics::space8);
    layout->addWidget(m_caption);
    layout->addWidget(m_edit, 1);
    layout->addWidget(previous);
    layout->addWidget(next);
    layout->addWidget(m_result);
    layout->addStretch(1);
    layout->addWidget(close);
    connect(m_edit, &QLineEdit::textChanged, this, [this] { find(Step::Here); });
    connect(m_edit, &QLineEdit::returnPressed, this, &FindBar::findNext);
    connect(next, &QToolButton::clicked, this, &FindBar::findNext);
    connect(previous, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(close, &QToolButton::clicked, this, &FindBar::leave);
    hide();
}

void FindBar::open(FindTarget target) {
    m_target = std::move(target);
    m_caption->setText(tr("Find in %1").arg(m_target.name));
    const TextRange selection = m_target.selection();
    if (selection.length > 0 && selection.length < 200) {
        const QByteArray chosen =
            m_target.text().mid(static_cast<qsizetype>(selection.offset), static_cast<qsizetype>(selection.length));
        if (!chosen.contains('\n')) {
            m_edit->setText(QString::fromUtf8(chosen));
        }
    }
    show();
    m_edit->selectAll();
    m_edit->setFocus();
}

void FindBar::findNext() {
    find(Step::Next);
}

void FindBar::findPrevious() {
    find(Step::Previous);
}

void FindBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        leave();
        return;
    }
    QWidget::keyPressEvent(event);
}

void FindBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Surface2));
    painter.fillRect(0, height() - 1, width(), 1, color(Role::Border));
}

void FindBar::find(Step step) {
    if (!m_target.text || m_edit->text().isEmpty()) {
        m_result->clear();
        return;
    }
    // In characters, not octets: only those know upper and lower case.
    const QByteArray octets = m_target.text();
    const QString text = QString::fromUtf8(octets);
    const TextRange selection = m_target.selection();
    const auto unitsAt = [&octets](std::size_t offset) {
        return QString::fromUtf8(octets.constData(), static_cast<qsizetype>(offset)).size();
    };
    const qsizetype begin = unitsAt(selection.offset);
    const qsizetype end = unitsAt(selection.offset + selection.length);
    const QString wanted = m_edit->text();
    qsizetype found = -1;
    if (step == Step::Previous) {
        found = begin > 0 ? text.lastIndexOf(wanted, begin - 1, Qt::CaseInsensitive) : -1;
        found = found < 0 ? text.lastIndexOf(wanted, -1, Qt::CaseInsensitive) : found;
    } else {
        found = text.indexOf(wanted, step == Step::Here ? begin : end, Qt::CaseInsensitive);
        found = found < 0 ? text.indexOf(wanted, 0, Qt::CaseInsensitive) : found;
    }
    if (found < 0) {
        m_result->setText(tr("Not found"));
        return;
    }
    m_result->clear();
    const QStringView view(text);
    const auto before = static_cast<std::size_t>(view.left(found).toUtf8().size());
    m_target.select({before, static_cast<std::size_t>(view.mid(found, wanted.size()).toUtf8().size())});
}

void FindBar::leave() {
    hide();
    if (m_target.focus) {
        m_target.focus();
    }
}

} // namespace twb::ui
