// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "issuer/request_log.h"

#include <QWidget>

class QBoxLayout;
class QPlainTextEdit;
class QPushButton;

namespace twb::ui {

class ExchangeHighlighter;
class FindingLine;
class TextLabel;

/// The request that is selected beside its answer, and under them why it was refused and what can be done.
class ExchangeView : public QWidget {
    Q_OBJECT
public:
    explicit ExchangeView(QWidget* parent = nullptr);

    void show(std::shared_ptr<const issuer::Exchange> exchange);
    QList<QWidget*> focusStops() const;

Q_SIGNALS:
    void acceptAudienceRequested(const QString& audience);
    void openAssertionRequested(const QString& assertion);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPlainTextEdit* makeText(const char* name, const QString& accessibleName);
    void applyFonts();

    QPlainTextEdit* m_request;
    QPlainTextEdit* m_response;
    FindingLine* m_finding;
    std::shared_ptr<const issuer::Exchange> m_exchange;
};

/// What the issuer found: icon, title and sentence, at most two buttons.
class FindingLine : public QWidget {
    Q_OBJECT
public:
    explicit FindingLine(QWidget* parent = nullptr);
    void show(const issuer::Exchange& exchange);
    QList<QWidget*> focusStops() const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void acceptRequested();
    void openRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QBoxLayout* m_row;
    TextLabel* m_words;
    QPushButton* m_accept;
    QPushButton* m_open;
    bool m_hasFinding = false;
};

} // namespace twb::ui
