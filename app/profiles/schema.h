// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the profile reader: reads members of JSON objects and collects what is wrong with them.
#include "profiles/profile_reader.h"
#include "json/tape.h"

namespace twb::profiles {

/// A JSON value and how messages call it.
struct Named {
    json::Value value;
    std::string path;
};

class Schema {
public:
    Schema(std::string_view text, std::string file)
        : m_text(text)
        , m_file(std::move(file)) {}

    enum class Need : std::uint8_t { Required, Optional };

    void problem(const Named& at, std::string what, std::string advice);
    void problem(const Error& error);
    const std::vector<ProfileProblem>& problems() const { return m_problems; }

    /// The member of an object; no value if absent. A missing required one is a problem of the object.
    Named member(const Named& object, std::string_view name, Need need = Need::Optional);
    /// False and a problem if the value is there and of another type.
    bool isObject(const Named& value);
    std::string text(const Named& object, std::string_view name, Need need = Need::Optional);
    bool flag(const Named& object, std::string_view name);
    std::optional<std::int64_t> whole(const Named& object, std::string_view name, std::int64_t least);
    /// A text or a list of texts.
    std::vector<std::string> texts(const Named& object, std::string_view name);
    /// The elements of a list of objects.
    std::vector<Named> objects(const Named& object, std::string_view name);
    /// Every member of the object has one of these names.
    void onlyKnown(const Named& object, std::initializer_list<std::string_view> names);
    /// The place of a word in a list of words; a problem names them all.
    std::optional<std::size_t> word(const Named& object, std::string_view name,
                                    std::span<const std::string_view> words);

private:
    std::string_view m_text;
    std::string m_file;
    std::vector<ProfileProblem> m_problems;
};

} // namespace twb::profiles
