// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cli/net/request_options.h"
#include "oauth/explanation.h"
#include "oauth/transcript.h"

namespace twb::cli {

/// Ends a verb that could not send: with --json the error object carries the fault's own name.
Exit report(Session& session, const NetFailure& failure);
/// The same for what came before the network; to be returned by the verb.
Answer<Exit> finish(Session& session, const NetFailure& failure);

/// What --dry-run and --curl show. @return nothing if neither was asked for.
std::optional<Answer<Exit>> showInstead(Session& session, const RequestPlan& plan,
                                        const std::function<oauth::Moment()>& moments);

/// Shows an exchange: status, tokens, explanation, transcript; writes --har.
/// @param more  further members of the JSON object: `"name":value`, comma before each; may be empty.
Answer<Exit> showSent(Session& session, const RequestPlan& plan, const oauth::Sent& sent, Time started,
                      const std::string& more = {});

/// Sends one request and shows what came, or what --dry-run and --curl show instead.
Answer<Exit> sendAndShow(Session& session, const RequestPlan& plan, oauth::HttpTransport& transport);

} // namespace twb::cli
