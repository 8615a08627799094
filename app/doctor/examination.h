// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the token doctor: what the checks of one diagnosis share. Nobody outside app/doctor includes this.
#include "base/ascii.h"
#include "doctor/diagnosis.h"
#include "doctor/unwrap.h"
#include "jose/algorithm_table.h"
#include "json/tape.h"

#include <map>

namespace twb::doctor {

/// One dot-separated part of the token that is examined.
struct ExaminedPart {
    std::string raw;  ///< as it stood there
    std::string text; ///< base64url as repaired: alphabet, padding, stray bits
    Bytes octets;     ///< decoded; with a fault, what could be read
    bool decodes = false;
    TextRange range{}; ///< in Diagnosis::token before repairs
};

/// A header or payload text that was read.
struct ExaminedJson {
    std::string text; ///< what the tape indexes: the octets, or their readable form (without a byte order mark …)
    json::Tape tape;
    bool isJson = false;
    json::Value root() const { return isJson ? tape.root() : json::Value(); }
    bool isObject() const { return root().is(json::Type::Object); }
};

enum class TokenForm : std::uint8_t {
    None,     ///< nothing that can be examined
    Signed,   ///< three parts, or what is left of them
    Encrypted ///< five parts
};

/// One key that may check the signature.
struct ExaminedKey {
    jose::KeyEntry entry;
    bool isSecretText = false; ///< the text of the key field is the secret
};

/// What the key field turned out to be.
struct KeyReading {
    bool supplied = false;
    std::vector<ExaminedKey> keys;   ///< chosen for this token, best first
    std::vector<ExaminedKey> others; ///< of the same set, not chosen: order 2 of the search
    Secret secretText;               ///< text of a plain secret, or of an oct JWK's member k
    Secret asGiven;                  ///< the field's text, for the search of algorithm confusion
    bool isPlainSecret = false;
    bool isOctJwk = false;
    bool isSet = false;
    bool fitsKind = false;    ///< at least one chosen key is of the kind that alg needs
    bool kidNotFound = false; ///< key-kid-not-found was reported
};

class Examination {
public:
    Examination(const DiagnosisInputs& diagnosisInputs, std::stop_token stopToken)
        : inputs(diagnosisInputs)
        , stop(std::move(stopToken)) {}

    void report(FindingId id, Sentence evidence = {}, FindingPlace place = FindingPlace::None, TextRange where = {});
    /// Once per diagnosis: a second report adds its evidence and its range to the first.
    void reportOnce(FindingId id, const Sentence& evidence, FindingPlace place = FindingPlace::None,
                    TextRange where = {});
    bool has(FindingId id) const { return out.has(id); }

    const DiagnosisInputs& inputs;
    std::stop_token stop;
    Diagnosis out;

    std::string raw; ///< the token after unwrapping
    TokenForm form = TokenForm::None;
    std::vector<ExaminedPart> parts; ///< header, payload, signature in their right order; or the five of a JWE
    ExaminedJson header;
    ExaminedJson payload;
    std::string unprotectedHeader;              ///< of a JSON serialization
    std::string serialized;                     ///< the JSON serialization of an encrypted token, as it stood there
    std::string innerToken;                     ///< the token inside this one; empty if there is none
    bool hasPayload = false;                    ///< there is something where the payload belongs
    bool extraPart = false;                     ///< parts are what is left after an empty or doubled part was removed
    bool isComplete = false;                    ///< a signature can be checked: three parts, nothing cut off
    bool partsSwapped = false;                  ///< the parts were put in order
    std::optional<std::string> alg;             ///< header alg if it is a string
    const jose::Algorithm* algorithm = nullptr; ///< of that exact name
    bool isNone = false;                        ///< any spelling of none
    bool unencodedPayload = false;              ///< b64 is false
    KeyReading key;
    profiles::Choice profile; ///< of the library that the inputs name, or of the built-in one
    bool repaired = false;    ///< a repair has changed the token

    json::Value headerMember(std::string_view name) const { return header.root().find(name); }
    json::Value claim(std::string_view name) const {
        return payload.isObject() ? payload.root().find(name) : json::Value();
    }
    /// A payload number, or nothing.
    std::optional<double> number(std::string_view name) const;
    /// The signing input as repaired.
    std::string signingInput() const;
    double now() const { return static_cast<double>(inputs.now.time_since_epoch().count()); }
};

// Every group of checks; each is a list of small functions in its own file.
void examineTransport(Examination& e); // checks_transport.cpp: unwraps
void examineStructure(Examination& e); // checks_structure.cpp: splits, decodes, parses
void checkHeader(Examination& e);      // checks_header.cpp
void checkTimes(Examination& e);       // checks_time.cpp
void checkClaims(Examination& e);      // checks_policy.cpp
void checkProfile(Examination& e);     // checks_profile.cpp
void chooseProfile(Examination& e);
profiles::Judgement judgeRules(const Examination& e); // needs a profile with a policy
void checkSecurity(Examination& e);                   // checks_security.cpp
void checkEncrypted(Examination& e);                  // checks_encrypted.cpp
void examineContent(Examination& e);                  // decrypted_content.cpp: opens, then examines
void readKey(Examination& e);                         // checks_key.cpp
void checkSignature(Examination& e);                  // checks_signature.cpp
/// Gives findings without a place the one that their id or their evidence names.
void placeFindings(Examination& e); // finding_places.cpp

// Small helpers of the checks: examination_text.cpp
std::string shortened(std::string_view text, std::size_t most = 60);
std::string numberText(double value);
std::string hexOf(ByteView octets); ///< lower case
Sentence typeName(const json::Value& value);
/// The header's alg, or that it is missing.
Sentence algorithmOf(const Examination& e);
/// "alg dir, enc A128GCM".
Sentence algAndEnc(const Examination& e);
/// "RSA key of 2048 bits".
Sentence keySentence(const crypto::Key& key);
/// RFC 7638, or that it is not known.
Sentence thumbprintOf(const crypto::Key& key);
/// What a lower room says of a text: its own words in English, in other languages those of its error code.
Sentence problemSentence(const Error& error);
/// A value for evidence: its JSON text, shortened.
std::string valueText(const json::Value& value);
/// UTC of a NumericDate; the number where it is no moment.
std::string dateText(double seconds);
/// Calls `visit(path, text)` for every string value of a document.
void forEachString(const json::Value& value, const std::string& path,
                   const std::function<void(const std::string&, const std::string&)>& visit);
/// Calls `visit(path, name, value)` for every member of a document.
void forEachNamed(const json::Value& value, const std::string& path,
                  const std::function<void(const std::string&, const std::string&, const json::Value&)>& visit);
/// Parses; false leaves `out` empty.
bool parseInto(std::string text, ExaminedJson& out);

} // namespace twb::doctor
