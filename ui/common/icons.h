// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/theme.h"
#include <QIcon>
#include <QRect>
class QPainter;

namespace twb::ui {

/// The program's own drawings (ui.md §4); one file each in resources/icons.
enum class Icon {
    Editor,
    Keys,
    Endpoint,
    Issuer,
    Batch,
    Settings, // workspaces
    Ok,
    Err,
    Warn,
    Info,
    Neutral, // states; the shape alone tells which
    Clock,
    Profile,
    Lock,
    Eye,
    EyeOff,
    Repair,
    Pen,
    Compare,
    Undo,
    Copy,
    Upload,
    Download,
    Folder,
    File,
    Send,
    Search,
    Filter,
    History,
    Refresh,
    Link,
    Plus,
    X,
    More,
    Up,
    Down,
    Right,
    Wrap,
    Play,
    Stop,
    Token,
    Cert,
    Device,
    Shield,
    Plug,
    Count
};

/// Sizes at 100 % zoom, by where an icon stands.
inline constexpr int iconActivity = 22, iconFact = 22, iconFinding = 18, iconButton = 16, iconBadge = 14;

/// An icon in a theme colour. Nothing is read or drawn before it is first painted; it follows a change of theme by
/// itself and is crisp at every pixel ratio. Disabled: `text3`.
/// @param on  colour of the checked state.
QIcon icon(Icon name, Role role = Role::Text2, Role on = Role::Count);

/// Paints one icon centred in a rectangle; for widgets that paint themselves.
void paintIcon(QPainter& painter, const QRectF& place, Icon name, Role role, qreal size);

/// Name of the file in resources/icons, without ending: "editor", "eyeoff".
const char* iconFile(Icon name);

} // namespace twb::ui
