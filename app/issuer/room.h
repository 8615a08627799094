// SPDX-License-Identifier: Apache-2.0
#pragma once
// The local authorization server on 127.0.0.1 and the loopback redirect listener.
