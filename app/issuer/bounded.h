// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace twb::issuer {

/// A map that never holds more than so many entries: the oldest goes.
template <typename Value>
class Bounded {
public:
    explicit Bounded(std::size_t capacity)
        : m_capacity(capacity) {}
    Bounded(const Bounded&) = delete;
    Bounded& operator=(const Bounded&) = delete;

    Value* find(std::string_view key) {
        const auto place = m_places.find(key);
        return place == m_places.end() ? nullptr : &place->second->second;
    }
    /// Replaces an entry of the same key, which becomes the newest.
    Value& put(std::string key, Value value) {
        erase(key);
        if (m_entries.size() >= m_capacity) {
            erase(std::string(m_entries.front().first));
        }
        m_entries.emplace_back(std::move(key), std::move(value));
        const auto last = std::prev(m_entries.end());
        m_places.emplace(last->first, last); // the list's nodes stay where they are
        return last->second;
    }
    void erase(std::string_view key) {
        const auto place = m_places.find(key);
        if (place != m_places.end()) {
            const auto entry = place->second;
            m_places.erase(place);
            m_entries.erase(entry);
        }
    }
    template <typename Predicate>
    Value* findIf(Predicate&& wanted) {
        for (auto& [key, value] : m_entries) {
            if (wanted(value)) {
                return &value;
            }
        }
        return nullptr;
    }
    template <typename F>
    void forEach(F&& f) {
        for (auto& [key, value] : m_entries) {
            f(value);
        }
    }
    std::size_t size() const { return m_entries.size(); }

private:
    using Entries = std::list<std::pair<const std::string, Value>>;
    std::size_t m_capacity;
    Entries m_entries;
    std::unordered_map<std::string_view, typename Entries::iterator> m_places;
};

} // namespace twb::issuer
