// SPDX-License-Identifier: Apache-2.0
#include "call.h"

#include <string_view>

namespace twb::fault {

namespace {
// One thread only: the scenarios run one after the other.
int count = 0;
int failing = 0;
Answer answer = Answer::Zero;
std::string failedFunction;
} // namespace

void arm(int which, Answer how) {
    count = 0;
    failing = which;
    answer = how;
    failedFunction.clear();
}

int calls() {
    return count;
}

std::string failed() {
    return failedFunction;
}

bool shouldFail(const char* function) {
    if (++count != failing) {
        return false;
    }
    failedFunction = function;
    return true;
}

long failureNumber(const char* function) {
    if (std::string_view(function) == "BN_kronecker") {
        return -2;
    }
    if (std::string_view(function) == "X509_NAME_print_ex") {
        return -1;
    }
    return answer == Answer::Zero ? 0 : -1;
}

} // namespace twb::fault
