// SPDX-License-Identifier: Apache-2.0
#include "base/sentence.h"

namespace twb {
inline namespace base {

std::string_view name(Language language) {
    return language == Language::Portuguese ? "pt" : "en";
}

std::optional<Language> findLanguage(std::string_view tag) {
    const std::string_view main = tag.substr(0, tag.find_first_of("-_"));
    return main == "pt"   ? std::optional(Language::Portuguese)
           : main == "en" ? std::optional(Language::English)
                          : std::nullopt;
}

std::string_view Phrase::in(Language language) const {
    return language == Language::Portuguese ? portuguese : english;
}

std::string filledIn(std::string_view format, std::span<const std::string> arguments) {
    std::string text;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const std::size_t number = format[i] == '%' && i + 1 < format.size()
                                       ? static_cast<std::size_t>(format[i + 1] - '1')
                                       : arguments.size();
        if (number < arguments.size()) {
            text += arguments[number];
            ++i;
        } else {
            text += format[i];
        }
    }
    return text;
}

Sentence::Sentence(std::string value) {
    if (!value.empty()) {
        m_pieces.push_back({nullptr, std::move(value), {}});
    }
}

Sentence::Sentence(const Phrase& phrase, std::initializer_list<Sentence> arguments)
    : m_pieces{Piece{&phrase, {}, arguments}} {}

Sentence Sentence::either(std::string english, const Phrase& otherwise, Sentence more) {
    Sentence sentence;
    sentence.m_pieces.push_back({&otherwise, std::move(english), {std::move(more)}});
    return sentence;
}

std::string Sentence::in(Language language) const {
    return with([language](const Phrase& phrase) { return std::string(phrase.in(language)); });
}

std::string Sentence::with(const std::function<std::string(const Phrase&)>& words) const {
    std::string text;
    for (const Piece& piece : m_pieces) {
        if (piece.phrase == nullptr) {
            text += piece.value;
            continue;
        }
        const std::string format = words(*piece.phrase);
        if (!piece.value.empty() && format == piece.phrase->english) {
            text += piece.value;
            continue;
        }
        std::vector<std::string> arguments;
        for (const Sentence& argument : piece.arguments) {
            arguments.push_back(argument.with(words));
        }
        text += filledIn(format, arguments);
        if (!piece.value.empty() && !arguments.front().empty()) {
            text += ": " + arguments.front();
        }
    }
    return text;
}

Sentence& Sentence::operator+=(Sentence more) {
    if (m_pieces.empty()) {
        m_pieces = std::move(more.m_pieces);
    } else {
        m_pieces.insert(m_pieces.end(), std::make_move_iterator(more.m_pieces.begin()),
                        std::make_move_iterator(more.m_pieces.end()));
    }
    return *this;
}

} // namespace base
} // namespace twb
