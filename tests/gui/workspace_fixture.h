// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/fact_cell.h"
#include "common/secret_edit.h"
#include "editor/code_edit.h"
#include "editor/editor_workspace.h"
#include "main_window/actions.h"
#include "page_fixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>

namespace page {

/// The editor's workspace as a reader has it before him, and what he does with it. A test class derives from it and
/// calls open() and close() in init() and cleanup().
class WorkspaceHarness {
protected:
    void open(Profiles profiles = Profiles::BuiltIn) {
        bench = std::make_unique<Bench>(profiles);
        actions = std::make_unique<twb::ui::Actions>();
        workspace = std::make_unique<twb::ui::EditorWorkspace>(bench->documents, bench->settings, bench->theme,
                                                               *actions, bench->profileStore);
        workspace->resize(1368, 780);
        workspace->show();
        workspace->preparePanes();
        QVERIFY(QTest::qWaitForWindowExposed(workspace.get()));
    }
    void close() {
        workspace.reset();
        actions.reset();
        bench.reset();
    }
    template <typename T>
    T* find(const char* name) const {
        T* found = workspace->findChild<T*>(QLatin1String(name));
        if (!found) {
            qFatal("no %s", name);
        }
        return found;
    }
    void paste(const QByteArray& text) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
        workspace->openClipboard();
        QVERIFY(bench->settle());
    }
    void openText(const char* text = cafToken) {
        workspace->openText(QString::fromUtf8(text));
        QVERIFY(bench->settle());
    }
    void typeSecret(const QByteArray& text) {
        auto* line = find<twb::ui::SecretEdit>("verifySecretEdit")->findChild<QLineEdit*>();
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QString::fromUtf8(text));
        QVERIFY(bench->settle());
    }
    /// The reader replaces text in an editor.
    void replaceInside(twb::ui::CodeEdit* edit, const QByteArray& before, const QByteArray& after) {
        const qsizetype at = edit->utf8().indexOf(before);
        QVERIFY2(at >= 0, before.constData());
        edit->setFocus();
        edit->selectRange({static_cast<std::size_t>(at), static_cast<std::size_t>(before.size())});
        edit->insertPlainText(QString::fromUtf8(after));
        QVERIFY(bench->settle());
    }
    QString signature() const { return find<twb::ui::FactCell>("factSignature")->title(); }
    QString time() const { return find<twb::ui::FactCell>("factTime")->title(); }

    std::unique_ptr<Bench> bench;
    std::unique_ptr<twb::ui::Actions> actions;
    std::unique_ptr<twb::ui::EditorWorkspace> workspace;
};

} // namespace page
