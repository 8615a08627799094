// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/clock.h"
#include "base/sentence.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

namespace twb::workbench {

/// Context of every string that phrases.h gives out.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// What the engine says, in the language of the window: the one way by which its sentences come into it. Each phrase of
/// the engine's tables (profiles/rule_words.h, doctor/evidence_phrases.h) is asked of the translators under the context
/// "Engine" with its English text as the key.
QString sentenceText(const Sentence& sentence);
/// "1 byte", "44 bytes".
QString bytesText(std::size_t octets);
QDateTime toDateTime(Time moment, const QTimeZone& zone);

} // namespace twb::workbench
