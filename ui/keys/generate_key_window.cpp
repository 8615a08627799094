// SPDX-License-Identifier: Apache-2.0
#include "keys/generate_key_window.h"
#include "common/busy_bar.h"
#include "common/buttons.h"
#include "common/message_bar.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "keys/generate_key_form.h"
#include "keys/key_plain_text.h"
#include "keys/made_key_view.h"
#include "workbench/openssl_commands.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

namespace twb::ui {

GenerateKeyWindow::GenerateKeyWindow(workbench::KeyMaker& keyMaker, const Clock& clock, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_keyMaker(keyMaker)
    , m_scroll(new QScrollArea(this))
    , m_form(new GenerateKeyForm(clock, this))
    , m_commandsLink(new LinkButton({}, this))
    , m_commandsPart(new QWidget(this))
    , m_commands(new KeyPlainText(m_commandsPart))
    , m_passphrase(new QCheckBox(tr("The private file gets a passphrase"), m_commandsPart))
    , m_made(new MadeKeyView(this))
    , m_messages(new MessageStack(this))
    , m_busy(new BusyBar(tr("Making the key"), this))
    , m_generate(makeButton(tr("Generate"), ButtonKind::Primary, this)) {
    setObjectName(QStringLiteral("generateKeyWindow"));
    setWindowTitle(tr("Generate a key"));
    m_commandsLink->setObjectName(QStringLiteral("commandsLink"));
    m_commands->setObjectName(QStringLiteral("commandsText"));
    m_passphrase->setObjectName(QStringLiteral("commandsPassphraseCheck"));
    m_generate->setObjectName(QStringLiteral("generateButton"));
    m_made->hide();
    m_busy->hide();
    build();
    connectSignals();
    foldCommands(false);
}

GenerateKeyWindow::~GenerateKeyWindow() {
    if (m_mine) {
        disconnect(&m_keyMaker, nullptr, this, nullptr);
        m_keyMaker.stop();
    }
}

workbench::KeyRequest GenerateKeyWindow::request() const {
    return m_form->request();
}

void GenerateKeyWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        close();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (!m_keyMaker.isRunning()) {
            pressGenerate();
        }
    } else {
        QWidget::keyPressEvent(event);
    }
}

void GenerateKeyWindow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Surface));
}

void GenerateKeyWindow::build() {
    auto* content = new QWidget(m_scroll);
    auto* body = new QVBoxLayout(content);
    body->setContentsMargins(metrics::space16, metrics::space12, metrics::space16, metrics::space12);
    body->setSpacing(metrics::space12);
    body->addWidget(m_form);
    body->addWidget(m_commandsLink, 0, Qt::AlignLeft);
    body->addWidget(buildCommands());
    body->addWidget(m_busy);
    body->addWidget(m_made);
    body->addStretch(1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setBackgroundRole(QPalette::Base);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_scroll, 1);
    m_foot = buildFoot();
    column->addWidget(m_foot);
    column->setSizeConstraint(QLayout::SetMinimumSize);
}

QWidget* GenerateKeyWindow::buildCommands() {
    m_commands->setAccessibleName(tr("openssl commands"));
    m_commands->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_commands->setFixedHeight(metrics::height(104));
    auto* column = new QVBoxLayout(m_commandsPart);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space6);
    column->addWidget(m_commands);
    column->addWidget(m_passphrase, 0, Qt::AlignLeft);
    return m_commandsPart;
}

QWidget* GenerateKeyWindow::buildFoot() {
    auto* foot = new QWidget(this);
    foot->setAutoFillBackground(true);
    foot->setBackgroundRole(QPalette::AlternateBase);
    auto* footRow = new QHBoxLayout(foot);
    footRow->setContentsMargins(metrics::space16, metrics::space8, metrics::space16, metrics::space8);
    footRow->setSpacing(metrics::space8);
    footRow->addWidget(new TextLabel(tr("Made in the background; you can go on working"), Role::Text2,
                                     fonts::Size::Small, fonts::Weight::Regular, foot),
                       1);
    QPushButton* closer = makeButton(tr("Close"), ButtonKind::Normal, foot);
    closer->setObjectName(QStringLiteral("closeButton"));
    connect(closer, &QPushButton::clicked, this, &QWidget::close);
    footRow->addWidget(closer);
    footRow->addWidget(m_generate);
    // A line of PEM (64 characters, RFC 7468 §2) beside its number. Asked of a child: the layout's own least size
    // overrides the window's.
    foot->setMinimumWidth(metrics::width(660));
    return foot;
}

void GenerateKeyWindow::connectSignals() {
    connect(m_form, &GenerateKeyForm::requestChanged, this, &GenerateKeyWindow::showCommands);
    connect(m_passphrase, &QCheckBox::toggled, this, &GenerateKeyWindow::showCommands);
    connect(m_commandsLink, &QPushButton::clicked, this, [this] { foldCommands(m_commandsPart->isHidden()); });
    connect(m_generate, &QPushButton::clicked, this, &GenerateKeyWindow::pressGenerate);
    connect(&m_keyMaker, &workbench::KeyMaker::made, this, &GenerateKeyWindow::showMade);
    connect(&m_keyMaker, &workbench::KeyMaker::failed, this, [this](const QString& sentence) {
        showRunning(false);
        m_messages->add(MessageKind::Error, sentence, QStringLiteral("result"));
    });
    connect(&m_keyMaker, &workbench::KeyMaker::stopped, this, [this] { showRunning(false); });
    connect(m_messages, &MessageStack::countChanged, this, &GenerateKeyWindow::fitHeight);
    connect(m_made, &MadeKeyView::questionShown, this, &GenerateKeyWindow::fitHeight);
    connect(m_made, &MadeKeyView::useRequested, this, [this] { Q_EMIT keyChosen(m_made->key()); });
    connect(m_made, &MadeKeyView::reported, this, [this](const QString& sentence, bool failed) {
        m_messages->add(failed ? MessageKind::Error : MessageKind::Info, sentence, QStringLiteral("result"));
    });
}

void GenerateKeyWindow::showCommands() {
    const workbench::KeyRequest wanted = m_form->request();
    const bool secret = wanted.kind == workbench::KeyRequest::Kind::Secret;
    m_passphrase->setVisible(!secret);
    const QString commands =
        workbench::opensslCommands(wanted, m_passphrase->isChecked() ? workbench::FilePassphrase::Asked
                                                                     : workbench::FilePassphrase::None)
            .trimmed();
    if (m_commands->toPlainText() != commands) {
        m_commands->setPlainText(commands);
    }
    fitHeight();
}

void GenerateKeyWindow::foldCommands(bool open) {
    m_commandsPart->setVisible(open);
    m_commandsLink->setText(open ? tr("Hide the openssl commands") : tr("Show the openssl commands for this"));
    m_commandsLink->setAccessibleName(m_commandsLink->text());
    showCommands();
}

void GenerateKeyWindow::pressGenerate() {
    if (m_mine && m_keyMaker.isRunning()) {
        m_keyMaker.stop();
        return;
    }
    m_messages->remove(QStringLiteral("result"));
    m_mine = true;
    m_keyMaker.start(request());
    showRunning(true);
}

void GenerateKeyWindow::showRunning(bool running) {
    m_mine = running;
    m_busy->setVisible(running);
    m_generate->setText(running ? tr("Stop") : tr("Generate"));
    fitHeight();
}

void GenerateKeyWindow::showMade(const workbench::SharedMadeKey& key) {
    showRunning(false);
    setButtonKind(m_generate, ButtonKind::Normal); // the main thing is now what was made
    m_made->setKey(key);
    m_made->show();
    fitHeight();
}

QSize GenerateKeyWindow::sizeHint() const {
    const int wide = std::max(width(), m_foot->minimumWidth());
    const QLayout* content = m_scroll->widget()->layout();
    const int inner =
        content->hasHeightForWidth() ? content->totalHeightForWidth(wide) : content->totalSizeHint().height();
    const int above = m_messages->count() > 0 ? m_messages->sizeHint().height() : 0;
    return {wide, above + inner + m_foot->sizeHint().height()};
}

/// What is folded or gone gives its height back, what comes gets it as far as the screen reaches; beyond that the
/// content scrolls. Widths stay as the reader has them.
void GenerateKeyWindow::fitHeight() {
    if (!isVisible()) {
        return;
    }
    m_scroll->widget()->layout()->activate();
    const QRect place = screen()->availableGeometry();
    const int frame = frameGeometry().height() - height();
    resize(width(), std::min(sizeHint().height(), place.height() - frame));
    const int below = frameGeometry().bottom() - place.bottom();
    if (below > 0) {
        move(pos().x(), std::max(place.top(), pos().y() - below));
    }
}

} // namespace twb::ui
