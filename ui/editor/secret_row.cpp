// SPDX-License-Identifier: Apache-2.0
#include "editor/secret_row.h"
#include "common/badge.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "workbench/phrases.h"

#include <QComboBox>
#include <QGridLayout>

namespace twb::ui {

using doctor::SecretEncoding;

namespace {
constexpr std::array encodings = {SecretEncoding::Utf8, SecretEncoding::Base64, SecretEncoding::Base64Url,
                                  SecretEncoding::Hex};
}

SecretRow::SecretRow(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_edit(new SecretEdit(name, this))
    , m_encoding(new QComboBox(this))
    , m_size(new Badge({}, BadgeKind::Neutral, this))
    , m_other(new Badge({}, BadgeKind::Info, this)) {
    m_encoding->addItems({tr("UTF-8"), tr("Base64"), tr("Base64URL"), tr("Hex")});
    m_encoding->setAccessibleName(tr("Secret encoding"));
    m_encoding->setToolTip(tr("How the text of the secret becomes bytes"));
    m_encoding->setAccessibleDescription(m_encoding->toolTip());
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::space8);
    grid->setVerticalSpacing(metrics::space6);
    grid->addWidget(m_edit, 0, 0);
    grid->addWidget(m_encoding, 0, 1);
    // The field keeps its width while the badge comes, goes and changes.
    auto* badgePlace = new QWidget(this);
    badgePlace->setMinimumWidth(metrics::width(128));
    auto* badgeRow = new QHBoxLayout(badgePlace);
    badgeRow->setContentsMargins(0, 0, 0, 0);
    badgeRow->addStretch(1);
    badgeRow->addWidget(m_size);
    grid->addWidget(badgePlace, 0, 2);
    grid->addWidget(m_other, 1, 0, 1, 3, Qt::AlignLeft);
    grid->setColumnStretch(0, 1);
    m_other->hide();
    m_size->hide();
    connect(m_edit, &SecretEdit::edited, this, &SecretRow::secretEdited);
    connect(m_encoding, &QComboBox::activated, this,
            [this](int index) { Q_EMIT encodingChosen(encodings[static_cast<std::size_t>(index)]); });
}

void SecretRow::setField(const doctor::SharedKeyField& field) {
    const Secret shown = m_edit->secret();
    if (!field) {
        if (!shown.empty()) {
            m_edit->clear();
        }
        return;
    }
    if (!(field->text == shown)) {
        m_edit->setSecret(field->text);
    }
    for (std::size_t index = 0; index < encodings.size(); ++index) {
        if (encodings[index] == field->encoding) {
            m_encoding->setCurrentIndex(static_cast<int>(index));
        }
    }
}

void SecretRow::setFacts(const doctor::KeyFacts& facts, std::size_t needed, Size size) {
    using State = doctor::KeyFacts::State;
    m_size->setVisible(facts.state != State::Absent);
    if (facts.state == State::Unreadable) {
        m_size->present(tr("not %1").arg(m_encoding->currentText()), BadgeKind::Err, Icon::Err);
    } else if (facts.state == State::Readable) {
        const bool exact = size == Size::Exactly && needed > 0;
        const bool enough = needed > 0 && (exact ? facts.secretOctets == needed : facts.secretOctets >= needed);
        const QString words = !exact   ? workbench::secretBadge(facts, needed)
                              : enough ? tr("%n bytes · right size", nullptr, static_cast<int>(needed))
                                       : tr("%1 bytes · %2 needed").arg(facts.secretOctets).arg(needed);
        m_size->present(words, enough ? BadgeKind::Ok : needed > 0 ? BadgeKind::Warn : BadgeKind::Neutral);
    }
    const QString other = workbench::base64Badge(facts);
    m_other->setVisible(!other.isEmpty());
    m_other->present(other, BadgeKind::Info, Icon::Info);
}

} // namespace twb::ui
