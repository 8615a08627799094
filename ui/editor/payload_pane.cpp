// SPDX-License-Identifier: Apache-2.0
#include "editor/payload_pane.h"
#include "common/switch_row.h"
#include "common/zone_popup.h"
#include "editor/claims_table.h"
#include "editor/code_edit.h"
#include "editor/disclosures_view.h"
#include "editor/part_roles.h"
#include "editor/token_view.h"
#include "workbench/settings.h"
#include "workbench/token_document.h"

#include <QActionGroup>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>

namespace twb::ui {

using workbench::ZoneChoice;

namespace {
enum View { FirstView, SecondView, InnerView, DisclosuresPage };
constexpr int disclosuresChoice = 2;
constexpr qint64 largestPayload = qint64{64} << 20;

/// “ES256, kid b-es-7”.
QString describeInner(const doctor::Reading& inner) {
    const QString algorithm = QString::fromStdString(inner.algorithm);
    return inner.kid.empty() ? algorithm
                             : PayloadPane::tr("%1, kid %2").arg(algorithm, QString::fromStdString(inner.kid));
}
/// As narrow as the page in front allows; the others wait with theirs.
class CurrentPageStack : public QStackedWidget {
public:
    explicit CurrentPageStack(QWidget* parent)
        : QStackedWidget(parent) {
        connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
    }
    QSize minimumSizeHint() const override {
        return currentWidget() != nullptr ? currentWidget()->minimumSizeHint() : QStackedWidget::minimumSizeHint();
    }
};

} // namespace

PayloadPane::PayloadPane(workbench::Settings& settings, QWidget* parent)
    : JsonPane(workbench::PartName::Payload, tr("Payload"), settings, parent)
    , m_source(addBadge())
    , m_size(addBadge())
    , m_jsonSwitch(new SwitchRow(tr("Payload as"), this))
    , m_textSwitch(new SwitchRow(tr("Payload as"), this))
    , m_zone(new QToolButton(this))
    , m_views(new CurrentPageStack(this))
    , m_table(new ClaimsTable(this))
    , m_disclosures(new DisclosuresView(this))
    , m_inner(new TokenView(this)) {
    setObjectName(QStringLiteral("payloadPane"));
    edit()->setObjectName(QStringLiteral("payloadEdit"));
    edit()->setAccessibleName(tr("Payload JSON"));
    m_table->setObjectName(QStringLiteral("claimsTable"));
    m_table->setAccessibleName(tr("Claims"));
    m_jsonSwitch->setObjectName(QStringLiteral("payloadSwitch"));
    m_jsonSwitch->addChoice(tr("JSON"));
    m_jsonSwitch->addChoice(tr("Claims"));
    m_jsonSwitch->addChoice(tr("Disclosures"));
    m_jsonSwitch->button(disclosuresChoice)->hide();
    m_textSwitch->setObjectName(QStringLiteral("payloadTextSwitch"));
    m_textSwitch->addChoice(tr("Text"));
    m_textSwitch->addChoice(tr("Hex"));
    m_textSwitch->hide();
    buildZoneMenu();
    m_views->addWidget(edit());
    m_views->addWidget(m_table);
    m_inner->setObjectName(QStringLiteral("innerTokenView"));
    m_inner->setAccessibleName(tr("Inner token"));
    m_views->addWidget(m_inner);
    m_views->addWidget(m_disclosures);
    setContent(m_views);
    addControl(m_jsonSwitch);
    addControl(m_textSwitch);
    addControl(m_zone);
    addCopyControl();
    connect(m_jsonSwitch, &SwitchRow::currentIndexChanged, this, &PayloadPane::showView);
    connect(m_textSwitch, &SwitchRow::currentIndexChanged, this, &PayloadPane::render);
    connect(m_table, &ClaimsTable::claimChosen, this, [this](TextRange range) { Q_EMIT caretMoved(range.offset); });
    connect(m_table, &ClaimsTable::claimHelpRequested, this, &JsonPane::claimHelpRequested);
    connect(m_inner, &TokenView::edited, this, [this](const QByteArray& utf8) {
        if (document()) {
            document()->editPayload(utf8.toStdString());
        }
    });
    connect(m_inner, &TokenView::pasted, this, [this](const QString& text) { m_inner->insertAtCaret(text); });
    connect(m_inner, &TokenView::undoRequested, this, [this] {
        if (document()) {
            document()->undo();
        }
    });
    connect(m_inner, &TokenView::redoRequested, this, [this] {
        if (document()) {
            document()->redo();
        }
    });
}

void PayloadPane::render() {
    if (!document()) {
        return;
    }
    const doctor::Part& part = shownPart();
    const bool foreign = isForeign();
    const bool hidden = isHidden();
    m_jsonSwitch->setVisible(!foreign && !hidden);
    m_textSwitch->setVisible(foreign && !hidden);
    m_zone->setVisible(!foreign && !hidden);
    const bool missing =
        document()->shownVersion().reading->payloadSource == doctor::PayloadSource::Detached && !part.present;
    edit()->setPlaceholderText(hidden    ? tr("Encrypted: give the key beside “Decrypt with”")
                               : missing ? tr("Detached: put the payload here, exactly as it was signed")
                                         : QString());
    setSwatch(doctor::isEncrypted(document()->shownVersion().reading->kind) ? Role::SegC : Role::SegP);
    m_textSwitch->button(FirstView)->setEnabled(part.isText);
    const bool hex = foreign && (!part.isText || m_textSwitch->currentIndex() == SecondView);
    renderText(hex ? Form::Hex : Form::Text);
    if (m_disclosuresFor != document()) {
        m_disclosuresFor = document();
        m_disclosures->setDocument(document());
    }
    const bool selective = document()->shownVersion().selective != nullptr;
    m_jsonSwitch->button(disclosuresChoice)->setVisible(selective);
    if (!selective && m_jsonSwitch->currentIndex() == disclosuresChoice) {
        m_jsonSwitch->setCurrentIndex(FirstView);
    }
    m_disclosures->render();
    renderInner();
    renderLayerBar();
    renderDetached();
    showView();
    showZone();
    switch (document()->shownVersion().reading->payloadSource) {
    case doctor::PayloadSource::Decrypted:
        m_source->setText(part.present ? tr("decrypted") : QString());
        break;
    case doctor::PayloadSource::Inflated:
        m_source->setText(tr("inflated"));
        break;
    case doctor::PayloadSource::Detached:
        m_source->setText(tr("detached"));
        break;
    case doctor::PayloadSource::Disclosed:
        m_source->setText(tr("with disclosures"));
        break;
    case doctor::PayloadSource::Token:
        m_source->setText({});
        break;
    }

    const int octets = static_cast<int>(part.octets->size());
    const bool indented = part.present && part.view == doctor::PartView::Indented;
    m_size->setText(!part.present ? QString()
                    : indented    ? tr("%n bytes, shown indented", nullptr, octets)
                                  : tr("%n bytes", nullptr, octets));
}

void PayloadPane::setNarrow(bool narrow) {
    m_zone->setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextOnly);
}

QList<QWidget*> PayloadPane::focusChain() const {
    return {m_jsonSwitch, m_textSwitch, m_zone, edit(), m_table};
}

void PayloadPane::focusText() {
    m_views->currentWidget()->setFocus();
}

void PayloadPane::factsRenewed(const LineFacts& facts) {
    m_table->setClaims(facts.rows);
}

/// A payload that neither is JSON nor looks like JSON that is being typed.
bool PayloadPane::isForeign() const {
    const doctor::Part& part = shownPart();
    if (!part.present || part.isJson || part.octets->empty()) {
        return false;
    }
    const std::size_t first = part.octets->find_first_not_of(" \t\r\n");
    return !part.isText || (first != std::string::npos &&
                            std::string_view("{[\"").find((*part.octets)[first]) == std::string_view::npos);
}

void PayloadPane::buildZoneMenu() {
    m_zone->setObjectName(QStringLiteral("zoneButton"));
    m_zone->setIcon(icon(Icon::Clock));
    m_zone->setAutoRaise(true);
    m_zone->setPopupMode(QToolButton::InstantPopup);
    m_zone->setAccessibleName(tr("Time zone of dates"));
    m_zone->setToolTip(tr("The zone in which dates are written"));
    m_zone->setAccessibleDescription(m_zone->toolTip());
    auto* menu = new QMenu(m_zone);
    auto* group = new QActionGroup(menu);
    m_local = menu->addAction(tr("Local time"));
    m_utc = menu->addAction(tr("UTC"));
    m_named = menu->addAction(QString());
    for (QAction* action : {m_local, m_utc, m_named}) {
        action->setCheckable(true);
        group->addAction(action);
    }
    menu->addSeparator();
    QAction* other = menu->addAction(tr("Other…"));
    other->setObjectName(QStringLiteral("otherZoneAction"));
    m_zone->setMenu(menu);
    m_zone->setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(m_named, &QAction::triggered, this, [this] { settings().setZone(ZoneChoice::Named); });
    connect(other, &QAction::triggered, this, &PayloadPane::chooseOtherZone);
    connect(m_local, &QAction::triggered, this, [this] { settings().setZone(ZoneChoice::Local); });
    connect(m_utc, &QAction::triggered, this, [this] { settings().setZone(ZoneChoice::Utc); });
}

void PayloadPane::showZone() {
    const ZoneChoice zone = settings().zone();
    const QString name = QString::fromLatin1(settings().zoneName());
    m_named->setVisible(!name.isEmpty());
    m_named->setText(name);
    (zone == ZoneChoice::Utc ? m_utc : zone == ZoneChoice::Named ? m_named : m_local)->setChecked(true);
    // The place is what tells zones apart; the whole name stands in the menu and in the status bar.
    m_zone->setText(zone == ZoneChoice::Utc     ? tr("UTC")
                    : zone == ZoneChoice::Named ? name.section(QLatin1Char('/'), -1).replace(u'_', u' ')
                                                : tr("Local time"));
}

void PayloadPane::chooseOtherZone() {
    auto* popup = new ZonePopup(settings().zoneName(), this);
    connect(popup, &ZonePopup::zoneChosen, &settings(), &workbench::Settings::setZoneName);
    popup->openUnder(*m_zone);
}

void PayloadPane::showView() {
    const bool json = document() && !isForeign();
    const bool claims = json && m_jsonSwitch->currentIndex() == SecondView;
    const bool disclosures = json && m_jsonSwitch->currentIndex() == disclosuresChoice;
    const bool inner = document() && holdsCompactToken() && m_textSwitch->currentIndex() == FirstView;
    m_views->setCurrentIndex(inner ? InnerView : disclosures ? DisclosuresPage : claims ? SecondView : FirstView);
}

bool PayloadPane::holdsCompactToken() const {
    const auto& inner = document()->shownVersion().inner;
    return inner && !inner->encoded->starts_with('{');
}

/// The payload cannot be seen: it is encrypted, and was not opened.
bool PayloadPane::isHidden() const {
    const doctor::Reading& reading = *document()->shownVersion().reading;
    return doctor::isEncrypted(reading.kind) && !reading.payload.present;
}

bool PayloadPane::wantsJson() const {
    return !holdsCompactToken() && !isForeign();
}

void PayloadPane::renderInner() {
    const auto& inner = document()->shownVersion().inner;
    if (!holdsCompactToken()) {
        m_inner->setUtf8({});
        return;
    }
    m_inner->setUtf8(QByteArray(inner->encoded->data(), static_cast<qsizetype>(inner->encoded->size())));
    m_inner->setParts(tokenParts(*inner));
    m_inner->setReadOnly(edit()->isReadOnly());
}

/// Where the payload comes by another way it may be a file of any octets.                    (RFC 7515 App. F)
void PayloadPane::renderDetached() {
    const QString key = QStringLiteral("detached");
    const bool detached = document()->shownVersion().reading->payloadSource == doctor::PayloadSource::Detached;
    setAcceptDrops(detached);
    if (!detached) {
        messages()->remove(key);
        messages()->remove(QStringLiteral("file"));
        return;
    }
    if (messages()->find(key)) {
        return;
    }
    MessageBar* bar = messages()->add(MessageKind::Info, tr("The payload does not stand in the token."), key);
    bar->setObjectName(QStringLiteral("detachedBar"));
    bar->setIcon(Icon::File);
    bar->setLifetime(MessageBar::Lifetime::UntilRemoved);
    bar->setActions({tr("Choose file…")});
    connect(bar, &MessageBar::actionTriggered, this, &PayloadPane::chooseFile);
}

void PayloadPane::chooseFile() {
    auto* chooser = new QFileDialog(this, tr("The payload that was signed"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &PayloadPane::takeFile);
    chooser->open();
}

void PayloadPane::takeFile(const QString& path) {
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    QString refused;
    if (!file.open(QIODevice::ReadOnly)) {
        refused = tr("%1 cannot be read: %2.").arg(name, file.errorString());
    } else if (file.size() > largestPayload) {
        refused = tr("%1 is larger than 64 MB.").arg(name);
    }
    if (!refused.isEmpty()) {
        messages()->add(MessageKind::Error, refused, QStringLiteral("file"));
        return;
    }
    messages()->remove(QStringLiteral("file"));
    if (document()) {
        document()->setDetachedPayload(file.readAll().toStdString());
    }
}

void PayloadPane::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void PayloadPane::dropEvent(QDropEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile()) {
        event->acceptProposedAction();
        takeFile(urls.first().toLocalFile());
    }
}

void PayloadPane::renderLayerBar() {
    const QString key = QStringLiteral("layer");
    const auto& inner = document()->shownVersion().inner;
    if (!inner) {
        messages()->remove(key);
        return;
    }
    const QString lead = tr("Layer %1 of %2.").arg(document()->layer() + 1).arg(document()->layerCount());
    const QString sentence = doctor::isEncrypted(inner->kind)
                                 ? tr("Holds an encrypted token (%1).").arg(describeInner(*inner))
                                 : tr("Holds a signed token (%1).").arg(describeInner(*inner));
    MessageBar* bar = messages()->find(key);
    if (!bar) {
        bar = messages()->add(MessageKind::Info, sentence, key, lead);
        bar->setObjectName(QStringLiteral("layerBar"));
        bar->setIcon(Icon::Batch);
        bar->setLifetime(MessageBar::Lifetime::UntilRemoved);
        bar->setActions({tr("Open inner token")}, MessageBar::Actions::Buttons);
        connect(bar, &MessageBar::actionTriggered, this, &PayloadPane::innerRequested);
    }
    bar->setText(sentence, lead);
}

} // namespace twb::ui
