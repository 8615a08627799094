// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "base/base64url_blocks.h"

#include <QTest>

using namespace twb;

class TestBase64Url : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTripsEveryLength();
    void knownTexts_data();
    void knownTexts();
    void everyCharacterIsJudged();
    void everyPlaceIsChecked();
    void reusesTheBuffer();
    void namesTheFault_data();
    void namesTheFault();
    void blocksOfEveryKind_data();
    void blocksOfEveryKind();
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

void TestBase64Url::knownTexts_data() {
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("text");
    // RFC 4648 §10, without padding
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
    QTest::newRow("f") << QByteArray("f") << QByteArray("Zg");
    QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8");
    QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
    QTest::newRow("foob") << QByteArray("foob") << QByteArray("Zm9vYg");
    QTest::newRow("fooba") << QByteArray("fooba") << QByteArray("Zm9vYmE");
    QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
    // RFC 7515 App. C
    QTest::newRow("both special characters") << QByteArray("\x03\xEC\xFF\xE0\xC1") << QByteArray("A-z_4ME");
}

void TestBase64Url::knownTexts() {
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, text);
    const std::string_view view(octets.constData(), std::size_t(octets.size()));
    QCOMPARE(QByteArray::fromStdString(base64url::encode(view)), text);
    const auto back = base64url::decode(text.toStdString());
    QVERIFY(back);
    QVERIFY(asText(*back) == view);
    std::string appended = "before.";
    base64url::append(appended, asBytes(view));
    QCOMPARE(QByteArray::fromStdString(appended), "before." + text);
}

void TestBase64Url::everyCharacterIsJudged() {
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int c = 0; c < 256; ++c) {
        const bool belongs = alphabet.find(static_cast<char>(c)) != std::string::npos;
        for (std::size_t place = 0; place < 4; ++place) {
            std::string text = "AAAAAAAA";
            text[place] = static_cast<char>(c);
            QCOMPARE(base64url::decode(text).has_value(), belongs);
        }
    }
}

void TestBase64Url::everyPlaceIsChecked() {
    for (std::size_t size = 1; size < 80; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            std::string text(size, 'A');
            text[at] = '.';
            const auto result = base64url::decode(text);
            QVERIFY(!result);
            QCOMPARE(int(result.error().code), int(ErrorCode::Base64UrlCharacter));
            QCOMPARE(result.error().where.offset, at);
        }
    }
}

void TestBase64Url::reusesTheBuffer() {
    Bytes buffer;
    QVERIFY(base64url::decode(std::string(4000, 'A'), buffer));
    QCOMPARE(buffer.size(), std::size_t(3000));
    const std::uint8_t* where = buffer.data();
    QVERIFY(base64url::decode("Zm9v", buffer));
    QCOMPARE(buffer.size(), std::size_t(3));
    QCOMPARE(buffer.data(), where);
    QVERIFY(!base64url::decode("Zm9*", buffer));
    QVERIFY(buffer.empty()); // nothing half decoded is left to be taken for good
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

void TestBase64Url::blocksOfEveryKind_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("none") << static_cast<int>(base64url::BlockMethod::None);
    QTest::newRow("AVX2") << static_cast<int>(base64url::BlockMethod::Avx2);
    QTest::newRow("AVX-512 VBMI") << static_cast<int>(base64url::BlockMethod::Avx512Vbmi);
}

// The same octets as the slow way, nothing written beyond them, and every character that does not belong is noticed.
void TestBase64Url::blocksOfEveryKind() {
    QFETCH(int, kind);
    const auto method = static_cast<base64url::BlockMethod>(kind);
    if (!base64url::isSupported(method)) {
        QSKIP("this processor does not know it");
    }
    QVERIFY(base64url::isSupported(base64url::bestBlockMethod()));
    Bytes octets;
    for (int length = 0; length < 400; ++length) {
        const std::string text = base64url::encode(octets);
        Bytes out(octets.size() + 64, 0xA5);
        const std::size_t done = base64url::decodeBlocks(method, text.data(), text.size(), out.data());
        QVERIFY(done % 4 == 0 && done <= text.size());
        QVERIFY(method == base64url::BlockMethod::None ? done == 0 : text.size() - done < 64);
        const auto decoded = static_cast<std::ptrdiff_t>(done / 4 * 3);
        QVERIFY(std::equal(octets.begin(), octets.begin() + decoded, out.begin()));
        QVERIFY(std::all_of(out.begin() + static_cast<std::ptrdiff_t>(octets.size()), out.end(),
                            [](std::uint8_t octet) { return octet == 0xA5; }));
        octets.push_back(static_cast<std::uint8_t>(length * 151 + 7));
    }
    const std::string sound = base64url::encode(ByteView(octets).first(132));
    Bytes out(octets.size());
    const bool any = base64url::decodeBlocks(method, sound.data(), sound.size(), out.data()) != 0;
    const std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (const std::size_t place :
         {std::size_t{0}, std::size_t{31}, std::size_t{33}, std::size_t{63}, std::size_t{127}}) {
        for (int character = 0; character < 256; ++character) {
            std::string changed = sound;
            changed[place] = static_cast<char>(character);
            const bool belongs = alphabet.find(changed[place]) != std::string_view::npos;
            const std::size_t done = base64url::decodeBlocks(method, changed.data(), changed.size(), out.data());
            QCOMPARE(done != 0, any && belongs);
        }
    }
}

QTEST_GUILESS_MAIN(TestBase64Url)
#include "tst_base64url.moc"
