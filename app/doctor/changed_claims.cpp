// SPDX-License-Identifier: Apache-2.0
#include "doctor/changed_claims.h"

#include <deque>
#include <unordered_map>

namespace twb::doctor {
namespace {

/// Same tokens in the same order, white space apart.
bool sameJson(const json::Value& a, const json::Value& b) {
    const auto nodesA = a.tape()->nodes();
    const auto nodesB = b.tape()->nodes();
    const std::uint32_t count = nodesA[a.index()].next - a.index();
    if (nodesB[b.index()].next - b.index() != count) {
        return false;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        const json::Node& one = nodesA[a.index() + i];
        const json::Node& other = nodesB[b.index() + i];
        if (one.type != other.type || one.next - a.index() != other.next - b.index()) {
            return false;
        }
        const bool container = one.type == json::Type::Object || one.type == json::Type::Array;
        if (!container &&
            a.tape()->text().substr(one.offset, one.length) != b.tape()->text().substr(other.offset, other.length)) {
            return false;
        }
    }
    return true;
}

struct Member {
    json::Value name, value;
};

std::vector<Member> membersOf(const Part& part) {
    std::vector<Member> members;
    part.json->root().forEachMember([&](const json::Value& name, const json::Value& value) {
        members.push_back({name, value});
    });
    return members;
}

bool sameMember(const Member& one, const Member& other) {
    return one.name.text() == other.name.text() && sameJson(one.value, other.value);
}

/// Values by unescaped name; of several with one name the last.
class ByName {
public:
    explicit ByName(std::span<const Member> members) {
        m_values.reserve(members.size());
        for (const Member& member : members) {
            m_values.insert_or_assign(nameOf(member), member.value);
        }
    }
    const json::Value* find(std::string_view name) const {
        const auto found = m_values.find(name);
        return found != m_values.end() ? &found->second : nullptr;
    }
    const auto& values() const { return m_values; }

private:
    /// Names without escapes stay where they are.
    std::string_view nameOf(const Member& member) {
        std::string scratch;
        const std::string_view name = member.name.stringView(scratch).value_or(std::string_view());
        return name.data() == scratch.data() ? std::string_view(m_unescaped.emplace_back(std::move(scratch))) : name;
    }

    std::deque<std::string> m_unescaped;
    std::unordered_map<std::string_view, json::Value> m_values;
};

} // namespace

std::size_t countChanges(const Reading& before, const Reading& after) {
    if (before.kind == TokenKind::Empty) {
        return 0;
    }
    const Part& old = before.payload;
    const Part& fresh = after.payload;
    if (old.octets == fresh.octets || *old.octets == *fresh.octets) {
        return 0;
    }
    if (!old.isObject || !fresh.isObject) {
        return 1;
    }
    const std::vector<Member> oldMembers = membersOf(old);
    const std::vector<Member> freshMembers = membersOf(fresh);
    std::span<const Member> former = oldMembers;
    std::span<const Member> now = freshMembers;
    // An edit leaves what stands before and behind it alone. With a name twice only the last one counts: no short cut.
    if (old.json->tape().duplicates().empty() && fresh.json->tape().duplicates().empty()) {
        while (!former.empty() && !now.empty() && sameMember(former.front(), now.front())) {
            former = former.subspan(1);
            now = now.subspan(1);
        }
        while (!former.empty() && !now.empty() && sameMember(former.back(), now.back())) {
            former = former.first(former.size() - 1);
            now = now.first(now.size() - 1);
        }
    }
    const ByName formerValues(former);
    const ByName nowValues(now);
    std::size_t changes = 0;
    for (const auto& [name, value] : nowValues.values()) {
        const json::Value* found = formerValues.find(name);
        changes += found == nullptr || !sameJson(*found, value) ? 1 : 0;
    }
    for (const auto& [name, value] : formerValues.values()) {
        changes += nowValues.find(name) != nullptr ? 0 : 1;
    }
    return changes;
}

} // namespace twb::doctor
