// SPDX-License-Identifier: Apache-2.0
#include "profiles/schema.h"

#include <algorithm>
#include <numeric>

namespace twb::profiles {
namespace {

constexpr std::size_t mostProblems = 20;

std::string joined(std::span<const std::string_view> words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
        text += words[i];
    }
    return text;
}

/// How many letters differ, for "did you mean".
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
        }
    }
    return row.back();
}

std::string nearest(std::string_view name, std::initializer_list<std::string_view> names) {
    std::string_view best;
    std::size_t least = 3; // letters; more is another word
    for (const std::string_view one : names) {
        if (const std::size_t letters = distance(name.substr(0, 40), one); letters < least) {
            least = letters;
            best = one;
        }
    }
    return std::string(best);
}

std::string quotedName(std::string_view name) {
    return "\"" + std::string(name.substr(0, 60)) + "\"";
}

} // namespace

std::string textOf(const ProfileProblem& problem) {
    std::string text = problem.file;
    text += (text.empty() ? "line " : ", line ") + std::to_string(problem.place.line) + ", column " +
            std::to_string(problem.place.column);
    text += (problem.member.empty() ? "" : ", " + problem.member) + ": " + problem.what;
    return text + (problem.advice.empty() ? "" : " " + problem.advice);
}

void Schema::problem(const Named& at, std::string what, std::string advice) {
    if (m_problems.size() < mostProblems) {
        const TextRange where = at.value.exists() ? at.value.range() : TextRange{};
        m_problems.push_back(
            {m_file, lineColumn(m_text, where.offset), where, at.path, std::move(what), std::move(advice)});
    }
}

void Schema::problem(const Error& error) {
    std::string what = error.detail.empty() ? "This is no JSON" : error.detail;
    what.front() =
        what.front() >= 'a' && what.front() <= 'z' ? static_cast<char>(what.front() - 'a' + 'A') : what.front();
    what += what.back() == '.' ? "" : ".";
    m_problems.push_back({m_file,
                          lineColumn(m_text, error.where.offset),
                          error.where,
                          {},
                          std::move(what),
                          std::string(advice(error.code))});
}

Named Schema::member(const Named& object, std::string_view name, Need need) {
    Named found{object.value.exists() ? object.value.find(name) : json::Value(),
                object.path.empty() ? std::string(name) : object.path + "." + std::string(name)};
    if (!found.value.exists() && need == Need::Required) {
        problem(object, quotedName(name) + " is missing.", "Add it.");
    }
    return found;
}

bool Schema::isObject(const Named& value) {
    if (value.value.exists() && !value.value.is(json::Type::Object)) {
        problem(value, "An object belongs here.", "Write { \"name\": value, … }.");
        return false;
    }
    return value.value.exists();
}

std::string Schema::text(const Named& object, std::string_view name, Need need) {
    const Named found = member(object, name, need);
    if (!found.value.exists()) {
        return {};
    }
    auto text = found.value.string();
    if (!text) {
        problem(found, "A text belongs here.", "Put it in quotes.");
    } else if (text->empty() && need == Need::Required) {
        problem(found, "The text is empty.", "Write something here.");
    }
    return text.value_or(std::string());
}

bool Schema::flag(const Named& object, std::string_view name) {
    const Named found = member(object, name);
    if (!found.value.exists()) {
        return false;
    }
    const auto on = found.value.boolean();
    if (!on) {
        problem(found, "true or false belongs here.", "Write it without quotes.");
    }
    return on.value_or(false);
}

std::optional<std::int64_t> Schema::whole(const Named& object, std::string_view name, std::int64_t least) {
    const Named found = member(object, name);
    if (!found.value.exists()) {
        return std::nullopt;
    }
    const auto number = found.value.is(json::Type::Number) ? found.value.integer() : std::nullopt;
    if (!number || *number < least) {
        problem(found, "A whole number from " + std::to_string(least) + " belongs here.",
                "Write digits without quotes.");
        return std::nullopt;
    }
    return number;
}

std::vector<std::string> Schema::texts(const Named& object, std::string_view name) {
    const Named found = member(object, name);
    std::vector<std::string> list;
    if (!found.value.exists()) {
        return list;
    }
    if (auto text = found.value.string()) {
        list.push_back(std::move(*text));
        return list;
    }
    bool sound = found.value.is(json::Type::Array);
    found.value.forEachElement([&](const json::Value& element) {
        auto text = element.string();
        sound = sound && text;
        list.push_back(text.value_or(std::string()));
    });
    if (!sound) {
        problem(found, "A text or a list of texts belongs here.", "Write [\"one\", \"two\"].");
        list.clear();
    }
    return list;
}

std::vector<Named> Schema::objects(const Named& object, std::string_view name) {
    const Named found = member(object, name);
    std::vector<Named> list;
    if (!found.value.exists()) {
        return list;
    }
    if (!found.value.is(json::Type::Array)) {
        problem(found, "A list belongs here.", "Write [ { … }, { … } ].");
        return list;
    }
    found.value.forEachElement([&](const json::Value& element) {
        Named one{element, found.path + "[" + std::to_string(list.size()) + "]"};
        if (isObject(one)) {
            list.push_back(std::move(one));
        }
    });
    return list;
}

void Schema::onlyKnown(const Named& object, std::initializer_list<std::string_view> names) {
    object.value.forEachMember([&](const json::Value& name, const json::Value&) {
        const std::string text = name.string().value_or(std::string());
        if (text.starts_with('$') || text.starts_with("x-") ||
            std::find(names.begin(), names.end(), text) != names.end()) {
            return;
        }
        const std::string meant = nearest(text, names);
        problem({name, object.path}, quotedName(text) + " is no member of a profile here.",
                meant.empty() ? "Remove it, or let its name begin with \"x-\" if it is a remark."
                              : "Did you mean " + quotedName(meant) + "?");
    });
}

std::optional<std::size_t> Schema::word(const Named& object, std::string_view name,
                                        std::span<const std::string_view> words) {
    const Named found = member(object, name);
    if (!found.value.exists()) {
        return std::nullopt;
    }
    const auto text = found.value.string();
    const auto at = text ? std::find(words.begin(), words.end(), *text) : words.end();
    if (at == words.end()) {
        problem(found, (text ? quotedName(*text) + " is not known here." : std::string("A word belongs here.")),
                "Write " + joined(words) + ".");
        return std::nullopt;
    }
    return static_cast<std::size_t>(at - words.begin());
}

} // namespace twb::profiles
