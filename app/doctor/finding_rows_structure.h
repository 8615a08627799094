// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_row.h"

/// Rows of the finding catalogue: structure. The order is that of the reports.
namespace twb::doctor {

// clang-format off
inline constexpr FindingInfo structureRows[] = {
    findingRow("struct-part-count", "finding.struct-part-count", Severity::Error, Category::Structure, Repair::No, "The number of parts is wrong",
        "A JWT has three parts, an encrypted one five. A dot or a part is missing or was added (two tokens joined?). Ask for a new copy."),
    findingRow("struct-signature-missing", "finding.struct-signature-missing", Severity::Error, Category::Structure, Repair::No, "The signature is missing",
        "The signature part is missing: the token was cut at the last dot or never signed. Nobody may accept it. Ask for the whole token."),
    findingRow("struct-truncated", "finding.struct-truncated", Severity::Error, Category::Structure, Repair::No, "The end of the token is missing",
        "The end of the token is missing (field length limit, terminal width, mouse selection). Ask for the whole token; check database column length (255!)."),
    findingRow("struct-segment-order", "finding.struct-segment-order", Severity::Error, Category::Structure, Repair::Yes, "The parts stand in the wrong order",
        "The parts are in the wrong order; the right order is header.payload.signature. The doctor put them in order and checked again."),
    findingRow("struct-header-not-json", "finding.struct-header-not-json", Severity::Error, Category::Structure, Repair::No, "The header cannot be read",
        "The header is damaged or this is not a JWT. Ask for a new copy."),
    findingRow("struct-payload-not-json", "finding.struct-payload-not-json", Severity::Error, Category::Structure, Repair::No, "The payload is no JSON",
        "The payload is not JSON, so this is no JWT claims set. It was damaged, encrypted or signed as plain text."),
    findingRow("struct-payload-not-object", "finding.struct-payload-not-object", Severity::Error, Category::Structure, Repair::No, "The payload is no JSON object",
        "A JWT payload must be a JSON object {…}. The issuer signed another value."),
    findingRow("struct-payload-json-string", "finding.struct-payload-json-string", Severity::Error, Category::Structure, Repair::No, "The claims are wrapped in a JSON string",
        "The claims were turned into a JSON string twice (JSON.stringify before sign). Pass the object to the library."),
    findingRow("struct-payload-double-base64", "finding.struct-payload-double-base64", Severity::Error, Category::Structure, Repair::No, "The payload was base64-encoded twice",
        "The payload was base64-encoded twice by the issuer."),
    findingRow("struct-empty-segment", "finding.struct-empty-segment", Severity::Error, Category::Structure, Repair::No, "A part is empty",
        "A part of the token is empty; the token was cut or wrongly built."),
    findingRow("struct-detached-payload", "finding.struct-detached-payload", Severity::Info, Category::Structure, Repair::No, "The content is kept apart from the signature",
        "This is a signature with detached content; the content must be supplied separately to check it."),
    findingRow("struct-is-jwe", "finding.struct-is-jwe", Severity::Info, Category::Structure, Repair::No, "The token is encrypted",
        "This token is encrypted; its claims can only be read with the decryption key."),
    findingRow("struct-nested", "finding.struct-nested", Severity::Info, Category::Structure, Repair::No, "A token inside a token",
        "A token inside a token; the inner one was examined as well."),
    findingRow("struct-nested-without-cty", "finding.struct-nested-without-cty", Severity::Warning, Category::Structure, Repair::No, "A nested token does not say so",
        "A nested token must have cty \"JWT\"; without it many libraries cannot read it."),
    findingRow("struct-jws-json", "finding.struct-jws-json", Severity::Info, Category::Structure, Repair::Yes, "A signature in JSON form",
        "This is the JWS JSON form; JWT libraries expect the compact form. With one signature and no unprotected header it can be converted."),
    findingRow("struct-jws-unprotected-header", "finding.struct-jws-unprotected-header", Severity::Warning, Category::Structure, Repair::No, "Some header values are not signed",
        "These header values are not covered by the signature; anyone can change them."),
    findingRow("struct-sd-jwt", "finding.struct-sd-jwt", Severity::Info, Category::Structure, Repair::No, "A token with selective disclosure",
        "This is an SD-JWT; the first part before ~ was examined."),
    findingRow("json-python-dict", "finding.json-python-dict", Severity::Error, Category::Structure, Repair::No, "Python's notation was encoded in place of JSON",
        "The issuer encoded Python's str(dict) instead of json.dumps(dict): JSON needs double quotes and true/false/null."),
    findingRow("json-trailing-data", "finding.json-trailing-data", Severity::Error, Category::Structure, Repair::No, "Extra bytes follow the JSON",
        "There are extra bytes after the JSON; the issuer's buffer is too long (often trailing zero bytes)."),
    findingRow("json-bom", "finding.json-bom", Severity::Warning, Category::Structure, Repair::No, "The JSON starts with a byte order mark",
        "The JSON starts with a byte order mark; many parsers reject it. Save/encode as UTF-8 without BOM."),
    findingRow("json-not-utf8", "finding.json-not-utf8", Severity::Error, Category::Structure, Repair::No, "The text is not UTF-8",
        "The issuer encoded the text in Latin-1; JWT requires UTF-8 (look at accented letters)."),
    findingRow("json-comments-or-trailing-comma", "finding.json-comments-or-trailing-comma", Severity::Error, Category::Structure, Repair::No, "The JSON has comments or a comma too many",
        "JSON allows no comments and no comma after the last member."),
};
// clang-format on

} // namespace twb::doctor
