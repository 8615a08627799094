// SPDX-License-Identifier: Apache-2.0
// Property: what parses keeps its tokens in every view, maps from view to view and back, and stays JSON when a member
// is set or removed; what does not parse is refused at a place inside the text.
#include "base/bytes.h"
#include "json/text.h"

#include <cstdlib>

using namespace twb;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

void sameTokens(const json::Tape& tape, std::string_view view, std::string_view compacted) {
    json::Tape again;
    require(again.parse(view).has_value());
    require(json::compact(again) == compacted);
    require(again.nodes().size() == tape.nodes().size());
    require(again.duplicates().size() == tape.duplicates().size());
    for (std::size_t i = 0; i < tape.nodes().size(); i += 1 + i / 8) {
        const json::Node& from = tape.nodes()[i];
        const json::Node& to = again.nodes()[i];
        require(from.type == to.type && from.next == to.next && from.hasEscapes == to.hasEscapes);
        const TextRange range{from.offset, from.length};
        const TextRange mapped = json::mapRange(tape, range, again);
        require((mapped == TextRange{to.offset, to.length}));
        require(json::mapRange(again, mapped, tape) == range);
    }
}

void readEverything(const json::Tape& tape) {
    std::string scratch;
    for (std::uint32_t i = 0; i < tape.nodes().size(); ++i) {
        const json::Value value(&tape, i);
        const auto text = value.stringView(scratch);
        require(text.has_value() == value.is(json::Type::String));
        require(!text || value.equals(*text));
        require(!value.integer() || value.number());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(asText({data, size}));
    json::Tape tape;
    if (const auto parsed = tape.parse(text); !parsed) {
        require(parsed.error().where.offset + parsed.error().where.length <= size);
        require(!parsed.error().detail.empty());
        return 0;
    }
    const std::string compacted = json::compact(tape);
    sameTokens(tape, compacted, compacted);
    sameTokens(tape, json::pretty(tape), compacted);
    readEverything(tape);

    const auto changed = json::setMember(text, "a", "[1.0, {}]");
    require(changed.has_value() == tape.root().is(json::Type::Object));
    if (changed) {
        json::Tape again;
        require(again.parse(*changed).has_value());
        require(again.root().find("a").text() == "[1.0, {}]");
        const auto without = json::removeMember(*changed, "a");
        require(without && again.parse(*without).has_value());
        require(!again.root().find("a").exists());
    }
    return 0;
}
