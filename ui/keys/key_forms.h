// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/badge.h"
#include "common/icons.h"
#include "workbench/key_ring_export.h"

#include <span>

/// The ways in which the detail pane writes a key; no widget.
namespace twb::ui {

/// Order of the switch.
enum class KeyForm { Pem, Jwk, Jwks, Certificate, Commands, Qr };
enum class KeyHalf { Public, Private };

using KeyEntries = std::span<const workbench::SharedRingEntry>;

/// Whether a form can be shown: PEM and JWK of one private key, JWKS of any public ones, a certificate only where one
/// came with the key.
bool offers(KeyEntries entries, KeyHalf half, KeyForm form);

/// Text that may be shown to anybody: never a private member. Several keys: PEM blocks one after the other, or a set.
/// @errors those of workbench/key_ring_export.h
Result<std::string> publicText(KeyEntries entries, KeyForm form);
/// The private half as PEM or JWK; of a secret its base64url text or oct JWK.
/// @errors key-format-impossible for other forms, else those of workbench/key_ring_export.h
Result<Secret> privateText(const workbench::RingEntry& entry, KeyForm form);

/// What “Save as…” writes: the public text, or of the QR code a PNG.  @errors as publicText; input-too-large
Result<std::string> publicFile(KeyEntries entries, KeyForm form);

/// How such a key is made, for the openssl commands.
workbench::KeyRequest requestOf(const workbench::RingEntry& entry);

/// "heflo-client-key.public.pem": a name to offer in a file chooser, without what file systems refuse.
QString fileNameFor(KeyEntries entries, KeyHalf half, KeyForm form);

/// Icon, word and colour of “Holds”.
struct HoldsLook {
    BadgeKind kind;
    Icon icon;
    QString word;
};
HoldsLook lookOf(workbench::Holds holds);

/// UTF-8 to QString.
inline QString toText(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace twb::ui
