// SPDX-License-Identifier: Apache-2.0
#include "editor/part_bytes.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "doctor/segments.h"
#include "editor/code_edit.h"
#include "editor/hex_lines.h"
#include "editor/part_roles.h"

#include <QHBoxLayout>

namespace twb::ui {

namespace {
constexpr int linesSeen = 4; ///< more of them scroll
}

PartBytes::PartBytes(QWidget* parent)
    : QWidget(parent)
    , m_caption(new TextLabel({}, Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this))
    , m_close(new IconButton(Icon::X, tr("Close the bytes"), this))
    , m_edit(new CodeEdit(this)) {
    setObjectName(QStringLiteral("partBytes"));
    m_edit->setObjectName(QStringLiteral("partBytesEdit"));
    m_edit->setLanguage(CodeLanguage::Plain);
    m_edit->setReadOnly(true);
    m_edit->setFixedHeight(linesSeen * metrics::codeLine() + metrics::space8);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(metrics::paneSide, metrics::space4, metrics::space4, 0);
    head->addWidget(m_caption, 1);
    head->addWidget(m_close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_edit);
    hide();
    connect(m_close, &QAbstractButton::clicked, this, [this] {
        m_letter = 0;
        hide();
    });
}

bool PartBytes::isBinary(char letter) {
    return std::string_view("SKICTA").find(letter) != std::string_view::npos;
}

void PartBytes::open(char letter, const doctor::Reading& reading) {
    m_letter = isBinary(letter) ? letter : '\0';
    render(reading);
}

void PartBytes::render(const doctor::Reading& reading) {
    const doctor::Segment* segment = m_letter != 0 ? reading.segment(m_letter) : nullptr;
    setVisible(segment != nullptr);
    if (segment == nullptr) {
        m_letter = 0;
        return;
    }
    const std::string_view characters =
        std::string_view(*reading.encoded).substr(segment->range.offset, segment->range.length);
    const Bytes octets = doctor::decodeForShowing(characters);
    m_caption->setText(tr("%1, %2 bytes in hex").arg(partName(m_letter)).arg(octets.size()));
    m_edit->setAccessibleName(m_caption->text());
    m_edit->setTextKeepingCaret(hexLines(asText(octets)));
}

} // namespace twb::ui
