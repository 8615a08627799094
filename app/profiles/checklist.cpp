// SPDX-License-Identifier: Apache-2.0
#include "profiles/checklist.h"

#include "profiles/markup.h"

#include <algorithm>
#include <array>

namespace twb::profiles {
namespace {

/// Runs of eleven digits (with CPF marks) and local parts of e-mail addresses are hidden but for their ends.
std::string masked(std::string_view text) {
    std::string out(text);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t from = 0; from < out.size();) {
        std::size_t end = from;
        std::size_t digits = 0;
        while (end < out.size() && (isDigit(out[end]) || (digits > 0 && (out[end] == '.' || out[end] == '-')))) {
            digits += isDigit(out[end]) ? 1 : 0;
            ++end;
        }
        if (digits == 11) {
            std::size_t seen = 0;
            for (std::size_t i = from; i < end; ++i) {
                if (isDigit(out[i])) {
                    ++seen;
                    out[i] = seen > 3 && seen < 10 ? '*' : out[i];
                }
            }
        }
        from = std::max(end, from + 1);
    }
    for (std::size_t at = out.find('@'); at != std::string::npos; at = out.find('@', at + 1)) {
        std::size_t begin = at;
        while (begin > 0 && out[begin - 1] != '"' && out[begin - 1] != ' ') {
            --begin;
        }
        for (std::size_t i = begin + 1; i < at; ++i) {
            out[i] = '*';
        }
    }
    return out;
}

/// What Markdown would take for a mark stands as it is.
std::string markdown(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) {
            out += '\\';
        }
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

class Report {
public:
    Report(const ReportFacts& facts, const ReportWords& words, RowWords rowWords)
        : m_facts(facts)
        , m_words(words)
        , m_rowWords(rowWords) {}

    std::string asMarkdown() const {
        std::string out = "# " + markdown(m_words.heading) + ": " + markdown(m_facts.profile->title) + "\n\n";
        out += markdown(m_words.judgedAt) + " " + formatUtc(m_facts.now) + "\n\n";
        if (m_facts.isRefusal) {
            out += markdown(m_words.refusal) + "\n\n";
        }
        std::size_t number = 1;
        for (const PointResult& point : m_facts.points) {
            out += std::to_string(number++) + ". **" + markdown(point.point->title) +
                   "**: " + markdown(stateWord(point.state)) + "\n";
            for (const RuleRow* row : point.rows) {
                out += "   - " + markdown(rowText(*row)) + "\n";
            }
            out += "   - *" + markdown(m_words.how) + ":* " + markdown(point.point->how) + "\n";
        }
        out += "\n## " + markdown(m_words.rules) + "\n\n";
        for (const RuleRow& row : m_facts.judgement->rows) {
            out += "- " + std::string(mark(row)) + " " + markdown(rowText(row)) + "\n";
        }
        return out;
    }

    std::string asHtml() const {
        const std::string title = escapedHtml(m_words.heading) + ": " + escapedHtml(m_facts.profile->title);
        std::string out = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + title +
                          "</title>\n<style>body{font-family:sans-serif;max-width:46em;margin:2em auto;color:#1a1e24}"
                          "li{margin:.6em 0}.met{color:#14663a}.not-met{color:#b01e1a}.cannot-be-seen{color:#454d58}"
                          "small{color:#454d58}</style></head>\n<body><h1>" +
                          title + "</h1>\n<p>" + escapedHtml(m_words.judgedAt) + " " + formatUtc(m_facts.now) +
                          "</p>\n";
        if (m_facts.isRefusal) {
            out += "<p>" + escapedHtml(m_words.refusal) + "</p>\n";
        }
        out += "<ol>\n";
        for (const PointResult& point : m_facts.points) {
            out += "<li><strong>" + escapedHtml(point.point->title) + "</strong>: <span class=\"" +
                   std::string(name(point.state)) + "\">" + escapedHtml(stateWord(point.state)) + "</span>";
            for (const RuleRow* row : point.rows) {
                out += "<br>" + escapedHtml(rowText(*row));
            }
            out += "<br><small>" + escapedHtml(m_words.how) + ": " + escapedHtml(point.point->how) + "</small></li>\n";
        }
        out += "</ol>\n<h2>" + escapedHtml(m_words.rules) + "</h2>\n<ul>\n";
        for (const RuleRow& row : m_facts.judgement->rows) {
            out += "<li>" + std::string(mark(row)) + " " + escapedHtml(rowText(row)) + "</li>\n";
        }
        return out + "</ul>\n</body></html>\n";
    }

private:
    std::string_view stateWord(PointState state) const {
        return state == PointState::Met      ? m_words.met
               : state == PointState::NotMet ? m_words.notMet
                                             : m_words.cannotBeSeen;
    }

    static std::string_view mark(const RuleRow& row) {
        return row.outcome == RuleOutcome::Met ? "✓" : row.outcome == RuleOutcome::NotMet ? "✗" : "–";
    }

    std::string rowText(const RuleRow& row) const {
        std::string text = m_rowWords != nullptr ? m_rowWords(row) : textOf(row.sentence);
        if (!row.detail.empty()) {
            text += " (" + row.detail + ")";
        }
        return masked(text);
    }

    const ReportFacts& m_facts;
    const ReportWords& m_words;
    RowWords m_rowWords;
};

} // namespace

std::string_view name(PointState state) {
    constexpr std::array<std::string_view, 3> names{"met", "not-met", "cannot-be-seen"};
    return names[static_cast<std::size_t>(state)];
}

std::vector<PointResult> checkPoints(const Profile& profile, const Judgement& judgement) {
    std::vector<PointResult> results;
    for (const ChecklistPoint& point : profile.checklist) {
        PointResult result{&point, PointState::CannotBeSeen, {}};
        bool met = false, broken = false;
        for (const std::string& id : point.rules) {
            const RuleRow* row = judgement.row(id);
            if (row == nullptr || row->outcome == RuleOutcome::NotJudged) {
                continue;
            }
            result.rows.push_back(row);
            // What is missing is a missed point even where the profile only recommends it.
            const bool absent = std::any_of(row->faults.begin(), row->faults.end(), [](const RuleFault& fault) {
                return fault.fault == Fault::Missing || fault.fault == Fault::NoKey;
            });
            const bool against = row->outcome == RuleOutcome::NotMet && (row->weight != Weight::Info || absent);
            broken = broken || against;
            met = met || !against;
        }
        result.state = broken ? PointState::NotMet : met ? PointState::Met : PointState::CannotBeSeen;
        results.push_back(std::move(result));
    }
    return results;
}

bool isPlainRefusal(const Profile& profile, std::string_view text) {
    json::Tape tape;
    if (profile.refusalMembers.empty() || !tape.parse(text)) {
        return false;
    }
    const json::Value root = tape.root();
    return root.is(json::Type::Object) &&
           std::all_of(profile.refusalMembers.begin(), profile.refusalMembers.end(),
                       [&](const std::string& member) { return root.find(member).exists(); });
}

Result<Judgement> judgeRefusal(const Profile& profile, std::string_view text, const Expected& expected, Time now) {
    json::Tape tape;
    if (const auto parsed = tape.parse(text); !parsed) {
        return passOn(parsed);
    }
    Policy policy;
    if (profile.policy) {
        for (const MemberRule& rule : profile.policy->members) {
            if (!rule.inHeader && tape.root().find(rule.name).exists()) {
                policy.members.push_back(rule);
            }
        }
    }
    return judge(policy, {json::Value(), tape.root(), SignatureSeen::NotChecked}, expected, now);
}

std::string checklistReport(const ReportFacts& facts, ReportFormat format, const ReportWords& words,
                            RowWords rowWords) {
    const Report report(facts, words, rowWords);
    return format == ReportFormat::Html ? report.asHtml() : report.asMarkdown();
}

} // namespace twb::profiles
