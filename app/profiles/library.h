// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/choose.h"
#include "profiles/profile_reader.h"

#include <memory>

namespace twb::profiles {

/// The profiles that are there: the built-in ones and the person's own, in their order. Immutable; any thread.
class Library {
public:
    /// Built-in profiles only. Read once for the whole program, on first use (a millisecond or two).
    static std::shared_ptr<const Library> builtIn();
    /// The same with every *.json of a folder. A file that cannot be used is left out and named in problems(); one with
    /// the id of a built-in profile takes its place. A folder that does not exist is empty. Blocks on files.
    static std::shared_ptr<const Library> withFolder(const std::string& folder);

    std::span<const Profile> all() const { return m_profiles; }
    const Profile* find(std::string_view id) const;
    const std::vector<ProfileProblem>& problems() const { return m_problems; }
    Choice choose(const json::Value& header, const json::Value& payload) const {
        return profiles::choose(m_profiles, header, payload);
    }

private:
    void add(Profile profile);
    void sort();
    void readFile(const std::string& path, const std::string& name);

    std::vector<Profile> m_profiles;
    std::vector<ProfileProblem> m_problems;
};
using SharedLibrary = std::shared_ptr<const Library>;

/// The texts of resources/profiles, compiled in: name of the file and its content.
struct BuiltInText {
    std::string_view file;
    std::string_view json;
};
std::span<const BuiltInText> builtInTexts();

} // namespace twb::profiles
