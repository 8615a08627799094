// SPDX-License-Identifier: Apache-2.0
// The floor for the start of `twb verify`: a bare C++ program that checks one HS256 signature with OpenSSL and nothing
// else. Usage: bare_hmac TOKEN SECRET; exit status 0 if the signature is good.
#include <array>
#include <iostream>
#include <string>
#include <string_view>

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace {

std::string decode(std::string_view text) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        bits = bits << 6 | static_cast<unsigned>(alphabet.find(c) & 63);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<char>(bits >> count & 0xFF));
        }
    }
    return out;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: bare_hmac TOKEN SECRET\n";
        return 2;
    }
    const std::string_view token = argv[1];
    const std::string_view secret = argv[2];
    const std::size_t dot = token.rfind('.');
    if (dot == std::string_view::npos) {
        return 2;
    }
    const std::string signature = decode(token.substr(dot + 1));
    std::array<unsigned char, 32> mac{};
    std::size_t size = 0;
    const bool made =
        EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, secret.data(), secret.size(),
                  reinterpret_cast<const unsigned char*>(token.data()), dot, mac.data(), mac.size(), &size) != nullptr;
    const bool good = made && signature.size() == size && CRYPTO_memcmp(signature.data(), mac.data(), size) == 0;
    std::cout << (good ? "verified\n" : "invalid\n");
    return good ? 0 : 1;
}
