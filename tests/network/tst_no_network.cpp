// SPDX-License-Identifier: Apache-2.0
//
// Nothing but Send, Discover and Fetch reaches for the network: the built programs are run with a recorder of every
// connection that they try, and once more where there is no interface but loopback.
#include "support/places.h"

#include <net/if.h>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int notPermitted = 77;
const QString bin = places::build("/bin/");

/// A token whose header names addresses, as a trap.
const QByteArray trap = "eyJhbGciOiJSUzI1NiIsImprdSI6Imh0dHBzOi8vdHJhcC5leGFtcGxlL2p3a3MiLCJ4NXUiOiJodHRwczovL3RyYXAuZX"
                        "hhbXBsZS94NXUifQ.eyJpc3MiOiJodHRwczovL3RyYXAuZXhhbXBsZSJ9.AAAA";

enum class Where { Here, LoopbackOnly };

struct Run {
    int exit = -1;
    QByteArray out;
    QStringList reached; ///< lines of the recorder
};

/// Into a network of its own with nothing but loopback in it; in the child, between fork and exec.
void enterEmptyNetwork() {
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0 && ::unshare(CLONE_NEWNET) != 0) {
        ::_exit(notPermitted);
    }
    const int socket = ::socket(AF_INET, SOCK_DGRAM, 0);
    ifreq loopback{};
    loopback.ifr_name[0] = 'l';
    loopback.ifr_name[1] = 'o';
    loopback.ifr_flags = IFF_UP | IFF_RUNNING;
    if (socket < 0 || ::ioctl(socket, SIOCSIFFLAGS, &loopback) != 0) {
        ::_exit(notPermitted);
    }
    ::close(socket);
}

} // namespace

class NoNetworkTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Run run(const QString& program, const QStringList& arguments, Where where = Where::Here,
            const QByteArray& input = {}) {
        const QString log = m_folder.filePath("reached");
        QFile::remove(log);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LD_PRELOAD", QStringLiteral(TWB_RECORDER));
        environment.insert("TWB_CONNECT_LOG", log);
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("HOME", m_folder.path());
        environment.insert("XDG_DATA_HOME", m_folder.path());
        environment.insert("XDG_CONFIG_HOME", m_folder.path());
        process.setProcessEnvironment(environment);
        if (where == Where::LoopbackOnly) {
            process.setChildProcessModifier(enterEmptyNetwork);
        }
        process.start(bin + program, arguments);
        process.write(input);
        process.closeWriteChannel();
        Run result;
        if (process.waitForFinished(120'000) && process.exitStatus() == QProcess::NormalExit) {
            result.exit = process.exitCode();
        }
        result.out = process.readAllStandardOutput() + process.readAllStandardError();
        QFile file(log);
        if (file.open(QIODevice::ReadOnly)) {
            result.reached = QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
        }
        return result;
    }

private Q_SLOTS:
    void theRecorderSees() {
        // Proof that it works: a request names its address, and a name is looked up.
        Run seen = run("twb", {"request", "--token-url", "http://127.0.0.1:1/token", "--client-id", "x", "--secret",
                               "y", "--timeout", "2s"});
        QCOMPARE(seen.exit, 3);
        QVERIFY2(seen.reached.contains("connect 127.0.0.1 1"), qPrintable(seen.reached.join(", ")));
    }

    void verbsReachNobody_data() {
        QTest::addColumn<QStringList>("arguments");
        const QString token = QString::fromUtf8(trap);
        QTest::newRow("decode") << QStringList{"decode", token};
        QTest::newRow("verify") << QStringList{"verify", token, "--secret", "x"};
        QTest::newRow("diagnose") << QStringList{"diagnose", token};
        QTest::newRow("diagnose by profile") << QStringList{"diagnose", token, "--profile", "auto"};
        QTest::newRow("sign") << QStringList{"sign", "--alg", "HS256", "--secret", "x", "--iat", "--jti"};
        QTest::newRow("encrypt") << QStringList{"encrypt",  "--alg",           "dir", "--enc", "A128GCM",
                                                "--secret", "0123456789abcdef"};
        QTest::newRow("profiles") << QStringList{"profiles"};
        QTest::newRow("checklist") << QStringList{"checklist", token, "--secret", "x"};
        QTest::newRow("key generate") << QStringList{"key", "generate", "--type", "EC", "--curve", "P-256"};
        QTest::newRow("request, dry") << QStringList{
            "request", "--token-url", "https://trap.example/token", "--client-id", "x", "--secret", "y", "--dry-run"};
        QTest::newRow("request as curl") << QStringList{
            "request", "--token-url", "https://trap.example/token", "--client-id", "x", "--secret", "y", "--curl"};
        QTest::newRow("help") << QStringList{"help"};
    }
    void verbsReachNobody() {
        QFETCH(QStringList, arguments);
        const Run seen = run("twb", arguments);
        QVERIFY2(seen.exit == 0 || seen.exit == 1, seen.out);
        QVERIFY2(seen.reached.isEmpty(), qPrintable(seen.reached.join(", ")));
    }

    void theWindowReachesNobody_data() {
        QTest::addColumn<QStringList>("arguments");
        for (const char* workspace : {"editor", "keys", "endpoint", "issuer"}) {
            QTest::newRow(workspace) << QStringList{"--workspace", QLatin1String(workspace)};
        }
        QTest::newRow("template") << QStringList{"--template", "caf-mobile"};
        QTest::newRow("token with addresses") << QStringList{"trap.jwt"};
    }
    void theWindowReachesNobody() {
        QFETCH(QStringList, arguments);
        QFile file(m_folder.filePath("trap.jwt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(trap);
        file.close();
        if (arguments.first() == "trap.jwt") {
            arguments = QStringList{m_folder.filePath("trap.jwt")};
        }
        const Run seen = run("token-workbench", arguments + QStringList{"--render", m_folder.filePath("window.png")});
        QVERIFY2(seen.exit == 0, seen.out);
        QVERIFY2(seen.reached.isEmpty(), qPrintable(seen.reached.join(", ")));
    }

    void everythingWorksWithLoopbackOnly() {
        // The vendors' flows in the whole window, where there is no network: issuer, form, request, token, editor.
        const Run flows = run("tst_local_flows", {}, Where::LoopbackOnly);
        if (flows.exit == notPermitted) {
            QSKIP("this user may not make a network namespace");
        }
        QVERIFY2(flows.exit == 0, flows.out);
        QVERIFY(!flows.reached.isEmpty());
        for (const QString& line : flows.reached) {
            QVERIFY2(line.startsWith("connect 127.0.0.1 "), qPrintable(line));
        }
        const Run window = run("token-workbench", {"--render", m_folder.filePath("alone.png")}, Where::LoopbackOnly);
        QVERIFY2(window.exit == 0, window.out);
        QVERIFY2(window.reached.isEmpty(), qPrintable(window.reached.join(", ")));
    }
};

QTEST_GUILESS_MAIN(NoNetworkTest)
#include "tst_no_network.moc"
