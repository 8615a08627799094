// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/verb_table.h"

#include <vector>

namespace twb::cli {

/// What was typed after the verb. Values may be secrets and are wiped on destruction.
class Arguments {
public:
    Arguments() = default;
    Arguments(Arguments&&) = default;
    Arguments& operator=(Arguments&&) = default;
    Arguments(const Arguments&) = delete;
    Arguments& operator=(const Arguments&) = delete;
    ~Arguments();

    bool has(std::string_view option) const;
    /// nullptr if the option was not given.
    const std::string* value(std::string_view option) const;
    /// Empty if the option was not given.
    std::string_view text(std::string_view option) const;
    std::vector<std::string_view> values(std::string_view option) const;
    /// The texts that belong to no option: INPUT, or the verb of `help`.
    const std::vector<std::string>& plain() const { return m_plain; }

    struct Given {
        std::string_view option; ///< of the table
        std::string value;
    };
    void add(std::string_view option, std::string value) { m_given.push_back({option, std::move(value)}); }
    void addPlain(std::string text) { m_plain.push_back(std::move(text)); }

private:
    std::vector<Given> m_given;
    std::vector<std::string> m_plain;
};

/// The command line taken apart.
struct CommandLine {
    enum class Wish { RunVerb, ShowHelp, ShowVersion };
    Wish wish = Wish::RunVerb;
    const VerbSpec* verb = nullptr; ///< nullptr for the overview and the version
    Arguments arguments;
};

/// True if `--json` stands anywhere before a `--`: needed before anything can go wrong.
bool wantsJson(std::span<char* const> words);

/// Reads the words after the program's name. Only the parser of the verb that was named is built.
/// @errors usage; nothing of a value is repeated in the message
Answer<CommandLine> readCommandLine(std::span<char* const> words);

} // namespace twb::cli
