// SPDX-License-Identifier: Apache-2.0
#include "workbench/endpoint_fill.h"

#include "oauth/curl_command.h"
#include "profiles/secrets_file.h"
#include "json/tape.h"

namespace twb::workbench {

namespace {

/// api_key goes into its field; jwt_secret is kept for checking the tokens that come.
std::optional<FilledForm> readSecrets(std::string_view text, const EndpointForm& now) {
    auto secrets = profiles::readSecretsFile(*profiles::Library::builtIn(), text);
    const auto document = json::Document::parse(std::string(text));
    if (!secrets || !document) {
        return std::nullopt;
    }
    FilledForm filled{FilledForm::Kind::Secrets, {}};
    filled.form.presetId = "sensecrypt";
    if (now.presetId == filled.form.presetId) {
        filled.form = now;
    }
    filled.form.jwtSecret = std::make_shared<const Secret>(std::move(secrets->secret));
    if (const auto key = document->root().find("api_key").string()) {
        filled.form.values.secret["api_key"] = oauth::shareSecret(*key);
    }
    return filled;
}

} // namespace

Result<FilledForm> fillFromText(std::string_view text, const EndpointForm& now) {
    if (auto secrets = readSecrets(text, now)) {
        return *std::move(secrets);
    }
    auto command = oauth::readCurlCommand(text);
    if (!command) {
        auto entries = oauth::readHar(text);
        if (!entries) {
            const bool json = text.find_first_not_of(" \t\r\n") != std::string_view::npos &&
                              text[text.find_first_not_of(" \t\r\n")] == '{';
            return json ? Result<FilledForm>(passOn(entries)) : Result<FilledForm>(passOn(command));
        }
        command = std::move(entries->front());
    }
    return FilledForm{FilledForm::Kind::Request, formOf(oauth::recogniseRequest(*command))};
}

} // namespace twb::workbench
