// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "jose/encryption_table.h"
#include "jose/jwe_form.h"

#include <optional>
#include <span>

namespace twb::jose {

/// The JOSE Header of one recipient: the union of three objects whose names must not meet.      (RFC 7516 §4, §7.2.1)
class JweHeader {
public:
    /// Each text is a JSON object or empty (absent); they must outlive this object.
    /// @errors json-…, token-header (no object; a name in two of them), json-duplicate-name
    static Result<JweHeader> read(std::string_view protectedText, std::string_view sharedText,
                                  std::string_view recipientText);

    /// The member, wherever it stands; no value if absent.
    json::Value find(std::string_view name) const;
    /// The member of the protected part only.
    json::Value findProtected(std::string_view name) const { return root(0).find(name); }
    /// Which of the texts holds the member; nullopt if none.
    enum class Part : std::uint8_t { Protected, Shared, Recipient };
    std::optional<Part> partOf(std::string_view name) const;

    /// Empty if absent.  @errors token-header (no string)
    Result<std::string> text(std::string_view name) const;
    /// base64url of a string member; nullopt if absent.  @errors token-header
    Result<std::optional<Bytes>> octets(std::string_view name) const;

private:
    json::Value root(std::size_t part) const { return m_documents[part] ? m_documents[part]->root() : json::Value(); }
    std::optional<json::Document> m_documents[3];
};

/// What every recipient's header must say.
struct JweAlgorithms {
    const KeyManagement* management = nullptr;
    const ContentEncryption* encryption = nullptr;
    std::string kid; ///< empty if absent
    bool compressed = false;
};

/// Reads alg, enc, kid, zip and checks crit.                                               (RFC 7516 §4.1, §5.2)
/// "zip" and "crit" must be protected; only "DEF" is known; "b64" means nothing to a JWE.
/// @errors token-header, token-critical, token-unsupported (zip), algorithm-unknown
Result<JweAlgorithms> readJweAlgorithms(const JweHeader& header, std::span<const std::string> understoodCritical);

} // namespace twb::jose
