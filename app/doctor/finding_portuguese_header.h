// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_translation.h"

/// Portuguese titles and fix sentences of the finding catalogue: header.
namespace twb::doctor {

// clang-format off
inline constexpr FindingTranslation headerInPortuguese[] = {
    {"hdr-alg-missing", "O cabeçalho não indica o algoritmo",
        "O cabeçalho precisa indicar o algoritmo, por exemplo {\"alg\":\"HS256\",\"typ\":\"JWT\"}."},
    {"hdr-alg-not-string", "O algoritmo não é uma string",
        "alg deve ser uma string, como \"RS256\"."},
    {"hdr-alg-case", "O algoritmo está escrito errado",
        "Nomes de algoritmos distinguem maiúsculas de minúsculas: escreva o nome certo."},
    {"hdr-alg-unknown", "Ninguém conhece este algoritmo",
        "Nenhuma biblioteca conhece este nome de algoritmo (muitas vezes foi usado o nome de Java ou OpenSSL: HmacSHA256 -> HS256, SHA256withRSA -> RS256)."},
    {"hdr-alg-wrong-kind", "O algoritmo não pertence a esta forma de token",
        "alg e a forma do token não combinam."},
    {"hdr-enc-missing", "A cifra do conteúdo não é indicada",
        "Um token criptografado precisa de enc (por exemplo A256GCM)."},
    {"hdr-typ-missing", "O cabeçalho não tem typ",
        "typ é opcional, mas alguns receptores exigem \"JWT\"."},
    {"hdr-typ-unusual", "Um typ incomum",
        "typ incomum; verifique se o receptor o espera."},
    {"hdr-typ-not-string", "typ não é uma string",
        "typ deve ser uma string."},
    {"hdr-kid-not-string", "kid não é uma string",
        "kid deve ser uma string JSON; um número como 1 deve ser escrito \"1\"."},
    {"hdr-crit-unknown", "Uma extensão desconhecida é crítica",
        "O emissor marca uma extensão do cabeçalho como crítica; um receptor que não a conhece deve recusar o token."},
    {"hdr-crit-malformed", "crit está mal formado",
        "crit está mal formado; o token é inválido."},
    {"hdr-b64-without-crit", "b64 não foi declarado crítico",
        "b64:false só vale junto com crit:[\"b64\"]."},
    {"hdr-b64-false", "O conteúdo não está codificado",
        "O conteúdo não está em base64url; a RFC 7797 proíbe isso em JWTs e poucas bibliotecas aceitam."},
    {"hdr-zip-in-jws", "O conteúdo assinado está comprimido",
        "O conteúdo está comprimido (como em SMART Health Cards); ele é descomprimido antes da leitura."},
    {"hdr-enc-in-jws", "Um token assinado traz parâmetros de criptografia",
        "Parâmetros de criptografia em um token assinado não têm sentido; dois tipos de token foram misturados."},
    {"hdr-x5t-mismatch", "A impressão digital do certificado difere",
        "O token foi assinado com outro certificado que não o fornecido."},
    {"hdr-x5c-not-base64", "A cadeia de certificados está mal codificada",
        "As entradas de x5c são base64 simples do certificado DER, sem as linhas BEGIN/END."},
};
// clang-format on

} // namespace twb::doctor
