// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/result.h"

#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

/// Lossless JSON: the text stays what it is, a tape of nodes indexes it.                             (RFC 8259)
///
/// Nothing is converted on parsing: numbers, escapes, order, duplicate names and white space are still there, because
/// a token editor must show what was signed. Values are made only when asked for.
namespace twb::json {

enum class Type : std::uint8_t { Object, Array, String, Number, True, False, Null };

/// One value (or one member name) of the text. Strings include their quotes in the range.
struct Node {
    std::uint32_t offset; ///< first octet in the text
    std::uint32_t length; ///< octets; a container reaches to its closing bracket
    std::uint32_t next;   ///< index of the node after this subtree
    Type type;
    bool hasEscapes;      ///< strings only: a backslash occurs
    std::uint16_t unused; ///< no initialiser: nodes are made without being cleared first
};

/// Lets a vector grow without clearing what the parser is about to write.
template <typename T>
struct UnclearedAllocator : std::allocator<T> {
    template <typename U>
    struct rebind {
        using other = UnclearedAllocator<U>;
    };
    template <typename U>
    void construct(U* at) noexcept {
        ::new (static_cast<void*>(at)) U;
    }
    template <typename U, typename... Arguments>
    void construct(U* at, Arguments&&... arguments) {
        ::new (static_cast<void*>(at)) U(std::forward<Arguments>(arguments)...);
    }
};

/// Caps, with their reasons.
struct Limits {
    std::size_t maxOctets = std::size_t{64} << 20; ///< far above any token; keeps offsets in 32 bits and memory bounded
    std::uint32_t maxDepth = 512;                  ///< deeper than any real document, shallow enough for every reader
};

/// A member name that occurs again in the same object.
struct Duplicate {
    TextRange first;  ///< the earlier name with its quotes
    TextRange second; ///< the later one
    std::string name; ///< unescaped, UTF-8
};

class Tape;

/// A value on a tape; valid while tape and text are. Cheap to copy.
class Value {
public:
    Value() = default; ///< no value: exists() is false
    Value(const Tape* tape, std::uint32_t index)
        : m_tape(tape)
        , m_index(index) {}

    bool exists() const { return m_tape != nullptr; }
    inline Type type() const;
    bool is(Type type) const { return exists() && this->type() == type; }
    /// The exact octets, quotes and inner white space included.
    inline std::string_view text() const;
    inline TextRange range() const;

    /// Members of an object or elements of an array; 0 for others.
    std::size_t size() const;
    /// The member of that (unescaped) name; of several the last, as most readers take it. No value if absent or no
    /// object.
    Value find(std::string_view name) const;
    /// The element at a place of an array, or no value.
    Value at(std::size_t position) const;

    /// The string without quotes and escapes, UTF-8; a lone surrogate escape becomes U+FFFD. nullopt if no string.
    std::optional<std::string> string() const;
    /// The same without a copy where there are no escapes; `scratch` is used otherwise.
    std::optional<std::string_view> stringView(std::string& scratch) const;
    /// True if this is a string equal to `text` after unescaping; allocates nothing for strings without escapes.
    bool equals(std::string_view text) const;
    /// The number as a double; nullopt if no number or beyond the range of double.
    std::optional<double> number() const;
    /// The number if it is a whole number within 64 bits written without fraction and exponent.
    std::optional<std::int64_t> integer() const;
    std::optional<bool> boolean() const;

    /// Calls `f(Value name, Value member)` for each member in order; `f` may return false to stop.
    template <typename F>
    void forEachMember(F&& f) const;
    /// Calls `f(Value element)` for each element; `f` may return false to stop.
    template <typename F>
    void forEachElement(F&& f) const;

    const Tape* tape() const { return m_tape; }
    std::uint32_t index() const { return m_index; }

private:
    const Tape* m_tape = nullptr;
    std::uint32_t m_index = 0;
};

/// Parses and holds the index; reuse one object to reuse its memory.
class Tape {
public:
    /// Parses `text`, which must outlive the tape's use and is not copied. Checks UTF-8, depth and size.
    ///
    /// `where` of an error is the octet (use lineColumn); the detail is a sentence that names what was expected.
    /// Duplicate names are no error: see duplicates().
    /// @errors json-syntax, json-too-deep, json-too-large, utf8-invalid
    Result<void> parse(std::string_view text, Limits limits = {});

    /// The outermost value; no value before a successful parse.
    Value root() const { return m_nodes.empty() ? Value() : Value(this, 0); }
    std::string_view text() const { return m_text; }
    /// A name node is followed by its value node; a container by its first child.
    std::span<const Node> nodes() const { return m_nodes; }
    /// In order of the second occurrence, `first` being the very first of that name in its object; at most 100, so
    /// that a hostile text cannot fill the memory. Escapes are resolved; two lone surrogates are equal only if the
    /// same.
    std::span<const Duplicate> duplicates() const { return m_duplicates; }

private:
    friend class Parser;
    template <typename T>
    using Buffer = std::vector<T, UnclearedAllocator<T>>;

    std::string_view m_text;
    Buffer<Node> m_nodes;
    std::vector<Duplicate> m_duplicates;
    Buffer<std::uint32_t> m_scratch; // open containers with the hashes of their names
    Buffer<std::uint64_t> m_table;   // the names of a large object
    std::string m_name;              // an unescaped name
};

inline Type Value::type() const {
    return m_tape->nodes()[m_index].type;
}

inline TextRange Value::range() const {
    const Node& node = m_tape->nodes()[m_index];
    return {node.offset, node.length};
}

inline std::string_view Value::text() const {
    const Node& node = m_tape->nodes()[m_index];
    return {m_tape->text().data() + node.offset, node.length};
}

template <typename F>
void Value::forEachMember(F&& f) const {
    if (!is(Type::Object)) {
        return;
    }
    const auto nodes = m_tape->nodes();
    for (std::uint32_t i = m_index + 1; i < nodes[m_index].next;) {
        const Value member(m_tape, i + 1);
        if constexpr (std::is_same_v<decltype(f(Value(), Value())), bool>) {
            if (!f(Value(m_tape, i), member)) {
                return;
            }
        } else {
            f(Value(m_tape, i), member);
        }
        i = nodes[i + 1].next;
    }
}

template <typename F>
void Value::forEachElement(F&& f) const {
    if (!is(Type::Array)) {
        return;
    }
    const auto nodes = m_tape->nodes();
    for (std::uint32_t i = m_index + 1; i < nodes[m_index].next; i = nodes[i].next) {
        if constexpr (std::is_same_v<decltype(f(Value())), bool>) {
            if (!f(Value(m_tape, i))) {
                return;
            }
        } else {
            f(Value(m_tape, i));
        }
    }
}

/// A text together with its tape; moves and copies keep both in step.
class Document {
public:
    static Result<Document> parse(std::string text, Limits limits = {});
    Document(const Document& other);
    Document(Document&& other) noexcept;
    Document& operator=(Document other) noexcept;

    const std::string& text() const { return *m_text; }
    const Tape& tape() const { return m_tape; }
    Value root() const { return m_tape.root(); }

private:
    Document() = default;
    std::shared_ptr<const std::string> m_text; // shared: the tape's view stays valid when the document moves
    Tape m_tape;
};

} // namespace twb::json
