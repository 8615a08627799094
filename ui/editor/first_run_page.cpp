// SPDX-License-Identifier: Apache-2.0
#include "editor/first_run_page.h"
#include "common/buttons.h"
#include "common/empty_hint.h"
#include "common/metrics.h"
#include "common/pane_frame.h"
#include "common/text_label.h"
#include "editor/icon_names.h"
#include "editor/start_rows.h"
#include "editor/token_view.h"
#include "main_window/actions.h"
#include "workbench/profile_store.h"

#include <QHBoxLayout>
#include <QPainter>

namespace twb::ui {

namespace {

/// The field with the drop frame lying over it; the frame takes no mouse.
class DropField : public QWidget {
public:
    DropField(TokenView* view, QWidget* parent)
        : QWidget(parent)
        , m_view(view)
        , m_hint(new EmptyHint(FirstRunPage::tr("Paste a token with Ctrl+V, or drop a file here"),
                               FirstRunPage::tr("A line from a log, an Authorization header, a curl command, a cookie, "
                                                "a JSON answer: the token is found and the rest is set aside."),
                               this)) {
        m_view->setParent(this);
        m_hint->setDrawing(EmptyHint::Drawing::TokenBoxes);
        m_hint->setFrame(EmptyHint::Frame::Drop);
        m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    }

    QSize minimumSizeHint() const override { return {metrics::width(280), metrics::height(330)}; }

protected:
    void resizeEvent(QResizeEvent*) override {
        m_view->setGeometry(rect());
        const int side = qMin(metrics::width(40), width() / 12);
        m_hint->setGeometry(rect().adjusted(side, metrics::height(64), -side, -side));
        m_hint->raise();
    }

private:
    TokenView* m_view;
    EmptyHint* m_hint;
};

/// The ground of the privacy note: a pane without a header.
class NoteCard : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(color(Role::Border));
        painter.setBrush(color(Role::Surface));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusPane,
                                metrics::radiusPane);
    }
};

/// A drawing in a theme colour.
class Drawing : public QWidget {
public:
    Drawing(Icon name, Role role, QWidget* parent)
        : QWidget(parent)
        , m_name(name)
        , m_role(role) {
        setFixedSize(metrics::height(18), metrics::height(18));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintIcon(painter, rect(), m_name, m_role, height());
    }

private:
    Icon m_name;
    Role m_role;
};

QList<StartRow> templateRows(const workbench::ProfileStore& profileStore) {
    QList<StartRow> rows;
    for (const profiles::Template& entry : profileStore.firstPage()) {
        rows.append({QString::fromStdString(entry.id), QString::fromStdString(entry.title),
                     QString::fromStdString(entry.summary), iconNamed(entry.icon)});
    }
    return rows;
}

/// Each is an action of the menus, named by its objectName.
QList<StartRow> otherWays(const Actions& actions) {
    const auto row = [&actions](ActionId id, const QString& title, const QString& summary, Icon icon) {
        const QAction* action = actions[id];
        return StartRow{action->objectName(), title, summary, icon,
                        action->shortcut().toString(QKeySequence::NativeText)};
    };
    return {row(ActionId::EndpointWorkspace, FirstRunPage::tr("Ask a token endpoint"),
                FirstRunPage::tr("OAuth 2.0, HEFLO, SenseCrypt gen-jwt, CAF"), Icon::Endpoint),
            row(ActionId::IssuerWorkspace, FirstRunPage::tr("Run an issuer on this computer"),
                FirstRunPage::tr("Tokens for your service, right and wrong ones"), Icon::Issuer),
            row(ActionId::GenerateKey, FirstRunPage::tr("Make a key or a secret"),
                FirstRunPage::tr("RSA, EC, Ed25519 or random bytes"), Icon::Keys)};
}

} // namespace

FirstRunPage::FirstRunPage(workbench::ProfileStore& profileStore, const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_view(new TokenView(this)) {
    setObjectName(QStringLiteral("firstRunPage"));
    m_row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_row->setContentsMargins(metrics::space8, metrics::space8, metrics::space8, metrics::space8);
    m_row->setSpacing(metrics::gap());
    m_row->addWidget(buildLeft(), 1);
    m_right = buildRight(profileStore, actions);
    m_row->addWidget(m_right);
    connect(m_view, &TokenView::edited, this, &FirstRunPage::typed);
    connect(m_view, &TokenView::pasted, this, [this](const QString& text) { Q_EMIT pasted(text); });
    connect(&Theme::current(), &Theme::changed, this, &FirstRunPage::arrange);
}

void FirstRunPage::focusStart() {
    m_view->setUtf8({});
    m_view->setFocus();
}

void FirstRunPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

/// Under each other where two columns would be too narrow to read (200 % zoom in a small window).
void FirstRunPage::arrange() {
    const bool narrow = width() < metrics::width(640);
    m_row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    if (narrow) {
        m_right->setMinimumWidth(0);
        m_right->setMaximumWidth(QWIDGETSIZE_MAX);
        return;
    }
    const int wanted = window()->width() < 1120 ? 380 : 500;
    m_right->setFixedWidth(qMin(metrics::width(wanted), width() * 45 / 100));
}

QWidget* FirstRunPage::buildLeft() {
    auto* pane = new PaneFrame(tr("Encoded"), this);
    pane->setHint(tr("paste a token, or anything that holds one"));
    QPushButton* open = makeButton(tr("Open file…"), ButtonKind::Flat, pane);
    open->setIcon(icon(Icon::Folder));
    open->setObjectName(QStringLiteral("openFileButton"));
    open->setToolTip(tr("Open a file that holds a token (Ctrl+O)"));
    open->setAccessibleDescription(open->toolTip());
    pane->addControl(open);
    connect(open, &QPushButton::clicked, this, &FirstRunPage::openFileRequested);
    m_view->setObjectName(QStringLiteral("firstEncodedView"));
    m_view->setAccessibleName(tr("Encoded token"));
    m_view->setAccessibleDescription(tr("Paste or type a token, or anything that holds one"));
    pane->setContent(new DropField(m_view, pane));
    return pane;
}

QWidget* FirstRunPage::addRows(const QString& caption, StartRows* rows) {
    auto* pane = new PaneFrame(caption, this);
    pane->setContent(rows);
    pane->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return pane;
}

QWidget* FirstRunPage::buildRight(workbench::ProfileStore& profileStore, const Actions& actions) {
    auto* right = new QWidget(this);
    auto* templates = new StartRows(tr("Start from a template"), templateRows(profileStore), right);
    templates->setObjectName(QStringLiteral("templateRows"));
    connect(templates, &StartRows::chosen, this, &FirstRunPage::templateChosen);
    auto* ways = new StartRows(tr("Other ways in"), otherWays(actions), right);
    ways->setObjectName(QStringLiteral("otherWaysRows"));
    connect(ways, &StartRows::chosen, this,
            [&actions](const QString& id) { actions.findChild<QAction*>(id)->trigger(); });

    auto* note = new NoteCard(right);
    auto* words = new TextLabel({}, Role::Text2, fonts::Size::Body, fonts::Weight::Regular, note);
    words->setTextFormat(Qt::RichText);
    words->setText(QStringLiteral("<b>%1</b> %2")
                       .arg(tr("Everything stays on this computer."),
                            tr("No account. Nothing is sent until you press Send or Fetch. Tokens and secrets are "
                               "forgotten when you quit, unless you save them.")));
    words->setWordWrap(true);
    auto* noteRow = new QHBoxLayout(note);
    noteRow->setContentsMargins(metrics::space16, metrics::space12, metrics::space16, metrics::space12);
    noteRow->setSpacing(metrics::space12);
    noteRow->addWidget(new Drawing(Icon::Shield, Role::Ok, note));
    noteRow->addWidget(words, 1);

    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap());
    column->addWidget(addRows(tr("Start from a template"), templates));
    column->addWidget(addRows(tr("Other ways in"), ways));
    column->addStretch(1);
    column->addWidget(note);
    return right;
}

} // namespace twb::ui
