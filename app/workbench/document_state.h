// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"
#include "doctor/unwrap.h"
#include "profiles/template.h"

namespace twb::workbench {

enum class ShownVersion : std::uint8_t { Original, Copy };
enum class PartName : std::uint8_t { Header, Payload };
/// Which rows of the Key pane count; the texts of the other mode are kept.
enum class KeyMode : std::uint8_t { Secret, KeyPair };
/// "Sign with". In mode KeyPair, SameAsVerify and Other both mean the private key field.
enum class SignChoice : std::uint8_t { SameAsVerify, Other, Nothing };
/// Where an edit came from: only edits of the same source merge into one undo step.
enum class EditSource : std::uint8_t {
    Encoded,
    Header,
    Payload,
    VerifySecret,
    SignSecret,
    PublicKey,
    PrivateKey,
    AsOf,
    Leeway,
    Template,
    AccessToken,
    Binding,
    ProofRequest,
    Expected,     ///< fields of what the profile expects
    HeaderMember, ///< one member of the header was chosen; never merges
    Other         ///< never merges
};

/// What was pasted.
struct Original {
    doctor::SharedText pasted; ///< as it came
    doctor::SharedText token;  ///< unwrapped; never null
    std::vector<doctor::UnwrapStep> steps;
    std::size_t tokensFound = 0;
    std::vector<std::string> others; ///< the other tokens of the text
    std::string looksLike;           ///< of Unwrapped
    bool typed = false; ///< typed into an empty tab, not pasted: further typing continues it instead of making a copy
    doctor::Views views;
};

/// A template with what was filled in.
struct TemplateUse {
    profiles::Template start;
    std::map<std::string, std::string> variables;
    Time filledAt{};
};

/// Everything that undo brings back. Immutable once shared; texts and keys are shared between snapshots.
struct DocumentState {
    std::shared_ptr<const Original> original;
    std::shared_ptr<const doctor::Copy> copy;
    ShownVersion shown = ShownVersion::Original;

    KeyMode keyMode = KeyMode::Secret;
    doctor::SharedKeyField verifySecret; ///< null: empty field
    doctor::SharedKeyField signSecret;
    doctor::SharedKeyField publicKey;
    doctor::SharedKeyField privateKey;
    doctor::SecretEncoding verifyEncoding = doctor::SecretEncoding::Utf8; ///< also while the field is empty
    doctor::SecretEncoding signEncoding = doctor::SecretEncoding::Utf8;
    SignChoice signChoice = SignChoice::SameAsVerify;
    bool signWhileTyping = true;

    /// Which profile judges: an id, `none`, or empty: the one that the token looks like.
    std::string profileChoice;
    /// What the fields of a template, or those beside the rules, said is right, for the rules of its profile.
    profiles::Expected expected;
    std::shared_ptr<const TemplateUse> templateUse; ///< what the token was made from; null: nothing
    bool formOpen = false;                          ///< the form of the template stands in place of the panes
    doctor::SharedText detachedPayload; ///< of a token whose payload comes by another way; null: none is known

    doctor::SharedText accessToken;    ///< with which a DPoP proof came; null: none is known
    doctor::BindingWanted binding;     ///< what the verifier of an SD-JWT asked for
    doctor::ProofRequest proofRequest; ///< with which a DPoP proof came

    std::optional<Time> asOf;
    std::chrono::seconds leeway{60};

    /// The fields that count by mode and choice; null: nothing.
    doctor::SharedKeyField verifyField() const;
    doctor::SharedKeyField signField() const;
    /// The same for an encrypted token: the secret, or the private and the public key.
    doctor::SharedKeyField decryptField() const;
    doctor::SharedKeyField encryptField() const;
};

} // namespace twb::workbench
