// SPDX-License-Identifier: Apache-2.0
#include "issuer/settings.h"

namespace twb::issuer {
namespace {

struct FaultName {
    Fault fault;
    std::string_view name;
};
constexpr FaultName faultNames[] = {
    {Fault::None, "correct"},
    {Fault::ExpiredTokens, "expired"},
    {Fault::WrongAudience, "wrong-audience"},
    {Fault::BadSignature, "bad-signature"},
    {Fault::UnknownKid, "unknown-kid"},
    {Fault::KeyRotation, "key-rotation"},
    {Fault::SlowAnswers, "slow"},
    {Fault::Error500, "error-500"},
    {Fault::Html, "html"},
};

std::shared_ptr<const Secret> shared(std::string_view text) {
    return std::make_shared<const Secret>(Secret::fromText(text));
}

} // namespace

std::string_view name(Fault fault) {
    for (const FaultName& row : faultNames) {
        if (row.fault == fault) {
            return row.name;
        }
    }
    return {};
}

std::optional<Fault> findFault(std::string_view name) {
    for (const FaultName& row : faultNames) {
        if (row.name == name) {
            return row.fault;
        }
    }
    return std::nullopt;
}

VendorSettings VendorSettings::samples() {
    VendorSettings vendors;
    vendors.senseCryptApiKey = shared(sampleApiKey);
    vendors.senseCryptMobileApiKey = shared(sampleMobileApiKey);
    vendors.senseCryptJwtSecret = shared(sampleJwtSecret);
    vendors.cafClientId = sampleCafClientId;
    vendors.cafClientSecret = shared(sampleCafClientSecret);
    return vendors;
}

Settings Settings::samples() {
    Settings settings;
    settings.userPassword = shared(sampleUserPassword);
    settings.vendors = VendorSettings::samples();
    return settings;
}

} // namespace twb::issuer
