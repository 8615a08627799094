// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/session.h"

/// The verbs, one file each. What they do stands in verb_table.cpp; what they print in the contract of the command
/// line (README).
namespace twb::cli {

Answer<Exit> runDecode(Session& session);
Answer<Exit> runVerify(Session& session);
Answer<Exit> runSign(Session& session);
Answer<Exit> runEncrypt(Session& session);
Answer<Exit> runDecrypt(Session& session);
Answer<Exit> runPresent(Session& session);
Answer<Exit> runConvert(Session& session);
Answer<Exit> runDiagnose(Session& session);
Answer<Exit> runProfiles(Session& session);
Answer<Exit> runProfileShow(Session& session);
Answer<Exit> runChecklist(Session& session);
Answer<Exit> runKeyGenerate(Session& session);
Answer<Exit> runKeyInspect(Session& session);
Answer<Exit> runKeyConvert(Session& session);
Answer<Exit> runKeyMatch(Session& session);
Answer<Exit> runHelp(Session& session);

} // namespace twb::cli
