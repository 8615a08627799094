// SPDX-License-Identifier: Apache-2.0
#include "workbench/key_import_read.h"

#include <algorithm>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace twb::workbench {
namespace {

constexpr int deepestFolder = 4;
constexpr int mostFiles = 1000;
/// Longer texts in which no format is recognised are documents, not secrets.
constexpr std::size_t longestSecret = 4096;
constexpr std::string_view pemBegin = "-----BEGIN ";

/// header.payload.signature, as "eyJ…": a token handed over in place of a key.
bool looksLikeToken(std::string_view text) {
    return text.starts_with("eyJ") && std::count(text.begin(), text.end(), '.') >= 2;
}

/// Text of one secret: short, without control characters but white space. Raw octets may be a secret too, but noise
/// in a file more often is not; they can be given as hex or Base64.
bool mayBeSecret(std::string_view text) {
    return text.size() <= longestSecret &&
           std::none_of(text.begin(), text.end(),
                        [](char c) {
                            const auto octet = static_cast<unsigned char>(c);
                            return (octet < 0x20 && octet != '\t' && octet != '\r' && octet != '\n') || octet == 0x7F;
                        }) &&
           !QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).contains(QChar(0xFFFD));
}

bool needsPassword(const Error& error) {
    return error.code == ErrorCode::KeyEncrypted || error.code == ErrorCode::KeyPasswordWrong;
}

/// Reads one source into ReadKeys.
class Reader {
public:
    Reader(QString name, UnknownText unknown, jose::SecretEncoding encoding, const crypto::Password& password,
           ReadKeys& into)
        : m_name(std::move(name))
        , m_unknown(unknown)
        , m_options{&password, encoding}
        , m_into(into) {}

    void read(Secret octets) {
        const std::string_view text = asText(octets.reveal());
        const std::size_t first = text.find_first_not_of(" \t\r\n");
        const bool json = first != std::string_view::npos && text[first] == '{';
        const qint64 cap = json ? largestKeySet : largestKeyFile;
        if (static_cast<qint64>(octets.size()) > cap) {
            refuse({ErrorCode::InputTooLarge,
                    std::to_string(octets.size()) + " octets; at most " + std::to_string(cap) + " are read as a key",
                    {}});
            return;
        }
        auto set = jose::readKeyMaterial(octets.reveal(), m_options);
        ByteView used = octets.reveal();
        if (set && isSecret(*set)) { // people paste with a line end behind; it belongs to no secret
            used = used.first(text.find_last_not_of("\r\n") + 1);
            set = jose::readKeyMaterial(used, m_options);
        }
        if (set) {
            take(*set, used);
        } else if (blocks(text) > 1) {
            readBlocks(text);
        } else if (needsPassword(set.error())) {
            lock(std::move(octets), set.error());
        } else {
            refuse(set.error());
        }
    }

private:
    static bool isSecret(const jose::KeySet& set) {
        return set.entries().size() == 1 && set.entries().front().format == "secret";
    }

    static std::size_t blocks(std::string_view text) {
        std::size_t count = 0;
        for (std::size_t at = text.find(pemBegin); at != std::string_view::npos; at = text.find(pemBegin, at + 1)) {
            ++count;
        }
        return count;
    }

    void take(const jose::KeySet& set, ByteView octets) {
        if (isSecret(set) && !acceptsSecret(octets)) {
            return;
        }
        append(draftKeys(set, m_name));
    }

    /// Says why not, if not.
    bool acceptsSecret(ByteView octets) {
        const std::string_view text = asText(octets);
        if (m_unknown == UnknownText::IsSkipped) {
            ++m_into.skipped;
            return false;
        }
        if (const std::string_view kind = jose::asymmetricKeyText(octets); !kind.empty()) {
            refuse({ErrorCode::KeyFormatUnknown, "this is " + std::string(kind) + " that cannot be read here", {}});
            return false;
        }
        if (looksLikeToken(text)) {
            refuse({ErrorCode::KeyFormatUnknown, "this is a token, not a key", {}});
            return false;
        }
        if (!mayBeSecret(text)) {
            refuse({ErrorCode::KeyFormatUnknown,
                    "no key was found in it, and it is too long or no text for a secret",
                    {}});
            return false;
        }
        return true;
    }

    /// A PEM text of which something cannot be read: each block on its own.
    void readBlocks(std::string_view text) {
        std::size_t at = text.find(pemBegin);
        while (at != std::string_view::npos) {
            const std::size_t next = text.find(pemBegin, at + 1);
            const ByteView block = asBytes(text.substr(at, next == std::string_view::npos ? next : next - at));
            if (auto set = jose::readKeyMaterial(block, m_options); set) {
                append(draftKeys(*set, m_name));
            } else if (needsPassword(set.error())) {
                lock(Secret(block), set.error());
            } else {
                refuse(set.error());
            }
            at = next;
        }
    }

    void append(KeyDrafts drafts) {
        auto& keys = m_into.drafts.keys;
        keys.insert(keys.end(), std::make_move_iterator(drafts.keys.begin()),
                    std::make_move_iterator(drafts.keys.end()));
        for (UnreadableKey& problem : drafts.unreadable) {
            m_into.drafts.unreadable.push_back(std::move(problem));
        }
        for (ReadingNote& note : drafts.notes) {
            m_into.drafts.notes.push_back(std::move(note));
        }
    }
    void lock(Secret octets, const Error& error) {
        m_into.locked.push_back({m_name, std::move(octets), error.code == ErrorCode::KeyPasswordWrong});
    }
    void refuse(Error error) {
        // In a folder most files are no keys; only what looks like one and is broken is worth a line.
        if (m_unknown == UnknownText::IsSkipped && error.code == ErrorCode::KeyFormatUnknown) {
            ++m_into.skipped;
        } else {
            m_into.drafts.unreadable.push_back({m_name, std::move(error)});
        }
    }

    QString m_name;
    UnknownText m_unknown;
    jose::KeyMaterialOptions m_options;
    ReadKeys& m_into;
};

void readFile(const QFileInfo& info, UnknownText unknown, jose::SecretEncoding encoding, ReadKeys& into) {
    const QString name = info.fileName();
    const auto refuse = [&](ErrorCode code, std::string detail) {
        into.drafts.unreadable.push_back({name, {code, std::move(detail), {}}});
    };
    if (info.size() > largestKeySet) { // not even opened; the smaller cap depends on what is in it
        refuse(ErrorCode::InputTooLarge, std::to_string(info.size()) + " octets; no key file is that large");
        return;
    }
    QFile file(info.filePath());
    if (!info.isFile() || !file.open(QIODevice::ReadOnly)) {
        refuse(ErrorCode::FileUnreadable, info.exists() ? file.errorString().toStdString() : "there is no such file");
        return;
    }
    Bytes octets(static_cast<std::size_t>(info.size()));
    const qint64 got = file.read(reinterpret_cast<char*>(octets.data()), info.size());
    octets.resize(static_cast<std::size_t>(std::max<qint64>(got, 0)));
    readKeys(Secret(std::move(octets)), name, unknown, encoding, {}, into);
}

void readFolder(const QString& path, int depth, int& files, jose::SecretEncoding encoding, const std::stop_token& stop,
                ReadKeys& into) {
    const QFileInfoList inside =
        QDir(path).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo& info : inside) {
        if (stop.stop_requested() || files >= mostFiles) {
            return;
        }
        if (info.isDir()) {
            if (depth < deepestFolder) {
                readFolder(info.filePath(), depth + 1, files, encoding, stop, into);
            }
        } else {
            ++files;
            readFile(info, UnknownText::IsSkipped, encoding, into);
        }
    }
}

} // namespace

void readKeys(Secret octets, const QString& name, UnknownText unknown, jose::SecretEncoding encoding,
              const crypto::Password& password, ReadKeys& into) {
    Reader(name, unknown, encoding, password, into).read(std::move(octets));
}

ReadKeys readKeyPaths(const QStringList& paths, jose::SecretEncoding encoding, const std::stop_token& stop) {
    ReadKeys read;
    int files = 0;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (stop.stop_requested()) {
            break;
        }
        if (info.isDir()) {
            readFolder(path, 1, files, encoding, stop, read);
        } else {
            readFile(info, UnknownText::IsSecret, encoding, read);
        }
    }
    if (files >= mostFiles) {
        read.drafts.unreadable.push_back(
            {QFileInfo(paths.value(0)).fileName(),
             {ErrorCode::InputTooLarge, "only the first " + std::to_string(mostFiles) + " files were read", {}}});
    }
    return read;
}

} // namespace twb::workbench
