// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/base64url.h"
#include "bench/harness.h"
#include "bench/payloads.h"
#include "common/theme.h"
#include "editor/code_edit.h"
#include "editor/editor_workspace.h"
#include "keys/marked_clipboard.h"
#include "main_window/main_window.h"
#include "workbench/clipboard_guard.h"
#include "workbench/document_list.h"
#include "workbench/endpoint_session.h"
#include "workbench/issuer_session.h"
#include "workbench/key_import.h"
#include "workbench/key_maker.h"
#include "workbench/key_store.h"
#include "workbench/network_library.h"
#include "workbench/profile_store.h"
#include "workbench/ring_editor_keys.h"
#include "workbench/settings.h"
#include "json/text.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

/// The whole window as app/main.cpp builds it, and an application that looks at what its thread does.
namespace twb::bench {

inline constexpr std::size_t kilobyte = 1024;
inline constexpr std::size_t megabyte = 1024 * kilobyte;
inline constexpr int gaveUpAfter = 20'000; // milliseconds: something is broken, not slow

inline double milliseconds(const QElapsedTimer& timer) {
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Looks at each event that the GUI thread works on: when the frames end that show the pane, and how long the thread
/// was away at most.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        const QEvent::Type type = event->type(); // the event may be gone afterwards
        const double begin = m_depth++ == 0 ? cpuNanoseconds() : 0;
        const bool result = QApplication::notify(receiver, event);
        --m_depth;
        if (type == QEvent::Paint && receiver == pane) {
            m_panePainted = true;
        } else if (type == QEvent::UpdateRequest && receiver == window) {
            ++frames; // everything is painted and handed to the screen
            paneFrames += m_panePainted ? 1 : 0;
            m_panePainted = false;
        }
        if (m_depth == 0) {
            longest = std::max(longest, (cpuNanoseconds() - begin) / 1e6);
        }
        return result;
    }

    const QObject* pane = nullptr;
    const QObject* window = nullptr;
    int frames = 0;
    int paneFrames = 0;
    double longest = 0; ///< milliseconds of processor time of the longest event of all

private:
    int m_depth = 0;
    bool m_panePainted = false;
};

/// What is opened and typed in.
struct Load {
    const char* name;
    std::string payload; ///< JSON text
    const char* word;    ///< within a string of the payload: there is typed
    double limit;        ///< milliseconds from key to frame
};

/// As many claims as fit: the hard case, because each claim is a fact of its own.
inline std::string manyClaims(std::size_t octets) {
    std::string text = R"({"iss":"https://issuer.example","iat":1735689600,"exp":1735689900)";
    for (unsigned i = 0; text.size() + 2 < octets; ++i) {
        const std::string number = std::to_string(i);
        text += ",\"claim_" + number + "\":\"a value of usual length, number " + number + "\"";
    }
    return text + "}";
}

/// The text indented, and about as long as asked for then.
inline std::string indented(std::string (*make)(std::size_t), std::size_t octets) {
    json::Tape tape;
    std::string text = make(octets);
    if (!tape.parse(text)) {
        return {};
    }
    const std::size_t longer = json::pretty(tape).size();
    text = make(octets * octets / longer);
    return tape.parse(text) ? json::pretty(tape) : std::string();
}

/// The program, with one document that holds the payload and a secret.
class Program {
public:
    Program(WatchedApplication& application, const Load& load)
        : m_application(application) {
        m_settings.setMotion(workbench::MotionChoice::Off);
        m_theme.apply();
        m_window = std::make_unique<ui::MainWindow>(ui::Services{m_documents, m_settings, m_theme, m_keyMaker,
                                                                 m_profiles, m_keyRing, m_keyImport, m_keyStore,
                                                                 m_editorKeys, m_clipboard, m_endpoint, m_issuer});
        m_window->show();
        m_window->activateWindow();
        workbench::TokenDocument& document = this->document();
        document.setVerifySecret(Secret::fromText("example-caf-client-secret-0123456789abcdef"));
        document.pasteText(base64url::encode(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url::encode(load.payload) +
                           ".AAAA");
        document.setView(workbench::PartName::Payload, doctor::PartView::AsIs);
        edit = m_window->findChild<ui::CodeEdit*>(QStringLiteral("payloadEdit"));
        application.window = m_window.get();
        application.pane = edit->viewport();
        settle(300);
        edit->setFocus();
        edit->setCaretOffset(load.payload.find(load.word, load.payload.size() / 2) + 1);
        // The window's own slots were connected first: when this runs, every pane has been told.
        QObject::connect(&document, &workbench::TokenDocument::evaluated, edit,
                         [this](const doctor::SharedEvaluation& evaluation) {
                             answered = evaluation->revision;
                             framesBefore = m_application.frames;
                         });
    }
    ~Program() { m_application.window = m_application.pane = nullptr; }

    workbench::TokenDocument& document() { return *m_documents.current(); }
    workbench::DocumentList& documents() { return m_documents; }
    ui::MainWindow& window() { return *m_window; }
    ui::Theme& theme() { return m_theme; }
    void press(int key) { QTest::keyClick(edit, key % 10 == 9 ? Qt::Key_Backspace : Qt::Key(Qt::Key_A + key % 26)); }
    /// The pane shows what was asked for, and the copy is sound and signed.
    bool isSound(const Load& load) {
        const doctor::Version& copy = document().shownVersion();
        return document().shown() == workbench::ShownVersion::Copy && copy.reading->payload.isObject &&
               copy.signature.state == doctor::SignatureState::VerifiedSignedByYou &&
               std::size_t(edit->utf8().size()) + 1000 > load.payload.size();
    }
    /// Lets the window rest.
    void settle(int forMilliseconds) {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < forMilliseconds) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        }
    }

    ui::CodeEdit* edit = nullptr;
    std::uint64_t answered = 0; ///< revision of the newest answer that every pane was told
    int framesBefore = 0;       ///< so many frames were painted before that answer

private:
    WatchedApplication& m_application;
    const SystemClock m_clock;
    workbench::Settings m_settings{QStringLiteral(":/this-run-only.ini"), nullptr};
    ui::Theme m_theme;
    workbench::DocumentList m_documents{{&m_clock}};
    workbench::KeyMaker m_keyMaker;
    workbench::ProfileStore m_profiles;
    workbench::KeyRing m_keyRing{m_clock};
    workbench::KeyImport m_keyImport{&m_keyRing};
    workbench::KeyStore m_keyStore{&m_keyRing, QStringLiteral(":/this-run-only"), nullptr};
    workbench::EditorKeys m_editorKeys{&m_keyRing};
    workbench::ClipboardGuard m_clipboard{ui::markedClipboard()};
    workbench::IssuerSession m_issuer{m_keyRing, m_clock};
    workbench::EndpointSession m_endpoint{m_clock, std::make_unique<workbench::NetworkLibrary>()};
    std::unique_ptr<ui::MainWindow> m_window;
};

template <typename Condition>
bool waitFor(Condition condition) {
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
        if (timer.elapsed() > gaveUpAfter) {
            return false;
        }
    }
    return true;
}

} // namespace twb::bench
