// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_translation.h"

/// Portuguese titles and fix sentences of the finding catalogue: profile.
namespace twb::doctor {

// clang-format off
inline constexpr FindingTranslation profileInPortuguese[] = {
    {"caf-alg-not-hs256", "CAF: o algoritmo deve ser HS256",
        "Tokens da CAF mobile são assinados com HS256 e o clientSecret."},
    {"caf-typ-not-jwt", "CAF: typ deve ser JWT",
        "O cabeçalho deve ser {\"alg\":\"HS256\",\"typ\":\"JWT\"}."},
    {"caf-iss-missing", "CAF: falta iss",
        "iss é obrigatório e deve conter o seu clientId."},
    {"caf-iss-not-client-id", "CAF: iss não é o clientId",
        "iss deve ser exatamente o clientId da chave mobile cujo clientSecret assina o token."},
    {"caf-peopleid-missing", "CAF: falta peopleId",
        "Recomendado: ponha o CPF do usuário em peopleId para que o token valha só para uma pessoa."},
    {"caf-peopleid-invalid", "CAF: o CPF em peopleId está errado",
        "O CPF está errado: os dígitos verificadores não conferem (erro de digitação ou dígitos perdidos)."},
    {"caf-peopleid-formatted", "CAF: o CPF traz pontos ou hífen",
        "Envie o CPF com 11 dígitos, sem pontos nem hífen."},
    {"caf-peopleid-number", "CAF: o CPF é um número",
        "Envie o CPF como string; como número, perdem-se os zeros à esquerda."},
    {"caf-exp-missing", "CAF: falta exp",
        "Defina exp alguns minutos à frente; um token sem exp vale para sempre se vazar."},
    {"caf-exp-too-long", "CAF: o token vive demais",
        "A CAF recomenda tokens que expirem em poucos minutos (aqui: mais de 15)."},
    {"caf-sdk-signature-not-checked", "CAF: a resposta não foi verificada",
        "Verifique no seu servidor, com o clientSecret, a assinatura das respostas do SDK antes de confiar nelas."},
    {"sensecrypt-instance-id-missing", "SenseCrypt: válido para qualquer dispositivo",
        "Token genérico, válido para qualquer dispositivo; tokens para um dispositivo (instance_id) são mais seguros."},
    {"sensecrypt-instance-id-type", "SenseCrypt: instance_id é do tipo errado",
        "instance_id deve ser o ID do dispositivo como string."},
    {"sensecrypt-lifetime-not-default", "SenseCrypt: um tempo de vida incomum",
        "O tempo de vida padrão é de 5 minutos; este servidor usa outro jwt_expire_seconds."},
    {"sensecrypt-exp-missing", "SenseCrypt: falta exp",
        "Tokens SenseCrypt trazem exp (5 minutos por padrão)."},
    {"heflo-alg-not-rs256", "HEFLO: o algoritmo deve ser RS256",
        "A HEFLO só aceita RS256 com o par de chaves cuja chave pública foi enviada à HEFLO."},
    {"heflo-jti-missing", "HEFLO: falta jti",
        "Acrescente jti, um identificador único (UUID)."},
    {"heflo-iat-missing", "HEFLO: falta iat",
        "Acrescente iat, o momento da emissão."},
    {"heflo-exp-missing", "HEFLO: falta exp",
        "Acrescente exp, o momento da expiração."},
    {"heflo-lifetime-too-long", "HEFLO: o token vive demais",
        "Tokens da HEFLO valem 1 hora; use no máximo 3600 segundos."},
    {"vendor-ms-graph", "Um token para o Microsoft Graph",
        "Token para o Microsoft Graph: só a Microsoft pode validá-lo. Peça um token para a sua própria API (escopo api://…)."},
    {"vendor-auth0-opaque", "Um token opaco do Auth0",
        "O Auth0 deu um token criptografado porque nenhuma audiência foi pedida. Acrescente audience=<identificador da API> ao pedido de login."},
};
// clang-format on

} // namespace twb::doctor
