// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_translation.h"

/// Portuguese titles and fix sentences of the finding catalogue: structure.
namespace twb::doctor {

// clang-format off
inline constexpr FindingTranslation structureInPortuguese[] = {
    {"struct-part-count", "O número de partes está errado",
        "Um JWT tem três partes; um criptografado, cinco. Falta ou sobra um ponto ou uma parte (dois tokens juntos?). Peça uma nova cópia."},
    {"struct-signature-missing", "Falta a assinatura",
        "Falta a parte da assinatura: o token foi cortado no último ponto ou nunca foi assinado. Ninguém pode aceitá-lo. Peça o token inteiro."},
    {"struct-truncated", "Falta o fim do token",
        "Falta o fim do token (limite de campo, largura do terminal, seleção com o mouse). Peça o token inteiro; verifique o tamanho da coluna no banco (255!)."},
    {"struct-segment-order", "As partes estão na ordem errada",
        "As partes estão na ordem errada; a certa é header.payload.signature. O doutor as pôs em ordem e verificou de novo."},
    {"struct-header-not-json", "O cabeçalho não pode ser lido",
        "O cabeçalho está danificado ou isto não é um JWT. Peça uma nova cópia."},
    {"struct-payload-not-json", "O conteúdo não é JSON",
        "O conteúdo não é JSON; portanto não é um conjunto de claims. Foi danificado, criptografado ou assinado como texto simples."},
    {"struct-payload-not-object", "O conteúdo não é um objeto JSON",
        "O conteúdo de um JWT deve ser um objeto JSON {…}. O emissor assinou outro valor."},
    {"struct-payload-json-string", "Os claims estão dentro de uma string JSON",
        "Os claims foram transformados em string JSON duas vezes (JSON.stringify antes de assinar). Passe o objeto à biblioteca."},
    {"struct-payload-double-base64", "O conteúdo foi codificado em base64 duas vezes",
        "O emissor codificou o conteúdo em base64 duas vezes."},
    {"struct-empty-segment", "Uma parte está vazia",
        "Uma parte do token está vazia; o token foi cortado ou mal montado."},
    {"struct-detached-payload", "O conteúdo é guardado à parte da assinatura",
        "Esta é uma assinatura com conteúdo separado; o conteúdo precisa ser fornecido à parte para verificá-la."},
    {"struct-is-jwe", "O token está criptografado",
        "Este token está criptografado; seus claims só podem ser lidos com a chave de decifração."},
    {"struct-nested", "Um token dentro de um token",
        "Um token dentro de um token; o interno também foi examinado."},
    {"struct-nested-without-cty", "Um token aninhado não se declara como tal",
        "Um token aninhado precisa ter cty \"JWT\"; sem isso muitas bibliotecas não conseguem lê-lo."},
    {"struct-jws-json", "Uma assinatura em forma JSON",
        "Esta é a forma JSON de JWS; bibliotecas de JWT esperam a forma compacta. Com uma só assinatura e sem cabeçalho desprotegido, ela pode ser convertida."},
    {"struct-jws-unprotected-header", "Alguns valores do cabeçalho não estão assinados",
        "Estes valores do cabeçalho não são cobertos pela assinatura; qualquer um pode alterá-los."},
    {"struct-sd-jwt", "Um token com divulgação seletiva",
        "Isto é um SD-JWT; foi examinada a primeira parte, antes do ~."},
    {"json-python-dict", "A notação do Python foi codificada em vez de JSON",
        "O emissor codificou str(dict) do Python em vez de json.dumps(dict): JSON exige aspas duplas e true/false/null."},
    {"json-trailing-data", "Há bytes a mais depois do JSON",
        "Há bytes a mais depois do JSON; o buffer do emissor é longo demais (muitas vezes com zeros no fim)."},
    {"json-bom", "O JSON começa com uma marca de ordem de bytes",
        "O JSON começa com uma marca de ordem de bytes (BOM); muitos leitores o recusam. Grave em UTF-8 sem BOM."},
    {"json-not-utf8", "O texto não é UTF-8",
        "O emissor codificou o texto em Latin-1; JWT exige UTF-8 (observe as letras acentuadas)."},
    {"json-comments-or-trailing-comma", "O JSON tem comentários ou uma vírgula a mais",
        "JSON não permite comentários nem vírgula depois do último membro."},
};
// clang-format on

} // namespace twb::doctor
