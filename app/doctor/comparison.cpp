// SPDX-License-Identifier: Apache-2.0
#include "doctor/comparison.h"

#include "doctor/date_units.h"
#include "json/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace twb::doctor {
namespace {

constexpr double lastSecond = 1e11; ///< larger numbers are milliseconds, which are a difference to be seen

/// The moment that times are told from.
struct Base {
    std::string_view name;
    double moment = 0;
};

std::optional<Base> baseOf(const Reading& reading, ComparedTimes times) {
    if (times == ComparedTimes::AsWritten || !reading.payload.isObject) {
        return std::nullopt;
    }
    for (const std::string_view name : {"iat", "nbf"}) {
        const auto moment = reading.payload.json->root().find(name).number();
        if (moment && *moment > 0 && *moment < lastSecond) {
            return Base{name, *moment};
        }
    }
    return std::nullopt;
}

/// Lines of the side's text, and its members.
class Writer {
public:
    explicit Writer(std::optional<Base> base)
        : m_base(base) {}

    void write(const Reading& reading) {
        m_lines.emplace_back("{");
        part("header", reading.header, true, ",");
        part("payload", reading.payload, false, "");
        m_lines.emplace_back("}");
    }

    const std::vector<std::string>& lines() const { return m_lines; }
    /// Value texts by (in header, path), and the order in which they came.
    const std::map<std::pair<bool, std::string>, std::string>& values() const { return m_values; }
    const std::vector<std::pair<bool, std::string>>& order() const { return m_order; }

private:
    void part(const std::string& name, const Part& part, bool header, std::string_view end) {
        m_header = header;
        const std::string start = "  " + json::quote(name) + ": ";
        if (part.isJson) {
            value(part.json->root(), start, 1, {}, end);
        } else {
            m_lines.push_back(start + json::quote(part.isText ? *part.octets : std::string()) + std::string(end));
        }
    }

    void value(const json::Value& value, const std::string& start, std::size_t depth, const std::string& path,
               std::string_view end) {
        const std::string indent(2 * depth, ' ');
        const bool object = value.is(json::Type::Object);
        if ((!object && !value.is(json::Type::Array)) || value.size() == 0) {
            const std::string text = normalised(value, path);
            note(path, text);
            m_lines.push_back(start + text + std::string(end));
            return;
        }
        m_lines.push_back(start + (object ? "{" : "["));
        std::size_t left = value.size();
        if (object) {
            value.forEachMember([&](const json::Value& name, const json::Value& member) {
                const std::string words = name.string().value_or(std::string());
                this->value(member, indent + "  " + json::quote(words) + ": ", depth + 1,
                            path.empty() ? words : path + "." + words, --left > 0 ? "," : "");
            });
        } else {
            std::size_t index = 0;
            value.forEachElement([&](const json::Value& element) {
                this->value(element, indent + "  ", depth + 1, path + "[" + std::to_string(index++) + "]",
                            --left > 0 ? "," : "");
            });
        }
        m_lines.push_back(indent + (object ? "}" : "]") + std::string(end));
    }

    std::string normalised(const json::Value& value, const std::string& path) const {
        const bool date = !m_header && std::find(dateClaims.begin(), dateClaims.end(), path) != dateClaims.end();
        const auto moment = date && m_base ? value.number() : std::nullopt;
        if (!moment || *moment <= 0 || *moment >= lastSecond) {
            return std::string(value.text());
        }
        if (path == m_base->name) {
            return json::quote("the moment of " + path);
        }
        const auto shift = static_cast<long long>(*moment - m_base->moment);
        return json::quote(std::string(m_base->name) + (shift < 0 ? " - " : " + ") +
                           std::to_string(shift < 0 ? -shift : shift) + " s");
    }

    void note(const std::string& path, const std::string& text) {
        const auto key = std::pair(m_header, path);
        if (m_values.emplace(key, text).second) {
            m_order.push_back(key);
        }
    }

    std::optional<Base> m_base;
    bool m_header = false;
    std::vector<std::string> m_lines;
    std::map<std::pair<bool, std::string>, std::string> m_values;
    std::vector<std::pair<bool, std::string>> m_order;
};

/// A line without the comma at its end: the last member differs from the others by it alone.
std::string_view bare(std::string_view line) {
    return line.ends_with(',') ? line.substr(0, line.size() - 1) : line;
}

/// `  "name"` of a member's line; empty for others.
std::string_view nameOf(std::string_view line) {
    const std::size_t end = line.find("\": ");
    return end == std::string_view::npos ? std::string_view() : line.substr(0, end);
}

using Lines = std::vector<std::string>;

/// Marks what is not in the longest common subsequence.
void markByOrder(const Lines& left, const Lines& right, Comparison& out) {
    const std::size_t width = right.size() + 1;
    std::vector<std::uint32_t> longest((left.size() + 1) * width, 0);
    for (std::size_t i = left.size(); i-- > 0;) {
        for (std::size_t j = right.size(); j-- > 0;) {
            longest[i * width + j] = bare(left[i]) == bare(right[j])
                                         ? longest[(i + 1) * width + j + 1] + 1
                                         : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
        }
    }
    for (std::size_t i = 0, j = 0; i < left.size() || j < right.size();) {
        if (i < left.size() && j < right.size() && bare(left[i]) == bare(right[j])) {
            ++i;
            ++j;
        } else if (j == right.size() ||
                   (i < left.size() && longest[(i + 1) * width + j] >= longest[i * width + j + 1])) {
            out.left.lines[i++] = Difference::OnlyLeft;
        } else {
            out.right.lines[j++] = Difference::OnlyRight;
        }
    }
}

void markByPresence(const Lines& left, const Lines& right, Comparison& out) {
    const auto mark = [](const Lines& own, const Lines& other, Difference difference, std::vector<Difference>& marks) {
        std::set<std::string_view> known;
        for (const std::string& line : other) {
            known.insert(bare(line));
        }
        for (std::size_t i = 0; i < own.size(); ++i) {
            marks[i] = known.contains(bare(own[i])) ? Difference::Same : difference;
        }
    };
    mark(left, right, Difference::OnlyLeft, out.left.lines);
    mark(right, left, Difference::OnlyRight, out.right.lines);
}

/// A member on both sides with another value is changed, not taken away and added.
void pairChanged(const Lines& left, const Lines& right, Comparison& out) {
    std::multimap<std::string_view, std::size_t> added;
    for (std::size_t j = 0; j < right.size(); ++j) {
        if (out.right.lines[j] == Difference::OnlyRight && !nameOf(right[j]).empty()) {
            added.emplace(nameOf(right[j]), j);
        }
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        const auto found = out.left.lines[i] == Difference::OnlyLeft ? added.find(nameOf(left[i])) : added.end();
        if (found == added.end()) {
            continue;
        }
        // The same line in another place is no difference.
        const Difference difference =
            bare(left[i]) == bare(right[found->second]) ? Difference::Same : Difference::Changed;
        out.left.lines[i] = difference;
        out.right.lines[found->second] = difference;
        added.erase(found);
    }
}

std::string joined(const Lines& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

} // namespace

Comparison compareTokens(const Reading& left, const Reading& right, ComparedTimes times) {
    Writer one(baseOf(left, times));
    Writer two(baseOf(right, times));
    one.write(left);
    two.write(right);
    Comparison out;
    for (const auto& key : one.order()) {
        const auto other = two.values().find(key);
        const std::string& mine = one.values().at(key);
        const bool missing = other == two.values().end();
        const Difference difference = missing                 ? Difference::OnlyLeft
                                      : mine == other->second ? Difference::Same
                                                              : Difference::Changed;
        out.members.push_back({key.first, key.second, mine, missing ? std::string() : other->second, difference});
    }
    for (const auto& key : two.order()) {
        if (!one.values().contains(key)) {
            out.members.push_back({key.first, key.second, {}, two.values().at(key), Difference::OnlyRight});
        }
    }
    out.differences = static_cast<std::size_t>(
        std::count_if(out.members.begin(), out.members.end(),
                      [](const ComparedMember& member) { return member.difference != Difference::Same; }));
    out.left.text = joined(one.lines());
    out.right.text = joined(two.lines());
    out.left.lines.assign(one.lines().size(), Difference::Same);
    out.right.lines.assign(two.lines().size(), Difference::Same);
    constexpr std::size_t mostCells = 4'000'000;
    if (one.lines().size() * two.lines().size() <= mostCells) {
        markByOrder(one.lines(), two.lines(), out);
    } else {
        markByPresence(one.lines(), two.lines(), out);
    }
    pairChanged(one.lines(), two.lines(), out);
    return out;
}

} // namespace twb::doctor
