// SPDX-License-Identifier: Apache-2.0
// Encrypted tokens there and back in every form, and everything that must be refused, alike where it must be alike.
#include "base/base64url.h"
#include "crypto/generate.h"
#include "jose/caps.h"
#include "jose/compression.h"
#include "jose/nested.h"
#include "jose_support.h"
#include "json/text.h"

#include <QTest>

using namespace twb;
using namespace twb::jose;
using namespace twb::tests;

namespace {

const std::string failed = "the token could not be decrypted with this key";

Jwk plain(crypto::Key key) {
    return Jwk{std::move(key), {}, {}, {}, {}, false, {}, {}, {}, {}, {}};
}

Jwk secretOfSize(std::size_t octets) {
    return plain(crypto::Key::fromSecret(Secret(Bytes(octets, 0x41))));
}

std::shared_ptr<const KeySet> setOf(Jwk key) {
    KeySet set(KeySet::Origin::SingleKey);
    KeyEntry entry{std::move(key), "jwk", std::nullopt, {}};
    set.add(std::move(entry));
    return std::make_shared<const KeySet>(std::move(set));
}

const Jwk& rsa() {
    static const Jwk key = plain(*crypto::generateRsa(2048));
    return key;
}

/// Keys that serve an algorithm: one for each curve of ECDH.
std::vector<Jwk> keysFor(const KeyManagement& row, const ContentEncryption& encryption) {
    using crypto::Curve;
    switch (row.family) {
    case KeyManagementFamily::Direct:
        return {secretOfSize(encryption.method.keyOctets)};
    case KeyManagementFamily::AesKeyWrap:
    case KeyManagementFamily::AesGcmKeyWrap:
        return {secretOfSize(row.wrapOctets)};
    case KeyManagementFamily::RsaOaep:
    case KeyManagementFamily::RsaPkcs1:
        return {rsa()};
    case KeyManagementFamily::EcdhEs:
    case KeyManagementFamily::EcdhEsKeyWrap:
        return {plain(*crypto::generateEc(Curve::P256)), plain(*crypto::generateEc(Curve::P384)),
                plain(*crypto::generateEc(Curve::P521)), plain(*crypto::generateOkp(Curve::X25519)),
                plain(*crypto::generateOkp(Curve::X448))};
    case KeyManagementFamily::Pbes2:
        return {plain(crypto::Key::fromSecret(Secret::fromText("entrap o'peter")))};
    }
    return {};
}

std::string headerOf(const KeyManagement& row, const ContentEncryption& encryption, std::string_view more = {}) {
    return "{\"alg\":\"" + std::string(row.name) + "\",\"enc\":\"" + std::string(encryption.name) + "\"" +
           (row.family == KeyManagementFamily::Pbes2 ? ",\"p2c\":1000" : "") + std::string(more) + "}";
}

/// One token of A128KW and A128GCM whose header can be chosen.
std::string tokenWith(std::string_view header, const Jwk& key = secretOfSize(16)) {
    const auto made = encryptCompact(header, asBytes("text"), key);
    if (!made) {
        qFatal("%s", made.error().detail.c_str());
    }
    return made->token;
}

QByteArray codeOf(const Result<DecryptedToken>& result) {
    return result ? QByteArray() : qt(name(result.error().code));
}

std::string changedPart(const std::string& token, int part, std::string_view instead) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t dot = token.find('.'); dot != std::string::npos; dot = token.find('.', begin)) {
        parts.push_back(token.substr(begin, dot - begin));
        begin = dot + 1;
    }
    parts.push_back(token.substr(begin));
    parts[static_cast<std::size_t>(part)] = instead;
    std::string joined = parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) {
        joined += "." + parts[i];
    }
    return joined;
}

} // namespace

class TestJwe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack_data() {
        QTest::addColumn<QByteArray>("alg");
        QTest::addColumn<QByteArray>("enc");
        for (const KeyManagement& row : allKeyManagement()) {
            for (const ContentEncryption& encryption : allContentEncryption()) {
                QTest::newRow((std::string(row.name) + " " + std::string(encryption.name)).c_str())
                    << qt(row.name) << qt(encryption.name);
            }
        }
        QCOMPARE(allKeyManagement().size() * allContentEncryption().size(), std::size_t{114});
    }
    void thereAndBack() {
        QFETCH(QByteArray, alg);
        QFETCH(QByteArray, enc);
        const KeyManagement& row = *findKeyManagement(view(alg));
        const ContentEncryption& encryption = *findContentEncryption(view(enc));
        const std::string text = "attack at dawn, é";
        for (const Jwk& key : keysFor(row, encryption)) {
            for (const JweFormKind form : {JweFormKind::Compact, JweFormKind::Flattened, JweFormKind::General}) {
                EncryptionRequest request;
                request.form = form;
                const bool isEcdh =
                    row.family == KeyManagementFamily::EcdhEs || row.family == KeyManagementFamily::EcdhEsKeyWrap;
                request.protectedHeader =
                    headerOf(row, encryption, isEcdh ? ",\"apu\":\"QWxpY2U\",\"apv\":\"Qm9i\"" : "");
                request.recipients.push_back({plain(key.key.publicHalf()), {}});
                if (form != JweFormKind::Compact) {
                    request.sharedHeader = "{\"cty\":\"text/plain\"}";
                    request.additionalData = toBytes("additional");
                }
                const auto made = encryptToken(request, asBytes(text));
                QVERIFY2(made, made ? "" : made.error().detail.c_str());
                const auto back = decryptToken(made->token, setOf(key));
                QVERIFY2(back, back ? "" : back.error().detail.c_str());
                QCOMPARE(std::string(asText(back->plaintext.reveal())), text);
                QCOMPARE(qt(back->algorithm->name), alg);
                QCOMPARE(qt(back->encryption->name), enc);
                QCOMPARE(back->protectedHeader, made->protectedHeader);
                QCOMPARE(back->warnings.empty(), row.family != KeyManagementFamily::RsaPkcs1);
                // Nothing twice: nonce and content key are new each time.
                QVERIFY(encryptToken(request, asBytes(text))->token != made->token);
            }
        }
    }

    /// Each part spoilt in turn: one code and one sentence for all of them.
    void everySpoiltPartGetsTheSameAnswer_data() {
        QTest::addColumn<QByteArray>("alg");
        for (const KeyManagement& row : allKeyManagement()) {
            QTest::newRow(std::string(row.name).c_str()) << qt(row.name);
        }
    }
    void everySpoiltPartGetsTheSameAnswer() {
        QFETCH(QByteArray, alg);
        const KeyManagement& row = *findKeyManagement(view(alg));
        for (const char* enc : {"A128GCM", "A128CBC-HS256"}) {
            const ContentEncryption& encryption = *findContentEncryption(enc);
            const Jwk key = keysFor(row, encryption).back();
            const std::string token = tokenWith(headerOf(row, encryption), key);
            const auto form = readJweForm(token);
            QVERIFY(form);
            const std::string_view parts[] = {{},
                                              form->recipients[0].encryptedKey,
                                              form->initializationVector,
                                              form->ciphertext,
                                              form->authenticationTag};
            TokenDecrypter decrypter(setOf(key));
            for (int part = 1; part <= 4; ++part) {
                const Bytes octets = *base64url::decode(parts[part]);
                std::vector<Bytes> spoilt;
                spoilt.push_back(octets);
                spoilt.back().push_back(0);
                if (!octets.empty()) {
                    spoilt.push_back(octets);
                    spoilt.back().front() ^= 0x40;
                    spoilt.push_back(octets);
                    spoilt.back().back() ^= 1;
                    spoilt.push_back(Bytes(octets.begin(), octets.end() - 1));
                    spoilt.emplace_back();
                }
                for (const Bytes& each : spoilt) {
                    const auto answer = decrypter.decrypt(changedPart(token, part, base64url::encode(each)));
                    QCOMPARE(codeOf(answer), QByteArray("decryption-failed"));
                    QCOMPARE(answer.error().detail, failed);
                }
            }
            // A changed header is additional data; white space changes no meaning, but every octet counts.
            const std::string header(asText(*base64url::decode(form->protectedHeader)));
            const auto answer = decrypter.decrypt(changedPart(token, 0, base64url::encode(header + " ")));
            QCOMPARE(codeOf(answer), QByteArray("decryption-failed"));
            QCOMPARE(answer.error().detail, failed);
            // Another key of the same kind.
            QVERIFY(decrypter.decrypt(token));
        }
    }

    void anotherKeyGetsTheSameAnswer() {
        const std::string token = tokenWith(R"({"alg":"A128KW","enc":"A128GCM"})");
        const auto other = decryptToken(token, setOf(plain(crypto::Key::fromSecret(Secret(Bytes(16, 2))))));
        QCOMPARE(codeOf(other), QByteArray("decryption-failed"));
        QCOMPARE(other.error().detail, failed);
        const std::string sealed = tokenWith(R"({"alg":"RSA1_5","enc":"A128GCM"})", rsa());
        const auto foreign = decryptToken(sealed, setOf(plain(*crypto::generateRsa(2048))));
        QCOMPARE(codeOf(foreign), QByteArray("decryption-failed"));
        QCOMPARE(foreign.error().detail, failed);
        QCOMPARE(codeOf(decryptToken(token, setOf(secretOfSize(32)))), QByteArray("key-type-mismatch"));
        QCOMPARE(codeOf(decryptToken(sealed, setOf(plain(rsa().key.publicHalf())))), QByteArray("key-public-only"));
        QCOMPARE(codeOf(decryptToken(token, std::make_shared<const KeySet>())), QByteArray("key-not-found"));
    }

    void pointsThatMustNotBeUsed_data() {
        QTest::addColumn<QByteArray>("epk");
        QTest::newRow("off the curve") << QByteArray(R"({"kty":"EC","crv":"P-256",)"
                                                     R"("x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0",)"
                                                     R"("y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFppt"})");
        QTest::newRow("of another curve") << QByteArray(R"({"kty":"OKP","crv":"X25519",)"
                                                        R"("x":"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08"})");
        QTest::newRow("a secret") << QByteArray(R"({"kty":"oct","k":"AAAA"})");
        QTest::newRow("empty") << QByteArray("{}");
    }
    void pointsThatMustNotBeUsed() {
        QFETCH(QByteArray, epk);
        const std::string header = R"({"alg":"ECDH-ES","enc":"A128GCM","epk":)" + epk.toStdString() + "}";
        const std::string token =
            base64url::encode(header) + ".." + base64url::encode(Bytes(12)) + ".AAAA." + base64url::encode(Bytes(16));
        const auto answer = decryptToken(token, setOf(plain(*crypto::generateEc(crypto::Curve::P256))));
        QCOMPARE(codeOf(answer), QByteArray("decryption-failed"));
        QCOMPARE(answer.error().detail, failed);
    }
    void aPointOfSmallOrder() {
        const std::string header =
            R"({"alg":"ECDH-ES","enc":"A128GCM","epk":{"kty":"OKP","crv":"X25519","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}})";
        const std::string token =
            base64url::encode(header) + ".." + base64url::encode(Bytes(12)) + ".AAAA." + base64url::encode(Bytes(16));
        const auto answer = decryptToken(token, setOf(plain(*crypto::generateOkp(crypto::Curve::X25519))));
        QCOMPARE(codeOf(answer), QByteArray("decryption-failed"));
    }

    void headersThatAreRefused_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const char* header, const char* code) {
            QTest::newRow(name) << QByteArray(header) << QByteArray(code);
        };
        row("no alg", R"({"enc":"A128GCM"})", "token-header");
        row("no enc", R"({"alg":"A128KW"})", "token-header");
        row("alg is no string", R"({"alg":1,"enc":"A128GCM"})", "token-header");
        row("unknown alg", R"({"alg":"A128kw","enc":"A128GCM"})", "algorithm-unknown");
        row("a signature algorithm", R"({"alg":"HS256","enc":"A128GCM"})", "algorithm-unknown");
        row("unknown enc", R"({"alg":"A128KW","enc":"A128GCMKW"})", "algorithm-unknown");
        row("a name twice", R"({"alg":"A128KW","alg":"dir","enc":"A128GCM"})", "json-duplicate-name");
        row("unknown crit", R"({"alg":"A128KW","enc":"A128GCM","crit":["x"],"x":1})", "token-critical");
        row("empty crit", R"({"alg":"A128KW","enc":"A128GCM","crit":[]})", "token-critical");
        row("crit names a standard name", R"({"alg":"A128KW","enc":"A128GCM","crit":["enc"]})", "token-critical");
        row("crit names what is absent", R"({"alg":"A128KW","enc":"A128GCM","crit":["x"]})", "token-critical");
        row("crit with b64", R"({"alg":"A128KW","enc":"A128GCM","crit":["b64"],"b64":true})", "token-critical");
        row("unknown zip", R"({"alg":"A128KW","enc":"A128GCM","zip":"GZ"})", "token-unsupported");
        row("no object", R"([1])", "token-header");
        row("no JSON", R"({"alg")", "json-syntax");
        row("GCMKW without iv", R"({"alg":"A128GCMKW","enc":"A128GCM","tag":"AAAAAAAAAAAAAAAAAAAAAA"})",
            "token-header");
        row("GCMKW without tag", R"({"alg":"A128GCMKW","enc":"A128GCM","iv":"AAAAAAAAAAAAAAAA"})", "token-header");
        row("GCMKW, short tag", R"({"alg":"A128GCMKW","enc":"A128GCM","iv":"AAAAAAAAAAAAAAAA","tag":"AAAA"})",
            "decryption-failed");
        row("GCMKW, short iv", R"({"alg":"A128GCMKW","enc":"A128GCM","iv":"AAAA","tag":"AAAAAAAAAAAAAAAAAAAAAA"})",
            "decryption-failed");
        row("PBES2 without p2s", R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000})", "token-header");
        row("PBES2 without p2c", R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA"})", "token-header");
        row("PBES2, short p2s", R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAA","p2c":1000})",
            "token-header");
        row("PBES2, p2c 0", R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":0})",
            "token-header");
        row("PBES2, p2c negative", R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":-5})",
            "token-header");
        row("PBES2, p2c above the cap",
            R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":1000001})", "token-limit");
        row("PBES2, p2c beyond 64 bits",
            R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":99999999999999999999})",
            "token-limit");
    }
    void headersThatAreRefused() {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, code);
        const std::string token = base64url::encode(view(header)) + "." + base64url::encode(Bytes(24)) + "." +
                                  base64url::encode(Bytes(12)) + ".AAAA." + base64url::encode(Bytes(16));
        QCOMPARE(codeOf(decryptToken(token, setOf(secretOfSize(16)))), code);
    }

    void formsThatAreRefused_data() {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const char* token, const char* code) {
            QTest::newRow(name) << QByteArray(token) << QByteArray(code);
        };
        row("empty", "", "token-structure");
        row("four parts", "e30.a.b.c", "token-structure");
        row("six parts", "e30.a.b.c.d.e", "token-structure");
        row("a JWS", "e30.e30.AAAA", "token-unsupported");
        row("no header", ".AAAA.AAAA.AAAA.AAAA", "token-header");
        row("padding", "e30.AAAA.AAAA.AAA=.AAAA", "base64url-padding");
        row("a JWS in JSON", R"({"payload":"","signature":""})", "token-unsupported");
        row("no ciphertext", R"({"protected":"e30"})", "token-structure");
        row("ciphertext no string", R"({"ciphertext":1})", "token-structure");
        row("both forms", R"({"ciphertext":"","recipients":[{}],"encrypted_key":"AAAA"})", "token-structure");
        row("no recipients", R"({"ciphertext":"","recipients":[]})", "token-structure");
        row("recipient no object", R"({"ciphertext":"","recipients":[1]})", "token-structure");
        row("header no object", R"({"ciphertext":"","header":"x"})", "token-structure");
        row("a member twice", R"({"ciphertext":"","ciphertext":""})", "json-duplicate-name");
        row("a name in two headers",
            R"({"protected":"eyJhbGciOiJkaXIifQ","unprotected":{"alg":"dir"},"ciphertext":""})", "token-header");
        row("a name in shared and own",
            R"({"unprotected":{"alg":"dir","enc":"A128GCM"},"header":{"enc":"A128GCM"},"ciphertext":""})",
            "token-header");
        row("unprotected zip", R"({"unprotected":{"alg":"dir","enc":"A128GCM","zip":"DEF"},"ciphertext":""})",
            "token-header");
        row("unprotected crit", R"({"unprotected":{"alg":"dir","enc":"A128GCM","crit":["x"],"x":1},"ciphertext":""})",
            "token-critical");
        row("no tag", R"({"unprotected":{"alg":"dir","enc":"A128GCM"},"ciphertext":"AAAA","iv":"AAAAAAAAAAAAAAAA"})",
            "decryption-failed");
    }
    void formsThatAreRefused() {
        QFETCH(QByteArray, token);
        QFETCH(QByteArray, code);
        QCOMPARE(codeOf(decryptToken(view(token), setOf(secretOfSize(16)))), code);
    }

    void caps() {
        std::string many = R"({"ciphertext":"","unprotected":{"alg":"A128KW","enc":"A128GCM"},"recipients":[{})";
        for (int i = 0; i < 100; ++i) {
            many += ",{}";
        }
        QCOMPARE(codeOf(decryptToken(many + "]}", setOf(secretOfSize(16)))), QByteArray("token-limit"));
        DecryptionPolicy small;
        small.limits.tokenOctets = 20;
        const std::string token = tokenWith(R"({"alg":"A128KW","enc":"A128GCM"})");
        QCOMPARE(codeOf(decryptToken(token, setOf(secretOfSize(16)), small)), QByteArray("token-limit"));
        // 250,000 zeros come through, one more does not.
        for (const std::size_t size : {250'000, 250'001}) {
            const auto bomb =
                encryptCompact(R"({"alg":"A128KW","enc":"A128GCM","zip":"DEF"})", Bytes(size), secretOfSize(16));
            QVERIFY(bomb && bomb->token.size() < 2000);
            const auto back = decryptToken(bomb->token, setOf(secretOfSize(16)));
            QCOMPARE(codeOf(back), QByteArray(size == 250'000 ? "" : "token-limit"));
            QVERIFY(!back || (back->plaintext.size() == size && back->compressed));
        }
        EncryptionRequest request;
        request.protectedHeader = R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM"})";
        request.recipients.push_back({secretOfSize(9), {}});
        request.pbes2Count = 1'000'001;
        const auto refused = encryptToken(request, {});
        QVERIFY(!refused && refused.error().code == ErrorCode::TokenLimit);
        request.pbes2Count = 999;
        const auto low = encryptToken(request, {});
        QVERIFY(low && low->warnings.size() == 1);
        const auto back = decryptToken(low->token, setOf(secretOfSize(9)));
        QVERIFY(back && back->warnings.size() == 1);
    }

    /// Four expensive recipients are tried, the fifth is not, and the answer is not that the password is wrong.
    void aTokenCannotBuyManyStretchings() {
        std::string recipients;
        for (int i = 0; i < 6; ++i) {
            recipients += std::string(i == 0 ? "" : ",") + R"({"header":{"p2s":"AAAAAAAAAAA","p2c":900}})";
        }
        const std::string token =
            R"({"unprotected":{"alg":"PBES2-HS256+A128KW","enc":"A128GCM"},"ciphertext":"AAAA","recipients":[)" +
            recipients + "]}";
        DecryptionPolicy policy;
        policy.limits.pbes2Count = 1000;
        const auto stopped = decryptToken(token, setOf(secretOfSize(9)), policy);
        QCOMPARE(codeOf(stopped), QByteArray("token-limit"));
        QCOMPARE(raisableCap(stopped.error()), RaisableCap::Pbes2Count);
        policy.limits.pbes2Count = 1350; // four times that is enough for all six
        QCOMPARE(codeOf(decryptToken(token, setOf(secretOfSize(9)), policy)), QByteArray("decryption-failed"));
        policy.limits.pbes2Count = 899;
        QCOMPARE(codeOf(decryptToken(token, setOf(secretOfSize(9)), policy)), QByteArray("token-limit"));
    }

    void severalRecipients() {
        EncryptionRequest request;
        request.form = JweFormKind::General;
        request.protectedHeader = R"({"enc":"A256GCM"})";
        request.sharedHeader = R"({"cty":"text/plain"})";
        const Jwk ec = plain(*crypto::generateEc(crypto::Curve::P256));
        const Jwk x448 = plain(*crypto::generateOkp(crypto::Curve::X448));
        request.recipients.push_back({rsa(), R"({"alg":"RSA-OAEP-256","kid":"one"})"});
        request.recipients.push_back({ec, R"({"alg":"ECDH-ES+A128KW"})"});
        request.recipients.push_back({secretOfSize(16), R"({"alg":"A128GCMKW"})"});
        request.recipients.push_back({x448, R"({"alg":"ECDH-ES+A256KW"})"});
        const auto made = encryptToken(request, asBytes("for all of you"));
        QVERIFY2(made, made ? "" : made.error().detail.c_str());
        QCOMPARE(made->protectedHeader, request.protectedHeader);
        std::size_t place = 0;
        for (const Jwk& key : {rsa(), ec, secretOfSize(16), x448}) {
            const auto back = decryptToken(made->token, setOf(key));
            QVERIFY2(back, back ? "" : back.error().detail.c_str());
            QCOMPARE(back->recipient, place++);
            QCOMPARE(std::string(asText(back->plaintext.reveal())), std::string("for all of you"));
        }
        request.recipients.push_back({secretOfSize(32), R"({"alg":"dir"})"});
        QVERIFY(!encryptToken(request, {}));
        request.form = JweFormKind::Compact;
        QVERIFY(!encryptToken(request, {}));
    }

    void emptyPlaintextAndCompression() {
        for (const char* header : {R"({"alg":"A128KW","enc":"A128GCM"})", R"({"alg":"A128KW","enc":"A128CBC-HS256"})",
                                   R"({"alg":"A128KW","enc":"A128GCM","zip":"DEF"})"}) {
            const auto made = encryptCompact(header, {}, secretOfSize(16));
            QVERIFY(made);
            const auto back = decryptToken(made->token, setOf(secretOfSize(16)));
            QVERIFY2(back, back ? "" : back.error().detail.c_str());
            QVERIFY(back->plaintext.empty());
        }
        QVERIFY(!inflateRaw(asBytes("no deflate data at all"), 1000));
        QVERIFY(!inflateRaw({}, 1000));
        const auto deflated = deflateRaw(asBytes("abcabcabcabc"));
        QVERIFY(deflated);
        QCOMPARE(std::string(asText(inflateRaw(deflated->reveal(), 12)->reveal())), std::string("abcabcabcabc"));
        QVERIFY(inflateRaw(deflated->reveal(), 11).error().code == ErrorCode::TokenLimit);
        Bytes more(deflated->reveal().begin(), deflated->reveal().end());
        more.push_back(0);
        QVERIFY(inflateRaw(more, 100).error().code == ErrorCode::TokenPayload);
        QVERIFY(inflateRaw(deflated->reveal().first(deflated->size() - 1), 100).error().code ==
                ErrorCode::TokenPayload);
    }

    void policyAndKeyRules() {
        const std::string token = tokenWith(R"({"alg":"A128KW","enc":"A128GCM","kid":"a"})");
        DecryptionPolicy policy;
        policy.algorithms = {"RSA-OAEP"};
        QCOMPARE(codeOf(decryptToken(token, setOf(secretOfSize(16)), policy)), QByteArray("algorithm-not-allowed"));
        policy.algorithms = {"A128KW"};
        policy.encryptions = {"A256GCM"};
        QCOMPARE(codeOf(decryptToken(token, setOf(secretOfSize(16)), policy)), QByteArray("algorithm-not-allowed"));
        const auto with = [&](const char* members) {
            return decryptToken(
                token, setOf(jwkOf(std::string(R"({"kty":"oct","k":"QUFBQUFBQUFBQUFBQUFBQQ")") + members + "}")));
        };
        QVERIFY(with(""));
        QVERIFY(with(R"(,"use":"enc","key_ops":["unwrapKey"],"alg":"A128KW")"));
        QCOMPARE(codeOf(with(R"(,"use":"sig")")), QByteArray("key-not-suitable"));
        QCOMPARE(codeOf(with(R"(,"key_ops":["wrapKey"])")), QByteArray("key-not-suitable"));
        QCOMPARE(codeOf(with(R"(,"alg":"A128GCMKW")")), QByteArray("key-not-suitable"));
        // A critical name that the reader knows.
        const std::string critical = tokenWith(R"({"alg":"A128KW","enc":"A128GCM","crit":["x"],"x":1})");
        QCOMPARE(codeOf(decryptToken(critical, setOf(secretOfSize(16)))), QByteArray("token-critical"));
        DecryptionPolicy knows;
        knows.understoodCritical = {"x"};
        QVERIFY(decryptToken(critical, setOf(secretOfSize(16)), knows));
    }

    void signedThenEncrypted() {
        const Jwk signer = plain(*crypto::generateEc(crypto::Curve::P256));
        EncryptionRequest request;
        request.protectedHeader = R"({"alg":"A128KW","enc":"A128GCM"})";
        request.recipients.push_back({secretOfSize(16), {}});
        const auto made = signThenEncrypt(R"({"alg":"ES256"})", asBytes(R"({"a":1})"), signer, request);
        QVERIFY2(made, made ? "" : made.error().detail.c_str());
        QCOMPARE(qt(made->protectedHeader), QByteArray(R"({"alg":"A128KW","enc":"A128GCM","cty":"JWT"})"));
        const auto back = decryptToken(made->token, setOf(secretOfSize(16)));
        QVERIFY(back);
        const auto report = verifyToken(asText(back->plaintext.reveal()), setOf(signer), {}, at(0));
        QVERIFY(report.accepted());
        QCOMPARE(qt(asText(report.payload)), QByteArray(R"({"a":1})"));
        request.protectedHeader = R"({"alg":"A128KW","enc":"A128GCM","cty":"jwt"})";
        const auto kept = signThenEncrypt(R"({"alg":"ES256"})", {}, signer, request);
        QVERIFY(kept && kept->protectedHeader == request.protectedHeader);
        QVERIFY(!signThenEncrypt(R"({"alg":"ES384"})", {}, signer, request));
    }

    void stretchingIsStopped() {
        const Jwk password = jwkOf(R"({"kty":"oct","k":"cGFzc3dvcmQ"})");
        std::stop_source source;
        EncryptionRequest request;
        request.protectedHeader = R"({"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":50000})";
        request.recipients.push_back({password, {}});
        request.watch.stop = source.get_token();
        int calls = 0;
        request.watch.progress = [&calls](std::int64_t, std::int64_t) { ++calls; };
        const auto made = encryptToken(request, asBytes("text"));
        QVERIFY(made && calls > 5);
        KeySet set(KeySet::Origin::SingleKey);
        set.add(KeyEntry{password, "jwk", std::nullopt, {}});
        set.add(KeyEntry{password, "jwk", std::nullopt, {}});
        const auto keys = std::make_shared<const KeySet>(std::move(set));
        DecryptionPolicy policy;
        policy.watch.stop = source.get_token();
        QVERIFY(decryptToken(made->token, keys, policy));
        policy.watch.progress = [&source](std::int64_t, std::int64_t) { source.request_stop(); };
        QCOMPARE(decryptToken(made->token, keys, policy).error().code, ErrorCode::Cancelled);
        QCOMPARE(encryptToken(request, asBytes("text")).error().code, ErrorCode::Cancelled);
    }

    // The quick way of a shared key says what the slow one says, token by token.
    void openedInPlace() {
        const Jwk shared = jwkOf(R"({"kty":"oct","k":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE"})");
        KeySet set(KeySet::Origin::SingleKey);
        set.add(KeyEntry{shared, "jwk", std::nullopt, {}});
        const auto keys = std::make_shared<const KeySet>(std::move(set));
        for (const char* header :
             {R"({"alg":"dir","enc":"A256GCM"})", R"({"alg":"dir","enc":"A128CBC-HS256"})",
              R"({"alg":"dir","enc":"A256GCM","zip":"DEF"})", R"({"alg":"A256KW","enc":"A128GCM"})"}) {
            TokenDecrypter decrypter(keys);
            for (const std::size_t size : {0, 1, 15, 16, 17, 100, 5000, 200, 0}) {
                const Bytes text(size, static_cast<std::uint8_t>('a' + size % 26));
                const std::string token = encryptCompact(header, text, shared)->token;
                const auto opened = decrypter.open(token);
                QVERIFY2(opened, opened ? "" : opened.error().detail.c_str());
                QVERIFY(std::ranges::equal(opened->plaintext, text));
                QCOMPARE(opened->keyIndex, std::size_t{0});
                for (const std::size_t place : {token.size() - 2, token.size() - 24, token.find("..") + 5}) {
                    std::string spoilt = token;
                    spoilt[place] = spoilt[place] == 'A' ? 'B' : 'A';
                    TokenDecrypter slow(keys);
                    const auto quickly = decrypter.open(spoilt);
                    const auto slowly = slow.decrypt(spoilt);
                    QVERIFY(!quickly && !slowly);
                    QCOMPARE(quickly.error().code, slowly.error().code);
                    QCOMPARE(quickly.error().where, slowly.error().where);
                }
                for (const std::string& broken :
                     {token.substr(0, token.size() - 1), token + "A", token + ".", token.substr(0, token.size() / 2),
                      token.substr(0, token.find('.') + 3)}) {
                    TokenDecrypter slow(keys);
                    const auto quickly = decrypter.open(broken);
                    const auto slowly = slow.decrypt(broken);
                    QVERIFY(!quickly && !slowly);
                    QCOMPARE(quickly.error().code, slowly.error().code);
                }
            }
        }
    }

    void keptStateDoesNotLeakBetweenTokens() {
        KeySet set(KeySet::Origin::Set);
        set.add({secretOfSize(16), "jwk", std::nullopt, {}});
        set.add({secretOfSize(32), "jwk", std::nullopt, {}});
        TokenDecrypter decrypter(std::make_shared<const KeySet>(std::move(set)));
        const std::string one = tokenWith(R"({"alg":"dir","enc":"A128GCM"})", secretOfSize(16));
        const std::string two = tokenWith(R"({"alg":"dir","enc":"A256GCM"})", secretOfSize(32));
        const std::string three = tokenWith(R"({"alg":"dir","enc":"A128CBC-HS256"})", secretOfSize(32));
        for (int round = 0; round < 3; ++round) {
            for (const std::string& token : {one, one, two, three, two}) {
                const auto back = decrypter.decrypt(token);
                QVERIFY2(back, back ? "" : back.error().detail.c_str());
                QCOMPARE(std::string(asText(back->plaintext.reveal())), std::string("text"));
                QCOMPARE(codeOf(decrypter.decrypt(token.substr(0, token.size() - 4) + "AAAA")),
                         QByteArray("decryption-failed"));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestJwe)
#include "tst_jwe.moc"
