// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.h"

#include "base/secret.h"

#include <algorithm>
#include <CLI/CLI.hpp>

namespace twb::cli {

namespace {

/// A word as it may be repeated in a message: names of options and verbs only, never a value.
std::string harmless(std::string_view word) {
    const std::string_view name = word.substr(0, word.find('='));
    const bool plain =
        std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; });
    return plain && name.size() <= 24 && !name.empty() ? "\"" + std::string(name) + "\"" : "(a text)";
}

struct ParserOption {
    const OptionSpec* spec;
    CLI::Option* option;
};

void addOptions(CLI::App& parser, std::span<const OptionSpec> specs, std::vector<ParserOption>& options) {
    for (const OptionSpec& spec : specs) {
        CLI::Option* option = spec.value.empty() ? parser.add_flag(std::string(spec.name))
                                                 : parser.add_option(std::string(spec.name))->expected(1);
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
        options.push_back({&spec, option});
    }
}

/// CLI11's own messages repeat what was typed, which may be a secret: only the kind of fault is taken over.
Failure describe(const CLI::ParseError& fault, const VerbSpec& verb, const std::vector<std::string>& words) {
    std::string detail;
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&fault) != nullptr) {
        detail = "an option of \"" + std::string(verb.name) + "\" is without its value";
        if (!words.empty() && words.back().starts_with("--")) {
            detail = harmless(words.back()) + " needs a value";
        }
    } else {
        detail = "the options of \"" + std::string(verb.name) + "\" cannot be read";
    }
    return Failure{Error{ErrorCode::Usage, detail, {}}, {}, {}};
}

Answer<void> checkExtras(const VerbSpec& verb, const std::vector<std::string>& extras, Arguments& arguments) {
    const std::size_t allowed = verb.input == VerbSpec::Input::None ? 0 : 1;
    const bool isHelp = verb.name == "help";
    for (const std::string& word : extras) {
        if (word.size() > 1 && word.front() == '-') {
            return usage("\"" + std::string(verb.name) + "\" knows no option " + harmless(word) + "; see twb help " +
                         std::string(verb.name));
        }
        if (arguments.plain().size() >= (isHelp ? 2 : allowed)) {
            return usage("\"" + std::string(verb.name) +
                         (allowed == 0 && !isHelp ? "\" takes no text besides its options"
                                                  : "\" takes one text; put quotes around it"));
        }
        arguments.addPlain(word);
    }
    return {};
}

Answer<Arguments> parse(const VerbSpec& verb, std::vector<std::string> words) {
    CLI::App parser;
    parser.set_help_flag();
    parser.allow_extras();
    parser.allow_windows_style_options(false);
    std::vector<ParserOption> options;
    if (verb.takesKey) {
        addOptions(parser, keyOptions(), options);
    }
    addOptions(parser, verb.options, options);
    static constexpr OptionSpec json{"--json", "", "", OptionSpec::Times::Repeated};
    addOptions(parser, {&json, 1}, options);

    Arguments arguments;
    std::vector<std::string> reversed(words.rbegin(), words.rend()); // as CLI11 wants it
    try {
        parser.parse(std::move(reversed));
    } catch (const CLI::ParseError& fault) {
        return tl::unexpected<Failure>(describe(fault, verb, words));
    }
    for (const ParserOption& option : options) {
        if (option.option->count() > 1 && option.spec->times == OptionSpec::Times::Once) {
            return usage(std::string(option.spec->name) + " was given more than once");
        }
        for (const std::string& value : option.option->results()) {
            arguments.add(option.spec->name, value);
        }
    }
    if (auto fine = checkExtras(verb, parser.remaining(), arguments); !fine) {
        return passOn(fine);
    }
    return arguments;
}

} // namespace

Arguments::~Arguments() {
    for (Given& given : m_given) {
        wipeText(given.value);
    }
}

bool Arguments::has(std::string_view option) const {
    return value(option) != nullptr;
}

const std::string* Arguments::value(std::string_view option) const {
    const auto found = std::ranges::find(m_given, option, &Given::option);
    return found == m_given.end() ? nullptr : &found->value;
}

std::string_view Arguments::text(std::string_view option) const {
    const std::string* found = value(option);
    return found == nullptr ? std::string_view() : std::string_view(*found);
}

std::vector<std::string_view> Arguments::values(std::string_view option) const {
    std::vector<std::string_view> found;
    for (const Given& given : m_given) {
        if (given.option == option) {
            found.push_back(given.value);
        }
    }
    return found;
}

bool wantsJson(std::span<char* const> words) {
    for (const std::string_view word : words) {
        if (word == "--json") {
            return true;
        }
        if (word == "--") {
            break;
        }
    }
    return false;
}

Answer<CommandLine> readCommandLine(std::span<char* const> words) {
    CommandLine line;
    // Before the verb: --json, --version, --help.
    std::size_t at = 0;
    for (; at < words.size() && words[at][0] == '-'; ++at) {
        const std::string_view word = words[at];
        if (word == "--version") {
            line.wish = CommandLine::Wish::ShowVersion;
            return line;
        }
        if (word == "--help" || word == "-h") {
            line.wish = CommandLine::Wish::ShowHelp;
            return line;
        }
        if (word != "--json") {
            return usage("before the verb stands only --json, --help or --version, not " + harmless(word));
        }
    }
    if (at == words.size()) {
        return usage("a verb is missing");
    }
    std::string verbName = words[at++];
    if ((verbName == "key" || verbName == "profile") && at < words.size() && words[at][0] != '-') {
        verbName += " " + std::string(words[at++]);
    }
    if (verbName == "request" && at < words.size() && findVerb("request " + std::string(words[at])) != nullptr) {
        verbName += " " + std::string(words[at++]);
    }
    line.verb = findVerb(verbName);
    const std::vector<std::string> rest(words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
    const bool wantsHelp = std::ranges::any_of(rest, [](const std::string& w) { return w == "--help"; });
    if (line.verb == nullptr && verbName.starts_with("key")) {
        if (verbName == "key" && wantsHelp) {
            line.wish = CommandLine::Wish::ShowHelp;
            return line;
        }
        return usage("\"key\" is followed by generate, inspect, convert or match");
    }
    if (line.verb == nullptr && verbName.starts_with("profile")) {
        return usage("\"profile\" is followed by show; \"profiles\" lists them");
    }
    if (line.verb == nullptr) {
        return usage("there is no verb " + harmless(verbName));
    }
    if (wantsHelp) {
        line.wish = CommandLine::Wish::ShowHelp;
        return line;
    }
    auto arguments = parse(*line.verb, rest);
    if (!arguments) {
        return passOn(arguments);
    }
    line.arguments = std::move(*arguments);
    return line;
}

} // namespace twb::cli
