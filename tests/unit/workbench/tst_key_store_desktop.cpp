// SPDX-License-Identifier: Apache-2.0
//
// The real thing: a gnome-keyring on a session bus of its own, in a home of its own. The program starts itself anew
// inside of dbus-run-session; TWB_KEYRING_MODE says what it meets there.
#include "workbench/key_store_secrets.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::workbench;

namespace {

const QString service = QStringLiteral("token-workbench-test");
/// The keyring has its name on the bus.
const QString untilItIsThere =
    QStringLiteral("for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do "
                   "dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner "
                   "string:org.freedesktop.secrets | grep -q 'boolean true' && break; sleep 0.5; done; ");
const QString unlockedKeyring =
    QStringLiteral("mkfifo \"$HOME/in\"; gnome-keyring-daemon --foreground --unlock --components=secrets "
                   "<\"$HOME/in\" >/dev/null 2>&1 & keyring=$!; printf password >\"$HOME/in\"; ");
constexpr auto ownTimeout = std::chrono::milliseconds(3000);

/// One call and its answer; std::nullopt if none came.
template <typename Call>
std::optional<StoreAnswer> answerOf(Call call) {
    std::optional<StoreAnswer> answer;
    call([&answer](const StoreAnswer& given) { answer = given; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 10000); }();
    return answer;
}

QByteArray describe(const std::optional<StoreAnswer>& answer) {
    return answer ? QByteArray::number(int(answer->outcome)) + ' ' + answer->detail.toUtf8() : QByteArray("no answer");
}

} // namespace

/// Runs within the session that KeyStoreDesktopTest makes.
class InsideTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SecretStore> m_store;
    QObject m_context;

    std::optional<StoreAnswer> write(const QString& id, const Secret& secret) {
        return answerOf([&](SecretStore::Done done) { m_store->write(id, secret, &m_context, std::move(done)); });
    }
    std::optional<StoreAnswer> read(const QString& id, Secret& into) {
        return answerOf([&](SecretStore::Done done) {
            m_store->read(id, &m_context, [done = std::move(done), &into](const StoreAnswer& answer, Secret secret) {
                into = std::move(secret);
                done(answer);
            });
        });
    }
    std::optional<StoreAnswer> remove(const QString& id) {
        return answerOf([&](SecretStore::Done done) { m_store->remove(id, &m_context, std::move(done)); });
    }

private Q_SLOTS:
    void initTestCase() {
        m_store = makeDesktopSecretStore(service);
        QVERIFY(m_store);
        QCOMPARE(m_store->timeout(), std::chrono::milliseconds(5000)); // what users get
        m_store->setTimeout(ownTimeout);
    }

    void answersAsTheDesktopIs() {
        const QByteArray mode = qgetenv("TWB_KEYRING_MODE");
        Secret back;
        if (mode == "unlocked") {
            Bytes octets(3000);
            for (std::size_t i = 0; i < octets.size(); ++i) {
                octets[i] = static_cast<std::uint8_t>(i); // zeros and no UTF-8 among them
            }
            const Secret secret{ByteView(octets)};
            const auto written = write(QStringLiteral("a"), secret);
            QVERIFY2(written && written->outcome == StoreOutcome::Ok, describe(written));
            const auto got = read(QStringLiteral("a"), back);
            QVERIFY2(got && got->outcome == StoreOutcome::Ok, describe(got));
            QVERIFY(back == secret);
            const auto absent = read(QStringLiteral("b"), back);
            QVERIFY2(absent && absent->outcome == StoreOutcome::NotFound, describe(absent));
            const auto removed = remove(QStringLiteral("a"));
            QVERIFY2(removed && removed->outcome == StoreOutcome::Ok, describe(removed));
            const auto gone = read(QStringLiteral("a"), back);
            QVERIFY2(gone && gone->outcome == StoreOutcome::NotFound, describe(gone));
            return;
        }
        const auto written = write(QStringLiteral("a"), Secret::fromText("text"));
        QVERIFY(written.has_value());
        if (mode == "absent") {
            QVERIFY2(written->outcome == StoreOutcome::Missing, describe(written));
        } else {
            // A locked keyring asks for a password in a box that nobody sees, or says no where it cannot show one.
            QVERIFY2(written->outcome == StoreOutcome::TimedOut || written->outcome == StoreOutcome::Locked,
                     describe(written));
        }
        QVERIFY(back.empty());
    }
};

class KeyStoreDesktopTest : public QObject {
    Q_OBJECT

    /// A home of its own, a bus of its own, then `before`, then this program.
    static void runInside(const QByteArray& mode, const QString& before, bool needsKeyring) {
        if (!makeDesktopSecretStore(service)) {
            QSKIP("built without QtKeychain");
        }
        QStringList tools{QStringLiteral("dbus-run-session")};
        if (needsKeyring) {
            tools << QStringLiteral("gnome-keyring-daemon");
        }
        for (const QString& tool : tools) {
            if (QStandardPaths::findExecutable(tool).isEmpty()) {
                QSKIP(qPrintable(tool + " is not installed"));
            }
        }
        const QTemporaryDir home;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"}) {
            environment.insert(QString::fromLatin1(name), home.path());
        }
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"}) {
            environment.remove(QString::fromLatin1(name));
        }
        environment.insert(QStringLiteral("TWB_KEYRING_MODE"), QString::fromLatin1(mode));
        QProcess session;
        session.setProcessEnvironment(environment);
        session.setProcessChannelMode(QProcess::MergedChannels);
        session.start(QStringLiteral("dbus-run-session"),
                      {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"),
                       before + QStringLiteral(" \"$0\"; result=$?; ") +
                           QStringLiteral("[ -z \"$keyring\" ] || kill \"$keyring\"; exit $result"),
                       QCoreApplication::applicationFilePath()});
        QVERIFY(session.waitForFinished(60000));
        const QByteArray output = session.readAll();
        QVERIFY2(session.exitCode() == 0 && output.contains("PASS   : InsideTest::answersAsTheDesktopIs"), output);
    }

private Q_SLOTS:
    void keepsSecretsInAnUnlockedKeyring() { runInside("unlocked", unlockedKeyring + untilItIsThere, true); }

    void doesNotHangOnALockedKeyring() {
        // The login keyring is made with a password, then opened anew without it.
        runInside("locked",
                  unlockedKeyring + untilItIsThere +
                      QStringLiteral("kill $keyring; wait $keyring; gnome-keyring-daemon --foreground "
                                     "--components=secrets </dev/null >/dev/null 2>&1 & keyring=$!; ") +
                      untilItIsThere,
                  true);
    }

    void saysThatThereIsNoStore() {
        // No service may be started by the bus itself.
        runInside("absent", QStringLiteral("unset DBUS_SESSION_BUS_ADDRESS;"), false);
    }
};

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet("TWB_KEYRING_MODE")) {
        InsideTest inside;
        return QTest::qExec(&inside, argc, argv);
    }
    KeyStoreDesktopTest outside;
    return QTest::qExec(&outside, argc, argv);
}

#include "tst_key_store_desktop.moc"
