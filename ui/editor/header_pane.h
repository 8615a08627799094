// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "editor/json_pane.h"

namespace twb::ui {

class AlgorithmChoice;
class EncryptionChoice;
class TextLabel;

/// The pane “Header”: the JSON and the choice of algorithm, which move each other through the document. An encrypted
/// token has two: how its key travels, and how its content is encrypted.
class HeaderPane : public JsonPane {
    Q_OBJECT
public:
    explicit HeaderPane(workbench::Settings& settings, QWidget* parent = nullptr);

    void render() override;
    void setNarrow(bool narrow);
    AlgorithmChoice* algorithms() const { return m_algorithms; }

    EncryptionChoice* keyManagement() const { return m_management; }
    EncryptionChoice* contentEncryption() const { return m_content; }

private:
    void showKind();

    TextLabel* m_caption;
    AlgorithmChoice* m_algorithms;
    TextLabel* m_keyCaption;
    EncryptionChoice* m_management;
    TextLabel* m_contentCaption;
    EncryptionChoice* m_content;
    bool m_narrow = false;
};

} // namespace twb::ui
