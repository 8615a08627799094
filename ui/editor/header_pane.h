// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "editor/json_pane.h"

class QStackedWidget;

namespace twb::ui {

class AlgorithmChoice;
class EncryptionChoice;
class SwitchRow;
class TextLabel;

/// The pane “Header”: the JSON and the choice of algorithm, which move each other through the document. An encrypted
/// token has two: how its key travels, and how its content is encrypted. In JSON form a switch leads to the headers
/// beside the protected one.
class HeaderPane : public JsonPane {
    Q_OBJECT
public:
    explicit HeaderPane(workbench::Settings& settings, QWidget* parent = nullptr);

    void render() override;
    void setNarrow(bool narrow);
    AlgorithmChoice* algorithms() const { return m_algorithms; }

    EncryptionChoice* keyManagement() const { return m_management; }
    EncryptionChoice* contentEncryption() const { return m_content; }

    SwitchRow* places() const { return m_places; }
    CodeEdit* beside() const { return m_beside; }

private:
    /// The choices of the switch.
    enum Place { ProtectedPlace, OwnPlace, SharedPlace };
    void showKind();
    void showPlaces();
    void showBeside();
    void takeBeside(const QByteArray& utf8);

    TextLabel* m_caption;
    AlgorithmChoice* m_algorithms;
    TextLabel* m_keyCaption;
    EncryptionChoice* m_management;
    TextLabel* m_contentCaption;
    EncryptionChoice* m_content;
    SwitchRow* m_places;
    QStackedWidget* m_editors;
    CodeEdit* m_beside;        ///< the header beside the protected one that is shown
    std::string m_besideShown; ///< what the token says there; other text in the editor is not taken over yet
    bool m_narrow = false;
};

} // namespace twb::ui
