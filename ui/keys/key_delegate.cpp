// SPDX-License-Identifier: Apache-2.0
#include "keys/key_delegate.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "common/style.h"
#include "keys/key_forms.h"

#include <cmath>
#include <QLineEdit>
#include <QPainter>

namespace twb::ui {

using Model = workbench::KeyRingModel;

namespace {

constexpr int nameIcon = 16, badgeIcon = 12, badgeSide = 6, badgeGap = 4, accentBar = 3;

Icon iconOf(const QModelIndex& index) {
    const QString name = index.data(Model::IconRole).toString();
    return name == QLatin1String("eye") ? Icon::Eye : name == QLatin1String("cert") ? Icon::Cert : Icon::Keys;
}

workbench::Holds holdsOf(const QModelIndex& index) {
    return static_cast<workbench::Holds>(index.data(Model::HoldsRole).toInt());
}

int nameIndent() {
    return metrics::height(nameIcon) + metrics::space8;
}

void paintHolds(QPainter& painter, const QStyleOptionViewItem& option, const HoldsLook& look) {
    const QFont font = fonts::ui(fonts::Size::Small);
    const bool mirrored = option.direction == Qt::RightToLeft;
    const int drawing = metrics::height(badgeIcon);
    const int words = static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(look.word)));
    const int width = words + drawing + badgeGap + 2 * badgeSide;
    const int tall = std::max(metrics::badge(), QFontMetrics(font).height() + 2);
    QRect box(option.rect.left() + metrics::space8, option.rect.top() + (option.rect.height() - tall) / 2, width, tall);
    if (mirrored)
        box.moveRight(option.rect.right() - metrics::space8);
    const bool warn = look.kind == BadgeKind::Warn;
    const Role ink = warn ? Role::Warn : Role::Neu;
    painter.save();
    painter.setClipRect(option.rect);
    paintBox(painter, box, metrics::radiusSmall, {}, color(warn ? Role::WarnSoft : Role::NeuSoft));
    const QRectF inside = QRectF(box).adjusted(badgeSide, 0, -badgeSide, 0);
    paintIcon(painter, QRectF(mirrored ? inside.right() - drawing : inside.left(), inside.top(), drawing, tall),
              look.icon, ink, drawing);
    painter.setFont(font);
    painter.setPen(color(ink));
    const int beside = drawing + badgeGap;
    painter.drawText(inside.adjusted(mirrored ? 0 : beside, 0, mirrored ? -beside : 0, 0),
                     int(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine), look.word);
    painter.restore();
}

} // namespace

void KeyDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const int column = index.column();
    const bool selected = option->state & QStyle::State_Selected;
    if (column == Model::Kid || column == Model::Thumbprint)
        option->font = fonts::mono();
    else if (column == Model::Name && selected)
        option->font = fonts::ui(fonts::Size::Body, fonts::Weight::SemiBold);
    if (option->text.isEmpty() && column != Model::HoldsColumn)
        option->text = QStringLiteral("–");
    if (column == Model::Source || column == Model::Thumbprint)
        option->palette.setColor(QPalette::Text, color(Role::Text2));
    option->textElideMode = column == Model::Kid || column == Model::Thumbprint ? Qt::ElideMiddle : Qt::ElideRight;
    option->fontMetrics = QFontMetrics(option->font);
    option->state &= ~QStyle::State_HasFocus; // the row is marked, not the cell
}

void KeyDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const bool selected = cell.state & QStyle::State_Selected;
    const bool mirrored = cell.direction == Qt::RightToLeft;
    const QRect place = cell.rect;
    painter->fillRect(place, color(selected ? Role::Sel : Role::Surface));
    painter->fillRect(QRect(place.left(), place.bottom(), place.width(), 1), color(Role::Border));
    if (index.column() == Model::HoldsColumn) {
        paintHolds(*painter, cell, lookOf(holdsOf(index)));
        return;
    }
    QRect words = place.adjusted(metrics::space8, 0, -metrics::space8, -1);
    if (index.column() == Model::Name) {
        const int side = metrics::height(nameIcon);
        const int lead = accentBar + metrics::space6;
        const int x = mirrored ? place.right() + 1 - lead - side : place.left() + lead;
        paintIcon(*painter, QRectF(x, place.top(), side, place.height()), iconOf(index),
                  selected ? Role::Text : Role::Text2, side);
        words.adjust(mirrored ? 0 : nameIndent(), 0, mirrored ? -nameIndent() : 0, 0);
        if (selected)
            painter->fillRect(
                QRect(mirrored ? place.right() + 1 - accentBar : place.left(), place.top(), accentBar, place.height()),
                color(Role::Accent));
    }
    painter->save();
    painter->setFont(cell.font);
    painter->setPen(cell.palette.color(QPalette::Text));
    painter->drawText(words, int(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine),
                      cell.fontMetrics.elidedText(cell.text, cell.textElideMode, words.width()));
    painter->restore();
}

QSize KeyDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    int width = cell.fontMetrics.horizontalAdvance(cell.text) + 2 * metrics::space8 + 2;
    if (index.column() == Model::Name)
        width += nameIndent();
    if (index.column() == Model::HoldsColumn)
        width = QFontMetrics(fonts::ui(fonts::Size::Small)).horizontalAdvance(lookOf(holdsOf(index)).word) +
                metrics::height(badgeIcon) + badgeGap + 2 * badgeSide + 2 * metrics::space8 + 2;
    return {width, metrics::tableRow()};
}

QWidget* KeyDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
    QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (auto* field = qobject_cast<QLineEdit*>(editor)) {
        field->setObjectName(QStringLiteral("keyNameEdit"));
        field->setAccessibleName(tr("Name of the key"));
        field->setFrame(true);
    }
    return editor;
}

void KeyDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const {
    const bool mirrored = option.direction == Qt::RightToLeft;
    editor->setGeometry(option.rect.adjusted(mirrored ? 0 : nameIndent(), 1, mirrored ? -nameIndent() : 0, -2));
}

} // namespace twb::ui
