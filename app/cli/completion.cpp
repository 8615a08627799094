// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include "cli/verb_table.h"
#include "jose/algorithm_table.h"
#include "jose/encryption_table.h"

#include <algorithm>
#include <array>
#include <vector>

namespace twb::cli {

namespace {

using Words = std::vector<std::string>;

struct KnownValues {
    std::string_view option;
    std::string_view words;
};

/// Lists of values in the help of a verb: after which word they stand.
constexpr auto listedValues = std::to_array<KnownValues>({{"--grant", "Grants:"},
                                                          {"--auth", "Methods:"},
                                                          {"--fault", "Faults:"},
                                                          {"--format", "FORMAT:"},
                                                          {"--to", "FORMAT:"}});

/// Values that stand in the help as prose only.
constexpr auto knownValues = std::to_array<KnownValues>({
    {"--key-encoding", "utf8 base64 base64url hex"},
    {"--type", "RSA EC OKP oct"},
    {"--curve", "P-256 P-384 P-521 secp256k1 Ed25519 Ed448 X25519 X448"},
    {"--preset", "generic heflo sensecrypt caf-rest caf-exchange caf-oauth"},
    {"--token-hint", "access_token refresh_token"},
});
Words split(std::string_view text, char separator) {
    Words words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::string join(const Words& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

/// The words after a label, on its line and the indented ones below, up to a comma.
Words listedAfter(std::string_view label, std::string_view help) {
    const std::size_t at = help.find(label);
    if (at == std::string_view::npos) {
        return {};
    }
    std::string text;
    for (help.remove_prefix(at + label.size()); !help.empty() && help.front() != ','; help.remove_prefix(1)) {
        if (help.front() == '\n' && !help.substr(1).starts_with(' ')) {
            break;
        }
        text += help.front() == '\n' ? ' ' : help.front();
    }
    Words words = split(text, ' ');
    std::erase(words, std::string());
    return words;
}

/// The words that may stand after the option; none if any text may.
Words choices(const VerbSpec& verb, const OptionSpec& option) {
    Words words;
    if (option.name == "--alg" && verb.name == "encrypt") {
        for (const jose::KeyManagement& row : jose::allKeyManagement()) {
            words.emplace_back(row.name);
        }
    } else if (option.name == "--alg") {
        for (const jose::Algorithm& row : jose::allAlgorithms()) {
            words.emplace_back(row.name);
        }
    } else if (option.name == "--enc") {
        for (const jose::ContentEncryption& row : jose::allContentEncryption()) {
            words.emplace_back(row.name);
        }
    } else if (const auto listed = std::ranges::find(listedValues, option.name, &KnownValues::option);
               listed != listedValues.end()) {
        words = listedAfter(listed->words, verb.more);
    } else if (option.value == "FORM") {
        const bool isSigned = verb.name == "sign" || verb.name == "convert";
        words = split(isSigned ? "compact flattened general detached" : "compact flattened general", ' ');
    } else if (const auto known = std::ranges::find(knownValues, option.name, &KnownValues::option);
               known != knownValues.end()) {
        words = split(known->words, ' ');
    } else if (option.value.find('|') != std::string_view::npos) {
        words = split(option.value, '|');
        std::erase_if(words, [](const std::string& word) { // what stands for something else is in capitals
            return word == "-" || std::ranges::any_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
        });
    }
    return words;
}

bool takesFile(const OptionSpec& option) {
    constexpr auto files = std::to_array<std::string_view>({"FILE", "F", "KEYFILE", "JWKS", "B"});
    return std::ranges::find(files, option.value) != files.end();
}

/// Every option of the verb, those of the key included.
std::vector<OptionSpec> optionsOf(const VerbSpec& verb) {
    std::vector<OptionSpec> options(verb.options.begin(), verb.options.end());
    if (verb.takesKey) {
        for (const OptionSpec& option : keyOptions()) {
            if (std::ranges::find(options, option.name, &OptionSpec::name) == options.end()) {
                options.push_back(option);
            }
        }
    }
    options.push_back({"--json", "", "prints exactly one JSON object"});
    return options;
}

/// The first words of the verbs, or the second ones after a first.
Words verbWords(std::string_view first) {
    Words words;
    for (const VerbSpec& verb : verbs()) {
        const Words parts = split(verb.name, ' ');
        const std::string* word = first.empty() ? &parts.front() : nullptr;
        if (parts.size() > 1 && parts.front() == first) {
            word = &parts[1];
        }
        if (word != nullptr && std::ranges::find(words, *word) == words.end()) {
            words.push_back(*word);
        }
    }
    return words;
}

/// First words after which a second one may stand: key, profile, request.
Words groups() {
    Words words;
    for (const std::string& first : verbWords({})) {
        if (!verbWords(first).empty()) {
            words.push_back(first);
        }
    }
    return words;
}

std::string bashScript() {
    std::string script = "# Completes twb in bash; in zsh after bashcompinit. Made by: twb completion bash\n"
                         "_twb() {\n"
                         "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb= i\n"
                         "    COMPREPLY=()\n"
                         "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                         "        [[ ${COMP_WORDS[i]} == -* && -z $verb ]] && continue\n"
                         "        case \"$verb${verb:+ }${COMP_WORDS[i]}\" in\n";
    Words names;
    for (const std::string& first : verbWords({})) {
        names.push_back("\"" + first + "\"");
        for (const std::string& second : verbWords(first)) {
            names.push_back("\"" + first + " " + second + "\"");
        }
    }
    std::string pattern;
    for (const std::string& name : names) {
        pattern += (pattern.empty() ? "" : "|") + name;
    }
    script += "        " + pattern + ") verb=\"$verb${verb:+ }${COMP_WORDS[i]}\" ;;\n";
    script += "        *) break ;;\n        esac\n    done\n    case \"$verb $before\" in\n";
    for (const VerbSpec& verb : verbs()) {
        for (const OptionSpec& option : optionsOf(verb)) {
            const std::string label = "    \"" + std::string(verb.name) + " " + std::string(option.name) + "\") ";
            if (const Words words = choices(verb, option); !words.empty()) {
                script += label + "COMPREPLY=($(compgen -W \"" + join(words) + "\" -- \"$word\")); return ;;\n";
            } else if (takesFile(option)) {
                script += label + "COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n";
            } else if (!option.value.empty()) {
                script += label + "return ;;\n"; // any text
            }
        }
    }
    script += "    esac\n    local words=\n    case \"$verb\" in\n    \"\") words=\"" + join(verbWords({})) +
              " --json --help --version\" ;;\n";
    for (const std::string& group : groups()) {
        if (findVerb(group) == nullptr) {
            script += "    \"" + group + "\") words=\"" + join(verbWords(group)) + "\" ;;\n";
        }
    }
    for (const VerbSpec& verb : verbs()) {
        Words words = verbWords(verb.name); // of "request", which is a verb as well
        for (const OptionSpec& option : optionsOf(verb)) {
            words.emplace_back(option.name);
        }
        if (verb.name == "help") {
            words = verbWords({});
        }
        script += "    \"" + std::string(verb.name) + "\") words=\"" + join(words) + "\" ;;\n";
    }
    return script + "    esac\n"
                    "    if [[ $word == @* ]]; then\n"
                    "        COMPREPLY=($(compgen -P @ -f -- \"${word#@}\"))\n"
                    "    else\n"
                    "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                    "    fi\n"
                    "}\n"
                    "complete -o filenames -F _twb twb\n";
}

/// In single quotes of fish.
std::string fishQuoted(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) {
        quoted += (c == '\'' || c == '\\' ? "\\" : "") + std::string(1, c);
    }
    return quoted + "'";
}

std::string fishScript() {
    std::string script = "# Completes twb in fish. Made by: twb completion fish\n"
                         "function __twb_words\n"
                         "    set -l words (commandline -opc)\n"
                         "    set -l found\n"
                         "    for word in $words[2..-1]\n"
                         "        string match -q -- '-*' $word; and break\n"
                         "        set -a found $word\n"
                         "    end\n"
                         "    string join ' ' -- $found\n"
                         "end\n"
                         "function __twb_is\n"
                         "    test (__twb_words) = \"$argv\"; or string match -q -- \"$argv *\" (__twb_words)\n"
                         "end\n"
                         "complete -c twb -f\n";
    const auto addWords = [&script](const std::string& first, const Words& words) {
        for (const std::string& word : words) {
            const VerbSpec* verb = findVerb(first.empty() ? word : first + " " + word);
            script += "complete -c twb -n " + fishQuoted("test (__twb_words) = \"" + first + "\"") + " -a " + word;
            script += verb == nullptr ? "\n" : " -d " + fishQuoted(verb->summary) + "\n";
        }
    };
    addWords({}, verbWords({}));
    for (const std::string& group : groups()) {
        addWords(group, verbWords(group));
    }
    for (const VerbSpec& verb : verbs()) {
        for (const OptionSpec& option : optionsOf(verb)) {
            script += "complete -c twb -n " + fishQuoted("__twb_is " + std::string(verb.name)) + " -l " +
                      std::string(option.name.substr(2)) + " -d " + fishQuoted(option.help);
            if (const Words words = choices(verb, option); !words.empty()) {
                script += " -x -a " + fishQuoted(join(words));
            } else if (!option.value.empty()) {
                script += takesFile(option) ? " -r -F" : " -x";
            }
            script += "\n";
        }
    }
    return script;
}

/// Text of the man macros: hyphens stay hyphens, and no line begins with a dot by chance.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '-') {
            out += "\\-";
        } else if (c == '\\') {
            out += "\\e";
        } else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
            out += "\\&" + std::string(1, c);
        } else {
            out += c;
        }
    }
    return out;
}

void addOptionRows(std::string& page, std::span<const OptionSpec> options) {
    for (const OptionSpec& option : options) {
        page += ".TP\n.B " + roff(option.name) + (option.value.empty() ? "" : " \\fI" + roff(option.value) + "\\fR") +
                "\n" + roff(option.help) + "\n";
    }
}

} // namespace

Answer<std::string> completionScript(std::string_view shell) {
    if (shell == "bash") {
        return bashScript();
    }
    if (shell == "zsh") {
        return "#compdef twb\nautoload -U +X compinit bashcompinit && compinit && bashcompinit\n" + bashScript();
    }
    if (shell == "fish") {
        return fishScript();
    }
    return usage("completion is for bash, zsh or fish");
}

std::string manualPage() {
    std::string page = ".TH TWB 1 \"\" \"Token Workbench\"\n.SH NAME\n"
                       "twb \\- reads, checks, signs, encrypts and explains JOSE tokens\n"
                       ".SH SYNOPSIS\n.B twb\n[\\fB\\-\\-json\\fR] \\fIVERB\\fR [\\fIoptions\\fR] [\\fIINPUT\\fR]\n"
                       ".SH DESCRIPTION\n"
                       "INPUT is the token itself; @FILE reads a file; \\- or nothing reads standard input.\n"
                       ".SH VERBS\n";
    for (const VerbSpec& verb : verbs()) {
        page += ".SS twb " + roff(verb.name) + " " + roff(verb.synopsis) + "\n" + roff(verb.summary) + "\n";
        addOptionRows(page, verb.options);
        if (verb.takesKey) {
            page += ".PP\nKEY: see below.\n";
        }
        if (!verb.more.empty()) {
            page += ".PP\n.nf\n" + roff(verb.more) + ".fi\n";
        }
    }
    page += ".SH KEY\n";
    addOptionRows(page, keyOptions());
    return page + ".SH EXIT STATUS\n.TP\n0\nyes, or done\n.TP\n1\nthe answer is no\n.TP\n2\n"
                  "usage, or an input or key that cannot be read\n.TP\n3\nnetwork\n"
                  ".SH ENVIRONMENT\n.TP\n.B TWB_SECRET\na symmetric secret, as by \\-\\-secret\n"
                  ".TP\n.B TWB_PASSWORD\nthe password of an encrypted key, as by \\-\\-password\n";
}

} // namespace twb::cli
