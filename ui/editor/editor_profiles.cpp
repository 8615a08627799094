// SPDX-License-Identifier: Apache-2.0
// The fourth part of EditorWorkspace: profiles, the forms of their templates, their checklists, files of secrets.
#include "common/message_bar.h"
#include "common/page_scroll.h"
#include "editor/checklist_page.h"
#include "editor/editor_page.h"
#include "editor/editor_workspace.h"
#include "editor/icon_names.h"
#include "editor/template_form_page.h"
#include "main_window/actions.h"
#include "profiles/secrets_file.h"
#include "workbench/document_list.h"
#include "workbench/phrases.h"
#include "workbench/profile_store.h"
#include "workbench/settings.h"

#include <QBuffer>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPageLayout>
#include <QPageSize>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QSaveFile>
#include <QStackedLayout>

namespace twb::ui {

using workbench::TokenDocument;

namespace {

json::Value rootOf(const doctor::Part& part) {
    return part.isObject ? part.json->root() : json::Value();
}

} // namespace

void EditorWorkspace::connectProfileActions() {
    connect(&m_profiles, &workbench::ProfileStore::changed, this, &EditorWorkspace::showProfileProblems);
    connect(m_actions[ActionId::RefreshTimes], &QAction::triggered, this, &EditorWorkspace::refreshTimes);
    connect(m_actions[ActionId::ExpectLikeThis], &QAction::triggered, this, &EditorWorkspace::expectLikeThis);
    connect(m_actions[ActionId::ShowChecklist], &QAction::triggered, this, &EditorWorkspace::openChecklist);
    showProfileProblems();
}

QMenu* EditorWorkspace::makeProfileMenu(QWidget* parent) {
    auto* menu = new QMenu(tr("New from &profile"), parent);
    menu->setObjectName(QStringLiteral("newFromProfileMenu"));
    menu->setToolTipsVisible(true);
    const auto fill = [this, menu] {
        menu->clear();
        for (const profiles::Template& start : m_profiles.allTemplates()) {
            QAction* action = menu->addAction(QString::fromStdString(start.title));
            action->setToolTip(QString::fromStdString(start.summary));
            action->setIcon(icon(iconNamed(start.icon)));
            connect(action, &QAction::triggered, this,
                    [this, id = QString::fromStdString(start.id)] { startTemplate(id); });
        }
    };
    fill();
    connect(&m_profiles, &workbench::ProfileStore::changed, menu, fill);
    return menu;
}

void EditorWorkspace::startTemplate(const QString& id) {
    const profiles::Template* chosen = m_profiles.find(id.toStdString());
    if (!chosen) {
        return;
    }
    TokenDocument* target = m_documents.current()->isEmpty() ? m_documents.current() : m_documents.openNew();
    const auto started = workbench::openTemplate(*chosen, target);
    if (!started) {
        m_bars->add(MessageKind::Error, workbench::problemText(started.error()), QStringLiteral("template"));
    }
}

TemplateFormPage& EditorWorkspace::form() {
    if (!m_form) {
        m_form = new TemplateFormPage(m_settings, this);
        m_form->setPartUnderline(m_settings.underlineParts());
        m_pages->addWidget(m_form);
        connect(m_form, &TemplateFormPage::copied, this, &EditorWorkspace::statusMessage);
        connect(m_form, &TemplateFormPage::refreshRequested, this, &EditorWorkspace::refreshTimes);
    }
    return *m_form;
}

void EditorWorkspace::refreshTimes() {
    if (!isVisible()) {
        return;
    }
    Q_EMIT statusMessage(m_documents.current()->refreshTimes() ? tr("Times are fresh; signed again.")
                                                               : tr("This token holds no times to renew."));
}

/// The wanted profile is saved at once under a name of its own; nobody is asked in a box.
void EditorWorkspace::expectLikeThis() {
    TokenDocument* document = m_documents.current();
    if (!isVisible() || document->isEmpty()) {
        return;
    }
    const doctor::Reading& reading = *document->shownVersion().reading;
    const QString title = tr("Like %1").arg(document->title());
    const auto saved = m_profiles.expectTokensLike(rootOf(reading.header), rootOf(reading.payload), title);
    if (!saved) {
        m_bars->add(MessageKind::Error, workbench::problemText(saved.error()), QStringLiteral("expect"));
        return;
    }
    const QString id = QString::fromStdString(*saved);
    MessageBar* bar = m_bars->add(
        MessageKind::Info,
        tr("It expects this algorithm, issuer and audience, these claims and at most this lifetime: %1.json in %2")
            .arg(id, m_profiles.folder()),
        QStringLiteral("expect"), tr("Saved as the profile “%1”.").arg(title));
    bar->setIcon(Icon::Profile);
    bar->setObjectName(QStringLiteral("expectBar"));
    offerRenaming(bar, id);
    document->setProfileChoice(*saved);
}

/// The field for the title stands in the doctor of the tab from which the profile was made.
void EditorWorkspace::offerRenaming(MessageBar* bar, const QString& id) {
    bar->setActions({tr("Rename")});
    const QPointer<TokenDocument> document = m_documents.current();
    connect(bar, &MessageBar::actionTriggered, this, [this, document, id] {
        m_documents.setCurrent(m_documents.indexOf(document));
        if (document->isFormOpen()) {
            document->closeForm();
        }
        m_checklistOf = nullptr;
        m_tabs->showDocument();
        showCurrent();
        page().renameProfile(id);
    });
    connect(&m_documents, &workbench::DocumentList::closed, bar, [this, document] {
        if (m_documents.indexOf(document) < 0) {
            m_bars->remove(QStringLiteral("expect"));
        }
    });
}

void EditorWorkspace::renameProfile(const QString& id, const QString& title) {
    if (const auto renamed = m_profiles.rename(id.toStdString(), title); !renamed) {
        m_bars->add(MessageKind::Error, workbench::problemText(renamed.error()), QStringLiteral("expect"));
        return;
    }
    m_bars->remove(QStringLiteral("expect")); // it says the former title
    Q_EMIT statusMessage(tr("The profile is now “%1”.").arg(title));
}

/// Removed at once; the bar brings it back, and the choice of the tabs that had chosen it.
void EditorWorkspace::removeProfile(const QString& id) {
    const auto removed = m_profiles.remove(id.toStdString());
    if (!removed) {
        m_bars->add(MessageKind::Error, workbench::problemText(removed.error()), QStringLiteral("expect"));
        return;
    }
    QList<QPointer<TokenDocument>> choosers;
    const bool gone = m_profiles.library()->find(removed->id) == nullptr; // not where it stood for a built-in one
    for (int index = 0; gone && index < m_documents.count(); ++index) {
        for (TokenDocument* layer = m_documents.at(index)->shownLayer(); layer; layer = layer->outer()) {
            if (layer->state().profileChoice == removed->id) {
                layer->setProfileChoice({});
                choosers.append(layer);
            }
        }
    }
    MessageBar* bar = m_bars->add(MessageKind::Info, tr("The profile “%1” was removed.").arg(removed->title),
                                  QStringLiteral("expect"));
    bar->setIcon(Icon::Profile);
    bar->setObjectName(QStringLiteral("profileRemovedBar"));
    bar->setActions({tr("Undo")});
    const auto restore = [this, removed = *removed, choosers] {
        if (const auto restored = m_profiles.restore(removed); !restored) {
            m_bars->add(MessageKind::Error, workbench::problemText(restored.error()), QStringLiteral("expect"));
            return;
        }
        for (const QPointer<TokenDocument>& chooser : choosers) {
            if (chooser) {
                chooser->setProfileChoice(removed.id);
            }
        }
        Q_EMIT statusMessage(tr("The profile “%1” is there again.").arg(removed.title));
    };
    connect(bar, &MessageBar::actionTriggered, this, restore, Qt::QueuedConnection);
}

/// Profiles that cannot be used are named with place and advice, one bar for all.
void EditorWorkspace::showProfileProblems() {
    const auto& problems = m_profiles.library()->problems();
    if (problems.empty()) {
        m_bars->remove(QStringLiteral("profiles"));
        return;
    }
    QString text = QString::fromStdString(profiles::textOf(problems.front()));
    if (problems.size() > 1) {
        text += QStringLiteral(" ") + tr("(%n more)", nullptr, static_cast<int>(problems.size()) - 1);
    }
    MessageBar* bar =
        m_bars->add(MessageKind::Warning, text, QStringLiteral("profiles"), tr("A profile cannot be used."));
    bar->setObjectName(QStringLiteral("profileProblemBar"));
    bar->setActions({tr("Read again")});
    connect(bar, &MessageBar::actionTriggered, &m_profiles, &workbench::ProfileStore::reload, Qt::QueuedConnection);
}

bool EditorWorkspace::openSecrets(std::string_view content, const QString& name) {
    auto imported = profiles::readSecretsFile(*m_profiles.library(), content);
    if (!imported || !imported->profile->start) {
        return false;
    }
    startTemplate(QString::fromStdString(imported->profile->id));
    TokenDocument* document = m_documents.current();
    if (!imported->variables.empty()) {
        (void)document->fillForm(imported->variables);
    }
    if (!imported->secret.empty()) {
        document->setVerifySecret(std::move(imported->secret));
    }
    Q_EMIT statusMessage(tr("%1 was read: %2.").arg(name, QString::fromStdString(imported->profile->title)));
    return true;
}

// Checklist -----------------------------------------------------------------------------------------------------------

/// The vendor's plain refusal, if that is what was pasted.
const profiles::Profile* EditorWorkspace::refusalIn(const TokenDocument& document) const {
    const auto& original = document.state().original;
    if (!original || original->tokensFound > 0 || !original->pasted) {
        return nullptr;
    }
    for (const profiles::Profile& profile : m_profiles.library()->all()) {
        if (profiles::isPlainRefusal(profile, *original->pasted)) {
            return &profile;
        }
    }
    return nullptr;
}

/// The checklist of the token's own profile; without one, that of the first profile that has one.
std::optional<ChecklistFacts> EditorWorkspace::checklistFacts(const TokenDocument& document) const {
    ChecklistFacts facts;
    facts.library = m_profiles.library();
    facts.now = document.now();
    if (const profiles::Profile* refused = refusalIn(document)) {
        auto judgement =
            profiles::judgeRefusal(*refused, *document.state().original->pasted, document.state().expected, facts.now);
        if (!judgement) {
            return std::nullopt;
        }
        facts.profile = facts.library->find(refused->id);
        facts.judgement = std::move(*judgement);
        facts.isRefusal = true;
        return facts;
    }
    const doctor::ProfileFacts& judged = document.shownVersion().profile;
    if (judged.state != doctor::ProfileState::Judged || judged.profile->checklist.empty()) {
        return std::nullopt;
    }
    facts.library = judged.library;
    facts.profile = judged.profile;
    facts.judgement = judged.judgement;
    facts.reading = document.shownVersion().reading;
    return facts;
}

void EditorWorkspace::openChecklist() {
    TokenDocument* document = m_documents.current();
    if (!isVisible() || !checklistFacts(*document)) {
        return;
    }
    m_checklistOf = document;
    showCurrent();
    m_checklist->focusStart();
}

void EditorWorkspace::closeChecklist() {
    m_checklistOf = nullptr;
    showCurrent();
    if (m_page && m_pages->currentWidget() == m_pagePlace) {
        m_page->focusStart();
    }
}

/// True if the checklist stands in front for this document.
bool EditorWorkspace::showChecklist(TokenDocument* document) {
    if (m_checklistOf != document) {
        return false;
    }
    auto facts = checklistFacts(*document);
    if (!facts) {
        m_checklistOf = nullptr;
        return false;
    }
    if (!m_checklist) {
        m_checklist = new ChecklistPage(this);
        m_pages->addWidget(m_checklist);
        connect(m_checklist, &ChecklistPage::backRequested, this, &EditorWorkspace::closeChecklist);
        connect(m_checklist, &ChecklistPage::copied, this, &EditorWorkspace::statusMessage);
        connect(m_checklist, &ChecklistPage::saveRequested, this, &EditorWorkspace::saveChecklist);
        connect(m_checklist, &ChecklistPage::printRequested, this, &EditorWorkspace::printChecklist);
    }
    m_checklist->setFacts(std::move(*facts));
    m_pages->setCurrentWidget(m_checklist);
    return true;
}

/// A plain refusal is no token and gets no verdict; a bar says what it is.
void EditorWorkspace::noteRefusal() {
    const TokenDocument& document = *m_documents.current();
    const profiles::Profile* refused = refusalIn(document);
    if (!refused) {
        m_bars->remove(QStringLiteral("refusal"));
        return;
    }
    if (m_bars->find(QStringLiteral("refusal"))) {
        return;
    }
    MessageBar* bar = m_bars->add(
        MessageKind::Warning, tr("It is JSON without a signature. Treat the person as not authorised."),
        QStringLiteral("refusal"), tr("This is a refusal (%1).").arg(QString::fromStdString(refused->shortName)));
    bar->setObjectName(QStringLiteral("plainRefusalBar"));
    bar->setActions({tr("Integration checklist…")});
    connect(bar, &MessageBar::actionTriggered, this, &EditorWorkspace::openChecklist);
}

void EditorWorkspace::saveChecklist() {
    auto* chooser = new QFileDialog(this, tr("Save the checklist"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setNameFilters({tr("PDF (*.pdf)"), tr("Web page (*.html)"), tr("Markdown (*.md)")});
    chooser->setDefaultSuffix(QStringLiteral("pdf"));
    chooser->selectFile(tr("%1 checklist").arg(title()) + QStringLiteral(".pdf"));
    connect(chooser, &QFileDialog::filterSelected, chooser, [chooser](const QString& filter) {
        chooser->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).section(QLatin1Char(')'), 0, 0));
    });
    connect(chooser, &QFileDialog::fileSelected, this, &EditorWorkspace::writeChecklist);
    chooser->open();
}

/// The kind of the page by the name of the file: PDF, Markdown, else HTML.
void EditorWorkspace::writeChecklist(const QString& path) {
    if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        QByteArray octets;
        QBuffer buffer(&octets);
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter pdf(&buffer);
        pdf.setTitle(tr("Integration checklist"));
        pdf.setPageSize(QPageSize(QPageSize::A4));
        pdf.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout::Millimeter);
        m_checklist->printTo(pdf);
        writeToken(path, octets.toStdString());
        return;
    }
    const bool asMarkdown = path.endsWith(QLatin1String(".md"), Qt::CaseInsensitive);
    const doctor::ReportFormat format = asMarkdown ? doctor::ReportFormat::Markdown : doctor::ReportFormat::Html;
    writeToken(path, m_checklist->report(format).toStdString());
}

void EditorWorkspace::printChecklist() {
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(tr("Integration checklist"));
    auto* chooser = new QPrintDialog(printer.get(), this); // the system's own
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QDialog::accepted, this, [this, printer] { m_checklist->printTo(*printer); });
    chooser->open();
}

} // namespace twb::ui
