// SPDX-License-Identifier: Apache-2.0
#include "cli/verbs.h"

namespace {

using namespace twb;
using namespace twb::cli;

Answer<Exit> run(std::span<char* const> words, Output& output) {
    auto line = readCommandLine(words);
    if (!line) {
        return passOn(line);
    }
    switch (line->wish) {
    case CommandLine::Wish::ShowVersion:
        if (output.json()) {
            output.line(JsonObject().text("version", TWB_VERSION).finish());
        } else {
            output.line("twb " TWB_VERSION);
        }
        return Exit::Yes;
    case CommandLine::Wish::ShowHelp: {
        const std::string text = line->verb != nullptr ? helpText(*line->verb) : helpText();
        output.write(output.json() ? JsonObject().text("help", text).finish() + "\n" : text);
        return Exit::Yes;
    }
    case CommandLine::Wish::RunVerb:
        break;
    }
    const SystemClock clock;
    Session session{line->arguments, output, clock};
    session.words = words;
    return line->verb->run(session);
}

} // namespace

int main(int count, char** words) {
    const std::span<char* const> all(words, static_cast<std::size_t>(count));
    const auto given = all.subspan(count > 0 ? 1 : 0);
    Output output(wantsJson(given) ? Output::Form::Json : Output::Form::Human);
    const Answer<Exit> answer = run(given, output);
    if (!answer) {
        output.failure(answer.error());
    }
    const Exit exit = answer ? *answer : Exit::Unusable;
    if (!output.flush()) {
        return static_cast<int>(
            Exit::Unusable); // somebody waited for this text: a full disk must not look like success
    }
    return static_cast<int>(exit);
}
