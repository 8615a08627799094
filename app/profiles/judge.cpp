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

const RuleWords& kindSentence(ValueKind kind) {
    static constexpr std::array<RuleWords, 8> sentences{"%1 must be text",
                                                        "%1 must be text",
                                                        "%1 must be a number",
                                                        "%1 must be a date in whole seconds",
                                                        "%1 must be true or false, without quotes",
                                                        "%1 must be a list",
                                                        "%1 must be an object",
                                                        "%1 must be text or a list of texts"};
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

Sentence say(RuleWords words, std::initializer_list<Sentence> arguments) {
    return Sentence(words.phrase(), arguments);
}

/// Collects the faults of one row; the first one speaks in its sentence, unless a worse one comes.
class RowMaker {
public:
    RowMaker(std::string id, const FaultPlans& plans, const std::string& note)
        : m_plans(plans) {
        row.id = std::move(id);
        row.note = note;
    }

    void met(RuleWords words, const std::string& first = {}, const std::string& second = {}) {
        row.sentence = Sentence(words.phrase(), {first, second});
    }

    void notJudged(RuleWords words, const std::string& first = {}) {
        row.outcome = RuleOutcome::NotJudged;
        row.sentence = Sentence(words.phrase(), {first});
    }

    void fault(Fault fault, RuleWords words, const std::string& first, const std::string& second, Sentence evidence) {
        const auto plan = m_plans.find(fault);
        const FaultPlan what = plan != m_plans.end() ? plan->second : FaultPlan{};
        if (row.outcome != RuleOutcome::NotMet || what.weight < row.weight) {
            row.weight = what.weight;
            row.sentence = Sentence(words.phrase(), {first, second});
            row.wanted = second;
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
            maker.notJudged("%1 is not in this token", rule.name);
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
            maker.fault(Fault::Missing, "%1 is missing", rule.name, {}, {});
            return std::move(maker.row);
        case Presence::Forbidden:
            maker.met("%1 is left out, as it should be", rule.name);
            return std::move(maker.row);
        case Presence::Optional:
            break;
        }
        // A value that would decide something is missed; a mere form is not.
        if (rule.values.empty() && expectedOf(rule).empty()) {
            return std::nullopt;
        }
        maker.notJudged("%1 is not in this token", rule.name);
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
            maker.notJudged("Lifetime cannot be judged");
            const std::string name = exp ? "iat" : "exp";
            maker.row.detail = claim(name).exists() ? Sentence(name + " " + shortened(claim(name).text()))
                                                    : say("%1 is missing", {name});
            return std::move(maker.row);
        }
        maker.row.where = claim("exp").range();
        const double life = *exp - *start;
        const std::string text = durationText(static_cast<std::int64_t>(std::floor(life)));
        const std::string evidence = std::to_string(static_cast<std::int64_t>(std::floor(life))) + " s";
        if (rule.most && life > static_cast<double>(rule.most->count())) {
            maker.fault(Fault::Long, "Lifetime %1, more than %2", text, durationText(rule.most->count()), evidence);
        } else if (rule.usual && life != static_cast<double>(rule.usual->count())) {
            maker.fault(Fault::Usual, "Lifetime %1 instead of %2", text, durationText(rule.usual->count()), evidence);
        } else {
            maker.met("Lifetime %1", text);
        }
        return std::move(maker.row);
    }

    RuleRow signature(const SignatureRule& rule) const {
        RowMaker maker("signature", rule.faults, rule.note);
        switch (m_token.signature) {
        case SignatureSeen::NoKey:
            maker.fault(Fault::NoKey, "The signature was not checked: no key given", {}, {}, {});
            break;
        case SignatureSeen::NotChecked:
            maker.notJudged("The signature could not be checked");
            break;
        case SignatureSeen::Verified:
            maker.met("The signature was checked and fits");
            break;
        case SignatureSeen::Invalid:
            maker.fault(Fault::Invalid, "The signature does not fit the key", {}, {}, {});
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
            maker.fault(Fault::Forbidden, "%1 must not be there", rule.name, {}, shown);
            return;
        }
        if (rule.format == ValueFormat::Cpf) {
            cpf(rule, value, maker);
        } else if (!hasKind(value, rule.kind)) {
            maker.fault(Fault::Type, kindSentence(rule.kind), rule.name, {}, shown);
            return;
        } else if (isEmptyValue(value) && rule.presence != Presence::Optional) {
            maker.fault(Fault::Empty, "%1 is empty", rule.name, {}, shown);
            return;
        } else {
            format(rule, value, maker, shown);
        }
        compare(rule, value, maker, shown);
        if (maker.row.outcome == RuleOutcome::Met && maker.row.sentence.empty()) {
            maker.met("%1 is present", rule.name);
        }
    }

    void format(const MemberRule& rule, const json::Value& value, RowMaker& maker, const std::string& shown) {
        struct Form {
            ValueFormat format;
            RuleWords good, bad;
            bool (*check)(std::string_view);
        };
        constexpr std::array<Form, 4> forms{
            Form{ValueFormat::Uuid, "%1 is a UUID", "%1 is no UUID", isUuid},
            Form{ValueFormat::Uri, "%1 is an address", "%1 is no address", isUri},
            Form{ValueFormat::Https, "%1 is an https address", "%1 is no https address",
                 [](std::string_view text) { return isHttps(text); }},
            Form{ValueFormat::Email, "%1 is an e-mail address", "%1 is no e-mail address", isEmail}};
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
                maker.fault(Fault::Formatted, "%1 is a CPF with dots or a hyphen", rule.name, {}, shown);
            }
        } else if (value.is(json::Type::Number)) {
            digits = std::string(value.text());
            digits.insert(0, digits.size() < 11 ? 11 - digits.size() : 0, '0');
            maker.fault(Fault::Number, "%1 is a CPF written as a number", rule.name, {}, shown);
        }
        const bool eleven = digits.size() == 11 &&
                            std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
        const CpfState state = eleven ? checkCpf(digits) : CpfState::Length;
        if (!eleven) {
            maker.fault(Fault::Format, "%1 is no valid CPF", rule.name, {}, say("%1, 11 digits are needed", {shown}));
        } else if (state == CpfState::EqualDigits) {
            maker.fault(Fault::Format, "%1 is no valid CPF", rule.name, {}, say("%1, eleven equal digits", {digits}));
        } else if (state != CpfState::Valid) {
            maker.fault(Fault::Format, "%1 is no valid CPF", rule.name, {},
                        say("%1, check digits would be %2", {digits, cpfCheckDigits(digits)}));
        } else if (maker.row.outcome == RuleOutcome::Met) {
            maker.met("%1 is a valid CPF", rule.name);
        }
    }

    void compare(const MemberRule& rule, const json::Value& value, RowMaker& maker, const std::string& shown) {
        const bool isType = rule.inHeader && rule.name == "typ" && !rule.exact;
        if (!rule.values.empty()) {
            if (isOneOf(value, rule.values, isType)) {
                const auto text = stringOf(value);
                const bool simple = text || !(value.is(json::Type::Array) || value.is(json::Type::Object));
                maker.met(simple ? RuleWords("%1 is %2") : RuleWords("%1 is one of those expected"), rule.name,
                          shortened(text.value_or(shown)));
            } else {
                maker.fault(Fault::Value,
                            rule.values.size() == 1 ? RuleWords("%1 must be %2") : RuleWords("%1 must be one of %2"),
                            rule.name, listed(rule.values), Sentence(stringOf(value).value_or(shown)));
            }
        }
        if (!rule.sameAs.empty()) {
            const json::Value other = claim(rule.sameAs);
            if (other.exists() && other.text() == value.text()) {
                maker.met("%1 is the same as %2", rule.name, rule.sameAs);
            } else if (other.exists()) {
                maker.fault(Fault::Same, "%1 must be the same as %2", rule.name, rule.sameAs,
                            shown + ", " + rule.sameAs + " " + shortened(other.text()));
            }
        }
        if (const std::string wanted = expectedOf(rule); !wanted.empty() && !isExpected(value, wanted)) {
            maker.fault(Fault::Expected, "%1 is not the one you expect", rule.name, {},
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
