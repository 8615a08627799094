// SPDX-License-Identifier: Apache-2.0
#include "common/focus_ring.h"
#include "common/secret_edit.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace twb::ui;

class TestFocusRing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        window = std::make_unique<QWidget>();
        FocusRing::install(window.get());
        auto* column = new QVBoxLayout(window.get());
        button = new QPushButton(QStringLiteral("button"));
        check = new QCheckBox(QStringLiteral("check"));
        secret = new SecretEdit(QStringLiteral("secret"));
        for (QWidget* widget :
             {static_cast<QWidget*>(button), static_cast<QWidget*>(check), static_cast<QWidget*>(secret)}) {
            column->addWidget(widget);
        }
        window->resize(300, 200);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    void cleanup() { window.reset(); }

    void liesOnePixelAroundTheControl() {
        button->setFocus();
        QVERIFY(ring() && ring()->isVisible());
        QCOMPARE(ring()->geometry(), button->geometry().adjusted(-1, -1, 1, 1));
        window->resize(400, 260);
        QTRY_COMPARE(ring()->geometry(), button->geometry().adjusted(-1, -1, 1, 1));
        QSignalSpy pressed(button, &QPushButton::clicked);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(pressed.count(), 1);
    }
    void followsTheKeyboard() {
        button->setFocus();
        secret->setFocus();
        QCOMPARE(ring()->control(), static_cast<QWidget*>(secret)); // around the whole field, not the line within
        check->setFocus();                                          // paints its own
        QVERIFY(!ring());
    }
    void goesWithItsControl() {
        button->setFocus();
        QPointer<FocusRing> there = ring();
        button->hide();
        QVERIFY(!there || !there->isVisible());
        delete button;
        window->repaint();
    }

private:
    FocusRing* ring() const { return window->findChild<FocusRing*>(QStringLiteral("focusRing")); }

    std::unique_ptr<QWidget> window;
    QPointer<QPushButton> button;
    QCheckBox* check = nullptr;
    SecretEdit* secret = nullptr;
};

QTEST_MAIN(TestFocusRing)
#include "tst_common_focus_ring.moc"
