// SPDX-License-Identifier: Apache-2.0
#include "cli/net/request_options.h"

#include "cli/input.h"
#include "cli/key_options.h"
#include "oauth/presets.h"

#include <csignal>
#include <thread>

namespace twb::cli {
namespace {

using namespace twb::oauth;

/// Adds what an Answer says to a NetAnswer.
template <typename T>
tl::unexpected<NetFailure> carry(const Answer<T>& failed) {
    return netFail(failed.error());
}

Answer<std::pair<std::string, std::string>> nameAndValue(Session& session, std::string_view text,
                                                         std::string_view option) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        return usage(std::string(option) + " is NAME=VALUE");
    }
    std::string value(text.substr(equals + 1));
    if (value.starts_with('@')) {
        auto read = readText(session, value, "the value of " + std::string(option));
        if (!read) {
            return passOn(read);
        }
        value = std::move(*read);
    }
    return std::pair(std::string(text.substr(0, equals)), std::move(value));
}

Answer<void> readExtras(Session& session, OAuthRequest& request) {
    struct Row {
        std::string_view option;
        ExtraParameter::Place place;
    };
    for (const Row& row :
         {Row{"--query", ExtraParameter::Place::Query}, Row{"--header", ExtraParameter::Place::Header}}) {
        const auto pairs = readPairs(session, row.option);
        if (!pairs) {
            return passOn(pairs);
        }
        for (const NameValue& pair : *pairs) {
            request.extras.push_back({pair.name, pair.value, row.place});
        }
    }
    return {};
}

Answer<void> readParameters(Session& session, OAuthRequest& request) {
    const Arguments& arguments = session.arguments;
    if (const std::string* scope = arguments.value("--scope")) {
        std::erase_if(request.parameters, [](const NameValue& pair) { return pair.name == "scope"; });
        request.parameters.push_back({"scope", *scope});
    }
    for (const std::string_view resource : arguments.values("--resource")) {
        request.parameters.push_back({"resource", std::string(resource)});
    }
    if (const std::string* audience = arguments.value("--audience")) {
        request.parameters.push_back({"audience", *audience});
    }
    const auto pairs = readPairs(session, "--param");
    if (!pairs) {
        return passOn(pairs);
    }
    request.parameters.insert(request.parameters.end(), pairs->begin(), pairs->end());
    return {};
}

Answer<void> readAssertion(Session& session, AssertionPlan& plan) {
    const Arguments& arguments = session.arguments;
    if (const std::string* alg = arguments.value("--alg")) {
        plan.algorithm = *alg;
    }
    if (const std::string* audience = arguments.value("--assertion-audience")) {
        plan.audience = *audience == "issuer"      ? AssertionPlan::Audience::Issuer
                        : *audience == "token-url" ? AssertionPlan::Audience::TokenEndpoint
                                                   : AssertionPlan::Audience::Own;
        plan.ownAudience = *audience;
    }
    if (const std::string* typ = arguments.value("--assertion-typ")) {
        if (*typ == "none") {
            plan.type = AssertionPlan::Type::None;
        } else if (*typ == "client-authentication+jwt") {
            plan.type = AssertionPlan::Type::ClientAuthentication;
        } else if (*typ != "JWT") {
            return usage("--assertion-typ is JWT, client-authentication+jwt or none");
        }
    }
    if (const std::string* kid = arguments.value("--assertion-kid")) {
        plan.keyId = *kid == "none" ? AssertionPlan::KeyId::None : AssertionPlan::KeyId::Own;
        plan.ownKeyId = *kid;
    }
    if (const std::string* life = arguments.value("--assertion-life")) {
        const auto length = readDuration(*life, "--assertion-life");
        if (!length) {
            return passOn(length);
        }
        if (length->count() < 1) {
            return usage("--assertion-life is at least a second");
        }
        plan.lifetime = *length;
    }
    return {};
}

/// Client ID, method and key.
Answer<void> readClient(Session& session, OAuthRequest& request, bool methodFromPreset) {
    const Arguments& arguments = session.arguments;
    ClientIdentity& client = request.client;
    client.id = arguments.text("--client-id");
    const auto keys = readKeys(session, KeyNeed::Optional);
    if (!keys) {
        return passOn(keys);
    }
    std::optional<jose::Jwk> key;
    if (!keys->empty()) {
        auto single = singleKey(session, *keys);
        if (!single) {
            return passOn(single);
        }
        key = single->jwk;
    }
    const bool secret = key && key->key.type() == crypto::KeyType::Oct;
    if (const std::string* text = arguments.value("--auth")) {
        const auto method = findClientMethod(*text);
        if (!method) {
            return usage("--auth is one of the methods in twb help request");
        }
        client.method = *method;
    } else if (!methodFromPreset) {
        client.method = secret                                               ? ClientMethod::SecretBasic
                        : key                                                ? ClientMethod::PrivateKeyJwt
                        : request.tls.identity != TlsOptions::Identity::None ? ClientMethod::TlsClientAuth
                                                                             : ClientMethod::None;
    }
    if (secret) {
        client.secret = std::make_shared<const Secret>(key->key.secret().clone());
    } else if (key) {
        client.key = std::move(*key);
    }
    return readAssertion(session, client.assertion);
}

Answer<void> readDpop(Session& session, OAuthRequest& request) {
    const std::string* const path = session.arguments.value("--dpop");
    if (path == nullptr) {
        return {};
    }
    const auto keys = readKeyFile(session, *path, "the DPoP key");
    if (!keys) {
        return passOn(keys);
    }
    if (keys->entries().size() != 1) {
        return usage("--dpop wants a file with one private key");
    }
    request.dpopKey = keys->entries().front().jwk;
    return {};
}

/// A Call preset: its fields come from --param, secrets from --secret and --param @FILE.
NetAnswer<OAuthRequest> fillFields(Session& session, const Preset& preset, const Moment& moment) {
    PresetValues values;
    OAuthRequest parameters;
    if (const auto done = readParameters(session, parameters); !done) {
        return carry(done);
    }
    for (const NameValue& pair : parameters.parameters) {
        values.plain[pair.name] = pair.value;
    }
    const auto keys = readKeys(session, KeyNeed::Optional);
    if (!keys) {
        return carry(keys);
    }
    const std::string_view url = session.arguments.text("--token-url");
    bool urlUsed = false;
    for (const PresetField& field : preset.fields) {
        if (field.privacy == PresetField::Privacy::Secret) {
            if (const auto typed = values.plain.find(field.name); typed != values.plain.end()) {
                values.secret[field.name] = shareSecret(typed->second);
                values.plain.erase(typed);
            } else if (!keys->empty() && keys->entries().front().jwk.key.type() == crypto::KeyType::Oct) {
                values.secret[field.name] =
                    std::make_shared<const Secret>(keys->entries().front().jwk.key.secret().clone());
            }
        } else if (!url.empty() && !urlUsed && (field.name == "server" || field.name == "url")) {
            values.plain[field.name] = url;
            urlUsed = true;
        } else if (field.name == "clientId" && session.arguments.has("--client-id")) {
            values.plain[field.name] = session.arguments.text("--client-id");
        }
    }
    auto request = fillPreset(preset, values, moment);
    if (!request) {
        return netFail(failure(request.error(), "the preset").value());
    }
    return std::move(*request);
}

std::stop_source& stopSource() {
    static std::stop_source source;
    return source;
}

} // namespace

std::stop_token interruption() {
    static const bool once = [] {
        // A thread waits for the signals: a handler could not ask a stop source.
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        sigaddset(&signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        std::thread([signals] {
            int which = 0;
            sigwait(&signals, &which);
            stopSource().request_stop();
        }).detach();
        return true;
    }();
    static_cast<void>(once);
    return stopSource().get_token();
}

Answer<std::function<Moment()>> readMoments(Session& session) {
    if (session.arguments.has("--at")) {
        const auto now = readNow(session);
        if (!now) {
            return passOn(now);
        }
        return std::function<Moment()>([at = *now] { return momentAt(at); });
    }
    return std::function<Moment()>([&clock = session.clock] { return momentAt(clock.now()); });
}

NetAnswer<ServerMetadata> readMetadata(Session& session, HttpTransport& transport, const HttpRequest& base) {
    const std::string_view issuer = session.arguments.text("--issuer");
    if (issuer.empty()) {
        return netUsage("--issuer is missing");
    }
    auto attempts = discover(transport, issuer, base, interruption());
    DiscoveryAttempt& last = attempts.back();
    if (last.exchange.failure) {
        return tl::unexpected<NetFailure>(NetFailure{std::nullopt, last.exchange.failure, "discovery"});
    }
    if (!last.discovery) {
        return netFail(failure(Error{ErrorCode::Usage, last.problem, {}}, "discovery").value());
    }
    if (!last.discovery->trusted) {
        std::string detail = "the metadata may not be used";
        for (const MetadataProblem& problem : last.discovery->problems) {
            detail = problem.id.starts_with("issuer") ? problem.detail : detail;
        }
        return netFail(failure(Error{ErrorCode::Usage, detail, {}}, "discovery").value());
    }
    return std::move(last.discovery->metadata);
}

NetAnswer<RequestPlan> readPlan(Session& session, Operation operation, std::string_view member,
                                HttpTransport& transport) {
    const Arguments& arguments = session.arguments;
    RequestPlan plan;
    OAuthRequest& request = plan.request;
    const std::string* const presetId = arguments.value("--preset");
    const Preset* const preset = presetId != nullptr ? findPreset(*presetId) : nullptr;
    if (presetId != nullptr && preset == nullptr) {
        return netUsage("--preset is generic, heflo, sensecrypt, caf-rest, caf-exchange or caf-oauth");
    }
    const auto base = readConnection(session);
    if (!base) {
        return carry(base);
    }
    if (preset != nullptr && preset->kind == Preset::Kind::Call && operation == Operation::Token) {
        const auto moments = readMoments(session);
        if (!moments) {
            return carry(moments);
        }
        auto filled = fillFields(session, *preset, (*moments)());
        if (!filled) {
            return tl::unexpected<NetFailure>(filled.error());
        }
        request = std::move(*filled);
        plan.presetId = *presetId;
    } else if (preset != nullptr) {
        request = preset->request;
    }
    request.operation = plan.presetId.empty() ? operation : request.operation;
    request.tls = base->tls;
    request.proxy = base->proxy;
    request.limits = base->limits;
    request.issuer = arguments.text("--issuer");
    Answer<void> done = readExtras(session, request);
    if (done && plan.presetId.empty()) {
        done = readClient(session, request, preset != nullptr && preset->id != "generic");
    }
    if (done && plan.presetId.empty()) {
        done = readParameters(session, request);
    }
    if (done) {
        done = readDpop(session, request);
    }
    if (!done) {
        return carry(done);
    }
    if (!plan.presetId.empty()) {
        return plan;
    }
    if (const std::string* path = arguments.value("--registered")) {
        const auto keys = readKeyFile(session, *path, "the registered key");
        if (!keys) {
            return carry(keys);
        }
        if (keys->entries().size() != 1) {
            return netUsage("--registered wants a file with one public key");
        }
        plan.registeredKey = keys->entries().front().jwk;
    }
    if (const std::string* grant = arguments.value("--grant")) {
        const auto found = findGrant(*grant);
        request.grant = found.value_or(Grant::Free);
        if (!found) {
            request.parameters.insert(request.parameters.begin(), {"grant_type", *grant});
        }
    }
    if (const std::string* url = arguments.value(operation == Operation::ApiCall ? "--url" : "--token-url")) {
        request.url = *url;
    } else if (!request.issuer.empty()) {
        if (arguments.has("--dry-run") || arguments.has("--curl")) {
            return netUsage("nothing is sent now, discovery neither: give --token-url");
        }
        auto metadata = readMetadata(session, transport, *base);
        if (!metadata) {
            return tl::unexpected<NetFailure>(metadata.error());
        }
        request.url = metadata->endpoint(member, routeOf(plan));
        if (request.url.empty()) {
            return netUsage("the server's metadata has no " + std::string(member));
        }
        plan.metadata = std::move(*metadata);
    }
    if (request.url.empty()) {
        return netUsage(operation == Operation::ApiCall ? "--url is missing" : "--issuer or --token-url is missing");
    }
    return plan;
}

ServerMetadata::Route routeOf(const RequestPlan& plan) {
    return plan.request.tls.identity != TlsOptions::Identity::None ? ServerMetadata::Route::MutualTls
                                                                   : ServerMetadata::Route::Usual;
}

Answer<std::vector<NameValue>> readPairs(Session& session, std::string_view option) {
    std::vector<NameValue> pairs;
    for (const std::string_view text : session.arguments.values(option)) {
        auto pair = nameAndValue(session, text, option);
        if (!pair) {
            return passOn(pair);
        }
        pairs.push_back({std::move(pair->first), std::move(pair->second)});
    }
    return pairs;
}

} // namespace twb::cli
