// SPDX-License-Identifier: Apache-2.0
// The third part of DoctorPanel: cards, notes and groups, kept where they are as long as they say the same.
#include "common/check_row.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "common/zones.h"
#include "editor/doctor_panel.h"
#include "editor/mood_look.h"
#include "editor/note_line.h"
#include "editor/readings_fold.h"
#include "workbench/token_document.h"

#include <QPainter>
#include <QVBoxLayout>

namespace twb::ui {

using workbench::DocumentDiagnosis;

namespace {

void clearLayout(QVBoxLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

/// A line across the panel.
class Rule : public QWidget {
public:
    explicit Rule(QWidget* parent)
        : QWidget(parent) {
        setFixedHeight(metrics::space8 + 1);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(0, metrics::space4, width(), 1, color(Role::Border));
    }
};

} // namespace

void DoctorPanel::renderCards(const QList<FindingContent>& contents) {
    QStringList ids;
    for (const FindingContent& content : contents) {
        ids.append(content.id);
    }
    if (ids != m_order) {
        for (auto card = m_cardOf.begin(); card != m_cardOf.end();) {
            const bool stays = ids.contains(card.key());
            if (!stays) {
                card.value()->hide();
                card.value()->deleteLater();
            }
            card = stays ? std::next(card) : m_cardOf.erase(card);
        }
        for (auto note = m_noteOf.begin(); note != m_noteOf.end();) {
            const bool stays = ids.contains(note.key());
            if (!stays) {
                note.value()->hide();
                note.value()->deleteLater();
            }
            note = stays ? std::next(note) : m_noteOf.erase(note);
        }
    }
    bool primary = true;
    int cardPlace = 0;
    int notePlace = 0;
    for (const FindingContent& content : contents) {
        if (content.severity == FindingSeverity::Note) {
            NoteLine*& note = m_noteOf[content.id];
            if (note == nullptr) {
                note = new NoteLine(m_body);
                connect(note, &NoteLine::chosen, this, [this](const QString& id) {
                    setCurrent(id);
                    Q_EMIT findingChosen(id);
                });
                connect(note, &NoteLine::copyRequested, this, &DoctorPanel::copyFinding);
                connect(note, &NoteLine::repairRequested, this, &DoctorPanel::repairRequested);
            }
            note->setContent(content);
            m_notesPlace->removeWidget(note);
            m_notesPlace->insertWidget(notePlace++, note);
            note->show();
            continue;
        }
        FindingCard*& card = m_cardOf[content.id];
        if (card == nullptr) {
            card = new FindingCard(m_body);
            connect(card, &FindingCard::chosen, this, [this](const QString& id) {
                setCurrent(id);
                Q_EMIT findingChosen(id);
            });
            connect(card, &FindingCard::repairRequested, this, &DoctorPanel::repairRequested);
            connect(card, &FindingCard::copyRequested, this, &DoctorPanel::copyFinding);
            connect(card, &FindingCard::referenceRequested, this, &DoctorPanel::openReference);
        }
        card->setContent(content);
        card->setCurrent(content.id == m_current);
        card->setRepairPrimary(primary && !content.repair.isEmpty());
        primary = primary && content.repair.isEmpty();
        renderFold(card);
        if (m_cards->indexOf(card) != cardPlace) {
            m_cards->removeWidget(card);
            m_cards->insertWidget(cardPlace, card);
        }
        ++cardPlace;
        card->show();
    }
    const bool reordered = ids != m_order;
    m_order = ids;
    if (reordered) {
        // Tab goes through the findings as they stand there, each with its buttons.
        const QList<QWidget*> chain = focusChain();
        for (qsizetype i = 1; i < chain.size(); ++i) {
            setTabOrder(chain[i - 1], chain[i]);
        }
    }
    if (!ids.contains(m_current)) {
        m_current.clear();
    }
}

/// The readings that were tried belong to the card that speaks of the signature.
void DoctorPanel::renderFold(FindingCard* card) {
    const DocumentDiagnosis& diagnosis = *m_document->diagnosis();
    const QString& id = card->content().id;
    const bool ofSearch = id.startsWith(QLatin1String("sig-alt-")) || id == QLatin1String("sig-invalid") ||
                          id == QLatin1String("sec-weak-secret") || id == QLatin1String("sec-hs-rs-confusion") ||
                          id == QLatin1String("sec-empty-secret");
    const QList<workbench::TrialText> readings =
        ofSearch ? workbench::trialTexts(diagnosis) : QList<workbench::TrialText>();
    auto* fold = static_cast<ReadingsFold*>(card->extra());
    if (readings.size() < 2) {
        card->setExtra(nullptr);
        return;
    }
    if (fold == nullptr) {
        fold = new ReadingsFold(card);
        fold->setOpen(m_foldOpen);
        connect(fold, &ReadingsFold::openChanged, this, [this](bool open) { m_foldOpen = open; });
        card->setExtra(fold);
    }
    fold->setReadings(readings, workbench::countTried(diagnosis.diagnosis));
}

void DoctorPanel::renderGroups() {
    const doctor::Evaluation& evaluation = *m_document->evaluation();
    const bool original = m_document->shown() == workbench::ShownVersion::Original;
    QList<CheckGroup> groups{
        {tr("Token"), workbench::passedChecks(m_document->shownVersion(),
                                              original ? evaluation.originalNeededOctets : evaluation.copyNeededOctets,
                                              m_document->diagnosis().get(), dateStyle(m_settings))}};
    groups += m_profileGroups;
    groups.removeIf([](const CheckGroup& group) { return group.rows.isEmpty(); });
    if (m_noteRule == nullptr) {
        m_noteRule = new Rule(m_body);
        m_rulePlace->addWidget(m_noteRule);
    }
    m_noteRule->setVisible(!groups.isEmpty() && !m_noteOf.isEmpty());
    if (groups == m_shownGroups) {
        return;
    }
    m_shownGroups = groups;
    clearLayout(m_groupsPlace);
    for (const CheckGroup& group : groups) {
        auto* caption = new TextLabel(group.caption, Role::Text2, fonts::Size::Small, fonts::Weight::SemiBold, m_body);
        caption->setContentsMargins(0, metrics::space2, 0, metrics::space4);
        m_groupsPlace->addWidget(caption);
        for (const workbench::PassedText& row : group.rows) {
            m_groupsPlace->addWidget(new CheckRow(factState(row.mood), row.line, row.detail, m_body));
        }
        if (&group != &groups.last()) {
            m_groupsPlace->addWidget(new Rule(m_body));
        }
    }
}

} // namespace twb::ui
