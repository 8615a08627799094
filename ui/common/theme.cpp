// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"
#include "common/style.h"
#include "common/system_scheme.h"
#include <algorithm>
#include <QApplication>
#include <QFontDatabase>
#include <QToolTip>
#include <QWidget>

namespace twb::ui {

namespace {
Theme* s_current = nullptr;

/// Forced-colour desktops: only the few colours the system gives, so that states are told by icon and word.
QColor systemColor(const QPalette& system, Role role) {
    switch (role) {
    case Role::Window:
    case Role::Bar:
    case Role::Sunken:
        return system.color(QPalette::Window);
    case Role::Surface:
    case Role::Surface2:
    case Role::Line:
    case Role::AccentSoft:
    case Role::OkSoft:
    case Role::WarnSoft:
    case Role::ErrSoft:
    case Role::NeuSoft:
    case Role::OnAccent:
        return system.color(QPalette::Base);
    case Role::Sel:
        return system.color(QPalette::Highlight);
    case Role::Accent:
        return system.color(QPalette::Link);
    default:
        return system.color(QPalette::Text);
    }
}
} // namespace

Theme::Theme(QObject* parent)
    : QObject(parent)
    , m_systemPalette(QGuiApplication::palette())
    , m_systemFont(QFontDatabase::systemFont(QFontDatabase::GeneralFont)) {
    s_current = this;
    m_scheme = wantedScheme();
}

Theme::~Theme() {
    if (s_current == this)
        s_current = nullptr;
}

Theme& Theme::current() {
    if (s_current)
        return *s_current;
    // Made once and never destroyed, on purpose: it has no owner to order its end, and must outlive every widget.
    static Theme* const plain = [] {
        auto* made = new Theme;
        made->m_mode = ThemeMode::Light;
        made->m_scheme = Scheme::Light;
        made->m_motion = Motion::Off;
        return made;
    }();
    s_current = plain;
    return *s_current;
}

void Theme::apply() {
    if (!m_applied) {
        m_applied = true;
        QApplication::setStyle(new Style);
        m_system = new SystemScheme(this);
        connect(m_system, &SystemScheme::changed, this, &Theme::onSystemSchemeChanged);
        m_system->start();
    }
    refresh();
}

QColor Theme::color(Role role) const {
    if (m_mode == ThemeMode::SystemColours)
        return systemColor(m_systemPalette, role);
    return tableColor(role, m_scheme);
}

void Theme::setMode(ThemeMode mode) {
    if (m_mode == mode)
        return;
    m_mode = mode;
    refresh();
}

void Theme::setZoomPercent(int percent) {
    percent = std::clamp(percent, 80, 200);
    if (m_zoom == percent)
        return;
    m_zoom = percent;
    refresh();
}

void Theme::setMono(const QString& family, int step) {
    const QString known = QFontDatabase::hasFamily(family) ? family : QString();
    if (m_monoFamily == known && m_monoStep == step)
        return;
    m_monoFamily = known;
    m_monoStep = step;
    refresh();
    // The application's font is the same as before, so Qt says nothing to the widgets that measure by fonts::mono().
    for (QWidget* widget : QApplication::allWidgets()) {
        QEvent event(QEvent::FontChange);
        QApplication::sendEvent(widget, &event);
    }
}

void Theme::setDensity(Density density) {
    if (m_density == density)
        return;
    m_density = density;
    refresh();
}

void Theme::setMotion(Motion motion) {
    if (m_motion == motion)
        return;
    m_motion = motion;
    refresh();
}

QFont Theme::baseFont() const {
    QFont font = m_systemFont;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * m_zoom / 100.0);
    else
        font.setPixelSize(std::max(1, font.pixelSize() * m_zoom / 100));
    return font;
}

QPalette Theme::palette() const {
    if (m_mode == ThemeMode::SystemColours)
        return m_systemPalette;
    QPalette palette;
    const auto set = [&](QPalette::ColorRole target, Role role) { palette.setColor(target, color(role)); };
    set(QPalette::Window, Role::Window);
    set(QPalette::WindowText, Role::Text);
    set(QPalette::Base, Role::Surface);
    set(QPalette::AlternateBase, Role::Surface2);
    set(QPalette::Text, Role::Text);
    set(QPalette::PlaceholderText, Role::Text3);
    set(QPalette::Button, Role::Surface);
    set(QPalette::ButtonText, Role::Text);
    set(QPalette::Highlight, Role::Sel);
    set(QPalette::HighlightedText, Role::Text);
    set(QPalette::Link, Role::Accent);
    set(QPalette::LinkVisited, Role::Accent);
    set(QPalette::ToolTipBase, Role::Surface);
    set(QPalette::ToolTipText, Role::Text);
    set(QPalette::BrightText, Role::Err);
    set(QPalette::Light, Role::Surface);
    set(QPalette::Midlight, Role::Surface2);
    set(QPalette::Mid, Role::Border);
    set(QPalette::Dark, Role::Field);
    set(QPalette::Shadow, Role::Border);
    for (const auto target : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
                              QPalette::PlaceholderText, QPalette::Link})
        palette.setColor(QPalette::Disabled, target, color(Role::Text3));
    for (const auto target : {QPalette::Base, QPalette::Button, QPalette::AlternateBase, QPalette::Highlight})
        palette.setColor(QPalette::Disabled, target, color(Role::Sunken));
    return palette;
}

void Theme::onSystemSchemeChanged() {
    const bool lessMotion = m_system->wantsLessMotion();
    const bool otherScheme = m_mode == ThemeMode::System && wantedScheme() != m_scheme;
    if (otherScheme || lessMotion != m_systemLessMotion) {
        m_systemLessMotion = lessMotion;
        refresh();
    }
}

Scheme Theme::wantedScheme() const {
    switch (m_mode) {
    case ThemeMode::Light:
        return Scheme::Light;
    case ThemeMode::Dark:
        return Scheme::Dark;
    case ThemeMode::System:
        if (m_system && m_system->preference())
            return *m_system->preference();
        [[fallthrough]];
    case ThemeMode::SystemColours:
        break;
    }
    const bool dark =
        m_systemPalette.color(QPalette::Window).lightness() < m_systemPalette.color(QPalette::WindowText).lightness();
    return dark ? Scheme::Dark : Scheme::Light;
}

void Theme::refresh() {
    m_scheme = wantedScheme();
    if (m_applied) {
        const QPalette colours = palette();
        QApplication::setPalette(colours);
        QToolTip::setPalette(colours);
        const QFont font = baseFont();
        if (QApplication::font() != font)
            QApplication::setFont(font);
    }
    Q_EMIT changed();
}

QColor color(Role role) {
    return Theme::current().color(role);
}

} // namespace twb::ui
