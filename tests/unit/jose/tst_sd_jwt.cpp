// SPDX-License-Identifier: Apache-2.0
// SD-JWT: the examples of RFC 9901 where they are, tokens of our own with every rule broken in turn, and key binding.
#include "base/base64url.h"
#include "crypto/digest.h"
#include "crypto/generate.h"
#include "jose/jws.h"
#include "jose/sd_jwt.h"
#include "jose_support.h"
#include "support/places.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

namespace {

QByteArray compactJson(const QJsonValue& value) {
    return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

std::string digestOf(std::string_view text) {
    return base64url::encode(ByteView(*crypto::digest(crypto::Hash::Sha256, asBytes(text))));
}

/// A disclosure of JSON text, and its digest in quotes.
struct Made {
    std::string encoded;
    std::string quoted;
    explicit Made(std::string_view json)
        : encoded(base64url::encode(json))
        , quoted("\"" + digestOf(encoded) + "\"") {}
};

Jwk plain(crypto::Key key) {
    return Jwk{std::move(key), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
}

std::shared_ptr<const KeySet> setOf(const Jwk& key) {
    KeySet set(KeySet::Origin::SingleKey);
    KeyEntry entry{key, "jwk", std::nullopt, {}};
    set.add(std::move(entry));
    return std::make_shared<const KeySet>(std::move(set));
}

Outcome outcomeOf(const SdJwtReport& report, std::string_view id) {
    for (const SdJwtCheck& check : report.checks) {
        if (check.id == id) {
            return check.outcome;
        }
    }
    return Outcome::Skipped;
}

QByteArray why(const SdJwtReport& report) {
    std::string text;
    for (const SdJwtCheck& check : report.checks) {
        text += check.outcome == Outcome::Fail ? std::string(check.id) + ": " + check.detail + "; " : "";
    }
    return qt(text);
}

} // namespace

class TestSdJwt : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rfc9901_data() {
        QTest::addColumn<QJsonObject>("example");
        QFile file(places::sharedVectors("/rfc/rfc9901-sd-jwt.json"));
        if (!file.open(QIODevice::ReadOnly)) {
            QSKIP("rfc/rfc9901-sd-jwt.json of the shared vectors is absent");
        }
        for (const QJsonValue& example : QJsonDocument::fromJson(file.readAll()).object().value("cases").toArray()) {
            QTest::newRow(qPrintable(example.toObject().value("id").toString())) << example.toObject();
        }
    }
    void rfc9901() {
        QFETCH(QJsonObject, example);
        std::string token = example.value("token").toString().toStdString();
        if (example.value("token").isObject()) {
            const auto compact = compactSdJwt(view(compactJson(example.value("token"))));
            QVERIFY2(compact, compact ? "" : compact.error().detail.c_str());
            token = *compact;
        }
        if (example.value("form").toString() == "issuer-signed JWT only") {
            QCOMPARE(std::string(name(splitSdJwt(token).error().code)), std::string("token-structure"));
            token += "~";
        }
        const auto keys = keysOf(view(compactJson(example.value("key"))));
        KeyBindingPolicy binding;
        binding.nonce = "1234567890";
        binding.audience = "https://verifier.example.org";
        const bool bound = example.value("form").toString() == "SD-JWT+KB";
        binding.need = bound ? KeyBindingPolicy::Need::Required : KeyBindingPolicy::Need::Optional;
        VerificationPolicy policy;
        const auto report = verifySdJwt(token, keys, policy, binding, at(1748536900));
        QVERIFY2(report, report ? "" : report.error().detail.c_str());
        QVERIFY2(report->accepted(), why(*report));
        if (bound) {
            QVERIFY(outcomeOf(*report, "kb-signature") == Outcome::Pass);
            QVERIFY(outcomeOf(*report, "sd_hash") == Outcome::Pass);
        }
        if (example.contains("processed_payload")) {
            QCOMPARE(QJsonDocument::fromJson(qt(report->claims.payload)).object(),
                     example.value("processed_payload").toObject());
        }
        const QJsonArray disclosed = example.value("disclosures").toArray();
        if (example.contains("disclosures")) {
            QCOMPARE(static_cast<qsizetype>(report->claims.disclosures.size()), disclosed.size());
        }
        for (qsizetype i = 0; i < disclosed.size(); ++i) {
            const Disclosure& one = report->claims.disclosures[static_cast<std::size_t>(i)];
            QCOMPARE(QString::fromStdString(one.salt), disclosed.at(i).toArray().first().toString());
            QVERIFY(!one.path.empty());
        }
        // Every disclosure spoilt in turn breaks the token.
        const auto parts = splitSdJwt(token);
        for (const std::string_view each : parts->disclosures) {
            std::string changed = token;
            char& last = changed[static_cast<std::size_t>(each.data() - token.data()) + each.size() / 2];
            last = last == 'A' ? 'B' : 'A';
            const auto spoilt = verifySdJwt(changed, keys, policy, binding, at(1748536900));
            QVERIFY(!spoilt || !spoilt->accepted());
        }
    }

    void namesElementsAndNesting() {
        const Made element(R"(["s1","DE"])");
        const Made inner(R"(["s2","city","Köln"])");
        const Made outer(R"(["s3","address",{"street":1.50,"_sd":[)" + inner.quoted + "]}]");
        const std::string payload = R"({"iss":"x","_sd_alg":"sha-256","_sd":[)" + outer.quoted + R"(,"hidden"],)" +
                                    R"("nat":["US",{"...":)" + element.quoted + R"(},{"...":"decoy"}]})";
        const auto claims = resolveDisclosures(payload, {element.encoded, inner.encoded, outer.encoded});
        QVERIFY2(claims, claims ? "" : claims.error().detail.c_str());
        QCOMPARE(qt(claims->payload),
                 QByteArray(R"({"iss":"x","nat":["US","DE"],"address":{"street":1.50,"city":"Köln"}})"));
        QCOMPARE(claims->disclosures[0].path, std::string("/nat/1"));
        QCOMPARE(claims->disclosures[1].path, std::string("/address/city"));
        QCOMPARE(claims->disclosures[2].path, std::string("/address"));
        QCOMPARE(claims->undisclosed.size(), std::size_t{2});
        const auto none = resolveDisclosures(payload, {});
        QVERIFY(none);
        QCOMPARE(qt(none->payload), QByteArray(R"({"iss":"x","nat":["US"]})"));
        QCOMPARE(none->undisclosed.size(), std::size_t{4});
        // The inner one alone has no place.
        QVERIFY(!resolveDisclosures(payload, {inner.encoded}));
    }

    void rulesThatAreBroken_data() {
        QTest::addColumn<QByteArray>("disclosure");
        QTest::addColumn<QByteArray>("payload"); // % is the digest in quotes
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const char* disclosure, const char* payload, const char* code) {
            QTest::newRow(name) << QByteArray(disclosure) << QByteArray(payload) << QByteArray(code);
        };
        const char* claim = R"(["s","a",1])";
        row("sound", claim, R"({"_sd":[%]})", "");
        row("no digest names it", claim, R"({"_sd":["x"]})", "token-payload");
        row("a digest twice", claim, R"({"_sd":[%,%]})", "token-payload");
        row("a digest twice, elsewhere", claim, R"({"_sd":[%],"b":{"_sd":[%]}})", "token-payload");
        row("a decoy twice", claim, R"({"_sd":[%,"x","x"]})", "token-payload");
        row("there already", claim, R"({"a":2,"_sd":[%]})", "token-payload");
        row("called _sd", R"(["s","_sd",1])", R"({"_sd":[%]})", "token-payload");
        row("called ...", R"(["s","...",1])", R"({"_sd":[%]})", "token-payload");
        row("an element as a claim", R"(["s",1])", R"({"_sd":[%]})", "token-payload");
        row("a claim as an element", claim, R"({"b":[{"...":%}]})", "token-payload");
        row("more beside ...", R"(["s",1])", R"({"b":[{"...":%,"c":1}]})", "token-payload");
        row("... in an object", R"(["s",1])", R"({"...":%})", "token-payload");
        row("four elements", R"(["s","a",1,2])", R"({"_sd":[%]})", "token-payload");
        row("one element", R"(["s"])", R"({"_sd":[%]})", "token-payload");
        row("no array", R"({"a":1})", R"({"_sd":[%]})", "token-payload");
        row("salt no string", R"([1,"a",1])", R"({"_sd":[%]})", "token-payload");
        row("name no string", R"(["s",1,1])", R"({"_sd":[%]})", "token-payload");
        row("no JSON", "[", R"({"_sd":[%]})", "json-syntax");
        row("a name twice in it", R"(["s","a",{"x":1,"x":2}])", R"({"_sd":[%]})", "json-duplicate-name");
        row("_sd no array", claim, R"({"_sd":%})", "token-payload");
        row("digest no string", claim, R"({"_sd":[%,1]})", "token-payload");
        row("unknown hash", claim, R"({"_sd_alg":"md5","_sd":[%]})", "token-unsupported");
        row("another hash", claim, R"({"_sd_alg":"sha-512","_sd":[%]})", "token-payload");
        row("payload no object", claim, "[%]", "token-payload");
    }
    void rulesThatAreBroken() {
        QFETCH(QByteArray, disclosure);
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, code);
        const Made made(view(disclosure));
        payload.replace("%", qt(made.quoted));
        const auto claims = resolveDisclosures(view(payload), {made.encoded});
        QCOMPARE(claims ? QByteArray() : qt(name(claims.error().code)), code);
    }
    void theSameDisclosureTwice() {
        const Made made(R"(["s","a",1])");
        QVERIFY(!resolveDisclosures(R"({"_sd":[)" + made.quoted + "]}", {made.encoded, made.encoded}));
    }

    void bindingAndPresentation() {
        const Jwk issuer = plain(*crypto::generateEc(crypto::Curve::P256));
        const Jwk holder = plain(*crypto::generateOkp(crypto::Curve::Ed25519));
        const Made a(R"(["s","a",1])");
        const Made exp(R"(["s","exp",1000])");
        const std::string payload = R"({"_sd":[)" + a.quoted + "," + exp.quoted + R"(],"cnf":{"jwk":)" +
                                    *writePublicJwk(plain(holder.key.publicHalf())) + "}}";
        const std::string signedToken = *signCompact(R"({"alg":"ES256"})", asBytes(payload), issuer);
        const std::string all = signedToken + "~" + a.encoded + "~" + exp.encoded + "~";
        const std::string one = *presentSdJwt(all, {digestOf(a.encoded)});
        QCOMPARE(one, signedToken + "~" + a.encoded + "~");
        QVERIFY(!presentSdJwt(all, {"unknown"}));
        const auto bind = [&](const std::string& text, const char* typ, const char* more, const Jwk& key) {
            const std::string claims = R"({"iat":900,"nonce":"n","aud":"v","sd_hash":)" + std::string("\"") +
                                       digestOf(text) + "\"" + more + "}";
            return text +
                   *signCompact(R"({"alg":"EdDSA","typ":)" + std::string("\"") + typ + "\"}", asBytes(claims), key);
        };
        KeyBindingPolicy binding;
        binding.need = KeyBindingPolicy::Need::Required;
        binding.nonce = "n";
        binding.audience = "v";
        const auto verify = [&](const std::string& token, long long now = 930) {
            auto report = verifySdJwt(token, setOf(plain(issuer.key.publicHalf())), {}, binding, at(now));
            return report ? std::move(*report) : SdJwtReport();
        };
        const std::string bound = bind(one, "kb+jwt", "", holder);
        QVERIFY2(verify(bound).accepted(), why(verify(bound)));
        QVERIFY(outcomeOf(verify(one), "kb-present") == Outcome::Fail);
        QVERIFY(outcomeOf(verify(bind(one, "JWT", "", holder)), "kb-typ") == Outcome::Fail);
        const Jwk other = plain(*crypto::generateOkp(crypto::Curve::Ed25519));
        QVERIFY(outcomeOf(verify(bind(one, "kb+jwt", "", other)), "kb-signature") == Outcome::Fail);
        // A binding for fewer disclosures does not serve for more.
        const std::string moved = all + bound.substr(one.size());
        QVERIFY(outcomeOf(verify(moved), "sd_hash") == Outcome::Fail);
        QVERIFY(outcomeOf(verify(bound, 839), "kb-iat") == Outcome::Fail);
        binding.maximumAge = std::chrono::seconds(10);
        QVERIFY(outcomeOf(verify(bound, 970), "kb-iat") == Outcome::Pass);
        QVERIFY(outcomeOf(verify(bound, 971), "kb-iat") == Outcome::Fail);
        binding.maximumAge = std::chrono::seconds(0);
        binding.nonce = "other";
        QVERIFY(outcomeOf(verify(bound), "nonce") == Outcome::Fail);
        binding.nonce = "n";
        binding.audience = "other";
        QVERIFY(outcomeOf(verify(bound), "aud") == Outcome::Fail);
        binding.audience = "v";
        // A date that was disclosed counts as one that was not hidden: the last second, and the first after.
        const std::string dated = bind(all, "kb+jwt", "", holder);
        QVERIFY(verify(dated, 1059).accepted());
        QVERIFY(outcomeOf(verify(dated, 1060), "exp") == Outcome::Fail);
        // Another issuer.
        const auto foreign = verifySdJwt(bound, setOf(other), {}, binding, at(930));
        QVERIFY(foreign && !foreign->accepted());
    }

    void structures() {
        QVERIFY(!splitSdJwt("a.b.c"));
        QVERIFY(!splitSdJwt("a.b.c~~"));
        QCOMPARE(splitSdJwt("a.b.c~")->disclosures.size(), std::size_t{0});
        QCOMPARE(splitSdJwt("a.b.c~x~y~k")->disclosures.size(), std::size_t{2});
        QCOMPARE(std::string(splitSdJwt("a.b.c~x~y~k")->keyBinding), std::string("k"));
        QCOMPARE(std::string(splitSdJwt("a.b.c~x~y~k")->hashed), std::string("a.b.c~x~y~"));
        std::string many = "a.b.c~";
        for (int i = 0; i < 1001; ++i) {
            many += "x~";
        }
        QVERIFY(splitSdJwt(many).error().code == ErrorCode::TokenLimit);
    }
};

QTEST_GUILESS_MAIN(TestSdJwt)
#include "tst_sd_jwt.moc"
