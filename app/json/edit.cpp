// SPDX-License-Identifier: Apache-2.0
#include "json/scan.h"
#include "json/text.h"

namespace twb::json {

namespace {

/// A member with all that belongs to its layout: `lead` name `separator` value, up to `end`.
struct Member {
    std::size_t lead; ///< after the opening brace or the comma before: white space, then the name
    std::size_t name; ///< opening quote
    std::size_t nameEnd;
    std::size_t value;
    std::size_t end; ///< after the value
    bool matches;
};

std::size_t endOf(TextRange range) {
    return range.offset + range.length;
}

/// After the comma that follows a value.
std::size_t afterComma(std::string_view text, std::size_t valueEnd) {
    while (isSpace(text[valueEnd])) {
        ++valueEnd;
    }
    return valueEnd + 1;
}

std::vector<Member> membersOf(Value object, std::string_view wanted) {
    const std::string_view text = object.tape()->text();
    std::vector<Member> members;
    object.forEachMember([&](Value name, Value value) {
        const std::size_t lead = members.empty() ? object.range().offset + 1 : afterComma(text, members.back().end);
        members.push_back({lead, name.range().offset, endOf(name.range()), value.range().offset, endOf(value.range()),
                           name.equals(wanted)});
    });
    return members;
}

Result<void> parseObject(Tape& tape, std::string_view object) {
    if (auto parsed = tape.parse(object); !parsed) {
        return parsed;
    }
    if (!tape.root().is(Type::Object)) {
        return fail(ErrorCode::JsonType, "a member can only be set in an object", tape.root().range());
    }
    return {};
}

std::string replaced(std::string_view text, std::size_t begin, std::size_t end, std::string_view by) {
    std::string out;
    out.reserve(text.size() - (end - begin) + by.size());
    out.append(text.substr(0, begin)).append(by).append(text.substr(end));
    return out;
}

} // namespace

Result<std::string> setMember(std::string_view object, std::string_view name, std::string_view value) {
    Tape tape;
    if (auto parsed = tape.parse(value); !parsed) {
        parsed.error().detail = "the new value: " + parsed.error().detail;
        return passOn(parsed);
    }
    const std::string quotedName = quote(name);
    if (auto parsed = tape.parse(quotedName); !parsed) {
        parsed.error().detail = "the member's name: " + parsed.error().detail;
        return passOn(parsed);
    }
    if (const auto parsed = parseObject(tape, object); !parsed) {
        return passOn(parsed);
    }
    const std::vector<Member> members = membersOf(tape.root(), name);
    for (auto member = members.rbegin(); member != members.rend(); ++member) {
        if (member->matches) {
            return replaced(object, member->value, member->end, value);
        }
    }
    std::string added;
    if (members.empty()) {
        const std::size_t inside = tape.root().range().offset + 1;
        added.append(quotedName).append(":").append(value);
        return replaced(object, inside, inside, added);
    }
    const Member& last = members.back();
    added.append(",").append(object.substr(last.lead, last.name - last.lead)).append(quotedName);
    added.append(object.substr(last.nameEnd, last.value - last.nameEnd)).append(value);
    return replaced(object, last.end, last.end, added);
}

Result<std::string> removeMember(std::string_view object, std::string_view name) {
    Tape tape;
    if (const auto parsed = parseObject(tape, object); !parsed) {
        return passOn(parsed);
    }
    const std::vector<Member> members = membersOf(tape.root(), name);
    std::size_t keptEnd = members.size(); // after the last member that stays
    while (keptEnd > 0 && members[keptEnd - 1].matches) {
        --keptEnd;
    }
    std::string out;
    out.reserve(object.size());
    std::size_t copied = 0;
    for (std::size_t i = 0; i < keptEnd; ++i) {
        if (members[i].matches) {
            out.append(object.substr(copied, members[i].lead - copied));
            copied = members[i + 1].lead; // there is one: the last member stays
        }
    }
    if (keptEnd < members.size()) {
        // The comma before the first of the members at the end goes with them.
        const std::size_t begin = keptEnd > 0 ? members[keptEnd - 1].end : members.front().lead;
        out.append(object.substr(copied, begin - copied));
        copied = members.back().end;
    }
    out.append(object.substr(copied));
    return out;
}

} // namespace twb::json
