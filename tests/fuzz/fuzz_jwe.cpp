// SPDX-License-Identifier: Apache-2.0
// Properties: taking apart and decrypting any text answers without a crash and never opens what nobody encrypted; what
// we encrypt opens to the same octets in every form, and not with one character of it changed.
#include "base/base64url.h"
#include "fuzz/property.h"
#include "jose/jwe.h"
#include "jose/key_material.h"

using namespace twb;
using namespace twb::fuzz;
using namespace twb::jose;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const auto keys = std::make_shared<const KeySet>(*readSecretText("0123456789abcdef", SecretEncoding::Utf8));
    static const auto makeDecrypter = [] {
        DecryptionPolicy policy;
        policy.limits.pbes2Count = 10; // the fuzzer's time is for other things
        return TokenDecrypter(keys, policy);
    };
    static TokenDecrypter decrypter = makeDecrypter();

    if (const auto form = readJweForm(text)) {
        require(!form->recipients.empty());
    }
    // No seed is encrypted with this key, and nobody guesses a tag of 128 bits.
    require(!decrypter.decrypt(text));

    const Jwk& key = keys->entries().front().jwk;
    for (const JweFormKind kind : {JweFormKind::Compact, JweFormKind::Flattened, JweFormKind::General}) {
        EncryptionRequest request;
        request.form = kind;
        request.protectedHeader =
            size % 2 == 0 ? R"({"alg":"A128KW","enc":"A128GCM"})" : R"({"alg":"dir","enc":"A128GCM","zip":"DEF"})";
        request.recipients.push_back({key, {}});
        auto made = encryptToken(request, ByteView(data, size));
        require(made.has_value());
        const auto back = decrypter.decrypt(made->token);
        require(back && asText(back->plaintext.reveal()) == text);
        const auto form = readJweForm(made->token);
        require(form.has_value());
        // One character of the tag, but for the last, whose low bits belong to no octet.
        const auto place = static_cast<std::size_t>(form->authenticationTag.data() - made->token.data()) + size % 20;
        made->token[place] = made->token[place] == 'A' ? 'B' : 'A';
        const auto spoilt = decrypter.decrypt(made->token);
        require(!spoilt && spoilt.error().code == ErrorCode::DecryptionFailed);
    }
    // Any text may stand where a header is expected.
    if (const auto odd = encryptCompact(text, ByteView(data, 0), key)) {
        const auto back = decrypter.decrypt(odd->token);
        require(back || back.error().code == ErrorCode::TokenCritical || back.error().code == ErrorCode::TokenLimit);
    }
    return 0;
}
