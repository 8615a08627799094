// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/library.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLineEdit;
class QStandardItemModel;

namespace twb::ui {

class IconButton;

/// “Profile” and the choice of the profile that judges the document: Automatic, None, the person's own, the built-in
/// ones. Where that is one of the person's own, “⋯” renames it in place or removes it.
class ProfileChoice : public QWidget {
    Q_OBJECT
public:
    explicit ProfileChoice(QWidget* parent = nullptr);

    /// @param automatic  the profile that “Automatic” found; null: none. Ignored where another one is chosen.
    void setChoice(const profiles::SharedLibrary& library, const std::string& choice,
                   const profiles::Profile* automatic);
    /// The title of one of the person's own profiles becomes a field in the place of the combo box: Enter keeps what
    /// was typed, Esc does not.
    void startRenaming(const QString& id);
    QComboBox* combo() const { return m_combo; }
    QStandardItemModel* model() const { return m_model; }

Q_SIGNALS:
    /// An id, `none`, or empty for Automatic.
    void chosen(const QString& id);
    /// @param title  never empty
    void renamed(const QString& id, const QString& title);
    void removeRequested(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildOwn();
    void fill(const profiles::Library& library);
    void select(const std::string& choice, const profiles::Profile* automatic);
    void showOwn(const profiles::Profile* judging);
    enum class Typed { Kept, Dropped };
    void finishRenaming(Typed typed);

    QComboBox* m_combo;
    QLineEdit* m_title;
    IconButton* m_more;
    QAction* m_rename;
    QAction* m_remove;
    QStandardItemModel* m_model;
    profiles::SharedLibrary m_library;
    QString m_own;     ///< id of the profile that judges, if it is one of the person's own
    QString m_renamed; ///< id of the profile whose title is being typed
};

} // namespace twb::ui
