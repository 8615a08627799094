// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"
#include "cli/failure.h"

namespace twb::cli {

/// More than any token, key or payload; bounds memory when a wrong file is named.
constexpr std::size_t maxFileOctets = std::size_t{64} << 20;

/// Reads a file, or standard input for `-`. Blocks. What is read may be secret and therefore comes as Secret.
/// @errors file-unreadable, input-too-large
Answer<Secret> readFile(const std::string& path, std::string subject);

enum class Privacy { Public, OwnerOnly };

/// Writes a file whole or not at all: a temporary file beside it takes its place. OwnerOnly: mode 600 from its first
/// moment on.
/// @errors file-unwritable
Answer<void> writeFile(const std::string& path, ByteView octets, Privacy privacy);

/// Writes all octets to an open descriptor. @return false if that failed.
bool writeAll(int descriptor, std::string_view text);

} // namespace twb::cli
