// SPDX-License-Identifier: Apache-2.0
#include "doctor/unwrap.h"

#include <QElapsedTimer>
#include <QTest>

using namespace twb::doctor;

namespace {
// The worked example of RFC 7519 §3.1.
const QString token =
    QStringLiteral("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
                   "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
                   "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
const QString other = QStringLiteral("eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo");

QStringList ids(const Unwrapped& unwrapped) {
    QStringList list;
    for (const UnwrapStep& step : unwrapped.steps) {
        list.append(QString::fromStdString(step.id));
    }
    list.sort();
    return list;
}
} // namespace

class TestUnwrap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesOff_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("steps");
        QTest::addColumn<int>("tokens");
        const auto row = [](const char* name, const QString& text, QStringList steps, int tokens = 1) {
            steps.sort();
            QTest::newRow(name) << text << steps << tokens;
        };
        const QString bearer = QStringLiteral("input-bearer-prefix");
        const QString header = QStringLiteral("input-http-header");
        const QString quoted = QStringLiteral("input-quoted");
        const QString inside = QStringLiteral("input-whitespace-inside");
        const QString invisible = QStringLiteral("input-invisible-characters");
        const QString around = QStringLiteral("input-surrounding-text");
        row("bare", token, {});
        row("white space around", QStringLiteral(" \t\r\n") + token + QStringLiteral("\n\u00a0 "), {});
        row("Bearer", QStringLiteral("Bearer ") + token, {bearer});
        row("bearer", QStringLiteral("bearer\t") + token, {bearer});
        row("BEARER", QStringLiteral("BEARER   ") + token, {bearer});
        row("Bearer twice", QStringLiteral("Bearer Bearer ") + token, {bearer, QStringLiteral("input-bearer-twice")});
        row("other scheme", QStringLiteral("JWT ") + token, {QStringLiteral("input-other-scheme")});
        row("Authorization", QStringLiteral("Authorization: Bearer ") + token, {header, bearer});
        row("authorization lower", QStringLiteral("authorization:") + token, {header});
        row("header of several",
            QStringLiteral("GET /x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ") + token +
                QStringLiteral("\r\nAccept: text/html\r\n"),
            {header, bearer});
        row("double quotes", QStringLiteral("\"") + token + QStringLiteral("\""), {quoted});
        row("single quotes", QStringLiteral("'") + token + QStringLiteral("'"), {quoted});
        row("one quote left", token + QStringLiteral("\""), {quoted});
        row("typographic quotes", QStringLiteral("“") + token + QStringLiteral("”"), {quoted});
        row("quoted Bearer", QStringLiteral("\"Bearer ") + token + QStringLiteral("\""), {quoted, bearer});
        row("line breaks",
            token.left(60) + QStringLiteral("\r\n") + token.mid(60, 60) + QStringLiteral("\r\n") + token.mid(120),
            {inside});
        row("a first line of 80 characters", // header and 43 of the payload, as long as a signature of HS256
            token.left(token.indexOf('.') + 44) + QStringLiteral("\n") + token.mid(token.indexOf('.') + 44), {inside});
        row("blank inside", token.left(20) + QStringLiteral(" ") + token.mid(20), {inside});
        row("broken in the signature", token.left(token.size() - 3) + QStringLiteral("\n") + token.right(3), {inside});
        row("zero width", token.left(30) + QStringLiteral("\u200b") + token.mid(30), {invisible});
        row("byte order mark", QStringLiteral("\ufeff") + token, {invisible});
        row("NUL", token + QChar(0), {invisible});
        row("soft hyphens and Bearer", QStringLiteral("Bearer \u00ad") + token, {invisible, bearer});
        row("fence", QStringLiteral("```\n") + token + QStringLiteral("\n```"), {QStringLiteral("input-markdown")});
        row("bold", QStringLiteral("**") + token + QStringLiteral("**"), {QStringLiteral("input-markdown")});
        row("words around", QStringLiteral("the token is ") + token + QStringLiteral(" thanks"), {around});
        row("sentence end", token + QStringLiteral("."), {QStringLiteral("input-trailing-punctuation")});
        row("comma", token + QStringLiteral(","), {QStringLiteral("input-trailing-punctuation")});
        row("curl", QStringLiteral("curl -H 'Authorization: Bearer ") + token + QStringLiteral("' https://a.example"),
            {QStringLiteral("input-curl-command"), header, bearer});
        row("cookie", QStringLiteral("Cookie: a=b; session=") + token + QStringLiteral("; Path=/"),
            {QStringLiteral("input-cookie")});
        row("address", QStringLiteral("https://a.example/cb?x=1&id_token=") + token + QStringLiteral("&state=1"),
            {QStringLiteral("input-url-parameter")});
        row("JSON answer",
            QStringLiteral("{\"x\":[\"") + other + QStringLiteral("\"],\"access_token\":\"") + token +
                QStringLiteral("\"}"),
            {QStringLiteral("input-json-wrapper")}, 2);
        row("percent escapes", QString(token).replace('.', QStringLiteral("%2E")).replace('-', QStringLiteral("%2d")),
            {QStringLiteral("input-url-encoded")});
        row("percent escapes twice", QString(token).replace('.', QStringLiteral("%252E")),
            {QStringLiteral("input-url-encoded-twice")});
        row("two tokens", token + QStringLiteral("\n") + other, {around, QStringLiteral("input-multiple-tokens")}, 2);
        row("brackets", QStringLiteral("(") + token + QStringLiteral(")"), {around});
        row("square brackets", QStringLiteral("[") + token + QStringLiteral("]"), {around});
        row("colours of a terminal", QStringLiteral("\u001b[1;32m") + token + QStringLiteral("\u001b[0m"), {invisible});
        row("tags of a page",
            QStringLiteral("<p class=\"t\">") + token.left(60) + QStringLiteral("<wbr>") + token.mid(60) +
                QStringLiteral("</p>"),
            {QStringLiteral("input-html-entities")});
        row("continued lines of a shell", token.left(90) + QStringLiteral("\\\n") + token.mid(90), {inside});
        row("continued lines of PowerShell", token.left(90) + QStringLiteral("`\r\n") + token.mid(90), {inside});
        row("folded YAML",
            QStringLiteral("access_token: >-\n  ") + token.left(70) + QStringLiteral("\n  ") + token.mid(70, 70) +
                QStringLiteral("\n  ") + token.mid(140) + QStringLiteral("\nkind: Secret\n"),
            {around, inside});
        row("twice without anything between", token + token, {QStringLiteral("input-multiple-tokens")});
        row("the same twice", token + QStringLiteral(" ") + token, {around}, 1);
    }
    void takesOff() {
        QFETCH(QString, text);
        QFETCH(QStringList, steps);
        QFETCH(int, tokens);
        const Unwrapped unwrapped = unwrap(text.toStdString());
        QCOMPARE(QString::fromStdString(unwrapped.token), token);
        QCOMPARE(ids(unwrapped), steps);
        QCOMPARE(static_cast<int>(unwrapped.tokensFound), tokens);
    }

    void unsecuredTokenKeepsItsDot() {
        const std::string unsecured = "eyJhbGciOiJub25lIn0.e30.";
        QCOMPARE(unwrap(unsecured).token, unsecured);
        QVERIFY(unwrap(unsecured).steps.empty());
        QCOMPARE(unwrap("Bearer " + unsecured).token, unsecured);
    }

    void noToken_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("looksLike");
        QTest::newRow("empty") << QByteArray() << QByteArray("empty");
        QTest::newRow("blank") << QByteArray(" \n\t") << QByteArray("empty");
        QTest::newRow("null") << QByteArray("Authorization: Bearer null") << QByteArray("word-null");
        QTest::newRow("Bearer alone") << QByteArray("Bearer") << QByteArray("empty");
        QTest::newRow("uuid") << QByteArray("7d444840-9dc0-11d1-b245-5ffdce74fad2") << QByteArray("uuid");
        QTest::newRow("hex") << QByteArray("00112233445566778899aabb") << QByteArray("hex");
        QTest::newRow("pem") << QByteArray("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")
                             << QByteArray("pem");
        QTest::newRow("json") << QByteArray("{\"kty\":\"oct\"}") << QByteArray("json");
        QTest::newRow("xml") << QByteArray("<a/>") << QByteArray("xml");
        QTest::newRow("words") << QByteArray("hello e.x. world") << QByteArray("text");
        QTest::newRow("host names") << QByteArray("example.com.br") << QByteArray("text");
        QTest::newRow("broken UTF-8") << QByteArray("\xff\xfe\xfd") << QByteArray("text");
    }
    void noToken() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, looksLike);
        const Unwrapped unwrapped = unwrap(text.toStdString());
        QCOMPARE(unwrapped.tokensFound, std::size_t{0});
        QCOMPARE(QByteArray::fromStdString(unwrapped.looksLike), looksLike);
    }

    void brokenTokensPass() {
        // Standard Base64 with padding is broken, but still the token.
        const std::string broken = "eyJhbGciOiJIUzI1NiJ9.eyJhIjoiPz8/In0=.AAAA";
        QCOMPARE(unwrap("Bearer " + broken).token, broken);
        QCOMPARE(unwrap("\"" + broken + "\"").token, broken);
    }

    void damageStaysInTheToken_data() {
        QTest::addColumn<QByteArray>("damaged");
        QTest::newRow("header") << QByteArray("eyJhbGci!iJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA");
        QTest::newRow("payload") << QByteArray("eyJhbGciOiJIUzI1NiJ9.eyJz$$dWIiOiJhIn0.AAAA");
        QTest::newRow("signature") << QByteArray("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA!BBBB");
        QTest::newRow("letters of other scripts") << QByteArray("eyJhbGciOiJIUzI1NiJ9.eyJzdW\xc3\xa9IiOiJhIn0.AAAA");
        QTest::newRow("padding") << QByteArray("eyJhbGciOiJIUzI1NiJ9==.eyJzdWIiOiJhIn0=.AA^A");
        QTest::newRow("first character of all") << QByteArray("*yJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA");
    }
    void damageStaysInTheToken() {
        QFETCH(QByteArray, damaged);
        for (const char* around : {"%", "Bearer %", "Authorization: Bearer %", "\"%\""}) {
            const QByteArray text = QByteArray(around).replace('%', damaged);
            const Unwrapped unwrapped = unwrap(text.toStdString());
            QCOMPARE(QByteArray::fromStdString(unwrapped.token), damaged);
            QCOMPARE(unwrapped.tokensFound, std::size_t{1});
        }
        if (damaged.startsWith('e')) { // a log line
            const QByteArray text = "12:01 token=" + damaged + "! refused";
            QCOMPARE(QByteArray::fromStdString(unwrap(text.toStdString()).token), damaged);
        }
    }

    void allTokensComeBack() {
        const std::string one = token.toStdString();
        const std::string two = other.toStdString();
        const Unwrapped lines = unwrap("first " + one + "\nagain " + one + "\nthen " + two + "\n");
        QCOMPARE(lines.token, one);
        QCOMPARE(lines.tokensFound, std::size_t{2});
        QCOMPARE(lines.others, std::vector<std::string>{two});
        const Unwrapped json = unwrap(R"({"id_token":")" + two + R"(","access_token":")" + one + R"("})");
        QCOMPARE(json.token, one);
        QCOMPARE(json.others, std::vector<std::string>{two});
        QVERIFY(unwrap(one).others.empty());
    }

    void hugeTextsStayLinear_data() {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<int>("octets");
        for (const char* pattern :
             {"a", ".", "a.", " ", "\"", "Bearer ", "ey", "eyJ.", "{", "[\"a\",", "\xe2\x80\x8b",
              "eyJhbGciOiJIUzI1NiJ9.e30.AA ", "\n", "Authorization: ", "%2E", "%", "eyJh!", "eyJ.a.b!", "eyJ.!"}) {
            QTest::newRow(pattern) << QByteArray(pattern) << 1'000'000;
        }
        QTest::newRow("ten megabytes") << QByteArray("a.") << 10'000'000;
    }
    void hugeTextsStayLinear() {
        QFETCH(QByteArray, pattern);
        QFETCH(int, octets);
        const std::string text = pattern.repeated(octets / static_cast<int>(pattern.size())).toStdString();
        QElapsedTimer timer;
        timer.start();
        const Unwrapped unwrapped = unwrap(text);
        QVERIFY(unwrapped.token.size() <= text.size());
        QVERIFY2(timer.elapsed() < 15000, qPrintable(QString::number(timer.elapsed()))); // quadratic would take hours
    }
};

QTEST_GUILESS_MAIN(TestUnwrap)
#include "tst_unwrap.moc"
