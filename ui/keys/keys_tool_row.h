// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/key_ring_model.h"

#include <QWidget>

class QAction;
class QLineEdit;
class QPushButton;

namespace twb::ui {

class SwitchRow;

/// What “Export” offers; of the selected keys, or of all where none is selected. Public parts only.
enum class KeyExport { CopyJwks, CopyPem, SaveJwks, SavePem, SaveCertificates };

/// The tools over the key table: Generate…, Import…, Paste key, Fetch…, Export; filter and search.
class KeysToolRow : public QWidget {
    Q_OBJECT
public:
    explicit KeysToolRow(QWidget* parent = nullptr);

    /// Figures in the switch.
    void setCounts(const workbench::KeyRingFilter::Counts& counts);
    /// Which entries of “Export” there is something for.
    void setExportable(bool publicKeys, bool certificates);
    void setShow(workbench::KeyRingFilter::Show show);
    void clearSearch();
    void focusSearch();
    /// The stops of the keyboard, in order.
    QList<QWidget*> focusStops() const;

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void generateRequested();
    void importRequested();
    void pasteRequested();
    void fetchRequested();
    void exportRequested(twb::ui::KeyExport what);
    void showChosen(twb::workbench::KeyRingFilter::Show show);
    void searchEdited(const QString& text);
    /// Enter or the down arrow in the search field: on to the rows.
    void searchLeft();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fillExport();
    void connectSignals();
    void applyMetrics();

    QPushButton* m_generate;
    QPushButton* m_import;
    QPushButton* m_paste;
    QPushButton* m_fetch;
    QPushButton* m_export;
    SwitchRow* m_show;
    QLineEdit* m_search;
    QList<QAction*> m_publicActions;
    QAction* m_certificates = nullptr;
};

} // namespace twb::ui
