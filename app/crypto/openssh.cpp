// SPDX-License-Identifier: Apache-2.0
#include "crypto/openssh.h"

#include "crypto/base64.h"
#include "crypto/curves.h"
#include "crypto/openssh_body.h"
#include "crypto/ssh_wire.h"

namespace twb::crypto {

namespace {

constexpr std::string_view rfc4716Begin = "---- BEGIN SSH2 PUBLIC KEY ----";
constexpr std::string_view rfc4716End = "---- END SSH2 PUBLIC KEY ----";
constexpr std::string_view white = " \t\r\n";
constexpr std::string_view typePrefixes[]{"ssh-rsa ",        "ssh-ed25519 ",      "ssh-ed448 ",
                                          "ecdsa-sha2-nist", "ssh-dss ",          "sk-ssh-ed25519@",
                                          "sk-ecdsa-sha2-",  "ssh-rsa-cert-v01@", "ssh-ed25519-cert-v01@"};

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(white);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

/// The Base64 lines between the marks; headers (`Comment: …`) may go on over several lines.      (RFC 4716 §3)
std::string rfc4716Body(std::string_view text, std::string& comment) {
    std::string body;
    bool continued = false;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        const std::size_t colon = line.find(':');
        if (continued || colon != std::string_view::npos) {
            if (!continued && line.substr(0, colon) == "Comment") {
                comment = trimmed(line.substr(colon + 1));
            }
            continued = line.ends_with('\\');
            continue;
        }
        body += line;
    }
    return body;
}

} // namespace

std::string_view sshCurve(Curve curve) {
    switch (curve) {
    case Curve::P256:
        return "nistp256";
    case Curve::P384:
        return "nistp384";
    case Curve::P521:
        return "nistp521";
    default:
        return {};
    }
}

Curve curveOfSsh(std::string_view name) {
    for (const Curve curve : {Curve::P256, Curve::P384, Curve::P521}) {
        if (name == sshCurve(curve)) {
            return curve;
        }
    }
    return Curve::None;
}

tl::unexpected<Error> sshUnsupported(std::string_view type) {
    const std::string name(type.substr(0, 60));
    if (type == "ssh-dss") {
        return fail(ErrorCode::KeyUnsupported, "this is a DSA key of SSH; JOSE has no use for it");
    }
    if (type.starts_with("sk-")) {
        return fail(ErrorCode::KeyUnsupported, "this SSH key (" + name + ") belongs to a security key");
    }
    if (type.find("-cert-v") != std::string_view::npos) {
        return fail(ErrorCode::KeyUnsupported, "this is an SSH certificate (" + name + "), no plain key");
    }
    return fail(ErrorCode::KeyUnsupported, "SSH keys of the type \"" + name + "\" are not supported");
}

bool looksLikeOpenSshPublic(std::string_view text) {
    text = trimmed(text);
    for (const std::string_view prefix : typePrefixes) {
        if (text.starts_with(prefix)) {
            return true;
        }
    }
    return text.starts_with(rfc4716Begin);
}

Result<KeyFileEntry> readOpenSshPublic(std::string_view text) {
    text = trimmed(text);
    std::string comment;
    std::string body;
    if (text.starts_with(rfc4716Begin)) {
        const std::size_t end = text.find(rfc4716End);
        if (end == std::string_view::npos) {
            return fail(ErrorCode::KeyPemBroken, "the END line of the SSH public key is missing", {0, text.size()});
        }
        body = rfc4716Body(text.substr(rfc4716Begin.size(), end - rfc4716Begin.size()), comment);
    } else {
        text = text.substr(0, text.find_first_of("\r\n"));
        const std::size_t space = text.find(' ');
        if (space == std::string_view::npos) {
            return fail(ErrorCode::KeyInvalid, "the SSH public key stops after its type");
        }
        const std::string_view rest = trimmed(text.substr(space));
        body = rest.substr(0, rest.find_first_of(" \t"));
        comment = trimmed(rest.substr(body.size()));
    }
    const auto octets = decodeBase64(body);
    if (!octets) {
        return fail(ErrorCode::KeyInvalid, "the Base64 of the SSH public key is damaged");
    }
    auto key = keyFromSshBlob(octets->reveal());
    if (!key) {
        return passOn(key);
    }
    return KeyFileEntry{std::move(*key), KeyFormat::OpenSshPublic, std::nullopt, std::move(comment)};
}

Result<Key> keyFromSshBlob(ByteView blob) {
    SshReader reader(blob);
    const auto type = reader.text();
    const auto damaged = [] { return fail(ErrorCode::KeyInvalid, "the SSH public key is damaged or cut off"); };
    if (!type) {
        return damaged();
    }
    const auto copied = [](ByteView octets) { return Bytes(octets.begin(), octets.end()); };
    if (*type == "ssh-rsa") {
        const auto e = reader.string();
        const auto n = e ? reader.string() : std::nullopt;
        if (!n || !reader.rest().empty()) {
            return damaged();
        }
        RsaNumbers numbers;
        numbers.n = copied(*n);
        numbers.e = copied(*e);
        return Key::fromRsa(numbers);
    }
    if (*type == "ssh-ed25519" || *type == "ssh-ed448") {
        const auto x = reader.string();
        if (!x || !reader.rest().empty()) {
            return damaged();
        }
        return Key::fromOkp({*type == "ssh-ed448" ? Curve::Ed448 : Curve::Ed25519, copied(*x), {}});
    }
    if (type->starts_with("ecdsa-sha2-") && type->find('@') == std::string_view::npos) {
        const auto name = reader.text();
        const auto point = name ? reader.string() : std::nullopt;
        if (!point || !reader.rest().empty() || type->substr(11) != *name) {
            return damaged();
        }
        const Curve curve = curveOfSsh(*name);
        if (curve == Curve::None) {
            return sshUnsupported(*type);
        }
        const auto numbers = decodePoint(curve, *point);
        if (!numbers) {
            return passOn(numbers);
        }
        return Key::fromEc(*numbers);
    }
    return sshUnsupported(*type);
}

Result<std::string> writeOpenSshPublic(const Key& key, std::string_view comment) {
    const auto impossible = [](const char* what) { return fail(ErrorCode::KeyFormatImpossible, what); };
    std::string type;
    Bytes blob;
    switch (key.type()) {
    case KeyType::Rsa: {
        const auto numbers = key.rsaNumbers(Key::Halves::PublicOnly);
        type = "ssh-rsa";
        putSshString(blob, asBytes(type));
        putSshNumber(blob, numbers->e);
        putSshNumber(blob, numbers->n);
        break;
    }
    case KeyType::Ec: {
        const auto numbers = key.ecNumbers(Key::Halves::PublicOnly);
        const std::string_view curve = sshCurve(key.curve());
        if (curve.empty()) {
            return impossible("SSH has no keys on secp256k1");
        }
        type = "ecdsa-sha2-" + std::string(curve);
        Bytes point{4};
        point.insert(point.end(), numbers->x.begin(), numbers->x.end());
        point.insert(point.end(), numbers->y.begin(), numbers->y.end());
        putSshString(blob, asBytes(type));
        putSshString(blob, asBytes(curve));
        putSshString(blob, point);
        break;
    }
    case KeyType::Okp: {
        if (key.curve() != Curve::Ed25519 && key.curve() != Curve::Ed448) {
            return impossible("SSH has no keys on X25519 and X448");
        }
        const auto numbers = key.okpNumbers(Key::Halves::PublicOnly);
        type = key.curve() == Curve::Ed25519 ? "ssh-ed25519" : "ssh-ed448";
        putSshString(blob, asBytes(type));
        putSshString(blob, numbers->x);
        break;
    }
    case KeyType::RsaPss:
        return impossible("SSH cannot say that a key is for RSASSA-PSS only");
    case KeyType::Oct:
        return impossible("a secret has no public half");
    }
    std::string line = type + " " + encodeBase64(blob);
    if (!comment.empty()) {
        line += " " + std::string(comment.substr(0, comment.find_first_of("\r\n")));
    }
    return line + "\n";
}

} // namespace twb::crypto
