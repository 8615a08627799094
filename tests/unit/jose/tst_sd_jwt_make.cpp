// SPDX-License-Identifier: Apache-2.0
// Making SD-JWTs: the disclosures of RFC 9901 octet for octet, what an issuer must not do, holders and presentations.
#include "base/base64url.h"
#include "crypto/generate.h"
#include "jose/sd_jwt_make.h"
#include "jose_support.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

namespace {

Jwk plain(crypto::Key key) {
    return Jwk{std::move(key), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
}

std::shared_ptr<const KeySet> setOf(const Jwk& key) {
    KeySet set(KeySet::Origin::SingleKey);
    set.add(KeyEntry{key, "jwk", std::nullopt, {}});
    return std::make_shared<const KeySet>(std::move(set));
}

QJsonObject object(std::string_view json) {
    return QJsonDocument::fromJson(qt(json)).object();
}

std::vector<std::string_view> encodedOf(const HiddenClaims& claims) {
    std::vector<std::string_view> all;
    for (const Disclosure& each : claims.disclosures) {
        all.push_back(each.encoded);
    }
    return all;
}

std::string codeOf(const Result<HiddenClaims>& answer) {
    return answer ? std::string() : std::string(name(answer.error().code));
}

constexpr std::string_view person =
    R"({"iss":"https://i","sub":"7","email":"a@b","address":{"street":"S 1","city":"Köln","country":"DE"},)"
    R"("nat":["DE","FR","US"],"n":1.50,"deep":{"list":[[1,2],{"x":[3]}]}})";

} // namespace

class TestSdJwtMake : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // §4.2.1 to §4.2.3: the salts are given, so disclosures and digests are those of the RFC.
    void rfc9901Disclosures() {
        Hiding hiding;
        hiding.disclosable = {"/family_name"};
        hiding.salts = {"_26bc4LT-ac6q2KI6cBW5es"};
        const auto claim = hideClaims(R"({"family_name":"Möbius"})", hiding);
        QVERIFY2(claim, claim ? "" : claim.error().detail.c_str());
        QCOMPARE(claim->disclosures[0].encoded,
                 std::string("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"));
        QCOMPARE(claim->payload,
                 std::string(R"({"_sd":["X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"],"_sd_alg":"sha-256"})"));
        hiding.disclosable = {"/nationalities/1"};
        hiding.salts = {"lklxF5jMYlGTPUovMNIvCA"};
        const auto element = hideClaims(R"({"nationalities":["DE", "FR", "US"]})", hiding);
        QVERIFY(element);
        QCOMPARE(element->disclosures[0].encoded, std::string("WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0"));
        QCOMPARE(element->payload, std::string(R"({"nationalities":["DE",{"...":)"
                                               R"("w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs"},"US"],)"
                                               R"("_sd_alg":"sha-256"})"));
    }

    void whatIsHiddenComesBack_data() {
        QTest::addColumn<QStringList>("paths");
        QTest::addColumn<int>("decoys");
        QTest::newRow("nothing") << QStringList{} << 0;
        QTest::newRow("only decoys") << QStringList{} << 3;
        QTest::newRow("claims") << QStringList{"/email", "/sub"} << 0;
        QTest::newRow("elements") << QStringList{"/nat/0", "/nat/1", "/nat/2"} << 2;
        QTest::newRow("within one another") << QStringList{"/address", "/address/city", "/address/country"} << 1;
        QTest::newRow("deep") << QStringList{"/deep/list/1/x/0", "/deep/list/1/x", "/deep/list/0", "/deep"} << 5;
        QTest::newRow("nearly all") << QStringList{"/sub", "/email", "/address", "/nat", "/n", "/deep"} << 0;
    }
    void whatIsHiddenComesBack() {
        QFETCH(QStringList, paths);
        QFETCH(int, decoys);
        for (const crypto::Hash hash : {crypto::Hash::Sha256, crypto::Hash::Sha384, crypto::Hash::Sha512}) {
            Hiding hiding;
            hiding.decoys = static_cast<std::size_t>(decoys);
            hiding.hash = hash;
            for (const QString& path : paths) {
                hiding.disclosable.push_back(path.toStdString());
            }
            const auto hidden = hideClaims(person, hiding);
            QVERIFY2(hidden, hidden ? "" : hidden.error().detail.c_str());
            QCOMPARE(hidden->disclosures.size(), hiding.disclosable.size());
            QCOMPARE(object(hidden->payload).contains("_sd_alg"), !paths.empty() || decoys > 0);
            const auto resolved = resolveDisclosures(hidden->payload, encodedOf(*hidden));
            QVERIFY2(resolved, resolved ? "" : resolved.error().detail.c_str());
            QCOMPARE(object(resolved->payload), object(person));
            QVERIFY(paths.contains("/n") || qt(resolved->payload).contains("\"n\":1.50"));
            QVERIFY(static_cast<int>(resolved->undisclosed.size()) >= decoys);
            QVERIFY(resolved->hash == hash || (paths.empty() && decoys == 0));
            for (std::size_t i = 0; i < hidden->disclosures.size(); ++i) {
                const Disclosure& made = hidden->disclosures[i];
                const Disclosure& read = resolved->disclosures[i];
                QVERIFY(std::ranges::find(hiding.disclosable, made.path) != hiding.disclosable.end());
                QCOMPARE(read.path, made.path);
                QCOMPARE(read.digest, made.digest);
                QCOMPARE(read.parent, made.parent);
            }
        }
    }
    void digestsSayNothing() {
        Hiding hiding;
        hiding.disclosable = {"/email", "/sub"};
        hiding.decoys = 4;
        const auto one = hideClaims(person, hiding);
        const auto two = hideClaims(person, hiding);
        QVERIFY(one && two);
        QStringList digests;
        for (const QJsonValue& each : object(one->payload).value("_sd").toArray()) {
            digests << each.toString();
        }
        QCOMPARE(digests.size(), 6);
        QStringList sorted = digests;
        sorted.sort();
        QCOMPARE(digests, sorted);
        for (const QString& digest : digests) {
            QVERIFY(!qt(two->payload).contains(digest.toUtf8())); // salts are new each time
        }
        QCOMPARE(one->disclosures[0].salt.size(), std::size_t{22}); // 128 bits
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const char* payload, const char* path, const char* code) {
            QTest::newRow(name) << QByteArray(payload) << QByteArray(path) << QByteArray(code);
        };
        row("sound", R"({"a/b":1})", "/a~1b", "");
        row("a tilde", R"({"a~b":1})", "/a~0b", "");
        row("an empty name", R"({"":1})", "/", "");
        row("no slash", R"({"a":1})", "a", "token-payload");
        row("all claims", R"({"a":1})", "", "token-payload");
        row("nothing there", R"({"a":1})", "/b", "token-payload");
        row("a broken escape", R"({"a~":1})", "/a~2", "token-payload");
        row("beyond the array", R"({"a":[1]})", "/a/1", "token-payload");
        row("no number", R"({"a":[1]})", "/a/x", "token-payload");
        row("a leading zero", R"({"a":[1,2]})", "/a/01", "token-payload");
        row("into a text", R"({"a":"x"})", "/a/0", "token-payload");
        for (const char* name : {"iss", "aud", "exp", "nbf", "cnf"}) {
            QTest::newRow(name) << "{\"" + QByteArray(name) + "\":{\"x\":1}}"
                                << "/" + QByteArray(name) + "/x" << QByteArray("token-payload");
        }
        row("_sd", R"({"a":1,"_sd":[]})", "/a", "token-payload");
        row("_sd_alg", R"({"a":1,"_sd_alg":"sha-256"})", "/a", "token-payload");
        row("... deep inside", R"({"a":[{"b":{"...":"x"}}]})", "/a", "token-payload");
        row("no object", "[1]", "/0", "token-payload");
        row("no JSON", "{", "/a", "json-syntax");
        row("a name twice", R"({"a":1,"a":2})", "/a", "json-duplicate-name");
    }
    void refusals() {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, code);
        Hiding hiding;
        hiding.disclosable = {path.toStdString()};
        QCOMPARE(QByteArray::fromStdString(codeOf(hideClaims(view(payload), hiding))), code);
    }
    void refusalsOfMany() {
        Hiding hiding;
        hiding.disclosable = {"/email", "/email"};
        QCOMPARE(codeOf(hideClaims(person, hiding)), std::string("token-payload"));
        hiding.disclosable.clear();
        hiding.decoys = 1001;
        QCOMPARE(codeOf(hideClaims(person, hiding)), std::string("token-limit"));
        hiding.decoys = 400;
        hiding.disclosable = {"/address/city", "/nat/0", "/deep/list"};
        QCOMPARE(codeOf(hideClaims(person, hiding)), std::string("token-limit"));
        hiding.decoys = 0;
        hiding.hash = crypto::Hash::Sha1;
        QCOMPARE(codeOf(hideClaims(person, hiding)), std::string("algorithm-unsupported"));
    }

    void issueHoldAndShow() {
        const Jwk issuer = plain(*crypto::generateEc(crypto::Curve::P256));
        const Jwk holder = plain(*crypto::generateOkp(crypto::Curve::Ed25519));
        Hiding hiding;
        hiding.disclosable = {"/email", "/address", "/address/city", "/nat/1"};
        hiding.decoys = 2;
        const auto issued = issueSdJwt(R"({"alg":"ES256","typ":"example+sd-jwt"})", person, hiding, issuer, &holder);
        QVERIFY2(issued, issued ? "" : issued.error().detail.c_str());
        QVERIFY(!qt(issued->claims.payload).contains("\"d\":"));
        const auto keys = setOf(plain(issuer.key.publicHalf()));
        const auto whole = verifySdJwt(issued->token, keys, {}, {}, at(1000));
        QVERIFY(whole && whole->accepted());
        // The city alone needs the address around it.
        const auto digests = digestsAt(whole->claims, {"/address/city"});
        QVERIFY(digests);
        QVERIFY(!digestsAt(whole->claims, {"/sub"}));
        const auto shown = presentSdJwt(issued->token, *digests);
        QVERIFY(shown);
        QCOMPARE(splitSdJwt(*shown)->disclosures.size(), std::size_t{2});
        const auto bound = bindToKey(*shown, {"n-1", "https://v", at(990), {}}, holder);
        QVERIFY2(bound, bound ? "" : bound.error().detail.c_str());
        KeyBindingPolicy policy;
        policy.need = KeyBindingPolicy::Need::Required;
        policy.nonce = "n-1";
        policy.audience = "https://v";
        const auto report = verifySdJwt(*bound, keys, {}, policy, at(1000));
        QVERIFY(report && report->accepted());
        const QJsonObject claims = object(report->claims.payload);
        QCOMPARE(claims.value("address"), object(person).value("address"));
        QVERIFY(!claims.contains("email"));
        QCOMPARE(claims.value("nat").toArray().size(), 2);
        // A binding again: the first is taken off.
        const auto again = bindToKey(*bound, {"n-2", "https://v", at(995), "EdDSA"}, holder);
        QVERIFY(again);
        policy.nonce = "n-2";
        QVERIFY(verifySdJwt(*again, keys, {}, policy, at(1000))->accepted());
        QVERIFY(!verifySdJwt(*bound, keys, {}, policy, at(1000))->accepted());
        // Somebody else's key, the public half alone, a token for nobody.
        const Jwk other = plain(*crypto::generateOkp(crypto::Curve::Ed25519));
        QVERIFY(bindToKey(*shown, {"n", "v", at(1), {}}, other).error().code == ErrorCode::TokenPayload);
        QVERIFY(bindToKey(*shown, {"n", "v", at(1), {}}, plain(holder.key.publicHalf())).error().code ==
                ErrorCode::KeyPublicOnly);
        const auto bearer = issueSdJwt(R"({"alg":"ES256"})", person, hiding, issuer);
        QVERIFY(bindToKey(bearer->token, {"n", "v", at(1), {}}, holder).error().code == ErrorCode::TokenPayload);
        // The JSON serializations, there and back.
        for (const JsonForm form : {JsonForm::Flattened, JsonForm::General}) {
            const auto json = jsonSdJwt(*bound, form);
            QVERIFY(json);
            QCOMPARE(*compactSdJwt(*json), *bound);
            QCOMPARE(object(*json).contains("signatures"), form == JsonForm::General);
        }
        QVERIFY(!jsonSdJwt("a~", JsonForm::General));
    }
    void holdersThatCannotBe() {
        const Jwk issuer = plain(*crypto::generateEc(crypto::Curve::P256));
        const Jwk secret = plain(crypto::Key::fromSecret(Secret::fromText("secret")));
        const auto leaked = issueSdJwt(R"({"alg":"ES256"})", "{}", {}, issuer, &secret);
        QVERIFY(!leaked && leaked.error().code == ErrorCode::KeyTypeMismatch);
        const auto two = issueSdJwt(R"({"alg":"ES256"})", R"({"cnf":{}})", {}, issuer, &issuer);
        QVERIFY(!two && two.error().code == ErrorCode::TokenPayload);
    }
};

QTEST_GUILESS_MAIN(TestSdJwtMake)
#include "tst_sd_jwt_make.moc"
