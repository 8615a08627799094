// SPDX-License-Identifier: Apache-2.0
//
// The Endpoint workspace with a network that answers from memory.
#include "gui/endpoint_fixture.h"

#include "common/finding_card.h"

using namespace twb;
using namespace twb::ui;
using test::Bench;
using test::reply;
using test::sampleToken;
using test::tokenAnswer;

class EndpointWorkspaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSentByLookingOrTyping() {
        Bench bench;
        bench.fillHeflo();
        QTest::mouseClick(bench.find<QPushButton>("endpointDryRun"), Qt::LeftButton);
        QTest::mouseClick(bench.find<QPushButton>("endpointCurl"), Qt::LeftButton);
        QTest::qWait(200);
        QVERIFY(bench.network->asked.empty());
        const QString shown = bench.find<WireText>("requestText")->toPlainText();
        QVERIFY2(shown.startsWith("POST /connect/token HTTP/1.1"), qPrintable(shown));
        QVERIFY(shown.contains("characters hidden]"));
        QVERIFY(QGuiApplication::clipboard()->text().startsWith("curl "));
        bench.picture("endpoint-dry-run-light");
    }

    void helfloShowsAssertionAndChecks() {
        Bench bench;
        bench.fillHeflo();
        const QString claims = bench.find<WireText>("endpointAssertionText")->toPlainText();
        QVERIFY2(claims.contains("\"aud\": \"https://auth.heflo.example/connect/token\""), qPrintable(claims));
        QVERIFY(claims.contains("\"iss\": \"tw-demo-client\""));
        QVERIFY(bench.find<QPushButton>("endpointSend")->isEnabled());
        QVERIFY(bench.find<QWidget>("endpointChecks")->isVisible());
    }

    void tokenIsFoundAndOpened() {
        Bench bench;
        bench.network->answer = reply(200, "OK", tokenAnswer);
        bench.fillHeflo();
        QVERIFY(bench.send());
        const QString body = bench.find<WireText>("responseText")->toPlainText();
        QVERIFY2(body.contains("\"expires_in\": 3600") && body.contains("characters hidden]"), qPrintable(body));
        QVERIFY(!body.contains(QString::fromStdString(sampleToken)));
        QTest::mouseClick(bench.find<QPushButton>("responseReveal"), Qt::LeftButton);
        QVERIFY(bench.find<WireText>("responseText")->toPlainText().contains(QString::fromStdString(sampleToken)));
        QTest::mouseClick(bench.find<QPushButton>("responseReveal"), Qt::LeftButton);
        QVERIFY(!bench.find<WireText>("responseText")->toPlainText().contains(QString::fromStdString(sampleToken)));
        QSignalSpy opened(bench.workspace.get(), &EndpointWorkspace::openTokenRequested);
        QTest::mouseClick(bench.find<QPushButton>("openToken_access_token"), Qt::LeftButton);
        QCOMPARE(opened.at(0).at(0).toByteArray().toStdString(), sampleToken);
        QTest::mouseClick(bench.find<QPushButton>("copyBearerButton"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text().toStdString(), "Bearer " + sampleToken);
        bench.picture("endpoint-heflo-light");
        bench.theme.setMode(ThemeMode::Dark);
        bench.picture("endpoint-heflo-dark");
        bench.theme.setMode(ThemeMode::Light);
        const QTableWidget* const history = bench.find<QTableWidget>("historyTable");
        QCOMPARE(history->rowCount(), 1);
        const QAbstractItemModelTester tester(history->model());
    }

    void fitsTheSmallestWindow() {
        Bench bench;
        bench.network->answer = reply(200, "OK", tokenAnswer);
        bench.fillHeflo();
        bench.workspace->resize(960 - 48, 560);
        QTest::qWait(20);
        for (const char* const pane : {"endpointForm", "endpointRequest", "endpointResponse", "endpointHistory"}) {
            const int least = bench.find<QWidget>(pane)->minimumSizeHint().width();
            QVERIFY2(least <= 480, pane + QByteArray::number(least));
        }
        QVERIFY2(bench.workspace->minimumSizeHint().width() <= 960 - 48,
                 QByteArray::number(bench.workspace->minimumSizeHint().width()).constData());
        QVERIFY(bench.send());
        bench.picture("endpoint-small-light");
        QVERIFY2(bench.workspace->minimumSizeHint().width() <= 960 - 48,
                 QByteArray::number(bench.workspace->minimumSizeHint().width()).constData());
    }

    void everySendHasAFreshAssertion() {
        Bench bench;
        bench.network->answer = reply(200, "OK", tokenAnswer);
        bench.fillHeflo();
        QVERIFY(bench.send());
        QVERIFY(bench.send());
        QCOMPARE(bench.network->bodies.size(), std::size_t{2});
        QVERIFY(bench.network->bodies[0] != bench.network->bodies[1]);
    }

    void refusalIsExplained() {
        Bench bench;
        bench.network->answer =
            reply(401, "Unauthorized", "{\"error\":\"invalid_client\",\"error_description\":\"<b>who?</b>\"}");
        bench.network->answer.headers.push_back({"Date", "Fri, 20 Nov 2026 16:00:00 GMT"});
        bench.fillHeflo();
        QVERIFY(bench.send());
        QVERIFY(bench.find<QScrollArea>("endpointExplanation")->isVisible());
        const auto* card = bench.find<FindingCard>("finding_invalid_client");
        QCOMPARE(card->content().title, QString("The server does not accept the client"));
        QCOMPARE(card->content().evidence.last().text, QString("“<b>who?</b>”"));
        const auto& exchange = *bench.session->history().front();
        QCOMPARE(exchange.explanation->reasons.front().id, std::string("clock"));
        bench.picture("endpoint-invalid-client-light");
        bench.theme.setMode(ThemeMode::Dark);
        bench.picture("endpoint-invalid-client-dark");
        bench.theme.setMode(ThemeMode::Light);
    }

    void sendBecomesCancel() {
        Bench bench;
        bench.network->hangs = true;
        bench.fillHeflo();
        QSignalSpy finished(bench.session.get(), &workbench::EndpointSession::finished);
        auto* button = bench.find<QPushButton>("endpointSend");
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(button->text(), QString("Cancel"));
        QVERIFY(bench.find<QLineEdit>("endpointClientId")->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(finished.count() > 0 || finished.wait(3000));
        QCOMPARE(button->text(), QString("Send"));
    }

    void presetsAskForTheirOwnFields() {
        Bench bench;
        bench.choosePreset("sensecrypt");
        bench.session->refreshPreview();
        QVERIFY(!bench.find<QComboBox>("endpointGrant")->isVisible());
        QVERIFY(bench.find<QLineEdit>("field_instance_id")->isVisible());
        QVERIFY(!bench.find<QPushButton>("endpointSend")->isEnabled());
        bench.type("field_server", QStringLiteral("https://sensecrypt.example"));
        auto* secret = bench.find<QWidget>("field_api_key")->findChild<QLineEdit*>();
        secret->setText(QStringLiteral("sample-api-key"));
        Q_EMIT secret->textEdited(secret->text());
        bench.session->setForm(bench.session->form());
        QTest::qWait(200);
        bench.session->refreshPreview();
        QVERIFY(bench.find<QPushButton>("endpointSend")->isEnabled());
        bench.network->answer = reply(200, "OK", "\"" + sampleToken + "\"");
        QVERIFY(bench.send());
        QVERIFY(bench.find<QPushButton>("openToken_body") != nullptr);
        bench.picture("endpoint-sensecrypt-light");
    }

    void pastedCurlFillsTheForm() {
        Bench bench;
        QGuiApplication::clipboard()->setText(QStringLiteral(
            "curl -X POST 'https://issuer.example/token' -u 'my id:s3cret' -d grant_type=refresh_token -d "
            "refresh_token=abcdef -d scope='a b'"));
        bench.find<QAction>("endpointPaste")->trigger();
        QCOMPARE(bench.find<QLineEdit>("endpointClientId")->text(), QString("my id"));
        QCOMPARE(bench.find<QLineEdit>("endpointScope")->text(), QString("a b"));
        QCOMPARE(bench.session->form().grant, oauth::Grant::RefreshToken);
        QVERIFY(bench.session->preview().built.has_value());
        QVERIFY(bench.session->preview().built->http.body.text.find("refresh_token=abcdef") != std::string::npos);
    }

    void historyHoldsNoSecret() {
        Bench bench;
        bench.network->answer = reply(200, "OK", tokenAnswer);
        bench.choosePreset("generic");
        bench.find<QComboBox>("endpointUrl")->setEditText(QStringLiteral("https://issuer.example/token"));
        bench.type("endpointClientId", QStringLiteral("me"));
        auto* secret = bench.find<QWidget>("endpointSecret")->findChild<QLineEdit*>();
        secret->setText(QStringLiteral("sample-secret"));
        Q_EMIT secret->textEdited(secret->text());
        bench.session->refreshPreview();
        QVERIFY(bench.send());
        QVERIFY(!bench.session->history().front()->form.secret);
    }

    void everyControlHasANameForScreenReaders() {
        Bench bench;
        bench.fillHeflo();
        for (const QWidget* widget : bench.workspace->findChildren<QWidget*>()) {
            const bool control = qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                                 qobject_cast<const QAbstractButton*>(widget);
            if (control && widget->isVisible() && widget->focusPolicy() != Qt::NoFocus &&
                qobject_cast<const QComboBox*>(widget->parentWidget()) == nullptr &&
                qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) == nullptr) {
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                QVERIFY2(!widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty()),
                         qPrintable(widget->objectName() + " of " + widget->parentWidget()->objectName()));
            }
        }
    }
};

QTEST_MAIN(EndpointWorkspaceTest)
#include "tst_endpoint_workspace.moc"

#include <QSignalSpy>
