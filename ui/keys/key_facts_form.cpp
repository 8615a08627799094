// SPDX-License-Identifier: Apache-2.0
#include "keys/key_facts_form.h"
#include "common/badge.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "editor/copy_button.h"
#include "keys/fitting_tokens.h"
#include "keys/key_forms.h"
#include "workbench/phrases.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace twb::ui {

using workbench::Holds;

namespace {

constexpr int labelWidth = 84;

/// "RSA, 2048 bits, exponent 65537".
QString kindSentence(const workbench::RingEntry& entry) {
    QString text = KeyFactsForm::tr("%1, %2").arg(workbench::kindText(entry), workbench::sizeText(entry));
    const auto& key = entry.key.jwk.key;
    if (jose::keyTypeName(key.type()) == "RSA") {
        using Key = std::decay_t<decltype(key)>;
        const auto numbers = key.rsaNumbers(Key::Halves::PublicOnly);
        constexpr std::size_t exponentOctets = sizeof(quint64);
        if (numbers && numbers->e.size() <= exponentOctets) {
            quint64 exponent = 0;
            for (const std::uint8_t octet : numbers->e)
                exponent = exponent << 8 | octet;
            text = KeyFactsForm::tr("%1, exponent %2").arg(text).arg(exponent);
        }
    }
    return text;
}

/// Chooses the entry with that data; a value nobody offers is added as it is.
void choose(QComboBox* combo, const QString& value) {
    int index = combo->findData(value);
    if (index < 0) {
        combo->addItem(value, value);
        index = combo->count() - 1;
    }
    combo->setCurrentIndex(index);
}

} // namespace

KeyFactsForm::KeyFactsForm(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_kind(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_use(new QComboBox(this))
    , m_alg(new QComboBox(this))
    , m_kid(new QLineEdit(this))
    , m_thumbprint(new ElidedLabel({}, Role::Text, fonts::Size::Body, this))
    , m_copyThumbprint(new CopyButton(tr("Copy thumbprint"), this))
    , m_fingerprint(new QComboBox(this))
    , m_tokens(new FittingTokens(this))
    , m_private(new Badge({}, BadgeKind::Warn, this))
    , m_public(new Badge(workbench::holdsText(Holds::Public), BadgeKind::Neutral, this))
    , m_certificate(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::Regular, this))
    , m_source(new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::Regular, this)) {
    setObjectName(QStringLiteral("keyFacts"));
    m_use->setObjectName(QStringLiteral("keyUseCombo"));
    m_alg->setObjectName(QStringLiteral("keyAlgCombo"));
    m_kid->setObjectName(QStringLiteral("keyKidEdit"));
    m_thumbprint->setObjectName(QStringLiteral("keyThumbprint"));
    m_copyThumbprint->setObjectName(QStringLiteral("copyThumbprintButton"));
    m_fingerprint->setObjectName(QStringLiteral("fingerprintCombo"));
    m_fingerprint->setAccessibleName(tr("Kind of fingerprint"));
    m_fingerprint->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (TextLabel* label : {m_kind, m_certificate, m_source}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    build();
    applyMetrics();
    connectSignals();
}

KeyFactsForm::~KeyFactsForm() {
    m_kid->disconnect(this); // losing the keyboard on the way out is no finished editing
}

TextLabel* KeyFactsForm::addRow(const QString& text, QWidget* field) {
    auto* label = new TextLabel(text, Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0, Qt::AlignLeft | Qt::AlignVCenter);
    m_grid->addWidget(field, row, 1);
    return label;
}

void KeyFactsForm::build() {
    m_use->addItem(tr("Use not said"), QString());
    m_use->addItem(tr("Sign and verify"), QStringLiteral("sig"));
    m_use->addItem(tr("Encrypt"), QStringLiteral("enc"));
    m_use->setAccessibleName(tr("Use"));
    m_alg->setAccessibleName(tr("Algorithm"));
    m_kid->setPlaceholderText(tr("none"));
    m_kid->addAction(icon(Icon::Pen), QLineEdit::TrailingPosition);
    m_kid->installEventFilter(this);
    m_thumbprint->setElideMode(Qt::ElideMiddle);
    m_thumbprint->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    m_grid->setContentsMargins(0, 0, 0, 0);
    const auto beside = [this](std::initializer_list<QWidget*> parts) {
        auto* holder = new QWidget(this);
        auto* row = new QHBoxLayout(holder);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(metrics::space8);
        for (QWidget* part : parts)
            row->addWidget(part);
        return holder;
    };
    addRow(tr("Kind"), m_kind);
    QWidget* use = beside({m_use, m_alg});
    addRow(tr("Use"), use)->setBuddy(m_use);
    for (QComboBox* combo : {m_use, m_alg}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(6);
        static_cast<QHBoxLayout*>(use->layout())->setStretchFactor(combo, 1);
    }
    addRow(tr("kid"), m_kid)->setBuddy(m_kid);
    m_kid->setAccessibleName(tr("kid"));
    QWidget* thumbprint = beside({m_thumbprint, m_copyThumbprint});
    static_cast<QHBoxLayout*>(thumbprint->layout())->setSpacing(metrics::space4);
    static_cast<QHBoxLayout*>(thumbprint->layout())->addStretch(1);
    m_thumbprintRow = {addRow(tr("Thumbprint"), thumbprint), thumbprint, m_fingerprint};
    m_grid->addWidget(m_fingerprint, m_grid->rowCount(), 1);
    m_certificateRow = {addRow(tr("Certificate"), m_certificate), m_certificate};
    QWidget* holds = beside({m_private, m_public});
    static_cast<QHBoxLayout*>(holds->layout())->addStretch(1);
    addRow(tr("Holds"), holds);
    addRow(tr("Source"), m_source);
    TextLabel* tokens = addRow(tr("Fits"), m_tokens);
    m_grid->setAlignment(tokens, Qt::AlignLeft | Qt::AlignTop);
    m_tokensRow = {tokens, m_tokens};
    for (QWidget* part : std::as_const(m_tokensRow))
        part->hide(); // until there is an answer
    m_grid->setColumnStretch(1, 1);
}

void KeyFactsForm::connectSignals() {
    connect(m_kid, &QLineEdit::editingFinished, this, &KeyFactsForm::finishKid);
    connect(m_use, &QComboBox::activated, this, [this] { Q_EMIT useEdited(m_use->currentData().toString()); });
    connect(m_alg, &QComboBox::activated, this, [this] { Q_EMIT algEdited(m_alg->currentData().toString()); });
    connect(m_fingerprint, &QComboBox::activated, this, &KeyFactsForm::showFingerprint);
    connect(m_tokens, &FittingTokens::tokenChosen, this, &KeyFactsForm::tokenChosen);
    connect(m_copyThumbprint, &QToolButton::clicked, this, [this] { m_copyThumbprint->copy(m_thumbprint->text()); });
    connect(&Theme::current(), &Theme::changed, this, &KeyFactsForm::applyMetrics);
}

QList<QWidget*> KeyFactsForm::focusStops() const {
    return {m_use, m_alg, m_kid, m_copyThumbprint, m_fingerprint};
}

void KeyFactsForm::setDates(const workbench::DateStyle& style) {
    m_dates = style;
    if (m_entry)
        showEntry();
}

void KeyFactsForm::setEntry(const workbench::SharedRingEntry& entry) {
    const bool same = m_entry && entry && m_entry->id == entry->id;
    m_entry = entry;
    if (!same)
        for (QWidget* part : std::as_const(m_tokensRow))
            part->hide();
    if (!entry)
        return;
    if (!same || !m_kid->isModified())
        m_kid->setText(toText(entry->key.jwk.kid));
    showEntry();
}

void KeyFactsForm::showEntry() {
    m_kind->setText(kindSentence(*m_entry));
    showUse();
    showFingerprints();
    showCertificate();
    const HoldsLook look = lookOf(m_entry->holds);
    m_private->present(look.word, look.kind, look.icon);
    m_private->setVisible(m_entry->holds != Holds::Public);
    m_public->setIcon(Icon::Eye);
    m_public->setVisible(m_entry->holds != Holds::Secret);
    const QString when = workbench::dateTimeText(m_entry->added, m_dates);
    m_source->setText(m_entry->added == Time{} ? m_entry->origin : tr("%1, %2").arg(m_entry->origin, when));
}

/// The kind that was chosen stays while other keys are looked at.
void KeyFactsForm::showFingerprints() {
    m_fingerprints = workbench::fingerprintsOf(*m_entry);
    const QString chosen = m_fingerprint->currentText();
    m_fingerprint->clear();
    for (const workbench::Fingerprint& fingerprint : m_fingerprints)
        m_fingerprint->addItem(fingerprint.name);
    m_fingerprint->setCurrentIndex(std::max(0, m_fingerprint->findText(chosen)));
    for (QWidget* part : std::as_const(m_thumbprintRow))
        part->setVisible(!m_fingerprints.empty());
    showFingerprint();
}

void KeyFactsForm::showFingerprint() {
    const auto index = static_cast<std::size_t>(m_fingerprint->currentIndex());
    m_thumbprint->setText(index < m_fingerprints.size() ? m_fingerprints[index].text : QString());
}

void KeyFactsForm::setFittingTokens(const std::vector<workbench::FittingToken>& tokens) {
    m_tokens->setTokens(tokens);
    for (QWidget* part : std::as_const(m_tokensRow))
        part->setVisible(m_entry != nullptr);
}

void KeyFactsForm::showUse() {
    choose(m_use, toText(m_entry->key.jwk.use));
    m_alg->clear();
    m_alg->addItem(tr("Any algorithm"), QString());
    for (const jose::Algorithm& row : jose::allAlgorithms())
        if (jose::fits(m_entry->key.jwk.key, row))
            m_alg->addItem(toText(row.name), toText(row.name));
    choose(m_alg, toText(m_entry->key.jwk.alg));
}

void KeyFactsForm::showCertificate() {
    const auto& certificate = m_entry->key.certificate;
    for (QWidget* part : std::as_const(m_certificateRow))
        part->setVisible(certificate.has_value());
    if (!certificate)
        return;
    m_certificate->setText(tr("%1, valid from %2 to %3")
                               .arg(toText(certificate->subject),
                                    workbench::dateTimeText(certificate->notBefore, m_dates),
                                    workbench::dateTimeText(certificate->notAfter, m_dates)));
}

void KeyFactsForm::finishKid() {
    if (m_entry && m_kid->isModified() && m_kid->text() != toText(m_entry->key.jwk.kid)) {
        m_kid->setModified(false);
        Q_EMIT kidEdited(m_kid->text());
    }
}

bool KeyFactsForm::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_kid && event->type() == QEvent::KeyPress && m_entry && m_kid->isModified() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_kid->setText(toText(m_entry->key.jwk.kid));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void KeyFactsForm::applyMetrics() {
    m_grid->setHorizontalSpacing(metrics::space8);
    m_grid->setVerticalSpacing(metrics::space6);
    m_grid->setColumnMinimumWidth(0, metrics::width(labelWidth));
    m_kid->setFont(fonts::mono());
    m_thumbprint->setFont(fonts::mono());
}

} // namespace twb::ui
