// SPDX-License-Identifier: Apache-2.0
// Every OpenSSL call of app/crypto is made to fail once, in every scenario that reaches it: no crash, no leak (under
// the address sanitizer), an error instead of a result, and never a signature taken for verified.
#include "call.h"

#include "crypto/aead.h"
#include "crypto/blowfish.h"
#include "crypto/certificate_chain.h"
#include "crypto/digest.h"
#include "crypto/generate.h"
#include "crypto/kdf.h"
#include "crypto/key_agreement.h"
#include "crypto/key_import.h"
#include "crypto/key_wrap.h"
#include "crypto/pkcs12.h"
#include "crypto/rsa_encryption.h"
#include "crypto/signature.h"
#include "crypto/tls_listener.h"

#include <csignal>
#include <cstring>
#include <functional>
#include <openssl/ssl.h>
#include <QDir>
#include <QSet>
#include <QTest>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#if defined(TWB_SANITIZED)
#include <sanitizer/lsan_interface.h>
/// Qt's event loop thread is gone in a forked process, and what it held looks lost.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libglib";
}
#endif

using namespace twb;
using namespace twb::crypto;

namespace {

enum class Outcome { Done, Refused, Wrong };

struct Scenario {
    std::string name;
    std::function<Outcome()> run;
};

/// What the child tells its parent.
struct Report {
    int calls;
    Outcome outcome;
    char failed[80];
    char detail[200];
};

std::string fileText(const QString& name) {
    QFile file(QStringLiteral(TWB_KEYS "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

Password password() {
    return Secret::fromText("example-password");
}

std::string lastDetail;

template <typename T>
Outcome outcomeOf(const Result<T>& result) {
    lastDetail = result ? "" : result.error().detail;
    return result ? Outcome::Done : Outcome::Refused;
}

struct MethodRow {
    const char* name;
    SignatureMethod method;
    const char* file;
};
constexpr MethodRow methods[]{
    {"RS256", {SignatureScheme::RsaPkcs1, Hash::Sha256, Curve::None}, "rsa-2048.pkcs8.pem"},
    {"PS384", {SignatureScheme::RsaPss, Hash::Sha384, Curve::None}, "rsa-2048.pkcs8.pem"},
    {"PS256 bound", {SignatureScheme::RsaPss, Hash::Sha256, Curve::None}, "rsa-pss-sha256.pkcs8.pem"},
    {"ES256", {SignatureScheme::Ecdsa, Hash::Sha256, Curve::P256}, "ec-P-256.pkcs8.pem"},
    {"ES512", {SignatureScheme::Ecdsa, Hash::Sha512, Curve::P521}, "ec-P-521.pkcs8.pem"},
    {"Ed25519", {SignatureScheme::EdDsa, Hash::None, Curve::Ed25519}, "ed25519.pkcs8.pem"},
    {"Ed448", {SignatureScheme::EdDsa, Hash::None, Curve::Ed448}, "ed448.pkcs8.pem"},
};

enum class Signature { Honest, Changed };

Outcome signAndVerify(const Key& key, SignatureMethod method, Signature kind) {
    auto signer = Signer::create(key, method);
    if (!signer) {
        return outcomeOf(signer);
    }
    auto signature = signer->sign(asBytes("input"));
    if (!signature) {
        return outcomeOf(signature);
    }
    if (kind == Signature::Changed) {
        signature->back() ^= 1;
    }
    auto verifier = Verifier::create(key.publicHalf(), method);
    if (!verifier) {
        return outcomeOf(verifier);
    }
    const auto answer = verifier->verify(asBytes("input"), *signature);
    if (!answer) {
        return outcomeOf(answer);
    }
    if (kind == Signature::Changed) {
        return *answer ? Outcome::Wrong : Outcome::Done;
    }
    return *answer ? Outcome::Done : Outcome::Refused;
}

const Bytes contentKey(32, 9);

/// Decrypted octets: the right ones, none, or something else, which is refused by whoever uses them.
Outcome opened(const Result<std::optional<Secret>>& result) {
    if (!result || !*result) {
        return result ? Outcome::Refused : outcomeOf(result);
    }
    return (**result) == Secret(ByteView(contentKey)) ? Outcome::Done : Outcome::Wrong;
}

Outcome sealAndOpen(AeadMethod method, Signature kind) {
    auto aead = Aead::create(method, Bytes(method.keyOctets, 3));
    if (!aead) {
        return outcomeOf(aead);
    }
    const Bytes nonce(method.nonceOctets(), 5);
    auto sealed = aead->seal(nonce, asBytes("header"), contentKey);
    if (!sealed) {
        return outcomeOf(sealed);
    }
    if (kind == Signature::Changed) {
        sealed->tag.back() ^= 1;
    }
    const auto result = aead->open(nonce, asBytes("header"), sealed->ciphertext, sealed->tag);
    if (kind == Signature::Changed) {
        return result && *result ? Outcome::Wrong : Outcome::Done;
    }
    return opened(result);
}

void addEncryption(std::vector<Scenario>& all) {
    for (const auto kind : {Signature::Honest, Signature::Changed}) {
        const std::string suffix = kind == Signature::Honest ? "" : ", changed signature";
        all.push_back({"A256GCM" + suffix, [kind] { return sealAndOpen({AeadScheme::Gcm, 32, Hash::None}, kind); }});
        all.push_back({"A128CBC-HS256" + suffix, [kind] {
                           return sealAndOpen({AeadScheme::CbcHmac, 32, Hash::Sha256}, kind);
                       }});
    }
    all.push_back({"A128KW", [] {
                       const auto wrapped = wrapKey(Bytes(16, 1), contentKey);
                       return wrapped ? opened(unwrapKey(Bytes(16, 1), *wrapped)) : outcomeOf(wrapped);
                   }});
    const std::string rsa = fileText("rsa-2048.pkcs8.pem");
    all.push_back({"RSA-OAEP-256", [rsa] {
                       const auto entries = readPem(rsa);
                       if (!entries) {
                           return outcomeOf(entries);
                       }
                       const auto wrapped = encryptOaep(entries->front().key, Hash::Sha256, contentKey);
                       return wrapped ? opened(decryptOaep(entries->front().key, Hash::Sha256, *wrapped))
                                      : outcomeOf(wrapped);
                   }});
    all.push_back({"RSA1_5", [rsa] {
                       const auto entries = readPem(rsa);
                       if (!entries) {
                           return outcomeOf(entries);
                       }
                       const auto wrapped = encryptPkcs1(entries->front().key, contentKey);
                       if (!wrapped) {
                           return outcomeOf(wrapped);
                       }
                       const auto key = decryptPkcs1(entries->front().key, *wrapped, contentKey.size());
                       // Random octets instead of an error are what hides a wrong padding. (RFC 7516 §11.5)
                       return key && *key == Secret(ByteView(contentKey)) ? Outcome::Done : Outcome::Refused;
                   }});
    for (const char* file : {"ec-P-256.pkcs8.pem", "x25519.pkcs8.pem"}) {
        all.push_back({std::string("agree ") + file, [text = fileText(file)] {
                           const auto entries = readPem(text);
                           if (!entries) {
                               return outcomeOf(entries);
                           }
                           const Key& own = entries->front().key;
                           return outcomeOf(agree(own, own.publicHalf()));
                       }});
    }
    all.push_back({"Concat KDF", [] { return outcomeOf(concatKdf(contentKey, {"A256GCM", {}, {}}, 32)); }});
    all.push_back({"PBKDF2", [] { return outcomeOf(pbkdf2(Hash::Sha256, contentKey, contentKey, 1000, 32)); }});
}

/// The client's end of a TLS connection, whose calls never fail on purpose. "pong" is the answer to its "ping".
bool tlsClient(int socket) {
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    SSL_CTX_use_certificate_file(context.get(), TWB_KEYS "/ec-P-256.certificate.pem", SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(context.get(), TWB_KEYS "/ec-P-256.pkcs8.pem", SSL_FILETYPE_PEM);
    const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
    char answer[4] = {};
    return SSL_set_fd(ssl.get(), socket) == 1 && SSL_connect(ssl.get()) == 1 && SSL_write(ssl.get(), "ping", 4) == 4 &&
           SSL_read(ssl.get(), answer, 4) == 4 && std::memcmp(answer, "pong", 4) == 0;
}

Outcome serveTls(const TlsIdentity& identity, int socket, const Bytes& expected) {
    auto session = TlsSession::accept(identity, socket);
    if (!session) {
        return outcomeOf(session);
    }
    char asked[4] = {};
    const bool read = session->read(asked, 4) == 4 && std::memcmp(asked, "ping", 4) == 0;
    const bool served =
        read && !session->buffered() && session->peerCertificate() == expected && session->write("pong", 4) == 4;
    session->end();
    return served ? Outcome::Done : Outcome::Refused;
}

Outcome tlsConnection(const std::string& keyText, const std::string& certificateText) {
    const auto keys = readPem(keyText);
    const auto certificates = keys ? readPem(certificateText) : keys;
    if (!certificates) {
        return outcomeOf(certificates);
    }
    const Certificate& certificate = *certificates->front().certificate;
    const auto identity = TlsIdentity::create(keys->front().key, certificate);
    int ends[2] = {};
    if (!identity || ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
        return outcomeOf(identity);
    }
    ::signal(SIGPIPE, SIG_IGN);
    bool answered = false;
    std::thread client([&] { answered = tlsClient(ends[1]); });
    const Outcome outcome = serveTls(*identity, ends[0], certificate.der);
    ::shutdown(ends[0], SHUT_RDWR);
    client.join();
    ::close(ends[0]);
    ::close(ends[1]);
    return outcome == Outcome::Done && !answered ? Outcome::Wrong : outcome;
}

std::vector<Scenario> scenarios() {
    std::vector<Scenario> all;
    for (const auto kind : {Signature::Honest, Signature::Changed}) {
        const std::string suffix = kind == Signature::Honest ? "" : ", changed signature";
        for (const MethodRow& row : methods) {
            all.push_back({row.name + suffix, [row, kind, text = fileText(QString(row.file))] {
                               const auto entries = readPem(text);
                               return entries ? signAndVerify(entries->front().key, row.method, kind)
                                              : outcomeOf(entries);
                           }});
        }
        all.push_back({"HS512" + suffix, [kind] {
                           const Key secret = Key::fromSecret(Secret(Bytes(200, 7)));
                           return signAndVerify(secret, {SignatureScheme::Hmac, Hash::Sha512, Curve::None}, kind);
                       }});
    }
    QDir folder(QStringLiteral(TWB_KEYS));
    for (const QString& name : folder.entryList({"*.pem", "*.der", "*.p12", "ssh-*"}, QDir::Files)) {
        if (name.endsWith("aes128-ctr") || name.endsWith("aes256-cbc") || name == "ssh-rsa-aes256-ctr") {
            continue; // the same calls as aes256-ctr
        }
        const std::string text = fileText(name);
        const bool java = name.startsWith("keytool");
        const auto read = [text, java] {
            return outcomeOf(importKeys(asBytes(text), java ? Password(Secret::fromText("changeit")) : password()));
        };
        all.push_back({"read " + name.toStdString(), read});
    }
    for (const char* file : {"rsa-2048.pkcs8.pem", "ec-P-384.pkcs8.pem", "x448.pkcs8.pem"}) {
        for (const KeyFormat format :
             {KeyFormat::Pkcs8Pem, KeyFormat::SpkiPem, KeyFormat::Pkcs1Der, KeyFormat::Sec1Der}) {
            all.push_back({std::string("write ") + file + " as " + std::string(name(format)),
                           [format, text = fileText(QString(file))] {
                               const auto entries = readPem(text);
                               return entries ? outcomeOf(writeKey(entries->front().key, format)) : outcomeOf(entries);
                           }});
        }
    }
    all.push_back({"write encrypted", [text = fileText("ed25519.pkcs8.pem")] {
                       const auto entries = readPem(text);
                       return entries
                                  ? outcomeOf(writeKey(entries->front().key, KeyFormat::Pkcs8EncryptedDer, password()))
                                  : outcomeOf(entries);
                   }});
    all.push_back({"TLS", [key = fileText("ec-P-256.pkcs8.pem"), certificate = fileText("ec-P-256.certificate.pem")] {
                       return tlsConnection(key, certificate);
                   }});
    const CertificateWish wish{"CN=example", Time{}, Time{std::chrono::hours(24)}, "DNS:localhost,IP:127.0.0.1"};
    all.push_back({"self-signed", [wish, text = fileText("ec-P-256.pkcs8.pem")] {
                       const auto entries = readPem(text);
                       const auto made =
                           entries ? makeSelfSigned(entries->front().key, wish) : Result<Certificate>(passOn(entries));
                       const auto names =
                           made ? alternativeNames(*made) : Result<std::vector<AlternativeName>>(passOn(made));
                       return names && names->size() != 2 ? Outcome::Wrong : outcomeOf(names);
                   }});
    all.push_back({"chain", [text = fileText("ec-P-256.certificate.pem")] {
                       const auto entries = readPem(text);
                       if (!entries) {
                           return outcomeOf(entries);
                       }
                       const Certificate& own = *entries->front().certificate;
                       const auto why = chainFault(own, {own.der}, {own}, own.notBefore);
                       return why && !why->empty() ? Outcome::Wrong : outcomeOf(why);
                   }});
    all.push_back(
        {"chain to somebody else", [text = fileText("ec-P-256.certificate.pem"), other = fileText("chain.pem")] {
             const auto entries = readPem(text);
             const auto others = entries ? readPem(other) : entries;
             if (!others) {
                 return outcomeOf(others);
             }
             const Certificate& own = *entries->front().certificate;
             const auto why = chainFault(own, {}, {*others->front().certificate}, own.notBefore);
             return why && why->empty() ? Outcome::Wrong : outcomeOf(why);
         }});
    all.push_back({"write PKCS#12", [pair = fileText("ec-P-256.pkcs8.pem"), chain = fileText("chain.pem")] {
                       const auto key = readPem(pair);
                       const auto certificates = readPem(chain);
                       if (!key || !certificates) {
                           return key ? outcomeOf(certificates) : outcomeOf(key);
                       }
                       std::vector<Certificate> list;
                       for (const KeyFileEntry& entry : *certificates) {
                           list.push_back(*entry.certificate);
                       }
                       return outcomeOf(writePkcs12(key->front().key, list, password(), "example"));
                   }});
    all.push_back(
        {"RSA from n, e, d", [text = fileText("rsa-1024.pkcs8.pem")] {
             const auto entries = readPem(text);
             auto numbers = entries ? entries->front().key.rsaNumbers(Key::Halves::PublicAndPrivate)
                                    : Result<RsaNumbers>(passOn(entries));
             if (!numbers) {
                 return outcomeOf(numbers);
             }
             return outcomeOf(Key::fromRsa({numbers->n, numbers->e, std::move(numbers->d), {}, {}, {}, {}, {}}));
         }});
    all.push_back({"make P-256", [] { return outcomeOf(generateEc(Curve::P256)); }});
    all.push_back({"make X25519", [] { return outcomeOf(generateOkp(Curve::X25519)); }});
    all.push_back({"make RSA", [] { return outcomeOf(generateRsa(2048)); }});
    all.push_back({"random", [] {
                       const auto secret = randomSecret(16);
                       return secret ? outcomeOf(randomBytes(16)) : outcomeOf(secret);
                   }});
    addEncryption(all);
    all.push_back({"digest", [] { return outcomeOf(digest(Hash::Sha384, asBytes("abc"))); }});
    return all;
}

/// Failures without consequence: OpenSSL then starts by itself, or only a name in a description is missing.
bool isHarmless(const std::string& function) {
    return function.empty() || function == "OPENSSL_init_crypto" || function == "OBJ_nid2ln" ||
           function == "X509_get_signature_nid" || function == "X509_alias_get0" ||
           function == "PKCS12_get_friendlyname" || // a name that is missing
           function == "OSSL_PROVIDER_load";        // the legacy one is not always needed
}

} // namespace

class CryptoFaultsTest : public QObject {
    Q_OBJECT

    Report* m_report = nullptr;
    QSet<QString> m_reached;

    /// Runs the scenario in a process of its own, where OpenSSL starts from nothing and nothing was fetched yet.
    int runApart(const Scenario& scenario, int failing, fault::Answer answer) {
        *m_report = {};
        const pid_t child = fork();
        if (child == 0) {
            for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE}) { // Qt Test would start a debugger
                ::signal(signal, SIG_DFL);
            }
            fault::arm(failing, answer);
            const Outcome outcome = scenario.run();
            m_report->calls = fault::calls();
            m_report->outcome = outcome;
            std::strncpy(m_report->failed, fault::failed().c_str(), sizeof m_report->failed - 1);
            std::strncpy(m_report->detail, lastDetail.c_str(), sizeof m_report->detail - 1);
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return status;
    }

private Q_SLOTS:
    void initTestCase() {
        const Blowfish digitsOfPi; // computed once here instead of in each child
        void* memory = mmap(nullptr, sizeof(Report), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        QVERIFY(memory != MAP_FAILED);
        m_report = static_cast<Report*>(memory);
    }

    void everyCallFailsOnce_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Scenario& scenario : scenarios()) {
            QTest::newRow(scenario.name.c_str()) << index++;
        }
    }
    void everyCallFailsOnce() {
#if defined(TWB_SANITIZED)
        QSKIP("thousands of processes are too slow under the sanitizer: nothingLeaks() runs all of it in one");
#endif
        QFETCH(int, index);
        const Scenario scenario = scenarios()[static_cast<std::size_t>(index)];
        QCOMPARE(runApart(scenario, 0, fault::Answer::Zero), 0);
        if (m_report->outcome == Outcome::Refused) {
            // A file that is named and refused anyway: only crashes and leaks are of interest.
            QVERIFY2(scenario.name.starts_with("read ") || scenario.name.starts_with("write "), m_report->detail);
        }
        const bool refusedAnyway = m_report->outcome == Outcome::Refused;
        QVERIFY(m_report->outcome != Outcome::Wrong);
        const int calls = m_report->calls;
        for (int failing = 1; failing <= calls; ++failing) {
            for (const fault::Answer answer : {fault::Answer::Zero, fault::Answer::MinusOne}) {
                const int status = runApart(scenario, failing, answer);
                const std::string where = scenario.name + ": call " + std::to_string(failing) + " of " +
                                          std::to_string(calls) + ", " + m_report->failed;
                QVERIFY2(status == 0, (where + ": crashed or leaked").c_str());
                QVERIFY2(m_report->outcome != Outcome::Wrong, (where + ": verified").c_str());
                m_reached.insert(QString(m_report->failed));
                const bool changedSignature = scenario.name.ends_with("changed signature");
                if (!refusedAnyway && !changedSignature && !isHarmless(m_report->failed)) {
                    QVERIFY2(m_report->outcome == Outcome::Refused, (where + ": went unnoticed").c_str());
                }
            }
        }
    }

    /// All of it once more in one process, because looking for leaks takes half a second each time. (Exit status 77: a
    /// leak; 78: a changed signature was taken for verified.)
    void nothingLeaks() {
#if defined(TWB_SANITIZED)
        const pid_t child = fork();
        if (child == 0) {
            for (const Scenario& scenario : scenarios()) {
                fault::arm(0, fault::Answer::Zero);
                scenario.run();
                const int calls = fault::calls();
                for (int failing = 1; failing <= calls; ++failing) {
                    fault::arm(failing, failing % 2 == 0 ? fault::Answer::Zero : fault::Answer::MinusOne);
                    if (scenario.run() == Outcome::Wrong) {
                        _exit(78);
                    }
                }
            }
            fault::arm(0, fault::Answer::Zero);
            _exit(__lsan_do_recoverable_leak_check() == 0 ? 0 : 77);
        }
        int status = 0;
        waitpid(child, &status, 0);
        QCOMPARE(status, 0);
#else
        QSKIP("looking for leaks needs the address sanitizer (preset asan)");
#endif
    }

    void noCallIsForgotten() {
#if defined(TWB_SANITIZED)
        QSKIP("everyCallFailsOnce() did not run");
#endif
        QFile list(QStringLiteral(TWB_REDIRECTS));
        QVERIFY(list.open(QIODevice::ReadOnly));
        QStringList never;
        for (const QString& line : QString::fromUtf8(list.readAll()).split('\n')) {
            const QString function = line.section(' ', 1, 1).section('(', 0, 0);
            if (line.startsWith("#define") && !m_reached.contains(function)) {
                never += function;
            }
        }
        qInfo("%d OpenSSL functions made to fail", static_cast<int>(m_reached.size()));
        QVERIFY2(never.isEmpty(), qPrintable("never reached: " + never.join(", ")));
    }
};

QTEST_GUILESS_MAIN(CryptoFaultsTest)
#include "tst_crypto_faults.moc"
