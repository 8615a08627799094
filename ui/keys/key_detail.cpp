// SPDX-License-Identifier: Apache-2.0
#include "keys/key_detail.h"
#include "common/buttons.h"
#include "common/inline_error.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "keys/import_words.h"
#include "keys/key_facts_form.h"
#include "keys/key_text_panel.h"
#include "keys/passphrase_bar.h"
#include "workbench/phrases.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTimer>

namespace twb::ui {

using workbench::Holds;

namespace {
constexpr int startWidth = 480, leastWidth = 380, leastHeight = 200;
/// From this width on, and if it is wider than high, facts stand beside the texts: under the table.
constexpr int wideWidth = 760;
const auto confirmKey = QStringLiteral("copyPrivate");

/// A decorative line.
class HeaderRule : public QWidget {
public:
    explicit HeaderRule(QWidget* parent)
        : QWidget(parent) {
        setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), color(Role::Border));
    }
};

/// The icon before the note.
class NoteIcon : public QWidget {
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {metrics::height(iconButton), metrics::height(iconButton)}; }
    bool warns = false;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const int side = metrics::height(iconButton);
        paintIcon(painter, QRectF(0, 0, width(), side), warns ? Icon::Warn : Icon::Info,
                  warns ? Role::Warn : Role::Accent, side);
    }
};
} // namespace

KeyDetail::KeyDetail(QWidget* parent)
    : PaneFrame(tr("Key"), parent)
    , m_pages(new QStackedLayout)
    , m_page(new QWidget)
    , m_body(new QBoxLayout(QBoxLayout::TopToBottom, m_page))
    , m_facts(new KeyFactsForm(m_page))
    , m_rule(new HeaderRule(m_page))
    , m_texts(new KeyTextPanel(m_page))
    , m_passphrase(new PassphraseBar(tr("Passphrase for the file. Empty: the key is written without one."),
                                     tr("Passphrase for the file"), tr("Choose file…"), m_page))
    , m_noteRow(new NoteIcon(m_page))
    , m_note(new TextLabel({}, Role::Text2, fonts::Size::Small))
    , m_copy(makeButton(tr("Copy public key"), ButtonKind::Primary))
    , m_save(makeButton(tr("Save as…")))
    , m_use(makeButton(tr("Use in editor")))
    , m_more(new IconButton(Icon::More, tr("More for this key"))) {
    setObjectName(QStringLiteral("keyDetail"));
    m_copy->setObjectName(QStringLiteral("copyPublicKeyButton"));
    m_copy->setIcon(icon(Icon::Copy, Role::OnAccent));
    m_save->setObjectName(QStringLiteral("saveKeyButton"));
    m_use->setObjectName(QStringLiteral("useInEditorButton"));
    m_more->setObjectName(QStringLiteral("keyMoreButton"));
    m_passphrase->setEmpty(PassphraseBar::Empty::Allowed);
    m_passphrase->hide();
    m_note->setWordWrap(true);
    addControl(m_more);
    build();
    buildMenu();
    applyMetrics();
    connectSignals();
    setEntries({});
}

KeyDetail::~KeyDetail() {
    // What the parts still have to say (a field loses the focus, a reveal ends) is heard while this is whole.
    hide();
}

void KeyDetail::build() {
    auto* texts = new QVBoxLayout;
    texts->setSpacing(metrics::space8);
    texts->addWidget(m_passphrase);
    texts->addWidget(m_texts, 1);
    auto* note = new QHBoxLayout;
    note->setSpacing(metrics::space6);
    note->addWidget(m_noteRow, 0, Qt::AlignTop);
    note->addWidget(m_note, 1);
    texts->addLayout(note);
    m_body->addWidget(m_facts);
    m_body->addWidget(m_rule);
    m_body->addLayout(texts, 1);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_page);

    auto* nothing = new QWidget;
    auto* nothingColumn = new QVBoxLayout(nothing);
    auto* words = new TextLabel(tr("Select a key to see it here."), Role::Text2);
    words->setAlignment(Qt::AlignCenter);
    words->setWordWrap(true);
    nothingColumn->addWidget(words);

    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(buildButtons());

    auto* content = new QWidget;
    content->setLayout(m_pages);
    m_pages->addWidget(nothing);
    m_pages->addWidget(filled);
    setContent(content);
}

QWidget* KeyDetail::buildButtons() {
    auto* holder = new QWidget;
    holder->setObjectName(QStringLiteral("keyButtons"));
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(metrics::paneSide, metrics::space4, metrics::paneSide, metrics::space6);
    row->setSpacing(metrics::space8);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    row->addStretch(1);
    row->addWidget(m_use);
    return holder;
}

void KeyDetail::buildMenu() {
    auto* menu = new QMenu(m_more);
    menu->setObjectName(QStringLiteral("keyMoreMenu"));
    m_copyPrivate = menu->addAction(tr("Copy private key…"));
    m_copyPrivate->setObjectName(QStringLiteral("copyPrivateAction"));
    m_showCommands = menu->addAction(tr("Show openssl commands"));
    m_showCommands->setObjectName(QStringLiteral("showCommandsAction"));
    menu->addSeparator();
    m_remove = menu->addAction(tr("Remove"));
    m_remove->setObjectName(QStringLiteral("removeKeyAction"));
    m_more->setMenu(menu);
}

void KeyDetail::connectSignals() {
    connect(m_facts, &KeyFactsForm::kidEdited, this, [this](const QString& kid) { Q_EMIT kidEdited(id(), kid); });
    connect(m_facts, &KeyFactsForm::useEdited, this, [this](const QString& use) { Q_EMIT useEdited(id(), use); });
    connect(m_facts, &KeyFactsForm::algEdited, this, [this](const QString& alg) { Q_EMIT algEdited(id(), alg); });
    connect(m_facts, &KeyFactsForm::tokenChosen, this, &KeyDetail::tokenChosen);
    connect(m_texts, &KeyTextPanel::shownChanged, this, &KeyDetail::showNote);
    connect(m_copy, &QPushButton::clicked, this, &KeyDetail::copyPublic);
    connect(m_save, &QPushButton::clicked, this, &KeyDetail::save);
    connect(m_use, &QPushButton::clicked, this, [this] { Q_EMIT useInEditorRequested(id()); });
    connect(m_passphrase, &PassphraseBar::entered, this, [this] {
        Q_EMIT savePrivateRequested(id());
        m_passphrase->hide();
    });
    connect(m_passphrase, &PassphraseBar::dismissed, m_passphrase, &QWidget::hide);
    connect(m_copyPrivate, &QAction::triggered, this, &KeyDetail::askPrivateCopy);
    connect(m_showCommands, &QAction::triggered, this, [this] { m_texts->setForm(KeyForm::Commands); });
    connect(m_remove, &QAction::triggered, this, [this] {
        QStringList ids;
        for (const auto& entry : m_entries)
            ids.append(entry->id);
        Q_EMIT removeRequested(ids);
    });
    connect(&Theme::current(), &Theme::changed, this, &KeyDetail::applyMetrics);
}

void KeyDetail::setEntries(const std::vector<workbench::SharedRingEntry>& entries) {
    const QString former = id();
    m_entries = entries;
    const bool single = entries.size() == 1;
    const Holds holds = single ? entries[0]->holds : Holds::Public;
    setCaption(single            ? entries[0]->name
               : entries.empty() ? tr("Key")
                                 : tr("%1 selected").arg(keyCount(qsizetype(entries.size()))));
    m_pages->setCurrentIndex(entries.empty() ? 0 : 1);
    m_facts->setVisible(single);
    m_rule->setVisible(single && m_body->direction() == QBoxLayout::TopToBottom);
    m_facts->setEntry(single ? entries[0] : nullptr);
    m_texts->setEntries(entries);
    m_more->setEnabled(!entries.empty());
    m_copyPrivate->setEnabled(single && holds != Holds::Public);
    m_copyPrivate->setText(holds == Holds::Secret ? tr("Copy secret…") : tr("Copy private key…"));
    m_showCommands->setEnabled(single);
    m_copy->setVisible(offers(entries, KeyHalf::Public, KeyForm::Jwks));
    m_copy->setText(single ? tr("Copy public key") : tr("Copy public keys"));
    m_use->setEnabled(single);
    if (former != id()) {
        showProblem({});
        messages()->remove(confirmKey);
        static_cast<void>(m_passphrase->takePassphrase());
        m_passphrase->hide();
    }
    showNote();
}

void KeyDetail::setDates(const workbench::DateStyle& style) {
    m_facts->setDates(style);
}

void KeyDetail::setFittingTokens(const QString& keyId, const std::vector<workbench::FittingToken>& tokens) {
    if (keyId == id())
        m_facts->setFittingTokens(tokens);
}

KeyForm KeyDetail::form() const {
    return m_texts->form();
}

QString KeyDetail::id() const {
    return m_entries.size() == 1 ? m_entries[0]->id : QString();
}

void KeyDetail::showProblem(const QString& sentence) {
    if (sentence.isEmpty()) {
        errorLine()->clear();
        return;
    }
    errorLine()->showError(sentence);
    if (m_entries.size() == 1)
        m_facts->setEntry(m_entries[0]);
}

Secret KeyDetail::takePassphrase() {
    return m_passphrase->takePassphrase();
}

QList<QWidget*> KeyDetail::focusStops() const {
    return QList<QWidget*>{m_more} + m_facts->focusStops() + m_texts->focusStops() +
           QList<QWidget*>{m_copy, m_save, m_use};
}

void KeyDetail::showNote() {
    const bool secret = m_entries.size() == 1 && m_entries[0]->holds == Holds::Secret;
    const bool warns = m_texts->half() == KeyHalf::Private;
    auto* drawing = static_cast<NoteIcon*>(m_noteRow);
    drawing->warns = warns;
    drawing->update();
    m_note->setText(secret ? tr("Both sides need the same secret. Whoever has it can sign.")
                    : warns
                        ? tr("Whoever has this private key can sign in your name. Give it to nobody.")
                        : tr("Give others only this public key. “Copy public key” can never copy the private one."));
    const bool commands = m_texts->form() == KeyForm::Commands;
    m_noteRow->setVisible(!commands);
    m_note->setVisible(!commands);
}

void KeyDetail::copyPublic() {
    // Made anew from the public half, never taken from what is on the screen.
    const KeyForm shown = m_texts->form();
    const KeyForm wanted =
        shown == KeyForm::Commands || !offers(m_entries, KeyHalf::Public, shown) ? KeyForm::Pem : shown;
    const Result<std::string> text = publicText(m_entries, wanted);
    if (!text) {
        showProblem(workbench::problemText(text.error()));
        return;
    }
    QGuiApplication::clipboard()->setText(toText(*text));
    const QString words = m_entries.size() == 1 ? tr("Copy public key") : tr("Copy public keys");
    m_copy->setIcon(icon(Icon::Ok, Role::OnAccent));
    m_copy->setText(tr("Copied"));
    QTimer::singleShot(1500, m_copy, [this, words] {
        m_copy->setIcon(icon(Icon::Copy, Role::OnAccent));
        m_copy->setText(words);
    });
    Q_EMIT statusMessage(m_entries.size() == 1
                             ? tr("Copied: the public key of %1").arg(m_entries[0]->name)
                             : tr("Copied: the public parts of %1").arg(keyCount(qsizetype(m_entries.size()))));
}

void KeyDetail::save() {
    if (m_texts->half() == KeyHalf::Public || m_texts->form() == KeyForm::Commands) {
        Q_EMIT savePublicRequested();
    } else if (m_texts->form() == KeyForm::Pem && m_entries[0]->holds == Holds::Private) {
        askFilePassphrase();
    } else {
        Q_EMIT savePrivateRequested(id());
    }
}

void KeyDetail::askFilePassphrase() {
    m_passphrase->show();
    m_passphrase->focusField();
}

void KeyDetail::askPrivateCopy() {
    const bool secret = m_entries[0]->holds == Holds::Secret;
    const QString asked = id();
    MessageBar* bar = messages()->add(
        MessageKind::Warning,
        secret ? tr("Whoever has the secret can sign. It is marked as a secret on the clipboard and taken off it again "
                    "by itself.")
               : tr("Whoever has the private key can sign in your name. It is marked as a secret on the clipboard and "
                    "taken off it again by itself."),
        confirmKey);
    bar->setObjectName(QStringLiteral("copyPrivateBar"));
    bar->setActions({secret ? tr("Copy secret") : tr("Copy private key"), tr("Cancel")}, MessageBar::Actions::Buttons);
    connect(bar, &MessageBar::actionTriggered, this, [this, asked](int index) {
        if (index == 0 && asked == id())
            Q_EMIT copyPrivateRequested(asked);
    });
    // Enter copies nothing by accident.
    bar->actionButton(1)->setFocus(Qt::OtherFocusReason);
}

QSize KeyDetail::minimumSizeHint() const {
    return {metrics::width(leastWidth), metrics::height(leastHeight)};
}

QSize KeyDetail::sizeHint() const {
    return {metrics::width(startWidth), PaneFrame::sizeHint().height()};
}

void KeyDetail::resizeEvent(QResizeEvent* event) {
    PaneFrame::resizeEvent(event);
    const bool beside = width() >= metrics::width(wideWidth) && width() > 2 * height();
    m_body->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_body->setSpacing(beside ? metrics::space24 : metrics::space8);
    m_body->setAlignment(m_facts, beside ? Qt::AlignTop : Qt::Alignment());
    m_body->setStretch(0, beside ? 1 : 0);
    m_rule->setVisible(!beside && m_entries.size() == 1);
}

void KeyDetail::applyMetrics() {
    m_body->setSpacing(metrics::space8);
    m_body->setContentsMargins(metrics::paneSide, metrics::paneTop, metrics::paneSide, metrics::space6);
}

} // namespace twb::ui
