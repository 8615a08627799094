// SPDX-License-Identifier: Apache-2.0
// Properties: any text is read as XML without a crash, never with a document type; elements have names.
#include "fuzz/property.h"
#include "issuer/xml_reader.h"

#include <cstdint>

using namespace twb::fuzz;
using namespace twb::issuer;

namespace {

void look(const XmlElement& element, int depth) {
    require(!element.name.empty() && depth <= 41);
    require(element.text.find(element.trimmedText()) != std::string::npos);
    for (const XmlElement& child : element.children) {
        look(child, depth + 1);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const std::string& each : {std::string(text), "<a xmlns:b='c'>" + std::string(text) + "</a>"}) {
        const auto root = readXml(each);
        require(root.has_value() || !root.error().empty());
        if (root) {
            look(*root, 0);
        }
    }
    require(!readXml("<!DOCTYPE a [" + std::string(text) + "]><a/>"));
    return 0;
}
