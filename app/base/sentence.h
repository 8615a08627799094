// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/language.h"

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace twb {
inline namespace base {

/// A row of a phrase table: the same words in each language, with %1 … %9 for what is put in. Static storage.
struct Phrase {
    std::string_view english; ///< also the key under which a translator finds it
    std::string_view portuguese;
    /// The text of that language.
    std::string_view in(Language language) const;
};

/// Puts the arguments in the places %1 … %9 of a format; what is no place, or has no argument, stays as it is.
std::string filledIn(std::string_view format, std::span<const std::string> arguments);

/// What the engine has to say, before a language is chosen: phrases of a table with their arguments, and values (names,
/// numbers, pieces of a token), which are the same in every language.
class Sentence {
public:
    Sentence() = default;
    Sentence(std::string value); // NOLINT: a value is a sentence; converts on purpose, so that checks read as prose
    Sentence(std::string_view value)
        : Sentence(std::string(value)) {}
    Sentence(const char* value)
        : Sentence(std::string(value)) {}
    explicit Sentence(const Phrase& phrase, std::initializer_list<Sentence> arguments = {});
    /// Words that came in English only, and the phrase that stands for them in other languages.
    static Sentence either(std::string english, const Phrase& otherwise, Sentence more = {});

    bool empty() const { return m_pieces.empty(); }
    std::string in(Language language) const;
    std::string english() const { return in(Language::English); }
    /// With the words of somebody else: a translator of the window, who gives the English text back for what he lacks.
    std::string with(const std::function<std::string(const Phrase&)>& words) const;

    Sentence& operator+=(Sentence more);
    friend Sentence operator+(Sentence first, Sentence second) { return std::move(first += std::move(second)); }

private:
    struct Piece {
        const Phrase* phrase = nullptr; ///< null: a value
        std::string value;              ///< beside a phrase: what stands in English in its place
        std::vector<Sentence> arguments;
    };
    std::vector<Piece> m_pieces;
};

/// Never defined: calling it while compiling is the error that words outside of the table make.
void thereIsNoSuchPhrase();

/// A row of `table`, by its English words; words that are not in the table do not compile.
template <const auto& table>
class PhraseOf {
public:
    consteval PhraseOf(const char* english) // NOLINT: converts on purpose, so that checks read as prose
        : m_row(rowOf(english)) {}
    const Phrase& phrase() const { return table[m_row]; }

private:
    /// By number: GCC compares no addresses while compiling when it looks for null pointers (-fsanitize=undefined).
    static consteval std::size_t rowOf(const char* english) {
        std::size_t row = 0;
        while (row < std::size(table) && table[row].english != english) {
            ++row;
        }
        if (row == std::size(table)) {
            thereIsNoSuchPhrase();
        }
        return row;
    }

    std::size_t m_row;
};

} // namespace base
} // namespace twb
