// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/watch.h"
#include "doctor/header_rule.h"
#include "doctor/key_field.h"
#include "doctor/profile_facts.h"
#include "doctor/reading.h"
#include "jose/jwe_form.h"

#include <map>

/// The one way round: inputs in, evaluation out.
namespace twb::doctor {

/// The rows of ui.md §7, "Signature".
enum class SignatureState : std::uint8_t {
    Empty, ///< no token
    Verified,
    VerifiedSignedByYou, ///< verified, and made here over the copy
    Invalid,
    NotSigned,      ///< alg is none
    Incomplete,     ///< octets of expectedOctets are there
    PayloadMissing, ///< detached, and nobody gave the payload
    Outdated,       ///< the copy was edited after signing; signProblem says why it was not signed anew
    NotCheckedNoKey,
    NotCheckedKeyDoesNotFit, ///< neededKey, givenKey
    NotCheckedKeyUnreadable, ///< the key field holds something that is no key: problem
    Encrypted,               ///< a JWE, and no key to open it
    Decrypted,               ///< and the tag fits
    DecryptedEncryptedByYou, ///< the same, encrypted here
    EncryptedByYou,          ///< encrypted here, and no key to open it
    CannotDecrypt,           ///< a fitting key was tried
    DecryptionStopped,       ///< it takes long, and the reader stopped it
    EncryptionOutdated,      ///< the copy was edited after encrypting; signProblem says why it was not done anew
    EncryptionWaits,         ///< the same, because it would take too long to do at each key press
    NotReadable              ///< problem: structure, header, unknown alg, crit …
};

struct SignatureFacts {
    SignatureState state = SignatureState::Empty;
    std::string algorithm;
    std::string encryption; ///< "enc" of a JWE
    std::string kid;
    std::size_t octets = 0;         ///< of the signature that is there
    std::size_t expectedOctets = 0; ///< 0 if unknown
    KeyKind neededKey = KeyKind::None;
    KeyKind givenKey = KeyKind::None;
    int givenBits = 0;
    std::size_t secretOctets = 0; ///< of the secret that was used; 0 for others
    std::string keyName;          ///< kid or shortened thumbprint of the key that was used; empty for a secret
    std::optional<Error> problem; ///< `where` lies in the encoded text, or in the key field's for KeyUnreadable
    /// Ids of failed rows of a DPoP proof or a presentation: its receiver refuses it although the signature is right.
    std::vector<std::string> refusedBy;
    std::optional<Error> signProblem; ///< for Outdated: why signing was wanted but impossible; absent: not wanted
};

/// The rows of ui.md §7, "Time".
enum class TimeState : std::uint8_t {
    Empty,
    ExpiresIn,
    DoesNotExpire,
    ExpiredWithinLeeway,
    Expired,
    NotYetValid,
    CannotBeJudged,
    Hidden, ///< the payload is encrypted
    NotReadable
};

/// A mark of the timeline.
struct TimeMark {
    std::string name; ///< iat, nbf, exp, auth_time
    DateValue value;
    friend bool operator==(const TimeMark&, const TimeMark&) = default;
};

struct TimeFacts {
    TimeState state = TimeState::Empty;
    Time now{};
    std::chrono::seconds leeway{0};
    std::optional<Time> iat, nbf, exp, authTime;      ///< those that are whole seconds
    std::chrono::seconds span{0};                     ///< always positive: to go until exp or nbf, or since exp
    std::vector<TimeMark> marks;                      ///< every date claim that is there, also those in milliseconds
    DateValue::Unit fault = DateValue::Unit::Seconds; ///< why it cannot be judged
    std::vector<std::string> faulty;                  ///< claims with that fault
    bool ofInner = false;                             ///< of the token that the payload holds
    friend bool operator==(const TimeFacts&, const TimeFacts&) = default;
};

/// One line of the panel at the right.
struct CheckRow {
    enum class Outcome : std::uint8_t { Pass, Warn, Fail, Skipped };
    std::string id; ///< stable: those of jose::CheckId (structure, signature, key-strength, exp …)
    Outcome outcome = Outcome::Pass;
    std::string detail; ///< values, no sentence of the interface
};

/// A decryption that was tried: kept, so that it is not done again while text and key are the same.
struct Decryption;

/// What an SD-JWT discloses, and what its checks say.
struct SelectiveFacts;

/// Everything that is known of one version.
struct Version {
    SharedReading reading; ///< never null
    SignatureFacts signature;
    TimeFacts time;
    ProfileFacts profile;
    std::vector<CheckRow> checks;
    /// JSON forms: each signature, or each recipient; `signature` is the one whose header is shown. Else empty.
    std::vector<SignatureFacts> signatures;
    std::shared_ptr<const SelectiveFacts> selective; ///< SD-JWTs only
    std::shared_ptr<const Decryption> decryption;    ///< null: nothing was tried
    /// The signed or encrypted token that the payload holds; null if it holds none.
    SharedReading inner;
};

/// A signature that belongs to a copy.
struct CopySignature {
    std::string text;        ///< what stands after the second dot
    SharedText signingInput; ///< what it was made over
    SharedKeyField key;      ///< with which it was made here; null: it was received
    std::string algorithm;
    SharedText whole = nullptr; ///< an encrypted copy: the whole token; else null
};

/// What becomes of header and payload of a copy.
enum class CopyKind : std::uint8_t {
    Signed,
    Encrypted, ///< the payload part holds the plaintext
    Selective, ///< an SD-JWT: the payload part holds the claims, nothing hidden              (RFC 9901 §4)
};

/// Header or payload of a copy: either octets that were edited, or encoded text that nobody touched.
struct CopyPart {
    SharedText octets;  ///< null: `encoded` counts
    SharedText encoded; ///< base64url as received, faults included
};

/// One signature of a copy in JSON form, or one recipient of an encrypted one.       (RFC 7515 §7.2; RFC 7516 §7.2)
struct CopySigner {
    CopyPart header;                                ///< signed copies: its protected header; empty for none
    SharedText unprotected;                         ///< JSON text of its own unprotected header; null: none
    std::shared_ptr<const CopySignature> signature; ///< signed copies; null: none yet
};

/// The edited copy.
struct Copy {
    SharedText encoded; ///< the whole text, when the Encoded pane was edited last; else null and the parts count
    CopyPart header;
    CopyPart payload;
    std::shared_ptr<const CopySignature> signature; ///< null: none yet
    Views views;
    CopyKind kind = CopyKind::Signed;
    /// Signed copies: the form in which header, payload and signature are written.
    enum class Form : std::uint8_t { Compact, Flattened, General };
    Form form = Form::Compact;
    /// Selective copies: JSON Pointers of the claims that the holder may keep back, and decoys beside them.
    std::vector<std::string> disclosable;
    std::size_t decoys = 0;
    std::string disclosureHash = {};        ///< "_sd_alg"; empty: sha-256
    SharedText unprotectedHeader = nullptr; ///< encrypted JSON forms: JSON text that all share; null: none
    /// JSON forms: the signatures (then `header` and `signature` hold nothing), or the recipients. Else empty.
    std::vector<CopySigner> signers;
    SharedText additionalData = nullptr; ///< encrypted JSON forms: "aad", base64url; null: none
    bool detached = false;               ///< the payload is signed but does not stand in the token   (RFC 7515 App. F)
};

enum class Signing : std::uint8_t {
    Never,
    WhenChanged, ///< sign when header, payload or key differ from what the signature was made with
    Now          ///< the same, also where it takes long (PBES2 with a high count)
};

/// What fillHeader() goes by.
struct HeaderFill {
    HeaderRule rule = HeaderRule::LeaveAlone;
    /// Names of asymmetric keys whose text says none, by thumbprint (RFC 7638); null: none are known.
    std::shared_ptr<const std::map<std::string, std::string>> kids{};
};

/// A key field with what was found in it before (so that PEM is not parsed again for each key press).
struct KeyInput {
    SharedKeyField field;
    SharedResolvedKey resolved; ///< used if it belongs to `field`
};

/// What the person expects of a token, beyond its signature. Empty: no such check.
struct Expectations {
    std::vector<std::string> algorithms;
    std::string issuer;
    std::string audience;
    std::string type;
    std::vector<std::string> required;
    friend bool operator==(const Expectations&, const Expectations&) = default;
};

/// What the verifier of an SD-JWT asked its holder for. Empty: not compared.                          (RFC 9901 §7.3)
struct BindingWanted {
    std::string nonce;
    std::string audience;
    friend bool operator==(const BindingWanted&, const BindingWanted&) = default;
};

/// The request that a DPoP proof came with. Empty: not compared.                                      (RFC 9449 §4.3)
struct ProofRequest {
    std::string method; ///< what "htm" must be
    std::string url;    ///< what "htu" must be, but for query and fragment
    friend bool operator==(const ProofRequest&, const ProofRequest&) = default;
};

class Evaluation;

struct Inputs {
    std::uint64_t revision = 0;
    SharedText original; ///< the token text; null or empty: there is none
    Views originalViews;
    std::shared_ptr<const Copy> copy; ///< null: none
    KeyInput verifyKey;
    KeyInput signKey;
    KeyInput decryptKey;
    KeyInput encryptKey;
    SharedText detachedPayload; ///< of a token whose payload comes by another way; null: none is known
    SharedText accessToken;     ///< with which a DPoP proof came; null: none is known
    BindingWanted binding;
    ProofRequest proofRequest;
    Signing signing = Signing::Never;
    HeaderFill headerFill;
    /// Off: what takes long (PBES2 with a high count) is not decrypted, because the reader stopped it.
    bool decryptSlowly = true;
    Watch watch;          ///< of the stretching of a password; stopped, the answer is of no use but comes soon
    jose::JweLimits caps; ///< on what a stranger's token may cost
    Expectations expectations;
    ProfileInputs profile;
    std::chrono::seconds leeway{60};
    /// An earlier evaluation whose readings may be used again where the texts are the same objects.
    std::shared_ptr<const Evaluation> previous;
};

/// The answer: immutable, shared by all panes.
class Evaluation {
public:
    std::uint64_t revision = 0;
    Time now{};
    Views originalViews;
    Expectations expectations;
    ProfileInputs profile;
    SharedText detachedPayload;
    SharedText accessToken;
    BindingWanted binding;
    ProofRequest proofRequest;
    jose::JweLimits caps;
    Version original;
    std::optional<Version> copy;
    SharedResolvedKey verifyKey;  ///< never null
    SharedResolvedKey signKey;    ///< never null
    SharedResolvedKey decryptKey; ///< never null
    SharedResolvedKey encryptKey; ///< never null
    /// Set when the copy was signed in this evaluation: the document keeps it.
    std::shared_ptr<const CopySignature> newSignature;
    /// The same for a signed copy in JSON form: one for each signature, null where it stays. Empty: none was made.
    std::vector<std::shared_ptr<const CopySignature>> newSignatures;
    /// The copy whose header was written for that signature, which is not in it yet; null: the header stayed.
    std::shared_ptr<const Copy> filledCopy;
    /// Octets that the algorithm of the shown version wants of a secret (hash length); 0 if it needs none.
    std::size_t originalNeededOctets = 0;
    std::size_t copyNeededOctets = 0;
    /// Members of the payload that differ between original and copy (added, removed, other value); 0 without a copy.
    std::size_t changedClaims = 0;
};
using SharedEvaluation = std::shared_ptr<const Evaluation>;

/// Judges a document: same inputs and same time, same evaluation (but for random signatures, which are only made when
/// something signed has changed). Pure; no clock, no global state; any thread.
///
/// A short HMAC secret verifies and signs, with a warning row. The algorithm comes from the token only as far as the
/// key's kind allows it: a public key never serves as an HMAC secret.            (RFC 7515 §5.2; RFC 8725 §3.1)
SharedEvaluation evaluate(const Inputs& inputs, Time now);

/// Judges time alone, for the clock that ticks: no cryptography.
/// Valid are nbf − leeway ≤ now < exp + leeway.                                            (RFC 7519 §4.1.4, §4.1.5)
TimeFacts judgeTime(const Reading& reading, std::chrono::seconds leeway, Time now);
/// The same of a version: where the payload is a token of its own, that token's time.
TimeFacts judgeTime(const Version& version, std::chrono::seconds leeway, Time now);

/// The text that a copy encodes to, with the signature it has.
std::string encodeCopy(const Copy& copy);

/// BASE64URL(header) '.' BASE64URL(payload) of a copy whose parts count (Copy::encoded is null). For an encrypted copy
/// this names what was encrypted; it stands in no token.
std::string signingInputOf(const Copy& copy);
/// The same of one signature of a signed copy in JSON form.
std::string signingInputOf(const Copy& copy, std::size_t signer);

} // namespace twb::doctor
