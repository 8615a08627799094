// SPDX-License-Identifier: Apache-2.0
#include "workbench/document_state.h"

namespace twb::workbench {

doctor::SharedKeyField DocumentState::verifyField() const {
    return keyMode == KeyMode::Secret ? verifySecret : publicKey;
}

doctor::SharedKeyField DocumentState::signField() const {
    if (signChoice == SignChoice::Nothing) {
        return nullptr;
    }
    if (keyMode == KeyMode::KeyPair) {
        return privateKey;
    }
    return signChoice == SignChoice::SameAsVerify ? verifySecret : signSecret;
}

doctor::SharedKeyField DocumentState::decryptField() const {
    if (keyMode == KeyMode::Secret) {
        return verifySecret;
    }
    // A key that was pasted on the other side serves too, if it is a private one.
    return privateKey != nullptr ? privateKey : publicKey;
}

doctor::SharedKeyField DocumentState::encryptField() const {
    if (signChoice == SignChoice::Nothing) {
        return nullptr;
    }
    if (keyMode == KeyMode::KeyPair) {
        return publicKey != nullptr ? publicKey : privateKey;
    }
    return signChoice == SignChoice::SameAsVerify ? verifySecret : signSecret;
}

} // namespace twb::workbench
