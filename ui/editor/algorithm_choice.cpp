// SPDX-License-Identifier: Apache-2.0
#include "editor/algorithm_choice.h"
#include "jose/algorithm_table.h"
#include "workbench/phrases.h"
#include "workbench/qt_text.h"

#include <QAbstractItemView>
#include <QWheelEvent>

namespace twb::ui {

using doctor::KeyKind;

namespace {
constexpr int nameRole = Qt::UserRole + 1;

} // namespace

KeyKind neededKind(std::string_view algorithm) {
    const jose::Algorithm* row = jose::findAlgorithm(algorithm);
    if (!row) {
        return KeyKind::None;
    }
    using Id = jose::AlgorithmId;
    switch (row->id) {
    case Id::Es256:
        return KeyKind::EcP256;
    case Id::Es384:
        return KeyKind::EcP384;
    case Id::Es512:
        return KeyKind::EcP521;
    case Id::Es256k:
        return KeyKind::EcSecp256k1;
    case Id::EdDsa:
        return KeyKind::Edwards;
    case Id::Ed25519:
        return KeyKind::Ed25519;
    case Id::Ed448:
        return KeyKind::Ed448;
    case Id::None:
        return KeyKind::None;
    default:
        return row->family == jose::AlgorithmFamily::Hmac ? KeyKind::Secret : KeyKind::Rsa;
    }
}

bool kindServes(KeyKind key, std::string_view algorithm) {
    const KeyKind needed = neededKind(algorithm);
    if (needed == KeyKind::Edwards) {
        return key == KeyKind::Ed25519 || key == KeyKind::Ed448;
    }
    if (key == KeyKind::RsaPss) {
        const jose::Algorithm* row = jose::findAlgorithm(algorithm);
        return row && row->family == jose::AlgorithmFamily::RsaPss;
    }
    return needed == KeyKind::None || key == needed;
}

AlgorithmChoice::AlgorithmChoice(QWidget* parent)
    : QComboBox(parent) {
    setObjectName(QStringLiteral("algorithmCombo"));
    setAccessibleName(tr("Algorithm"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMaxVisibleItems(30);
    fill();
    connect(this, &QComboBox::activated, this,
            [this](int index) { Q_EMIT algorithmChosen(itemData(index, nameRole).toString()); });
}

void AlgorithmChoice::setAlgorithm(const QString& name) {
    if (name != m_name) {
        m_name = name;
        fill();
    } else {
        // A choice that the document did not take over must not stay visible.
        setCurrentIndex(findData(m_name, nameRole));
    }
}

QString AlgorithmChoice::algorithm() const {
    return m_name;
}

void AlgorithmChoice::setKeyKind(KeyKind kind) {
    if (kind != m_kind) {
        m_kind = kind;
        fill();
    }
}

void AlgorithmChoice::setLabels(Labels labels) {
    if (labels != m_labels) {
        m_labels = labels;
        fill();
    }
}

void AlgorithmChoice::wheelEvent(QWheelEvent* event) {
    event->ignore(); // a wheel turned while scrolling the page must not change the algorithm
}

void AlgorithmChoice::fill() {
    clear();
    if (m_name.isEmpty() || !jose::findAlgorithm(m_name.toStdString())) {
        addItem(m_name.isEmpty() ? tr("not named") : tr("%1 · not known here").arg(m_name));
        setItemData(0, m_name, nameRole);
        insertSeparator(count());
    }
    auto family = jose::AlgorithmFamily::Hmac;
    for (const jose::Algorithm& row : jose::allAlgorithms()) {
        if (row.family != family) {
            insertSeparator(count());
            family = row.family;
        }
        const QString name = workbench::qString(row.name);
        QString label = name;
        if (m_labels == Labels::Long) {
            label = tr("%1 · %2", "algorithm, meaning").arg(name, workbench::qString(row.description));
        }
        QString explanation = workbench::qString(row.description);
        if (m_kind != KeyKind::None && !kindServes(m_kind, row.name)) {
            const QString need = tr("needs %1").arg(workbench::keyNeedText(neededKind(row.name)));
            // The chosen entry stays short: that its key does not fit is said by the signature fact.
            label = name == m_name ? label : tr("%1 · %2", "algorithm, need").arg(name, need);
            explanation += QLatin1String("; ") + need;
        }
        addItem(label);
        setItemData(count() - 1, name, nameRole);
        setItemData(count() - 1, explanation, Qt::ToolTipRole);
    }
    setCurrentIndex(findData(m_name, nameRole));
    setMinimumContentsLength(m_labels == Labels::Long ? 30 : 8);
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + 40); // the list is wider than the closed choice
    setToolTip(tr("Algorithm of the signature; choosing one changes “alg” in the header"));
    setAccessibleDescription(toolTip());
}

} // namespace twb::ui
