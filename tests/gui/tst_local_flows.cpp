// SPDX-License-Identifier: Apache-2.0
//
// “Try it with the local issuer”: each vendor's flow in the whole window, from click to click, over real sockets of
// this computer.
#include "common/activity_bar.h"
#include "common/theme.h"
#include "endpoint/endpoint_workspace.h"
#include "issuer/settings.h"
#include "keys/marked_clipboard.h"
#include "main_window/main_window.h"
#include "oauth/http_client.h"
#include "workbench/clipboard_guard.h"
#include "workbench/document_list.h"
#include "workbench/endpoint_session.h"
#include "workbench/issuer_session.h"
#include "workbench/key_import.h"
#include "workbench/key_maker.h"
#include "workbench/key_ring.h"
#include "workbench/key_store.h"
#include "workbench/profile_store.h"
#include "workbench/ring_editor_keys.h"
#include "workbench/settings.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace twb;
using namespace twb::ui;

namespace {

/// Everything that main() makes.
struct Program {
    QTemporaryDir folder;
    SystemClock clock;
    workbench::Settings settings{folder.filePath(QStringLiteral("settings.ini")), nullptr};
    workbench::DocumentList documents{{&clock}};
    workbench::KeyMaker keyMaker;
    workbench::ProfileStore profileStore;
    workbench::KeyRing keyRing{clock};
    workbench::KeyImport keyImport{&keyRing};
    workbench::KeyStore keyStore{&keyRing, folder.filePath(QStringLiteral("data")), nullptr};
    workbench::EditorKeys editorKeys{&keyRing};
    workbench::ClipboardGuard clipboard{markedClipboard()};
    workbench::EndpointSession endpoint{clock, std::make_unique<oauth::HttpClient>()};
    workbench::IssuerSession issuer{keyRing, clock};
};

} // namespace

class LocalFlowsTest : public QObject {
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<Program> m_program;
    std::unique_ptr<MainWindow> m_window;

    template <typename Widget>
    Widget* find(const QString& name) const {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto* found = m_window->findChild<Widget*>(name);
        if (!found) {
            qFatal("%s is missing", qPrintable(name));
        }
        return found;
    }
    void choosePreset(const QString& id) const {
        auto* preset = find<QComboBox>(QStringLiteral("endpointPreset"));
        const int index = preset->findData(id);
        QVERIFY(index >= 0);
        preset->setCurrentIndex(index);
        Q_EMIT preset->activated(index);
    }

private Q_SLOTS:
    void initTestCase() {
        m_theme.setMotion(Motion::Off);
        m_theme.apply();
        m_program = std::make_unique<Program>();
        Program& p = *m_program;
        m_window = std::make_unique<MainWindow>(Services{p.documents, p.settings, m_theme, p.keyMaker, p.profileStore,
                                                         p.keyRing, p.keyImport, p.keyStore, p.editorKeys, p.clipboard,
                                                         p.endpoint, p.issuer});
        m_window->resize(1280, 820);
        m_window->show();
    }
    void cleanupTestCase() {
        m_window.reset();
        m_program.reset();
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
        Program& p = *m_program;
        m_window->actions()[ActionId::EndpointWorkspace]->trigger();
        choosePreset(preset);
        const std::size_t before = p.endpoint.history().size();
        QTest::mouseClick(find<QPushButton>(QStringLiteral("endpointLocalTrial")), Qt::LeftButton);
        // The issuer starts, a key is made where one is needed, the form is filled; nothing is sent.
        QTRY_VERIFY_WITH_TIMEOUT(p.issuer.running(), 10'000);
        const auto filled = [&] {
            const auto& request = p.endpoint.preview().request;
            return request && request->url.starts_with(p.issuer.address().toStdString());
        };
        QTRY_VERIFY_WITH_TIMEOUT(filled(), 20'000);
        QCOMPARE(p.endpoint.history().size(), before);
        QTest::qWait(30); // rows that came are laid out
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
        QTest::qWait(30);
        const int documents = p.documents.count();
        QTest::mouseClick(find<QAbstractButton>(QStringLiteral("openToken_") + token), Qt::LeftButton);
        QCOMPARE(find<ActivityBar>(QStringLiteral("activityBar"))->currentIndex(), 0);
        QVERIFY(p.documents.count() >= documents);
        QVERIFY(!p.documents.current()->isEmpty());
    }

    /// A refusal is explained in the issuer's log. Writes pictures where TWB_PICTURES names a folder.
    void aRefusalIsExplainedInTheLog() {
        Program& p = *m_program;
        m_window->actions()[ActionId::EndpointWorkspace]->trigger();
        choosePreset(QStringLiteral("heflo"));
        QTest::mouseClick(find<QPushButton>(QStringLiteral("endpointLocalTrial")), Qt::LeftButton);
        QTRY_VERIFY(p.issuer.running());
        workbench::EndpointForm form = p.endpoint.form();
        form.assertion.audience = oauth::AssertionPlan::Audience::Own;
        form.assertion.ownAudience = "http://localhost:" + std::to_string(p.issuer.port()) + "/connect/token";
        find<EndpointWorkspace>(QStringLiteral("endpointWorkspace"))->setForm(form);
        QTest::qWait(30);
        const std::size_t before = p.endpoint.history().size();
        QTest::mouseClick(find<QPushButton>(QStringLiteral("endpointSend")), Qt::LeftButton);
        QTRY_COMPARE(p.endpoint.history().size(), before + 1);
        QTRY_COMPARE(p.issuer.log().at(0)->status, 400);
        m_window->actions()[ActionId::IssuerWorkspace]->trigger();
        auto* log = find<QTableView>(QStringLiteral("issuerLog"));
        log->setCurrentIndex(log->model()->index(0, 0));
        QVERIFY(
            find<QLabel>(QStringLiteral("issuerFindingText"))->text().contains(QStringLiteral("aud does not fit.")));
        const QString folder = qEnvironmentVariable("TWB_PICTURES");
        for (const auto& [mode, name] : {std::pair{ThemeMode::Light, "light"}, {ThemeMode::Dark, "dark"}}) {
            m_theme.setMode(mode);
            QTest::qWait(60);
            const QPixmap picture = m_window->grab();
            QVERIFY(folder.isEmpty() ||
                    picture.save(folder + QStringLiteral("/issuer-%1.png").arg(QLatin1String(name))));
        }
        m_theme.setMode(ThemeMode::Light);
    }

    void nothingRunsUntilAsked() {
        Program fresh;
        QCOMPARE(fresh.issuer.state(), workbench::IssuerSession::State::Stopped);
        QVERIFY(fresh.endpoint.history().empty());
    }
};

QTEST_MAIN(LocalFlowsTest)
#include "tst_local_flows.moc"
