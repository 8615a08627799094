// SPDX-License-Identifier: Apache-2.0
#include "workbench/document_list.h"

#include <algorithm>

namespace twb::workbench {
namespace {
constexpr std::size_t maxClosed = 50;
}

DocumentList::DocumentList(DocumentServices services, QObject* parent)
    : QObject(parent)
    , m_services(std::move(services)) {
    openNew();
}

DocumentList::~DocumentList() = default;

TokenDocument* DocumentList::at(int index) const {
    return index >= 0 && index < count() ? m_open[static_cast<std::size_t>(index)].get() : nullptr;
}

int DocumentList::indexOf(const TokenDocument* document) const {
    const auto found =
        std::find_if(m_open.begin(), m_open.end(), [&](const auto& one) { return one.get() == document; });
    return found != m_open.end() ? static_cast<int>(found - m_open.begin()) : -1;
}

void DocumentList::insert(std::unique_ptr<TokenDocument> document, int index) {
    m_open.insert(m_open.begin() + index, std::move(document));
    if (m_current >= index) {
        ++m_current;
    }
    Q_EMIT opened(index);
    setCurrent(index);
}

std::unique_ptr<TokenDocument> DocumentList::makeDocument() {
    auto document = std::make_unique<TokenDocument>(m_services);
    document->setTitle(tr("Token %1").arg(++m_serial));
    return document;
}

TokenDocument* DocumentList::openNew() {
    auto document = makeDocument();
    TokenDocument* opened = document.get();
    insert(std::move(document), count());
    return opened;
}

TokenDocument* DocumentList::openText(std::string_view text) {
    TokenDocument* target = current() != nullptr && current()->isEmpty() ? current() : openNew();
    target->pasteText(text);
    return target;
}

void DocumentList::openBehind(const std::vector<std::string>& texts) {
    int index = m_current;
    for (const std::string& text : texts) {
        auto document = makeDocument();
        document->pasteText(text);
        m_open.insert(m_open.begin() + ++index, std::move(document));
        Q_EMIT opened(index);
    }
}

KeptTabs DocumentList::kept() const {
    KeptTabs kept;
    for (int index = 0; index < count(); ++index) {
        if (!at(index)->isEmpty()) {
            if (index <= m_current) {
                kept.current = static_cast<int>(kept.tabs.size());
            }
            kept.tabs.push_back(at(index)->kept());
        }
    }
    return kept;
}

void DocumentList::restore(const KeptTabs& kept) {
    const bool untouched = count() == 1 && current()->isEmpty() && !current()->canUndo();
    int index = 0;
    for (const KeptTab& tab : kept.tabs) {
        auto document = makeDocument();
        document->restore(tab);
        m_open.insert(m_open.begin() + index, std::move(document));
        ++m_current;
        Q_EMIT opened(index++);
    }
    if (untouched && index > 0) {
        setCurrent(std::clamp(kept.current, 0, index - 1));
        TokenDocument* empty = m_open.back().release();
        m_open.pop_back();
        Q_EMIT closed(index);
        empty->deleteLater(); // who shows it learns of it first
    }
}

void DocumentList::close(int index) {
    if (at(index) == nullptr) {
        return;
    }
    m_closed.push_back({std::move(m_open[static_cast<std::size_t>(index)]), index});
    if (m_closed.size() > maxClosed) {
        m_closed.erase(m_closed.begin());
    }
    m_open.erase(m_open.begin() + index);
    const int former = m_current;
    if (index < former || former == count()) {
        --m_current;
    }
    Q_EMIT closed(index);
    if (m_open.empty()) {
        openNew();
    } else if (index <= former) {
        Q_EMIT currentChanged(m_current);
    }
}

TokenDocument* DocumentList::reopenClosed() {
    if (m_closed.empty()) {
        return nullptr;
    }
    Closed last = std::move(m_closed.back());
    m_closed.pop_back();
    TokenDocument* reopened = last.document.get();
    insert(std::move(last.document), std::min(last.index, count()));
    return reopened;
}

void DocumentList::setCurrent(int index) {
    if (index != m_current && at(index) != nullptr) {
        m_current = index;
        Q_EMIT currentChanged(index);
    }
}

void DocumentList::move(int from, int to) {
    if (at(from) == nullptr || at(to) == nullptr || from == to) {
        return;
    }
    const TokenDocument* shown = current();
    const auto begin = m_open.begin();
    if (from < to) {
        std::rotate(begin + from, begin + from + 1, begin + to + 1);
    } else {
        std::rotate(begin + to, begin + from, begin + from + 1);
    }
    m_current = indexOf(shown);
    Q_EMIT moved(from, to);
}

/// Also on those that were closed, for they can come back.
template <typename Act>
void DocumentList::onEach(Act act) {
    for (const auto& document : m_open) {
        act(*document);
    }
    for (const Closed& closed : m_closed) {
        act(*closed.document);
    }
}

void DocumentList::setCaps(const jose::JweLimits& caps) {
    m_services.caps = caps;
    onEach([&](TokenDocument& document) { document.setCaps(caps); });
}

void DocumentList::setHeaderRule(doctor::HeaderRule rule) {
    m_services.headerRule = rule;
    onEach([&](TokenDocument& document) { document.setHeaderRule(rule); });
}

void DocumentList::setIndentNewJson(bool on) {
    m_services.indentNewJson = on;
    onEach([&](TokenDocument& document) { document.setIndentNewJson(on); });
}

void DocumentList::setLeeway(std::chrono::seconds leeway) {
    m_services.leeway = leeway;
    for (const auto& document : m_open) {
        document->setLeeway(leeway);
    }
}

} // namespace twb::workbench
