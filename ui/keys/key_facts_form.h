// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_fingerprints.h"
#include "workbench/key_fit.h"
#include "workbench/key_ring.h"
#include "workbench/phrases.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace twb::ui {

class Badge;
class CopyButton;
class ElidedLabel;
class FittingTokens;
class TextLabel;

/// The facts of one key, label beside value; kid, use and algorithm can be changed.
class KeyFactsForm : public QWidget {
    Q_OBJECT
public:
    explicit KeyFactsForm(QWidget* parent = nullptr);
    ~KeyFactsForm() override;

    /// What is being typed into kid stays while the entry is the same key.
    void setEntry(const workbench::SharedRingEntry& entry);
    /// The zone in which dates are written.
    void setDates(const workbench::DateStyle& style);
    /// Tokens of the open documents that the key fits; another key takes them away until the next answer.
    void setFittingTokens(const std::vector<workbench::FittingToken>& tokens);
    QList<QWidget*> focusStops() const;

Q_SIGNALS:
    void kidEdited(const QString& kid);
    void useEdited(const QString& use); ///< "sig", "enc" or empty
    void algEdited(const QString& alg);
    void tokenChosen(twb::workbench::TokenDocument* document);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    TextLabel* addRow(const QString& label, QWidget* field);
    void build();
    void connectSignals();
    void showEntry();
    void showUse();
    void showCertificate();
    void showFingerprints();
    void showFingerprint();
    void finishKid();
    void applyMetrics();

    workbench::SharedRingEntry m_entry;
    workbench::DateStyle m_dates;
    QGridLayout* m_grid;
    TextLabel* m_kind;
    QComboBox* m_use;
    QComboBox* m_alg;
    QLineEdit* m_kid;
    ElidedLabel* m_thumbprint;
    CopyButton* m_copyThumbprint;
    QComboBox* m_fingerprint; ///< which of them the line above shows
    std::vector<workbench::Fingerprint> m_fingerprints;
    FittingTokens* m_tokens;
    Badge* m_private;
    Badge* m_public;
    TextLabel* m_certificate;
    TextLabel* m_source;
    QList<QWidget*> m_thumbprintRow;
    QList<QWidget*> m_certificateRow;
    QList<QWidget*> m_tokensRow;
};

} // namespace twb::ui
