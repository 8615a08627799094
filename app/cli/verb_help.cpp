// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"
#include "cli/verbs.h"

namespace twb::cli {

Answer<Exit> runHelp(Session& session) {
    std::string name;
    for (const std::string& word : session.arguments.plain()) { // "help key convert" is two words
        name += (name.empty() ? "" : " ") + word;
    }
    std::string text;
    if (name.empty()) {
        text = helpText();
    } else if (const VerbSpec* verb = findVerb(name)) {
        text = helpText(*verb);
    } else if (name == "key") {
        for (const VerbSpec& each : verbs()) {
            text += each.name.starts_with("key ") ? helpText(each) + "\n" : std::string();
        }
    } else {
        return usage("there is no such verb; twb help lists them");
    }
    session.output.write(session.output.json() ? JsonObject().text("help", text).finish() + "\n" : text);
    return Exit::Yes;
}

Answer<Exit> runCompletion(Session& session) {
    if (session.arguments.plain().empty()) {
        return usage("completion needs a shell: bash, zsh or fish");
    }
    const auto script = completionScript(session.arguments.plain().front());
    if (!script) {
        return passOn(script);
    }
    session.output.write(session.output.json() ? JsonObject().text("script", *script).finish() + "\n" : *script);
    return Exit::Yes;
}

Answer<Exit> runManual(Session& session) {
    const std::string page = manualPage();
    session.output.write(session.output.json() ? JsonObject().text("manual", page).finish() + "\n" : page);
    return Exit::Yes;
}

} // namespace twb::cli
