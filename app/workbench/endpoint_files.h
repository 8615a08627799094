// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/endpoint_form.h"

#include <QStringList>

namespace twb::workbench {

/// Files of certificates are small; what is larger was chosen by mistake.
constexpr qint64 largestCertificateFile = 1 << 20;

/// A client certificate with its key: PEM files (one with both, or one each) or one PKCS#12 file.
/// @errors usage (not readable, too large, no certificate or no key in PEM, several files that are not all PEM)
Result<CertificateFiles> readCertificateFiles(const QStringList& paths);

/// Certificates (PEM) to trust. @errors usage (not readable, too large, no certificate in it)
Result<std::string> readAuthorities(const QString& path);

/// Reads what a kept form names: the CA file and the files of its client certificate.
/// @return what could not be read, in sentences; empty: nothing. A certificate that is not there keeps its names, and
///         the form makes no request with it.
QString readFilesAgain(EndpointForm& form);

} // namespace twb::workbench
