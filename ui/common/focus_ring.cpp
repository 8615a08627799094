// SPDX-License-Identifier: Apache-2.0
#include "common/focus_ring.h"
#include "common/metrics.h"
#include "common/secret_edit.h"
#include "common/style.h"
#include "common/switch_row.h"
#include "common/theme.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>

namespace twb::ui {

namespace {

/// Keeps one ring at the control that has the keyboard.
class FocusFollower : public QObject {
public:
    explicit FocusFollower(QObject* owner, std::function<QWidget*(QWidget*)> makeRing)
        : QObject(owner)
        , m_makeRing(std::move(makeRing)) {
        connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
            delete m_ring;
            QWidget* control = FocusRing::controlOf(now);
            m_ring = control ? m_makeRing(control) : nullptr;
        });
    }
    ~FocusFollower() override { delete m_ring; }

private:
    std::function<QWidget*(QWidget*)> m_makeRing;
    QPointer<QWidget> m_ring; // its parent, the control's, may delete it first
};

} // namespace

void FocusRing::install(QObject* owner) {
    new FocusFollower(owner, [](QWidget* control) { return new FocusRing(control); });
}

QWidget* FocusRing::controlOf(QWidget* focus) {
    if (!focus || !focus->parentWidget() || focus->isWindow()) {
        return nullptr;
    }
    QWidget* parent = focus->parentWidget();
    QWidget* control = nullptr;
    if (qobject_cast<SecretEdit*>(parent) || qobject_cast<QAbstractSpinBox*>(parent) ||
        qobject_cast<QComboBox*>(parent)) {
        control = parent; // the field within
    } else if (auto* line = qobject_cast<QLineEdit*>(focus)) {
        control = line->hasFrame() ? line : nullptr;
    } else if ((qobject_cast<QPushButton*>(focus) || qobject_cast<QToolButton*>(focus) ||
                qobject_cast<QComboBox*>(focus) || qobject_cast<QAbstractSpinBox*>(focus)) &&
               !qobject_cast<SwitchRow*>(parent)) {
        control = focus;
    }
    // A splitter would take the ring for a pane.
    const bool possible = control && control->parentWidget() && !qobject_cast<QSplitter*>(control->parentWidget());
    return possible ? control : nullptr;
}

FocusRing::FocusRing(QWidget* control)
    : QWidget(control->parentWidget())
    , m_control(control) {
    setObjectName(QStringLiteral("focusRing"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    control->installEventFilter(this);
    follow();
}

void FocusRing::follow() {
    if (m_control) {
        setGeometry(m_control->geometry().adjusted(-1, -1, 1, 1));
        setVisible(m_control->isVisibleTo(parentWidget()));
        raise();
    }
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
        follow();
        break;
    case QEvent::Hide:
    case QEvent::ParentChange:
        hide();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBox(painter, rect(), metrics::radiusControl + 1, color(Role::Accent), {});
}

} // namespace twb::ui
