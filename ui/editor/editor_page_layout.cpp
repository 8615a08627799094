// SPDX-License-Identifier: Apache-2.0
// The other half of EditorPage: where its panes stand, in wide and in narrow windows.
#include "common/buttons.h"
#include "common/message_bar.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "editor/algorithm_choice.h"
#include "editor/code_edit.h"
#include "editor/doctor_bar.h"
#include "editor/doctor_panel.h"
#include "editor/editor_page.h"
#include "editor/encoded_pane.h"
#include "editor/encryption_choice.h"
#include "editor/header_pane.h"
#include "editor/key_pane.h"
#include "editor/payload_pane.h"
#include "editor/report_panel.h"
#include "editor/segment_map.h"
#include "editor/signature_recipe.h"
#include "editor/signatures_pane.h"
#include "editor/timeline_row.h"
#include "editor/token_view.h"
#include "editor/verdict_strip.h"
#include "workbench/settings.h"
#include "workbench/token_document.h"

#include <QAbstractButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace twb::ui {

namespace {
constexpr int doctorBeside = 1240; ///< page width from which the doctor stands at the right
constexpr int narrowBelow = 1120;  ///< window width below which things give way

/// A page with a bar that wraps is asked for its height by the scroll area around it, and would answer with what it
/// likes best: the panes then stand below the window's edge. It answers with what it needs.
class PageColumn : public QVBoxLayout {
public:
    using QVBoxLayout::QVBoxLayout;
    int minimumHeightForWidth(int width) const override { return heightForWidth(width); }
    int heightForWidth(int width) const override {
        int high = 0; // there is neither a margin nor a gap
        for (int index = 0; index < count(); ++index) {
            QLayoutItem* item = itemAt(index);
            high += item->isEmpty()             ? 0
                    : item->hasHeightForWidth() ? item->heightForWidth(width)
                                                : item->minimumSize().height();
        }
        return high;
    }
};

int zoomed(int designed) {
    return designed * Theme::current().zoomPercent() / 100;
}
} // namespace

void EditorPage::buildColumns() {
    auto* left = new QWidget(m_columns);
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(metrics::gap());
    leftColumn->addWidget(m_encoded, 1);
    leftColumn->addWidget(m_recipe);
    left->setMinimumWidth(metrics::width(280));

    auto* lower = new QWidget(m_middle);
    auto* lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, 0, 0, 0);
    lowerColumn->setSpacing(metrics::gap());
    m_payload->setMinimumHeight(metrics::height(110));
    lowerColumn->addWidget(m_payload, 1);
    lowerColumn->addWidget(m_key);
    m_header->setMinimumHeight(metrics::height(84));
    auto* upper = new QWidget(m_middle);
    auto* upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(0, 0, 0, 0);
    upperColumn->setSpacing(metrics::gap());
    upperColumn->addWidget(m_signatures);
    upperColumn->addWidget(m_header, 1);
    m_middle->addWidget(upper);
    m_middle->addWidget(lower);
    m_middle->setStretchFactor(0, 0);
    m_middle->setStretchFactor(1, 1);
    m_middle->setMinimumWidth(metrics::width(420));

    m_side->addWidget(m_doctor);
    m_side->addWidget(m_report);
    m_side->setMinimumWidth(metrics::width(300));
    m_columns->addWidget(left);
    m_columns->addWidget(m_middle);
    m_columns->addWidget(m_side);
    m_columns->setStretchFactor(0, 28);
    m_columns->setStretchFactor(1, 44);
    m_columns->setStretchFactor(2, 0);
    resetColumns();

    auto* panes = new QWidget(this);
    m_body = new QVBoxLayout(panes);
    m_body->setContentsMargins(metrics::space8, metrics::space8, metrics::space8, metrics::space8);
    m_body->setSpacing(metrics::gap());
    m_body->addWidget(m_columns, 1);
    m_body->addWidget(m_doctorBar);
    m_doctorBar->hide();

    auto* page = new PageColumn(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_layerBar);
    page->addWidget(m_verdicts);
    page->addWidget(m_versionBar);
    page->addWidget(m_timeline);
    page->addWidget(panes, 1);
    m_middle->installEventFilter(this);
    for (QSplitter* splitter : {m_columns, m_middle}) {
        for (int index = 1; index < splitter->count(); ++index) {
            splitter->handle(index)->installEventFilter(this);
        }
    }
}

void EditorPage::resetColumns() {
    // The doctor has its width; the others share what is left.
    const int doctor = metrics::width(360);
    const int left = qMax(m_columns->width() - doctor - 2 * m_columns->handleWidth(), 0);
    m_columns->setSizes({left * 388 / (388 + 606), left * 606 / (388 + 606), doctor});
    m_fittedDocument = nullptr;
    fitHeader();
}

/// A token that is opened shows its header whole, up to eight lines, and its signatures above; what the reader chose by
/// hand stays, and typing moves nothing: it makes no other original.
void EditorPage::fitHeader() {
    const auto original = m_document ? m_document->state().original : nullptr;
    const bool fitted = m_document && m_fittedDocument == m_document && m_fittedOriginal == original;
    const bool current = !m_document || m_document->evaluation()->revision == m_document->revision();
    if (m_middleMoved || fitted || !current) {
        return;
    }
    const int room = m_middle->height() - m_middle->handleWidth() - m_middle->widget(1)->minimumSizeHint().height();
    if (room < m_middle->widget(0)->minimumSizeHint().height()) {
        return; // not laid out yet
    }
    m_fittedDocument = m_document;
    m_fittedOriginal = original;
    const int lines = std::clamp(static_cast<int>(m_header->edit()->utf8().count('\n')) + 1, 4, 8);
    const int above = m_signatures->isHidden() ? 0 : m_signatures->sizeHint().height() + metrics::gap();
    const int upper = above + metrics::paneHeader() + lines * metrics::codeLine() + 18;
    const int fitting = std::min(upper, room);
    m_middle->setSizes({fitting, m_middle->height() - m_middle->handleWidth() - fitting});
}

/// Until the reader moves a handle (now or in an earlier run) the columns have their designed widths.
void EditorPage::sizeColumns() {
    if (!m_columnsMoved && !m_narrow && isVisible()) {
        layout()->activate();
        resetColumns();
    }
}

void EditorPage::restoreLayout() {
    m_columnsMoved = m_columns->restoreState(m_settings.layout(QStringLiteral("editorColumns")));
    m_middleMoved = m_middle->restoreState(m_settings.layout(QStringLiteral("editorMiddle")));
    m_recipe->setOpen(m_settings.layout(QStringLiteral("signatureRecipe")) != "folded");
    m_doctorWanted = m_settings.layout(QStringLiteral("doctorPanel")) != "closed";
    m_side->setVisible(m_doctorWanted);
}

/// Where not even the least widths stand beside each other (1024 at 200 %), Encoded stands over the other panes: a page
/// that scrolls down is read, one that scrolls sideways is not.
void EditorPage::stackColumns() {
    const int room = parentWidget() ? parentWidget()->width() : width(); // the page itself may be wider than is seen
    const int least = metrics::width(280) + m_columns->handleWidth() + metrics::width(420) + 2 * metrics::space8;
    m_verdicts->setStacked(room < m_verdicts->widthBeside());
    const bool stacked = room < least;
    if (stacked == m_stacked) {
        return;
    }
    m_stacked = stacked;
    m_timeline->setStacked(stacked);
    m_columns->setOrientation(stacked ? Qt::Vertical : Qt::Horizontal);
    m_columns->widget(0)->setMinimumHeight(stacked ? metrics::height(200) : 0);
    if (stacked) {
        m_columns->setSizes({metrics::height(220), metrics::height(420), 0});
    } else {
        resetColumns();
    }
}

void EditorPage::applyWidth() {
    stackColumns();
    const bool below = width() < zoomed(doctorBeside);
    const bool narrow = window()->width() < zoomed(narrowBelow);
    m_timeline->setNarrow(narrow);
    m_header->setNarrow(narrow);
    m_payload->setNarrow(narrow);
    m_key->setNarrow(narrow);
    if (narrow != m_narrow) {
        m_narrow = narrow;
        if (narrow && !m_stacked) {
            m_columns->setSizes({zoomed(312), width() - zoomed(312), 0});
        }
    }
    if (below != m_doctorBelow) {
        m_doctorBelow = below;
        if (below) {
            m_drawerOpen = false;
            m_side->setParent(this); // a drawer over the panes: they keep their sizes
        } else {
            m_columns->addWidget(m_side);
        }
        showDoctor(below ? m_drawerOpen : m_doctorWanted);
    }
    m_doctor->closeButton()->setIconName(below ? Icon::Down : Icon::Right);
    placeDrawer();
    const bool compact = Theme::current().density() == Density::Compact;
    if (compact && narrow && m_recipe->isOpen() && m_settings.layout(QStringLiteral("signatureRecipe")).isEmpty()) {
        m_recipe->setOpen(false); // small windows need the height for the token; a choice of the reader stays
    }
}

void EditorPage::placeDrawer() {
    if (m_doctorBelow) {
        const int high = qMin(metrics::height(260), height() - metrics::space24);
        m_side->setGeometry(metrics::space8, height() - metrics::space8 - high, width() - 2 * metrics::space8, high);
        m_side->raise();
    }
}

void EditorPage::showDoctor(bool open) {
    if (m_doctorBelow) {
        m_drawerOpen = open;
        m_doctorBar->setOpen(open);
    } else {
        m_doctorWanted = open;
    }
    placeDrawer();
    m_side->setVisible(open);
    m_doctorBar->setVisible(m_doctorBelow || !open);
}

void EditorPage::setFocusOrder() {
    QList<QWidget*> chain = m_verdicts->focusChain() + m_timeline->focusChain();
    chain += QList<QWidget*>{m_encoded->view(), m_encoded->map()};
    chain += m_signatures->focusChain();
    chain += QList<QWidget*>{m_header->algorithms(), m_header->keyManagement(), m_header->contentEncryption(),
                             m_header->places(),     m_header->edit(),          m_header->beside()};
    chain += m_payload->focusChain() + m_key->focusChain();
    for (qsizetype index = 1; index < chain.size(); ++index) {
        setTabOrder(chain[index - 1], chain[index]);
    }
}

} // namespace twb::ui
