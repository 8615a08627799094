// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/qr_code.h"

#include <QImage>
#include <QWidget>

namespace twb::ui {

/// A QR code, as large as there is room for in whole pixels. Dark on white in every theme: many readers know no other.
class QrView : public QWidget {
    Q_OBJECT
public:
    explicit QrView(QWidget* parent = nullptr);

    /// Encodes a text that may be seen by anybody; an empty one clears the view.
    /// @errors those of workbench::encodeQr(); the view is empty then
    Result<void> setText(std::string_view text);
    bool isEmpty() const { return m_code.side == 0; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    workbench::QrCode m_code;
};

/// The code with its quiet zone, @p scale pixels for a module.
QImage qrImage(const workbench::QrCode& code, int scale);

} // namespace twb::ui
