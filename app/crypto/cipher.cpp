// SPDX-License-Identifier: Apache-2.0
#include "crypto/cipher.h"

#include "crypto/backend.h"

namespace twb::crypto {

CipherOutcome runCipher(Operation operation, const char* name, ByteView key, ByteView iv, ByteView input,
                        Padding padding, ByteView tag) {
    constexpr std::size_t longestBlock = 16;
    startBackend();
    CipherOutcome outcome;
    const CipherPtr algorithm(EVP_CIPHER_fetch(nullptr, name, nullptr));
    const CipherCtxPtr context(EVP_CIPHER_CTX_new());
    Bytes out(input.size() + longestBlock);
    int head = 0;
    int tail = 0;
    outcome.done =
        algorithm && context &&
        EVP_CipherInit_ex2(context.get(), algorithm.get(), key.data(), iv.data(),
                           operation == Operation::Encrypt ? 1 : 0, nullptr) == 1 &&
        EVP_CIPHER_CTX_set_padding(context.get(), padding == Padding::Pkcs7 ? 1 : 0) == 1 &&
        (tag.empty() || EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()),
                                            const_cast<std::uint8_t*>(tag.data())) == 1) &&
        EVP_CipherUpdate(context.get(), out.data(), &head, input.data(), static_cast<int>(input.size())) == 1;
    outcome.fits = outcome.done && EVP_CipherFinal_ex(context.get(), out.data() + head, &tail) == 1;
    outcome.octets = Secret(ByteView(out).first(static_cast<std::size_t>(head + tail)));
    wipeMemory(out.data(), out.size());
    return outcome;
}

} // namespace twb::crypto
