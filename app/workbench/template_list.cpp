// SPDX-License-Identifier: Apache-2.0
#include "workbench/template_list.h"

#include "workbench/key_maker.h"
#include "workbench/token_document.h"

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

TemplateList::TemplateList(const QString& folder)
    : m_library(folder.isEmpty() ? profiles::Library::builtIn()
                                 : profiles::Library::withFolder(QFile::encodeName(folder).toStdString())) {
    for (const profiles::Profile& profile : m_library->all()) {
        if (profile.start && profile.onFirstPage) {
            m_templates.push_back(*profile.start);
        }
    }
}

const profiles::Template* TemplateList::find(std::string_view id) const {
    const profiles::Profile* profile = m_library->find(id);
    return profile != nullptr && profile->start ? &*profile->start : nullptr;
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
