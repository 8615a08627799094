// SPDX-License-Identifier: Apache-2.0
#include "endpoint/assertion_section.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace twb::ui {

using oauth::AssertionPlan;

AssertionSection::AssertionSection(QWidget* parent)
    : QWidget(parent)
    , m_rows(this)
    , m_audience(m_rows.combo("endpointAudienceChoice", tr("Audience of the assertion")))
    , m_ownAudience(m_rows.line("endpointOwnAudience", tr("Own audience")))
    , m_typ(m_rows.combo("endpointTyp", tr("typ of the assertion")))
    , m_kid(m_rows.combo("endpointKid", tr("kid of the assertion")))
    , m_ownKid(m_rows.line("endpointOwnKid", tr("Own kid")))
    , m_life(new QSpinBox(this))
    , m_times(m_rows.combo("endpointTimes", tr("Times of the assertion"))) {
    setObjectName(QStringLiteral("endpointAssertionSection"));
    setLayout(m_rows.grid());
    m_audience->addItem(tr("Token URL"), static_cast<int>(AssertionPlan::Audience::TokenEndpoint));
    m_audience->addItem(tr("Issuer"), static_cast<int>(AssertionPlan::Audience::Issuer));
    m_audience->addItem(tr("Own text"), static_cast<int>(AssertionPlan::Audience::Own));
    m_rows.add(tr("Its audience"), m_audience);
    m_rowOwnAudience = m_rows.add({}, m_ownAudience);
    m_typ->addItem(QStringLiteral("JWT"), static_cast<int>(AssertionPlan::Type::Jwt));
    m_typ->addItem(QStringLiteral("client-authentication+jwt"),
                   static_cast<int>(AssertionPlan::Type::ClientAuthentication));
    m_typ->addItem(tr("none"), static_cast<int>(AssertionPlan::Type::None));
    m_rowTyp = m_rows.add(tr("Its typ"), m_typ);
    m_kid->addItem(tr("Of the key"), static_cast<int>(AssertionPlan::KeyId::OfKey));
    m_kid->addItem(tr("none"), static_cast<int>(AssertionPlan::KeyId::None));
    m_kid->addItem(tr("Own text"), static_cast<int>(AssertionPlan::KeyId::Own));
    m_rowKid = m_rows.add(tr("Its kid"), m_kid);
    m_rowOwnKid = m_rows.add({}, m_ownKid);
    m_life->setObjectName(QStringLiteral("endpointLife"));
    m_life->setAccessibleName(tr("Life of the assertion in seconds"));
    m_life->setRange(1, 86400);
    m_life->setSuffix(tr(" s"));
    m_rowLife = m_rows.add(tr("Its life"), m_life);
    m_times->addItem(tr("iat and nbf"), static_cast<int>(AssertionPlan::IssuedAt::IatAndNbf));
    m_times->addItem(tr("iat"), static_cast<int>(AssertionPlan::IssuedAt::Iat));
    m_times->addItem(tr("only exp"), static_cast<int>(AssertionPlan::IssuedAt::None));
    m_rowTimes = m_rows.add(tr("Its times"), m_times);
    for (QComboBox* box : {m_audience, m_typ, m_kid, m_times}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            applyChoices();
            Q_EMIT edited();
        });
    }
    for (QLineEdit* edit : {m_ownAudience, m_ownKid}) {
        connect(edit, &QLineEdit::textEdited, this, &AssertionSection::edited);
    }
    connect(m_life, &QSpinBox::valueChanged, this, &AssertionSection::edited);
    setPlan({});
}

AssertionPlan AssertionSection::plan() const {
    AssertionPlan plan = m_plan;
    plan.audience = chosen<AssertionPlan::Audience>(m_audience);
    plan.ownAudience = textOf(m_ownAudience);
    plan.type = chosen<AssertionPlan::Type>(m_typ);
    plan.keyId = chosen<AssertionPlan::KeyId>(m_kid);
    plan.ownKeyId = textOf(m_ownKid);
    plan.lifetime = std::chrono::seconds(m_life->value());
    plan.issuedAt = chosen<AssertionPlan::IssuedAt>(m_times);
    return plan;
}

void AssertionSection::setPlan(const AssertionPlan& plan) {
    m_plan = plan;
    choose(m_audience, plan.audience);
    m_ownAudience->setText(QString::fromStdString(plan.ownAudience));
    choose(m_typ, plan.type);
    choose(m_kid, plan.keyId);
    m_ownKid->setText(QString::fromStdString(plan.ownKeyId));
    m_life->setValue(static_cast<int>(plan.lifetime.count()));
    choose(m_times, plan.issuedAt);
    applyChoices();
}

void AssertionSection::setMore(bool more) {
    m_more = more;
    applyChoices();
}

void AssertionSection::applyChoices() {
    const AssertionPlan usual;
    const AssertionPlan now = plan();
    m_rows.show(m_rowOwnAudience, now.audience == AssertionPlan::Audience::Own);
    m_rows.show(m_rowTyp, m_more || now.type != usual.type);
    m_rows.show(m_rowKid, m_more || now.keyId != usual.keyId);
    m_rows.show(m_rowOwnKid, now.keyId == AssertionPlan::KeyId::Own);
    m_rows.show(m_rowLife, m_more || now.lifetime != usual.lifetime);
    m_rows.show(m_rowTimes, m_more || now.issuedAt != usual.issuedAt);
}

} // namespace twb::ui
