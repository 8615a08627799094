// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/finding_translation.h"

/// Portuguese titles and fix sentences of the finding catalogue: time.
namespace twb::doctor {

// clang-format off
inline constexpr FindingTranslation timeInPortuguese[] = {
    {"time-expired", "O token expirou",
        "O token expirou há … . Obtenha um novo. Se era novo: compare os relógios do emissor e do receptor e o tempo de vida."},
    {"time-expired-within-leeway", "O token expirou há segundos",
        "O token expirou há segundos; receptores sem tolerância o recusam."},
    {"time-not-yet-valid", "O token ainda não é válido",
        "O token só vale a partir de …; relógio do emissor adiantado ou erro de fuso horário."},
    {"time-iat-future", "O token foi emitido no futuro",
        "Emitido no futuro: o relógio do emissor está adiantado ou usa a hora local como UTC. PyJWT recusa isso (\"not yet valid (iat)\")."},
    {"time-timezone-shift", "Os horários estão deslocados por horas inteiras",
        "O deslocamento é um número inteiro de (meias) horas: o emissor provavelmente usa a hora local onde é preciso UTC (datetime.utcnow().timestamp())."},
    {"time-in-milliseconds", "Um horário está em milissegundos",
        "O horário está em milissegundos; JWT quer segundos (Date.now()/1000, Math.floor)."},
    {"time-in-microseconds", "Um horário está em microssegundos",
        "O horário está em micro ou nanossegundos; JWT quer segundos."},
    {"time-claim-string", "Um horário é uma string de dígitos",
        "O horário deve ser um número JSON, não uma string."},
    {"time-claim-date-text", "Um horário é um texto de data",
        "O horário deve ser um número de segundos desde 1970, não um texto de data."},
    {"time-claim-not-number", "Um horário não é um número",
        "O horário deve ser um número de segundos."},
    {"time-zero-or-negative", "Um horário é zero ou negativo",
        "O horário nunca foi definido (0 ou negativo)."},
    {"time-exp-not-after-iat", "O token expira antes de ser emitido",
        "O token expira quando ou antes de ser emitido: tempo de vida 0 (jsonwebtoken: expiresIn \"100\" como string significa milissegundos) ou unidade errada."},
    {"time-nbf-after-exp", "O token começa depois de terminar",
        "O token nunca é válido: começa depois de terminar."},
    {"time-exp-is-duration", "exp contém uma duração",
        "exp contém uma duração, não um instante: exp = agora + tempo de vida."},
    {"time-far-future", "O token vive mais de dez anos",
        "O token vale por mais de dez anos; na prática nunca pode ser revogado. Use tempos de vida curtos."},
    {"time-exp-missing", "O token nunca expira",
        "O token nunca expira. Defina exp."},
    {"time-max-age", "O login é antigo demais",
        "O login é antigo demais para este receptor (idade máxima); entre de novo."},
};
// clang-format on

} // namespace twb::doctor
