// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_store.h"

namespace twb::workbench {

KeyStore::~KeyStore() {
    m_pool.waitForDone();
}

} // namespace twb::workbench
