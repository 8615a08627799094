// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace twb::issuer {

/// An element of an XML document, as far as an assertion needs it.
struct XmlElement {
    struct Attribute {
        std::string name; ///< as written, with its prefix
        std::string value;
    };
    std::string name;  ///< without prefix
    std::string space; ///< the namespace it is in; empty: none
    std::vector<Attribute> attributes{};
    std::string text{}; ///< its own character data, that of children left out
    std::vector<XmlElement> children{};

    /// The first child of that name in the same namespace; nullptr if there is none.
    const XmlElement* child(std::string_view wanted) const;
    /// Empty if it is not there.
    std::string_view attribute(std::string_view wanted) const;
    /// `text` without white space around it.
    std::string_view trimmedText() const;
};

/// Reads a well-formed document with namespaces (XML 1.0, Namespaces in XML 1.0), without validating it.
///
/// A document type is refused whatever it says, and with it every entity but the five of XML: that is how XML reads
/// files and grows without end. At most 40 elements deep.
/// @return the root element, or what is wrong as a sentence.
tl::expected<XmlElement, std::string> readXml(std::string_view text);

} // namespace twb::issuer
