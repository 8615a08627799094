// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "profiles/library.h"

#include <QObject>
#include <QString>
#include <vector>

namespace twb::workbench {

class TokenDocument;

/// The templates of the profiles.
class TemplateList {
public:
    /// @param folder  of the person's own profiles; empty: the built-in ones only
    explicit TemplateList(const QString& folder = {});

    /// Those of the first-run page, in their order.
    const std::vector<profiles::Template>& all() const { return m_templates; }
    const profiles::SharedLibrary& library() const { return m_library; }
    /// Any of them.
    const profiles::Template* find(std::string_view id) const;

private:
    profiles::SharedLibrary m_library;
    std::vector<profiles::Template> m_templates;
};

/// Applies a template to a document; where it wants a key pair, one is made in the background and handed to the
/// document, if that still exists and was not edited otherwise meanwhile (its key fields are still empty).
/// @errors of TokenDocument::applyTemplate
Result<void> startFromTemplate(const profiles::Template& from, TokenDocument* document);

} // namespace twb::workbench
