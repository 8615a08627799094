// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/pane_frame.h"
#include "doctor/evaluation.h"

class QTextBrowser;

namespace twb::ui {

/// The foldable “How the signature is made” under the Encoded pane; for an encrypted token “How the encryption is
/// made”.
class SignatureRecipe : public PaneFrame {
    Q_OBJECT
public:
    explicit SignatureRecipe(QWidget* parent = nullptr);

    void render(const doctor::Version& version);
    bool isOpen() const { return m_open; }
    void setOpen(bool open);

Q_SIGNALS:
    void openChanged(bool open);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void applyFonts();
    void fitHeight();

    IconButton* m_fold;
    QTextBrowser* m_text;
    doctor::Version m_version; ///< what is shown, for a change of the theme
    bool m_open = true;
};

} // namespace twb::ui
