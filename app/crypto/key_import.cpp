// SPDX-License-Identifier: Apache-2.0
#include "crypto/key_import.h"

#include "crypto/base64.h"
#include "crypto/key_structures.h"
#include "crypto/openssh.h"
#include "crypto/pkcs12.h"

#include <algorithm>
#include <array>

namespace twb::crypto {

namespace {

constexpr std::size_t mostKeyOctets = std::size_t{1} << 20;

Result<KeyImport> single(Result<KeyFileEntry> entry) {
    if (!entry) {
        return passOn(entry);
    }
    KeyImport import;
    import.keys.push_back(std::move(*entry));
    return import;
}

/// "JKS" or "JCEKS" by the first octets; empty for others. Their encryption is Java's own.
std::string_view javaKeystore(ByteView octets) {
    constexpr std::array<std::uint8_t, 4> jks{0xFE, 0xED, 0xFE, 0xED}, jceks{0xCE, 0xCE, 0xCE, 0xCE};
    const auto begins = [octets](const std::array<std::uint8_t, 4>& magic) {
        return octets.size() > 12 && std::equal(magic.begin(), magic.end(), octets.begin()) && octets[4] == 0 &&
               octets[5] == 0 && octets[6] == 0; // then the version, 1 or 2
    };
    return begins(jks) ? "JKS" : begins(jceks) ? "JCEKS" : "";
}

/// True if repairing the armour may help: everything else (a password, a weak key …) is the answer already.
bool mayBeArmour(ErrorCode code) {
    return code == ErrorCode::KeyPemBroken || code == ErrorCode::KeyPemLabel;
}

} // namespace

Result<KeyImport> importKeys(ByteView octets, const Password& password) {
    if (octets.size() > mostKeyOctets) {
        return fail(ErrorCode::InputTooLarge,
                    std::to_string(octets.size()) + " octets; a file of keys is read up to 1 MB (1048576 octets)");
    }
    if (octets.empty()) {
        return fail(ErrorCode::InputEmpty, "there is no key: the text is empty");
    }
    if (const std::string_view store = javaKeystore(octets); !store.empty()) {
        return fail(ErrorCode::KeyUnsupported,
                    "this is a Java keystore (" + std::string(store) +
                        "); keytool -importkeystore -deststoretype pkcs12 makes a PKCS#12 file of it");
    }
    const DerKind kind = recogniseDer(octets);
    if (kind == DerKind::Pkcs12) {
        auto entries = readPkcs12(octets, password);
        if (!entries) {
            return passOn(entries);
        }
        KeyImport import;
        import.keys = std::move(*entries);
        return import;
    }
    if (kind != DerKind::Unknown && kind != DerKind::Damaged) {
        return single(readDer(octets, password));
    }
    const std::string_view text = asText(octets);
    if (looksLikeOpenSshPublic(text)) {
        return single(readOpenSshPublic(text));
    }
    auto asItIs = readPem(text, password);
    if (asItIs) {
        KeyImport import;
        import.keys = std::move(*asItIs);
        return import;
    }
    if (!mayBeArmour(asItIs.error().code)) {
        return passOn(asItIs);
    }
    PemRepair repair = repairPem(text);
    if (!repair.repairs.empty()) {
        auto mended = readPem(asText(repair.text.reveal()), password);
        if (mended) {
            return KeyImport{std::move(*mended), std::move(repair.repairs), std::move(repair.text)};
        }
        if (!mayBeArmour(mended.error().code)) {
            Error error = std::move(mended.error());
            error.where = {0, text.size()}; // a place in the copy would point nowhere
            return tl::unexpected<Error>(std::move(error));
        }
    }
    if (!looksLikePem(text) && text.find("BEGIN ") == text.npos && text.find("-----END ") == text.npos) {
        if (kind == DerKind::Damaged) {
            return single(readDer(octets, password)); // says by how much it is cut off
        }
        return fail(ErrorCode::KeyFormatUnknown, "this is neither PEM nor DER, PKCS#12 or an SSH key");
    }
    return passOn(asItIs);
}

} // namespace twb::crypto
