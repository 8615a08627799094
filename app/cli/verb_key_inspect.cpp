// SPDX-License-Identifier: Apache-2.0
#include "cli/key_facts.h"
#include "cli/key_options.h"
#include "cli/verbs.h"
#include "jose/algorithm_table.h"
#include "jose/key_notes.h"

namespace twb::cli {

namespace {

void printNotes(Output& output, const std::vector<jose::KeyNote>& notes) {
    for (const jose::KeyNote& note : notes) {
        const std::string text = note.detail + " (" + note.id + ")";
        output.fact("problem", isPrintable(text) ? text : quoted(text), Style::Careful);
    }
}

void print(Output& output, const jose::KeyEntry& entry, Time now) {
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
        text("serial", entry.certificate->serialNumber);
        text("valid", formatUtc(entry.certificate->notBefore) + " to " + formatUtc(entry.certificate->notAfter));
    }
    text("label", entry.label);
    printNotes(output, jose::keyNotes(entry, now));
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
        one.add(*entry);
        for (const jose::KeyNote& note : keys->notes()) {
            one.addNote(note);
        }
        *keys = std::move(one);
    }
    // A key among its certificates is one key: the certificates behind its own are told as its chain.
    std::vector<crypto::Certificate> chain;
    if (keys->origin() == jose::KeySet::Origin::SingleKey && keys->entries().size() > 1) {
        if (auto entry = singleKey(session, *keys)) {
            chain = chainOf(*keys, *entry);
            if (entry->certificate) {
                chain.erase(chain.begin());
            }
            jose::KeySet one(jose::KeySet::Origin::SingleKey);
            one.add(std::move(*entry));
            for (const jose::KeyNote& note : keys->notes()) {
                one.addNote(note);
            }
            *keys = std::move(one);
        }
    }
    Output& output = session.output;
    const bool set = keys->origin() == jose::KeySet::Origin::Set || keys->entries().size() > 1;
    const Time now = session.clock.now();
    if (!output.json()) { // repairs were said on standard error when the key was read
        for (const jose::KeyEntry& entry : keys->entries()) {
            if (&entry != &keys->entries().front()) {
                output.line();
            }
            print(output, entry, now);
        }
        for (const crypto::Certificate& certificate : chain) {
            output.fact("chain", isPrintable(certificate.subject) ? certificate.subject : quoted(certificate.subject));
        }
        const std::vector<jose::KeyNote> notes = jose::setNotes(*keys);
        printNotes(output, {notes.begin() + static_cast<std::ptrdiff_t>(keys->notes().size()), notes.end()});
        return Exit::Yes;
    }
    if (!set) {
        output.line(inspectionJson(keys->entries().front(), now, keys->notes(), chain));
        return Exit::Yes;
    }
    JsonArray list;
    for (const jose::KeyEntry& entry : keys->entries()) {
        list.raw(inspectionJson(entry, now));
    }
    JsonArray problems;
    for (const jose::KeyProblem& problem : keys->problems()) {
        problems.raw(problemJson(problem));
    }
    for (const jose::KeyNote& note : jose::setNotes(*keys)) {
        problems.raw(noteJson(note));
    }
    output.line(JsonObject().raw("keys", list.finish()).raw("problems", problems.finish()).finish());
    return Exit::Yes;
}

} // namespace twb::cli
