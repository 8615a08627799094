// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/key_material.h"
#include "json/tape.h"

namespace twb::jose {

/// True for a JSON object of which every value is a text with a PEM block: kid → certificate, as Google publishes it.
bool isCertificateMap(const json::Value& object);

/// Reads a certificate map: each value's keys get the name as kid; a value that cannot be read becomes a problem of
/// the set. The set carries a note `key-x509-map`.
KeySet readCertificateMap(const json::Value& object, const KeyMaterialOptions& options);

} // namespace twb::jose
