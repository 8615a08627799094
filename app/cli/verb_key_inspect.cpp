// SPDX-License-Identifier: Apache-2.0
#include "cli/key_facts.h"
#include "cli/key_options.h"
#include "cli/verbs.h"
#include "jose/algorithm_table.h"

namespace twb::cli {

namespace {

void print(Output& output, const jose::KeyEntry& entry) {
    const jose::Jwk& jwk = entry.jwk;
    output.fact("key", jose::describe(jwk.key));
    output.fact("format", entry.format);
    const bool secret = jwk.key.type() == crypto::KeyType::Oct;
    output.fact("holds", secret ? "a symmetric secret" : jwk.key.isPrivate() ? "private and public key" : "public key");
    const auto text = [&](std::string_view label, std::string_view value) {
        if (!value.empty()) {
            output.fact(label, isPrintable(value) ? std::string(value) : quoted(value));
        }
    };
    text("kid", jwk.kid);
    text("alg", jwk.alg);
    text("use", jwk.use);
    if (!secret) {
        text("thumbprint", jose::thumbprint(jwk.key).value_or(std::string()));
    }
    if (entry.certificate) {
        text("subject", entry.certificate->subject);
        text("issuer", entry.certificate->issuer);
        text("valid", formatUtc(entry.certificate->notBefore) + " to " + formatUtc(entry.certificate->notAfter));
    }
    for (Error& problem : problemsOf(entry)) {
        output.fact("problem", message(failure(std::move(problem)).value()), Style::Careful);
    }
}

} // namespace

Answer<Exit> runKeyInspect(Session& session) {
    auto keys = readKeys(session, KeyNeed::Required);
    if (!keys) {
        return passOn(keys);
    }
    if (session.arguments.has("--kid") && keys->origin() == jose::KeySet::Origin::Set) {
        const auto entry = singleKey(session, *keys);
        if (!entry) {
            return passOn(entry);
        }
        jose::KeySet one(jose::KeySet::Origin::SingleKey);
        one.add(**entry);
        *keys = std::move(one);
    }
    Output& output = session.output;
    const bool set = keys->origin() == jose::KeySet::Origin::Set || keys->entries().size() > 1;
    if (!output.json()) {
        for (const jose::KeyEntry& entry : keys->entries()) {
            if (&entry != &keys->entries().front()) {
                output.line();
            }
            print(output, entry);
        }
        return Exit::Yes;
    }
    if (!set) {
        output.line(inspectionJson(keys->entries().front()));
        return Exit::Yes;
    }
    JsonArray list;
    for (const jose::KeyEntry& entry : keys->entries()) {
        list.raw(inspectionJson(entry));
    }
    JsonArray problems;
    for (const jose::KeyProblem& problem : keys->problems()) {
        const std::string subject = "key " + std::to_string(problem.position + 1) + " of the set";
        problems.raw(errorJson(failure(problem.error, subject).value()));
    }
    for (const std::string& kid : keys->duplicateKids()) {
        Error error{ErrorCode::KeyAmbiguous, "several keys have the kid " + quoted(kid), {}};
        problems.raw(errorJson(failure(std::move(error)).value()));
    }
    output.line(JsonObject().raw("keys", list.finish()).raw("problems", problems.finish()).finish());
    return Exit::Yes;
}

} // namespace twb::cli
