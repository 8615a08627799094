// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_import.h"

namespace twb::workbench {

KeyImport::~KeyImport() {
    m_stop.request_stop();
    m_pool.waitForDone();
}

} // namespace twb::workbench
