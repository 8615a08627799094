// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/evaluation.h"
#include "doctor/unwrap.h"
#include "profiles/template.h"
#include "workbench/diagnoser.h"
#include "workbench/document_state.h"
#include "workbench/evaluator.h"
#include "workbench/kept_tab.h"
#include "workbench/repair.h"

#include <functional>
#include <QObject>
#include <QTimer>

namespace twb::workbench {

class KeyRing;
class ProfileStore;

/// What a document needs from outside.
struct DocumentServices {
    const Clock* clock = nullptr;                 ///< not owned; must outlive the document
    std::function<std::int64_t()> milliseconds{}; ///< monotonic; empty: QElapsedTimer. For merging key presses
    std::chrono::seconds leeway{60};              ///< what a new document begins with
    bool signWhileTyping = true;                  ///< the same
    bool indentNewJson = false;                   ///< templates and other headers made here begin indented
    doctor::HeaderRule headerRule = doctor::HeaderRule::LeaveAlone; ///< what signing writes into the header
    jose::JweLimits caps{};                                         ///< on what a stranger's token may cost
    ProfileStore* profiles = nullptr;                               ///< not owned; null: the built-in profiles
    KeyRing* keyRing = nullptr; ///< not owned, outlives the documents; null: the doctor tries no more keys
};

/// The part of the token that a finding speaks of; every pane lights up its own share of it.
struct Spotlight {
    std::string findingId; ///< empty: nothing is lit
    doctor::FindingPlace place = doctor::FindingPlace::None;
    std::vector<TextRange> ranges; ///< octets of that place; empty: the whole place
};

/// One tab: the pasted original, the edited copy, the keys, and the one evaluation that every pane shows.
///
/// Each edit is one method. It takes one undo step (key presses in one pane merge within a second), raises the revision
/// by one, emits edited(), and is answered by exactly one evaluated() in the GUI thread, unless a newer edit overtakes
/// it: stale evaluations are dropped. An edit that changes nothing does nothing. GUI thread only; never blocks.
class TokenDocument : public QObject {
    Q_OBJECT

public:
    explicit TokenDocument(DocumentServices services, QObject* parent = nullptr);
    ~TokenDocument() override;

    /// The inputs as they stand now (for filling fields); valid until the next edit.
    const DocumentState& state() const { return *m_state; }
    /// The form of a template stands in place of the panes.
    bool isFormOpen() const { return m_state->formOpen && m_state->templateUse != nullptr; }
    /// The profiles that there are.
    profiles::SharedLibrary library() const;
    /// The newest answer; never null. Its revision may be older than revision().
    const doctor::SharedEvaluation& evaluation() const { return m_evaluation; }
    std::uint64_t revision() const { return m_revision; }
    bool isBusy() const { return m_busy; }

    /// The version shown: original or copy (original if there is no copy; copy if there is no original).
    ShownVersion shown() const;
    /// Facts of the version shown, as far as they are known; valid until the next evaluated().
    const doctor::Version& shownVersion() const;
    bool hasOriginal() const { return m_state->original && !m_state->original->token->empty(); }
    bool hasCopy() const { return m_state->copy != nullptr; }
    bool isEmpty() const { return !hasOriginal() && !hasCopy(); }
    /// The moment at which tokens are judged: as-of, or the clock's now.
    Time now() const;

    QString title() const { return m_title; }
    void setTitle(const QString& title);

    /// @name Edits
    /// Texts are UTF-8; panes hand over what stands in them, octet for octet.
    /// @{
    /// Unwraps the text and makes it the new original; copy and versions go, keys stay.
    void pasteText(std::string_view text);
    /// The Encoded pane was typed in: the copy's whole encoded text. In an empty document it becomes the original.
    /// Text that holds a token and was pasted goes to pasteText() instead.
    void editEncoded(std::string text);
    /// The pane's text is from now on what is signed.
    void editHeader(std::string text);
    void editPayload(std::string text);
    /// Sets `alg` in the header's octets, leaving all others alone; a header that is no JSON object is left as it is
    /// and false comes back.
    bool setAlgorithm(const std::string& name);
    /// Sets `enc` likewise.
    bool setContentEncryption(const std::string& name);
    /// Sets or replaces one claim (JSON text) in the payload's octets. False if the payload is no JSON object.
    bool setClaim(const std::string& name, const std::string& json);
    /// What is hidden, or could not be written back into the token, is not edited.
    bool canEdit(PartName part) const;
    enum class Layout : std::uint8_t { Compact, Indented };
    enum class TemplateForm : std::uint8_t { Closed, Open };
    bool layOut(PartName part, Layout layout);
    /// @name JSON forms
    /// @{
    /// The header beside the protected one: of the signature or recipient shown, or the one that all recipients share.
    /// Its text must be a JSON object, or empty: none. False if it is not, or the token has no place for it.
    enum class UnprotectedPlace : std::uint8_t { Own, Shared };
    bool editUnprotected(UnprotectedPlace place, const std::string& text);
    /// One more signature, or recipient, made with the next key at hand; a compact or flattened token becomes general.
    /// False if there is nothing to add to, or the payload cannot be seen.
    bool addSigner();
    /// Takes away the one that is shown. False if it is the only one.
    bool removeSigner();
    /// @}
    /// JSON forms: shows the header and verdict of another signature or recipient. No edit of octets.
    void showSignature(std::size_t index);
    /// The version shown in another form; header, payload and signature stay, so the verdict stays too. Of several
    /// signatures or recipients the one that is shown is kept where the form holds one only.
    /// @errors those of jose::convertJws and convertJwe: the reason why the form cannot hold the token
    enum class Form : std::uint8_t { Compact, Flattened, General, Detached };
    Result<void> convertTo(Form form);
    /// @name SD-JWT
    /// @{
    /// The signed token shown becomes an SD-JWT whose claims can be made disclosable one by one; of an SD-JWT a copy is
    /// made that can be issued anew. False if the payload is no JSON object.
    bool makeSelective();
    /// Whether the holder may keep this claim back (JSON Pointer). The copy is issued anew.
    void setDisclosable(const std::string& pointer, bool on);
    /// Digests that stand for nothing, and the hash of all of them ("sha-256", "sha-384", "sha-512").
    void setDecoys(std::size_t count);
    void setDisclosureHash(const std::string& name);
    /// The public half of this key becomes "cnf", so that only its holder can bind presentations to it.
    /// @errors those of doctor::confirmationOf
    Result<void> setHolder(Secret keyText);
    /// What the verifier asked for: what a key binding is compared with, and made with.
    void setBinding(doctor::BindingWanted wanted);
    /// The SD-JWT shown with these disclosures only (digests).  @errors those of jose::presentSdJwt
    Result<std::string> presentation(const std::vector<std::string>& digests) const;
    /// The same with a new key binding; it becomes the copy.
    /// @param holder  private key; empty: the one in the field of the document.
    /// @errors those of doctor::bindPresentation
    Result<void> bindPresentation(const std::vector<std::string>& digests, Secret holder);
    /// @}
    /// View only, no edit of octets: shows an unedited part as its octets stand.
    void setView(PartName part, doctor::PartView view);

    /// The payload of a detached token, any octets.                                            (RFC 7515 App. F)
    void setDetachedPayload(std::string octets);
    /// The access token with which a DPoP proof came; empty: none.                             (RFC 9449 §4.3)
    void setAccessToken(const std::string& token);
    /// The request with which it came.
    void setProofRequest(doctor::ProofRequest request);

    void setKeyMode(KeyMode mode);
    void setVerifySecret(Secret text);
    void setVerifyEncoding(doctor::SecretEncoding encoding);
    void setSignSecret(Secret text);
    void setSignEncoding(doctor::SecretEncoding encoding);
    void setPublicKeyText(Secret text); ///< Secret, because people paste private keys here
    void setPrivateKeyText(Secret text);
    /// The passphrase of the encrypted key that stands in a field; the text stays, another text forgets it.
    enum class KeyFieldName : std::uint8_t { VerifySecret, SignSecret, PublicKey, PrivateKey };
    void unlockKey(KeyFieldName field, Secret passphrase);
    void setSignChoice(SignChoice choice);
    void setSignWhileTyping(bool on);
    /// Signs or encrypts the copy once, making it first if there is none.
    void signCopy();
    /// Stops an encryption or decryption that takes long, also on its worker; the copy stays as it is.
    void stopWork();
    /// Begins a decryption anew that was stopped.
    void resumeWork();
    /// How far it has come, in per cent; −1 where nothing that takes long is under way.
    int workProgress() const { return m_evaluator.progress(); }
    /// The token shown becomes the content of an encrypted one, and is its inner layer from then on; or its payload
    /// alone does. False if there is nothing to encrypt.                                     (RFC 7519 §5.2, §11.2)
    bool encryptToken();
    bool encryptPayload();

    void showVersion(ShownVersion version); ///< no undo step
    void backToOriginal();
    void clear();
    void setAsOf(std::optional<Time> moment); ///< nullopt: the clock
    void setLeeway(std::chrono::seconds leeway);
    /// What a stranger's token may cost, here and in every layer. A setting: no edit, no undo step.
    void setCaps(const jose::JweLimits& caps);
    /// Header, payload and sample secret of a template; the document then holds a copy and no original. For a key pair
    /// the fields are emptied; Jobs makes one and setKeyPair() delivers it (merged into the same undo step).
    /// @errors what profiles::fill says; the document is unchanged then
    Result<void> applyTemplate(const profiles::Template& from, TemplateForm form = TemplateForm::Closed);
    /// What signing writes into the header, here and in every layer. A setting: no edit, counts from the next
    /// signature.
    ///
    /// What the person does to the header stays as it is until something else asks for a signature: a header is not
    /// rewritten under the caret.
    void setHeaderRule(doctor::HeaderRule rule);
    /// The same of the JSON that is made here from now on.
    void setIndentNewJson(bool on);
    /// Fills the template of the open form anew: fresh times and UUIDs, keys as they are. One undo step with the rest
    /// of the form.
    /// @errors what profiles::fill says; the document is unchanged then
    Result<void> fillForm(std::map<std::string, std::string> variables);
    /// From the form to the panes.
    void closeForm();
    /// The same token with fresh times and, where jti is a UUID, a fresh one: iat and nbf become now, exp keeps its
    /// distance; then signs the copy once. Other octets stay. False if the payload is no JSON object or holds no time.
    bool refreshTimes();
    /// The profile that judges: an id, `none`, or empty for the one that the token looks like.
    void setProfileChoice(const std::string& id);
    /// What the person says is right, for the rules of the profile: under each of the names (separated by blanks);
    /// empty: not compared.
    void setExpected(std::string_view names, const std::string& value);
    void setKeyPair(Secret publicText, Secret privateText);
    /// A key of the key ring goes into the fields: kind, encoding and texts are one undo step.
    void useSecret(Secret text, doctor::SecretEncoding encoding);
    void useKeyPair(Secret publicText, Secret privateText);
    /// @}

    /// @name Layers
    /// The token that lies in this one's payload is a document of its own: with keys, copy and verdict. What is edited
    /// there goes into this one's payload at once.
    /// @{
    TokenDocument* inner() const { return m_innerShown ? m_inner.get() : nullptr; }
    TokenDocument* outer() const { return m_outer; }
    /// Where this layer stands: 0 for the outermost; and how many there are from the outermost on, as far as they can
    /// be seen.
    int layer() const;
    int layerCount() const;
    /// The layer that is looked at: this one, or the innermost that was opened.
    TokenDocument* shownLayer();
    /// False if the payload holds no token.
    bool openInner();
    void closeInner();
    /// @}

    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    void undo();
    void redo();
    /// Ends merging: the next key press is an undo step of its own (the focus moved).
    void endTyping() { m_lastEdit = {}; }

    /// @name The doctor
    /// Every evaluation, and every change of the version shown, is followed by one diagnosis of that version.
    /// @{
    /// The newest answer; null while there is none. May be about an older revision.
    const SharedDiagnosis& diagnosis() const { return m_diagnosis; }
    /// Key presses are coming in: what pushes other things about waits for the pause.
    bool isTyping() const;
    void stopSearch() { m_diagnoser.stopSearch(); }
    const Spotlight& spotlight() const { return m_spotlight; }
    /// Lights up a place in the panes; the next edit puts it out. No undo step.
    void lightUp(Spotlight spotlight);
    /// What one press can do about a finding of the newest diagnosis.
    RepairOffer repairOffer(std::string_view findingId) const;
    /// Does it, as one undo step. False where there is nothing to do (a mere view is the panes' affair).
    bool repair(std::string_view findingId);
    /// @}

    /// Encoded text of the version shown, with the newest signature that is known.
    std::string encodedText() const;
    /// The same, without a copy of the text.
    doctor::SharedText shownText() const;

    /// There is a copy that was worked on since markSaved(): quitting would lose it. A template nobody touched and a
    /// new signature over the same header and payload are no work.
    bool isUnsaved() const;
    void markSaved();

    /// What is kept of it for the next run, and what was kept of a former run: only for a document that is new. Keys
    /// are not in it, so nothing is signed by restoring.
    KeptTab kept() const;
    void restore(const KeptTab& tab);

Q_SIGNALS:
    /// An edit was made; its answer follows.
    void edited();
    /// The one answer; panes render from it.
    void evaluated(twb::doctor::SharedEvaluation evaluation);
    /// The doctor has answered.
    void diagnosed();
    void spotlightChanged();
    /// The other version is shown now; nothing was judged anew.
    void shownChanged();
    /// A second has passed: time facts anew, nothing else. Original, copy (Empty if there is none).
    void timeMoved(const twb::doctor::TimeFacts& original, const twb::doctor::TimeFacts& copy);
    /// An answer takes longer than 150 ms, or came.
    void busyChanged(bool busy);
    void titleChanged(const QString& title);
    /// Another layer of this document is looked at.
    void layersChanged();

private:
    struct EditMark { // which pane and when, for merging
        EditSource source = EditSource::Other;
        std::int64_t at = 0;
    };

    enum class PendingSignature : std::uint8_t { Drop, Keep };
    void connectSignals();
    void apply(DocumentState next, EditSource source, PendingSignature pending = PendingSignature::Keep);
    void applyCopy(doctor::Copy copy, EditSource source);
    doctor::HeaderFill headerFill() const;
    doctor::Copy freshCopy(std::string header, std::string payload) const;
    std::string newJson(std::string text) const;
    void applyPart(PartName part, std::string octets, doctor::PartView view, EditSource source);
    void applyKeyPair(Secret publicText, Secret privateText, EditSource source);
    void setField(doctor::SharedKeyField DocumentState::*field, doctor::KeyField::Kind kind, Secret text,
                  doctor::SecretEncoding encoding, EditSource source);
    void setEncoding(doctor::SharedKeyField DocumentState::*field, doctor::SecretEncoding DocumentState::*encoding,
                     doctor::SecretEncoding value);
    bool mergesWithLast(EditSource source, std::int64_t at) const;
    void jumpTo(std::shared_ptr<const DocumentState> state);
    void evaluateNow();
    void take(doctor::SharedEvaluation evaluation);
    void setBusy(bool busy);
    void tick();
    void diagnoseNow();
    void takeDiagnosis(SharedDiagnosis diagnosis);
    void showSearching();
    void useRepairedKey(const doctor::Diagnosis& diagnosis);
    bool correctClaims(const std::vector<doctor::ClaimCorrection>& corrections);
    doctor::Copy copyOfShown() const;
    std::string partOctets(PartName part) const;
    void trimUndo();
    bool holdsPlaintext() const;
    bool isSelective() const;
    bool setHeaderMember(std::string_view name, const std::string& value);
    void becomeEncrypted(std::string payload, std::string header, doctor::Views views);
    std::unique_ptr<TokenDocument> makeInner();
    void followInner();
    void followOuter();
    void passAsOf();
    void takeAsOf(std::optional<Time> moment);

    DocumentServices m_services;
    std::shared_ptr<const DocumentState> m_state;
    std::vector<std::shared_ptr<const DocumentState>> m_undo, m_redo;
    std::optional<EditMark> m_lastEdit;
    std::uint64_t m_revision = 0;
    std::uint64_t m_stoppedAt = 0; ///< the revision whose slow decryption the reader stopped
    doctor::SharedEvaluation m_evaluation;
    doctor::SharedResolvedKey m_resolvedVerify, m_resolvedSign, m_resolvedDecrypt, m_resolvedEncrypt;
    QTimer m_second, m_busyTimer, m_searchTimer;
    Time m_lastTick{}, m_lastDiagnosis{};
    SharedDiagnosis m_diagnosis;
    SharedDiagnosis m_partialDiagnosis; ///< said after a while, if the search has not ended by then
    std::uint64_t m_diagnosisSerial = 0;
    Spotlight m_spotlight;
    std::string workInHand() const;
    std::string m_savedWork;
    bool m_busy = false;
    bool m_signOnce = false;
    bool m_headerStays = false; ///< the last edit was one of the header, or a step back: signing writes nothing there
    QString m_title;
    std::unique_ptr<TokenDocument> m_inner;
    TokenDocument* m_outer = nullptr; // owns this
    std::string m_innerText;          // what both layers agree on
    bool m_innerShown = false;
    Evaluator m_evaluator; // last: gone first, so that no answer meets a half-destroyed document
    Diagnoser m_diagnoser;
};

} // namespace twb::workbench
