// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"

#include <QtTest>

using namespace twb;

class TestBase64Url : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTripsEveryLength();
    void namesTheFault_data();
    void namesTheFault();
};

void TestBase64Url::roundTripsEveryLength() {
    Bytes octets;
    for (int length = 0; length < 260; ++length) {
        const std::string text = base64url::encode(octets);
        QCOMPARE(text.size(), base64url::encodedSize(octets.size()));
        const auto back = base64url::decode(text);
        QVERIFY(back);
        QVERIFY(*back == octets);
        const auto qt = QByteArray(reinterpret_cast<const char*>(octets.data()), qsizetype(octets.size()))
                            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        QCOMPARE(QByteArray::fromStdString(text), qt);
        octets.push_back(static_cast<std::uint8_t>(length * 151 + 7));
    }
}

void TestBase64Url::namesTheFault_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("offset");
    QTest::newRow("plus of the other alphabet") << QByteArray("ab+d") << QByteArray("base64url-character") << 2;
    QTest::newRow("space") << QByteArray("ab d") << QByteArray("base64url-character") << 2;
    QTest::newRow("NUL") << QByteArray("abc\0", 4) << QByteArray("base64url-character") << 3;
    QTest::newRow("octet above 127") << QByteArray("ab\xC3\xA9") << QByteArray("base64url-character") << 2;
    QTest::newRow("padding") << QByteArray("YQ==") << QByteArray("base64url-padding") << 2;
    QTest::newRow("padding inside") << QByteArray("YQ==YQ") << QByteArray("base64url-character") << 2;
    QTest::newRow("five characters") << QByteArray("abcde") << QByteArray("base64url-length") << 4;
    QTest::newRow("one character") << QByteArray("a") << QByteArray("base64url-length") << 0;
    QTest::newRow("left-over bits of two") << QByteArray("YR") << QByteArray("base64url-trailing-bits") << 1;
    QTest::newRow("left-over bits of three") << QByteArray("YWJ") << QByteArray("base64url-trailing-bits") << 2;
    QTest::newRow("fault late in a long text")
        << QByteArray(4000, 'A') + "*AAA" << QByteArray("base64url-character") << 4000;
}

void TestBase64Url::namesTheFault() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    QFETCH(int, offset);
    const auto result = base64url::decode(std::string_view(text.constData(), std::size_t(text.size())));
    QVERIFY(!result);
    const auto found = name(result.error().code);
    QCOMPARE(QByteArray(found.data(), qsizetype(found.size())), code);
    QCOMPARE(int(result.error().where.offset), offset);
    QVERIFY(!result.error().detail.empty());
}

QTEST_GUILESS_MAIN(TestBase64Url)
#include "tst_base64url.moc"
