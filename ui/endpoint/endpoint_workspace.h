// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "workbench/endpoint_session.h"

#include <QTimer>
#include <QWidget>

class QSplitter;
class QTabBar;

namespace twb::workbench {
class ClipboardGuard;
class KeyRing;
class Settings;
} // namespace twb::workbench

namespace twb::ui {

class FlowPane;
class FormPane;
class HistoryPane;
class RequestPane;
class ResponsePane;

/// The Endpoint workspace (ui.md §6.4): the form at the left; request, answer and history at the right. It only wires:
/// the form goes to the session, what the session says is shown. Nothing leaves without Send or Discover.
class EndpointWorkspace : public QWidget {
    Q_OBJECT
public:
    EndpointWorkspace(workbench::EndpointSession& session, const workbench::KeyRing& ring,
                      workbench::ClipboardGuard& clipboard, workbench::Settings& settings, QWidget* parent = nullptr);
    ~EndpointWorkspace() override;

    void focusStart();
    void saveLayout();
    /// Fills the form, as choosing a preset and typing would.
    void setForm(const workbench::EndpointForm& form);
    void sayProblem(const QString& sentence);
    /// Takes the local issuer's certificate (PEM) as authority; the rest of the form stays.
    void trust(const QString& certificate);
    /// The keys of the local issuer, asked for when a token is found; nullptr while it does not run.
    using IssuerKeys = std::function<std::shared_ptr<const jose::KeySet>()>;
    void setIssuerKeys(IssuerKeys keys) { m_issuerKeys = std::move(keys); }

Q_SIGNALS:
    void statusMessage(const QString& text);
    /// A token that was found is wanted in the editor.
    void openTokenRequested(const QByteArray& token);
    /// The form shall be filled for the local issuer; the answer comes by setForm() or sayProblem().
    void localTrialRequested(const twb::workbench::EndpointForm& form);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Width { Wide, Middle, Narrow };
    Width widthNow() const;
    /// Form and result beside each other, or one of two tabs in a narrow window (ui.md §6.4).
    void arrange();
    void showResult();
    void shareHeight();
    void build();
    void connectSignals();
    void showExchange(const workbench::SharedExchange& exchange);
    void explainAnew();
    void dryRun();
    void copyCurl();
    void fillFromClipboard();
    void fillFromFile();
    void fillFrom(const QByteArray& text, const QString& source);
    void showHistory();
    void saveTranscript(bool har);
    void connectFound();
    workbench::FoundVerdict judge(const oauth::FoundToken& token) const;
    void askAbout(oauth::Operation operation, const oauth::FoundToken& token);

    workbench::EndpointSession& m_session;
    const workbench::KeyRing& m_ring;
    IssuerKeys m_issuerKeys;
    workbench::ClipboardGuard& m_clipboard;
    workbench::Settings& m_settings;
    FormPane* m_form;
    FlowPane* m_flow;
    RequestPane* m_request;
    ResponsePane* m_response;
    HistoryPane* m_history;
    QTabBar* m_tabs;
    QWidget* m_right;
    QSplitter* m_columns;
    QSplitter* m_results;
    QTimer m_tick;
    Width m_width = Width::Wide;
    bool m_heightsChosen = false; ///< the reader moved a splitter of the results
    workbench::SharedExchange m_shown;
    std::string m_comparedWith; ///< name of the registered key that the shown explanation knows
};

} // namespace twb::ui
