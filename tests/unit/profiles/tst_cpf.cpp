// SPDX-License-Identifier: Apache-2.0
#include "profiles/cpf.h"

#include <QTest>

using namespace twb::profiles;

class TestCpf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checks_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("state");
        const auto row = [](const char* text, CpfState state) {
            QTest::newRow(*text ? text : "empty") << QString(text) << static_cast<int>(state);
        };
        row("11144477735", CpfState::Valid);
        row("111.444.777-35", CpfState::Valid);
        row("52998224725", CpfState::Valid);
        row("222.333.666-38", CpfState::Valid);
        row("11144477736", CpfState::CheckDigits);
        row("11144477745", CpfState::CheckDigits);
        row("11144477753", CpfState::CheckDigits);
        row("", CpfState::Length);
        row("1114447773", CpfState::Length);
        row("111444777350", CpfState::Length);
        row("111.444.77735", CpfState::Characters);
        row("111-444.777.35", CpfState::Characters);
        row("1114447773x", CpfState::Characters);
    }
    void checks() {
        QFETCH(QString, text);
        QFETCH(int, state);
        QCOMPARE(static_cast<int>(checkCpf(text.toStdString())), state);
    }

    void equalDigitsAreRefused() {
        for (char digit = '0'; digit <= '9'; ++digit) {
            QCOMPARE(checkCpf(std::string(11, digit)), CpfState::EqualDigits);
        }
    }

    void formats() {
        QCOMPARE(formatCpf("11144477735"), std::string("111.444.777-35"));
        QCOMPARE(formatCpf("1114447773"), std::string("1114447773"));
        QCOMPARE(formatCpf("1114447773x"), std::string("1114447773x"));
    }
};

QTEST_GUILESS_MAIN(TestCpf)
#include "tst_cpf.moc"
