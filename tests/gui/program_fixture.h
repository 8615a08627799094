// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/activity_bar.h"
#include "common/theme.h"
#include "endpoint/endpoint_workspace.h"
#include "issuer/settings.h"
#include "keys/marked_clipboard.h"
#include "main_window/main_window.h"
#include "workbench/clipboard_guard.h"
#include "workbench/document_list.h"
#include "workbench/endpoint_session.h"
#include "workbench/issuer_session.h"
#include "workbench/key_import.h"
#include "workbench/key_maker.h"
#include "workbench/key_ring.h"
#include "workbench/key_store.h"
#include "workbench/network_library.h"
#include "workbench/profile_store.h"
#include "workbench/ring_editor_keys.h"
#include "workbench/settings.h"

#include <atomic>
#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace twb::test {

/// The system's clock, which a test may set forward. Any thread.
class MovableClock final : public Clock {
public:
    Time now() const override { return m_system.now() + std::chrono::seconds(m_ahead.load()); }
    PreciseTime preciseNow() const override { return m_system.preciseNow() + std::chrono::seconds(m_ahead.load()); }
    void advance(std::chrono::seconds by) const { m_ahead += by.count(); }

private:
    SystemClock m_system;
    mutable std::atomic<std::int64_t> m_ahead{0};
};

/// Everything that main() makes.
struct Program {
    QTemporaryDir folder;
    MovableClock clock;
    workbench::Settings settings{folder.filePath(QStringLiteral("settings.ini")), nullptr};
    workbench::DocumentList documents{{&clock}};
    workbench::KeyMaker keyMaker;
    workbench::ProfileStore profileStore;
    workbench::KeyRing keyRing{clock};
    workbench::KeyImport keyImport{&keyRing};
    workbench::KeyStore keyStore{&keyRing, folder.filePath(QStringLiteral("data")), nullptr};
    workbench::EditorKeys editorKeys{&keyRing};
    workbench::ClipboardGuard clipboard{ui::markedClipboard()};
    workbench::EndpointSession endpoint{clock, std::make_unique<workbench::NetworkLibrary>()};
    workbench::IssuerSession issuer{keyRing, clock};
};

/// The whole window over a program, and what a person does in its Endpoint workspace.
struct ProgramWindow {
    explicit ProgramWindow(ui::Theme& theme)
        : window({p.documents, p.settings, theme, p.keyMaker, p.profileStore, p.keyRing, p.keyImport, p.keyStore,
                  p.editorKeys, p.clipboard, p.endpoint, p.issuer}) {
        window.resize(1280, 820);
        window.show();
    }

    template <typename Widget>
    Widget* find(const QString& name) const {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto* found = window.findChild<Widget*>(name);
        if (!found) {
            qFatal("%s is missing", qPrintable(name));
        }
        return found;
    }
    template <typename Value>
    void pick(const QString& name, const Value& value) const {
        auto* box = find<QComboBox>(name);
        const int index = box->findData(value);
        if (index < 0) {
            qFatal("%s has no such choice", qPrintable(name));
        }
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    void press(const QString& name) const { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
    void type(const QString& name, const QString& text) const {
        auto* edit = find<QLineEdit>(name);
        edit->setText(text);
        Q_EMIT edit->textEdited(text);
    }
    /// Opens the workspace, chooses the preset and lets the local issuer fill the form. @return false: it did not
    bool tryLocally(const QString& preset) {
        window.actions()[ui::ActionId::EndpointWorkspace]->trigger();
        pick(QStringLiteral("endpointPreset"), preset);
        return fillLocally();
    }
    bool fillLocally() {
        press(QStringLiteral("endpointLocalTrial"));
        const bool filled = QTest::qWaitFor(
            [&] {
                const auto& request = p.endpoint.preview().request;
                return p.issuer.running() && request && request->url.starts_with(p.issuer.address().toStdString());
            },
            20'000);
        QTest::qWait(30); // rows that came are laid out
        return filled;
    }

    Program p;
    ui::MainWindow window;
};

} // namespace twb::test
