// SPDX-License-Identifier: Apache-2.0
#include "keys/keys_tool_row.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/switch_row.h"

#include <array>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>

namespace twb::ui {

using Show = workbench::KeyRingFilter::Show;

namespace {
constexpr int searchWidth = 236, searchLeast = 110;
}

KeysToolRow::KeysToolRow(QWidget* parent)
    : QWidget(parent)
    , m_generate(makeButton(tr("Generate…"), ButtonKind::Primary, this))
    , m_import(makeButton(tr("Import…"), ButtonKind::Normal, this))
    , m_paste(makeButton(tr("Paste key"), ButtonKind::Normal, this))
    , m_fetch(makeButton(tr("Fetch…"), ButtonKind::Normal, this))
    , m_export(makeButton(tr("Export"), ButtonKind::Normal, this))
    , m_show(new SwitchRow(tr("Keys shown"), this))
    , m_search(new QLineEdit(this)) {
    setObjectName(QStringLiteral("keysTools"));
    m_generate->setObjectName(QStringLiteral("generateKeyButton"));
    m_generate->setIcon(icon(Icon::Plus, Role::OnAccent));
    m_import->setObjectName(QStringLiteral("importKeysButton"));
    m_import->setIcon(icon(Icon::Upload));
    m_import->setToolTip(tr("Take in key files of any format"));
    m_paste->setObjectName(QStringLiteral("pasteKeyButton"));
    m_paste->setIcon(icon(Icon::Copy));
    m_paste->setToolTip(tr("Take in what the clipboard holds"));
    m_fetch->setObjectName(QStringLiteral("fetchKeysButton"));
    m_fetch->setIcon(icon(Icon::Link));
    m_fetch->setToolTip(tr("Get a JWKS from an address or an issuer"));
    m_export->setObjectName(QStringLiteral("exportKeysButton"));
    m_export->setIcon(icon(Icon::Download));
    m_export->setToolTip(tr("Public parts of the selected keys, or of all"));
    for (QPushButton* button : {m_generate, m_import, m_paste, m_fetch, m_export})
        button->setAccessibleDescription(button->toolTip());
    m_show->setObjectName(QStringLiteral("keysShownSwitch"));
    for (int i = 0; i < 4; ++i)
        m_show->addChoice({});
    m_search->setObjectName(QStringLiteral("keysSearch"));
    m_search->setAccessibleName(tr("Find by name, kid, thumbprint"));
    m_search->setPlaceholderText(tr("Find by name, kid, thumbprint"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(Icon::Search, Role::Text3), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);

    auto* row = new QHBoxLayout(this);
    row->setSpacing(metrics::space8);
    for (QWidget* tool : focusStops()) {
        if (tool == m_show)
            row->addStretch(1);
        row->addWidget(tool);
    }
    fillExport();
    setCounts({});
    applyMetrics();
    connectSignals();
}

QList<QWidget*> KeysToolRow::focusStops() const {
    return {m_generate, m_import, m_paste, m_fetch, m_export, m_show, m_search};
}

void KeysToolRow::setCounts(const workbench::KeyRingFilter::Counts& counts) {
    m_show->setChoiceText(0, tr("All %1").arg(counts.all));
    m_show->setChoiceText(1, tr("Secrets %1").arg(counts.secrets));
    m_show->setChoiceText(2, tr("Private %1").arg(counts.privates));
    m_show->setChoiceText(3, tr("Public %1").arg(counts.publics));
}

void KeysToolRow::setExportable(bool publicKeys, bool certificates) {
    for (QAction* action : std::as_const(m_publicActions))
        action->setEnabled(publicKeys);
    m_certificates->setEnabled(certificates);
    m_export->setEnabled(publicKeys || certificates);
}

void KeysToolRow::setShow(Show show) {
    m_show->setCurrentIndex(static_cast<int>(show));
}

void KeysToolRow::clearSearch() {
    m_search->clear();
}

void KeysToolRow::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QSize KeysToolRow::minimumSizeHint() const {
    // The search field gives way first, then the words of the buttons (resizeEvent).
    QSize size = QWidget::minimumSizeHint();
    int icons = 0;
    for (const QPushButton* button : {m_generate, m_import, m_paste, m_fetch, m_export})
        icons += button->text().isEmpty() ? button->sizeHint().width() : metrics::width(44);
    size.setWidth(m_show->sizeHint().width() + metrics::width(searchLeast) + 7 * metrics::space8 +
                  2 * metrics::space12 + icons);
    return size;
}

bool KeysToolRow::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            Q_EMIT searchLeft();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void KeysToolRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    applyMetrics();
}

void KeysToolRow::fillExport() {
    auto* menu = new QMenu(m_export);
    menu->setObjectName(QStringLiteral("exportKeysMenu"));
    const auto add = [this, menu](const QString& text, const char* name, KeyExport what) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, what] { Q_EMIT exportRequested(what); });
        return action;
    };
    m_publicActions = {add(tr("Copy public keys as JWKS"), "copyJwksAction", KeyExport::CopyJwks),
                       add(tr("Copy public keys as PEM"), "copyPemAction", KeyExport::CopyPem)};
    menu->addSeparator();
    m_publicActions += {add(tr("Save public keys as JWKS…"), "saveJwksAction", KeyExport::SaveJwks),
                        add(tr("Save public keys as PEM…"), "savePemAction", KeyExport::SavePem)};
    m_certificates = add(tr("Save certificates…"), "saveCertificatesAction", KeyExport::SaveCertificates);
    m_export->setMenu(menu);
}

void KeysToolRow::connectSignals() {
    connect(m_generate, &QPushButton::clicked, this, &KeysToolRow::generateRequested);
    connect(m_import, &QPushButton::clicked, this, &KeysToolRow::importRequested);
    connect(m_paste, &QPushButton::clicked, this, &KeysToolRow::pasteRequested);
    connect(m_fetch, &QPushButton::clicked, this, &KeysToolRow::fetchRequested);
    connect(m_show, &SwitchRow::currentIndexChanged, this,
            [this](int index) { Q_EMIT showChosen(static_cast<Show>(index)); });
    connect(m_search, &QLineEdit::textChanged, this, &KeysToolRow::searchEdited);
    connect(&Theme::current(), &Theme::changed, this, &KeysToolRow::applyMetrics);
}

void KeysToolRow::applyMetrics() {
    layout()->setContentsMargins(metrics::space12, 0, metrics::space12, 0);
    setFixedHeight(metrics::height(44));
    m_search->setMinimumWidth(metrics::width(searchLeast));
    const int hint = fontMetrics().horizontalAdvance(m_search->placeholderText()) + 2 * metrics::control() + 12;
    m_search->setMaximumWidth(std::max(metrics::width(searchWidth), hint));
    m_search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    static_cast<QHBoxLayout*>(layout())->setStretchFactor(m_search, 1000);
    // Short of space, the tools keep their icons and lose their words; the words stay their names.
    const std::array words = {tr("Generate…"), tr("Import…"), tr("Paste key"), tr("Fetch…"), tr("Export")};
    const std::array buttons = {m_generate, m_import, m_paste, m_fetch, m_export};
    int needed = m_show->sizeHint().width() + metrics::width(searchLeast) + 7 * metrics::space8 + 2 * metrics::space12;
    for (const QString& word : words)
        needed += fontMetrics().horizontalAdvance(word) + metrics::height(iconButton) + 34;
    const bool wide = width() >= needed;
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        buttons[i]->setText(wide ? words[i] : QString());
        buttons[i]->setAccessibleName(words[i]);
        if (!wide && buttons[i]->toolTip().isEmpty())
            buttons[i]->setToolTip(words[i]);
    }
}

} // namespace twb::ui
