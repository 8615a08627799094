// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "editor/code_edit.h"
#include "workbench/diagnoser.h"

/// The doctor's findings beside the lines of a JSON pane. Pure; nothing is kept.
namespace twb::ui {

/// One finding beside one line. It goes with its member, so that it stays where it belongs until the next diagnosis.
struct LineFinding {
    std::size_t claim = 0; ///< its place among the claims of the part when it was found
    std::string member;    ///< name of that claim; empty: the finding is about no member
    int line = 0;          ///< counted from the member's first line; without a member, from the first of the text
    LineSeverity severity = LineSeverity::None;
    QString title;
};

/// Octets of a part that the doctor speaks of, as octets of the part that the pane shows. They differ only where an
/// SD-JWT is shown with its disclosures in place: there it is the whole member, and nothing if that is not shown.
TextRange octetsInPane(const doctor::Reading& reading, doctor::FindingPlace place, TextRange octets);

/// What the doctor says of members and lines of one part.
/// @param place  Header or Payload
QList<LineFinding> lineFindings(const workbench::DocumentDiagnosis& diagnosis, const doctor::Reading& reading,
                                doctor::FindingPlace place);

/// Adds the findings to the marks, one mark for each line: the worst severity with all that is said. Findings whose
/// member is gone are left out.
void addFindings(QList<LineMark>& marks, const QList<LineFinding>& findings, const doctor::Part& part,
                 const std::vector<doctor::Claim>& claims);

} // namespace twb::ui
