// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "profiles/claim_catalogue.h"
#include "json/tape.h"

#include <optional>

/// What can be read of one token without any key: parts, JSON, claims, positions.
namespace twb::doctor {

using SharedText = std::shared_ptr<const std::string>;

inline SharedText share(std::string text) {
    return std::make_shared<const std::string>(std::move(text));
}

enum class TokenKind : std::uint8_t {
    Empty,   ///< no text
    Jws,     ///< header.payload.signature; also with the signature missing
    Jwe,     ///< five parts
    JwsJson, ///< flattened or general                                                       (RFC 7515 §7.2)
    JweJson, ///< flattened or general                                                       (RFC 7516 §7.2)
    SdJwt,   ///< a JWS, then disclosures between tildes                                     (RFC 9901 §4)
    Unknown  ///< anything else; the parts that can be read are still there
};
constexpr bool isEncrypted(TokenKind kind) {
    return kind == TokenKind::Jwe || kind == TokenKind::JweJson;
}

/// One part of the encoded text. Letters as ui.md §5: H P S; for JWE H K I C T and A (additional data); D a disclosure
/// and B the key binding of an SD-JWT; X for a part too many.
struct Segment {
    char letter = 'H';
    TextRange range;              ///< characters in the encoded text, without dots, tildes and quotes
    std::optional<Error> problem; ///< base64url fault; `where` lies in the encoded text
};

/// Whether a pane shows a part's octets or their indented view.
enum class PartView : std::uint8_t { Indented, AsIs };

/// Header or payload.
struct Part {
    bool present = false;  ///< there is such a part; with a problem, what could be decoded of it
    SharedText octets;     ///< exactly what is signed; never null
    bool isText = false;   ///< valid UTF-8 without control characters: can be shown as text
    bool isJson = false;   ///< octets are JSON
    bool isObject = false; ///< octets are a JSON object
    SharedText shown;      ///< UTF-8 text for the pane: the octets, or their indented view; never null. For octets that
                           ///< are no text: empty (show them in hex)
    PartView view = PartView::AsIs;                  ///< how `shown` came about; AsIs when octets were indented already
    std::shared_ptr<const json::Document> json;      ///< of octets; null if no JSON
    std::shared_ptr<const json::Document> shownJson; ///< of shown; the same object for AsIs
    std::optional<Error> jsonProblem; ///< `where` is an octet range in `octets`, which are what is shown then
    LineColumn jsonProblemPlace;      ///< the same place in lines and columns
    std::optional<Error> problem;     ///< why the part cannot be decoded; `where` lies in the encoded text

    /// Translates between the view of the pane and the octets. For AsIs the range itself.
    TextRange shownToOctets(TextRange range) const;
    TextRange octetsToShown(TextRange range) const;
};

/// A date claim. Seconds unless `unit` says otherwise.
struct DateValue {
    enum class Unit : std::uint8_t {
        Seconds,
        Milliseconds, ///< recognised by its size: as seconds it would lie beyond the year 5138
        NotANumber,   ///< text or another JSON type
        OutOfRange    ///< a number that is no moment the program can show
    };
    Unit unit = Unit::Seconds;
    bool hasFraction = false; ///< a fraction was cut off `moment`
    Time moment{};            ///< for Seconds and Milliseconds
    friend bool operator==(const DateValue&, const DateValue&) = default;
};

/// One member of the header or the payload object.
struct Claim {
    std::string name;      ///< unescaped
    std::string valueText; ///< JSON text; strings with quotes; at most 200 octets, then cut at a character
    TextRange nameOctets;  ///< in Part::octets, quotes included
    TextRange valueOctets; ///< in Part::octets
    TextRange shownRange;  ///< name and value in Part::shown
    json::Type type = json::Type::Null;
    const profiles::ClaimEntry* entry = nullptr; ///< catalogue entry; static storage; null if unknown
    std::optional<DateValue> date;               ///< for date claims
    bool duplicate = false;                      ///< the name occurs more than once
};

/// Where the octets of the payload pane come from.
enum class PayloadSource : std::uint8_t {
    Token,     ///< the token's own payload part
    Decrypted, ///< the plaintext of a JWE
    Inflated,  ///< of a signed token whose header says "zip":"DEF"
    Disclosed, ///< the claims of an SD-JWT with its disclosures in place
    Detached   ///< it came by another way                                                   (RFC 7515 App. F)
};

/// Everything that can be read of one encoded text. Pure function of text and views; immutable.
struct Reading {
    SharedText encoded; ///< never null
    TokenKind kind = TokenKind::Empty;
    std::vector<Segment> segments;
    Part header;
    Part payload; ///< for JWE not present until it was decrypted
    PayloadSource payloadSource = PayloadSource::Token;
    std::string algorithm;               ///< header `alg` if it is text
    std::string encryption;              ///< header `enc` if it is text
    std::string type;                    ///< header `typ` if it is text
    std::string kid;                     ///< header `kid` if it is text
    std::vector<std::uint8_t> signature; ///< decoded signature octets; as many as could be read
    std::vector<Claim> headerClaims;
    std::vector<Claim> claims;
    std::optional<Error> problem; ///< the first thing that keeps the token from being judged; `where` in encoded
    /// JSON forms: header of the signature or recipient shown that stands beside the protected one, JSON text; else
    /// empty. Nothing vouches for it.
    std::string unprotectedHeader;
    std::string sharedHeader;   ///< encrypted JSON forms: the same of "unprotected", which all recipients share
    std::size_t signatures = 1; ///< signatures or recipients that the text holds
    bool isGeneral = false;     ///< JSON forms: general, not flattened

    const Segment* segment(char letter) const;
    /// Characters of the encoded text that carry these octets of the header ('H') or payload ('P').
    TextRange encodedRange(char letter, TextRange octets) const;
    /// The part and its octets under a range of the encoded text; letter 0 if the range begins in no part or on a dot.
    struct Place {
        char letter = 0;
        TextRange octets;
    };
    Place placeAt(TextRange encodedRange) const;
    const Claim* claimAt(char letter, std::size_t octet) const;
    const Claim* claim(std::string_view name) const;
};
using SharedReading = std::shared_ptr<const Reading>;

/// How the panes want to see the parts.
struct Views {
    PartView header = PartView::Indented;
    PartView payload = PartView::Indented;
    std::size_t signature = 0; ///< JSON forms: which signature's or recipient's header is shown
    friend bool operator==(const Views&, const Views&) = default;
};

/// Reads a token. Never fails: what cannot be read carries its problem. Linear time.
SharedReading readToken(SharedText encoded, Views views);
/// @param mostInflated  octets that a compressed payload may hold to be shown; 250,000 in the other one
SharedReading readToken(SharedText encoded, Views views, std::size_t mostInflated);

} // namespace twb::doctor
