// SPDX-License-Identifier: Apache-2.0
// The other half of DoctorPanel: what its findings are asked to do.
#include "common/buttons.h"
#include "common/zones.h"
#include "editor/doctor_panel.h"
#include "editor/note_line.h"
#include "editor/readings_fold.h"
#include "workbench/doctor_headline.h"
#include "workbench/token_document.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

namespace twb::ui {

QWidget* DoctorPanel::widgetOf(const QString& id) const {
    if (FindingCard* card = m_cardOf.value(id)) {
        return card;
    }
    return m_noteOf.value(id);
}

void DoctorPanel::setCurrent(const QString& id) {
    if (FindingCard* former = m_cardOf.value(m_current)) {
        former->setCurrent(false);
    }
    m_current = id;
    if (FindingCard* card = m_cardOf.value(id)) {
        card->setCurrent(true);
    }
}

void DoctorPanel::stepFinding(Step step) {
    if (m_order.isEmpty()) {
        return;
    }
    const auto count = m_order.size();
    const auto at = m_order.indexOf(m_current);
    const auto next =
        at < 0 ? (step == Step::Next ? 0 : count - 1) : (at + (step == Step::Next ? 1 : count - 1)) % count;
    setCurrent(m_order[next]);
    QWidget* widget = widgetOf(m_current);
    m_scroll->ensureWidgetVisible(widget, 0, 8);
    widget->setFocus(Qt::OtherFocusReason);
    Q_EMIT findingEntered(m_current);
}

void DoctorPanel::repairCurrent() {
    const auto hasRepair = [this](const QString& id) {
        return m_document && m_document->repairOffer(id.toStdString()).kind != workbench::RepairOffer::Kind::None;
    };
    if (!m_current.isEmpty() && hasRepair(m_current)) {
        Q_EMIT repairRequested(m_current);
        return;
    }
    for (const QString& id : m_order) {
        if (hasRepair(id)) {
            Q_EMIT repairRequested(id);
            return;
        }
    }
}

bool DoctorPanel::showFinding(const QString& idStart) {
    for (const QString& id : m_order) {
        if (id.startsWith(idStart)) {
            setCurrent(id);
            QWidget* widget = widgetOf(id);
            m_scroll->ensureWidgetVisible(widget, 0, 8);
            widget->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return false;
}

QList<QWidget*> DoctorPanel::focusChain() const {
    QList<QWidget*> chain;
    for (const QString& id : m_order) {
        QWidget* widget = widgetOf(id);
        chain.append(widget);
        if (const auto* card = m_cardOf.value(id)) {
            if (card->extra() != nullptr) {
                chain.append(card->extra());
            }
            for (QPushButton* button : card->findChildren<QPushButton*>()) {
                chain.append(button);
            }
        }
    }
    return chain;
}

void DoctorPanel::copyFinding(const QString& id) {
    const workbench::SharedDiagnosis diagnosis = m_document ? m_document->diagnosis() : nullptr;
    const doctor::Finding* finding = diagnosis != nullptr ? diagnosis->find(id.toStdString()) : nullptr;
    if (finding != nullptr) {
        QGuiApplication::clipboard()->setText(workbench::findingText(*finding, *diagnosis, dateStyle(m_settings)));
        Q_EMIT copied();
    }
}

void DoctorPanel::copyAll() {
    const workbench::SharedDiagnosis diagnosis = m_document ? m_document->diagnosis() : nullptr;
    if (diagnosis == nullptr) {
        return;
    }
    QStringList texts;
    for (const doctor::Finding& finding : diagnosis->diagnosis.findings) {
        texts.append(workbench::findingText(finding, *diagnosis, dateStyle(m_settings)));
    }
    QGuiApplication::clipboard()->setText(
        texts.isEmpty() ? workbench::headlineOf(m_document->shownVersion(), diagnosis.get()).title + QLatin1Char('\n')
                        : texts.join(QLatin1Char('\n')));
    Q_EMIT copied();
}

void DoctorPanel::openReference(const QUrl& address) {
    QDesktopServices::openUrl(address); // a press on a link whose address its tooltip shows
}

} // namespace twb::ui
