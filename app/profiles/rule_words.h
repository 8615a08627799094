// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/sentence.h"

#include <array>

namespace twb::profiles {

/// The sentences about rules, in each language. %1 is the member's name or a span, %2 a value.
inline constexpr auto rulePhrases = std::to_array<Phrase>({
    {"%1 is present", "%1 está presente"},
    {"%1 is %2", "%1 é %2"},
    {"%1 is one of those expected", "%1 é um dos esperados"},
    {"%1 is a valid CPF", "%1 é um CPF válido"},
    {"%1 is a UUID", "%1 é um UUID"},
    {"%1 is an address", "%1 é um endereço"},
    {"%1 is an https address", "%1 é um endereço https"},
    {"%1 is an e-mail address", "%1 é um endereço de e-mail"},
    {"%1 is the same as %2", "%1 é igual a %2"},
    {"%1 is left out, as it should be", "%1 foi omitido, como deve ser"},
    {"%1 is missing", "%1 está ausente"},
    {"%1 is empty", "%1 está vazio"},
    {"%1 must be text", "%1 deve ser texto"},
    {"%1 must be a number", "%1 deve ser um número"},
    {"%1 must be a date in whole seconds", "%1 deve ser uma data em segundos inteiros"},
    {"%1 must be true or false, without quotes", "%1 deve ser true ou false, sem aspas"},
    {"%1 must be a list", "%1 deve ser uma lista"},
    {"%1 must be an object", "%1 deve ser um objeto"},
    {"%1 must be text or a list of texts", "%1 deve ser texto ou uma lista de textos"},
    {"%1 is no valid CPF", "%1 não é um CPF válido"},
    {"%1 is a CPF with dots or a hyphen", "%1 é um CPF com pontos ou hífen"},
    {"%1 is a CPF written as a number", "%1 é um CPF escrito como número"},
    {"%1 is no UUID", "%1 não é um UUID"},
    {"%1 is no address", "%1 não é um endereço"},
    {"%1 is no https address", "%1 não é um endereço https"},
    {"%1 is no e-mail address", "%1 não é um endereço de e-mail"},
    {"%1 must be %2", "%1 deve ser %2"},
    {"%1 must be one of %2", "%1 deve ser um destes: %2"},
    {"%1 must be the same as %2", "%1 deve ser igual a %2"},
    {"%1 is not the one you expect", "%1 não é o que você espera"},
    {"%1 must not be there", "%1 não deve estar aí"},
    {"%1 is not in this token", "%1 não está neste token"},
    {"Lifetime %1", "Duração %1"},
    {"Lifetime %1, more than %2", "Duração %1, mais que %2"},
    {"Lifetime %1 instead of %2", "Duração %1 em vez de %2"},
    {"Lifetime cannot be judged", "A duração não pode ser avaliada"},
    {"The signature was checked and fits", "A assinatura foi verificada e confere"},
    {"The signature was not checked: no key given", "A assinatura não foi verificada: nenhuma chave foi dada"},
    {"The signature does not fit the key", "A assinatura não confere com a chave"},
    {"The signature could not be checked", "A assinatura não pôde ser verificada"},
    {"%1, 11 digits are needed", "%1, são necessários 11 dígitos"},
    {"%1, eleven equal digits", "%1, onze dígitos iguais"},
    {"%1, check digits would be %2", "%1, os dígitos verificadores seriam %2"},
});

/// A row of the table, by its English words.
using RuleWords = PhraseOf<rulePhrases>;

} // namespace twb::profiles
