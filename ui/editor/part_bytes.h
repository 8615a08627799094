// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/reading.h"

#include <QWidget>

namespace twb::ui {

class CodeEdit;
class IconButton;
class TextLabel;

/// The octets of one binary part of the token (signature, encrypted key, IV, ciphertext, tag, additional data) in hex.
/// Not seen until a part is chosen on the map.
class PartBytes : public QWidget {
    Q_OBJECT
public:
    explicit PartBytes(QWidget* parent = nullptr);

    static bool isBinary(char letter);
    /// Shows that part of the token; a letter that is no binary part closes it.
    void open(char letter, const doctor::Reading& reading);
    /// The same part of another token; closed where it has none.
    void render(const doctor::Reading& reading);
    CodeEdit* edit() const { return m_edit; }

private:
    TextLabel* m_caption;
    IconButton* m_close;
    CodeEdit* m_edit;
    char m_letter = 0;
};

} // namespace twb::ui
