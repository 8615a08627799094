// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "editor/json_pane.h"

namespace twb::ui {

class AlgorithmChoice;
class TextLabel;

/// The pane “Header”: the JSON and the choice of algorithm, which move each other through the document.
class HeaderPane : public JsonPane {
    Q_OBJECT
public:
    explicit HeaderPane(workbench::Settings& settings, QWidget* parent = nullptr);

    void render() override;
    void setNarrow(bool narrow);
    AlgorithmChoice* algorithms() const { return m_algorithms; }

private:
    TextLabel* m_caption;
    AlgorithmChoice* m_algorithms;
};

} // namespace twb::ui
