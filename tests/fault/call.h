// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <type_traits>
#include <utility>

/// Makes one call into OpenSSL fail without entering it.
namespace twb::fault {

/// What a failing call gives back where it returns a number: OpenSSL uses both.
enum class Answer { Zero, MinusOne };

/// Starts counting; the call with number `failing` (from 1) fails, 0 lets all pass.
void arm(int failing, Answer answer);
/// Calls seen since arm().
int calls();
/// The function that failed, empty if none was reached.
std::string failed();

/// @return true if this call is the one to fail.
bool shouldFail(const char* function);
/// The number that says "failed". BN_kronecker uses 0 and -1 for answers, X509_NAME_print_ex 0 for an empty name.
long failureNumber(const char* function);

template <typename R, typename... P, typename... A>
R call(const char* function, R (*real)(P...), A&&... arguments) {
    if constexpr (std::is_pointer_v<R>) {
        if (shouldFail(function)) {
            return nullptr;
        }
    } else if constexpr (std::is_integral_v<R>) {
        if (shouldFail(function)) {
            return static_cast<R>(failureNumber(function));
        }
    }
    return real(static_cast<P>(std::forward<A>(arguments))...);
}

} // namespace twb::fault
