// SPDX-License-Identifier: Apache-2.0
#pragma once
class QWidget;

namespace twb::ui {

class Actions;

/// A modeless list of all actions with their shortcuts, read from the action table. One at a time.
void showShortcutsWindow(const Actions& actions, QWidget* parent);
/// Version, libraries, licence; modeless.
void showAboutWindow(QWidget* parent);

} // namespace twb::ui
