// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "doctor/evidence_phrases.h"
#include "doctor/examination.h"
#include "doctor/segments.h"
#include "doctor/token_text.h"

#include <algorithm>

namespace twb::doctor {
namespace {

constexpr std::size_t mostInput = std::size_t{1} << 20;

bool isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// Where dots stand in place of characters, as in `eyJhbG...` or `eyJhbG…`, and where that word begins.
struct Ellipsis {
    std::size_t word = 0;
    std::size_t mark = std::string_view::npos;
};

Ellipsis findEllipsis(std::string_view text) {
    constexpr std::size_t least = 4; // characters before the dots that make it a token
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && (isWordCharacter(text[end]) || text[end] == '.')) {
            ++end;
        }
        const std::string_view word = text.substr(i, end - i);
        if (word.size() >= least && word.starts_with("ey")) {
            if (const std::size_t dots = word.find("..."); dots != std::string_view::npos && dots >= least) {
                return {i, i + dots};
            }
            if (text.substr(end).starts_with("…")) {
                return {i, end};
            }
        }
        i = end + 1;
    }
    return {};
}

/// One of the words that programs write for "nothing".
bool isLiteralNothing(std::string_view text) {
    const std::string word = lowered(text);
    for (const std::string_view nothing :
         {"null", "undefined", "none", "nil", "nan", "true", "false", "[object object]", "{}", "\"\"", "bearer", ""}) {
        if (word == nothing) {
            return true;
        }
    }
    return false;
}

bool isBasic(Examination& e) {
    const std::string_view text = trimmed(e.raw);
    if (!startsWithoutCase(text, "basic") || text.size() < 7 || whiteSpaceAt(text.substr(5)) == 0) {
        return false;
    }
    const Bytes octets = decodeForShowing(trimmed(text.substr(5)));
    const std::string_view pair = asText(octets);
    const std::size_t colon = pair.find(':');
    if (colon == std::string_view::npos) {
        return false;
    }
    e.report("input-basic-auth", say("user %1, password of %2 octets",
                                     {shortened(pair.substr(0, colon)), std::to_string(pair.size() - colon - 1)}));
    return true;
}

bool isSaml(Examination& e) {
    std::string text(trimmed(e.raw));
    const bool plain = text.starts_with('<');
    if (!plain) {
        const Bytes octets = decodeForShowing(text);
        text = std::string(asText(octets));
        if (!text.starts_with('<') ||
            (text.find("Assertion") == std::string::npos && text.find("Response") == std::string::npos)) {
            return false;
        }
    }
    e.report("input-saml", shortened(text.substr(0, text.find_first_of(" \t\r\n>/", 1))));
    return true;
}

Sentence kindOfWord(std::string_view text, const std::string& looksLike) {
    for (const std::string_view prefix : {"ghp_", "gho_", "ghs_", "sk_", "pk_", "xoxb-", "AKIA", "glpat-"}) {
        if (text.starts_with(prefix)) {
            return say("API key (%1…)", {prefix});
        }
    }
    if (text.find("\"kty\"") != std::string_view::npos) {
        return "JWK";
    }
    if (text.starts_with("eyJ") && text.size() > 20) {
        const bool joined = text.find("eyJ", 3) != std::string_view::npos;
        return joined ? say("a token without its dots") : say("one part of a token");
    }
    if (looksLike == "pem") {
        return say("PEM key");
    }
    return looksLike == "uuid" ? Sentence("UUID") : looksLike == "text" ? say("plain text") : Sentence(looksLike);
}

/// A JSON text that is a token itself.                                                   (RFC 7515 §7.2, RFC 7516 §7.2)
bool isJsonSerialization(std::string_view text) {
    json::Tape tape;
    if (!text.starts_with('{') || !tape.parse(text)) {
        return false;
    }
    const json::Value root = tape.root();
    return (root.find("payload").exists() && (root.find("signature").exists() || root.find("signatures").exists())) ||
           root.find("ciphertext").exists();
}

bool isPolyglot(std::string_view text) {
    json::Tape tape;
    if (!text.starts_with('{') || !tape.parse(text)) {
        return false;
    }
    bool tokenName = false;
    tape.root().forEachMember([&](const json::Value& key, const json::Value&) {
        const std::string name = key.string().value_or(std::string());
        tokenName = tokenName || (name.find("eyJ") != std::string::npos && name.find('.') != std::string::npos);
    });
    return tokenName;
}

void reportSteps(Examination& e, const Unwrapped& unwrapped) {
    for (const UnwrapStep& step : unwrapped.steps) {
        const FindingInfo* info = findFinding(step.id);
        if (info == nullptr) {
            continue;
        }
        Sentence evidence = shortened(step.removed, 40);
        if (step.id == "input-invisible-characters" || step.id == "input-unicode-lookalike") {
            // What cannot be seen is named by its octets.
            constexpr std::string_view digits = "0123456789abcdef";
            std::string octets;
            for (const char c : step.removed) {
                const auto octet = static_cast<unsigned char>(c);
                octets += {' ', digits[octet >> 4], digits[octet & 15]};
            }
            evidence = say("octets%1", {octets});
        }
        if (step.id == "input-whitespace-inside") {
            evidence = say("blanks and line breaks: %1", {std::to_string(step.count)});
        } else if (step.count > 1) {
            evidence += Sentence(" (" + std::to_string(step.count) + ")");
        }
        e.report(FindingId(*info), evidence, FindingPlace::Input);
        e.repaired = e.repaired || info->repair == Repair::Yes;
    }
    if (e.has("input-url-encoded-twice")) {
        std::erase_if(e.out.findings, [](const Finding& one) { return one.id == FindingId("input-url-encoded"); });
    }
}

void reportSize(Examination& e) {
    constexpr std::size_t usualLimit = 8192;
    if (e.raw.size() > usualLimit) {
        e.report("input-too-large", say("%1 characters", {std::to_string(e.raw.size())}), FindingPlace::Token);
    }
}

} // namespace

void examineTransport(Examination& e) {
    std::string_view input = e.inputs.input;
    if (input.size() > mostInput) {
        input = input.substr(0, mostInput);
        e.out.inputCut = true;
    }
    if (const Ellipsis ellipsis = findEllipsis(input); ellipsis.mark != std::string_view::npos) {
        e.report("input-ellipsis", say("after %1 characters", {std::to_string(ellipsis.mark - ellipsis.word)}),
                 FindingPlace::Input, {ellipsis.mark, 3});
        e.raw = std::string(input.substr(ellipsis.word, ellipsis.mark - ellipsis.word));
        e.form = TokenForm::Signed;
        return;
    }
    if (isPolyglot(trimmed(input))) {
        e.report("sec-polyglot", say("a member name holds a compact token"), FindingPlace::Input);
        e.raw = std::string(trimmed(input));
        return; // which of the two tokens counts is exactly what nobody can say
    }
    const Unwrapped unwrapped = unwrap(input);
    e.raw = unwrapped.token;
    if (unwrapped.tokensFound > 0) {
        e.form = TokenForm::Signed;
        reportSteps(e, unwrapped);
        reportSize(e);
        return;
    }
    const bool blank = e.raw.empty() && std::all_of(unwrapped.steps.begin(), unwrapped.steps.end(),
                                                    [](const auto& s) { return s.id == "input-invisible-characters"; });
    if (blank) {
        e.report("input-empty", say("%1 octets were received", {std::to_string(input.size())}));
        return;
    }
    if (isLiteralNothing(trimmed(e.raw))) {
        e.report("input-literal-null", shortened(input));
        return;
    }
    if (isBasic(e) || isSaml(e)) {
        return;
    }
    const std::string_view text = trimmed(e.raw);
    const bool word =
        std::none_of(text.begin(), text.end(), [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
    if (isJsonSerialization(text) || (word && text.find('.') != std::string_view::npos &&
                                      text.find("://") == std::string_view::npos && text.front() != '{')) {
        e.form = TokenForm::Signed;
        reportSteps(e, unwrapped);
        reportSize(e);
        return;
    }
    e.report("input-not-a-token", kindOfWord(text, unwrapped.looksLike));
}

} // namespace twb::doctor
