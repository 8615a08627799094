// SPDX-License-Identifier: Apache-2.0
#include "profiles/library.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace twb::profiles {
namespace {

constexpr std::uintmax_t largestFile = std::uintmax_t{1} << 20; ///< far above any profile
constexpr std::size_t mostFiles = 500;

ProfileProblem fileProblem(const std::string& name, std::string what, std::string advice) {
    return {name, {}, {}, {}, std::move(what), std::move(advice)};
}

} // namespace

SharedLibrary Library::builtIn() {
    static const SharedLibrary library = [] {
        auto made = std::make_shared<Library>();
        for (const BuiltInText& text : builtInTexts()) {
            ProfileReading reading = readProfile(text.json, std::string(text.file));
            if (reading.profile) {
                made->m_profiles.push_back(std::move(*reading.profile));
            }
            made->m_problems.insert(made->m_problems.end(), reading.problems.begin(), reading.problems.end());
        }
        made->sort();
        return made;
    }();
    return library;
}

SharedLibrary Library::withFolder(const std::string& folder) {
    namespace fs = std::filesystem;
    std::vector<fs::path> files;
    std::error_code fault;
    for (fs::directory_iterator it(fs::path(folder), fs::directory_options::skip_permission_denied, fault), end;
         !fault && it != end && files.size() < mostFiles; it.increment(fault)) {
        if (it->path().extension() == ".json") {
            files.push_back(it->path());
        }
    }
    if (files.empty()) {
        return builtIn();
    }
    std::sort(files.begin(), files.end());
    auto library = std::make_shared<Library>(*builtIn());
    for (const fs::path& file : files) {
        library->readFile(file.string(), file.filename().string());
    }
    library->sort();
    return library;
}

void Library::readFile(const std::string& path, const std::string& name) {
    std::error_code fault;
    const std::uintmax_t size = std::filesystem::file_size(path, fault);
    if (!fault && size > largestFile) {
        m_problems.push_back(fileProblem(name, "The file is larger than 1 MB.", "A profile is a few kilobytes."));
        return;
    }
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (fault || !file) {
        m_problems.push_back(fileProblem(name, "The file cannot be read.", "Check its permissions."));
        return;
    }
    ProfileReading reading = readProfile(text.str(), name);
    m_problems.insert(m_problems.end(), reading.problems.begin(), reading.problems.end());
    if (reading.profile) {
        reading.profile->isUserOwn = true;
        reading.profile->file = name;
        add(std::move(*reading.profile));
    }
}

void Library::add(Profile profile) {
    const auto found =
        std::find_if(m_profiles.begin(), m_profiles.end(), [&](const Profile& one) { return one.id == profile.id; });
    if (found != m_profiles.end()) {
        *found = std::move(profile);
    } else {
        m_profiles.push_back(std::move(profile));
    }
}

void Library::sort() {
    std::stable_sort(m_profiles.begin(), m_profiles.end(),
                     [](const Profile& a, const Profile& b) { return a.order < b.order; });
}

const Profile* Library::find(std::string_view id) const {
    const auto found =
        std::find_if(m_profiles.begin(), m_profiles.end(), [&](const Profile& one) { return one.id == id; });
    return found != m_profiles.end() ? &*found : nullptr;
}

} // namespace twb::profiles
