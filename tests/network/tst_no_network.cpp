// SPDX-License-Identifier: Apache-2.0
//
// Nothing but Send, Discover and Fetch reaches for the network: the built programs are run with a recorder of every
// connection that they try, and once more where there is no interface but loopback.
#include "support/places.h"

#include <net/if.h>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
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

    /// A key that names addresses, as a trap.
    QString remoteKey() const {
        QFile file(m_folder.filePath("remote.jwk"));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\",\"x5u\":\"https:\\/\\/trap.example\\/c\"}");
        }
        return file.fileName();
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
        QTest::newRow("convert") << QStringList{"convert", token, "--form", "flattened"};
        QTest::newRow("profiles") << QStringList{"profiles"};
        QTest::newRow("profile show") << QStringList{"profile", "show", "google"};
        QTest::newRow("report") << QStringList{"diagnose", token, "--report", "html"};
        QTest::newRow("key with addresses") << QStringList{"key", "inspect", "--key", remoteKey()};
        QTest::newRow("key convert") << QStringList{"key", "convert", "--key", remoteKey(), "--to", "spki-pem"};
        QTest::newRow("key match") << QStringList{"key", "match", "--key", remoteKey(), "--with", remoteKey()};
        QTest::newRow("verify with addresses") << QStringList{"verify", token, "--key", remoteKey()};
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

    void everyFeatureWorksWithLoopbackOnly_data() {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("allowed"); ///< what each line of the recorder may be; empty: there is none
        // Each drives a part of the whole window by keys and clicks.
        for (const char* program : {"tst_page_editor", "tst_page_key_pane", "tst_page_doctor", "tst_page_encrypted",
                                    "tst_keysui_keys_workspace", "tst_keys_generate", "tst_settings_page"}) {
            QTest::newRow(program) << QString::fromLatin1(program) << "";
        }
        // Print asks the system's print service, by libcups, where one is installed: only when it is pressed.
        QTest::newRow("tst_page_profiles") << "tst_page_profiles"
                                           << "^connect (127\\.0\\.0\\.1|::1) 631$";
        // Requests to the local issuer and to servers that answer badly: the vendors' flows, signing in, what is asked
        // about tokens; proxies, redirects and closed ports of the command line.
        for (const char* program :
             {"tst_local_flows", "tst_local_sign_in", "tst_local_tokens", "tst_oauth_wire", "tst_key_fetch",
              "tst_cli_request", "tst_cli_request_wire", "tst_cli_issuer_tls", "tst_cli_issuer_flows"}) {
            QTest::newRow(program) << QString::fromLatin1(program) << "^connect (127\\.0\\.0\\.1|0\\.0\\.0\\.0) \\d+$";
        }
    }
    void everyFeatureWorksWithLoopbackOnly() {
        QFETCH(QString, program);
        QFETCH(QString, allowed);
        const Run seen = run(program, {}, Where::LoopbackOnly);
        if (seen.exit == notPermitted) {
            QSKIP("this user may not make a network namespace");
        }
        QVERIFY2(seen.exit == 0, seen.out.right(3000));
        QVERIFY2(seen.reached.isEmpty() || !allowed.isEmpty(), qPrintable(seen.reached.join(", ")));
        for (const QString& line : seen.reached) {
            QVERIFY2(QRegularExpression(allowed).match(line).hasMatch(), qPrintable(line));
        }
        QVERIFY2(!program.startsWith("tst_local_") || !seen.reached.isEmpty(), "the recorder saw nothing");
    }

    void theWindowOpensWithLoopbackOnly() {
        const Run window = run("token-workbench", {"--render", m_folder.filePath("alone.png")}, Where::LoopbackOnly);
        if (window.exit == notPermitted) {
            QSKIP("this user may not make a network namespace");
        }
        QVERIFY2(window.exit == 0, window.out);
        QVERIFY2(window.reached.isEmpty(), qPrintable(window.reached.join(", ")));
    }
};

QTEST_GUILESS_MAIN(NoNetworkTest)
#include "tst_no_network.moc"
