// SPDX-License-Identifier: Apache-2.0
#include "editor/line_findings.h"
#include "base/base64url.h"
#include "editor/line_counter.h"
#include "workbench/finding_words.h"

namespace twb::ui {

using doctor::FindingPlace;

namespace {

LineSeverity lineSeverity(doctor::Severity severity) {
    switch (severity) {
    case doctor::Severity::Error:
        return LineSeverity::Error;
    case doctor::Severity::Warning:
        return LineSeverity::Warning;
    case doctor::Severity::Info:
        break;
    }
    return LineSeverity::Note;
}

bool liesIn(const doctor::Claim& claim, std::size_t octet) {
    return octet >= claim.nameOctets.offset && octet < claim.valueOctets.offset + claim.valueOctets.length;
}

/// The member of an object in whose name or value the octet lies.
std::string memberAt(std::string_view object, std::size_t octet) {
    std::string found;
    json::Tape tape;
    if (tape.parse(object)) {
        tape.root().forEachMember([&](const json::Value& name, const json::Value& value) {
            const TextRange range = value.range();
            if (octet >= name.range().offset && octet < range.offset + range.length) {
                found = name.string().value_or(std::string());
            }
        });
    }
    return found;
}

/// One mark for each line.
void mergeLines(QList<LineMark>& marks) {
    std::stable_sort(marks.begin(), marks.end(), [](const LineMark& a, const LineMark& b) { return a.line < b.line; });
    QList<LineMark> merged;
    for (const LineMark& mark : std::as_const(marks)) {
        if (merged.isEmpty() || merged.last().line != mark.line) {
            merged.append(mark);
            continue;
        }
        LineMark& line = merged.last();
        line.severity = std::max(line.severity, mark.severity);
        if (!line.tooltip.split(QLatin1Char('\n')).contains(mark.tooltip)) {
            line.tooltip += QLatin1Char('\n') + mark.tooltip;
        }
    }
    marks = std::move(merged);
}

} // namespace

TextRange octetsInPane(const doctor::Reading& reading, FindingPlace place, TextRange octets) {
    if (place != FindingPlace::Payload || reading.payloadSource != doctor::PayloadSource::Disclosed) {
        return octets;
    }
    const doctor::Segment* segment = reading.segment('P');
    if (segment == nullptr || segment->range.offset > reading.encoded->size()) {
        return {};
    }
    const auto signedOctets =
        base64url::decode(std::string_view(*reading.encoded).substr(segment->range.offset, segment->range.length));
    const std::string member = signedOctets ? memberAt(asText(*signedOctets), octets.offset) : std::string();
    const doctor::Claim* claim = member.empty() ? nullptr : reading.claim(member);
    if (claim == nullptr) {
        return {};
    }
    const std::size_t end = claim->valueOctets.offset + claim->valueOctets.length;
    return {claim->nameOctets.offset, end - claim->nameOctets.offset};
}

QList<LineFinding> lineFindings(const workbench::DocumentDiagnosis& diagnosis, const doctor::Reading& reading,
                                FindingPlace place) {
    const bool header = place == FindingPlace::Header;
    const doctor::Part& part = header ? reading.header : reading.payload;
    const std::vector<doctor::Claim>& claims = header ? reading.headerClaims : reading.claims;
    QList<LineFinding> list;
    if (!part.present || !part.isText) {
        return list; // shown as hex, without lines of its own
    }
    LineCounter lines(*part.shown);
    const auto add = [&](const doctor::Finding& finding, TextRange where) {
        const TextRange octets = octetsInPane(reading, place, where);
        if (octets.length == 0) {
            return; // about the part as a whole
        }
        LineFinding one;
        one.severity = lineSeverity(finding.info().severity);
        one.title = workbench::findingTitle(finding);
        one.line = lines.lineAt(part.octetsToShown(octets).offset);
        for (std::size_t i = 0; i < claims.size(); ++i) {
            if (liesIn(claims[i], octets.offset)) {
                one.claim = i;
                one.member = claims[i].name;
                one.line -= lines.lineAt(claims[i].shownRange.offset);
                break;
            }
        }
        list.append(one);
    };
    for (const doctor::Finding& finding : diagnosis.diagnosis.findings) {
        if (finding.place == place && !workbench::isSaidElsewhere(finding)) {
            add(finding, finding.where);
            for (const TextRange& range : finding.also) {
                add(finding, range);
            }
        }
    }
    return list;
}

void addFindings(QList<LineMark>& marks, const QList<LineFinding>& findings, const doctor::Part& part,
                 const std::vector<doctor::Claim>& claims) {
    LineCounter lines(*part.shown);
    for (const LineFinding& finding : findings) {
        int line = finding.line;
        if (!finding.member.empty()) {
            const auto named = [&](const doctor::Claim& claim) { return claim.name == finding.member; };
            // Of several with that name the same one again, while it is still there.
            const bool same = finding.claim < claims.size() && named(claims[finding.claim]);
            const auto found = same ? claims.begin() + static_cast<std::ptrdiff_t>(finding.claim)
                                    : std::find_if(claims.begin(), claims.end(), named);
            if (found == claims.end()) {
                continue;
            }
            line += lines.lineAt(found->shownRange.offset);
        }
        marks.append({line, finding.severity, LineDifference::None, finding.title});
    }
    mergeLines(marks);
}

} // namespace twb::ui
