// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

/// The sentences about rules. %1 is the member's name or a span, %2 a value.
namespace twb::profiles::words {

inline constexpr std::string_view present = "%1 is present";
inline constexpr std::string_view isValue = "%1 is %2";
inline constexpr std::string_view fits = "%1 is one of those expected";
inline constexpr std::string_view isCpf = "%1 is a valid CPF";
inline constexpr std::string_view isUuid = "%1 is a UUID";
inline constexpr std::string_view isUri = "%1 is an address";
inline constexpr std::string_view isHttps = "%1 is an https address";
inline constexpr std::string_view isEmail = "%1 is an e-mail address";
inline constexpr std::string_view isSame = "%1 is the same as %2";
inline constexpr std::string_view isAbsent = "%1 is left out, as it should be";

inline constexpr std::string_view missing = "%1 is missing";
inline constexpr std::string_view empty = "%1 is empty";
inline constexpr std::string_view mustBeText = "%1 must be text";
inline constexpr std::string_view mustBeNumber = "%1 must be a number";
inline constexpr std::string_view mustBeDate = "%1 must be a date in whole seconds";
inline constexpr std::string_view mustBeBoolean = "%1 must be true or false, without quotes";
inline constexpr std::string_view mustBeList = "%1 must be a list";
inline constexpr std::string_view mustBeObject = "%1 must be an object";
inline constexpr std::string_view mustBeTextOrList = "%1 must be text or a list of texts";
inline constexpr std::string_view noCpf = "%1 is no valid CPF";
inline constexpr std::string_view cpfFormatted = "%1 is a CPF with dots or a hyphen";
inline constexpr std::string_view cpfNumber = "%1 is a CPF written as a number";
inline constexpr std::string_view noUuid = "%1 is no UUID";
inline constexpr std::string_view noUri = "%1 is no address";
inline constexpr std::string_view noHttps = "%1 is no https address";
inline constexpr std::string_view noEmail = "%1 is no e-mail address";
inline constexpr std::string_view mustBe = "%1 must be %2";
inline constexpr std::string_view mustBeOneOf = "%1 must be one of %2";
inline constexpr std::string_view mustBeSame = "%1 must be the same as %2";
inline constexpr std::string_view notExpected = "%1 is not the one you expect";
inline constexpr std::string_view mustNotBeThere = "%1 must not be there";
inline constexpr std::string_view notThere = "%1 is not in this token";

inline constexpr std::string_view lifetime = "Lifetime %1";
inline constexpr std::string_view lifetimeLong = "Lifetime %1, more than %2";
inline constexpr std::string_view lifetimeUnusual = "Lifetime %1 instead of %2";
inline constexpr std::string_view lifetimeUnknown = "Lifetime cannot be judged";

inline constexpr std::string_view signatureFits = "The signature was checked and fits";
inline constexpr std::string_view signatureNoKey = "The signature was not checked: no key given";
inline constexpr std::string_view signatureInvalid = "The signature does not fit the key";
inline constexpr std::string_view signatureOpen = "The signature could not be checked";

} // namespace twb::profiles::words
