// SPDX-License-Identifier: Apache-2.0
#include "editor/signatures_pane.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "editor/mood_look.h"
#include "workbench/phrases.h"
#include "workbench/token_document.h"

#include <QHeaderView>
#include <QSignalBlocker>
#include <QTreeWidget>

namespace twb::ui {

namespace {

constexpr int rowsSeen = 4; ///< more of them scroll

/// “Signature 1”, with what the table says in words for those who do not see the icon.
QString spoken(const QTreeWidgetItem& row) {
    return SignaturesPane::tr("%1, %2, %3").arg(row.text(0), row.text(1), row.text(2));
}

} // namespace

SignaturesPane::SignaturesPane(QWidget* parent)
    : PaneFrame(tr("Signatures"), parent)
    , m_count(addBadge())
    , m_add(new IconButton(Icon::Plus, tr("Add a signature"), this))
    , m_remove(new IconButton(Icon::X, tr("Take this signature away"), this))
    , m_list(new QTreeWidget(this)) {
    setObjectName(QStringLiteral("signaturesPane"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_list->setObjectName(QStringLiteral("signaturesList"));
    m_list->setColumnCount(3);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAllColumnsShowFocus(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(true);
    setContent(m_list);
    m_add->setObjectName(QStringLiteral("addSignatureButton"));
    m_remove->setObjectName(QStringLiteral("removeSignatureButton"));
    addControl(m_add);
    addControl(m_remove);
    hide();
    connect(m_add, &QAbstractButton::clicked, this, [this] {
        if (m_document) {
            m_document->addSigner();
        }
    });
    connect(m_remove, &QAbstractButton::clicked, this, [this] {
        if (m_document) {
            m_document->removeSigner();
        }
    });
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* row) {
        if (m_document && row) {
            m_document->showSignature(static_cast<std::size_t>(m_list->indexOfTopLevelItem(row)));
        }
    });
}

void SignaturesPane::setDocument(workbench::TokenDocument* document) {
    m_document = document;
}

void SignaturesPane::render() {
    if (!m_document) {
        return;
    }
    const doctor::Version& version = m_document->shownVersion();
    setVisible(!version.signatures.empty());
    if (version.signatures.empty()) {
        return;
    }
    const bool encrypted = doctor::isEncrypted(version.reading->kind);
    setCaption(encrypted ? tr("Recipients") : tr("Signatures"));
    m_list->setAccessibleName(caption());
    m_count->setText(QString::number(version.signatures.size()));
    renderButtons(encrypted);
    const QSignalBlocker quiet(m_list); // showing is no choice
    while (m_list->topLevelItemCount() > static_cast<int>(version.signatures.size())) {
        delete m_list->takeTopLevelItem(m_list->topLevelItemCount() - 1);
    }
    for (std::size_t i = 0; i < version.signatures.size(); ++i) {
        const doctor::SignatureFacts& facts = version.signatures[i];
        QTreeWidgetItem* row = m_list->topLevelItem(static_cast<int>(i));
        if (!row) {
            row = new QTreeWidgetItem(m_list);
        }
        const workbench::FactPhrase phrase = workbench::phraseOf(facts);
        const QString algorithm = QString::fromStdString(facts.algorithm);
        const QString kid = facts.kid.empty() ? tr("no kid") : tr("kid %1").arg(QString::fromStdString(facts.kid));
        using State = doctor::SignatureState;
        const bool opened =
            version.signature.state == State::Decrypted || version.signature.state == State::DecryptedEncryptedByYou;
        const bool other = encrypted && facts.state == State::Encrypted && opened;
        row->setText(0, tr("%1 · %2", "number, algorithm").arg(i + 1).arg(algorithm));
        row->setText(1, kid);
        row->setIcon(2, icon(moodIcon(phrase.mood), moodRole(phrase.mood)));
        row->setText(2, other ? tr("For another key") : phrase.title);
        row->setToolTip(2, phrase.subLine);
        row->setSizeHint(2, QSize(0, metrics::tableRow())); // the column that takes what is left
        row->setData(0, Qt::AccessibleTextRole, spoken(*row));
    }
    const bool copy = m_document->shown() == workbench::ShownVersion::Copy;
    const workbench::DocumentState& state = m_document->state();
    const std::size_t shown = copy ? state.copy->views.signature : state.original ? state.original->views.signature : 0;
    m_list->setCurrentItem(m_list->topLevelItem(static_cast<int>(std::min(shown, version.signatures.size() - 1))));
    fitHeight();
}

void SignaturesPane::renderButtons(bool encrypted) {
    const auto name = [](IconButton* button, const QString& text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    name(m_add, encrypted ? tr("Add a recipient") : tr("Add a signature"));
    name(m_remove, encrypted ? tr("Take this recipient away") : tr("Take this signature away"));
    // The disclosures of an SD-JWT stand beside its first signature: its signatures are shown, not edited.
    const bool selective = m_document->shownVersion().reading->kind == doctor::TokenKind::SdJwt;
    const bool editable = !selective && m_document->canEdit(workbench::PartName::Header);
    m_add->setEnabled(editable);
    m_remove->setEnabled(editable && m_document->shownVersion().signatures.size() > 1);
}

QList<QWidget*> SignaturesPane::focusChain() const {
    return {m_add, m_remove, m_list};
}

void SignaturesPane::fitHeight() {
    const int rows = std::min(m_list->topLevelItemCount(), rowsSeen);
    m_list->setFixedHeight(rows * metrics::tableRow() + metrics::space4);
}

} // namespace twb::ui
