// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QTranslator>

namespace twb::workbench {

/// The English words for “one”: source strings with %n are written for several, and Qt takes the form for one from a
/// translation. A table of pairs instead of a translation file, because the tool that compiles those brings a compiler
/// with it (app/DECISIONS.md). Install one for the life of the program.
class EnglishPlurals : public QTranslator {
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* sourceText, const char* disambiguation = nullptr,
                      int n = -1) const override;

    /// The form for one of a source string with %n; nullptr if the table misses it.
    static const char* formForOne(std::string_view sourceText);
};

} // namespace twb::workbench
