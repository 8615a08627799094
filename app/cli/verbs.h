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

// The verbs that need the network: in twb each runs the sibling twb-net with the same words (launcher/), in twb-net
// they do their work (net/).
Answer<Exit> runRequest(Session& session);
Answer<Exit> runRequestDiscover(Session& session);
Answer<Exit> runRequestIntrospect(Session& session);
Answer<Exit> runRequestRevoke(Session& session);
Answer<Exit> runRequestUserinfo(Session& session);
Answer<Exit> runRequestCall(Session& session);
Answer<Exit> runRequestPar(Session& session);
Answer<Exit> runRequestDevice(Session& session);
Answer<Exit> runRequestAuthorize(Session& session);
Answer<Exit> runIssuer(Session& session);

Answer<Exit> runHelp(Session& session);
Answer<Exit> runCompletion(Session& session);
Answer<Exit> runManual(Session& session);

} // namespace twb::cli
