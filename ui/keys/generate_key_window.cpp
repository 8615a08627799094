// SPDX-License-Identifier: Apache-2.0
#include "keys/generate_key_window.h"
#include "common/busy_bar.h"
#include "common/buttons.h"
#include "common/fonts.h"
#include "common/message_bar.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "editor/algorithm_choice.h"
#include "jose/algorithm_table.h"
#include "keys/made_key_view.h"
#include "workbench/token_document.h"

#include <QComboBox>
#include <QDate>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

namespace twb::ui {

using workbench::KeyRequest;

namespace {

enum KindIndex { RsaIndex, EcIndex, EdwardsIndex, SecretIndex };

doctor::KeyKind kindOf(const KeyRequest& request) {
    switch (request.kind) {
    case KeyRequest::Kind::Rsa:
        return doctor::KeyKind::Rsa;
    case KeyRequest::Kind::Secret:
        return doctor::KeyKind::Secret;
    case KeyRequest::Kind::Okp:
        return request.curve == "Ed448" ? doctor::KeyKind::Ed448 : doctor::KeyKind::Ed25519;
    case KeyRequest::Kind::Ec:
        break;
    }
    return request.curve == "P-384"       ? doctor::KeyKind::EcP384
           : request.curve == "P-521"     ? doctor::KeyKind::EcP521
           : request.curve == "secp256k1" ? doctor::KeyKind::EcSecp256k1
                                          : doctor::KeyKind::EcP256;
}

TextLabel* rowLabel(const QString& text, QWidget* buddy, QWidget* parent) {
    auto* label = new TextLabel(text, Role::Text2, fonts::Size::Body, fonts::Weight::Regular, parent);
    label->setBuddy(buddy);
    buddy->setAccessibleName(text);
    return label;
}

} // namespace

GenerateKeyWindow::GenerateKeyWindow(workbench::KeyMaker& keyMaker, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_keyMaker(keyMaker)
    , m_kind(new SwitchRow(tr("Kind"), this))
    , m_size(new QComboBox(this))
    , m_sizeHint(new TextLabel({}, Role::Text3, fonts::Size::Small, fonts::Weight::Regular, this))
    , m_algorithm(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_kidRule(new QComboBox(this))
    , m_kid(new QLineEdit(this))
    , m_made(new MadeKeyView(this))
    , m_messages(new MessageStack(this))
    , m_busy(new BusyBar(tr("Making the key"), this))
    , m_generate(makeButton(tr("Generate"), ButtonKind::Primary, this)) {
    setObjectName(QStringLiteral("generateKeyWindow"));
    setWindowTitle(tr("Generate a key"));
    m_kind->setObjectName(QStringLiteral("keyKindSwitch"));
    m_size->setObjectName(QStringLiteral("keySizeCombo"));
    m_algorithm->setObjectName(QStringLiteral("keyAlgorithmCombo"));
    m_name->setObjectName(QStringLiteral("keyNameEdit"));
    m_kidRule->setObjectName(QStringLiteral("kidRuleCombo"));
    m_kid->setObjectName(QStringLiteral("kidEdit"));
    m_generate->setObjectName(QStringLiteral("generateButton"));
    m_made->hide();
    m_busy->hide();
    build();
    connectSignals();
    fillSizes();
    showKidField();
}

GenerateKeyWindow::~GenerateKeyWindow() {
    if (m_mine) {
        disconnect(&m_keyMaker, nullptr, this, nullptr);
        m_keyMaker.stop();
    }
}

KeyRequest GenerateKeyWindow::request() const {
    KeyRequest request;
    const QVariant size = m_size->currentData();
    switch (m_kind->currentIndex()) {
    case EcIndex:
        request.kind = KeyRequest::Kind::Ec;
        request.curve = size.toString().toStdString();
        break;
    case EdwardsIndex:
        request.kind = KeyRequest::Kind::Okp;
        request.curve = size.toString().toStdString();
        break;
    case SecretIndex:
        request.kind = KeyRequest::Kind::Secret;
        request.octets = size.toUInt();
        break;
    default:
        request.bits = size.toInt();
    }
    request.use = "sig";
    request.algorithm = m_algorithm->currentText().toStdString();
    const QString name = m_name->text().trimmed();
    request.name = (name.isEmpty() ? m_name->placeholderText() : name).toStdString();
    request.kidRule = m_kidRule->currentData().value<KeyRequest::KidRule>();
    request.kid = m_kid->text().trimmed().toStdString();
    request.date = QDate::currentDate().toString(Qt::ISODate).toStdString();
    return request;
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
    auto* form = new QGridLayout;
    form->setHorizontalSpacing(metrics::space8);
    form->setVerticalSpacing(metrics::space8);
    form->setColumnMinimumWidth(0, metrics::width(96));
    form->setColumnStretch(2, 1);
    buildForm(form);

    auto* body = new QVBoxLayout;
    body->setContentsMargins(metrics::space16, metrics::space12, metrics::space16, metrics::space12);
    body->setSpacing(metrics::space12);
    body->addLayout(form);
    body->addWidget(m_busy);
    body->addWidget(m_made);

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

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addLayout(body);
    column->addStretch(1);
    column->addWidget(foot);
    column->setSizeConstraint(QLayout::SetMinimumSize);
    // A line of PEM (64 characters, RFC 7468 §2) beside its number. Asked of a child: the layout's own least size
    // overrides the window's.
    foot->setMinimumWidth(metrics::width(660));
}

void GenerateKeyWindow::buildForm(QGridLayout* form) {
    for (const QString& kind : {tr("RSA"), tr("EC"), tr("Ed25519"), tr("Secret")}) {
        m_kind->addChoice(kind);
    }
    using Rule = KeyRequest::KidRule;
    m_kidRule->addItem(tr("Thumbprint (RFC 7638)"), QVariant::fromValue(Rule::Thumbprint));
    m_kidRule->addItem(tr("Date"), QVariant::fromValue(Rule::Date));
    m_kidRule->addItem(tr("Own text"), QVariant::fromValue(Rule::OwnText));
    m_kidRule->addItem(tr("None"), QVariant::fromValue(Rule::None));
    m_kid->setAccessibleName(tr("Own text for kid"));
    m_kid->setMaxLength(200);
    m_name->setMaxLength(200);
    m_size->setMinimumWidth(metrics::width(150));
    m_algorithm->setMinimumWidth(metrics::width(150));

    form->addWidget(rowLabel(tr("Kind"), m_kind, this), 0, 0);
    form->addWidget(m_kind, 0, 1, 1, 2, Qt::AlignLeft);
    form->addWidget(rowLabel(tr("Size"), m_size, this), 1, 0);
    form->addWidget(m_size, 1, 1);
    form->addWidget(m_sizeHint, 1, 2);
    form->addWidget(rowLabel(tr("Algorithm"), m_algorithm, this), 2, 0);
    form->addWidget(m_algorithm, 2, 1);
    form->addWidget(rowLabel(tr("Name"), m_name, this), 3, 0);
    form->addWidget(m_name, 3, 1, 1, 2);
    form->addWidget(rowLabel(tr("kid"), m_kidRule, this), 4, 0);
    form->addWidget(m_kidRule, 4, 1);
    form->addWidget(m_kid, 4, 2);
    auto* note = new TextLabel(tr("Made on this computer. The private key stays in this key ring until you export it."),
                               Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this);
    note->setWordWrap(true);
    form->addWidget(note, 5, 1, 1, 2);
}

void GenerateKeyWindow::connectSignals() {
    connect(m_kind, &SwitchRow::currentIndexChanged, this, &GenerateKeyWindow::fillSizes);
    connect(m_size, &QComboBox::currentIndexChanged, this, &GenerateKeyWindow::fillAlgorithms);
    connect(m_kidRule, &QComboBox::currentIndexChanged, this, &GenerateKeyWindow::showKidField);
    connect(m_algorithm, &QComboBox::currentTextChanged, this, [this](const QString& algorithm) {
        m_name->setPlaceholderText(
            tr("%1 key, %2").arg(algorithm, QLocale().toString(QDate::currentDate(), QLocale::ShortFormat)));
    });
    connect(m_generate, &QPushButton::clicked, this, &GenerateKeyWindow::pressGenerate);
    connect(&m_keyMaker, &workbench::KeyMaker::made, this, &GenerateKeyWindow::showMade);
    connect(&m_keyMaker, &workbench::KeyMaker::failed, this, [this](const QString& sentence) {
        showRunning(false);
        m_messages->add(MessageKind::Error, sentence, QStringLiteral("result"));
    });
    connect(&m_keyMaker, &workbench::KeyMaker::stopped, this, [this] { showRunning(false); });
    connect(m_made, &MadeKeyView::useRequested, this, [this] { Q_EMIT keyChosen(m_made->key()); });
    connect(m_made, &MadeKeyView::reported, this, [this](const QString& sentence, bool failed) {
        m_messages->add(failed ? MessageKind::Error : MessageKind::Info, sentence, QStringLiteral("result"));
    });
}

void GenerateKeyWindow::fillSizes() {
    m_size->clear();
    QString hint;
    switch (m_kind->currentIndex()) {
    case EcIndex:
        for (const char* curve : {"P-256", "P-384", "P-521", "secp256k1"}) {
            m_size->addItem(QLatin1String(curve), QLatin1String(curve));
        }
        hint = tr("P-256 works everywhere");
        break;
    case EdwardsIndex:
        for (const char* curve : {"Ed25519", "Ed448"}) {
            m_size->addItem(QLatin1String(curve), QLatin1String(curve));
        }
        hint = tr("Ed25519 is the usual one");
        break;
    case SecretIndex:
        for (const int octets : {32, 48, 64}) {
            m_size->addItem(tr("%n bytes", nullptr, octets), octets);
        }
        hint = tr("32 for HS256, 48 for HS384, 64 for HS512");
        break;
    default:
        for (const int bits : {2048, 3072, 4096}) {
            m_size->addItem(tr("%n bits", nullptr, bits), bits);
        }
        hint = tr("2048 works everywhere; 3072 lasts longer");
    }
    m_sizeHint->setText(hint);
    fillAlgorithms();
}

void GenerateKeyWindow::fillAlgorithms() {
    const KeyRequest wanted = request();
    m_algorithm->clear();
    for (const jose::Algorithm& row : jose::allAlgorithms()) {
        const bool longEnough =
            wanted.kind != KeyRequest::Kind::Secret || static_cast<int>(wanted.octets) * 8 >= row.minimumBits;
        if (row.family != jose::AlgorithmFamily::None && kindServes(kindOf(wanted), row.name) && longEnough) {
            m_algorithm->addItem(QString::fromLatin1(row.name.data(), static_cast<qsizetype>(row.name.size())));
        }
    }
    if (wanted.kind == KeyRequest::Kind::Secret) {
        m_algorithm->setCurrentIndex(m_algorithm->count() - 1); // the one that this length is meant for
    }
}

void GenerateKeyWindow::showKidField() {
    m_kid->setVisible(m_kidRule->currentData().value<KeyRequest::KidRule>() == KeyRequest::KidRule::OwnText);
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
}

void GenerateKeyWindow::showMade(const workbench::SharedMadeKey& key) {
    showRunning(false);
    setButtonKind(m_generate, ButtonKind::Normal); // the main thing is now what was made
    m_made->setKey(key);
    m_made->show();
    adjustSize();
}

} // namespace twb::ui
