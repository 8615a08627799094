// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

#include <QWidget>

class QComboBox;

namespace twb::ui {

class Badge;
class SecretEdit;

/// One secret: the masked field, its encoding and how many octets that makes; below, what else the text could be.
class SecretRow : public QWidget {
    Q_OBJECT
public:
    /// @param name  accessible name of the field: “Secret for verifying”
    explicit SecretRow(const QString& name, QWidget* parent = nullptr);

    /// Shows what the document holds; nothing is emitted. Null: an empty field.
    void setField(const doctor::SharedKeyField& field);
    /// Whether more octets than needed serve too: they do for HMAC, they do not for AES.
    enum class Size { AtLeast, Exactly };
    /// Badges. @param needed  octets that the algorithm wants; 0: none
    void setFacts(const doctor::KeyFacts& facts, std::size_t needed, Size size = Size::AtLeast);
    SecretEdit* edit() const { return m_edit; }
    QComboBox* encoding() const { return m_encoding; }
    Badge* size() const { return m_size; }
    Badge* otherReading() const { return m_other; }

Q_SIGNALS:
    /// The reader changed the text; ask edit()->secret().
    void secretEdited();
    void encodingChosen(twb::doctor::SecretEncoding encoding);

private:
    SecretEdit* m_edit;
    QComboBox* m_encoding;
    Badge* m_size;
    Badge* m_other;
};

} // namespace twb::ui
