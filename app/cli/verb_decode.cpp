// SPDX-License-Identifier: Apache-2.0
#include "base/base64url.h"
#include "cli/cap_options.h"
#include "cli/input.h"
#include "cli/json_form.h"
#include "cli/sd_jwt_form.h"
#include "cli/verbs.h"
#include "jose/claims.h"
#include "jose/compact.h"

#include <algorithm>

namespace twb::cli {

namespace {

using jose::PartName;
using jose::TokenKind;
using jose::TokenPart;
using jose::TokenParts;

/// Header or payload as a JSON member: objects and arrays as their own text, other octets as a text, no text as null.
void addPart(JsonObject& object, std::string_view name, const TokenPart* part) {
    if (part == nullptr) {
        object.null(name);
        return;
    }
    const std::string_view text = asText(part->octets);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool container =
        part->isJson && first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
    if (container) {
        object.raw(name, text);
    } else if (isPrintable(text)) {
        object.text(name, text);
    } else {
        object.null(name);
    }
}

std::string segmentsJson(const TokenParts& parts, std::string_view token) {
    JsonArray segments;
    for (const TokenPart& part : parts.parts) {
        JsonObject segment;
        segment.text("name", jose::name(part.name))
            .number("offset", static_cast<std::int64_t>(part.range.offset))
            .number("length", static_cast<std::int64_t>(part.range.length))
            .number("octets", static_cast<std::int64_t>(part.octets.size()));
        if (part.problem) {
            segment.raw("problem", errorJson(failure(*part.problem, "the token", token).value()));
        } else {
            segment.null("problem");
        }
        segments.raw(segment.finish());
    }
    return segments.finish();
}

std::string partBase64(const TokenPart* part) {
    return part == nullptr ? std::string() : base64url::encode(part->octets);
}

/// The first thing that keeps the token from being read whole.
std::optional<Failure> firstProblem(const TokenParts& parts, std::string_view token) {
    if (parts.problem) {
        return failure(*parts.problem, "the token", token).value();
    }
    for (const TokenPart& part : parts.parts) {
        const std::string subject = "the " + std::string(jose::name(part.name));
        if (part.problem) {
            return failure(*part.problem, subject, token).value();
        }
        if (part.name == PartName::Header && part.jsonFault) {
            return failure(*part.jsonFault, subject, asText(part.octets)).value();
        }
    }
    return std::nullopt;
}

void printPart(Output& output, std::string_view title, const TokenPart* part) {
    output.line(title, Style::Heading);
    if (part == nullptr) {
        output.line("  (none)", Style::Quiet);
    } else if (const std::string_view text = asText(part->octets); part->isJson || isPrintable(text)) {
        output.foreign(text);
        output.line();
    } else {
        output.line("  " + std::to_string(text.size()) + " octets that are no text; base64url:", Style::Quiet);
        output.line(base64url::encode(part->octets));
    }
    output.line();
}

/// Date claims in words; the text above stays as it was signed.
void printDates(Output& output, const TokenPart* payload) {
    json::Tape tape;
    if (payload == nullptr || !tape.parse(asText(payload->inflated ? *payload->inflated : payload->octets))) {
        return;
    }
    const jose::RegisteredClaims claims = jose::readClaims(tape.root());
    const auto print = [&](std::string_view name, const jose::NumericDate& date) {
        if (date.valid()) {
            output.fact(name, formatUtc(date.time()));
        }
    };
    print("iat", claims.iat);
    print("nbf", claims.nbf);
    print("exp", claims.exp);
}

void printHuman(Output& output, const TokenParts& parts, const TokenInput& input) {
    printPart(output, "Header", parts.find(PartName::Header));
    if (parts.kind != TokenKind::Jwe && parts.kind != TokenKind::JweJson) {
        const TokenPart* payload = parts.find(PartName::Payload);
        printPart(output, "Payload", payload);
        if (payload != nullptr && payload->inflated) {
            output.line("Payload, inflated", Style::Heading);
            output.foreign(asText(*payload->inflated));
            output.line();
            output.line();
        } else if (payload != nullptr && payload->inflateFault) {
            output.note("Payload, inflated: " + detailWithOption(*payload->inflateFault));
        }
        printDates(output, payload);
    }
    if (const auto selective = asSdJwt(input.token)) {
        printSdJwt(output, *selective);
    }
    output.fact("kind", jose::name(parts.kind));
    for (const TokenPart& part : parts.parts) {
        if (part.name != PartName::Header && part.name != PartName::Payload) {
            output.fact(jose::name(part.name), std::to_string(part.octets.size()) + " octets");
        }
    }
    std::string removed;
    for (const std::string& each : input.removed) {
        removed += (removed.empty() ? "" : ", ") + each;
    }
    if (!removed.empty()) {
        output.fact("taken off", removed);
    }
}

std::string json(const TokenParts& parts, const TokenInput& input, const std::optional<Failure>& problem) {
    const TokenPart* payload = parts.find(PartName::Payload);
    JsonObject object;
    object.text("kind", jose::name(parts.kind));
    addPart(object, "header", parts.find(PartName::Header));
    addPart(object, "payload", payload);
    if (payload != nullptr) {
        object.text("payload_base64url", partBase64(payload));
    } else {
        object.null("payload_base64url");
    }
    if (payload != nullptr && payload->inflated) {
        const std::string_view text = asText(*payload->inflated);
        json::Tape tape;
        if (tape.parse(text)) {
            object.raw("payload_inflated", text);
        } else if (isPrintable(text)) {
            object.text("payload_inflated", text);
        } else {
            object.null("payload_inflated");
        }
    } else if (payload != nullptr && payload->inflateFault) {
        object.null("payload_inflated");
        object.raw("payload_inflated_error", errorJson(failure(*payload->inflateFault, "the payload").value()));
    }
    const TokenPart* signature = parts.find(PartName::Signature);
    if (signature != nullptr) {
        object.text("signature_base64url", partBase64(signature));
    } else {
        object.null("signature_base64url");
    }
    object.raw("segments", segmentsJson(parts, input.token));
    JsonArray removed;
    for (const std::string& each : input.removed) {
        removed.raw(quoted(each));
    }
    object.raw("removed", removed.finish());
    if (const auto selective = asSdJwt(input.token)) {
        addSdJwt(object, *selective);
    }
    if (problem) {
        object.raw("error", errorJson(*problem));
    }
    return object.finish();
}

/// The issuer's token, then each disclosure; a key binding token at the end counts as one more part.
TokenParts readSdJwt(std::string_view token, std::size_t mostInflated) {
    std::size_t begin = std::min(token.find('~'), token.size());
    TokenParts parts = jose::readParts(token.substr(0, begin), mostInflated);
    parts.kind = TokenKind::SdJwt;
    while (begin < token.size()) {
        const std::size_t end = std::min(token.find('~', ++begin), token.size());
        const std::string_view text = token.substr(begin, end - begin);
        if (!text.empty()) {
            TokenPart part;
            part.range = {begin, text.size()};
            if (text.find('.') != std::string_view::npos) {
                part.octets = toBytes(text);
            } else if (auto octets = base64url::decode(text)) {
                part.octets = std::move(*octets);
            } else {
                part.problem = octets.error();
                part.problem->where.offset += begin;
            }
            parts.parts.push_back(std::move(part));
        }
        begin = end;
    }
    return parts;
}

/// Every kind that can be shown, shown without complaint that other verbs cannot work with it.
TokenParts readAny(std::string_view token, std::size_t mostInflated) {
    TokenParts parts = jose::readParts(token, mostInflated);
    if (parts.kind == TokenKind::JwsJson || parts.kind == TokenKind::JweJson) {
        parts = readJsonForm(token, parts.kind);
        jose::inflatePayload(parts, mostInflated);
        return parts;
    }
    if (parts.kind == TokenKind::SdJwt) {
        return readSdJwt(token, mostInflated);
    }
    if (parts.problem && parts.problem->code == ErrorCode::TokenUnsupported) {
        parts.problem.reset();
    }
    return parts;
}

} // namespace

Answer<Exit> runDecode(Session& session) {
    const auto caps = readCaps(session.arguments);
    if (!caps) {
        return passOn(caps);
    }
    const auto input = readTokenInput(session);
    if (!input) {
        return passOn(input);
    }
    const TokenParts parts = readAny(input->token, caps->inflatedOctets);
    std::optional<Failure> problem = firstProblem(parts, input->token);
    const TokenPart* header = parts.find(PartName::Header);
    const bool readable = parts.kind != TokenKind::Unknown || (header != nullptr && header->isJson);
    if (problem && !readable) {
        return tl::unexpected<Failure>(std::move(*problem));
    }
    // A broken token still shows what can be read of it; the exit status and the error say that it is broken.
    Output& output = session.output;
    if (output.json()) {
        output.line(json(parts, *input, problem));
    } else {
        printHuman(output, parts, *input);
    }
    if (problem) {
        output.complain(*problem);
        return Exit::Unusable;
    }
    return Exit::Yes;
}

} // namespace twb::cli
