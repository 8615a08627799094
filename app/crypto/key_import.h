// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/sentence.h"
#include "crypto/key_file.h"

namespace twb::crypto {

/// Something that was wrong with the text of a key and was put right on a copy, to be named to the reader.
struct KeyRepair {
    /// `key-pem-escaped-newlines`, `key-pem-one-line`, `key-pem-no-armor`, `key-pem-bad-armor`, `key-pem-indented`,
    /// `key-pem-base64-wrapped` or `key-pem-label-mismatch`, as in the catalogue of findings.
    std::string_view id;
    Sentence detail; ///< what exactly: a count, a line, two labels; never key material
};

/// Keys, and what had to be repaired to read them.
struct KeyImport {
    std::vector<KeyFileEntry> keys;
    std::vector<KeyRepair> repairs; ///< in the order in which they were made; empty if the text was well-formed
    Secret repairedText;            ///< a well-formed PEM text; empty without repairs
};

/// Reads whatever holds keys outside of JOSE's own formats: PEM, DER, PKCS#12, OpenSSH public lines and private files,
/// RFC 4716. A PEM text that is broken in a known way is repaired on a copy; the repairs are named.
/// @errors as readPem() for a text that cannot be repaired either; key-format-unknown if it is none of these (it may
/// still be a JWK or a secret)
Result<KeyImport> importKeys(ByteView octets, const Password& password = {});

/// A PEM text put in order and the repairs that it took; no repairs if nothing known is wrong with it. Nothing is
/// promised about the keys inside.
struct PemRepair {
    Secret text;
    std::vector<KeyRepair> repairs;
};
PemRepair repairPem(std::string_view text);

} // namespace twb::crypto
