// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QPointer>
#include <QWidget>

class QLineEdit;

namespace twb::workbench {
class TokenDocument;
}

namespace twb::ui {

/// The request with which a DPoP proof came (RFC 9449 §4.3): the method and the address that "htm" and "htu" must name.
class ProofRequestRow : public QWidget {
    Q_OBJECT
public:
    explicit ProofRequestRow(QWidget* parent = nullptr);

    void setDocument(workbench::TokenDocument* document);
    void render();
    void setCaptionWidth(int width) { m_caption->setMinimumWidth(width); }
    /// In the order of the Tab key.
    QList<QWidget*> focusStops() const;

private:
    void take();

    QPointer<workbench::TokenDocument> m_document;
    QWidget* m_caption;
    QLineEdit* m_method;
    QLineEdit* m_url;
};

} // namespace twb::ui
