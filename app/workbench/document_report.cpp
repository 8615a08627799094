// SPDX-License-Identifier: Apache-2.0
#include "workbench/document_report.h"

#include "workbench/token_document.h"

namespace twb::workbench {

std::string reportOf(const TokenDocument& document, const ReportChoice& choice) {
    const SharedDiagnosis& answer = document.diagnosis();
    if (answer == nullptr || answer->version != document.shown()) {
        return {};
    }
    doctor::ReportInputs inputs;
    inputs.diagnosis = &answer->diagnosis;
    inputs.reading = document.shownVersion().reading;
    inputs.asOf = answer->now;
    inputs.refusedBy = document.shownVersion().signature.refusedBy;
    inputs.leeway = document.state().leeway;
    inputs.title = document.title().toStdString();
    if (const doctor::SharedKeyField key = document.state().verifyField()) {
        const auto octets = key->text.reveal();
        inputs.keyText = {reinterpret_cast<const char*>(octets.data()), octets.size()};
    }
    inputs.format = choice.format;
    inputs.language = choice.language;
    inputs.personal = choice.personal;
    inputs.signature = choice.signature;
    return doctor::writeReport(inputs);
}

} // namespace twb::workbench
