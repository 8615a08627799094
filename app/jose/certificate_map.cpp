// SPDX-License-Identifier: Apache-2.0
#include "jose/certificate_map.h"

namespace twb::jose {

namespace {

/// Armour lines that are damaged count too: they are repaired and named.
bool holdsPem(std::string_view text) {
    return text.find("BEGIN ") != std::string_view::npos && text.find("END ") != std::string_view::npos;
}

} // namespace

bool isCertificateMap(const json::Value& object) {
    if (!object.is(json::Type::Object) || object.size() == 0) {
        return false;
    }
    bool every = true;
    object.forEachMember([&every](json::Value, json::Value value) {
        std::string scratch;
        const auto text = value.stringView(scratch);
        every = text && holdsPem(*text);
        wipeText(scratch);
        return every;
    });
    return every;
}

KeySet readCertificateMap(const json::Value& object, const KeyMaterialOptions& options) {
    KeySet set(KeySet::Origin::Set);
    std::size_t position = 0;
    object.forEachMember([&](json::Value name, json::Value value) {
        const std::string kid = name.string().value_or(std::string());
        std::string pem = value.string().value_or(std::string());
        const auto read = readKeyMaterial(asBytes(pem), options);
        wipeText(pem);
        if (!read) {
            Error error = read.error();
            error.where = value.range(); // places inside the value are not places of this text
            set.addProblem({position, std::move(error), kid});
        } else {
            for (KeyEntry entry : read->entries()) {
                entry.jwk.kid = kid;
                entry.where = value.range();
                entry.notes.insert(entry.notes.end(), read->notes().begin(), read->notes().end());
                set.add(std::move(entry));
            }
        }
        ++position;
    });
    set.addNote({"key-x509-map", "a certificate map with " + std::to_string(position) +
                                     (position == 1 ? " entry" : " entries") + "; their names are the kids"});
    return set;
}

} // namespace twb::jose
