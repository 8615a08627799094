// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_translation.h"

/// Portuguese titles and fix sentences of the finding catalogue: policy.
namespace twb::doctor {

// clang-format off
inline constexpr FindingTranslation policyInPortuguese[] = {
    {"policy-iss-mismatch", "Outro emissor que não o esperado",
        "O token vem de outro emissor que não o esperado (ambiente, locatário, realm, nome de host interno/externo)."},
    {"policy-iss-missing", "Falta o emissor",
        "O token não tem emissor."},
    {"policy-aud-mismatch", "Outra audiência que não a esperada",
        "O token foi feito para outro serviço (audiência). Peça um token para esta API."},
    {"policy-aud-missing", "Falta a audiência",
        "O token não indica audiência, mas este receptor exige uma."},
    {"policy-near-miss", "Os valores diferem só em um detalhe",
        "Os valores diferem só em … ; precisam ser iguais caractere por caractere."},
    {"policy-alg-not-allowed", "O algoritmo não é permitido aqui",
        "O receptor só aceita … ; o token foi assinado com … ."},
    {"policy-typ-mismatch", "Outro typ que não o esperado",
        "Tipo errado de token: esperava-se typ … ."},
    {"policy-claim-missing", "Falta um claim obrigatório",
        "Falta um claim obrigatório."},
    {"policy-scope-missing", "Falta uma permissão",
        "O token é válido, mas não tem a permissão (HTTP 403). Peça o escopo."},
    {"claims-iss-type", "iss não é uma string",
        "iss deve ser uma string."},
    {"claims-sub-type", "sub não é uma string",
        "sub deve ser uma string (PyJWT desde 2.10: \"Subject must be a string\")."},
    {"claims-aud-type", "aud é do tipo errado",
        "aud deve ser uma string ou uma lista de strings."},
    {"claims-jti-type", "jti não é uma string",
        "jti deve ser uma string."},
    {"claims-empty-value", "Um claim está vazio",
        "O claim existe, mas está vazio: uma variável não foi preenchida no emissor."},
    {"claims-outer-whitespace", "Um valor começa ou termina com espaço",
        "O valor contém um espaço ou quebra de linha no fim; a comparação vai falhar."},
    {"claims-placeholder", "Um marcador não foi substituído",
        "Um marcador do manual não foi substituído pelo valor real."},
    {"claims-misnamed", "Um claim tem o nome errado",
        "Os receptores só olham o nome curto registrado; este claim não tem efeito."},
    {"claims-empty-payload", "O conteúdo está vazio",
        "O token não diz nada; os claims se perderam."},
    {"claims-big-integer", "Um número é grande demais para JavaScript",
        "Programas em JavaScript vão ler outro número; envie ids longos como strings."},
    {"claims-refresh-token", "Este é um refresh token",
        "Este é um refresh token; APIs precisam do token de acesso."},
    {"claims-id-token", "Este é um ID token",
        "Este é um ID token (para o cliente); APIs precisam do token de acesso."},
};
// clang-format on

} // namespace twb::doctor
