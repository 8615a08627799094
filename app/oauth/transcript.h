// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "oauth/curl_command.h"
#include "oauth/run.h"

namespace twb::oauth {

/// One direction of an exchange as text: what went over the wire, masked or not.
struct TranscriptText {
    TranscriptPiece::Direction direction{};
    std::string text;
};
/// The pieces joined by direction, in order. Octets that are no text are shown as U+FFFD.
std::vector<TranscriptText> transcriptOf(const Step& step, Secrecy secrecy);

/// Everything as plain text, with times and faults, for a ticket.
std::string transcriptText(const Sent& sent, Secrecy secrecy);
/// HAR 1.2 of one entry a step; bodies and headers masked or not.
std::string transcriptHar(const Sent& sent, Time started, Secrecy secrecy);

} // namespace twb::oauth
