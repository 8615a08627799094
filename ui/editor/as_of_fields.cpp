// SPDX-License-Identifier: Apache-2.0
#include "editor/as_of_fields.h"
#include "common/metrics.h"

#include <QBoxLayout>
#include <QDateTimeEdit>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace twb::ui {

AsOfFields::AsOfFields(Arrangement arrangement, QWidget* parent)
    : QWidget(parent)
    , m_edit(new QDateTimeEdit(this))
    , m_leeway(new QSpinBox(this)) {
    m_edit->setAccessibleName(tr("Judge as of"));
    m_edit->setToolTip(tr("The moment at which the token is judged"));
    m_edit->setAccessibleDescription(m_edit->toolTip());
    m_edit->setTimeSpec(Qt::UTC);
    m_edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_edit->setDateTimeRange(QDateTime(QDate(1970, 1, 1), QTime(0, 0), Qt::UTC),
                             QDateTime(QDate(9999, 12, 31), QTime(23, 59, 59), Qt::UTC));
    m_leeway->setRange(0, 3600);
    m_leeway->setSingleStep(5);
    m_leeway->setSuffix(tr(" s"));
    m_leeway->setAccessibleName(tr("Leeway"));
    m_leeway->setToolTip(tr("Seconds by which clocks may differ"));
    m_leeway->setAccessibleDescription(m_leeway->toolTip());
    m_leeway->setKeyboardTracking(false);
    if (arrangement == Arrangement::Row) {
        m_edit->setObjectName(QStringLiteral("asOfEdit"));
        m_leeway->setObjectName(QStringLiteral("leewaySpin"));
    }

    auto* label = new QLabel(tr("Leeway"), this);
    label->setBuddy(m_leeway);
    auto* layout =
        new QBoxLayout(arrangement == Arrangement::Row ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom, this);
    const int edge = arrangement == Arrangement::Row ? 0 : metrics::space12;
    layout->setContentsMargins(edge, edge / 2, edge, edge / 2);
    layout->setSpacing(metrics::space8);
    layout->addWidget(m_edit);
    if (arrangement == Arrangement::Row) {
        layout->addSpacing(metrics::space8);
    }
    layout->addWidget(label);
    layout->addWidget(m_leeway);
    connectSignals();
}

void AsOfFields::setMoment(Time moment, Source source, const workbench::DateStyle& style) {
    const QTimeZone& zone = style.zone;
    const QString pattern = workbench::patternsOf(style.format).edited;
    if (m_edit->displayFormat() != pattern) {
        const QSignalBlocker quiet(m_edit);
        m_edit->setLocale(workbench::localeOf(style.format, style.locale));
        m_edit->setDisplayFormat(pattern);
    }
    m_edit->setEnabled(source == Source::Chosen);
    // QDateTimeEdit knows no zones by name before Qt 6.7: it is given the wall clock there, as if it were UTC.
    const QDateTime there = QDateTime::fromSecsSinceEpoch(moment.time_since_epoch().count(), zone);
    m_zone = zone;
    const QDateTime shown(there.date(), there.time(), Qt::UTC);
    if (m_edit->dateTime() == shown) {
        return;
    }
    const QSignalBlocker quiet(m_edit);
    m_edit->setDateTime(shown);
}

void AsOfFields::setLeeway(std::chrono::seconds leeway) {
    const QSignalBlocker quiet(m_leeway);
    m_leeway->setValue(static_cast<int>(leeway.count()));
}

void AsOfFields::connectSignals() {
    connect(m_edit, &QDateTimeEdit::dateTimeChanged, this, [this](const QDateTime& wall) {
        Q_EMIT momentChosen(QDateTime(wall.date(), wall.time(), m_zone).toSecsSinceEpoch());
    });
    connect(m_leeway, &QSpinBox::valueChanged, this, &AsOfFields::leewayChosen);
}

} // namespace twb::ui
