// SPDX-License-Identifier: Apache-2.0
#include "cli/key_facts.h"
#include "cli/key_options.h"
#include "cli/verbs.h"
#include "jose/algorithm_table.h"

#include <algorithm>

namespace twb::cli {

Answer<Exit> runKeyMatch(Session& session) {
    const std::string* with = session.arguments.value("--with");
    if (with == nullptr) {
        return usage("--with B is missing");
    }
    const auto first = readKeys(session, KeyNeed::Required);
    if (!first) {
        return passOn(first);
    }
    const auto second = readKeyFile(session, *with, "the key of --with");
    if (!second) {
        return passOn(second);
    }
    // Of two sets one key in common is enough: the question is whether they can serve one another. Of a key among
    // certificates only the key counts: two chains may well share the authority.
    const auto meant = [&session](const jose::KeySet& keys) {
        std::vector<jose::KeyEntry> entries = keys.entries();
        if (keys.origin() == jose::KeySet::Origin::SingleKey) {
            if (auto one = singleKey(session, keys)) {
                entries.assign(1, std::move(*one));
            }
        }
        return entries;
    };
    const std::vector<jose::KeyEntry> lefts = meant(*first);
    const std::vector<jose::KeyEntry> rights = meant(*second);
    const jose::KeyEntry* a = &lefts.front();
    const jose::KeyEntry* b = &rights.front();
    bool match = false;
    for (const jose::KeyEntry& left : lefts) {
        const auto same = [&](const jose::KeyEntry& right) { return left.jwk.key.samePublicKey(right.jwk.key); };
        const auto found = std::ranges::find_if(rights, same);
        if (!match && found != rights.end()) {
            match = true;
            a = &left;
            b = &*found;
        }
    }
    Output& output = session.output;
    if (output.json()) {
        JsonObject object;
        object.boolean("match", match).raw("key", keyFactsJson(a->jwk.key)).raw("with", keyFactsJson(b->jwk.key));
        output.line(object.finish());
    } else {
        output.line(match ? "the same public key" : "different keys", match ? Style::Good : Style::Bad);
        output.fact("key", jose::describe(a->jwk.key));
        output.fact("with", jose::describe(b->jwk.key));
    }
    return match ? Exit::Yes : Exit::No;
}

} // namespace twb::cli
