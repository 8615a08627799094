// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/key_field.h"

#include <QComboBox>

namespace twb::ui {

/// The combo “Algorithm” of the Header pane: the rows of the engine's table, grouped by family. Entries that the key
/// at hand cannot do say what they need and stay selectable. An `alg` that the table does not know stands in front.
class AlgorithmChoice : public QComboBox {
    Q_OBJECT
public:
    explicit AlgorithmChoice(QWidget* parent = nullptr);

    /// Shows the `alg` of the header; no algorithmChosen(). Empty: none is named.
    void setAlgorithm(const QString& name);
    QString algorithm() const;
    /// Which entries carry “needs …”.
    void setKeyKind(doctor::KeyKind kind);
    /// “HS256 · HMAC with SHA-256”, or only “HS256” where there is little room.
    enum class Labels { Long, Short };
    void setLabels(Labels labels);

Q_SIGNALS:
    void algorithmChosen(const QString& name);

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    void fill();

    QString m_name;
    doctor::KeyKind m_kind = doctor::KeyKind::None;
    Labels m_labels = Labels::Long;
};

/// The kind of key that an algorithm of the table needs; None for `none` and for unknown names.
doctor::KeyKind neededKind(std::string_view algorithm);
/// Whether a key of that kind can do it (Ed25519 does EdDSA, an RSA key does PS256, …).
bool kindServes(doctor::KeyKind key, std::string_view algorithm);

} // namespace twb::ui
