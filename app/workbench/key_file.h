// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <QString>

namespace twb::workbench {

/// Whether a file that somebody opens is meant as a key, not as a token: PEM, OpenSSH, JWK or JWKS by its content, DER
/// and PKCS#12 by name and content. A file in which a token is found is never a key file. Reads at most the first
/// megabyte; any thread.
bool looksLikeKeyFile(const QString& name, const QByteArray& content);

} // namespace twb::workbench
