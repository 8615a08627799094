// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/jwks.h"
#include "workbench/key_maker.h"

#include <memory>
#include <QString>
#include <QStringList>
#include <vector>

namespace twb::workbench {

/// What a key can do for its owner; decides icon, badge and filter.
enum class Holds : std::uint8_t { Secret, Private, Public };

/// One key of the ring. Immutable and shared: a change makes a new object with the same id.
struct RingEntry {
    QString id;         ///< stable for the life of the key, also between runs
    QString name;       ///< for people; never empty
    jose::KeyEntry key; ///< with kid, use, alg; the private half and the certificate where they are known
    QString origin;     ///< "Generated", "Pasted", a file's name without its folder
    Time added{};
    Holds holds = Holds::Public;
    std::string thumbprint; ///< RFC 7638; empty for a secret, whose thumbprint would be a hint to it (§7)
};
using SharedRingEntry = std::shared_ptr<const RingEntry>;

/// A key that could not be read, with the place it came from.
struct UnreadableKey {
    QString source; ///< file name, or the origin that was given
    Error error;
    std::string kid{}; ///< if it could be read
};

/// A repair that it took to read a text, or an oddity of it as a whole; what is odd about one key stands in
/// RingEntry::key.notes.
struct ReadingNote {
    QString source;
    jose::KeyNote note;
};

/// A key that is ready for the ring; made off the GUI thread.
struct KeyDraft {
    std::shared_ptr<RingEntry> entry; ///< id may be empty (the ring gives one), added is set by the ring
    std::string identity;             ///< equal for equal keys; for a secret a digest of it, so never shown or written
};

struct KeyDrafts {
    std::vector<KeyDraft> keys;
    std::vector<UnreadableKey> unreadable;
    std::vector<ReadingNote> notes;
};

/// Computes thumbprints and names of the keys of a set. Any thread; about 20 µs for an RSA key.
///
/// Names are taken from, in this order: `name`, the certificate's common name, the label (OpenSSH comment, PKCS#12
/// name), the kid, the kind ("RSA key of 2048 bits"). With several keys `name` gets a number behind it.
KeyDrafts draftKeys(const jose::KeySet& set, const QString& origin, const QString& name = {});
/// @errors those of readJwk: none for what KeyMaker made
Result<KeyDrafts> draftKeys(const MadeKey& made, const QString& origin);

/// Cells of the table: "RSA", "EC", "Ed25519", "Secret".
QString kindText(const RingEntry& entry);
/// "2048 bits", "P-256", "44 bytes".
QString sizeText(const RingEntry& entry);
/// The JWK's alg, else its use in words ("Sign and verify", "Encrypt"), else empty.
QString useText(const RingEntry& entry);
/// "secret", "private", "public".
QString holdsText(Holds holds);
/// "FnpN…AafQ"; empty for a secret.
QString shortThumbprint(const RingEntry& entry);

} // namespace twb::workbench
