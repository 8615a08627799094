// SPDX-License-Identifier: Apache-2.0
#include "editor/report_panel.h"
#include "common/buttons.h"
#include "common/follow_theme.h"
#include "common/inline_error.h"
#include "common/metrics.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "workbench/token_document.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QVBoxLayout>

namespace twb::ui {

using doctor::ReportFormat;

namespace {
constexpr std::size_t previewed = 200'000; ///< octets; more keeps the window busy and is read by nobody
}

ReportPanel::ReportPanel(QWidget* parent)
    : PaneFrame(tr("Report"), parent)
    , m_back(new LinkButton(tr("Back to Doctor"), this))
    , m_format(new SwitchRow(tr("Format of the report"), this))
    , m_language(new SwitchRow(tr("Language of the report"), this))
    , m_mask(new QCheckBox(tr("Mask personal data"), this))
    , m_leaveOff(new QCheckBox(tr("Leave the signature off"), this))
    , m_choices(new QGridLayout)
    , m_preview(new QPlainTextEdit(this))
    , m_copy(makeButton(tr("Copy"), ButtonKind::Normal, this))
    , m_save(makeButton(tr("Save as…"), ButtonKind::Primary, this)) {
    setObjectName(QStringLiteral("reportPanel"));
    m_back->setObjectName(QStringLiteral("backToDoctorButton"));
    m_format->setObjectName(QStringLiteral("reportFormatSwitch"));
    m_language->setObjectName(QStringLiteral("reportLanguageSwitch"));
    m_mask->setObjectName(QStringLiteral("maskPersonalCheck"));
    m_leaveOff->setObjectName(QStringLiteral("leaveSignatureOffCheck"));
    m_preview->setObjectName(QStringLiteral("reportPreview"));
    m_copy->setObjectName(QStringLiteral("copyReportButton"));
    m_save->setObjectName(QStringLiteral("saveReportButton"));
    addControl(m_back);
    for (const QString& text : {QStringLiteral("Markdown"), QStringLiteral("HTML"), tr("Text")}) {
        m_format->addChoice(text);
    }
    m_language->addChoice(QStringLiteral("English"));
    m_language->addChoice(QStringLiteral("Português"));
    m_language->setCurrentIndex(QLocale().language() == QLocale::Portuguese ? 1 : 0);
    m_mask->setChecked(true);
    m_mask->setToolTip(tr("E-mail addresses, CPF, names and what else tells of a person become ***"));
    m_mask->setAccessibleDescription(m_mask->toolTip());
    m_leaveOff->setChecked(true);
    m_leaveOff->setToolTip(tr("A token without its signature opens no door"));
    m_leaveOff->setAccessibleDescription(m_leaveOff->toolTip());
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setAccessibleName(tr("Preview of the report"));
    m_preview->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_preview->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    wearMono(m_preview);

    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(metrics::paneSide, metrics::paneTop, metrics::paneSide, metrics::paneTop);
    column->setSpacing(metrics::space8);
    m_choices->setHorizontalSpacing(metrics::space8);
    m_choices->setVerticalSpacing(metrics::space8);
    const auto label = [this](const QString& text) {
        return new TextLabel(text, Role::Text2, fonts::Size::Label, fonts::Weight::Regular, this);
    };
    m_choices->addWidget(label(tr("Format")), 0, 0);
    m_choices->addWidget(m_format, 0, 1, Qt::AlignLeft);
    m_choices->addWidget(label(tr("Language")), 1, 0);
    m_choices->addWidget(m_language, 1, 1, Qt::AlignLeft);
    m_choices->setColumnStretch(3, 1);
    arrange(false);
    column->addLayout(m_choices);
    column->addWidget(m_preview, 1);
    auto* actions = new QHBoxLayout;
    actions->addStretch(1);
    actions->addWidget(m_copy);
    actions->addWidget(m_save);
    column->addLayout(actions);
    setContent(body);
    connectSignals();
}

void ReportPanel::connectSignals() {
    connect(m_back, &QAbstractButton::clicked, this, &ReportPanel::backRequested);
    connect(m_format, &SwitchRow::currentIndexChanged, this, &ReportPanel::render);
    connect(m_language, &SwitchRow::currentIndexChanged, this, &ReportPanel::render);
    connect(m_mask, &QCheckBox::toggled, this, &ReportPanel::render);
    connect(m_leaveOff, &QCheckBox::toggled, this, &ReportPanel::render);
    connect(m_copy, &QAbstractButton::clicked, this, &ReportPanel::copy);
    connect(m_save, &QAbstractButton::clicked, this, &ReportPanel::chooseFile);
}

/// In the drawer there is little height and much width: the ticks stand beside the switches, not under them.
void ReportPanel::arrange(bool wide) {
    for (QCheckBox* tick : {m_mask, m_leaveOff}) {
        m_choices->removeWidget(tick);
        const int place = tick == m_mask ? 0 : 1;
        m_choices->addWidget(tick, wide ? place : place + 2, wide ? 2 : 0, 1, wide ? 1 : 3);
    }
}

void ReportPanel::resizeEvent(QResizeEvent* event) {
    PaneFrame::resizeEvent(event);
    arrange(width() >= metrics::width(560));
}

void ReportPanel::setMasking(bool on) {
    m_mask->setChecked(on);
}

void ReportPanel::setDocument(workbench::TokenDocument* document) {
    m_document = document;
}

void ReportPanel::focusStart() {
    m_format->button(m_format->currentIndex())->setFocus(Qt::OtherFocusReason);
}

workbench::ReportChoice ReportPanel::choice() const {
    workbench::ReportChoice choice;
    choice.format = static_cast<ReportFormat>(m_format->currentIndex());
    choice.language = m_language->currentIndex() == 1 ? Language::Portuguese : Language::English;
    choice.personal = m_mask->isChecked() ? doctor::PersonalData::Masked : doctor::PersonalData::Shown;
    choice.signature = m_leaveOff->isChecked() ? doctor::SignaturePart::LeftOff : doctor::SignaturePart::Shown;
    return choice;
}

void ReportPanel::render() {
    if (!m_document || !isVisible()) {
        return;
    }
    std::string text = workbench::reportOf(*m_document, choice());
    if (text.empty() || text == m_text) {
        return; // the doctor answers in a moment
    }
    m_text = std::move(text);
    const QString shown = QString::fromStdString(m_text.substr(0, previewed));
    m_preview->setPlainText(m_text.size() > previewed ? shown + QLatin1Char('\n') + tr("… (the preview ends here)")
                                                      : shown);
}

void ReportPanel::copy() {
    QGuiApplication::clipboard()->setText(QString::fromStdString(m_text));
    Q_EMIT announced(tr("Copied: report"));
}

void ReportPanel::chooseFile() {
    // As it is now: the window stays usable while the file is chosen.
    const std::string text = m_text;
    const std::string_view ending = doctor::fileEnding(choice().format);
    auto* chooser = new QFileDialog(this, tr("Save the report"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    const QString suffix = QString::fromUtf8(ending.data(), static_cast<qsizetype>(ending.size()));
    chooser->setDefaultSuffix(suffix);
    chooser->selectFile((m_document ? m_document->title() : tr("Report")) + QLatin1Char('.') + suffix);
    connect(chooser, &QFileDialog::fileSelected, this, [this, text](const QString& path) { write(path, text); });
    chooser->open();
}

void ReportPanel::write(const QString& path, const std::string& text) {
    QSaveFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 ||
        !file.commit()) {
        errorLine()->showError(tr("%1 could not be written: %2.").arg(name, file.errorString()));
        return;
    }
    errorLine()->clear();
    Q_EMIT announced(tr("Saved: %1").arg(name));
}

} // namespace twb::ui
