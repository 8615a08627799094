// SPDX-License-Identifier: Apache-2.0
// How long the GUI thread is away at most while a reader does other things than typing in the payload, with a megabyte
// open in the whole window. Processor time of the longest single event; exit code 1 if one is over 50 ms.
//
// bench_gui_stalls [--quick] [ROW]: --quick only sees that everything runs; ROW takes the rows whose names begin so.
#include "bench/whole_window.h"
#include "common/switch_row.h"
#include "editor/token_view.h"

#include <QClipboard>
#include <QTimer>

namespace {

using namespace twb::bench;
using namespace twb;

constexpr double limit = 50;

/// Does it within an event of its own, waits until the window rests, and says how long the longest event was.
template <typename Action>
double longestOf(WatchedApplication& application, Program& program, Action action, int restMilliseconds = 400) {
    program.settle(20);
    application.longest = 0;
    bool done = false;
    QTimer::singleShot(0, &program.window(), [&] {
        action();
        done = true;
    });
    waitFor([&] { return done; });
    program.settle(50);
    waitFor([&] { return program.answered >= program.document().revision(); });
    program.settle(restMilliseconds); // what comes after a pause in typing belongs to it
    return application.longest;
}

class Stalls {
public:
    Stalls(WatchedApplication& application, const Load& load)
        : m_application(application)
        , m_load(load) {}

    void measure(bool quick) {
        m_application.longest = 0;
        Program program(m_application, m_load);
        row("open the token", m_application.longest);
        ui::CodeEdit& edit = *program.edit;
        auto& encoded = *program.window().findChild<ui::TokenView*>(QStringLiteral("encodedView"));
        auto& header = *program.window().findChild<ui::CodeEdit*>(QStringLiteral("headerEdit"));
        auto& views = *program.window().findChild<ui::SwitchRow*>(QStringLiteral("payloadSwitch"));
        const auto run = [&](const char* what, auto action) { row(what, longestOf(m_application, program, action)); };
        run("first key: the copy is made", [&] { program.press(1); });
        run("caret to the end", [&] { QTest::keyClick(&edit, Qt::Key_End, Qt::ControlModifier); });
        run("type at the end", [&] { QTest::keyClick(&edit, Qt::Key_Space); });
        run("undo", [&] { QTest::keyClick(&edit, Qt::Key_Z, Qt::ControlModifier); });
        if (quick) {
            return;
        }
        run("select everything", [&] { QTest::keyClick(&edit, Qt::Key_A, Qt::ControlModifier); });
        run("caret to the start", [&] { QTest::keyClick(&edit, Qt::Key_Home, Qt::ControlModifier); });
        run("resize the window", [&] { program.window().resize(1500, 900); });
        run("other colours", [&] { program.theme().setMode(ui::ThemeMode::Dark); });
        run("larger text", [&] { program.theme().setZoomPercent(120); });
        run("type in the header", [&] { QTest::keyClick(&header, Qt::Key_Space); });
        run("caret in the token", [&] { encoded.setCaretOffset(m_load.payload.size() / 2); });
        run("type in the token", [&] { QTest::keyClick(&encoded, Qt::Key_A); });
        run("back to the original", [&] { program.document().backToOriginal(); });
        run("claims as a table", [&] { views.setCurrentIndex(1); });
        row("a second passes", longestOf(
                                   m_application, program, [] {}, 1100));
        run("paste the token again", [&] { program.document().pasteText(program.document().encodedText()); });
        views.setCurrentIndex(0);
        run("another tab", [&] { program.documents().openNew(); });
        run("back to the tab", [&] { program.documents().setCurrent(0); });
        QGuiApplication::clipboard()->setText(QString::fromStdString(m_load.payload));
        edit.selectAll();
        run("paste the payload", [&] { edit.paste(); });
    }

    double worst() const { return m_worst; }

private:
    void row(const char* what, double longest) {
        m_worst = std::max(m_worst, longest);
        std::printf("%-28s %-28s %8.1f  %s\n", m_load.name, what, longest, longest <= limit ? "met" : "MISSED");
        std::fflush(stdout);
    }

    WatchedApplication& m_application;
    const Load& m_load;
    double m_worst = 0;
};

} // namespace

int main(int argc, char** argv) {
    WatchedApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const bool quick = arguments.contains(QStringLiteral("--quick"));
    const QString only = arguments.isEmpty() || arguments.last().startsWith(u'-') ? QString() : arguments.last();
    std::printf("milliseconds of the longest event of the GUI thread, at most %.0f\n", limit);
    bool met = true;
    for (const Load& load : {Load{"1 MB pretty, many claims", indented(manyClaims, megabyte), "value", limit},
                             Load{"1 MB minified, many claims", manyClaims(megabyte), "value", limit},
                             Load{"1 MB pretty, nested", indented(payload, megabyte), "Silva", limit},
                             Load{"1 MB minified, nested", payload(megabyte), "Silva", limit}}) {
        if (!QString::fromLatin1(load.name).startsWith(only)) {
            continue;
        }
        Stalls stalls(application, load);
        stalls.measure(quick);
        met &= stalls.worst() <= limit || quick;
    }
    return met ? 0 : 1;
}
