// SPDX-License-Identifier: Apache-2.0
// Key press to painted frame in the whole window, as app/main.cpp builds it: a token is open, a secret is there and
// each key in the payload signs anew. Prints a table; exit code 1 if a figure is over its limit (16 ms for 10 KB, 50 ms
// for 1 MB, at the 95th percentile), 2 if something does not work at all.
//
// bench_gui_window [--quick] [ROW]: --quick only sees that everything runs; ROW takes the rows whose name begins so.
#include "base/base64url.h"
#include "bench/harness.h"
#include "bench/payloads.h"
#include "common/theme.h"
#include "editor/code_edit.h"
#include "editor/editor_workspace.h"
#include "main_window/main_window.h"
#include "workbench/document_list.h"
#include "workbench/key_maker.h"
#include "workbench/settings.h"
#include "workbench/template_list.h"
#include "json/text.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

namespace {

using namespace twb;
using namespace std::chrono_literals;

constexpr std::size_t kilobyte = 1024;
constexpr std::size_t megabyte = 1024 * kilobyte;
constexpr int gaveUpAfter = 20'000; // milliseconds: something is broken, not slow

double milliseconds(const QElapsedTimer& timer) {
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Looks at each event that the GUI thread works on: when the frames end that show the pane, and how long the thread
/// was away at most.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        const QEvent::Type type = event->type(); // the event may be gone afterwards
        QElapsedTimer timer;
        timer.start();
        ++m_depth;
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
            longest = std::max(longest, milliseconds(timer));
        }
        return result;
    }

    const QObject* pane = nullptr;
    const QObject* window = nullptr;
    int frames = 0;
    int paneFrames = 0;
    double longest = 0; ///< milliseconds of the longest event of all

private:
    int m_depth = 0;
    bool m_panePainted = false;
};

struct Row {
    const char* name;
    std::string payload; ///< JSON text
    const char* word;    ///< within a string of the payload: there is typed
    double limit;        ///< milliseconds
};

/// As many claims as fit: the hard case, because each claim is a fact of its own.
std::string manyClaims(std::size_t octets) {
    std::string text = R"({"iss":"https://issuer.example","iat":1735689600,"exp":1735689900)";
    for (unsigned i = 0; text.size() + 2 < octets; ++i) {
        const std::string number = std::to_string(i);
        text += ",\"claim_" + number + "\":\"a value of usual length, number " + number + "\"";
    }
    return text + "}";
}

/// The text indented, and about as long as asked for then.
std::string indented(std::string (*make)(std::size_t), std::size_t octets) {
    json::Tape tape;
    std::string text = make(octets);
    if (!tape.parse(text)) {
        return {};
    }
    const std::size_t longer = json::pretty(tape).size();
    text = make(octets * octets / longer);
    return tape.parse(text) ? json::pretty(tape) : std::string();
}

std::vector<Row> rows() {
    return {
        {"10 KB pretty", indented(manyClaims, 10 * kilobyte), "value", 16},
        {"10 KB minified", manyClaims(10 * kilobyte), "value", 16},
        {"1 MB pretty, nested", indented(bench::payload, megabyte), "Silva", 50},
        {"1 MB minified, nested", bench::payload(megabyte), "Silva", 50},
        {"1 MB pretty, many claims", indented(manyClaims, megabyte), "value", 50},
        {"1 MB minified, many claims", manyClaims(megabyte), "value", 50},
    };
}

/// The program, with one document that holds the payload and a secret.
class Program {
public:
    Program(WatchedApplication& application, const Row& row)
        : m_application(application) {
        m_theme.setMotion(ui::Motion::Off);
        m_theme.apply();
        m_window = std::make_unique<ui::MainWindow>(m_documents, m_settings, m_theme, m_keyMaker, m_templates);
        m_window->show();
        m_window->activateWindow();
        workbench::TokenDocument& document = this->document();
        document.setVerifySecret(Secret::fromText("example-caf-client-secret-0123456789abcdef"));
        document.pasteText(base64url::encode(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url::encode(row.payload) +
                           ".AAAA");
        document.setView(workbench::PartName::Payload, doctor::PartView::AsIs);
        edit = m_window->findChild<ui::CodeEdit*>(QStringLiteral("payloadEdit"));
        application.window = m_window.get();
        application.pane = edit->viewport();
        settle(300);
        edit->setFocus();
        edit->setCaretOffset(row.payload.find(row.word, row.payload.size() / 2) + 1);
        // The window's own slots were connected first: when this runs, every pane has been told.
        QObject::connect(&document, &workbench::TokenDocument::evaluated, edit,
                         [this](const doctor::SharedEvaluation& evaluation) {
                             answered = evaluation->revision;
                             framesBefore = m_application.frames;
                         });
    }
    ~Program() { m_application.window = m_application.pane = nullptr; }

    workbench::TokenDocument& document() { return *m_documents.current(); }
    void press(int key) { QTest::keyClick(edit, key % 10 == 9 ? Qt::Key_Backspace : Qt::Key(Qt::Key_A + key % 26)); }
    /// The pane shows what was asked for, and the copy is sound and signed.
    bool isSound(const Row& row) {
        const doctor::Version& copy = document().shownVersion();
        return document().shown() == workbench::ShownVersion::Copy && copy.reading->payload.isObject &&
               copy.signature.state == doctor::SignatureState::VerifiedSignedByYou &&
               std::size_t(edit->utf8().size()) + 1000 > row.payload.size();
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
    int framesBefore = 0;       ///< that answer

private:
    WatchedApplication& m_application;
    const SystemClock m_clock;
    workbench::Settings m_settings{QStringLiteral(":/this-run-only.ini"), nullptr};
    ui::Theme m_theme;
    workbench::DocumentList m_documents{{&m_clock}};
    workbench::KeyMaker m_keyMaker;
    const workbench::TemplateList m_templates;
    std::unique_ptr<ui::MainWindow> m_window;
};

struct Times {
    std::vector<double> frame;    ///< key press to painted frame
    std::vector<double> frameCpu; ///< processor time of the GUI thread for that
    std::vector<double> all;      ///< key press to the frame that shows the answer in every pane
    double longest = 0;           ///< the longest event that the GUI thread worked on
    bool broken = false;
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

/// One key after the other, each when the window rests.
Times typeCalmly(WatchedApplication& application, Program& program, int keys) {
    Times times;
    application.longest = 0;
    for (int key = 0; key < keys; ++key) {
        program.settle(5);
        const int paneFrames = application.paneFrames;
        const std::uint64_t revision = program.document().revision();
        QElapsedTimer timer;
        timer.start();
        const double cpu = bench::cpuNanoseconds();
        program.press(key);
        times.broken |= !waitFor([&] { return application.paneFrames > paneFrames; });
        times.frame.push_back(milliseconds(timer));
        times.frameCpu.push_back((bench::cpuNanoseconds() - cpu) / 1e6);
        times.broken |= program.document().revision() == revision;
        times.broken |= !waitFor([&] { return program.answered == program.document().revision(); });
        // The answer changes the signature: one more frame comes.
        times.broken |= !waitFor([&] { return application.frames > program.framesBefore; });
        times.all.push_back(milliseconds(timer));
    }
    times.longest = application.longest;
    return times;
}

/// A key that is held down: 30 a second, whether or not the window keeps up. The time counts from when a key was due.
Times typeFast(WatchedApplication& application, Program& program, int keys) {
    constexpr double gap = 1000.0 / 30;
    Times times;
    application.longest = 0;
    QElapsedTimer timer;
    timer.start();
    for (int key = 0; key < keys; ++key) {
        const double due = key * gap;
        while (milliseconds(timer) < due) {
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 1);
        }
        const int paneFrames = application.paneFrames;
        program.press(key);
        times.broken |= !waitFor([&] { return application.paneFrames > paneFrames; });
        times.frame.push_back(milliseconds(timer) - due);
    }
    times.longest = application.longest;
    program.settle(200);
    return times;
}

double percentile95(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() * 95 / 100];
}

/// @return whether the row is within its limit.
bool report(const Row& row, const Times& calm, const Times& fast) {
    const double p95 = percentile95(calm.frame);
    const double fastP95 = percentile95(fast.frame);
    const bool met = p95 <= row.limit;
    std::printf("%-28s %7.1f %7.1f %7.1f %9.1f %9.1f %9.1f %6.0f  %s\n", row.name, bench::median(calm.frame), p95,
                percentile95(calm.frameCpu), percentile95(calm.all), fastP95, std::max(calm.longest, fast.longest),
                row.limit, met ? "met" : "MISSED");
    std::fflush(stdout);
    return met;
}

} // namespace

int main(int argc, char** argv) {
    WatchedApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const bool quick = arguments.contains(QStringLiteral("--quick"));
    const QString only = arguments.isEmpty() || arguments.last().startsWith(u'-') ? QString() : arguments.last();
    const int keys = quick ? 3 : 100;
    std::printf("%-28s %7s %7s %7s %9s %9s %9s %6s\n", "milliseconds", "median", "p95", "cpu p95", "all p95",
                "held p95", "longest", "limit");
    bool met = true;
    for (const Row& row : rows()) {
        if (!QString::fromLatin1(row.name).startsWith(only)) {
            continue;
        }
        Program program(application, row);
        const Times calm = typeCalmly(application, program, keys);
        const Times fast = typeFast(application, program, keys);
        if (calm.broken || fast.broken || !program.isSound(row)) {
            std::printf("%-28s a key was lost, or no frame came, or no answer\n", row.name);
            return 2;
        }
        met &= report(row, calm, fast) || quick;
    }
    std::printf(
        "cpu: the GUI thread alone. all: the answer shown in every pane. held: 30 keys a second, from when a key "
        "was due.\nlongest: one event that the GUI thread worked on.\n");
    return met ? 0 : 1;
}
