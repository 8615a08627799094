// SPDX-License-Identifier: Apache-2.0
#include "editor/encryption_choice.h"
#include "jose/encryption_table.h"
#include "workbench/qt_text.h"

#include <QAbstractItemView>
#include <QWheelEvent>

namespace twb::ui {

using doctor::KeyKind;
using jose::KeyManagementFamily;

namespace {
constexpr int nameRole = Qt::UserRole + 1;

/// What a row of the table needs, in the reader's language; empty where the key at hand is of that kind.
QString needOf(const jose::KeyManagement& row, KeyKind key) {
    switch (row.family) {
    case KeyManagementFamily::RsaOaep:
    case KeyManagementFamily::RsaPkcs1:
        return key == KeyKind::Rsa ? QString() : EncryptionChoice::tr("needs an RSA key");
    case KeyManagementFamily::EcdhEs:
    case KeyManagementFamily::EcdhEsKeyWrap: {
        const bool agrees = key == KeyKind::EcP256 || key == KeyKind::EcP384 || key == KeyKind::EcP521 ||
                            key == KeyKind::X25519 || key == KeyKind::X448;
        return agrees ? QString() : EncryptionChoice::tr("needs an EC or X25519 key");
    }
    case KeyManagementFamily::Pbes2:
        return key == KeyKind::Secret ? QString() : EncryptionChoice::tr("needs a password");
    default:
        return key == KeyKind::Secret ? QString() : EncryptionChoice::tr("needs a secret");
    }
}
} // namespace

EncryptionChoice::EncryptionChoice(Table table, QWidget* parent)
    : QComboBox(parent)
    , m_table(table) {
    const bool key = table == Table::KeyManagement;
    setObjectName(key ? QStringLiteral("keyManagementCombo") : QStringLiteral("contentEncryptionCombo"));
    setAccessibleName(key ? tr("Key management") : tr("Content encryption"));
    setToolTip(key ? tr("How the content key reaches the reader; choosing one changes “alg” in the header")
                   : tr("How the content is encrypted; choosing one changes “enc” in the header"));
    setAccessibleDescription(toolTip());
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(key ? 13 : 9);
    setMaxVisibleItems(30);
    fill();
    connect(this, &QComboBox::activated, this,
            [this](int index) { Q_EMIT nameChosen(itemData(index, nameRole).toString()); });
}

void EncryptionChoice::setChosen(const QString& name) {
    if (name != m_name) {
        m_name = name;
        fill();
    } else {
        // A choice that the document did not take over must not stay visible.
        setCurrentIndex(findData(m_name, nameRole));
    }
}

void EncryptionChoice::setKeyKind(KeyKind kind) {
    if (kind != m_kind) {
        m_kind = kind;
        fill();
    }
}

void EncryptionChoice::wheelEvent(QWheelEvent* event) {
    event->ignore(); // a wheel turned while scrolling the page must not change the algorithm
}

void EncryptionChoice::fill() {
    clear();
    const auto add = [this](std::string_view name, const QString& description, const QString& need) {
        const QString shown = workbench::qString(name);
        addItem(need.isEmpty() || shown == m_name ? shown : tr("%1 · %2", "algorithm, need").arg(shown, need));
        setItemData(count() - 1, shown, nameRole);
        setItemData(count() - 1, need.isEmpty() ? description : description + QLatin1String("; ") + need,
                    Qt::ToolTipRole);
    };
    if (m_table == Table::KeyManagement) {
        auto family = KeyManagementFamily::Direct;
        for (const jose::KeyManagement& row : jose::allKeyManagement()) {
            if (row.family != family) {
                insertSeparator(count());
                family = row.family;
            }
            add(row.name, workbench::qString(row.description),
                m_kind == KeyKind::None ? QString() : needOf(row, m_kind));
        }
    } else {
        for (const jose::ContentEncryption& row : jose::allContentEncryption()) {
            add(row.name, workbench::qString(row.description), {});
        }
    }
    if (findData(m_name, nameRole) < 0) {
        insertSeparator(0);
        insertItem(0, m_name.isEmpty() ? tr("not named") : tr("%1 · not known here").arg(m_name));
        setItemData(0, m_name, nameRole);
    }
    setCurrentIndex(findData(m_name, nameRole));
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + 40); // the list is wider than the closed choice
}

} // namespace twb::ui
