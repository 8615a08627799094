// SPDX-License-Identifier: Apache-2.0
#include "keys/generate_key_form.h"
#include "common/icons.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "common/text_label.h"

#include <array>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>
#include <QSpinBox>

namespace twb::ui {

using workbench::KeyRequest;
using Rule = workbench::KeyRequest::KidRule;

namespace {

enum KeyKindIndex { RsaIndex, EcIndex, EdwardsIndex, SecretIndex };
constexpr int year = 365, longestDays = 36500;
constexpr int commonNameLimit = 64; // X.520, upper bound of a common name

/// The shield before the note.
class ShieldIcon : public QWidget {
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {metrics::height(iconButton), metrics::height(iconButton)}; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const int side = metrics::height(iconButton);
        paintIcon(painter, QRectF(0, 0, width(), side), Icon::Shield, Role::Text2, side);
    }
};

TextLabel* rowLabel(const QString& text, QWidget* buddy, QWidget* parent) {
    auto* label = new TextLabel(text, Role::Text2, fonts::Size::Body, fonts::Weight::Regular, parent);
    label->setBuddy(buddy);
    buddy->setAccessibleName(text);
    return label;
}

/// A name as the value of a part of a subject.
QString escaped(QString name) {
    return name.left(commonNameLimit).replace(u'\\', QStringLiteral("\\\\")).replace(u',', QStringLiteral("\\,"));
}

} // namespace

GenerateKeyForm::GenerateKeyForm(const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_kind(new SwitchRow(tr("Kind"), this))
    , m_size(new QComboBox(this))
    , m_sizeHint(new TextLabel({}, Role::Text3, fonts::Size::Small, fonts::Weight::Regular, this))
    , m_use(new QComboBox(this))
    , m_algorithm(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_kidRule(new QComboBox(this))
    , m_kid(new QLineEdit(this))
    , m_certificate(new QCheckBox(this))
    , m_subject(new QLineEdit(this))
    , m_days(new QSpinBox(this)) {
    m_kind->setObjectName(QStringLiteral("keyKindSwitch"));
    m_size->setObjectName(QStringLiteral("keySizeCombo"));
    m_use->setObjectName(QStringLiteral("keyUseCombo"));
    m_algorithm->setObjectName(QStringLiteral("keyAlgorithmCombo"));
    m_name->setObjectName(QStringLiteral("keyNameEdit"));
    m_kidRule->setObjectName(QStringLiteral("kidRuleCombo"));
    m_kid->setObjectName(QStringLiteral("kidEdit"));
    m_certificate->setObjectName(QStringLiteral("certificateCheck"));
    m_subject->setObjectName(QStringLiteral("certificateSubjectEdit"));
    m_days->setObjectName(QStringLiteral("certificateDaysSpin"));
    build();
    fillSizes();
    connectSignals();
    showKid();
}

void GenerateKeyForm::build() {
    for (const QString& kind : {tr("RSA"), tr("EC"), tr("Ed25519"), tr("Secret")}) {
        m_kind->addChoice(kind);
    }
    m_use->addItem(tr("Signing"), QStringLiteral("sig"));
    m_use->addItem(tr("Encryption"), QStringLiteral("enc"));
    m_kidRule->addItem(tr("Thumbprint (RFC 7638)"), QVariant::fromValue(Rule::Thumbprint));
    m_kidRule->addItem(tr("UUID"), QVariant::fromValue(Rule::Uuid));
    m_kidRule->addItem(tr("Date"), QVariant::fromValue(Rule::Date));
    m_kidRule->addItem(tr("Own text"), QVariant::fromValue(Rule::OwnText));
    m_kidRule->addItem(tr("None"), QVariant::fromValue(Rule::None));
    m_kid->setMaxLength(200);
    m_name->setMaxLength(200);
    for (QComboBox* combo : {m_size, m_use, m_kidRule}) {
        combo->setMinimumWidth(metrics::width(150));
    }

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::space8);
    grid->setVerticalSpacing(metrics::space8);
    grid->setColumnMinimumWidth(0, metrics::width(96));
    grid->setColumnStretch(2, 1);
    int row = 0;
    grid->addWidget(rowLabel(tr("Kind"), m_kind, this), row, 0);
    grid->addWidget(m_kind, row, 1, 1, 2, Qt::AlignLeft);
    grid->addWidget(rowLabel(tr("Size"), m_size, this), ++row, 0);
    grid->addWidget(m_size, row, 1);
    grid->addWidget(m_sizeHint, row, 2);
    grid->addWidget(rowLabel(tr("Use"), m_use, this), ++row, 0);
    grid->addWidget(m_use, row, 1);
    auto* algorithm = new QHBoxLayout;
    algorithm->setSpacing(metrics::space8);
    algorithm->addWidget(rowLabel(tr("Algorithm"), m_algorithm, this));
    algorithm->addWidget(m_algorithm, 1);
    grid->addLayout(algorithm, row, 2);
    grid->addWidget(rowLabel(tr("Name"), m_name, this), ++row, 0);
    grid->addWidget(m_name, row, 1, 1, 2);
    grid->addWidget(rowLabel(tr("kid"), m_kidRule, this), ++row, 0);
    grid->addWidget(m_kidRule, row, 1);
    grid->addWidget(m_kid, row, 2);
    m_kid->setAccessibleName(tr("kid of the new key"));
    buildCertificate(grid, row + 1);
}

void GenerateKeyForm::buildCertificate(QGridLayout* grid, int row) {
    m_days->setRange(1, longestDays);
    m_days->setValue(year);
    m_days->setSuffix(tr(" days"));
    m_subject->setMaxLength(500);
    m_subject->setToolTip(tr("For example CN=client.example, O=Example. Without = it is the common name."));
    m_subject->setAccessibleDescription(m_subject->toolTip());
    m_subjectLabel = rowLabel(tr("Subject"), m_subject, this);
    m_daysLabel = rowLabel(tr("Valid for"), m_days, this);
    grid->addWidget(m_certificate, row, 1, 1, 2);
    grid->addWidget(m_subjectLabel, row + 1, 0);
    grid->addWidget(m_subject, row + 1, 1, 1, 2);
    grid->addWidget(m_daysLabel, row + 2, 0);
    grid->addWidget(m_days, row + 2, 1);

    auto* note = new TextLabel(tr("Made on this computer. The private key stays in this key ring until you export it."),
                               Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this);
    note->setWordWrap(true);
    auto* noteRow = new QHBoxLayout;
    noteRow->setSpacing(metrics::space6);
    noteRow->addWidget(new ShieldIcon(this), 0, Qt::AlignTop);
    noteRow->addWidget(note, 1);
    grid->addLayout(noteRow, row + 3, 1, 1, 2);
}

void GenerateKeyForm::connectSignals() {
    connect(m_kind, &SwitchRow::currentIndexChanged, this, &GenerateKeyForm::fillSizes);
    connect(m_use, &QComboBox::currentIndexChanged, this, &GenerateKeyForm::fillSizes);
    connect(m_size, &QComboBox::currentIndexChanged, this, &GenerateKeyForm::fillAlgorithms);
    connect(m_algorithm, &QComboBox::currentIndexChanged, this, &GenerateKeyForm::followAlgorithm);
    connect(m_name, &QLineEdit::textChanged, this, &GenerateKeyForm::showHints);
    connect(m_kidRule, &QComboBox::currentIndexChanged, this, &GenerateKeyForm::showKid);
    connect(m_kid, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_ownKid = text;
        Q_EMIT requestChanged();
    });
    connect(m_certificate, &QCheckBox::toggled, this, &GenerateKeyForm::showCertificate);
    connect(m_subject, &QLineEdit::textChanged, this, &GenerateKeyForm::requestChanged);
    connect(m_days, &QSpinBox::valueChanged, this, &GenerateKeyForm::showCertificate);
}

KeyRequest GenerateKeyForm::request() const {
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
    request.use = m_use->currentData().toString().toStdString();
    request.algorithm = m_algorithm->currentText().toStdString();
    request.name = nameText().toStdString();
    request.kidRule = m_kidRule->currentData().value<Rule>();
    request.kid = m_ownKid.trimmed().toStdString();
    request.date = today(Qt::ISODate).toStdString();
    request.now = m_clock.now();
    if (m_certificate->isChecked() && workbench::canHaveCertificate(request)) {
        const QString subject = m_subject->text().trimmed();
        request.certificateSubject = (subject.isEmpty() ? m_subject->placeholderText() : subject).toStdString();
        request.certificateDays = m_days->value();
    }
    return request;
}

void GenerateKeyForm::fillSizes() {
    {
        const QSignalBlocker quiet(m_size);
        m_size->clear();
        const bool encrypts = m_use->currentData().toString() == QLatin1String("enc");
        switch (m_kind->currentIndex()) {
        case EcIndex:
            for (const char* curve : {"P-256", "P-384", "P-521"}) {
                m_size->addItem(QLatin1String(curve), QLatin1String(curve));
            }
            if (!encrypts) {
                m_size->addItem(QStringLiteral("secp256k1"), QStringLiteral("secp256k1"));
            }
            break;
        case EdwardsIndex:
            for (const char* curve : encrypts ? std::array{"X25519", "X448"} : std::array{"Ed25519", "Ed448"}) {
                m_size->addItem(QLatin1String(curve), QLatin1String(curve));
            }
            break;
        case SecretIndex:
            for (const workbench::SecretLength& length : workbench::secretLengths(encrypts ? "enc" : "sig")) {
                const int octets = static_cast<int>(length.octets);
                m_size->addItem(tr("%n bytes", nullptr, octets), octets);
                m_size->setItemData(m_size->count() - 1, length.algorithms, Qt::UserRole + 1);
            }
            if (encrypts) {
                m_size->setCurrentIndex(m_size->findData(32));
            }
            break;
        default:
            for (const int bits : {2048, 3072, 4096, 8192}) {
                m_size->addItem(tr("%n bits", nullptr, bits), bits);
            }
        }
    }
    fillAlgorithms();
}

void GenerateKeyForm::fillAlgorithms() {
    {
        const QSignalBlocker quiet(m_algorithm);
        const QString former = m_algorithm->currentText();
        KeyRequest wanted = request();
        const bool secret = wanted.kind == KeyRequest::Kind::Secret;
        if (secret && wanted.use != "enc") {
            wanted.octets = 64; // all; the length follows the one that is chosen
        }
        m_algorithm->clear();
        m_algorithm->addItems(workbench::algorithmsFor(wanted));
        const QStringList meant = m_size->currentData(Qt::UserRole + 1).toStringList();
        int index = m_algorithm->findText(former);
        if (secret && !meant.isEmpty() && m_algorithm->findText(meant.front()) >= 0) {
            index = m_algorithm->findText(meant.front());
        }
        m_algorithm->setCurrentIndex(std::max(index, 0));
    }
    showHints();
    showCertificate();
}

/// HS512 wants 64 bytes: the length of a secret is never shorter than its algorithm needs.
void GenerateKeyForm::followAlgorithm() {
    const KeyRequest wanted = request();
    if (wanted.kind == KeyRequest::Kind::Secret &&
        !workbench::algorithmsFor(wanted).contains(m_algorithm->currentText())) {
        for (int i = 0; i < m_size->count(); ++i) {
            if (m_size->itemData(i, Qt::UserRole + 1).toStringList().contains(m_algorithm->currentText())) {
                const QSignalBlocker quiet(m_size);
                m_size->setCurrentIndex(i);
            }
        }
    }
    showHints();
}

void GenerateKeyForm::showHints() {
    switch (m_kind->currentIndex()) {
    case EcIndex:
        m_sizeHint->setText(tr("P-256 works everywhere"));
        break;
    case EdwardsIndex:
        m_sizeHint->setText(m_size->itemText(0) == QLatin1String("Ed25519") ? tr("Ed25519 is the usual one")
                                                                            : tr("X25519 is the usual one"));
        break;
    case SecretIndex:
        m_sizeHint->setText(
            tr("For %1").arg(m_size->currentData(Qt::UserRole + 1).toStringList().join(QStringLiteral(", "))));
        break;
    default:
        m_sizeHint->setText(m_size->currentData().toInt() >= 8192 ? tr("8192 may take a minute to make")
                                                                  : tr("2048 works everywhere; 3072 lasts longer"));
    }
    m_name->setPlaceholderText(usualName());
    // A comma divides a subject: in a name that was typed it is escaped, in ours it is left out.
    const bool typed = !m_name->text().trimmed().isEmpty();
    m_subject->setPlaceholderText(QStringLiteral("CN=") + escaped(typed ? nameText() : usualName().remove(u',')));
    Q_EMIT requestChanged();
}

void GenerateKeyForm::showKid() {
    const Rule rule = m_kidRule->currentData().value<Rule>();
    const bool own = rule == Rule::OwnText;
    m_kid->setEnabled(own);
    m_kid->setText(own ? m_ownKid : rule == Rule::Date ? today(Qt::ISODate) : QString());
    m_kid->setPlaceholderText(own                  ? tr("kid")
                              : rule == Rule::None ? tr("the key gets no kid")
                                                   : tr("set after generating"));
    Q_EMIT requestChanged();
}

void GenerateKeyForm::showCertificate() {
    const bool possible = workbench::canHaveCertificate(request());
    const bool wanted = possible && m_certificate->isChecked();
    const int days = m_days->value();
    const QString length = days == year       ? tr("1 year")
                           : days % year == 0 ? tr("%n years", nullptr, days / year)
                           : days == 1        ? tr("1 day")
                                              : tr("%n days", nullptr, days);
    m_certificate->setText(tr("Also make a self-signed certificate, valid %1").arg(length));
    m_certificate->setEnabled(possible);
    m_certificate->setToolTip(possible ? QString()
                                       : tr("Such a key makes no signatures, so it cannot certify itself."));
    for (QWidget* part : {static_cast<QWidget*>(m_subjectLabel), static_cast<QWidget*>(m_subject),
                          static_cast<QWidget*>(m_daysLabel), static_cast<QWidget*>(m_days)}) {
        part->setVisible(wanted);
    }
    Q_EMIT requestChanged();
}

QString GenerateKeyForm::today(Qt::DateFormat format) const {
    return QDateTime::fromSecsSinceEpoch(m_clock.now().time_since_epoch().count()).date().toString(format);
}

QString GenerateKeyForm::usualName() const {
    const QDate day = QDateTime::fromSecsSinceEpoch(m_clock.now().time_since_epoch().count()).date();
    return tr("%1 key, %2").arg(m_algorithm->currentText(), QLocale().toString(day, QLocale::ShortFormat));
}

QString GenerateKeyForm::nameText() const {
    const QString name = m_name->text().trimmed();
    return name.isEmpty() ? usualName() : name;
}

} // namespace twb::ui
