// SPDX-License-Identifier: Apache-2.0
#include "profiles/judge.h"

#include "profiles/cpf.h"
#include "profiles/rule_words.h"
#include "profiles/value_forms.h"
#include "json/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace twb::profiles {
namespace {

std::string shortened(std::string_view text) {
    constexpr std::size_t most = 80;
    std::size_t size = std::min(text.size(), most);
    while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    std::string clean(text.substr(0, size));
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return size < text.size() ? clean + "…" : clean;
}

std::string_view kindSentence(ValueKind kind) {
    constexpr std::array sentences{words::mustBeText,   words::mustBeText,      words::mustBeNumber,
                                   words::mustBeDate,   words::mustBeBoolean,   words::mustBeList,
                                   words::mustBeObject, words::mustBeTextOrList};
    return sentences[static_cast<std::size_t>(kind)];
}

std::string plainValue(const std::string& jsonText) {
    json::Tape tape;
    const auto parsed = tape.parse(jsonText);
    return parsed ? stringOf(tape.root()).value_or(jsonText) : jsonText;
}

std::string listed(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values) {
        text += (text.empty() ? "" : ", ") + plainValue(value);
    }
    return shortened(text);
}

bool isExpected(const json::Value& value, std::string_view wanted) {
    bool found = value.equals(wanted) || (!value.is(json::Type::String) && value.text() == wanted);
    value.forEachElement([&](const json::Value& element) { found = found || element.equals(wanted); });
    return found;
}

/// Collects the faults of one row; the first one speaks in its sentence, unless a worse one comes.
class RowMaker {
public:
    RowMaker(std::string id, const FaultPlans& plans, const std::string& note)
        : m_plans(plans) {
        row.id = std::move(id);
        row.note = note;
    }

    void met(std::string_view format, std::string first = {}, std::string second = {}) {
        row.sentence = {format, std::move(first), std::move(second)};
    }

    void notJudged(std::string_view format, std::string first = {}) {
        row.outcome = RuleOutcome::NotJudged;
        row.sentence = {format, std::move(first), {}};
    }

    void fault(Fault fault, std::string_view format, std::string first, std::string second, std::string evidence) {
        const auto plan = m_plans.find(fault);
        const FaultPlan what = plan != m_plans.end() ? plan->second : FaultPlan{};
        if (row.outcome != RuleOutcome::NotMet || what.weight < row.weight) {
            row.weight = what.weight;
            row.sentence = {format, std::move(first), std::move(second)};
            row.detail = evidence;
        }
        row.outcome = RuleOutcome::NotMet;
        row.faults.push_back({fault, what.weight, what.finding, std::move(evidence)});
    }

    RuleRow row;

private:
    const FaultPlans& m_plans;
};

class Judge {
public:
    Judge(const TokenFacts& token, const Expected& expected, Time now)
        : m_token(token)
        , m_expected(expected)
        , m_now(now) {}

    std::optional<RuleRow> member(const MemberRule& rule) {
        const json::Value part = rule.inHeader ? m_token.header : m_token.payload;
        RowMaker maker(rule.name, rule.faults, rule.note);
        maker.row.inHeader = rule.inHeader;
        if (!part.is(json::Type::Object)) {
            maker.notJudged(words::notThere, rule.name);
            return std::move(maker.row);
        }
        if (!rule.whenName.empty() && !claim(rule.whenName).equals(rule.whenValue)) {
            return std::nullopt;
        }
        const json::Value value = part.find(rule.name);
        if (value.exists()) {
            maker.row.where = value.range();
            presentMember(rule, value, maker);
            return std::move(maker.row);
        }
        switch (rule.presence) {
        case Presence::Required:
        case Presence::Recommended:
            maker.fault(Fault::Missing, words::missing, rule.name, {}, {});
            return std::move(maker.row);
        case Presence::Forbidden:
            maker.met(words::isAbsent, rule.name);
            return std::move(maker.row);
        case Presence::Optional:
            break;
        }
        // A value that would decide something is missed; a mere form is not.
        if (rule.values.empty() && expectedOf(rule).empty()) {
            return std::nullopt;
        }
        maker.notJudged(words::notThere, rule.name);
        return std::move(maker.row);
    }

    RuleRow lifetime(const LifetimeRule& rule) {
        RowMaker maker("lifetime", rule.faults, rule.note);
        const auto exp = seconds("exp");
        const bool hasIat = claim("iat").exists();
        const auto start = hasIat         ? seconds("iat")
                           : rule.fromNow ? std::optional(static_cast<double>(m_now.time_since_epoch().count()))
                                          : std::nullopt;
        if (!exp || !start) {
            maker.notJudged(words::lifetimeUnknown);
            maker.row.detail = !claim("exp").exists() ? "exp is missing"
                               : !exp                 ? "exp " + shortened(claim("exp").text())
                               : !hasIat              ? "iat is missing"
                                                      : "iat " + shortened(claim("iat").text());
            return std::move(maker.row);
        }
        maker.row.where = claim("exp").range();
        const double life = *exp - *start;
        const std::string text = durationText(static_cast<std::int64_t>(std::floor(life)));
        const std::string evidence = std::to_string(static_cast<std::int64_t>(std::floor(life))) + " s";
        if (rule.most && life > static_cast<double>(rule.most->count())) {
            maker.fault(Fault::Long, words::lifetimeLong, text, durationText(rule.most->count()), evidence);
        } else if (rule.usual && life != static_cast<double>(rule.usual->count())) {
            maker.fault(Fault::Usual, words::lifetimeUnusual, text, durationText(rule.usual->count()), evidence);
        } else {
            maker.met(words::lifetime, text);
        }
        return std::move(maker.row);
    }

    RuleRow signature(const SignatureRule& rule) const {
        RowMaker maker("signature", rule.faults, rule.note);
        switch (m_token.signature) {
        case SignatureSeen::NoKey:
            maker.fault(Fault::NoKey, words::signatureNoKey, {}, {}, {});
            break;
        case SignatureSeen::NotChecked:
            maker.notJudged(words::signatureOpen);
            break;
        case SignatureSeen::Verified:
            maker.met(words::signatureFits);
            break;
        case SignatureSeen::Invalid:
            maker.fault(Fault::Invalid, words::signatureInvalid, {}, {}, {});
            break;
        }
        return std::move(maker.row);
    }

private:
    json::Value claim(std::string_view name) const {
        return m_token.payload.is(json::Type::Object) ? m_token.payload.find(name) : json::Value();
    }

    std::optional<double> seconds(std::string_view name) const {
        const json::Value value = claim(name);
        return value.exists() && isDate(value) ? value.number() : std::nullopt;
    }

    std::string expectedOf(const MemberRule& rule) const {
        std::string_view names = rule.field;
        while (!names.empty()) {
            const std::size_t end = std::min(names.find(' '), names.size());
            const auto found = m_expected.find(std::string(names.substr(0, end)));
            if (found != m_expected.end() && !found->second.empty()) {
                return found->second;
            }
            names.remove_prefix(std::min(end + 1, names.size()));
        }
        return {};
    }

    void presentMember(const MemberRule& rule, const json::Value& value, RowMaker& maker) {
        const std::string shown = shortened(value.text());
        if (rule.presence == Presence::Forbidden) {
            maker.fault(Fault::Forbidden, words::mustNotBeThere, rule.name, {}, shown);
            return;
        }
        if (rule.format == ValueFormat::Cpf) {
            cpf(rule, value, maker);
        } else if (!hasKind(value, rule.kind)) {
            maker.fault(Fault::Type, kindSentence(rule.kind), rule.name, {}, shown);
            return;
        } else if (isEmptyValue(value) && rule.presence != Presence::Optional) {
            maker.fault(Fault::Empty, words::empty, rule.name, {}, shown);
            return;
        } else {
            format(rule, value, maker, shown);
        }
        compare(rule, value, maker, shown);
        if (maker.row.outcome == RuleOutcome::Met && maker.row.sentence.format.empty()) {
            maker.met(words::present, rule.name);
        }
    }

    void format(const MemberRule& rule, const json::Value& value, RowMaker& maker, const std::string& shown) {
        struct Form {
            ValueFormat format;
            std::string_view good, bad;
            bool (*check)(std::string_view);
        };
        constexpr std::array<Form, 4> forms{Form{ValueFormat::Uuid, words::isUuid, words::noUuid, isUuid},
                                            Form{ValueFormat::Uri, words::isUri, words::noUri, isUri},
                                            Form{ValueFormat::Https, words::isHttps, words::noHttps,
                                                 [](std::string_view text) { return isHttps(text); }},
                                            Form{ValueFormat::Email, words::isEmail, words::noEmail, isEmail}};
        for (const Form& form : forms) {
            if (form.format != rule.format) {
                continue;
            }
            const auto text = stringOf(value);
            if (text && form.check(*text)) {
                maker.met(form.good, rule.name);
            } else {
                maker.fault(Fault::Format, form.bad, rule.name, {}, shown);
            }
        }
    }

    /// A text of eleven digits; a number is told apart from a wrong one.
    void cpf(const MemberRule& rule, const json::Value& value, RowMaker& maker) {
        std::string digits;
        const std::string shown = shortened(value.text());
        if (const auto text = stringOf(value)) {
            digits = *text;
            std::erase_if(digits, [](char c) { return c == '.' || c == '-' || c == ' '; });
            if (std::any_of(text->begin(), text->end(), [](char c) { return c < '0' || c > '9'; })) {
                maker.fault(Fault::Formatted, words::cpfFormatted, rule.name, {}, shown);
            }
        } else if (value.is(json::Type::Number)) {
            digits = std::string(value.text());
            digits.insert(0, digits.size() < 11 ? 11 - digits.size() : 0, '0');
            maker.fault(Fault::Number, words::cpfNumber, rule.name, {}, shown);
        }
        const bool eleven = digits.size() == 11 &&
                            std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
        const CpfState state = eleven ? checkCpf(digits) : CpfState::Length;
        if (!eleven) {
            maker.fault(Fault::Format, words::noCpf, rule.name, {}, shown + ", 11 digits are needed");
        } else if (state == CpfState::EqualDigits) {
            maker.fault(Fault::Format, words::noCpf, rule.name, {}, digits + ", eleven equal digits");
        } else if (state != CpfState::Valid) {
            maker.fault(Fault::Format, words::noCpf, rule.name, {},
                        digits + ", check digits would be " + cpfCheckDigits(digits));
        } else if (maker.row.outcome == RuleOutcome::Met) {
            maker.met(words::isCpf, rule.name);
        }
    }

    void compare(const MemberRule& rule, const json::Value& value, RowMaker& maker, const std::string& shown) {
        const bool isType = rule.inHeader && rule.name == "typ" && !rule.exact;
        if (!rule.values.empty()) {
            if (isOneOf(value, rule.values, isType)) {
                const auto text = stringOf(value);
                const bool simple = text || !(value.is(json::Type::Array) || value.is(json::Type::Object));
                maker.met(simple ? words::isValue : words::fits, rule.name, shortened(text.value_or(shown)));
            } else {
                maker.fault(Fault::Value, rule.values.size() == 1 ? words::mustBe : words::mustBeOneOf, rule.name,
                            listed(rule.values), stringOf(value).value_or(shown));
            }
        }
        if (!rule.sameAs.empty()) {
            const json::Value other = claim(rule.sameAs);
            if (other.exists() && other.text() == value.text()) {
                maker.met(words::isSame, rule.name, rule.sameAs);
            } else if (other.exists()) {
                maker.fault(Fault::Same, words::mustBeSame, rule.name, rule.sameAs,
                            shown + ", " + rule.sameAs + " " + shortened(other.text()));
            }
        }
        if (const std::string wanted = expectedOf(rule); !wanted.empty() && !isExpected(value, wanted)) {
            maker.fault(Fault::Expected, words::notExpected, rule.name, {},
                        rule.name + " " + shown + ", " + rule.field + " " + shortened(wanted));
        }
    }

    const TokenFacts& m_token;
    const Expected& m_expected;
    Time m_now;
};

} // namespace

std::string_view name(RuleOutcome outcome) {
    constexpr std::array<std::string_view, 3> names{"met", "not-met", "not-judged"};
    return names[static_cast<std::size_t>(outcome)];
}

std::string_view name(Weight weight) {
    constexpr std::array<std::string_view, 3> names{"error", "warning", "info"};
    return names[static_cast<std::size_t>(weight)];
}

const RuleRow* Judgement::row(std::string_view id) const {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const RuleRow& one) { return one.id == id; });
    return found != rows.end() ? &*found : nullptr;
}

bool matchesPattern(std::string_view text, std::string_view pattern) {
    // Greedy with one place to go back to: linear for one star, bounded by the product for many.
    std::size_t at = 0, in = 0, star = std::string_view::npos, mark = 0;
    while (at < text.size()) {
        if (in < pattern.size() && pattern[in] == '*') {
            star = in++;
            mark = at;
        } else if (in < pattern.size() && pattern[in] == text[at]) {
            ++in;
            ++at;
        } else if (star != std::string_view::npos) {
            in = star + 1;
            at = ++mark;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', in) == std::string_view::npos;
}

Judgement judge(const Policy& policy, const TokenFacts& token, const Expected& expected, Time now) {
    Judge judge(token, expected, now);
    Judgement judgement;
    for (const MemberRule& rule : policy.members) {
        if (auto row = judge.member(rule)) {
            judgement.rows.push_back(std::move(*row));
        }
    }
    if (policy.lifetime) {
        judgement.rows.push_back(judge.lifetime(*policy.lifetime));
    }
    if (policy.signature) {
        judgement.rows.push_back(judge.signature(*policy.signature));
    }
    for (const RuleRow& row : judgement.rows) {
        judgement.met += row.outcome == RuleOutcome::Met ? 1 : 0;
        judgement.notJudged += row.outcome == RuleOutcome::NotJudged ? 1 : 0;
        if (row.outcome == RuleOutcome::NotMet) {
            ++judgement.notMet;
            ++(row.weight == Weight::Error     ? judgement.errors
               : row.weight == Weight::Warning ? judgement.warnings
                                               : judgement.notes);
        }
    }
    return judgement;
}

} // namespace twb::profiles
