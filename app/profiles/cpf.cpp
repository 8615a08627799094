// SPDX-License-Identifier: Apache-2.0
#include "profiles/cpf.h"

#include <algorithm>
#include <array>

namespace twb::profiles {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// The eleven digits of `11144477735` or `111.444.777-35`; empty if the text has another shape.
std::string digitsOf(std::string_view text) {
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool mark = text.size() == 14 && (((i == 3 || i == 7) && c == '.') || (i == 11 && c == '-'));
        if (isDigit(c)) {
            digits.push_back(c);
        } else if (!mark) {
            return {};
        }
    }
    return digits;
}

int checkDigit(std::string_view digits) {
    int sum = 0;
    int weight = static_cast<int>(digits.size()) + 1;
    for (const char c : digits) {
        sum += (c - '0') * weight--;
    }
    const int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
}

} // namespace

CpfState checkCpf(std::string_view text) {
    const std::string digits = digitsOf(text);
    if (digits.empty() && !text.empty()) {
        return CpfState::Characters;
    }
    if (digits.size() != 11) {
        return CpfState::Length;
    }
    if (std::all_of(digits.begin(), digits.end(), [&](char c) { return c == digits.front(); })) {
        return CpfState::EqualDigits;
    }
    const std::string_view view = digits;
    const bool good =
        checkDigit(view.substr(0, 9)) == view[9] - '0' && checkDigit(view.substr(0, 10)) == view[10] - '0';
    return good ? CpfState::Valid : CpfState::CheckDigits;
}

std::string cpfCheckDigits(std::string_view digits) {
    std::string base(digits.substr(0, 9));
    base += static_cast<char>('0' + checkDigit(base));
    base += static_cast<char>('0' + checkDigit(base));
    return base.substr(9);
}

std::string formatCpf(std::string_view digits) {
    if (digits.size() != 11 || !std::all_of(digits.begin(), digits.end(), isDigit)) {
        return std::string(digits);
    }
    std::string text(digits);
    text.insert(9, 1, '-');
    text.insert(6, 1, '.');
    text.insert(3, 1, '.');
    return text;
}

} // namespace twb::profiles
