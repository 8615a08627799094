// SPDX-License-Identifier: Apache-2.0
#include "issuer/client_authentication.h"
#include "issuer/grants.h"
#include "issuer/json_object.h"
#include "issuer/pages.h"

namespace twb::issuer {
namespace {

/// Letters that are neither vowels nor mistaken for others: RFC 8628 §6.1 proposes these twenty.
constexpr std::string_view letters = "BCDFGHJKLMNPQRSTVWXZ";

Result<std::string> makeUserCode(RandomSource& random) {
    const auto octets = random.bytes(8);
    if (!octets) {
        return passOn(octets);
    }
    std::string code;
    for (const std::uint8_t octet : *octets) {
        if (code.size() == 4) {
            code += '-';
        }
        code += letters[octet % letters.size()];
    }
    return code;
}

/// As people type it: any case, with or without the hyphen.
std::string normalised(std::string_view entered) {
    std::string code;
    for (const char c : entered) {
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (letters.find(upper) != std::string_view::npos) {
            if (code.size() == 4) {
                code += '-';
            }
            code += upper;
        }
    }
    return code;
}

Answer<Response> begin(Call& call) {
    const auto client = authenticateClient(call, endpoint::deviceAuthorization, PublicClients::Welcome);
    if (!client) {
        return tl::unexpected<Refusal>(client.error());
    }
    if (!client->allowsGrant(grant::deviceCode)) {
        return refuse(400, "unauthorized_client",
                      finding("grant-client", "The client may not use this grant.",
                              client->id + " is registered for " + join(client->grants, ", ") + ".",
                              "device_code is not registered"));
    }
    auto scope = grantedScope(*client, call.form["scope"]);
    if (!scope) {
        return tl::unexpected<Refusal>(scope.error());
    }
    auto deviceCode = call.state.randomText(32);
    auto userCode = makeUserCode(call.state.random);
    if (!deviceCode || !userCode) {
        return serverFault(!deviceCode ? deviceCode.error() : userCode.error());
    }
    const Settings& settings = call.state.settings;
    DeviceRecord device;
    device.clientId = client->id;
    device.scope = std::move(*scope);
    device.userCode = *userCode;
    device.subject = settings.userName;
    device.expires = call.now + settings.deviceLife;
    device.interval = settings.deviceInterval;
    device.state =
        settings.consent == Settings::Consent::Given ? DeviceRecord::State::Allowed : DeviceRecord::State::Pending;
    Response response = jsonResponse(
        200, JsonObject()
                 .text("device_code", *deviceCode)
                 .text("user_code", *userCode)
                 .text("verification_uri", call.state.url(endpoint::device))
                 .text("verification_uri_complete", call.state.url(endpoint::device) + "?user_code=" + *userCode)
                 .number("expires_in", settings.deviceLife.count())
                 .number("interval", settings.deviceInterval.count())
                 .finish());
    call.state.devices.put(std::move(*deviceCode), std::move(device));
    call.note.summary += "code " + *userCode;
    return response;
}

} // namespace

Response deviceAuthorization(Call& call) {
    auto response = begin(call);
    return response ? std::move(*response) : answer(response.error(), call.note);
}

Response devicePage(Call& call) {
    const std::string_view entered = call.form["user_code"];
    if (entered.empty()) {
        return page::deviceCode(endpoint::device, {}, {});
    }
    const std::string code = normalised(entered);
    DeviceRecord* device = call.state.devices.findIf([&](const DeviceRecord& each) {
        return each.userCode == code && each.state == DeviceRecord::State::Pending && call.now < each.expires;
    });
    if (device == nullptr) {
        call.note.summary = "unknown code";
        return page::deviceCode(endpoint::device, entered, "No device waits with this code.");
    }
    if (call.request.method != "POST") {
        return page::question("Connect the device?", device->clientId, call.state.settings.userName, device->scope,
                              endpoint::device, {{"user_code", code}});
    }
    const bool allow = call.form["decision"] == "allow";
    device->state = allow ? DeviceRecord::State::Allowed : DeviceRecord::State::Denied;
    call.note.summary = allow ? "allowed " + code : "denied " + code;
    return page::message(200, allow ? "The device is connected" : "The device was refused",
                         "You can close this page and go on at the device.");
}

} // namespace twb::issuer
