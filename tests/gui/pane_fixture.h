// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "page_fixture.h"

namespace page {

/// One pane on a document of its own, rendered at each evaluation as the page does it.
template <typename Pane>
class PaneHarness {
protected:
    template <typename... Arguments>
    void open(QSize size, Arguments&&... arguments) {
        bench = std::make_unique<Bench>();
        pane = std::make_unique<Pane>(std::forward<Arguments>(arguments)...);
        start(size);
    }
    /// For panes that want the settings.
    void openWithSettings(QSize size) {
        bench = std::make_unique<Bench>();
        pane = std::make_unique<Pane>(bench->settings);
        start(size);
    }
    void close() {
        pane.reset();
        bench.reset();
    }
    void paste(const QByteArray& text) {
        bench->document()->pasteText(text.toStdString());
        QVERIFY(bench->settle());
    }
    template <typename T>
    T* find(const char* name) const {
        T* found = pane->template findChild<T*>(QLatin1String(name));
        if (!found) {
            qFatal("no %s", name);
        }
        return found;
    }
    twb::workbench::TokenDocument& document() const { return *bench->document(); }

    std::unique_ptr<Bench> bench;
    std::unique_ptr<Pane> pane;

private:
    void start(QSize size) {
        using twb::workbench::TokenDocument;
        pane->resize(size);
        pane->setDocument(bench->document());
        QObject::connect(bench->document(), &TokenDocument::evaluated, pane.get(), &Pane::render);
        QObject::connect(bench->document(), &TokenDocument::shownChanged, pane.get(), &Pane::render);
        pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(pane.get()));
    }
};

/// A token of that header and payload with four characters of signature.
inline QByteArray tokenOf(const QByteArray& header, const QByteArray& payload) {
    const auto flags = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return header.toBase64(flags) + '.' + payload.toBase64(flags) + ".AAAA";
}

} // namespace page
