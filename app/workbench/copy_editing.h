// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"

/// How an encoded text becomes a copy whose parts can be edited one by one.
namespace twb::workbench {

/// Each part keeps its characters as they are until it is edited; the signature is a received one. More than three
/// parts: what follows the second dot counts as signature.
/// @param detached  the payload of a token that came without; null: none is known.
doctor::Copy copyOf(const doctor::SharedText& encoded, doctor::Views views,
                    const doctor::SharedText& detached = nullptr);
/// The copy of an encrypted token that was opened. Header and encrypted parts stay as they are until one is edited.
doctor::Copy encryptedCopyOf(const doctor::SharedText& encoded, doctor::SharedText plaintext, doctor::Views views);
/// The header that the Header pane edits: of the signature that is shown, or the protected one of all recipients.
doctor::CopyPart& headerOf(doctor::Copy& copy);
/// Which signature or recipient of a copy in JSON form is shown.
std::size_t shownSigner(const doctor::Copy& copy);
bool isJsonForm(std::string_view encoded);
/// A signed token in JSON form that can be taken apart.
bool isWholeJson(std::string_view encoded);
/// A compact or flattened copy with a list of one signature or recipient.
void becomeGeneral(doctor::Copy& copy);
/// Several recipients have an "alg" each: what the protected header of one said of its key goes into its own.
void giveRecipientItsNames(doctor::Copy& copy);
/// The copy of an SD-JWT: its claims with everything disclosed in place, and which of them may be kept back.
doctor::Copy selectiveCopyOf(const doctor::Version& version, doctor::Views views);
/// Members of the header that an encryption with this "alg" makes; the others of them mean nothing to it.
std::string withKeyManagement(std::string_view header, std::string_view algorithm);
/// True for five parts: without the key only the header can be edited, on the encoded text itself.
bool hasFiveParts(std::string_view encoded);
/// An encrypted token that no secret opens: the fields of a key pair are what its reader needs.
bool needsKeyPair(std::string_view encoded);
/// The encoded text with another header.
std::string withHeader(std::string_view encoded, std::string_view header);
/// The octets of one part; of a broken one, what can be read.
std::string octetsOf(const doctor::CopyPart& part);

} // namespace twb::workbench
