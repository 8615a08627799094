// SPDX-License-Identifier: Apache-2.0
#include "base/secret.h"

#include <QTest>

#include <array>
#include <type_traits>

using namespace twb;

// What must not compile is part of the contract: no copy, no conversion, no default way to show a secret.
static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);
static_assert(!std::is_convertible_v<Secret, ByteView> && !std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_convertible_v<ByteView, Secret>);

class TestSecret : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void holdsACopy();
    void takesAVectorOver();
    void movesAndLeavesNothing();
    void clonesOnPurpose();
    void wipes();
    void wipesWhatAssignmentReplaces();
    void comparesInConstantTimeFashion();
    void wipesMemoryAndText();
};

void TestSecret::holdsACopy() {
    std::array<std::uint8_t, 3> octets{1, 0, 255};
    const Secret secret{ByteView(octets)};
    octets.fill(7);
    QCOMPARE(secret.size(), std::size_t(3));
    QVERIFY(!secret.empty());
    QCOMPARE(int(secret.reveal()[2]), 255);
    QCOMPARE(int(secret.reveal()[1]), 0);
    QVERIFY(Secret().empty());
    QVERIFY(asText(Secret::fromText("caf\xC3\xA9").reveal()) == "caf\xC3\xA9");
}

void TestSecret::takesAVectorOver() {
    Bytes octets{1, 2, 3};
    const std::uint8_t* where = octets.data();
    const Secret secret{std::move(octets)};
    QCOMPARE(secret.reveal().data(), where); // the same memory: no second copy to wipe
}

void TestSecret::movesAndLeavesNothing() {
    Secret first = Secret::fromText("one");
    Secret second = std::move(first);
    QVERIFY(first.empty());
    QVERIFY(asText(second.reveal()) == "one");
    Secret third;
    third = std::move(second);
    QVERIFY(second.empty());
    QVERIFY(asText(third.reveal()) == "one");
    Secret& same = third;
    third = std::move(same);
    QVERIFY(asText(third.reveal()) == "one");
}

void TestSecret::clonesOnPurpose() {
    Secret first = Secret::fromText("one");
    const Secret second = first.clone();
    QVERIFY(first == second);
    QVERIFY(first.reveal().data() != second.reveal().data());
    first.wipe();
    QVERIFY(asText(second.reveal()) == "one");
}

void TestSecret::wipes() {
    Secret secret = Secret::fromText("0123456789abcdef0123456789abcdef");
    // The memory still belongs to the secret after wipe(): it is emptied, not given back.
    const volatile std::uint8_t* memory = secret.reveal().data();
    secret.wipe();
    QVERIFY(secret.empty());
#if !defined(TWB_SANITIZED) // reading behind size() is what the sanitizer is there to stop
    for (int i = 0; i < 32; ++i) {
        QCOMPARE(int(memory[i]), 0);
    }
#else
    Q_UNUSED(memory);
#endif
}

void TestSecret::wipesWhatAssignmentReplaces() {
    Secret secret = Secret::fromText("the old one, which has to go");
    const volatile std::uint8_t* memory = secret.reveal().data();
    Secret other = Secret::fromText("new");
    secret = std::move(other);
    QVERIFY(asText(secret.reveal()) == "new");
#if !defined(TWB_SANITIZED)
    for (int i = 0; i < 28; ++i) {
        QCOMPARE(int(memory[i]), 0); // the old memory now lies, wiped, in `other`
    }
#else
    Q_UNUSED(memory);
#endif
}

void TestSecret::comparesInConstantTimeFashion() {
    const Secret one = Secret::fromText("secret");
    QVERIFY(one == Secret::fromText("secret"));
    QVERIFY(one != Secret::fromText("Secret"));
    QVERIFY(one != Secret::fromText("secreT"));
    QVERIFY(one != Secret::fromText("secrets"));
    QVERIFY(one != Secret());
    QVERIFY(Secret() == Secret());
    for (std::size_t size = 1; size < 40; ++size) {
        const Bytes octets(size, 0x55);
        for (std::size_t at = 0; at < size; ++at) {
            Bytes changed = octets;
            changed[at] = 0x54;
            QVERIFY(!Secret::equalInConstantTime(octets, changed));
        }
        QVERIFY(Secret::equalInConstantTime(octets, Bytes(octets)));
    }
    for (int bit = 0; bit < 8; ++bit) {
        const std::array<std::uint8_t, 1> zero{0};
        const std::array<std::uint8_t, 1> other{static_cast<std::uint8_t>(1U << bit)};
        QVERIFY(!Secret::equalInConstantTime(zero, other));
    }
}

void TestSecret::wipesMemoryAndText() {
    std::array<char, 8> memory{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'};
    wipeMemory(memory.data() + 1, 6);
    QCOMPARE(QByteArray(memory.data(), 8), QByteArray("a\0\0\0\0\0\0h", 8));
    wipeMemory(nullptr, 0);
    std::string text = "a password that is longer than the small string buffer";
    wipeText(text);
    QVERIFY(text.empty());
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
