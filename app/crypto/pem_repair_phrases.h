// SPDX-License-Identifier: Apache-2.0
#pragma once
// Inside of the repair of key texts: what a repair says of itself, in each language.
#include "base/sentence.h"

#include <array>

namespace twb::crypto {

inline constexpr auto pemRepairPhrases = std::to_array<Phrase>({
    {"the BEGIN line is missing", "falta a linha BEGIN"},
    {"the END line is missing", "falta a linha END"},
    {"BEGIN says \"%1\", END says \"%2\"", "BEGIN diz \"%1\", END diz \"%2\""},
    {"the %1 line has not exactly five hyphens on both sides",
     "a linha %1 não tem exatamente cinco hifens de cada lado"},
    {"the line breaks after BEGIN or before END are lost",
     "as quebras de linha depois de BEGIN ou antes de END se perderam"},
    {"the label says \"%1\", the body is \"%2\"", "o rótulo diz \"%1\", o conteúdo é \"%2\""},
    {"%1 lines start with blanks or tabs", "%1 linhas começam com espaços ou tabulações"},
    {"inside is \"%1\"", "dentro há \"%1\""},
    {"the Base64 holds \"%1\"", "o Base64 contém \"%1\""},
    {"%1 written-out line breaks, escaped %2 times", "%1 quebras de linha por extenso, com escape %2 vezes"},
});

using PemRepairWords = PhraseOf<pemRepairPhrases>;

} // namespace twb::crypto
