// SPDX-License-Identifier: Apache-2.0
#include "workbench/template_list.h"

#include "workbench/key_maker.h"
#include "workbench/token_document.h"

#include <algorithm>
#include <QDir>
#include <QFile>

namespace twb::workbench {
namespace {

KeyRequest requestFor(const profiles::KeyPlan& plan) {
    KeyRequest request;
    request.use = "sig";
    request.curve = plan.curve;
    switch (plan.kind) {
    case profiles::KeyPlan::Kind::RsaPair:
        request.kind = KeyRequest::Kind::Rsa;
        request.bits = plan.bits;
        break;
    case profiles::KeyPlan::Kind::EcPair:
        request.kind = KeyRequest::Kind::Ec;
        break;
    default:
        request.kind = KeyRequest::Kind::Okp;
        break;
    }
    return request;
}

bool wantsPair(const profiles::KeyPlan& plan) {
    return plan.kind != profiles::KeyPlan::Kind::Nothing && plan.kind != profiles::KeyPlan::Kind::SampleSecret;
}

} // namespace

TemplateList::TemplateList(const QString& folder) {
    const QDir directory(folder);
    for (const QString& name : directory.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            m_problems.emplace_back(name, Error{ErrorCode::FileUnreadable, name.toStdString(), {}});
            continue;
        }
        auto read = profiles::readTemplate(file.readAll().toStdString());
        if (read) {
            m_templates.push_back(std::move(*read));
        } else {
            m_problems.emplace_back(name, read.error());
        }
    }
    std::stable_sort(m_templates.begin(), m_templates.end(),
                     [](const auto& a, const auto& b) { return a.order < b.order; });
}

const profiles::Template* TemplateList::find(std::string_view id) const {
    const auto found =
        std::find_if(m_templates.begin(), m_templates.end(), [&](const auto& one) { return one.id == id; });
    return found != m_templates.end() ? &*found : nullptr;
}

Result<void> startFromTemplate(const profiles::Template& from, TokenDocument* document) {
    if (auto applied = document->applyTemplate(from); !applied) {
        return applied;
    }
    if (!wantsPair(from.key)) {
        return {};
    }
    auto* maker = new KeyMaker(document); // goes with the document, or when its key is made
    QObject::connect(maker, &KeyMaker::made, document, [maker, document](const SharedMadeKey& key) {
        const DocumentState& state = document->state();
        if (state.keyMode == KeyMode::KeyPair && state.publicKey == nullptr && state.privateKey == nullptr) {
            document->setKeyPair(Secret::fromText(key->publicPem), key->privatePem.clone());
        }
        maker->deleteLater();
    });
    QObject::connect(maker, &KeyMaker::failed, maker, &QObject::deleteLater);
    maker->start(requestFor(from.key));
    return {};
}

} // namespace twb::workbench
