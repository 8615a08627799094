// SPDX-License-Identifier: Apache-2.0
#include "keys/qr_view.h"
#include "common/metrics.h"
#include "common/theme.h"

#include <QPainter>

namespace twb::ui {

namespace {
constexpr int quietZone = 4; // modules, ISO/IEC 18004
constexpr int startSide = 200;
} // namespace

QImage qrImage(const workbench::QrCode& code, int scale) {
    const int side = (code.side + 2 * quietZone) * scale;
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    for (int y = 0; y < code.side; ++y)
        for (int x = 0; x < code.side; ++x)
            if (code.dark(x, y))
                painter.fillRect((x + quietZone) * scale, (y + quietZone) * scale, scale, scale, Qt::black);
    return image;
}

QrView::QrView(QWidget* parent)
    : QWidget(parent) {
    setObjectName(QStringLiteral("keyQrView"));
    setFocusPolicy(Qt::NoFocus);
}

Result<void> QrView::setText(std::string_view text) {
    m_code = {};
    update();
    setAccessibleName(tr("QR code of the public key"));
    if (text.empty())
        return {};
    auto code = workbench::encodeQr(text);
    if (!code)
        return passOn(code);
    m_code = std::move(*code);
    setAccessibleDescription(tr("Holds the public JWK, %n characters", nullptr, static_cast<int>(text.size())));
    return {};
}

QSize QrView::sizeHint() const {
    return {metrics::width(startSide), metrics::height(startSide)};
}

void QrView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Surface2));
    if (isEmpty())
        return;
    // Whole device pixels for a module: a blurred code is hard to read.
    const qreal ratio = devicePixelRatioF();
    const int room = static_cast<int>(std::min(width(), height()) * ratio);
    const int scale = std::max(1, room / (m_code.side + 2 * quietZone));
    QImage image = qrImage(m_code, scale);
    image.setDevicePixelRatio(ratio);
    const qreal side = image.width() / ratio;
    painter.drawImage(QPointF((width() - side) / 2, (height() - side) / 2), image);
}

} // namespace twb::ui
