// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <QPointer>
#include <QWidget>
#include <string>
#include <vector>

class QLineEdit;
class QToolButton;

namespace twb::workbench {
class TokenDocument;
}

namespace twb::ui {

class ProofRequestRow;

/// The access token with which a DPoP proof came (RFC 9449): pasted, or taken from another tab; below it the request
/// with which both came. Seen for proofs only.
class AccessTokenRow : public QWidget {
    Q_OBJECT
public:
    explicit AccessTokenRow(QWidget* parent = nullptr);

    /// A token that is open elsewhere.
    struct Candidate {
        QString title;
        std::string token;
    };
    /// Gives those that can be chosen, when the menu opens. Unset, or none: the button is off.
    void setSource(std::function<std::vector<Candidate>()> source);
    void setDocument(workbench::TokenDocument* document);
    void render();
    /// What the captions of its rows need, so that the rows above align theirs.
    int captionWidth() const;
    /// In the order of the Tab key.
    QList<QWidget*> focusStops() const;

private:
    void fill();

    QPointer<workbench::TokenDocument> m_document;
    std::function<std::vector<Candidate>()> m_source;
    QWidget* m_caption;
    QLineEdit* m_edit;
    QToolButton* m_tabs;
    ProofRequestRow* m_request;
};

} // namespace twb::ui
