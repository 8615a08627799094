// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/template.h"

#include <QObject>
#include <QString>
#include <vector>

namespace twb::workbench {

class TokenDocument;

/// The templates of the first-run page, in their order.
class TemplateList {
public:
    /// Reads every *.json of a folder (resources by default); a file that cannot be read is left out and named in
    /// problems().
    explicit TemplateList(const QString& folder = QStringLiteral(":/profiles"));

    const std::vector<profiles::Template>& all() const { return m_templates; }
    const std::vector<std::pair<QString, Error>>& problems() const { return m_problems; }
    const profiles::Template* find(std::string_view id) const;

private:
    std::vector<profiles::Template> m_templates;
    std::vector<std::pair<QString, Error>> m_problems;
};

/// Applies a template to a document; where it wants a key pair, one is made in the background and handed to the
/// document, if that still exists and was not edited otherwise meanwhile (its key fields are still empty).
/// @errors of TokenDocument::applyTemplate
Result<void> startFromTemplate(const profiles::Template& from, TokenDocument* document);

} // namespace twb::workbench
