// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/library.h"

#include <QWidget>

class QComboBox;
class QStandardItemModel;

namespace twb::ui {

/// “Profile” and the choice of the profile that judges the document: Automatic, None, the person's own, the built-in
/// ones.
class ProfileChoice : public QWidget {
    Q_OBJECT
public:
    explicit ProfileChoice(QWidget* parent = nullptr);

    /// @param automatic  the profile that “Automatic” found; null: none
    void setChoice(const profiles::SharedLibrary& library, const std::string& choice,
                   const profiles::Profile* automatic);
    QComboBox* combo() const { return m_combo; }
    QStandardItemModel* model() const { return m_model; }

Q_SIGNALS:
    /// An id, `none`, or empty for Automatic.
    void chosen(const QString& id);

private:
    void fill(const profiles::Library& library);

    QComboBox* m_combo;
    QStandardItemModel* m_model;
    profiles::SharedLibrary m_library;
};

} // namespace twb::ui
