// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_translation.h"

/// Portuguese titles and fix sentences of the finding catalogue: algorithm.
namespace twb::doctor {

// clang-format off
inline constexpr FindingTranslation algorithmInPortuguese[] = {
    {"alg-key-type-mismatch", "A chave é do tipo errado",
        "A chave não serve para o algoritmo. Peça a chave que pertence a este emissor ou corrija alg."},
    {"alg-curve-mismatch", "A chave está na curva errada",
        "ES256 precisa de uma chave P-256, ES384 de P-384, ES512 de P-521. Use a chave certa ou o alg que serve a ela."},
    {"alg-jwk-alg-mismatch", "A chave foi publicada para outro algoritmo",
        "A chave foi publicada para outro algoritmo; a configuração do emissor e o JWKS discordam."},
    {"alg-jwk-use-enc", "A chave não se destina a assinaturas",
        "Esta chave se destina à criptografia, não a assinaturas. Use a chave com use \"sig\"."},
    {"alg-pss-key-as-rs", "Uma chave só de PSS para um algoritmo RS",
        "Uma chave só de PSS não pode ser usada com RS256; use PS256 ou uma chave rsaEncryption."},
    {"jwe-no-key", "Falta a chave de decifração",
        "Forneça a chave de decifração para lê-lo."},
    {"jwe-decrypted", "O token foi decifrado",
        "Decifrado."},
    {"jwe-decrypt-failed", "O token não pode ser decifrado com esta chave",
        "Chave errada, ou o token foi alterado."},
    {"jwe-key-size", "A chave de decifração tem o comprimento errado",
        "A chave tem o comprimento errado para este algoritmo (é texto base64 que precisa ser decodificado?)."},
    {"jwe-public-key-given", "Uma chave pública não decifra",
        "Decifrar exige a chave privada; a chave pública só criptografa."},
};
// clang-format on

} // namespace twb::doctor
