// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/key_field.h"

#include <QComboBox>

namespace twb::ui {

/// The combos “Key” and “Content” of an encrypted token's Header pane: the rows of the engine's two tables. A name that
/// the table does not know stands in front.
class EncryptionChoice : public QComboBox {
    Q_OBJECT
public:
    enum class Table { KeyManagement, ContentEncryption };
    explicit EncryptionChoice(Table table, QWidget* parent = nullptr);

    /// Shows what the header says; nothing is emitted. Empty: it says nothing.
    void setChosen(const QString& name);
    QString chosen() const { return m_name; }
    /// Which entries carry “needs …”; for KeyManagement only.
    void setKeyKind(doctor::KeyKind kind);

Q_SIGNALS:
    void nameChosen(const QString& name);

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    void fill();

    Table m_table;
    QString m_name;
    doctor::KeyKind m_kind = doctor::KeyKind::None;
};

} // namespace twb::ui
