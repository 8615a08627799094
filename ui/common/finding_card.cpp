// SPDX-License-Identifier: Apache-2.0
#include "common/finding_card.h"
#include "common/badge.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace twb::ui {

namespace {

constexpr int ruleWidth = 3;

/// The drawing of the severity, 18.
class SeverityMark : public QWidget {
public:
    explicit SeverityMark(QWidget* parent)
        : QWidget(parent) {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override {
        const int side = metrics::height(iconFinding);
        return {side, side};
    }
    void setSeverity(FindingSeverity severity) {
        m_severity = severity;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const FindingLook look = lookOf(m_severity);
        paintIcon(painter, rect(), look.icon, look.strong, width());
    }

private:
    FindingSeverity m_severity = FindingSeverity::Note;
};

/// The ground of the evidence.
class EvidenceBox : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(color(Role::Border));
        painter.setBrush(color(Role::Surface2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusControl,
                                metrics::radiusControl);
    }
};

/// Lets a word as long as a token be broken: a label breaks at blanks only.
QString breakable(const QString& text) {
    constexpr int longest = 16;
    QString out;
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        out += c;
        if (run == longest && !c.isHighSurrogate()) {
            out += QChar(0x200B);
            run = 0;
        }
    }
    return out;
}

BadgeKind badgeOf(FindingSeverity severity) {
    return severity == FindingSeverity::Error     ? BadgeKind::Err
           : severity == FindingSeverity::Warning ? BadgeKind::Warn
                                                  : BadgeKind::Info;
}

} // namespace

QString severityWord(FindingSeverity severity) {
    return severity == FindingSeverity::Error     ? FindingCard::tr("Error")
           : severity == FindingSeverity::Warning ? FindingCard::tr("Warning")
                                                  : FindingCard::tr("Note");
}

FindingLook lookOf(FindingSeverity severity) {
    switch (severity) {
    case FindingSeverity::Error:
        return {Role::Err, Icon::Err};
    case FindingSeverity::Warning:
        return {Role::Warn, Icon::Warn};
    case FindingSeverity::Note:
        break;
    }
    return {Role::Accent, Icon::Info};
}

FindingCard::FindingCard(QWidget* parent)
    : QWidget(parent)
    , m_icon(new SeverityMark(this))
    , m_title(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::SemiBold, this))
    , m_badge(new Badge({}, BadgeKind::Neutral, this))
    , m_box(new EvidenceBox(this))
    , m_evidence(new TextLabel({}, Role::Text2, fonts::Size::Label, fonts::Weight::Regular, m_box))
    , m_advice(new TextLabel({}, Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_extraPlace(new QVBoxLayout)
    , m_actions(new QHBoxLayout)
    , m_repair(makeButton({}, ButtonKind::Normal, this))
    , m_hint(new TextLabel({}, Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this))
    , m_copy(makeButton(tr("Copy finding"), ButtonKind::Flat, this)) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    for (TextLabel* label : {m_title, m_evidence, m_advice, m_hint}) {
        label->setWordWrap(true);
        label->setMinimumWidth(1);
    }
    m_title->setTextFormat(Qt::PlainText);
    // The reference is a link at the end of the advice: it needs no line of its own.
    m_advice->setTextFormat(Qt::RichText);
    m_advice->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_evidence->setTextFormat(Qt::RichText);
    m_repair->setIcon(icon(Icon::Repair));
    m_repair->setCursor(Qt::ArrowCursor);
    m_copy->setCursor(Qt::ArrowCursor);

    auto* head = new QHBoxLayout;
    head->setSpacing(metrics::space8);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_title, 1, Qt::AlignVCenter);
    head->addWidget(m_badge, 0, Qt::AlignTop);
    auto* box = new QVBoxLayout(m_box);
    box->setContentsMargins(metrics::space8, metrics::space6, metrics::space8, metrics::space6);
    box->addWidget(m_evidence);
    m_extraPlace->setContentsMargins(0, 0, 0, 0);
    m_actions->setSpacing(metrics::space8);
    m_actions->addWidget(m_repair, 0, Qt::AlignLeft);
    m_actions->addWidget(m_hint, 1);
    m_actions->addWidget(m_copy, 0, Qt::AlignLeft);
    m_actions->addStretch(0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(ruleWidth + metrics::space12, metrics::space8, metrics::space12, metrics::space8);
    column->setSpacing(metrics::space8);
    column->addLayout(head);
    column->addWidget(m_box);
    column->addWidget(m_advice);
    column->addLayout(m_extraPlace);
    column->addLayout(m_actions);
    connectSignals();
}

void FindingCard::connectSignals() {
    connect(m_repair, &QAbstractButton::clicked, this, [this] { Q_EMIT repairRequested(m_content.id); });
    connect(m_copy, &QAbstractButton::clicked, this, [this] { Q_EMIT copyRequested(m_content.id); });
    connect(m_advice, &QLabel::linkActivated, this, [this] { Q_EMIT referenceRequested(m_content.address); });
    connect(&Theme::current(), &Theme::changed, this, [this] {
        renderTexts();
        update();
    });
}

void FindingCard::setContent(const FindingContent& content) {
    if (content == m_content && !content.id.isEmpty()) {
        return;
    }
    m_content = content;
    setObjectName(QStringLiteral("finding_") + content.id);
    m_repair->setObjectName(QStringLiteral("repair_") + content.id);
    m_copy->setObjectName(QStringLiteral("copy_") + content.id);
    m_advice->setObjectName(QStringLiteral("advice_") + content.id);
    setAccessibleName(tr("%1: %2", "severity, title").arg(severityWord(content.severity), content.title));
    setAccessibleDescription(content.advice);
    setToolTip(content.id);
    static_cast<SeverityMark*>(m_icon)->setSeverity(content.severity);
    m_title->setText(content.title);
    m_badge->present(severityWord(content.severity), badgeOf(content.severity));
    m_advice->setToolTip(content.reference.isEmpty()
                             ? content.id
                             : tr("%1 opens %2 in the browser").arg(content.reference, content.address.toString()));
    m_repair->setText(content.repair);
    m_repair->setAccessibleName(content.repair);
    m_repair->setAccessibleDescription(content.repairHint);
    m_repair->setVisible(!content.repair.isEmpty());
    m_hint->setText(content.repairHint);
    m_hint->setVisible(!content.repairHint.isEmpty());
    // Beside a hint there is no room for a second button; Ctrl+C copies all the same.
    m_copy->setVisible(content.repairHint.isEmpty());
    m_copy->setAccessibleName(tr("Copy finding: %1").arg(content.title));
    renderTexts();
    arrangeActions();
    update();
}

QSize FindingCard::minimumSizeHint() const {
    return {metrics::width(200), QWidget::minimumSizeHint().height()};
}

/// Side by side where there is room, else one under the other: no button is cut.
void FindingCard::arrangeActions() {
    int wanted = 0;
    for (const QWidget* one : std::initializer_list<const QWidget*>{m_repair, m_hint, m_copy}) {
        if (!one->isHidden()) {
            const int words = one == m_hint ? m_hint->fontMetrics().horizontalAdvance(m_hint->text()) : 0;
            wanted += qMax(words, one == m_hint ? 0 : one->sizeHint().width()) + metrics::space8;
        }
    }
    const QMargins margins = layout()->contentsMargins();
    const bool fits = wanted - metrics::space8 <= width() - margins.left() - margins.right();
    m_actions->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void FindingCard::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrangeActions();
}

void FindingCard::renderTexts() {
    QString advice = m_content.advice.toHtmlEscaped();
    if (!m_content.reference.isEmpty()) {
        // Kept together: a line break between “RFC” and its number reads badly.
        QString words = m_content.reference.toHtmlEscaped();
        words.replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
        advice += QStringLiteral(" <a href=\"%1\" style=\"color:%2\">%3</a>")
                      .arg(m_content.address.toString().toHtmlEscaped(), color(Role::Accent).name(), words);
    }
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
    QStringList lines;
    for (const EvidenceLine& line : m_content.evidence) {
        QString html = breakable(line.text).toHtmlEscaped();
        if (!line.strong.isEmpty()) {
            html += QStringLiteral("<span style=\"color:%1;font-weight:600\">%2</span>")
                        .arg(color(Role::Ok).name(), line.strong.toHtmlEscaped());
        }
        lines.append(html);
    }
    m_evidence->setFont(fonts::mono());
    m_evidence->setText(
        QStringLiteral("<div style=\"white-space:pre-wrap\">%1</div>").arg(lines.join(QStringLiteral("<br>"))));
    m_box->setVisible(!lines.isEmpty());
}

void FindingCard::setRepairPrimary(bool primary) {
    setButtonKind(m_repair, primary ? ButtonKind::Primary : ButtonKind::Normal);
    m_repair->setIcon(icon(Icon::Repair, primary ? Role::OnAccent : Role::Text2));
}

void FindingCard::setCurrent(bool current) {
    if (current != m_current) {
        m_current = current;
        update();
    }
}

void FindingCard::setExtra(QWidget* extra) {
    if (extra == m_extra) {
        return;
    }
    if (m_extra != nullptr) {
        m_extra->deleteLater();
    }
    m_extra = extra;
    if (extra != nullptr) {
        m_extraPlace->addWidget(extra);
    }
}

void FindingCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(color(hasFocus() ? Role::Accent : m_current ? Role::Field : Role::Border));
    painter.setBrush(color(Role::Surface));
    painter.drawRoundedRect(frame, metrics::radiusControl, metrics::radiusControl);
    painter.setClipRect(0, 0, ruleWidth, height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(lookOf(m_content.severity).strong));
    painter.drawRoundedRect(QRectF(0, 0, 4.0 * ruleWidth, height()), metrics::radiusControl, metrics::radiusControl);
}

void FindingCard::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested(m_content.id);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
        Q_EMIT chosen(m_content.id);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void FindingCard::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) {
        setFocus(Qt::MouseFocusReason);
        Q_EMIT chosen(m_content.id);
    }
}

void FindingCard::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void FindingCard::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

} // namespace twb::ui
