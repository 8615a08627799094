// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

/// Cadastro de Pessoas Físicas: eleven digits, the last two of them check digits modulo 11.
namespace twb::profiles {

enum class CpfState : std::uint8_t {
    Valid,
    Length,      ///< not eleven digits
    Characters,  ///< something else than digits (and, in their places, dots and the hyphen)
    EqualDigits, ///< satisfies the arithmetic but is never issued
    CheckDigits
};

/// Checks `11144477735` or `111.444.777-35`.
CpfState checkCpf(std::string_view text);
/// The two check digits that the first nine of eleven digits give.
std::string cpfCheckDigits(std::string_view digits);
/// `111.444.777-35` from eleven digits; any other text comes back as it is.
std::string formatCpf(std::string_view digits);

} // namespace twb::profiles
