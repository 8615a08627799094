// SPDX-License-Identifier: Apache-2.0
//
// “Try it with the local issuer”: each vendor's flow in the whole window, from click to click, over real sockets of
// this computer.
#include "gui/program_fixture.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTableView>

using namespace twb;
using namespace twb::ui;

class LocalFlowsTest : public QObject {
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<test::ProgramWindow> m_program;

    template <typename Widget>
    Widget* find(const QString& name) const {
        return m_program->find<Widget>(name);
    }

    /// Light and dark, where TWB_PICTURES names a folder.
    void takePictures(const QString& name) {
        const QString folder = qEnvironmentVariable("TWB_PICTURES");
        for (const auto& [mode, word] : {std::pair{ThemeMode::Light, "light"}, {ThemeMode::Dark, "dark"}}) {
            m_theme.setMode(mode);
            QTest::qWait(60);
            const QPixmap picture = m_program->window.grab();
            QVERIFY(folder.isEmpty() ||
                    picture.save(folder + QStringLiteral("/%1-%2.png").arg(name, QLatin1String(word))));
        }
        m_theme.setMode(ThemeMode::Light);
    }

private Q_SLOTS:
    void initTestCase() {
        m_theme.setMotion(Motion::Off);
        m_theme.apply();
        m_program = std::make_unique<test::ProgramWindow>(m_theme);
    }
    void cleanupTestCase() { m_program.reset(); }

    void nothingGoesOutWhileTheNetworkIsOff() {
        test::Program& p = m_program->p;
        QVERIFY(m_program->tryLocally(QStringLiteral("heflo")));
        auto* send = find<QPushButton>(QStringLiteral("endpointSend"));
        QVERIFY(send->isEnabled());
        p.settings.setNetworkOff(true);
        QVERIFY(!send->isEnabled());
        QVERIFY(find<QWidget>(QStringLiteral("networkOffBadge"))->isVisible());
        QCOMPARE(find<QLabel>(QStringLiteral("endpointMissing"))->text(), QStringLiteral("Network is off (Settings)"));
        QSignalSpy refused(&p.endpoint, &workbench::EndpointSession::refused);
        QSignalSpy contacted(&p.endpoint, &workbench::EndpointSession::contacted);
        p.endpoint.send(); // whatever way leads there
        QCOMPARE(refused.count(), 1);
        QCOMPARE(contacted.count(), 0);
        QVERIFY(!p.endpoint.isBusy());
        p.settings.setNetworkOff(false);
        QVERIFY(send->isEnabled());
        QVERIFY(!find<QWidget>(QStringLiteral("networkOffBadge"))->isVisible());
    }

    void vendorFlows_data() {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("token"); ///< the member that holds it; empty: the answer is none
        QTest::newRow("HEFLO / BMP") << "heflo"
                                     << "access_token";
        QTest::newRow("SenseCrypt") << "sensecrypt"
                                    << "token";
        QTest::newRow("CAF session token") << "caf-exchange"
                                           << "sessionToken";
        QTest::newRow("CAF OAuth") << "caf-oauth"
                                   << "access_token";
        QTest::newRow("CAF REST") << "caf-rest"
                                  << "";
        QTest::newRow("generic") << "generic"
                                 << "access_token";
    }
    void vendorFlows() {
        QFETCH(QString, preset);
        QFETCH(QString, token);
        test::Program& p = m_program->p;
        const std::size_t before = p.endpoint.history().size();
        // The issuer starts, a key is made where one is needed, the form is filled; nothing is sent.
        QVERIFY(m_program->tryLocally(preset));
        QCOMPARE(p.endpoint.history().size(), before);
        auto* send = find<QPushButton>(QStringLiteral("endpointSend"));
        QVERIFY(send->isEnabled());
        QTest::mouseClick(send, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(p.endpoint.history().size(), before + 1, 10'000);
        const auto exchange = p.endpoint.history().front();
        QVERIFY2(exchange->last().exchange.status == 200, exchange->last().exchange.body.text.c_str());
        // The issuer has it in its log.
        QTRY_VERIFY(p.issuer.log().rowCount() > 0);
        QCOMPARE(p.issuer.log().at(0)->status, 200);
        if (token.isEmpty()) {
            return;
        }
        if (preset == QLatin1String("heflo")) {
            QTest::qWait(60);
            takePictures(QStringLiteral("endpoint-heflo"));
        }
        QTest::qWait(30);
        const int documents = p.documents.count();
        QTest::mouseClick(find<QAbstractButton>(QStringLiteral("openToken_") + token), Qt::LeftButton);
        QCOMPARE(find<ActivityBar>(QStringLiteral("activityBar"))->currentIndex(), 0);
        QVERIFY(p.documents.count() >= documents);
        QVERIFY(!p.documents.current()->isEmpty());
    }

    /// A refusal is explained in the issuer's log. Writes pictures where TWB_PICTURES names a folder.
    void aRefusalIsExplainedInTheLog() {
        test::Program& p = m_program->p;
        QVERIFY(m_program->tryLocally(QStringLiteral("heflo")));
        workbench::EndpointForm form = p.endpoint.form();
        form.assertion.audience = oauth::AssertionPlan::Audience::Own;
        form.assertion.ownAudience = "http://localhost:" + std::to_string(p.issuer.port()) + "/connect/token";
        find<EndpointWorkspace>(QStringLiteral("endpointWorkspace"))->setForm(form);
        QTest::qWait(30);
        const std::size_t before = p.endpoint.history().size();
        QTest::mouseClick(find<QPushButton>(QStringLiteral("endpointSend")), Qt::LeftButton);
        QTRY_COMPARE(p.endpoint.history().size(), before + 1);
        QTRY_COMPARE(p.issuer.log().at(0)->status, 400);
        QTest::qWait(60);
        QVERIFY(find<QWidget>(QStringLiteral("finding_invalid_client"))->isVisible());
        takePictures(QStringLiteral("endpoint-invalid-client"));
        m_program->window.actions()[ActionId::IssuerWorkspace]->trigger();
        auto* log = find<QTableView>(QStringLiteral("issuerLog"));
        log->setCurrentIndex(log->model()->index(0, 0));
        QVERIFY(
            find<QLabel>(QStringLiteral("issuerFindingText"))->text().contains(QStringLiteral("aud does not fit.")));
        takePictures(QStringLiteral("issuer"));
    }

    void nothingRunsUntilAsked() {
        const test::Program fresh;
        QCOMPARE(fresh.issuer.state(), workbench::IssuerSession::State::Stopped);
        QVERIFY(fresh.endpoint.history().empty());
    }
};

QTEST_MAIN(LocalFlowsTest)
#include "tst_local_flows.moc"
