// SPDX-License-Identifier: Apache-2.0
//
// Endpoint and Issuer in every size and zoom that people have, before and after a request: nothing scrolls sideways,
// and what a refusal says is in sight. Writes pictures where TWB_PICTURES names a folder.
#include "common/page_scroll.h"
#include "gui/program_fixture.h"
#include "issuer/issuer_workspace.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>

using namespace twb;
using namespace twb::ui;

class SizesTest : public QObject {
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<test::ProgramWindow> m_program;

    static void sizes() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("zoom");
        for (const QSize size : {QSize(960, 640), QSize(1024, 700), QSize(1280, 820), QSize(1440, 900)}) {
            for (const int zoom : {100, 150, 200}) {
                QTest::addRow("%dx%d at %d %%", size.width(), size.height(), zoom) << size << zoom;
            }
        }
    }
    void setSize(QSize size, int zoom) {
        m_program->p.settings.setZoom(zoom);
        m_program->window.resize(size);
        QTest::qWait(80);
    }
    void picture(const QString& name) {
        const QString folder = qEnvironmentVariable("TWB_PICTURES");
        if (folder.isEmpty()) {
            return;
        }
        for (const auto& [mode, word] : {std::pair{ThemeMode::Light, "light"}, {ThemeMode::Dark, "dark"}}) {
            m_theme.setMode(mode);
            QTest::qWait(40);
            const QSize size = m_program->window.size();
            m_program->window.grab().save(QStringLiteral("%1/%2-%3x%4-%5-%6.png")
                                              .arg(folder, name)
                                              .arg(size.width())
                                              .arg(size.height())
                                              .arg(m_program->p.settings.zoom())
                                              .arg(QLatin1String(word)));
        }
        m_theme.setMode(ThemeMode::Light);
    }
    /// By how much the workspace in front is wider than its place, and which part wants it.
    QString sideways() const {
        for (const auto* area : m_program->window.findChildren<QScrollArea*>()) {
            if (area->isVisible() && area->horizontalScrollBar()->maximum() > 0) {
                QString who;
                for (const auto* child : area->widget()->findChildren<const QWidget*>()) {
                    const int right = child->mapTo(area->widget(), QPoint(child->width(), 0)).x();
                    if (child->isVisible() && right > area->viewport()->width()) {
                        who += QStringLiteral("\n  %1 %2 of %3 ends at %4 and is %5 wide, at least %6")
                                   .arg(QLatin1String(child->metaObject()->className()), child->objectName(),
                                        child->parentWidget()->objectName())
                                   .arg(right)
                                   .arg(child->width())
                                   .arg(child->minimumSizeHint().width());
                    }
                }
                return QStringLiteral("%1 scrolls sideways by %2 (of %4)%3")
                    .arg(area->widget()->objectName())
                    .arg(area->horizontalScrollBar()->maximum())
                    .arg(who)
                    .arg(area->viewport()->width());
            }
        }
        return {};
    }
    /// Sends what the form holds, waits for the answer.
    bool send() {
        test::Program& p = m_program->p;
        const std::size_t before = p.endpoint.history().size();
        p.endpoint.send();
        return QTest::qWaitFor([&] { return p.endpoint.history().size() == before + 1; }, 10'000);
    }
    void show(ActionId workspace) { m_program->window.actions()[workspace]->trigger(); }

private Q_SLOTS:
    void init() {
        m_theme.setMotion(Motion::Off);
        m_theme.apply();
        m_program = std::make_unique<test::ProgramWindow>(m_theme);
    }
    void cleanup() {
        m_program.reset();
        m_theme.setZoomPercent(100);
    }

    void everyPreset_data() { sizes(); }
    void everyPreset() {
        QFETCH(QSize, size);
        QFETCH(int, zoom);
        setSize(size, zoom);
        show(ActionId::EndpointWorkspace);
        for (const char* preset : {"generic", "heflo", "sensecrypt", "caf-exchange", "caf-oauth", "caf-rest"}) {
            m_program->pick(QStringLiteral("endpointPreset"), QString::fromLatin1(preset));
            QTest::qWait(40);
            picture(QStringLiteral("preset-%1").arg(QLatin1String(preset)));
            QVERIFY2(sideways().isEmpty(), qPrintable(QLatin1String(preset) + QStringLiteral(": ") + sideways()));
        }
    }

    void afterARequest_data() { sizes(); }
    void afterARequest() {
        QFETCH(QSize, size);
        QFETCH(int, zoom);
        setSize(size, zoom);
        QVERIFY(m_program->tryLocally(QStringLiteral("heflo")));
        picture(QStringLiteral("filled"));
        QVERIFY(send());
        QTest::qWait(80);
        picture(QStringLiteral("found"));
        QVERIFY2(sideways().isEmpty(), qPrintable(sideways()));
        auto* open = m_program->find<QPushButton>(QStringLiteral("openToken_access_token"));
        QVERIFY(!open->visibleRegion().isEmpty());
        QCOMPARE(open->visibleRegion().boundingRect().size(), open->size());

        show(ActionId::IssuerWorkspace);
        QTest::qWait(80);
        picture(QStringLiteral("issuer"));
        QVERIFY2(sideways().isEmpty(), qPrintable(sideways()));
    }

    void afterARefusal_data() { sizes(); }
    void afterARefusal() {
        QFETCH(QSize, size);
        QFETCH(int, zoom);
        setSize(size, zoom);
        QVERIFY(m_program->tryLocally(QStringLiteral("heflo")));
        workbench::EndpointForm form = m_program->p.endpoint.form();
        form.assertion.audience = oauth::AssertionPlan::Audience::Own;
        form.assertion.ownAudience = "http://localhost:8455/connect/token";
        m_program->find<EndpointWorkspace>(QStringLiteral("endpointWorkspace"))->setForm(form);
        QVERIFY(send());
        QTest::qWait(80);
        picture(QStringLiteral("refused"));
        QVERIFY2(sideways().isEmpty(), qPrintable(sideways()));
        const auto* card = m_program->find<QScrollArea>(QStringLiteral("endpointExplanation"));
        QVERIFY(card->isVisible());
        if (zoom == 100 && size.height() >= 820) {
            QCOMPARE(card->verticalScrollBar()->maximum(), 0);
        }

        show(ActionId::IssuerWorkspace);
        auto* log = m_program->find<QAbstractItemView>(QStringLiteral("issuerLog"));
        QTRY_VERIFY(log->model()->rowCount() > 0);
        log->setCurrentIndex(log->model()->index(0, 0));
        QTest::qWait(80);
        picture(QStringLiteral("issuer-refused"));
        QVERIFY2(sideways().isEmpty(), qPrintable(sideways()));
    }
};

QTEST_MAIN(SizesTest)
#include "tst_sizes.moc"
