// SPDX-License-Identifier: Apache-2.0
// The person's own profiles: read again when a file in their folder changes; what is wrong with one is said with its
// place.
#include "profiles/profile_reader.h"
#include "workbench/profile_store.h"

#include <QtTest>

using namespace twb;
using workbench::ProfileStore;

namespace {

void write(const QString& path, const QByteArray& text) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray profile(const QByteArray& id, const QByteArray& title) {
    return "{\"id\":\"" + id + "\",\"title\":\"" + title +
           "\",\"summary\":\"x\",\"policy\":{\"claims\":[{\"name\":\"sub\",\"required\":\"yes\"}]}}";
}

} // namespace

class TestProfileStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filesAreReadAgainWhenTheyChange() {
        QTemporaryDir folder;
        ProfileStore store(folder.path());
        QSignalSpy changed(&store, &ProfileStore::changed);
        const auto title = [&](const char* id) {
            const profiles::Profile* found = store.library()->find(id);
            return found != nullptr ? found->title : std::string();
        };
        QVERIFY(title("mine").empty());
        const QString path = folder.filePath("mine.json");
        write(path, profile("mine", "First"));
        QTRY_COMPARE(title("mine"), std::string("First"));
        write(path, profile("mine", "Second")); // in place
        QTRY_COMPARE(title("mine"), std::string("Second"));
        QSaveFile replaced(path); // as editors do
        QVERIFY(replaced.open(QIODevice::WriteOnly));
        replaced.write(profile("mine", "Third"));
        QVERIFY(replaced.commit());
        QTRY_COMPARE(title("mine"), std::string("Third"));
        QVERIFY(QFile::remove(path));
        QTRY_VERIFY(title("mine").empty());
        QVERIFY(changed.count() >= 4);
    }

    void aBrokenFileIsNamedWithItsPlace() {
        QTemporaryDir folder;
        ProfileStore store(folder.path());
        write(folder.filePath("broken.json"), "{\n  \"id\": \"broken\",\n  \"titel\": \"x\"\n}");
        QTRY_VERIFY(!store.library()->problems().empty());
        const std::string text = profiles::textOf(store.library()->problems().front());
        QVERIFY2(text.find("broken.json") != std::string::npos && text.find("line 3, column ") != std::string::npos,
                 text.c_str());
        QVERIFY(QFile::remove(folder.filePath("broken.json")));
        QTRY_VERIFY(store.library()->problems().empty());
    }

    void anOwnProfileIsRenamed() {
        QTemporaryDir folder;
        const QString path = folder.filePath("mine.json");
        write(path, "{ \"id\": \"mine\", \"title\": \"Old\", \"shortName\": \"O\",\n  \"summary\": \"x\",\n"
                    "  \"policy\": { \"claims\": [] } }");
        ProfileStore store(folder.path());
        QSignalSpy changed(&store, &ProfileStore::changed);
        QVERIFY(store.rename("mine", QStringLiteral("My \"new\" gateway")));
        QCOMPARE(changed.count(), 1);
        const profiles::Profile* mine = store.library()->find("mine");
        QVERIFY(mine != nullptr);
        QCOMPARE(mine->title, std::string("My \"new\" gateway"));
        QCOMPARE(mine->shortName, mine->title);
        // The rest of the file is as it was.
        QCOMPARE(read(path), QByteArray("{ \"id\": \"mine\", \"title\": \"My \\\"new\\\" gateway\",\n"
                                        "  \"summary\": \"x\",\n  \"policy\": { \"claims\": [] } }"));
        const auto builtIn = store.rename("heflo", QStringLiteral("Mine"));
        QVERIFY(!builtIn);
        QCOMPARE(builtIn.error().code, ErrorCode::FileUnreadable);
        QVERIFY(!store.rename("nobody", QStringLiteral("Mine")));
    }

    void anOwnProfileIsRemovedAndComesBack() {
        QTemporaryDir folder;
        const QString path = folder.filePath("mine.json");
        const QByteArray text = profile("mine", "Mine");
        write(path, text);
        write(folder.filePath("heflo.json"), profile("heflo", "My HEFLO"));
        ProfileStore store(folder.path());
        const auto removed = store.remove("mine");
        QVERIFY(removed);
        QCOMPARE(removed->title, QStringLiteral("Mine"));
        QVERIFY(!QFile::exists(path));
        QVERIFY(store.library()->find("mine") == nullptr);
        QVERIFY(!store.remove("mine"));
        QVERIFY(store.restore(*removed));
        QCOMPARE(read(path), text);
        QVERIFY(store.library()->find("mine") != nullptr);
        const auto again = store.restore(*removed); // nothing is written over
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::FileUnwritable);
        // One that stood for a built-in profile gives way to it; the built-in one stays.
        QCOMPARE(store.library()->find("heflo")->title, std::string("My HEFLO"));
        QVERIFY(store.remove("heflo"));
        QVERIFY(store.library()->find("heflo") != nullptr && !store.library()->find("heflo")->isUserOwn);
        QVERIFY(!store.remove("heflo"));
    }

    void aFolderThatComesWithTheFirstProfileIsWatched() {
        QTemporaryDir parent;
        const QString path = parent.filePath("profiles");
        ProfileStore store(path);
        const auto header = json::Document::parse("{\"alg\":\"HS256\"}");
        const auto payload = json::Document::parse("{\"iss\":\"a\"}");
        QVERIFY(store.expectTokensLike(header->root(), payload->root(), QStringLiteral("Good")));
        write(path + "/later.json", profile("later", "Later"));
        QTRY_VERIFY(store.library()->find("later") != nullptr);
    }
};

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profile_store.moc"
