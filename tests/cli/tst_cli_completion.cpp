// SPDX-License-Identifier: Apache-2.0
//
// What shells and man read: made from the table of verbs, so that nothing of it can be missing.
#include "command.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace command;

class CliCompletionTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_script;

    /// What bash offers for the last of the words.
    QStringList offered(const QStringList& words) const {
        QProcess bash;
        QStringList arguments{"-c",
                              "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _twb; "
                              "printf '%s\\n' \"${COMPREPLY[@]}\"",
                              "bash", m_script, "twb"};
        bash.setWorkingDirectory(m_folder.path());
        bash.start("bash", arguments + words);
        if (!bash.waitForFinished() || bash.exitCode() != 0) {
            return {"bash failed: " + QString::fromUtf8(bash.readAllStandardError())};
        }
        return QString::fromUtf8(bash.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
    }

    static QStringList verbs() {
        QStringList verbs;
        bool list = false;
        for (const QString& line : QString::fromUtf8(twb({"help"}).out).split('\n')) {
            if (line == "Verbs:") {
                list = true;
            } else if (list && line.startsWith("  ")) {
                verbs << line.mid(2).section(QRegularExpression(" {2,}| (?=[a-z]+ (a|an|the|what) )"), 0, 0).trimmed();
            } else if (list) {
                break;
            }
        }
        return verbs;
    }

private Q_SLOTS:
    void initTestCase() {
        const Run script = twb({"completion", "bash"});
        COMPARE_EXIT(script, 0);
        m_script = writeFile(m_folder.filePath("twb.bash"), script.out);
        writeFile(m_folder.filePath("key.pem"), "x");
    }

    void verbsAreOffered() {
        QCOMPARE(offered({"ver"}), QStringList{"verify"});
        QCOMPARE(offered({"key", ""}), (QStringList{"generate", "inspect", "convert", "match"}));
        QVERIFY(offered({"request", ""}).contains("introspect"));
        QVERIFY(offered({"request", ""}).contains("--token-url"));
        QCOMPARE(offered({"--json", "dia"}), QStringList{"diagnose"});
        QVERIFY(offered({"help", "enc"}).contains("encrypt"));
    }

    void optionsAreThoseOfTheHelp_data() {
        QTest::addColumn<QStringList>("verb");
        for (const char* verb : {"decode", "verify", "sign", "encrypt", "decrypt", "diagnose", "key generate",
                                 "key convert", "request", "request par", "issuer"}) {
            QTest::newRow(verb) << QString(verb).split(' ');
        }
    }
    void optionsAreThoseOfTheHelp() {
        QFETCH(QStringList, verb);
        QStringList wanted;
        const QRegularExpression option("^  (--[a-z0-9-]+)", QRegularExpression::MultilineOption);
        auto each = option.globalMatch(QString::fromUtf8(twb(QStringList{"help"} + verb).out));
        while (each.hasNext()) {
            wanted << each.next().captured(1);
        }
        QStringList found = offered(verb + QStringList{"--"});
        QVERIFY(found.removeOne("--json"));
        wanted.removeDuplicates();
        wanted.sort();
        found.sort();
        QCOMPARE(found, wanted);
    }

    void valuesAreOffered() {
        QVERIFY(offered({"sign", "--alg", ""}).contains("ES256"));
        QVERIFY(!offered({"sign", "--alg", ""}).contains("RSA-OAEP"));
        QVERIFY(offered({"encrypt", "--alg", "RSA"}).contains("RSA-OAEP-256"));
        QCOMPARE(offered({"encrypt", "--enc", "A256C"}), QStringList{"A256CBC-HS512"});
        QCOMPARE(offered({"key", "generate", "--use", ""}), (QStringList{"sig", "enc"}));
        QCOMPARE(offered({"key", "generate", "--kid", ""}), (QStringList{"thumbprint", "uuid"}));
        QVERIFY(offered({"key", "convert", "--to", "pk"}).contains("pkcs8-pem"));
        QCOMPARE(offered({"key", "convert", "--to", ""}).size(), 16);
        QCOMPARE(offered({"key", "generate", "--format", ""}).size(), 16);
        QCOMPARE(offered({"request", "--grant", ""}).size(), 10);
        QCOMPARE(offered({"request", "par", "--auth", ""}).size(), 8);
        QCOMPARE(offered({"issuer", "--fault", ""}).size(), 9);
        QCOMPARE(offered({"verify", "--key", "key"}), QStringList{"key.pem"});
        QCOMPARE(offered({"decode", "@key"}), QStringList{"@key.pem"});
        QVERIFY(offered({"verify", "--issuer", ""}).isEmpty());
    }

    /// Each format and type that is offered exists.
    void valuesExist() {
        const QString key = writeFile(m_folder.filePath("p256"), vectorFile("p-256", "jwk"));
        for (const QString& format : offered({"key", "convert", "--to", ""})) {
            const Run run = twb({"key", "convert", "--key", key, "--to", format, "--password", "x"});
            QVERIFY2(!run.err.contains("no format"), run.shown().constData());
            QVERIFY2(run.errorCode() != "usage", qPrintable(format));
        }
        for (const QString& type : offered({"key", "generate", "--type", ""})) {
            COMPARE_EXIT(twb({"key", "generate", "--type", type}), 0);
        }
        for (const QString& curve : offered({"key", "generate", "--curve", ""})) {
            const bool okp = curve.startsWith('E') || curve.startsWith('X');
            COMPARE_EXIT(twb({"key", "generate", "--type", okp ? "OKP" : "EC", "--curve", curve}), 0);
        }
        for (const char* option : {"--grant", "--auth"}) {
            for (const QString& value : offered({"request", option, ""})) {
                const Run run = twb({"request", "--token-url", "http://127.0.0.1:9/token", "--client-id", "me", option,
                                     value, "--dry-run"});
                QVERIFY2(!run.err.contains("there is no"), run.shown().constData());
            }
        }
    }

    void otherShells() {
        const Run zsh = twb({"completion", "zsh"});
        COMPARE_EXIT(zsh, 0);
        QVERIFY(zsh.out.startsWith("#compdef twb\n"));
        const Run fish = twb({"completion", "fish"});
        COMPARE_EXIT(fish, 0);
        QVERIFY(fish.out.contains("-l max-inflated"));
        if (const QString shell = QStandardPaths::findExecutable("fish"); !shell.isEmpty()) {
            const QString script = writeFile(m_folder.filePath("twb.fish"), fish.out);
            QCOMPARE(QProcess::execute(shell, {"--no-execute", script}), 0);
        }
        COMPARE_EXIT(twb({"completion", "tcsh"}), 2);
        COMPARE_EXIT(twb({"completion"}), 2);
        QVERIFY(!twb({"--json", "completion", "bash"}).json().value("script").toString().isEmpty());
    }

    void manualHoldsEveryVerb() {
        const Run page = twb({"manual"});
        COMPARE_EXIT(page, 0);
        QVERIFY(page.out.startsWith(".TH TWB 1"));
        const QStringList all = verbs();
        QVERIFY(all.size() > 20);
        for (const QString& verb : all) {
            QVERIFY2(page.out.contains("\n.SS twb " + verb.toUtf8().replace("-", "\\-")), qPrintable(verb));
        }
        QVERIFY(page.out.contains("\n.B \\-\\-max\\-inflated \\fIBYTES\\fR\n"));
        for (const QByteArray& line : page.out.split('\n')) { // a line that begins with a dot is a macro
            static const QRegularExpression macro("^\\.(TH|SH|SS|TP|B|PP|nf|fi)( |$)");
            QVERIFY2(!line.startsWith('.') || macro.match(QString::fromUtf8(line)).hasMatch(), line.constData());
        }
    }
};

QTEST_GUILESS_MAIN(CliCompletionTest)
#include "tst_cli_completion.moc"
