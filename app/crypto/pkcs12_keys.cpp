// SPDX-License-Identifier: Apache-2.0
#include "crypto/pkcs12_keys.h"

#include "crypto/key_native.h"
#include "crypto/key_structures.h"

#include <cstring>

namespace twb::crypto {

namespace {

struct FreeSafes {
    void operator()(STACK_OF(PKCS7) * safes) const { sk_PKCS7_pop_free(safes, PKCS7_free); }
};
struct FreeBags {
    void operator()(STACK_OF(PKCS12_SAFEBAG) * bags) const { sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free); }
};
using SafesPtr = std::unique_ptr<STACK_OF(PKCS7), FreeSafes>;
using BagsPtr = std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), FreeBags>;
using InfoPtr = std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreeWith<PKCS8_PRIV_KEY_INFO_free>>;

tl::unexpected<Error> failed() {
    return backendFailure("the keys of the PKCS#12 file could not be read");
}

std::string nameOf(PKCS12_SAFEBAG* bag) {
    char* name = PKCS12_get_friendlyname(bag); // nullptr where there is none
    std::string text = name == nullptr ? std::string() : std::string(name);
    OPENSSL_free(name);
    return text;
}

Result<Key> keyFromInfo(const PKCS8_PRIV_KEY_INFO* info) {
    unsigned char* raw = nullptr;
    const int size = i2d_PKCS8_PRIV_KEY_INFO(info, &raw);
    if (size <= 0) {
        return failed();
    }
    const Secret octets(ByteView(raw, static_cast<std::size_t>(size)));
    OPENSSL_clear_free(raw, static_cast<std::size_t>(size));
    return keyFromPkcs8(octets.reveal());
}

Result<Key> keyOf(const PKCS12_SAFEBAG* bag, const char* password, OSSL_LIB_CTX* context) {
    const int length = password == nullptr ? 0 : static_cast<int>(std::strlen(password));
    const InfoPtr info(PKCS12_decrypt_skey_ex(bag, password, length, context, nullptr));
    return info ? keyFromInfo(info.get()) : Result<Key>(failed());
}

} // namespace

Result<std::vector<NamedKey>> severalKeys(const PKCS12* file, const char* password, OSSL_LIB_CTX* context) {
    const SafesPtr safes(PKCS12_unpack_authsafes(file));
    if (!safes) {
        return failed();
    }
    std::vector<BagsPtr> contents;
    std::vector<PKCS12_SAFEBAG*> keys;
    for (int i = 0; i < sk_PKCS7_num(safes.get()); ++i) {
        PKCS7* safe = sk_PKCS7_value(safes.get(), i);
        const int kind = OBJ_obj2nid(safe->type);
        if (kind <= NID_undef) {
            return failed();
        }
        if (kind != NID_pkcs7_data) {
            continue;
        }
        BagsPtr bags(PKCS12_unpack_p7data(safe));
        if (!bags) {
            return failed();
        }
        for (int k = 0; k < sk_PKCS12_SAFEBAG_num(bags.get()); ++k) {
            PKCS12_SAFEBAG* bag = sk_PKCS12_SAFEBAG_value(bags.get(), k);
            const int held = PKCS12_SAFEBAG_get_nid(bag);
            if (held <= NID_undef) {
                return failed();
            }
            if (held == NID_pkcs8ShroudedKeyBag) {
                keys.push_back(bag);
            }
        }
        contents.push_back(std::move(bags));
    }
    std::vector<NamedKey> several;
    if (keys.size() < 2) {
        return several;
    }
    for (PKCS12_SAFEBAG* bag : keys) {
        auto key = keyOf(bag, password, context);
        if (!key) {
            return passOn(key);
        }
        several.push_back({std::move(*key), nameOf(bag)});
    }
    return several;
}

} // namespace twb::crypto
