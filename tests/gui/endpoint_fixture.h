// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/reveal_control.h"
#include "common/style.h"
#include "common/switch_row.h"
#include "common/theme.h"
#include "endpoint/endpoint_workspace.h"
#include "endpoint/extra_table.h"
#include "endpoint/field_list.h"
#include "endpoint/wire_text.h"
#include "jose/key_material.h"
#include "keys/marked_clipboard.h"
#include "support/fake_secret_store.h"
#include "support/places.h"
#include "workbench/clipboard_guard.h"
#include "workbench/key_ring.h"
#include "workbench/settings.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAbstractSpinBox>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

/// The Endpoint workspace with a network that answers from memory.
namespace twb::test {

using namespace twb::ui;

/// Answers what it was told to; keeps what it was asked.
class PaperNetwork final : public oauth::HttpTransport {
public:
    oauth::HttpExchange perform(const oauth::HttpRequest& request, std::stop_token stop) override {
        asked.push_back(request.url);
        bodies.push_back(request.body.text);
        if (hangs) {
            while (!stop.stop_requested()) {
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
            oauth::HttpExchange stopped;
            stopped.failure = oauth::HttpFailure{oauth::HttpFault::Cancelled, {}};
            return stopped;
        }
        oauth::HttpExchange exchange = answer;
        exchange.tlsVersion = "TLSv1.3";
        exchange.timing.total = std::chrono::microseconds(186'000);
        const auto wire = oauth::wireOctets(request);
        using Piece = oauth::TranscriptPiece;
        exchange.transcript.push_back(
            {Piece::Direction::Sent, Piece::Part::Head, oauth::WipedText(wire ? *wire : std::string())});
        std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " " + answer.statusText + "\r\n";
        for (const oauth::HttpHeader& header : answer.headers) {
            head += header.name + ": " + header.value + "\r\n";
        }
        exchange.transcript.push_back(
            {Piece::Direction::Received, Piece::Part::Head, oauth::WipedText(head + "\r\n" + answer.body.text)});
        return exchange;
    }
    oauth::HttpExchange answer;
    std::atomic<bool> hangs{false};
    std::vector<std::string> asked;
    std::vector<std::string> bodies;
};

inline oauth::HttpExchange reply(int status, const std::string& text, const std::string& body) {
    oauth::HttpExchange exchange;
    exchange.status = status;
    exchange.statusText = text;
    exchange.headers = {{"Content-Type", "application/json; charset=UTF-8"}, {"Cache-Control", "no-store"}};
    exchange.body.text = body;
    return exchange;
}

inline const std::string sampleToken =
    "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJodHRwczovL2F1dGguaGVmbG8uZXhhbXBsZSIsInN1YiI6InR3LWRlbW8tY2xp"
    "ZW50IiwiZXhwIjoxNzk1MjAxMzgwfQ.c2lnbmF0dXJl";
inline const std::string tokenAnswer =
    "{\"access_token\":\"" + sampleToken + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";

/// A private RSA key of the tests' vectors.
inline jose::KeySet vectorKeys() {
    QFile file(places::ownVectors("/keys.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("no vectors");
    }
    for (const QJsonValue& key : QJsonDocument::fromJson(file.readAll()).object().value("keys").toArray()) {
        if (key.toObject().value("private").toObject().value("kty") == QLatin1String("RSA")) {
            const QByteArray jwk = QJsonDocument(key.toObject().value("private").toObject()).toJson();
            auto keys = jose::readKeyMaterial(asBytes({jwk.constData(), static_cast<std::size_t>(jwk.size())}));
            if (keys) {
                return *keys;
            }
        }
    }
    qFatal("no RSA key among the vectors");
}

/// All that the workspace stands on.
class Bench {
public:
    Bench() {
        theme.setMotion(Motion::Off);
        theme.apply();
        auto made = std::make_unique<PaperNetwork>();
        network = made.get();
        workbench::EndpointKeeping keeping{folder.path(), std::make_unique<FakeSecretStore>(&vault)};
        session = std::make_unique<workbench::EndpointSession>(clock, std::move(made), std::move(keeping));
        ring.add(vectorKeys(), QStringLiteral("HEFLO client key 2026"), QStringLiteral("HEFLO client key 2026"));
        workspace = std::make_unique<EndpointWorkspace>(*session, ring, clipboard, settings);
        workspace->resize(1340, 780);
        workspace->show();
    }
    template <typename T>
    T* find(const char* name) const {
        T* const found = workspace->findChild<T*>(QLatin1String(name));
        if (found == nullptr) {
            qFatal("%s is not there", name);
        }
        return found;
    }
    void choosePreset(const char* id) const {
        auto* box = find<QComboBox>("endpointPreset");
        box->setCurrentIndex(box->findData(QLatin1String(id)));
        Q_EMIT box->activated(box->currentIndex());
    }
    void type(const char* name, const QString& text) const {
        auto* edit = find<QLineEdit>(name);
        edit->setText(text);
        Q_EMIT edit->textEdited(text);
    }
    void fillHeflo() const {
        choosePreset("heflo");
        find<QComboBox>("endpointUrl")->setEditText(QStringLiteral("https://auth.heflo.example/connect/token"));
        type("endpointClientId", QStringLiteral("tw-demo-client"));
        session->refreshPreview();
    }
    bool send() const {
        QSignalSpy finished(session.get(), &workbench::EndpointSession::finished);
        QTest::mouseClick(find<QPushButton>("endpointSend"), Qt::LeftButton);
        return finished.count() > 0 || finished.wait(5000);
    }
    void picture(const char* name) const {
        QTest::qWait(20);
        QDir().mkpath(places::build("/pictures"));
        workspace->grab().save(places::build("/pictures/%1.png").arg(QLatin1String(name)));
    }

    QTemporaryDir folder; ///< settings, presets, history
    test::Vault vault;
    FixedClock clock{Time(std::chrono::seconds(1795197780))};
    Theme theme;
    workbench::Settings settings{folder.filePath(QStringLiteral("s.ini")), nullptr};
    workbench::KeyRing ring{clock};
    workbench::ClipboardGuard clipboard{ui::markedClipboard()};
    PaperNetwork* network = nullptr;
    std::unique_ptr<workbench::EndpointSession> session;
    std::unique_ptr<EndpointWorkspace> workspace;
};

} // namespace twb::test
