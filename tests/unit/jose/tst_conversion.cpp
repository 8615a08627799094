// SPDX-License-Identifier: Apache-2.0
// Several signatures, conversions between the serializations, and compressed payloads.
#include "base/base64url.h"
#include "crypto/generate.h"
#include "jose/compact.h"
#include "jose/compression.h"
#include "jose/conversion.h"
#include "jose/jwe.h"
#include "jose/jws.h"
#include "jose_support.h"
#include "rfc_examples.h"
#include "support/places.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

namespace {

constexpr std::string_view secretKey = R"({"kty":"oct","kid":"s","k":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEy"})";

std::string codeOf(const Result<std::string>& answer) {
    return answer ? std::string() : std::string(name(answer.error().code));
}

std::string ecKeyWith(const char* kid) {
    const std::string key = examples::rfc7515_a3_key;
    return key.substr(0, key.size() - 1) + R"(,"kid":")" + kid + "\"}";
}

QJsonObject object(std::string_view text) {
    return QJsonDocument::fromJson(qt(text)).object();
}

std::shared_ptr<const KeySet> both() {
    return keysOf(R"({"keys":[)" + std::string(secretKey) + "," + ecKeyWith("e") + "]}");
}

std::vector<JsonSigner> two() {
    return {{jwkOf(secretKey), R"({"alg":"HS256"})", R"({"kid":"s"})"},
            {jwkOf(ecKeyWith("e")), R"({"alg":"ES256","kid":"e"})", {}}};
}

QJsonObject cookbook(const char* path) {
    QFile file(places::sharedVectors("/rfc7520/") + QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

} // namespace

class TestConversion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void severalSigners() {
        const auto token = signJson(two(), asBytes("{}"), JsonForm::General);
        QVERIFY2(token, token ? "" : token.error().detail.c_str());
        const auto reports = verifyJsonToken(*token, both(), {}, at(0));
        QVERIFY(reports && reports->size() == 2);
        QVERIFY(reports->at(0).accepted() && reports->at(1).accepted());
        // One signature spoilt: the other keeps its own verdict.
        const JsonToken read = *readJsonToken(*token);
        std::string spoilt = *token;
        const std::size_t place = spoilt.find(read.signatures[1].signature);
        spoilt[place] = spoilt[place] == 'A' ? 'B' : 'A';
        const auto after = verifyJsonToken(spoilt, both(), {}, at(0));
        QVERIFY(after && after->at(0).accepted());
        QCOMPARE(after->at(1).verdict, Verdict::Invalid);
        // One key of the two.
        const auto partly = verifyJsonToken(*token, keysOf("{\"keys\":[" + ecKeyWith("e") + "]}"), {}, at(0));
        QCOMPARE(partly->at(0).verdict, Verdict::NotChecked);
        QVERIFY(partly->at(1).accepted());
    }
    void signersThatCannot() {
        QCOMPARE(codeOf(signJson({}, {}, JsonForm::General)), std::string("token-structure"));
        QCOMPARE(codeOf(signJson(two(), {}, JsonForm::Flattened)), std::string("token-structure"));
        auto signers = two();
        signers[0].unprotectedHeader = R"({"alg":"HS256"})";
        QCOMPARE(codeOf(signJson(signers, {}, JsonForm::General)), std::string("json-duplicate-name"));
        signers = two();
        signers[1].protectedHeader = R"({"alg":"ES256","b64":false,"crit":["b64"]})";
        QCOMPARE(codeOf(signJson(signers, {}, JsonForm::General)), std::string("token-header"));
        signers = two();
        signers[0].unprotectedHeader = R"({"crit":["b64"],"b64":true})";
        QCOMPARE(codeOf(signJson(signers, {}, JsonForm::General)), std::string("token-critical"));
        signers = two();
        signers[0].protectedHeader = "{}";
        QCOMPARE(codeOf(signJson(signers, {}, JsonForm::General)), std::string("token-header"));
        signers[0].unprotectedHeader.clear();
        signers[0].protectedHeader.clear();
        QCOMPARE(codeOf(signJson(signers, {}, JsonForm::General)), std::string("token-header"));
        signers[0].protectedHeader = "[]";
        QCOMPARE(codeOf(signJson(signers, {}, JsonForm::General)), std::string("token-header"));
        signers = two();
        signers[1].key = jwkOf(secretKey);
        QCOMPARE(codeOf(signJson(signers, {}, JsonForm::General)), std::string("key-type-mismatch"));
    }

    // RFC 7520 §4.5 to §4.7: what is deterministic comes out octet for octet.
    void cookbookOutput_data() {
        QTest::addColumn<QString>("path");
        QTest::newRow("4.5 detached") << "jws/4_5.signature_with_detached_content.json";
        QTest::newRow("4.6 some members protected") << "jws/4_6.protecting_specific_header_fields.json";
        QTest::newRow("4.7 content only") << "jws/4_7.protecting_content_only.json";
    }
    void cookbookOutput() {
        QFETCH(QString, path);
        const QJsonObject example = cookbook(qPrintable(path));
        if (example.isEmpty()) {
            QSKIP("the cookbook's examples are not here");
        }
        const auto text = [](const QJsonObject& json) {
            return json.isEmpty() ? std::string() : QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString();
        };
        const QJsonObject signing = example.value("signing").toObject();
        const QJsonObject input = example.value("input").toObject();
        // The header's own octets, not those of another writer of JSON.
        const std::string given = signing.value("protected_b64u").toString().toStdString();
        const auto header = base64url::decode(given);
        JsonSigner signer{jwkOf(text(input.value("key").toObject())), std::string(asText(*header)),
                          text(signing.value("unprotected").toObject())};
        const QByteArray payload = input.value("payload").toString().toUtf8();
        const QJsonObject wanted = example.value("output").toObject();
        for (const auto& [member, form] : {std::pair{"json", JsonForm::General}, {"json_flat", JsonForm::Flattened}}) {
            const QJsonObject expected = wanted.value(QLatin1String(member)).toObject();
            const auto place = expected.contains("payload") ? PayloadPlace::Attached : PayloadPlace::Detached;
            const auto token = signJson({signer}, asBytes(view(payload)), form, place);
            QVERIFY2(token, token ? "" : token.error().detail.c_str());
            QCOMPARE(object(*token), expected);
            // And from one form to the other.
            const auto flat =
                convertJws(*token, {place == PayloadPlace::Attached ? JwsForm::Flattened : JwsForm::DetachedFlattened,
                                    std::nullopt, std::nullopt});
            QCOMPARE(object(*flat), wanted.value("json_flat").toObject());
            const auto compact = convertJws(*token, {JwsForm::DetachedCompact, std::nullopt, std::nullopt});
            if (wanted.contains("compact")) {
                QCOMPARE(QString::fromStdString(*compact), wanted.value("compact").toString());
            } else {
                QCOMPARE(codeOf(compact), std::string("token-unsupported"));
            }
        }
    }
    void cookbookSeveralSignatures() {
        const QJsonObject example = cookbook("jws/4_8.multiple_signatures.json");
        if (example.isEmpty()) {
            QSKIP("the cookbook's examples are not here");
        }
        const QByteArray general =
            QJsonDocument(example.value("output").toObject().value("json").toObject()).toJson(QJsonDocument::Compact);
        QJsonArray keys;
        for (const QJsonValue& key : example.value("input").toObject().value("key").toArray()) {
            keys.append(key);
        }
        const QByteArray set = QJsonDocument(QJsonObject{{"keys", keys}}).toJson(QJsonDocument::Compact);
        VerificationPolicy policy;
        policy.keyRules = VerificationPolicy::KeyRules::Usual;
        const auto reports = verifyJsonToken(view(general), keysOf(view(set)), policy, at(0));
        QVERIFY(reports);
        QCOMPARE(reports->size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY2(reports->at(i).verdict == Verdict::Verified, reports->at(i).row(CheckId::Key).detail.c_str());
            const auto flat = convertJws(view(general), {JwsForm::Flattened, i, std::nullopt});
            QVERIFY(flat);
            QCOMPARE(verifyToken(*flat, keysOf(view(set)), policy, at(0)).verdict, Verdict::Verified);
        }
    }

    // Every form to every other and back, with the verdict that it had.
    void thereAndBack() {
        const auto attached = signCompact(R"({"alg":"HS256"})", asBytes("{\"a\":1}"), jwkOf(secretKey));
        QVERIFY(attached);
        constexpr std::array forms{JwsForm::Compact,         JwsForm::Flattened,         JwsForm::General,
                                   JwsForm::DetachedCompact, JwsForm::DetachedFlattened, JwsForm::DetachedGeneral};
        for (const JwsForm form : forms) {
            QCOMPARE(findJwsForm(name(form)).value(), form);
            const auto there = convertJws(*attached, {form, std::nullopt, std::nullopt});
            QVERIFY2(there, there ? "" : there.error().detail.c_str());
            QCOMPARE(*jwsFormOf(*there), form);
            const bool detached = name(form).starts_with("detached");
            const auto payload = detached ? std::optional<ByteView>(asBytes("{\"a\":1}")) : std::nullopt;
            QVERIFY(verifyToken(*there, keysOf(secretKey), {}, at(0), payload).accepted());
            for (const JwsForm other : forms) {
                const auto back = convertJws(*there, {other, std::nullopt, payload});
                QVERIFY2(back, back ? "" : back.error().detail.c_str());
                QCOMPARE(*convertJws(*back, {JwsForm::Compact, std::nullopt,
                                             name(other).starts_with("detached")
                                                 ? std::optional<ByteView>(asBytes("{\"a\":1}"))
                                                 : std::nullopt}),
                         *attached);
            }
        }
        QVERIFY(!findJwsForm("none"));
    }
    void conversionsThatCannotBe() {
        const auto general = signJson(two(), asBytes("{}"), JsonForm::General);
        QCOMPARE(codeOf(convertJws(*general, {JwsForm::Flattened, std::nullopt, std::nullopt})),
                 std::string("token-unsupported"));
        QCOMPARE(codeOf(convertJws(*general, {JwsForm::Compact, 0, std::nullopt})), std::string("token-unsupported"));
        QCOMPARE(codeOf(convertJws(*general, {JwsForm::Compact, 1, std::nullopt})), std::string());
        QCOMPARE(codeOf(convertJws(*general, {JwsForm::Compact, 2, std::nullopt})), std::string("token-structure"));
        QCOMPARE(codeOf(convertJws(*general, {JwsForm::General, std::nullopt, asBytes("x")})),
                 std::string("token-structure"));
        const auto detached = convertJws(*general, {JwsForm::DetachedGeneral, std::nullopt, std::nullopt});
        QCOMPARE(codeOf(convertJws(*detached, {JwsForm::General, std::nullopt, std::nullopt})),
                 std::string("token-structure"));
        constexpr std::string_view plain = R"({"alg":"HS256","b64":false,"crit":["b64"]})";
        const auto dotted = signJson(plain, asBytes("$.02"), jwkOf(examples::rfc7797_key), JsonForm::Flattened);
        QVERIFY(dotted);
        QCOMPARE(codeOf(convertJws(*dotted, {JwsForm::Compact, std::nullopt, std::nullopt})),
                 std::string("token-unsupported"));
        const auto without = convertJws(*dotted, {JwsForm::DetachedCompact, std::nullopt, std::nullopt});
        QCOMPARE(*without, std::string(examples::rfc7797_42_token));
        QCOMPARE(object(*convertJws(*without, {JwsForm::Flattened, std::nullopt, asBytes("$.02")})), object(*dotted));
        QCOMPARE(codeOf(convertJws(*without, {JwsForm::Flattened, std::nullopt, asBytes("\xFF")})),
                 std::string("token-unsupported"));
        QCOMPARE(codeOf(convertJws("a.b", {})), std::string("token-structure"));
        QCOMPARE(codeOf(convertJws("a.\xFF.b", {JwsForm::Flattened, std::nullopt, std::nullopt})),
                 std::string("token-unsupported"));
    }

    void encryptedForms() {
        const Jwk key = jwkOf(R"({"kty":"oct","k":"MDEyMzQ1Njc4OTAxMjM0NQ"})");
        EncryptionRequest request;
        request.protectedHeader = R"({"alg":"A128KW","enc":"A128GCM"})";
        request.recipients.push_back({key, {}});
        const auto made = encryptToken(request, asBytes("text"));
        QVERIFY(made);
        for (const JweFormKind form : {JweFormKind::Flattened, JweFormKind::General, JweFormKind::Compact}) {
            const auto there = convertJwe(made->token, form);
            QVERIFY(there);
            QVERIFY(readJweForm(*there)->kind == form);
            KeySet set(KeySet::Origin::SingleKey);
            set.add(KeyEntry{key, "jwk", std::nullopt, {}});
            QVERIFY(decryptToken(*there, std::make_shared<const KeySet>(std::move(set))));
            QCOMPARE(*convertJwe(*there, JweFormKind::Compact), made->token);
        }
        request.form = JweFormKind::General;
        request.protectedHeader = R"({"enc":"A128GCM"})";
        request.recipients = {{key, R"({"alg":"A128KW","kid":"1"})"}, {key, R"({"alg":"A128KW","kid":"2"})"}};
        request.additionalData = toBytes("seen");
        const auto several = encryptToken(request, asBytes("text"));
        QVERIFY(several);
        QCOMPARE(codeOf(convertJwe(several->token, JweFormKind::Flattened)), std::string("token-unsupported"));
        QCOMPARE(codeOf(convertJwe(several->token, JweFormKind::Compact, 0)), std::string("token-unsupported"));
        QCOMPARE(codeOf(convertJwe(several->token, JweFormKind::Flattened, 2)), std::string("token-structure"));
        QCOMPARE(object(*convertJwe(several->token, JweFormKind::General)), object(several->token));
        const auto second = convertJwe(several->token, JweFormKind::Flattened, 1);
        QVERIFY(second);
        QCOMPARE(object(*second).value("header").toObject().value("kid").toString(), QStringLiteral("2"));
        KeySet set(KeySet::Origin::SingleKey);
        set.add(KeyEntry{key, "jwk", std::nullopt, {}});
        const auto opened = decryptToken(*second, std::make_shared<const KeySet>(std::move(set)));
        QVERIFY(opened && asText(opened->plaintext.reveal()) == "text");
        QVERIFY(!convertJwe("a.b.c", JweFormKind::General));
    }

    // SMART Health Cards: the payload is compressed, and claims are read of what it holds.
    void compressedPayload() {
        constexpr std::string_view claims = R"({"iss":"https://x","nbf":1000,"vc":{}})";
        const auto packed = deflateRaw(asBytes(claims));
        const auto token = signCompact(R"({"zip":"DEF","alg":"HS256"})", packed->reveal(), jwkOf(secretKey));
        QVERIFY(token);
        const auto early = verifyToken(*token, keysOf(secretKey), {}, at(0));
        QCOMPARE(early.verdict, Verdict::Verified);
        QCOMPARE(early.row(CheckId::NotBefore).outcome, Outcome::Fail);
        QCOMPARE(early.row(CheckId::PayloadJson).outcome, Outcome::Pass);
        QCOMPARE(qt(asText(early.inflated.value())), qt(claims));
        QCOMPARE(early.payload, Bytes(packed->reveal().begin(), packed->reveal().end()));
        QVERIFY(verifyToken(*token, keysOf(secretKey), {}, at(1000)).accepted());
        QCOMPARE(qt(asText(readParts(*token).find(PartName::Payload)->inflated.value())), qt(claims));
        const auto flat = convertJws(*token, {JwsForm::Flattened, std::nullopt, std::nullopt});
        QVERIFY(verifyToken(*flat, keysOf(secretKey), {}, at(1000)).inflated.has_value());
        // No DEFLATE data, and a bomb: the signature holds, the payload does not.
        const auto broken = signCompact(R"({"zip":"DEF","alg":"HS256"})", asBytes("{}"), jwkOf(secretKey));
        const auto report = verifyToken(*broken, keysOf(secretKey), {}, at(0));
        QCOMPARE(report.verdict, Verdict::Verified);
        QVERIFY(!report.accepted() && !report.inflated);
        QCOMPARE(report.row(CheckId::PayloadJson).error->code, ErrorCode::TokenPayload);
        QVERIFY(!readParts(*broken).find(PartName::Payload)->inflated);
        const auto zeros = deflateRaw(Bytes(250'001, '0'));
        const auto bomb = signCompact(R"({"zip":"DEF","alg":"HS256"})", zeros->reveal(), jwkOf(secretKey));
        QCOMPARE(verifyToken(*bomb, keysOf(secretKey), {}, at(0)).row(CheckId::PayloadJson).error->code,
                 ErrorCode::TokenLimit);
        // Not announced under the signature: not looked at.
        const auto outside = signJson({JsonSigner{jwkOf(secretKey), R"({"alg":"HS256"})", R"({"zip":"DEF"})"}},
                                      packed->reveal(), JsonForm::Flattened);
        QVERIFY(!verifyToken(*outside, keysOf(secretKey), {}, at(1000)).inflated);
    }
};

QTEST_GUILESS_MAIN(TestConversion)
#include "tst_conversion.moc"
