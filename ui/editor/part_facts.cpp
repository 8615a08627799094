// SPDX-License-Identifier: Apache-2.0
#include "editor/part_facts.h"
#include "editor/line_counter.h"

#include <algorithm>
#include <QCoreApplication>
#include <unordered_map>

namespace twb::ui {

namespace {

std::string_view slice(const doctor::Part& part, TextRange range) {
    const std::string& text = *part.octets;
    return range.offset <= text.size() ? std::string_view(text).substr(range.offset, range.length) : std::string_view();
}

QString translate(const char* text) {
    return QCoreApplication::translate("PartFacts", text);
}

bool isDateFault(const doctor::Claim& claim) {
    return claim.date && claim.date->unit != doctor::DateValue::Unit::Seconds;
}

/// What the profile says behind a claim.
struct ProfileHint {
    QString text;
    bool isBroken = false;
    bool isError = false;
};

ProfileHint profileHint(const PartFacts& facts, const doctor::Claim& claim) {
    if (!facts.profile) {
        return {};
    }
    ProfileHint hint{workbench::ruleHint(*facts.profile, claim, facts.isHeader)};
    for (const profiles::RuleRow& row : facts.profile->judgement.rows) {
        if (row.id == claim.name && row.inHeader == facts.isHeader && row.outcome == profiles::RuleOutcome::NotMet &&
            row.weight != profiles::Weight::Info) {
            hint.isBroken = true;
            hint.isError = row.weight == profiles::Weight::Error;
        }
    }
    return hint;
}

/// “disclosed”, “always visible”: of a member of the payload.
QString originOf(const doctor::SelectiveFacts& facts, const std::string& name) {
    const bool within = std::any_of(facts.claims.begin(), facts.claims.end(), [&](const auto& claim) {
        return claim.origin == doctor::ClaimOrigin::Disclosed && claim.path.starts_with('/' + name + '/');
    });
    for (const doctor::SelectiveClaim& claim : facts.claims) {
        const bool top = claim.path.find('/', 1) == std::string::npos;
        if (!top || claim.name != name || claim.origin == doctor::ClaimOrigin::Undisclosed) {
            continue;
        }
        return claim.origin == doctor::ClaimOrigin::Disclosed ? translate("disclosed")
               : within                                       ? translate("always visible, parts disclosed")
                                                              : translate("always visible");
    }
    return {};
}

} // namespace

LineFacts lineFacts(const PartFacts& facts) {
    LineFacts result;
    std::unordered_map<std::string_view, std::string_view> before;
    const bool compare = facts.originalPart && facts.originalClaims;
    if (compare) {
        for (const doctor::Claim& claim : *facts.originalClaims) {
            before[claim.name] = slice(*facts.originalPart, claim.valueOctets);
        }
    }
    LineCounter lines(*facts.part.shown);
    for (const doctor::Claim& claim : facts.claims) {
        const int line = lines.lineAt(claim.shownRange.offset);
        const bool fault = isDateFault(claim);
        QString text = workbench::claimHint(claim, facts.now, facts.style);
        const bool doubtful = workbench::isDoubtful(claim);
        QString tooltip;
        LineSeverity severity = LineSeverity::None;
        if (fault) {
            severity = LineSeverity::Error;
            tooltip = text;
        } else if (doubtful) {
            severity = LineSeverity::Warning;
            tooltip = text;
        } else if (claim.duplicate) {
            severity = LineSeverity::Warning;
            tooltip = translate("This name occurs more than once; readers disagree on which counts");
        }
        const ProfileHint profile = profileHint(facts, claim);
        if (profile.isBroken || text.isEmpty()) {
            text = profile.isBroken && fault ? text : profile.text;
        }
        if (profile.isBroken && severity != LineSeverity::Error) {
            severity = profile.isError ? LineSeverity::Error : LineSeverity::Warning;
            tooltip = profile.text;
        }
        if (claim.duplicate) {
            const QString note = translate("occurs more than once");
            text = text.isEmpty() ? note : text + QStringLiteral(" · ") + note;
        }
        if (facts.selective) {
            const QString origin = originOf(*facts.selective, claim.name);
            text = text.isEmpty() ? origin : origin.isEmpty() ? text : text + QStringLiteral(" · ") + origin;
        }
        QString accent;
        if (compare) {
            const auto found = before.find(claim.name);
            if (found == before.end()) {
                accent = translate("added");
            } else if (found->second != slice(facts.part, claim.valueOctets)) {
                accent = translate("changed");
            }
        }
        if (!accent.isEmpty() && (result.changedLines.isEmpty() || result.changedLines.last() != line)) {
            result.changedLines.append(line);
        }
        if (!text.isEmpty() || !accent.isEmpty()) {
            result.hints.append({line, text, fault || profile.isError, accent, doubtful});
        }
        if (severity != LineSeverity::None) {
            result.marks.append({line, severity, LineDifference::None, tooltip});
        }
        result.rows.append({QString::fromStdString(claim.name), QString::fromStdString(claim.valueText),
                            accent.isEmpty() ? text
                            : text.isEmpty() ? accent
                                             : text + QStringLiteral(" · ") + accent,
                            fault, claim.shownRange});
    }
    return result;
}

} // namespace twb::ui
