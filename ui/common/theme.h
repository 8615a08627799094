// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

namespace twb::ui {

class SystemScheme;

/// Every colour of the window, by what it is for (ui.md §3). Widgets never write a colour value themselves.
enum class Role {
    Window,
    Bar,
    Surface,
    Surface2,
    Sunken,
    Line,
    Sel,
    Border,
    Field, // grounds and outlines
    Text,
    Text2,
    Text3,
    Accent,
    OnAccent,
    AccentSoft,
    Ok,
    OkSoft,
    OkLine,
    Warn,
    WarnSoft,
    WarnLine,
    Err,
    ErrSoft,
    ErrLine,
    Neu,
    NeuSoft,
    NeuLine,
    SegH,
    SegP,
    SegS,
    SegC,
    SegT,
    Dot, // token parts; never good or bad
    JKey,
    JStr,
    JNum,
    JLit,
    JPun, // JSON
    Count
};

/// What the reader chose in Settings.
enum class ThemeMode { System, Light, Dark, SystemColours };
/// What is on the screen now.
enum class Scheme { Light, Dark };
/// Comfortable rows, or the lower ones for small windows.
enum class Density { Normal, Compact };
/// Fades and folds; off in tests and when the system asks for reduced motion.
enum class Motion { Off, On };

/// The look of the whole program: colours, zoom, density, motion. One object, made by main() before any widget and
/// reached everywhere by current(); without one (a test of one widget) current() is a plain light look.
///
/// A widget that paints itself asks color() inside paintEvent and needs nothing else: every change of the theme sends
/// a palette and a font change to all widgets, which repaint. Objects that keep colours (highlighters, text formats)
/// connect to changed(). GUI thread only.
class Theme : public QObject {
    Q_OBJECT
public:
    /// Becomes current(). Nothing is shown or applied before apply().
    explicit Theme(QObject* parent = nullptr);
    ~Theme() override;

    /// The look in force.
    static Theme& current();

    /// Puts style, palette and fonts on the application and starts to follow the desktop's light or dark choice.
    /// The question to the desktop portal is asynchronous: nothing waits for its answer.
    void apply();

    QColor color(Role role) const;
    ThemeMode mode() const { return m_mode; }
    Scheme scheme() const { return m_scheme; }
    int zoomPercent() const { return m_zoom; }
    /// What the editors are written in: a family, empty for the one of the design's list; and how many pixels larger
    /// than usual, at zoom 100.
    QString monoFamily() const { return m_monoFamily; }
    int monoStep() const { return m_monoStep; }
    Density density() const { return m_density; }
    /// Off by choice, or because the desktop asks for it.
    Motion motion() const { return m_systemLessMotion ? Motion::Off : m_motion; }

    void setMode(ThemeMode mode);
    /// 80 to 200; others are clamped.
    void setZoomPercent(int percent);
    /// A family that is not installed counts as none.
    void setMono(const QString& family, int step);
    void setDensity(Density density);
    void setMotion(Motion motion);

    /// The system's own font at the zoom in force: the font of the application.
    QFont baseFont() const;
    /// The palette for a scheme, with the Disabled group set (ui.md §3 "Palette").
    QPalette palette() const;

    /// The fixed value of the table for one scheme, whatever is on the screen.
    static QColor tableColor(Role role, Scheme scheme);

Q_SIGNALS:
    /// Colours, fonts, zoom, density or motion are different now.
    void changed();

private Q_SLOTS:
    void onSystemSchemeChanged();

private:
    void refresh();
    Scheme wantedScheme() const;

    ThemeMode m_mode = ThemeMode::System;
    Scheme m_scheme = Scheme::Light;
    int m_zoom = 100;
    QString m_monoFamily;
    int m_monoStep = 0;
    Density m_density = Density::Normal;
    Motion m_motion = Motion::On;
    bool m_systemLessMotion = false;
    bool m_applied = false;
    QPalette m_systemPalette;
    QFont m_systemFont;
    SystemScheme* m_system = nullptr;
};

/// Short for Theme::current().color(role).
QColor color(Role role);

} // namespace twb::ui
