// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/disclosure_facts.h"

#include <QPointer>
#include <QWidget>
#include <set>

class QComboBox;
class QPushButton;
class QSpinBox;
class QTreeWidget;
class QTreeWidgetItem;

namespace twb::workbench {
class TokenDocument;
}

namespace twb::ui {

class CopyButton;
class HolderForm;
class TextLabel;

/// The claims of an SD-JWT by their origin: always visible, disclosed, or only a digest (RFC 9901).
///
/// Over a token that was received, the boxes choose what a presentation shows, and “Copy presentation” copies it. Over
/// a copy that is issued here, they choose what the holder may keep back, with decoys, hash and the holder's key beside
/// them. A presentation can be bound to the holder's key anew.
class DisclosuresView : public QWidget {
    Q_OBJECT
public:
    explicit DisclosuresView(QWidget* parent = nullptr);

    void setDocument(workbench::TokenDocument* document);
    void render();
    QTreeWidget* list() const { return m_list; }

private:
    void takeTick(QTreeWidgetItem* row);
    void buildFoot();
    void renderFoot(const doctor::SelectiveFacts& facts);
    void connectIssuing();
    void connectHolder();
    std::vector<std::string> chosen() const;
    bool isIssuing() const;

    QPointer<workbench::TokenDocument> m_document;
    QTreeWidget* m_list;
    TextLabel* m_count;
    QPushButton* m_issue;
    QPushButton* m_holder; ///< opens the form below
    QWidget* m_hiding;     ///< decoys and hash of a copy that is issued here
    QSpinBox* m_decoys;
    QComboBox* m_hash;
    HolderForm* m_form;
    CopyButton* m_copy;
    doctor::SharedText m_text;    ///< the token that `m_left` is about
    std::set<std::string> m_left; ///< digests that are left out of the presentation
    std::shared_ptr<const doctor::SelectiveFacts> m_shown;
};

} // namespace twb::ui
