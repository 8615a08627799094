// SPDX-License-Identifier: Apache-2.0
#include "workbench/qr_code.h"

#include <memory>
#include <qrencode.h>

namespace twb::workbench {

Result<QrCode> encodeQr(std::string_view octets) {
    if (octets.empty()) {
        return fail(ErrorCode::InputEmpty, "there is nothing to put into a QR code");
    }
    struct Free {
        void operator()(QRcode* code) const { QRcode_free(code); }
    };
    const auto* data = reinterpret_cast<const unsigned char*>(octets.data());
    std::unique_ptr<QRcode, Free> code;
    for (const QRecLevel level : {QR_ECLEVEL_M, QR_ECLEVEL_L}) {
        code.reset(QRcode_encodeData(static_cast<int>(octets.size()), data, 0, level));
        if (code) {
            break;
        }
    }
    if (!code) {
        return fail(ErrorCode::InputTooLarge,
                    "a QR code holds 2953 octets at most; this needs " + std::to_string(octets.size()));
    }
    QrCode read;
    read.side = code->width;
    read.modules.reserve(static_cast<std::size_t>(read.side * read.side));
    for (int i = 0; i < read.side * read.side; ++i) {
        read.modules.push_back(code->data[i] & 1U); // the other bits tell what a module is for
    }
    return read;
}

} // namespace twb::workbench
