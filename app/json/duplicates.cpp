// SPDX-License-Identifier: Apache-2.0
#include "json/duplicates.h"

#include "json/unescape.h"

#include <algorithm>
#include <bit>

namespace twb::json {

namespace {

std::string_view inner(std::string_view text, const Node& name) {
    return text.substr(name.offset + 1, name.length - 2);
}

std::uint32_t nameAfter(const OpenObject& object, std::uint32_t name) {
    return object.nodes[name + 1].next;
}

/// A name of an object in its order.
struct Entry {
    std::uint32_t hash;
    std::uint32_t node;
    std::uint32_t number;
};

/// Whatever the hashes are: n log n comparisons.
void checkBySorting(const OpenObject& object, std::vector<Duplicate>& out) {
    std::vector<Entry> names;
    names.reserve(object.count);
    std::uint32_t node = object.firstName;
    for (std::uint32_t i = 0; i < object.count; ++i, node = nameAfter(object, node)) {
        names.push_back({object.hashes[i], node, i});
    }
    const auto compare = [&](const Entry& a, const Entry& b) {
        return compareNames(object.text, object.nodes[a.node], object.nodes[b.node]);
    };
    std::sort(names.begin(), names.end(), [&](const Entry& a, const Entry& b) {
        if (a.hash != b.hash) {
            return a.hash < b.hash;
        }
        const int order = compare(a, b);
        return order != 0 ? order < 0 : a.number < b.number;
    });
    for (std::size_t i = 1, first = 0; i < names.size() && out.size() < maxDuplicates; ++i) {
        if (names[i].hash != names[first].hash || compare(names[i], names[first]) != 0) {
            first = i;
        } else if (names[i].number >= smallObject) {
            out.push_back(makeDuplicate(object.text, object.nodes[names[first].node], object.nodes[names[i].node]));
        }
    }
}

} // namespace

int compareNames(std::string_view text, const Node& a, const Node& b) {
    if (!a.hasEscapes && !b.hasEscapes) {
        return inner(text, a).compare(inner(text, b));
    }
    Unescaper left(inner(text, a), LoneSurrogate::Keep);
    Unescaper right(inner(text, b), LoneSurrogate::Keep);
    for (;;) {
        const int l = left.next();
        const int r = right.next();
        if (l != r || l < 0) {
            return l - r;
        }
    }
}

Duplicate makeDuplicate(std::string_view text, const Node& first, const Node& second) {
    Duplicate duplicate{{first.offset, first.length}, {second.offset, second.length}, {}};
    unescape(inner(text, second), LoneSurrogate::Replace, duplicate.name);
    return duplicate;
}

void checkLastName(const OpenObject& object, std::uint32_t lastName, std::vector<Duplicate>& out) {
    const std::uint32_t hash = object.hashes[object.count - 1];
    const std::uint32_t* end = object.hashes + object.count - 1;
    if (std::find(object.hashes, end, hash) == end) {
        return; // the filter's false alarm
    }
    std::uint32_t node = object.firstName;
    for (const std::uint32_t* h = object.hashes; h != end; ++h, node = nameAfter(object, node)) {
        if (*h == hash && compareNames(object.text, object.nodes[node], object.nodes[lastName]) == 0) {
            out.push_back(makeDuplicate(object.text, object.nodes[node], object.nodes[lastName]));
            return;
        }
    }
}

void checkLargeObject(const OpenObject& object, NameTable& table, std::vector<Duplicate>& out) {
    const std::size_t size = std::bit_ceil(std::size_t{object.count} * 2);
    if (table.size() < size) {
        table.resize(size);
    }
    std::fill_n(table.begin(), size, 0); // 0: a free place, since node 0 is the outermost value and never a name
    // Honest names need about one and a half looks each; many more mean names made to collide.
    std::size_t looksLeft = std::size_t{object.count} * 8;
    const std::size_t before = out.size();
    std::uint32_t node = object.firstName;
    for (std::uint32_t i = 0; i < object.count && out.size() < maxDuplicates; ++i, node = nameAfter(object, node)) {
        const std::uint32_t hash = object.hashes[i];
        std::size_t place = hash & (size - 1);
        bool repeated = false;
        while (table[place] != 0 && !repeated) {
            if (looksLeft-- == 0) {
                out.resize(before);
                checkBySorting(object, out);
                return;
            }
            const Node& earlier = object.nodes[static_cast<std::uint32_t>(table[place])];
            if (table[place] >> 32 == hash && compareNames(object.text, earlier, object.nodes[node]) == 0) {
                repeated = true;
                if (i >= smallObject) {
                    out.push_back(makeDuplicate(object.text, earlier, object.nodes[node]));
                }
            }
            place = (place + 1) & (size - 1);
        }
        if (!repeated) {
            table[place] = std::uint64_t{hash} << 32 | node;
        }
    }
}

} // namespace twb::json
