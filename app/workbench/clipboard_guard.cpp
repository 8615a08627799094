// SPDX-License-Identifier: Apache-2.0
#include "workbench/clipboard_guard.h"

namespace twb::workbench {
namespace {
constexpr auto defaultDelay = std::chrono::seconds(45);
}

ClipboardGuard::ClipboardGuard(Clipboard clipboard, QObject* parent)
    : QObject(parent)
    , m_clipboard(std::move(clipboard)) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(defaultDelay);
    connect(&m_timer, &QTimer::timeout, this, &ClipboardGuard::clearNow);
}

void ClipboardGuard::copySecret(const Secret& text) {
    const std::string_view view = asText(text.reveal());
    m_clipboard.write(QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size())));
    m_copied = text.clone();
    m_timer.start();
}

void ClipboardGuard::clearNow() {
    QByteArray there = m_clipboard.read().toUtf8();
    const bool same = Secret::equalInConstantTime(
        ByteView(reinterpret_cast<const std::uint8_t*>(there.constData()), static_cast<std::size_t>(there.size())),
        m_copied.reveal());
    wipeMemory(there.data(), static_cast<std::size_t>(there.size()));
    m_copied.wipe();
    if (same) {
        m_clipboard.clear();
        Q_EMIT cleared();
    }
}

} // namespace twb::workbench
