// SPDX-License-Identifier: Apache-2.0
#include "editor/profile_choice.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QStandardItemModel>
#include <utility>

namespace twb::ui {

namespace {
constexpr int idRole = Qt::UserRole + 1;

QStandardItem* itemOf(const QString& text, const QString& id, const QString& toolTip) {
    auto* item = new QStandardItem(text);
    item->setData(id, idRole);
    item->setToolTip(toolTip);
    return item;
}
} // namespace

ProfileChoice::ProfileChoice(QWidget* parent)
    : QWidget(parent)
    , m_combo(new QComboBox(this))
    , m_title(new QLineEdit(this))
    , m_more(new IconButton(Icon::More, tr("More for this profile"), this))
    , m_rename(new QAction(tr("Rename"), this))
    , m_remove(new QAction(tr("Remove"), this))
    , m_model(new QStandardItemModel(this)) {
    auto* label = new TextLabel(tr("Profile"), Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this);
    label->setBuddy(m_combo);
    m_combo->setObjectName(QStringLiteral("profileCombo"));
    m_combo->setAccessibleName(tr("Profile"));
    m_combo->setToolTip(tr("Whose rules the token is judged by"));
    m_combo->setAccessibleDescription(m_combo->toolTip());
    m_combo->setModel(m_model);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(12);
    m_combo->setMaxVisibleItems(24);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space8);
    row->addWidget(label);
    row->addWidget(m_combo, 1);
    row->addWidget(m_title, 1);
    row->addWidget(m_more);
    buildOwn();
    setFocusProxy(m_combo);
    connect(m_combo, &QComboBox::activated, this,
            [this](int index) { Q_EMIT chosen(m_combo->itemData(index, idRole).toString()); });
}

void ProfileChoice::buildOwn() {
    m_title->setObjectName(QStringLiteral("profileTitleEdit"));
    m_title->setAccessibleName(tr("Title of the profile"));
    m_title->setMaxLength(80);
    m_title->installEventFilter(this);
    m_title->hide();
    m_rename->setObjectName(QStringLiteral("renameProfileAction"));
    m_rename->setShortcut(QKeySequence(Qt::Key_F2));
    m_rename->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_remove->setObjectName(QStringLiteral("removeProfileAction"));
    addAction(m_rename);
    auto* menu = new QMenu(m_more);
    menu->setObjectName(QStringLiteral("ownProfileMenu"));
    menu->addAction(m_rename);
    menu->addAction(m_remove);
    m_more->setObjectName(QStringLiteral("ownProfileButton"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(menu);
    showOwn(nullptr);
    connect(m_rename, &QAction::triggered, this, [this] { startRenaming(m_own); });
    connect(m_remove, &QAction::triggered, this, [this] { Q_EMIT removeRequested(m_own); });
    connect(m_title, &QLineEdit::editingFinished, this, [this] { finishRenaming(Typed::Kept); });
}

void ProfileChoice::setChoice(const profiles::SharedLibrary& library, const std::string& choice,
                              const profiles::Profile* automatic) {
    if (library != nullptr && library != m_library) {
        m_library = library;
        fill(*library);
    }
    if (m_model->rowCount() == 0) {
        return;
    }
    select(choice, automatic);
    const bool byItself = choice.empty();
    showOwn(byItself ? automatic : m_library->find(choice));
}

void ProfileChoice::select(const std::string& choice, const profiles::Profile* automatic) {
    const QString found = automatic != nullptr && choice.empty()
                              ? tr("Automatic: %1").arg(QString::fromStdString(automatic->shortName))
                              : tr("Automatic");
    if (m_model->item(0)->text() != found) {
        m_model->item(0)->setText(found);
    }
    const QString wanted = QString::fromStdString(choice);
    for (int index = 0; index < m_model->rowCount(); ++index) {
        if (m_model->item(index)->isEnabled() && m_model->item(index)->data(idRole).toString() == wanted) {
            m_combo->setCurrentIndex(index);
            return;
        }
    }
    m_combo->setCurrentIndex(0);
}

/// The built-in profiles cannot be changed.
void ProfileChoice::showOwn(const profiles::Profile* judging) {
    const bool own = judging != nullptr && judging->isUserOwn;
    m_own = own ? QString::fromStdString(judging->id) : QString();
    m_rename->setEnabled(own);
    m_remove->setEnabled(own);
    m_more->setVisible(own && m_renamed.isEmpty());
}

void ProfileChoice::startRenaming(const QString& id) {
    const profiles::Profile* profile = m_library != nullptr ? m_library->find(id.toStdString()) : nullptr;
    if (profile == nullptr || !profile->isUserOwn) {
        return;
    }
    m_renamed = id;
    m_title->setText(QString::fromStdString(profile->title));
    m_title->selectAll();
    m_combo->hide();
    m_more->hide();
    m_title->show();
    m_title->setFocus(Qt::OtherFocusReason);
}

void ProfileChoice::finishRenaming(Typed typed) {
    if (m_renamed.isEmpty()) {
        return;
    }
    // First of all: hiding the field takes the focus from it, which comes here again.
    const QString id = std::exchange(m_renamed, QString());
    const bool focused = m_title->hasFocus();
    m_title->hide();
    m_combo->show();
    m_more->setVisible(!m_own.isEmpty());
    if (focused) {
        m_combo->setFocus(Qt::OtherFocusReason);
    }
    const QString title = m_title->text().simplified();
    if (typed == Typed::Kept && !title.isEmpty()) {
        Q_EMIT renamed(id, title);
    }
}

bool ProfileChoice::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_title && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        finishRenaming(Typed::Dropped);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ProfileChoice::fill(const profiles::Library& library) {
    m_model->clear();
    m_model->appendRow(itemOf(tr("Automatic"), QString(), tr("The profile that the token looks like")));
    m_model->appendRow(itemOf(tr("None"), QStringLiteral("none"), tr("Judge by no profile")));
    const auto add = [&](bool own) {
        for (const profiles::Profile& profile : library.all()) {
            if (profile.isUserOwn == own && profile.policy) {
                const QString name = QString::fromStdString(profile.shortName);
                m_model->appendRow(itemOf(own ? tr("%1 (yours)").arg(name) : name, QString::fromStdString(profile.id),
                                          QString::fromStdString(profile.summary)));
            }
        }
    };
    add(true);
    add(false);
}

} // namespace twb::ui
