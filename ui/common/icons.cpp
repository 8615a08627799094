// SPDX-License-Identifier: Apache-2.0
#include "common/icons.h"
#include <array>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

/// A static library's resources are registered by hand; the macro must stand outside every namespace.
static void registerResources() {
    Q_INIT_RESOURCE(resources);
}

namespace twb::ui {

namespace {
constexpr std::array files = {
    "editor",  "keys",    "endpoint", "issuer",  "batch",    "settings", "ok",     "err",    "warn",
    "info",    "neutral", "clock",    "profile", "lock",     "eye",      "eyeoff", "repair", "pen",
    "compare", "undo",    "copy",     "upload",  "download", "folder",   "file",   "send",   "search",
    "filter",  "history", "refresh",  "link",    "plus",     "x",        "more",   "up",     "down",
    "right",   "wrap",    "play",     "stop",    "token",    "cert",     "device", "shield", "plug",
};
static_assert(files.size() == std::size_t(Icon::Count));

QPixmap tinted(Icon name, const QColor& colour, const QSize& pixels) {
    const QString key = QStringLiteral("twb/%1/%2/%3x%4")
                            .arg(int(name))
                            .arg(colour.rgba(), 0, 16)
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    static const bool registered = (registerResources(), true);
    Q_UNUSED(registered)
    QFile file(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(iconFile(name))));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
    result = QPixmap(pixels);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    QSvgRenderer renderer(drawing);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
    painter.end();
    QPixmapCache::insert(key, result);
    return result;
}

/// Holds a name and two roles; asks the theme at each painting, so that a change of theme needs no new icons.
class ThemedEngine : public QIconEngine {
public:
    ThemedEngine(Icon name, Role role, Role on)
        : m_name(name)
        , m_role(role)
        , m_on(on) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return tinted(m_name, color(roleFor(mode, state)), size);
    }
    /// Here size is in device pixels already.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
        QPixmap result = pixmap(size, mode, state);
        result.setDevicePixelRatio(scale);
        return result;
    }
    QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override { return size; }
    QString key() const override { return QStringLiteral("twb"); }
    QIconEngine* clone() const override { return new ThemedEngine(*this); }

private:
    Role roleFor(QIcon::Mode mode, QIcon::State state) const {
        if (mode == QIcon::Disabled)
            return Role::Text3;
        return state == QIcon::On && m_on != Role::Count ? m_on : m_role;
    }
    Icon m_name;
    Role m_role, m_on;
};
} // namespace

const char* iconFile(Icon name) {
    return files[std::size_t(name)];
}

QIcon icon(Icon name, Role role, Role on) {
    return QIcon(new ThemedEngine(name, role, on));
}

void paintIcon(QPainter& painter, const QRectF& place, Icon name, Role role, qreal size) {
    const qreal ratio = painter.device()->devicePixelRatioF();
    QPixmap pixmap = tinted(name, color(role), (QSizeF(size, size) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    // On whole device pixels, or thin strokes become grey.
    const QPointF corner = place.center() - QPointF(size, size) / 2;
    painter.drawPixmap(QPointF(qRound(corner.x() * ratio) / ratio, qRound(corner.y() * ratio) / ratio), pixmap);
}

} // namespace twb::ui
