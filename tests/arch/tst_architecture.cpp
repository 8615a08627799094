// SPDX-License-Identifier: Apache-2.0
//
// The rules of the house (app/README.md), read from the sources themselves. Each rule has a made-up file that breaks
// it, so that a rule which has gone blind fails here too.
#include "support/places.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

struct SourceFile {
    QString path; ///< from the project's root, with slashes
    QString text;
};

/// Who may include whom: the arrows of the design, direct ones only; what stands below is added by reachable().
const QMap<QString, QStringList>& arrows() {
    static const QMap<QString, QStringList> table = {
        {"base", {}},
        {"json", {"base"}},
        {"crypto", {"base"}},
        {"jose", {"crypto", "json"}},
        {"profiles", {"jose"}},
        {"doctor", {"jose", "profiles"}},
        {"oauth", {"jose", "profiles"}},
        {"issuer", {"jose", "oauth"}},
        {"batch", {"doctor"}},
        {"workbench", {"batch", "doctor", "issuer", "oauth", "profiles", "jose"}},
        {"cli", {"batch", "doctor", "issuer", "oauth", "profiles", "jose"}},
        {"ui", {"workbench"}},
    };
    return table;
}

QSet<QString> reachable(const QString& room) {
    QSet<QString> all{room};
    for (const QString& below : arrows().value(room)) {
        all.unite(reachable(below));
    }
    return all;
}

/// "jose" for app/jose/x.h, "ui" for everything under ui/, "" for app/main.cpp (the composition root may use all).
QString roomOf(const QString& path) {
    const QStringList parts = path.split('/');
    if (parts.first() == "ui") {
        return "ui";
    }
    return parts.size() > 2 ? parts.at(1) : QString();
}

QString withoutComments(QString text) {
    static const QRegularExpression comments(R"(//[^\n]*|/\*.*?\*/)", QRegularExpression::DotMatchesEverythingOption);
    return text.remove(comments);
}

struct Include {
    QString target;
    bool angled;
};

QList<Include> includesOf(const QString& text) {
    static const QRegularExpression line(R"(^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"])",
                                         QRegularExpression::MultilineOption);
    QList<Include> found;
    auto matches = line.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        found.append({match.captured(2), match.captured(1) == "<"});
    }
    return found;
}

QStringList brokenArrows(const SourceFile& file) {
    const QString room = roomOf(file.path);
    if (room.isEmpty()) {
        return {};
    }
    QSet<QString> allowed = reachable(room);
    if (room == "ui") {
        allowed.remove("crypto"); // a widget never touches a key's numbers
    }
    QStringList broken;
    for (const Include& include : includesOf(file.text)) {
        const QString target = include.target.section('/', 0, 0);
        if (!include.angled && include.target.contains('/') && arrows().contains(target) && !allowed.contains(target)) {
            broken << file.path + " includes " + include.target;
        }
    }
    return broken;
}

QStringList ownHeaderNotFirst(const SourceFile& file, const QString& own) {
    const QList<Include> includes = includesOf(file.text);
    return !includes.isEmpty() && !includes.first().angled && own.endsWith('/' + includes.first().target)
               ? QStringList{}
               : QStringList{file.path + " does not include its own header first"};
}

/// Libraries that only one room may know.
QStringList foreignLibraries(const SourceFile& file) {
    const QString room = roomOf(file.path);
    const bool qtRoom = room == "ui" || room == "workbench" || room.isEmpty();
    static const QRegularExpression qt("^(Qt[A-Z][A-Za-z]*/)?Q[A-Za-z0-9]*(\\.h)?$|^qt[a-z]+\\.h$");
    QStringList broken;
    for (const Include& include : includesOf(file.text)) {
        const QString& target = include.target;
        const bool bad = (target.startsWith("openssl/") && room != "crypto") ||
                         (target.startsWith("curl/") && room != "oauth") ||
                         (target == "httplib.h" && room != "issuer" && room != "oauth") ||
                         (target.startsWith("CLI/") && room != "cli") || (!qtRoom && qt.match(target).hasMatch());
        if (bad) {
            broken << file.path + " includes " + target;
        }
    }
    return broken;
}

/// The engine prints nothing, has no locale and no clock of its own, and throws nothing.
QStringList engineManners(const SourceFile& file) {
    static const QSet<QString> engine = {"base",   "json",  "crypto", "jose",  "profiles",
                                         "doctor", "oauth", "issuer", "batch", "cli"};
    const QString room = roomOf(file.path);
    if (!engine.contains(room)) {
        return {};
    }
    const QString code = withoutComments(file.text);
    static const QRegularExpression always(
        R"(#\s*include\s*<(iostream|locale|regex|clocale)>|std::locale|\bsetlocale\s*\(|\bthrow\b)");
    static const QRegularExpression printing(
        R"(std::(cout|cerr|clog)|\b(printf|puts|putchar|perror)\s*\(|\bfprintf\s*\(|\bfputs\s*\()");
    static const QRegularExpression clocks(
        R"(\b(system_clock|steady_clock|high_resolution_clock)::now|\btime\s*\(\s*(0|NULL|nullptr)\s*\)|\bgettimeofday\s*\()");
    QStringList broken;
    const auto check = [&](const QRegularExpression& forbidden) {
        const auto match = forbidden.match(code);
        if (match.hasMatch()) {
            broken << file.path + " has " + match.captured(0).trimmed();
        }
    };
    check(always);
    if (room != "cli") {
        check(printing);
    }
    if (file.path != "app/base/clock.h" && file.path != "app/base/steady_time.h") {
        check(clocks);
    }
    return broken;
}

/// The window never waits: nothing in ui/ may start an event loop inside the event loop. One exception, because Qt
/// offers no other way: drag->exec(), which lasts as long as the mouse button is held and leaves the loop running.
QStringList nestedLoops(const SourceFile& file) {
    if (roomOf(file.path) != "ui" && roomOf(file.path) != "workbench") {
        return {};
    }
    static const QRegularExpression forbidden(
        R"((?<!drag)(\.|->|::)exec\s*\(|\bprocessEvents\b|\bQEventLoop\b|\bQMessageBox::(about|aboutQt|critical|information|question|warning)\b|\bQFileDialog::get\w+|\bQInputDialog::get\w+|\bQColorDialog::getColor|\bQFontDialog::getFont|\bwaitForFinished\s*\()");
    const auto match = forbidden.match(withoutComments(file.text));
    return match.hasMatch() ? QStringList{file.path + " has " + match.captured(0)} : QStringList{};
}

QStringList longWithoutReason(const SourceFile& file) {
    if (file.text.count('\n') <= 400 || file.text.contains("// Long because: ")) {
        return {};
    }
    return {file.path + " has " + QString::number(file.text.count('\n')) + " lines and no \"// Long because: …\""};
}

QStringList withoutLicenceLine(const SourceFile& file) {
    const QString head = file.text.section('\n', 0, 1); // the second line where a script starts with #!
    return head.contains("SPDX-License-Identifier: Apache-2.0") ? QStringList{} : QStringList{file.path};
}

QString lines(const QStringList& list) {
    return "\n  " + list.join("\n  ");
}

} // namespace

class ArchitectureTest : public QObject {
    Q_OBJECT

    QList<SourceFile> m_sources; ///< C++ under app/ and ui/
    QList<SourceFile> m_all;     ///< and tests, scripts and CMake files everywhere

    template <typename Rule>
    QStringList broken(Rule rule) const {
        QStringList all;
        for (const SourceFile& file : m_sources) {
            all << rule(file);
        }
        return all;
    }

private Q_SLOTS:
    void initTestCase() {
        const QDir root(places::source());
        QList<SourceFile> files;
        for (const char* folder : {"app", "ui", "tests", "packaging", "resources"}) {
            QDirIterator each(root.filePath(folder), QDir::Files, QDirIterator::Subdirectories);
            while (each.hasNext()) {
                const QString path = each.next();
                static const QRegularExpression wanted(R"(\.(h|cpp|cmake|sh|mjs|js|py)$|/CMakeLists\.txt$)");
                if (!wanted.match(path).hasMatch() || path.contains("/node_modules/")) {
                    continue;
                }
                QFile file(path);
                QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
                m_all.append({root.relativeFilePath(path), QString::fromUtf8(file.readAll())});
            }
        }
        for (const SourceFile& file : m_all) {
            const bool cpp = file.path.endsWith(".h") || file.path.endsWith(".cpp");
            if (cpp && (file.path.startsWith("app/") || file.path.startsWith("ui/"))) {
                m_sources.append(file);
            }
        }
        QVERIFY2(m_sources.size() > 20, "the sources were not found");
    }

    void everyFolderIsARoomOfTheTable() {
        for (const SourceFile& file : m_sources) {
            const QString room = roomOf(file.path);
            QVERIFY2(room.isEmpty() || arrows().contains(room), qPrintable(file.path));
        }
    }

    void arrowsGoDownOnly() {
        QVERIFY(!brokenArrows({"app/json/x.h", "#include \"jose/jwk.h\"\n"}).isEmpty());
        QVERIFY(!brokenArrows({"app/crypto/x.h", "#include \"json/tape.h\"\n"}).isEmpty());
        QVERIFY(!brokenArrows({"ui/editor/x.h", "  # include \"crypto/key.h\"\n"}).isEmpty());
        QVERIFY(!brokenArrows({"app/cli/x.cpp", "#include \"workbench/x.h\"\n"}).isEmpty());
        QVERIFY(!brokenArrows({"app/workbench/x.cpp", "#include \"ui/x.h\"\n"}).isEmpty());
        QVERIFY(brokenArrows({"app/doctor/x.cpp", "#include \"json/tape.h\"\n"}).isEmpty());
        const QStringList list = broken(brokenArrows);
        QVERIFY2(list.isEmpty(), qPrintable(lines(list)));
    }

    void librariesStayInTheirRoom() {
        QVERIFY(!foreignLibraries({"app/jose/x.cpp", "#include <openssl/evp.h>\n"}).isEmpty());
        QVERIFY(!foreignLibraries({"app/jose/x.cpp", "#include <QString>\n"}).isEmpty());
        QVERIFY(!foreignLibraries({"app/base/x.cpp", "#include <QtCore/QString>\n"}).isEmpty());
        QVERIFY(!foreignLibraries({"app/cli/x.cpp", "#include <curl/curl.h>\n"}).isEmpty());
        QVERIFY(foreignLibraries({"app/crypto/x.cpp", "#include <openssl/evp.h>\n"}).isEmpty());
        const QStringList list = broken(foreignLibraries);
        QVERIFY2(list.isEmpty(), qPrintable(lines(list)));
    }

    void openSslHeadersStayInsideTheCryptoModule() {
        // A header of app/crypto that needs <openssl/…>, directly or through another, is inner: nobody outside of the
        // room includes it.
        QMap<QString, QStringList> uses;
        QSet<QString> inner;
        for (const SourceFile& file : m_sources) {
            if (!file.path.startsWith("app/crypto/") || !file.path.endsWith(".h")) {
                continue;
            }
            for (const Include& include : includesOf(file.text)) {
                uses[file.path.mid(4)] << include.target;
            }
        }
        for (bool grew = true; grew;) {
            grew = false;
            for (auto header = uses.cbegin(); header != uses.cend(); ++header) {
                for (const QString& target : header.value()) {
                    if ((target.startsWith("openssl/") || inner.contains(target)) && !inner.contains(header.key())) {
                        inner.insert(header.key());
                        grew = true;
                    }
                }
            }
        }
        QStringList list;
        for (const SourceFile& file : m_sources) {
            for (const Include& include : includesOf(file.text)) {
                if (roomOf(file.path) != "crypto" && inner.contains(include.target)) {
                    list << file.path + " includes " + include.target;
                }
            }
        }
        QVERIFY2(list.isEmpty(), qPrintable(lines(list)));
    }

    void engineKeepsItsManners() {
        QVERIFY(!engineManners({"app/jose/x.cpp", "std::cout << 1;"}).isEmpty());
        QVERIFY(!engineManners({"app/jose/x.cpp", "auto now = std::chrono::system_clock::now();"}).isEmpty());
        QVERIFY(!engineManners({"app/cli/x.cpp", "#include <iostream>\n"}).isEmpty());
        QVERIFY(!engineManners({"app/base/x.cpp", "throw 1;"}).isEmpty());
        QVERIFY(engineManners({"app/base/x.cpp", "// throw nothing\nstd::snprintf(a, 1, b);"}).isEmpty());
        const QStringList list = broken(engineManners);
        QVERIFY2(list.isEmpty(), qPrintable(lines(list)));
    }

    void windowStartsNoEventLoopInsideTheEventLoop() {
        QVERIFY(!nestedLoops({"ui/x.cpp", "dialog.exec();"}).isEmpty());
        QVERIFY(!nestedLoops({"ui/x.cpp", "menu->exec (place);"}).isEmpty());
        QVERIFY(!nestedLoops({"ui/x.cpp", "QApplication::processEvents();"}).isEmpty());
        QVERIFY(!nestedLoops({"ui/x.cpp", "QEventLoop loop;"}).isEmpty());
        QVERIFY(!nestedLoops({"ui/x.cpp", "QMessageBox::warning(this, a, b);"}).isEmpty());
        QVERIFY(nestedLoops({"ui/x.cpp", "drag->exec(Qt::CopyAction);"}).isEmpty());
        QVERIFY(nestedLoops({"ui/x.cpp", "// never dialog.exec()\ndialog.open();"}).isEmpty());
        const QStringList list = broken(nestedLoops);
        QVERIFY2(list.isEmpty(), qPrintable(lines(list)));
    }

    void longFilesSayWhy() {
        QVERIFY(!longWithoutReason({"app/base/x.cpp", QString(401, '\n')}).isEmpty());
        QVERIFY(longWithoutReason({"app/base/x.cpp", QString(400, '\n')}).isEmpty());
        const QStringList list = broken(longWithoutReason);
        QVERIFY2(list.isEmpty(), qPrintable(lines(list)));
    }

    void everyFileHasTheLicenceLine() {
        QVERIFY(!withoutLicenceLine({"app/x.h", "#pragma once\n"}).isEmpty());
        QStringList list;
        for (const SourceFile& file : m_all) {
            list << withoutLicenceLine(file);
        }
        QVERIFY2(list.isEmpty(), qPrintable(lines(list)));
    }

    void headersGuardThemselves() {
        QStringList list;
        for (const SourceFile& file : m_sources) {
            if (file.path.endsWith(".h") && !file.text.contains("#pragma once")) {
                list << file.path;
            }
        }
        QVERIFY2(list.isEmpty(), qPrintable(lines(list)));
    }

    void everyFileIncludesItsOwnHeaderFirst() {
        // So that each header is seen to stand alone without being compiled once more.
        QSet<QString> headers;
        for (const SourceFile& file : m_sources) {
            if (file.path.endsWith(".h")) {
                headers.insert(file.path);
            }
        }
        QVERIFY(!ownHeaderNotFirst({"app/base/x.cpp", "#include \"base/y.h\"\n#include \"base/x.h\"\n"}, "app/base/x.h")
                     .isEmpty());
        QVERIFY(
            ownHeaderNotFirst({"app/base/x.cpp", "#include \"base/x.h\"\n#include <map>\n"}, "app/base/x.h").isEmpty());
        QStringList list;
        for (const SourceFile& file : m_sources) {
            const QString own = file.path.chopped(3) + 'h';
            if (file.path.endsWith(".cpp") && headers.contains(own)) {
                list << ownHeaderNotFirst(file, own);
            }
        }
        QVERIFY2(list.isEmpty(), qPrintable(lines(list)));
    }

    void programsStartWithoutLibrariesForLater_data() {
        QTest::addColumn<QStringList>("missing");
        QTest::newRow("twb") << QStringList{"libQt", "libcurl", "libssl"};
        QTest::newRow("token-workbench") << QStringList{"libcurl"};
    }
    void programsStartWithoutLibrariesForLater() {
        const QString program = places::build("/bin/") + QTest::currentDataTag();
        if (!QFileInfo::exists(program) && program.endsWith("workbench")) {
            QSKIP("this build has no window");
        }
        QVERIFY2(QFileInfo::exists(program), "the program was not built");
        // With all libraries that those bring along.
        QProcess ldd;
        ldd.start("ldd", {program});
        QVERIFY(ldd.waitForFinished());
        const QString libraries = QString::fromUtf8(ldd.readAllStandardOutput());
        QVERIFY2(libraries.contains("libcrypto"), qPrintable(libraries)); // proof that the list was read
        QFETCH(QStringList, missing);
        for (const QString& library : missing) {
            QVERIFY2(!libraries.contains(library), qPrintable(libraries));
        }
    }
};

QTEST_GUILESS_MAIN(ArchitectureTest)
#include "tst_architecture.moc"
