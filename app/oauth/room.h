// SPDX-License-Identifier: Apache-2.0
#pragma once
// Token requests, client authentication, discovery, flows and transcript over libcurl.
