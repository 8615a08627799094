// SPDX-License-Identifier: Apache-2.0
// Where the tests find their files. Functions, so that no test is compiled anew because the checkout stands elsewhere.
#pragma once

#include <QString>

namespace places {

/// The file or folder `below` (begins with '/'; empty: the folder itself) of the sources of the project.
QString source(const char* below = "");
/// The same in tests/vectors.
QString ownVectors(const char* below = "");
/// The same in the large public vector sets, which may be absent.
QString sharedVectors(const char* below = "");
/// The same in the build folder.
QString build(const char* below = "");

} // namespace places
