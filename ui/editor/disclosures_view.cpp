// SPDX-License-Identifier: Apache-2.0
#include "editor/disclosures_view.h"
#include "common/buttons.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "common/theme.h"
#include "editor/copy_button.h"
#include "editor/holder_form.h"
#include "editor/top_line.h"
#include "workbench/phrases.h"
#include "workbench/token_document.h"

#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace twb::ui {

using doctor::ClaimOrigin;

namespace {

enum Column { NameColumn, ValueColumn, OriginColumn, ColumnCount };
constexpr int pathRole = Qt::UserRole + 1;
constexpr int digestRole = Qt::UserRole + 2;

QString originText(ClaimOrigin origin, bool issuing, bool reserved) {
    switch (origin) {
    case ClaimOrigin::Always:
        return reserved ? DisclosuresView::tr("always visible: verifiers need it")
                        : DisclosuresView::tr("always visible");
    case ClaimOrigin::Disclosed:
        return issuing ? DisclosuresView::tr("the holder may keep it back") : DisclosuresView::tr("disclosed");
    case ClaimOrigin::Undisclosed:
        break;
    }
    return DisclosuresView::tr("kept back, or a decoy");
}

/// Whether a pointer lies within another.
bool isWithin(const std::string& path, const std::string& outer) {
    return path.size() > outer.size() && path.starts_with(outer) && path[outer.size()] == '/';
}

} // namespace

DisclosuresView::DisclosuresView(QWidget* parent)
    : QWidget(parent)
    , m_list(new QTreeWidget(this))
    , m_count(new TextLabel({}, Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this))
    , m_issue(makeButton(tr("Change what can be kept back"), ButtonKind::Normal, this))
    , m_holder(makeButton({}, ButtonKind::Normal, this))
    , m_hiding(new QWidget(this))
    , m_decoys(new QSpinBox(m_hiding))
    , m_hash(new QComboBox(m_hiding))
    , m_form(new HolderForm(this))
    , m_copy(new CopyButton(tr("Copy presentation"), this)) {
    setObjectName(QStringLiteral("disclosuresView"));
    m_list->setObjectName(QStringLiteral("disclosuresList"));
    m_list->setAccessibleName(tr("Claims and their origin"));
    m_list->setColumnCount(ColumnCount);
    m_list->setHeaderLabels({tr("Claim"), tr("Value"), tr("Origin")});
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setSectionResizeMode(NameColumn, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(ValueColumn, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(OriginColumn, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    m_issue->setObjectName(QStringLiteral("issueAgainButton"));
    m_issue->setToolTip(
        tr("Makes your copy, in which each claim can be made disclosable; it is issued anew with your key"));
    m_issue->setAccessibleDescription(m_issue->toolTip());
    m_copy->setObjectName(QStringLiteral("copyPresentationButton"));
    buildFoot();
    connect(m_list, &QTreeWidget::itemChanged, this, &DisclosuresView::takeTick);
    connect(&Theme::current(), &Theme::changed, this, [this] {
        m_shown = nullptr; // the rows keep their font
        render();
    });
    connect(m_issue, &QPushButton::clicked, this, [this] {
        if (m_document) {
            m_document->makeSelective();
        }
    });
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        if (m_document) {
            if (const auto text = m_document->presentation(chosen())) {
                m_copy->copy(QString::fromStdString(*text));
            }
        }
    });
    connectIssuing();
    connectHolder();
}

void DisclosuresView::buildFoot() {
    m_count->setWordWrap(true);
    m_holder->setObjectName(QStringLiteral("holderButton"));
    m_holder->setCheckable(true);
    m_decoys->setObjectName(QStringLiteral("decoysSpin"));
    m_decoys->setAccessibleName(tr("Decoys"));
    m_decoys->setRange(0, 100);
    m_decoys->setToolTip(tr("Digests of nothing beside the real ones, so that nobody can count what is kept back"));
    m_decoys->setAccessibleDescription(m_decoys->toolTip());
    m_hash->setObjectName(QStringLiteral("disclosureHashCombo"));
    m_hash->setAccessibleName(tr("Hash of the disclosures"));
    m_hash->addItems({QStringLiteral("sha-256"), QStringLiteral("sha-384"), QStringLiteral("sha-512")});
    auto* hiding = new QHBoxLayout(m_hiding);
    hiding->setContentsMargins(0, 0, 0, 0);
    hiding->setSpacing(metrics::space8);
    for (const auto& [text, field] : {std::pair<QString, QWidget*>{tr("Decoys"), m_decoys}, {tr("Hash"), m_hash}}) {
        auto* caption = new TextLabel(text, Role::Text2, fonts::Size::Label, fonts::Weight::Regular, m_hiding);
        caption->setBuddy(field);
        hiding->addWidget(caption);
        hiding->addWidget(field);
    }
    auto* foot = new TopLine(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(metrics::paneSide, metrics::space6, metrics::paneSide, metrics::space6);
    row->setSpacing(metrics::space8);
    row->addWidget(m_count, 1);
    row->addWidget(m_hiding);
    row->addWidget(m_holder);
    row->addWidget(m_issue);
    row->addWidget(m_copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    column->addWidget(foot);
    column->addWidget(m_form);
    m_form->hide();
}

void DisclosuresView::connectIssuing() {
    connect(m_decoys, &QSpinBox::valueChanged, this, [this](int count) {
        if (m_document) {
            m_document->setDecoys(static_cast<std::size_t>(count));
        }
    });
    connect(m_hash, &QComboBox::textActivated, this, [this](const QString& name) {
        if (m_document) {
            m_document->setDisclosureHash(name.toStdString());
        }
    });
}

void DisclosuresView::connectHolder() {
    connect(m_holder, &QPushButton::toggled, this, [this](bool on) {
        m_form->setVisible(on);
        if (!on) {
            m_form->forgetKey();
        }
    });
    connect(m_form, &HolderForm::wantedEdited, this, [this](const doctor::BindingWanted& wanted) {
        if (m_document) {
            m_document->setBinding(wanted);
        }
    });
    connect(m_form, &HolderForm::pressed, this, [this] {
        if (!m_document) {
            return;
        }
        const auto done =
            isIssuing() ? m_document->setHolder(m_form->key()) : m_document->bindPresentation(chosen(), m_form->key());
        if (done) {
            m_holder->setChecked(false);
        } else {
            m_form->setProblem(workbench::problemText(done.error()));
        }
    });
}

void DisclosuresView::setDocument(workbench::TokenDocument* document) {
    m_document = document;
    m_left.clear();
    m_text = nullptr;
    m_shown = nullptr;
    m_holder->setChecked(false);
}

void DisclosuresView::render() {
    if (!m_document) {
        return;
    }
    m_form->setWanted(m_document->state().binding);
    const doctor::Version& version = m_document->shownVersion();
    if (!version.selective) {
        m_shown = nullptr;
        m_list->clear();
        return;
    }
    if (version.reading->encoded != m_text) {
        m_text = version.reading->encoded;
        m_left.clear();
    }
    if (version.selective == m_shown) {
        return;
    }
    m_shown = version.selective;
    const bool issuing = isIssuing();
    const QSignalBlocker quiet(m_list);
    const QString current = m_list->currentItem() ? m_list->currentItem()->data(0, pathRole).toString() : QString();
    m_list->clear();
    QHash<QString, QTreeWidgetItem*> rows;
    for (const doctor::SelectiveClaim& claim : m_shown->claims) {
        const QString path = QString::fromStdString(claim.path);
        QTreeWidgetItem* outer = rows.value(path.left(path.lastIndexOf(QLatin1Char('/'))));
        auto* row = outer ? new QTreeWidgetItem(outer) : new QTreeWidgetItem(m_list);
        const bool digest = claim.origin == ClaimOrigin::Undisclosed;
        row->setText(NameColumn, digest ? tr("digest") : QString::fromStdString(claim.name));
        row->setText(ValueColumn, QString::fromStdString(claim.value));
        row->setToolTip(ValueColumn, QString::fromStdString(claim.value));
        row->setText(OriginColumn, originText(claim.origin, issuing, claim.reserved));
        row->setFont(ValueColumn, fonts::mono());
        row->setData(0, pathRole, path);
        row->setData(0, digestRole, QString::fromStdString(claim.digest));
        const bool ticked = claim.origin == ClaimOrigin::Disclosed;
        const bool offered = issuing ? !claim.reserved && !digest : ticked;
        Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
        if (offered) {
            row->setCheckState(NameColumn, ticked ? Qt::Checked : Qt::Unchecked);
            flags |= Qt::ItemIsUserCheckable;
        } else {
            row->setForeground(OriginColumn, color(Role::Text3));
        }
        row->setFlags(flags);
        if (!path.isEmpty()) {
            rows.insert(path, row);
        }
        if (!current.isEmpty() && path == current) {
            m_list->setCurrentItem(row);
        }
    }
    m_list->expandAll();
    renderFoot(*m_shown);
}

void DisclosuresView::renderFoot(const doctor::SelectiveFacts& facts) {
    const bool issuing = isIssuing();
    m_issue->setVisible(!issuing);
    m_hiding->setVisible(issuing);
    m_form->setPart(issuing ? HolderForm::Part::Issuer : HolderForm::Part::Holder);
    m_holder->setText(issuing ? tr("Holder's key…") : tr("Key binding…"));
    if (issuing) {
        const doctor::Copy& copy = *m_document->state().copy;
        const QSignalBlocker quiet(m_decoys);
        m_decoys->setValue(static_cast<int>(copy.decoys));
        m_hash->setCurrentText(copy.disclosureHash.empty() ? QStringLiteral("sha-256")
                                                           : QString::fromStdString(copy.disclosureHash));
    }
    m_copy->setVisible(!issuing);
    m_copy->setEnabled(facts.disclosures > 0 || facts.hasKeyBinding);
    if (issuing) {
        m_count->setText(tr("Ticked claims can be kept back by the holder."));
        return;
    }
    m_count->setText(tr("%1 of %2 disclosures in the presentation").arg(chosen().size()).arg(facts.disclosures));
}

/// A box was ticked: of a presentation it is only noted here; of an issued copy it is an edit.
void DisclosuresView::takeTick(QTreeWidgetItem* row) {
    if (!m_document || !m_shown) {
        return;
    }
    const bool on = row->checkState(NameColumn) == Qt::Checked;
    if (isIssuing()) {
        m_document->setDisclosable(row->data(0, pathRole).toString().toStdString(), on);
        return;
    }
    // What lies within a claim goes and comes with it.
    const std::string path = row->data(0, pathRole).toString().toStdString();
    for (const doctor::SelectiveClaim& claim : m_shown->claims) {
        if (claim.origin != ClaimOrigin::Disclosed) {
            continue;
        }
        if (claim.path == path || (!on && isWithin(claim.path, path)) || (on && isWithin(path, claim.path))) {
            on ? static_cast<void>(m_left.erase(claim.digest)) : static_cast<void>(m_left.insert(claim.digest));
        }
    }
    const QSignalBlocker quiet(m_list);
    for (QTreeWidgetItemIterator it(m_list, QTreeWidgetItemIterator::All); *it; ++it) {
        const std::string digest = (*it)->data(0, digestRole).toString().toStdString();
        if ((*it)->flags().testFlag(Qt::ItemIsUserCheckable)) {
            (*it)->setCheckState(NameColumn, m_left.contains(digest) ? Qt::Unchecked : Qt::Checked);
        }
    }
    renderFoot(*m_shown);
}

std::vector<std::string> DisclosuresView::chosen() const {
    std::vector<std::string> digests;
    if (m_shown) {
        for (const doctor::SelectiveClaim& claim : m_shown->claims) {
            if (claim.origin == ClaimOrigin::Disclosed && !m_left.contains(claim.digest)) {
                digests.push_back(claim.digest);
            }
        }
    }
    return digests;
}

bool DisclosuresView::isIssuing() const {
    const auto& copy = m_document->state().copy;
    return m_document->shown() == workbench::ShownVersion::Copy && copy && !copy->encoded &&
           copy->kind == doctor::CopyKind::Selective;
}

} // namespace twb::ui
