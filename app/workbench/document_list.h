// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/token_document.h"

#include <memory>
#include <vector>

namespace twb::workbench {

/// The open tabs in their order, and those that were closed (kept in memory until quit). Never empty: closing the last
/// tab opens an empty one. GUI thread.
class DocumentList : public QObject {
    Q_OBJECT

public:
    explicit DocumentList(DocumentServices services, QObject* parent = nullptr);
    ~DocumentList() override;

    int count() const { return static_cast<int>(m_open.size()); }
    TokenDocument* at(int index) const;
    TokenDocument* current() const { return at(m_current); }
    int currentIndex() const { return m_current; }
    int indexOf(const TokenDocument* document) const;
    bool canReopen() const { return !m_closed.empty(); }

    /// Opens an empty tab at the end and makes it current. Titles: "Token %1".
    TokenDocument* openNew();
    /// Opens a text: in the current tab if that is empty, else in a new one.
    TokenDocument* openText(std::string_view text);
    /// Opens each text in a tab of its own behind the current one, which stays in front.
    void openBehind(const std::vector<std::string>& texts);
    /// The tabs of a former run, before those that are open. Who has begun already stays where he is; if there is only
    /// an empty tab so far, it goes, and the kept current one comes to the front.
    void restore(const KeptTabs& kept);
    /// What is kept of the tabs that hold anything.
    KeptTabs kept() const;
    /// Closes without asking; at most 50 closed tabs are kept.
    void close(int index);
    TokenDocument* reopenClosed();
    void setCurrent(int index);
    void move(int from, int to);
    /// For documents opened from now on, and for all that are open.
    void setLeeway(std::chrono::seconds leeway);
    /// The same of what a stranger's token may cost; also for those that were closed.
    void setCaps(const jose::JweLimits& caps);
    /// For documents opened from now on.
    void setFirstLeeway(std::chrono::seconds leeway) { m_services.leeway = leeway; }
    void setSignWhileTyping(bool on) { m_services.signWhileTyping = on; }
    /// For documents opened from now on, for all that are open and those that were closed.
    void setHeaderRule(doctor::HeaderRule rule);
    void setIndentNewJson(bool on);

Q_SIGNALS:
    void opened(int index);
    void closed(int index);
    void moved(int from, int to);
    void currentChanged(int index);

private:
    std::unique_ptr<TokenDocument> makeDocument();
    template <typename Act>
    void onEach(Act act);
    void insert(std::unique_ptr<TokenDocument> document, int index);

    struct Closed {
        std::unique_ptr<TokenDocument> document;
        int index;
    };
    DocumentServices m_services;
    std::vector<std::unique_ptr<TokenDocument>> m_open;
    std::vector<Closed> m_closed;
    int m_current = -1;
    int m_serial = 0;
};

} // namespace twb::workbench
