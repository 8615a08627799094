// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/endpoint_form.h"

#include <map>
#include <QJsonObject>

namespace twb::workbench {

class KeyRing;

/// A form as it is written to disk: without its secrets, and without whatever looks like one in a plain field. Keys
/// are named by their id in the ring, files by their path.
QJsonObject formToJson(const EndpointForm& form);
/// @param ring  where keys are looked for; one that is gone is left out.
EndpointForm formFromJson(const QJsonObject& json, const KeyRing& ring);

/// The secrets of a form by the names of their fields; for the secret store.
std::map<std::string, oauth::SharedSecret> secretsOf(const EndpointForm& form);
void putSecrets(EndpointForm& form, const std::map<std::string, oauth::SharedSecret>& secrets);

/// One secret that holds several, and back.
Secret packSecrets(const std::map<std::string, oauth::SharedSecret>& secrets);
std::map<std::string, oauth::SharedSecret> unpackSecrets(const Secret& packed);

} // namespace twb::workbench
