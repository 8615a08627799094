// SPDX-License-Identifier: Apache-2.0
#include "workbench/endpoint_form_json.h"

#include "oauth/masking.h"
#include "workbench/key_ring.h"
#include "workbench/qt_text.h"

#include <QFileInfo>
#include <QJsonArray>

namespace twb::workbench {

using namespace twb::oauth;

namespace {

/// The text, or nothing if it holds what must not be written: a token, a password in an address.
QString clean(const std::string& text) {
    return findConfidential(text, {}).empty() ? qString(text) : QString();
}

QString cleanValue(const std::string& name, const std::string& value) {
    return isConfidentialName(name) || !findConfidential(name + ": " + value, {}).empty() ? QString() : clean(value);
}

std::string textAt(const QJsonObject& json, const char* name) {
    return json.value(QLatin1String(name)).toString().toStdString();
}

template <typename Enum>
Enum enumAt(const QJsonObject& json, const char* name, Enum usual, int last) {
    const int value = json.value(QLatin1String(name)).toInt(static_cast<int>(usual));
    return value >= 0 && value <= last ? static_cast<Enum>(value) : usual;
}

QJsonObject addressesToJson(const EndpointAddresses& all) {
    return {{"token", clean(all.token)},
            {"authorization", clean(all.authorization)},
            {"device", clean(all.device)},
            {"pushed", clean(all.pushed)},
            {"introspection", clean(all.introspection)},
            {"revocation", clean(all.revocation)},
            {"userinfo", clean(all.userinfo)},
            {"keys", clean(all.keys)}};
}

EndpointAddresses addressesFromJson(const QJsonObject& json) {
    return {textAt(json, "token"),    textAt(json, "authorization"), textAt(json, "device"),
            textAt(json, "pushed"),   textAt(json, "introspection"), textAt(json, "revocation"),
            textAt(json, "userinfo"), textAt(json, "keys")};
}

QJsonObject planToJson(const AssertionPlan& plan) {
    return {{"algorithm", qString(plan.algorithm)},
            {"audience", static_cast<int>(plan.audience)},
            {"ownAudience", clean(plan.ownAudience)},
            {"type", static_cast<int>(plan.type)},
            {"keyId", static_cast<int>(plan.keyId)},
            {"ownKeyId", clean(plan.ownKeyId)},
            {"lifetime", static_cast<qint64>(plan.lifetime.count())},
            {"issuedAt", static_cast<int>(plan.issuedAt)}};
}

AssertionPlan planFromJson(const QJsonObject& json) {
    AssertionPlan plan;
    plan.algorithm = textAt(json, "algorithm");
    plan.audience = enumAt(json, "audience", plan.audience, 2);
    plan.ownAudience = textAt(json, "ownAudience");
    plan.type = enumAt(json, "type", plan.type, 2);
    plan.keyId = enumAt(json, "keyId", plan.keyId, 2);
    plan.ownKeyId = textAt(json, "ownKeyId");
    plan.lifetime = std::chrono::seconds(json.value(QLatin1String("lifetime")).toInt(60));
    plan.issuedAt = enumAt(json, "issuedAt", plan.issuedAt, 2);
    return plan;
}

} // namespace

QJsonObject formToJson(const EndpointForm& form) {
    QJsonObject plain;
    for (const auto& [name, value] : form.values.plain) {
        plain.insert(qString(name), cleanValue(name, value));
    }
    QJsonArray extras;
    for (const ExtraParameter& extra : form.extras) {
        extras.append(QJsonObject{{"name", qString(extra.name)},
                                  {"value", cleanValue(extra.name, extra.value)},
                                  {"place", static_cast<int>(extra.place)}});
    }
    QJsonArray first;
    for (const NameValue& pair : form.firstExtras) {
        first.append(QJsonObject{{"name", qString(pair.name)}, {"value", cleanValue(pair.name, pair.value)}});
    }
    QJsonArray files; // their octets and the password are not written
    for (const std::string& path : form.files.paths) {
        files.append(qString(path));
    }
    const auto idOf = [](const SharedRingEntry& entry) { return entry ? entry->id : QString(); };
    return {{"preset", qString(form.presetId)},
            {"operation", qString(name(form.operation))},
            {"issuer", clean(form.issuer)},
            {"url", clean(form.url)},
            {"grant", qString(name(form.grant))},
            {"flow", static_cast<int>(form.flow)},
            {"addresses", addressesToJson(form.addresses)},
            {"push", static_cast<int>(form.push)},
            {"browser", static_cast<int>(form.browser)},
            {"redirectPort", form.redirectPort},
            {"redirectPath", clean(form.redirectPath)},
            {"firstExtras", first},
            {"clientId", qString(form.clientId)},
            {"method", qString(name(form.method))},
            {"key", idOf(form.key)},
            {"certificate", idOf(form.certificate)},
            {"certificateFiles", files},
            {"dpopKey", idOf(form.dpopKey)},
            {"assertion", planToJson(form.assertion)},
            {"scope", clean(form.scope)},
            {"resource", clean(form.resource)},
            {"audience", clean(form.audience)},
            {"authorizationDetails", clean(form.authorizationDetails)},
            {"answer", static_cast<int>(form.answer)},
            {"values", plain},
            {"extras", extras},
            {"authoritiesPath", qString(form.authoritiesPath)},
            {"proxy", static_cast<int>(form.proxy.kind)},
            {"proxyUrl", form.proxy.url.find('@') == std::string::npos ? clean(form.proxy.url) : QString()}};
}

EndpointForm formFromJson(const QJsonObject& json, const KeyRing& ring) {
    EndpointForm form;
    form.presetId = textAt(json, "preset");
    for (int i = 0; i <= static_cast<int>(Operation::ApiCall); ++i) {
        if (name(static_cast<Operation>(i)) == textAt(json, "operation")) {
            form.operation = static_cast<Operation>(i);
        }
    }
    form.issuer = textAt(json, "issuer");
    form.url = textAt(json, "url");
    form.grant = findGrant(textAt(json, "grant")).value_or(form.grant);
    form.flow = enumAt(json, "flow", form.flow, 1);
    form.addresses = addressesFromJson(json.value(QLatin1String("addresses")).toObject());
    form.push = enumAt(json, "push", form.push, 1);
    form.browser = enumAt(json, "browser", form.browser, 1);
    form.redirectPort = qBound(0, json.value(QLatin1String("redirectPort")).toInt(), 65535);
    form.redirectPath = textAt(json, "redirectPath");
    for (const QJsonValue& each : json.value(QLatin1String("firstExtras")).toArray()) {
        form.firstExtras.push_back({textAt(each.toObject(), "name"), textAt(each.toObject(), "value")});
    }
    form.clientId = textAt(json, "clientId");
    form.method = findClientMethod(textAt(json, "method")).value_or(form.method);
    form.key = ring.find(json.value(QLatin1String("key")).toString());
    form.certificate = ring.find(json.value(QLatin1String("certificate")).toString());
    QStringList names;
    for (const QJsonValue& path : json.value(QLatin1String("certificateFiles")).toArray()) {
        form.files.paths.push_back(path.toString().toStdString());
        names << QFileInfo(path.toString()).fileName();
    }
    form.files.path = names.join(QStringLiteral(", ")).toStdString();
    form.dpopKey = ring.find(json.value(QLatin1String("dpopKey")).toString());
    form.assertion = planFromJson(json.value(QLatin1String("assertion")).toObject());
    form.scope = textAt(json, "scope");
    form.resource = textAt(json, "resource");
    form.audience = textAt(json, "audience");
    form.authorizationDetails = textAt(json, "authorizationDetails");
    form.answer = enumAt(json, "answer", form.answer, 1);
    const QJsonObject plain = json.value(QLatin1String("values")).toObject();
    for (auto each = plain.begin(); each != plain.end(); ++each) {
        form.values.plain[each.key().toStdString()] = each.value().toString().toStdString();
    }
    for (const QJsonValue& each : json.value(QLatin1String("extras")).toArray()) {
        const QJsonObject extra = each.toObject();
        form.extras.push_back(
            {textAt(extra, "name"), textAt(extra, "value"), enumAt(extra, "place", ExtraParameter::Place::Body, 2)});
    }
    form.authoritiesPath = textAt(json, "authoritiesPath");
    form.proxy.kind = enumAt(json, "proxy", form.proxy.kind, 2);
    form.proxy.url = textAt(json, "proxyUrl");
    return form;
}

std::map<std::string, SharedSecret> secretsOf(const EndpointForm& form) {
    std::map<std::string, SharedSecret> all;
    const auto add = [&](const std::string& field, const SharedSecret& secret) {
        if (secret && !secret->empty()) {
            all[field] = secret;
        }
    };
    add("secret", form.secret);
    add("passphrase", form.files.passphrase);
    add("jwtSecret", form.jwtSecret);
    for (const auto& [name, secret] : form.values.secret) {
        add("value." + name, secret);
    }
    return all;
}

void putSecrets(EndpointForm& form, const std::map<std::string, SharedSecret>& secrets) {
    for (const auto& [field, secret] : secrets) {
        if (field == "secret") {
            form.secret = secret;
        } else if (field == "passphrase") {
            form.files.passphrase = secret;
        } else if (field == "jwtSecret") {
            form.jwtSecret = secret;
        } else if (field.starts_with("value.")) {
            form.values.secret[field.substr(6)] = secret;
        }
    }
}

Secret packSecrets(const std::map<std::string, SharedSecret>& secrets) {
    std::vector<NameValue> pairs;
    for (const auto& [field, secret] : secrets) {
        pairs.push_back({field, std::string(asText(secret->reveal()))});
    }
    std::string packed = writeForm(pairs);
    for (NameValue& pair : pairs) {
        wipeText(pair.value);
    }
    Secret out = Secret::fromText(packed);
    wipeText(packed);
    return out;
}

std::map<std::string, SharedSecret> unpackSecrets(const Secret& packed) {
    std::map<std::string, SharedSecret> all;
    for (NameValue& pair : readForm(asText(packed.reveal()))) {
        all[pair.name] = shareSecret(pair.value);
        wipeText(pair.value);
    }
    return all;
}

} // namespace twb::workbench
