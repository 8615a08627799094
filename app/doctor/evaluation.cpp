// SPDX-License-Identifier: Apache-2.0
#include "doctor/evaluation.h"

#include "doctor/signature_facts.h"
#include "doctor/signing.h"

#include <algorithm>
#include <deque>
#include <span>
#include <unordered_map>

namespace twb::doctor {
namespace {

SharedResolvedKey resolved(const KeyInput& input) {
    const bool known = input.resolved != nullptr && input.resolved->field() == input.field;
    return known ? input.resolved : resolveKey(input.field);
}

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

/// A reading that was made before of the same text object, or a new one.
SharedReading readAgain(const SharedText& text, Views views, Views formerViews, const SharedReading& former) {
    if (former != nullptr && former->encoded == text && formerViews == views) {
        return former;
    }
    return readToken(text, views);
}

/// A date in milliseconds is a valid NumericDate of the year 58857 to a verifier; a reader must not be told "not
/// expired".
void nameMilliseconds(std::vector<CheckRow>& rows, const TimeFacts& time) {
    for (const TimeMark& mark : time.marks) {
        if (mark.value.unit != DateValue::Unit::Milliseconds) {
            continue;
        }
        for (CheckRow& row : rows) {
            if (row.id == mark.name) {
                row.outcome = CheckRow::Outcome::Fail;
                row.detail =
                    mark.name + " is in milliseconds; it must be whole seconds: " + formatUtc(mark.value.moment);
            }
        }
    }
}

/// The verifier stops at the first fault; the row of the structure speaks of every part.
void nameDamagedParts(std::vector<CheckRow>& rows, const Reading& reading) {
    const auto damaged = std::find_if(reading.segments.begin(), reading.segments.end(),
                                      [](const Segment& segment) { return segment.problem.has_value(); });
    const auto row = std::find_if(rows.begin(), rows.end(), [](const CheckRow& one) { return one.id == "structure"; });
    if (damaged != reading.segments.end() && row != rows.end() && row->outcome == CheckRow::Outcome::Pass) {
        row->outcome = CheckRow::Outcome::Fail;
        row->detail = damaged->problem->detail;
    }
}

profiles::SignatureSeen seen(SignatureState state) {
    switch (state) {
    case SignatureState::Verified:
    case SignatureState::VerifiedSignedByYou:
        return profiles::SignatureSeen::Verified;
    case SignatureState::Invalid:
    case SignatureState::Incomplete:
    case SignatureState::NotSigned:
        return profiles::SignatureSeen::Invalid;
    case SignatureState::NotCheckedNoKey:
        return profiles::SignatureSeen::NoKey;
    default:
        return profiles::SignatureSeen::NotChecked;
    }
}

Version judge(SharedReading reading, const ResolvedKey& key, const Inputs& inputs, Time now, Origin origin) {
    Version version;
    const auto report = verifyReading(*reading, key, inputs, now);
    version.signature = signatureFacts(*reading, key, report, origin);
    version.time = judgeTime(*reading, inputs.leeway, now);
    version.profile = judgeProfile(*reading, inputs.profile, key.field(), seen(version.signature.state), now);
    version.checks = rowsOf(report);
    nameMilliseconds(version.checks, version.time);
    nameDamagedParts(version.checks, *reading);
    version.reading = std::move(reading);
    return version;
}

/// What becomes of the copy: its signature brought up to date where that is wanted and possible.
struct PreparedCopy {
    Copy copy;
    std::shared_ptr<const CopySignature> made;
    std::optional<Error> signProblem;
    bool outdated = false;
};

PreparedCopy prepare(const Inputs& inputs, const ResolvedKey& signKey) {
    PreparedCopy prepared{*inputs.copy, nullptr, std::nullopt, false};
    if (prepared.copy.encoded != nullptr) {
        return prepared; // the signature was typed with the rest
    }
    auto input = std::make_shared<const std::string>(signingInputOf(prepared.copy));
    if (isCurrent(prepared.copy.signature, *input, signKey.field(), inputs.signing)) {
        return prepared;
    }
    prepared.outdated = true;
    const bool wanted = inputs.signing == Signing::WhenChanged && signKey.facts().state != KeyFacts::State::Absent;
    const auto header = readToken(std::make_shared<const std::string>(input->substr(0, input->find('.'))), {});
    if (!wanted && header->algorithm != "none") {
        return prepared;
    }
    auto signature = signCopy(prepared.copy, input, signKey);
    if (!signature) {
        prepared.signProblem = signature.error();
        return prepared;
    }
    prepared.made = std::make_shared<const CopySignature>(std::move(*signature));
    prepared.copy.signature = prepared.made;
    prepared.outdated = false;
    return prepared;
}

Version judgeCopy(const PreparedCopy& prepared, const Evaluation& evaluation, const Inputs& inputs, Time now) {
    const Copy& copy = prepared.copy;
    const SharedText text =
        copy.encoded != nullptr ? copy.encoded : std::make_shared<const std::string>(encodeCopy(copy));
    const bool madeHere = copy.encoded == nullptr && copy.signature != nullptr && copy.signature->key != nullptr;
    // Nothing to verify with, but signed here: the signing key's own public half tells.
    const bool verifyGiven = evaluation.verifyKey->facts().state != KeyFacts::State::Absent;
    const ResolvedKey& key = madeHere && !verifyGiven ? *evaluation.signKey : *evaluation.verifyKey;
    Version version =
        judge(readToken(text, copy.views), key, inputs, now, madeHere ? Origin::SignedHere : Origin::Received);
    const SignatureState state = version.signature.state;
    if (prepared.outdated && state != SignatureState::Encrypted && state != SignatureState::Empty &&
        state != SignatureState::NotSigned) {
        version.signature.state = SignatureState::Outdated;
        version.signature.problem.reset();
        version.signature.signProblem = prepared.signProblem;
        std::erase_if(version.checks, [](const CheckRow& row) { return row.id == "signature"; });
        version.profile =
            judgeProfile(*version.reading, inputs.profile, key.field(), profiles::SignatureSeen::NotChecked, now);
    }
    return version;
}

} // namespace

SharedEvaluation evaluate(const Inputs& inputs, Time now) {
    auto evaluation = std::make_shared<Evaluation>();
    evaluation->revision = inputs.revision;
    evaluation->now = now;
    evaluation->originalViews = inputs.originalViews;
    evaluation->expectations = inputs.expectations;
    evaluation->profile = inputs.profile;
    evaluation->verifyKey = resolved(inputs.verifyKey);
    evaluation->signKey =
        inputs.signKey.field == inputs.verifyKey.field ? evaluation->verifyKey : resolved(inputs.signKey);

    const Evaluation* previous = inputs.previous.get();
    SharedReading reading =
        readAgain(inputs.original, inputs.originalViews, previous != nullptr ? previous->originalViews : Views(),
                  previous != nullptr ? previous->original.reading : nullptr);
    // While the copy is typed in, the original is judged once a second.
    const bool judged = previous != nullptr && previous->original.reading == reading && previous->now == now &&
                        previous->verifyKey == evaluation->verifyKey &&
                        previous->original.time.leeway == inputs.leeway &&
                        previous->expectations == inputs.expectations && previous->profile == inputs.profile;
    evaluation->original =
        judged ? previous->original : judge(std::move(reading), *evaluation->verifyKey, inputs, now, Origin::Received);
    evaluation->originalNeededOctets = neededSecretOctets(*evaluation->original.reading);
    if (inputs.copy != nullptr) {
        PreparedCopy prepared = prepare(inputs, *evaluation->signKey);
        evaluation->newSignature = prepared.made;
        evaluation->copy = judgeCopy(prepared, *evaluation, inputs, now);
        evaluation->copyNeededOctets = neededSecretOctets(*evaluation->copy->reading);
        evaluation->changedClaims = countChanges(*evaluation->original.reading, *evaluation->copy->reading);
    }
    return evaluation;
}

} // namespace twb::doctor
