// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_request.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QSpinBox;

namespace twb::ui {

class SwitchRow;
class TextLabel;

/// The fields of “Generate a key”: kind, size, use, algorithm, name, kid and certificate (ui.md §6.3). Fields offer
/// only what goes together: sizes and algorithms follow kind and use, a secret's size and its algorithm follow one
/// another.
class GenerateKeyForm : public QWidget {
    Q_OBJECT
public:
    /// @param clock  tells the day for names, kids and certificates; must outlive the form
    explicit GenerateKeyForm(const Clock& clock, QWidget* parent = nullptr);

    /// What the fields ask for now.
    workbench::KeyRequest request() const;

Q_SIGNALS:
    /// Some field asks for something else.
    void requestChanged();

private:
    void build();
    void buildCertificate(QGridLayout* grid, int row);
    void connectSignals();
    void fillSizes();
    void fillAlgorithms();
    void followAlgorithm();
    void showHints();
    void showKid();
    void showCertificate();
    QString today(Qt::DateFormat format) const;
    QString usualName() const;
    QString nameText() const;

    const Clock& m_clock;
    SwitchRow* m_kind;
    QComboBox* m_size;
    TextLabel* m_sizeHint;
    QComboBox* m_use;
    QComboBox* m_algorithm;
    QLineEdit* m_name;
    QComboBox* m_kidRule;
    QLineEdit* m_kid;
    QString m_ownKid; ///< kept while another rule is chosen
    QCheckBox* m_certificate;
    TextLabel* m_subjectLabel;
    QLineEdit* m_subject;
    TextLabel* m_daysLabel;
    QSpinBox* m_days;
};

} // namespace twb::ui
