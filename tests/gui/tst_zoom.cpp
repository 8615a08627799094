// SPDX-License-Identifier: Apache-2.0
//
// The whole window at 200 % in its smallest sizes: no words are cut, nothing lies over something else (ui.md §9).
#include "common/text_label.h"
#include "gui/program_fixture.h"
#include "keys/generate_key_window.h"
#include "main_window/actions.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QRadioButton>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QToolButton>

using namespace twb;
using namespace twb::ui;

class ZoomTest : public QObject {
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<test::ProgramWindow> m_program;

    /// Width of the longest line of the words, without mnemonics.
    static int widthOf(const QFontMetrics& metrics, QString words) {
        words.remove(QLatin1Char('&'));
        int widest = 0;
        for (const QString& line : words.split(QLatin1Char('\n'))) {
            widest = std::max(widest, metrics.horizontalAdvance(line));
        }
        return widest;
    }
    static QString nameOf(const QWidget& widget, const QString& words) {
        return QStringLiteral("%1 “%2” in %3")
            .arg(widget.objectName().isEmpty() ? QLatin1String(widget.metaObject()->className()) : widget.objectName(),
                 words, widget.parentWidget() ? widget.parentWidget()->objectName() : QString());
    }
    /// What of the words is not seen; empty if everything is.
    static QString cutOff(const QWidget& top) {
        QStringList cut;
        for (const auto* button : top.findChildren<const QAbstractButton*>()) {
            const auto* tool = qobject_cast<const QToolButton*>(button);
            if (!button->isVisible() || button->text().isEmpty() ||
                (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly) ||
                button->parentWidget()->objectName() == QLatin1String("activityBar")) { // icons only, with tooltips
                continue;
            }
            const int icon = button->icon().isNull() ? 0 : button->iconSize().width();
            if (widthOf(button->fontMetrics(), button->text()) + icon > button->width() ||
                button->fontMetrics().height() > button->height()) {
                cut << nameOf(*button, button->text());
            }
        }
        for (const auto* label : top.findChildren<const QLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty() || label->textFormat() == Qt::RichText ||
                dynamic_cast<const ElidedLabel*>(label)) {
                continue;
            }
            const bool wraps = label->wordWrap();
            const int high = wraps ? label->heightForWidth(label->width()) : label->fontMetrics().height();
            if (label->height() < high || (!wraps && label->width() < widthOf(label->fontMetrics(), label->text()))) {
                cut << nameOf(*label, label->text());
            }
        }
        // A choice that ends in dots says the whole in its tool tip, or in its list.
        for (const auto* combo : top.findChildren<const QComboBox*>()) {
            QStyleOptionComboBox option;
            option.initFrom(combo);
            const int room = combo->style()
                                 ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, combo)
                                 .width();
            const int least = std::min(widthOf(combo->fontMetrics(), combo->currentText()),
                                       combo->fontMetrics().averageCharWidth() * 8);
            if (combo->isVisible() && (room < least || combo->height() < combo->fontMetrics().height())) {
                cut << nameOf(*combo, combo->currentText());
            }
        }
        for (const auto* bar : top.findChildren<const QTabBar*>()) {
            for (int tab = 0; bar->isVisible() && tab < bar->count(); ++tab) {
                if (widthOf(bar->fontMetrics(), bar->tabText(tab)) > bar->tabRect(tab).width() ||
                    bar->fontMetrics().height() > bar->tabRect(tab).height()) {
                    cut << nameOf(*bar, bar->tabText(tab));
                }
            }
        }
        return cut.join(QLatin1Char('\n'));
    }
    /// Two fields or buttons of one parent that lie over each other.
    static QString overlap(const QWidget& top) {
        QStringList pairs;
        for (const auto* one : top.findChildren<const QWidget*>()) {
            if (!one->isVisible() || !one->parentWidget() || one->parentWidget()->layout() == nullptr ||
                one->focusPolicy() == Qt::NoFocus || one->isWindow()) {
                continue;
            }
            for (const auto* other :
                 one->parentWidget()->findChildren<const QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
                if (other == one || !other->isVisible() || other->isWindow() || other->focusPolicy() == Qt::NoFocus) {
                    continue;
                }
                const QRect both = one->geometry().intersected(other->geometry());
                if (both.width() > 2 && both.height() > 2) {
                    pairs << nameOf(*one, QString()) + QStringLiteral(" lies over ") + nameOf(*other, QString());
                }
            }
        }
        return pairs.join(QLatin1Char('\n'));
    }

private Q_SLOTS:
    void init() {
        m_theme.setMotion(Motion::Off);
        m_theme.apply();
        m_program = std::make_unique<test::ProgramWindow>(m_theme);
        m_program->p.settings.setZoom(200);
        m_program->p.documents.openText("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                                        "eyJpc3MiOiJhIiwiaWF0IjoxNzM1Njg5NjAwLCJleHAiOjE3MzU2ODk5MDB9.AAAA");
    }
    void cleanup() {
        m_program.reset();
        m_theme.setZoomPercent(100);
    }

    void everyWordIsSeen_data() {
        QTest::addColumn<ActionId>("workspace");
        QTest::addColumn<QSize>("size");
        const std::pair<const char*, ActionId> workspaces[] = {{"editor", ActionId::EditorWorkspace},
                                                               {"keys", ActionId::KeysWorkspace},
                                                               {"endpoint", ActionId::EndpointWorkspace},
                                                               {"issuer", ActionId::IssuerWorkspace},
                                                               {"settings", ActionId::SettingsWorkspace}};
        for (const auto& [name, action] : workspaces) {
            QTest::addRow("%s 960x640", name) << action << QSize(960, 640);
            QTest::addRow("%s 1024x700", name) << action << QSize(1024, 700);
        }
    }
    void everyWordIsSeen() {
        QFETCH(ActionId, workspace);
        QFETCH(QSize, size);
        MainWindow& window = m_program->window;
        window.resize(size);
        QTest::qWait(400); // panes and keys are made after the first paint
        window.actions()[workspace]->trigger();
        QTest::qWait(50);
        const QString cut = cutOff(window);
        QVERIFY2(cut.isEmpty(), qPrintable(cut));
        const QString over = overlap(window);
        QVERIFY2(over.isEmpty(), qPrintable(over));
    }
    /// The least widths of the panes together are wider than this window at 200 %: they stand under each other.
    void editorScrollsDownOnly_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("960x640") << QSize(960, 640);
        QTest::newRow("1024x700") << QSize(1024, 700);
        QTest::newRow("1440x900") << QSize(1440, 900);
    }
    void editorScrollsDownOnly() {
        QFETCH(QSize, size);
        m_program->window.resize(size);
        QTest::qWait(400);
        const auto* page = m_program->window.findChild<QWidget*>(QStringLiteral("editorPage"));
        QVERIFY(page && page->isVisible());
        QVERIFY2(page->width() <= page->parentWidget()->width(), qPrintable(QString::number(page->width())));
        // Back in a wide window they stand beside each other again.
        m_program->p.settings.setZoom(100);
        m_program->window.resize(1280, 820);
        QTest::qWait(100);
        const auto* encoded = m_program->window.findChild<QWidget*>(QStringLiteral("encodedPane"));
        const auto* payload = m_program->window.findChild<QWidget*>(QStringLiteral("payloadPane"));
        QVERIFY(encoded->mapTo(page, QPoint()).x() + encoded->width() <= payload->mapTo(page, QPoint()).x());
    }
    /// A bar over the panes takes its height from them, not from below the window's edge.
    void versionBarLeavesThePageInTheWindow() {
        m_program->p.settings.setZoom(100);
        m_program->window.resize(1280, 820);
        QTest::qWait(400);
        m_program->p.documents.current()->editPayload("{\"iss\":\"b\"}");
        const auto* bar = m_program->window.findChild<QWidget*>(QStringLiteral("versionBar"));
        QTRY_VERIFY(bar->isVisible());
        QTest::qWait(50);
        const auto* page = m_program->window.findChild<QWidget*>(QStringLiteral("editorPage"));
        QCOMPARE(page->height(), page->parentWidget()->height());
    }
    /// The fonts of some systems are wider by an eighth (ui.md §2).
    void widerFont_data() { everyWordIsSeen_data(); }
    void widerFont() {
        QFont wide = QApplication::font();
        const QFont usual = wide;
        wide.setStretch(112);
        m_program->p.settings.setZoom(100);
        QApplication::setFont(wide);
        everyWordIsSeen();
        QApplication::setFont(usual);
    }
    void generateWindow() {
        m_program->window.resize(960, 640);
        QTest::qWait(400);
        m_program->window.actions()[ActionId::GenerateKey]->trigger();
        QTest::qWait(50);
        const auto* generate = m_program->window.findChild<GenerateKeyWindow*>();
        QVERIFY(generate && generate->isVisible());
        const QString cut = cutOff(*generate);
        QVERIFY2(cut.isEmpty(), qPrintable(cut));
    }
};

QTEST_MAIN(ZoomTest)
#include "tst_zoom.moc"
