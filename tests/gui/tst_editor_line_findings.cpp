// SPDX-License-Identifier: Apache-2.0
//
// The doctor's findings in the gutters of Header and Payload (ui.md §5 "CodeEdit"): each that speaks of a member stands
// at that member's line, and stays there while keys are pressed.
#include "editor/code_edit.h"
#include "editor/header_pane.h"
#include "editor/payload_pane.h"
#include "page_fixture.h"
#include "workbench/finding_words.h"

#include <QCryptographicHash>

using namespace twb;
using namespace twb::ui;
using doctor::FindingPlace;
using workbench::TokenDocument;

namespace {

QByteArray encoded(const QByteArray& octets) {
    return octets.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray token(const QByteArray& header, const QByteArray& payload) {
    return encoded(header) + '.' + encoded(payload) + '.' + encoded(QByteArray(32, 'x'));
}

/// The mark at the line where the word stands first, or null.
const LineMark* markAt(const JsonPane& pane, const QByteArray& word) {
    const QByteArray text = pane.edit()->utf8();
    const qsizetype at = text.indexOf(word);
    const auto line = static_cast<int>(text.left(at).count('\n'));
    for (const LineMark& mark : pane.edit()->lineMarks()) {
        if (at >= 0 && mark.line == line) {
            return &mark;
        }
    }
    return nullptr;
}

} // namespace

class TestLineFindings : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<page::Bench> bench;
    std::unique_ptr<HeaderPane> header;
    std::unique_ptr<PayloadPane> payload;

    TokenDocument& document() const { return *bench->document(); }
    void paste(const QByteArray& text) {
        QSignalSpy diagnosed(&document(), &TokenDocument::diagnosed);
        document().pasteText(text.toStdString());
        QVERIFY(bench->settle());
        QTRY_VERIFY(!diagnosed.isEmpty());
        QTRY_VERIFY(!document().diagnosis()->isSearching);
    }
    /// How many findings of the diagnosis speak of a member of that part; each must be seen in the gutter.
    int countSeen(const JsonPane& pane, FindingPlace place) const {
        int seen = 0;
        for (const doctor::Finding& finding : document().diagnosis()->diagnosis.findings) {
            if (finding.place != place || finding.where.length == 0) {
                continue;
            }
            const QString title = workbench::findingTitle(finding);
            bool found = false;
            for (const LineMark& mark : pane.edit()->lineMarks()) {
                found = found || (mark.tooltip.contains(title) && mark.severity != LineSeverity::None);
            }
            if (!found) {
                qWarning("%s is not in the gutter", std::string(finding.info().id).c_str());
                return -1;
            }
            ++seen;
        }
        return seen;
    }

private Q_SLOTS:
    void init() {
        bench = std::make_unique<page::Bench>();
        header = std::make_unique<HeaderPane>(bench->settings);
        payload = std::make_unique<PayloadPane>(bench->settings);
        for (JsonPane* pane : {static_cast<JsonPane*>(header.get()), static_cast<JsonPane*>(payload.get())}) {
            pane->resize(600, 400);
            pane->setDocument(&document());
            connect(&document(), &TokenDocument::evaluated, pane, &JsonPane::render);
            connect(&document(), &TokenDocument::shownChanged, pane, &JsonPane::render);
            pane->show();
        }
    }
    void cleanup() {
        header.reset();
        payload.reset();
        bench.reset();
    }

    void everyFindingStandsAtItsMember() {
        paste(token("{\"alg\":\"hs256\",\"typ\":7,\"kid\":\"../../etc/passwd\",\"crit\":[],\"x5c\":[\"%\"]}",
                    "{\"iss\":7,\"sub\":\"a\",\"exp\":\"tomorrow\",\"iat\":1735689800000,\"aud\":{}}"));
        QVERIFY(countSeen(*header, FindingPlace::Header) >= 4);
        QVERIFY(countSeen(*payload, FindingPlace::Payload) >= 3);
        QCOMPARE(markAt(*header, "\"alg\"")->severity, LineSeverity::Error);
        QVERIFY(markAt(*header, "\"typ\"") != nullptr);
        QVERIFY(markAt(*header, "\"kid\"") != nullptr);
        QVERIFY(markAt(*payload, "\"iss\"") != nullptr);
        QVERIFY(markAt(*payload, "\"aud\"") != nullptr);
        QVERIFY(markAt(*payload, "\"sub\"") == nullptr); // nothing is wrong with it
        // The line says it, too, for whoever cannot see the icon.
        header->edit()->setCaretOffset(static_cast<std::size_t>(header->edit()->utf8().indexOf("\"kid\"")));
        QVERIFY(header->edit()->accessibleDescription().contains(markAt(*header, "\"kid\"")->tooltip));
    }

    void oneMarkForEachLine() {
        paste(token("{\"alg\":\"HS256\",\"typ\":7,\"kid\":\"../../etc/passwd\"}", "{\"sub\":\"a\",\"sub\":\"b\"}"));
        document().setView(workbench::PartName::Header, doctor::PartView::AsIs);
        QVERIFY(bench->settle());
        QTRY_COMPARE(header->edit()->lineMarks().size(), 1); // all on one line now
        QVERIFY(countSeen(*header, FindingPlace::Header) >= 2);
        for (const LineMark& mark : payload->edit()->lineMarks()) {
            QCOMPARE(mark.tooltip.split(QLatin1Char('\n')).removeDuplicates(), 0);
        }
    }

    void aHealthyTokenHasNoErrorsThere() {
        paste(page::cafToken);
        for (const JsonPane* pane : {static_cast<JsonPane*>(header.get()), static_cast<JsonPane*>(payload.get())}) {
            for (const LineMark& mark : pane->edit()->lineMarks()) {
                QVERIFY2(mark.severity == LineSeverity::Note, qPrintable(mark.tooltip));
            }
        }
    }

    void findingsStayWithTheirMembersWhileKeysArePressed() {
        paste(token("{\"alg\":\"HS256\"}", "{\"sub\":\"a\",\"iss\":7,\"exp\":1735689900}"));
        QVERIFY(markAt(*payload, "\"iss\"") != nullptr);
        const QString said = markAt(*payload, "\"iss\"")->tooltip;
        // Answers of the evaluation come before those of the doctor: at each of them the icon is there.
        int renders = 0;
        int missing = 0;
        connect(&document(), &TokenDocument::evaluated, this, [&] {
            ++renders;
            const LineMark* mark = markAt(*payload, "\"iss\"");
            missing += mark == nullptr || mark->tooltip != said;
        });
        QVERIFY(document().setClaim("sub", "\"b\""));
        QVERIFY(bench->settle());
        document().editPayload("{\n\n\"jti\": \"1\",\n\"iss\": 7,\n\"exp\": 1735689900}");
        QVERIFY(bench->settle());
        QVERIFY(renders >= 2);
        QCOMPARE(missing, 0);
        QVERIFY(document().setClaim("iss", "\"right\""));
        QVERIFY(bench->settle());
        QTRY_VERIFY(markAt(*payload, "\"iss\"") == nullptr);
    }

    void disclosedClaimsDoNotShiftThem() {
        const QByteArray disclosure = encoded("[\"c2FsdA\",\"given_name\",\"Alice\"]");
        const QByteArray digest = encoded(QCryptographicHash::hash(disclosure, QCryptographicHash::Sha256));
        const QByteArray issuer =
            token("{\"alg\":\"HS256\",\"typ\":\"dc+sd-jwt\"}",
                  "{\"_sd\":[\"" + digest + "\"],\"_sd_alg\":\"sha-256\",\"vct\":\"https://a.example/v\",\"iss\":7}");
        paste(issuer + '~' + disclosure + '~');
        QVERIFY(payload->edit()->utf8().contains("Alice"));
        QVERIFY(markAt(*payload, "\"iss\"") != nullptr);
        QVERIFY(markAt(*payload, "\"given_name\"") == nullptr);
    }

    void anotherDocumentBringsItsOwn() {
        paste(token("{\"alg\":\"HS256\",\"typ\":7}", "{\"iss\":7}"));
        QVERIFY(markAt(*header, "\"typ\"") != nullptr);
        header->setDocument(nullptr);
        TokenDocument* other = bench->documents.openNew();
        QSignalSpy diagnosed(other, &TokenDocument::diagnosed);
        other->pasteText(page::cafToken);
        QTRY_VERIFY(!diagnosed.isEmpty());
        header->setDocument(other);
        header->render();
        const LineMark* typ = markAt(*header, "\"typ\"");
        QVERIFY(typ == nullptr || typ->severity == LineSeverity::Note);
    }
};

QTEST_MAIN(TestLineFindings)
#include "tst_editor_line_findings.moc"
