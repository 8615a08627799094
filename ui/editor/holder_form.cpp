// SPDX-License-Identifier: Apache-2.0
#include "editor/holder_form.h"
#include "common/buttons.h"
#include "common/inline_error.h"
#include "common/metrics.h"
#include "common/text_label.h"
#include "editor/code_edit.h"
#include "editor/take_secret.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace twb::ui {

namespace {

TextLabel* label(const QString& text, QWidget* buddy) {
    auto* made = new TextLabel(text, Role::Text2, fonts::Size::Label, fonts::Weight::Regular, buddy->parentWidget());
    made->setBuddy(buddy);
    return made;
}

} // namespace

HolderForm::HolderForm(QWidget* parent)
    : QWidget(parent)
    , m_nonce(new QLineEdit(this))
    , m_audience(new QLineEdit(this))
    , m_key(new CodeEdit(this))
    , m_do(makeButton({}, ButtonKind::Normal, this))
    , m_problem(new InlineError(this)) {
    setObjectName(QStringLiteral("holderForm"));
    m_nonceLabel = label(tr("Nonce"), m_nonce);
    m_audienceLabel = label(tr("Audience"), m_audience);
    m_nonce->setObjectName(QStringLiteral("bindingNonceEdit"));
    m_nonce->setPlaceholderText(tr("as the verifier asked"));
    m_audience->setObjectName(QStringLiteral("bindingAudienceEdit"));
    m_audience->setPlaceholderText(tr("the verifier, often its address"));
    m_key->setObjectName(QStringLiteral("holderKeyEdit"));
    m_key->setFixedHeight(3 * metrics::codeLine() + metrics::space8);
    m_do->setObjectName(QStringLiteral("bindButton"));
    m_problem->clear();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(metrics::paneSide, metrics::space6, metrics::paneSide, metrics::space6);
    grid->setHorizontalSpacing(metrics::space8);
    grid->setVerticalSpacing(metrics::space6);
    grid->addWidget(m_nonceLabel, 0, 0);
    grid->addWidget(m_nonce, 0, 1);
    grid->addWidget(m_audienceLabel, 0, 2);
    grid->addWidget(m_audience, 0, 3, 1, 2);
    grid->addWidget(m_key, 1, 0, 1, 4);
    grid->addWidget(m_do, 1, 4, Qt::AlignBottom);
    grid->addWidget(m_problem, 2, 0, 1, 5);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    for (QLineEdit* edit : {m_nonce, m_audience}) {
        connect(edit, &QLineEdit::textEdited, this, [this] {
            showButton();
            Q_EMIT wantedEdited({m_nonce->text().toStdString(), m_audience->text().toStdString()});
        });
    }
    connect(m_key, &CodeEdit::edited, this, [this] {
        setProblem({});
        showButton();
    });
    connect(m_do, &QPushButton::clicked, this, &HolderForm::pressed);
    setPart(Part::Holder);
}

void HolderForm::setPart(Part part) {
    m_part = part;
    const bool holder = part == Part::Holder;
    for (QWidget* each : {static_cast<QWidget*>(m_nonceLabel), static_cast<QWidget*>(m_audienceLabel),
                          static_cast<QWidget*>(m_nonce), static_cast<QWidget*>(m_audience)}) {
        each->setVisible(holder);
    }
    m_key->setAccessibleName(holder ? tr("Holder's private key") : tr("Holder's key"));
    m_key->setPlaceholderText(holder ? tr("Holder's private key, PEM or JWK; empty: the private key of the Key pane")
                                     : tr("Holder's key, PEM or JWK: its public half goes into the token (cnf)"));
    m_do->setText(holder ? tr("Bind") : tr("Take as holder"));
    m_do->setToolTip(holder ? tr("Your copy becomes the presentation with the ticked claims and a new key binding")
                            : tr("Sets cnf in your copy"));
    m_do->setAccessibleDescription(m_do->toolTip());
    showButton();
}

void HolderForm::setWanted(const doctor::BindingWanted& wanted) {
    const auto set = [](QLineEdit* edit, const std::string& text) {
        if (edit->text().toStdString() != text) {
            const QSignalBlocker quiet(edit);
            edit->setText(QString::fromStdString(text));
        }
    };
    set(m_nonce, wanted.nonce);
    set(m_audience, wanted.audience);
    showButton();
}

void HolderForm::setProblem(const QString& sentence) {
    if (sentence.isEmpty()) {
        m_problem->clear();
    } else {
        m_problem->showError(sentence);
    }
}

Secret HolderForm::key() const {
    return takeSecret(m_key->utf8());
}

void HolderForm::forgetKey() {
    m_key->setUtf8({});
    setProblem({});
    showButton();
}

QList<QWidget*> HolderForm::focusChain() const {
    return {m_nonce, m_audience, m_key, m_do};
}

void HolderForm::showButton() {
    m_do->setEnabled(m_part == Part::Holder ? !m_nonce->text().isEmpty() && !m_audience->text().isEmpty()
                                            : !m_key->utf8().isEmpty());
}

} // namespace twb::ui
