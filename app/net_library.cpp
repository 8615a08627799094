// SPDX-License-Identifier: Apache-2.0
// The window's network in a library of its own, loaded with the first request (workbench/network_library.h).
#include "oauth/http_client.h"

extern "C" twb::oauth::HttpTransport* twbNetworkTransport() {
    static twb::oauth::HttpClient client;
    return &client;
}
