// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"
#include "doctor/reading.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Keeps personal values, signatures, keys and secrets out of what is handed on.
namespace twb::doctor {

enum class PersonalData : std::uint8_t { Masked, Shown };
enum class SignaturePart : std::uint8_t { LeftOff, Shown };

/// Learns from one token what must not be said, then cleans texts.
///
/// Personal are: values of members with a personal name (name, email, phone_number, peopleId, cpf …), and wherever they
/// stand: e-mail addresses and numbers of eleven digits, as a CPF has. Keys, secrets, passwords and private members of
/// JWKs are left out always, by whatever switch.
class Masker {
public:
    /// @param keyText  the key field, so that no copy of it gets through; may be empty. Not kept beyond the Masker.
    Masker(const Reading& reading, std::string_view keyText, PersonalData personal, SignaturePart signature);
    ~Masker();
    Masker(const Masker&) = delete;
    Masker& operator=(const Masker&) = delete;

    /// Free text: evidence.
    std::string text(std::string_view text) const;
    /// Indented JSON of header or payload with the values masked; a part that is no JSON as cleaned text.
    std::string part(const Part& part) const;
    /// There is at least one value in header or payload that part() masks.
    bool hidesSomething() const { return m_hides; }

private:
    void learn(const json::Value& value, bool personal);
    std::string pretty(const json::Value& value, int depth, bool personal, bool inKey) const;
    std::string cutTokens(std::string text) const;

    std::string m_token;
    std::string m_signature;
    Secret m_key;
    std::set<std::string> m_personal; ///< values that were seen under a personal name, or are personal by themselves
    bool m_maskPersonal;
    bool m_cutSignature;
    bool m_hides = false;
};

/// Hides e-mail addresses and numbers of eleven digits (CPF, right or wrong) wherever they stand in a text.
std::string maskPersonalValues(std::string_view text);
/// A member whose value is about a person, by its name in English or Portuguese.
bool isPersonalName(std::string_view name);
/// A member whose value is secret.
bool isSecretName(std::string_view name);

} // namespace twb::doctor
