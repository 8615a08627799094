// SPDX-License-Identifier: Apache-2.0
#include "editor/template_form_page.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/pane_frame.h"
#include "common/secret_edit.h"
#include "common/text_label.h"
#include "common/zones.h"
#include "editor/code_edit.h"
#include "editor/part_facts.h"
#include "editor/secret_row.h"
#include "editor/template_fields.h"
#include "editor/token_view.h"
#include "editor/verdict_strip.h"
#include "workbench/profile_store.h"
#include "workbench/token_document.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QTimer>

namespace twb::ui {

using workbench::TokenDocument;

namespace {

constexpr int copiedFor = 1500; ///< milliseconds
constexpr int formWidth = 480;

QByteArray utf8Of(const doctor::SharedText& text) {
    return QByteArray::fromStdString(*text);
}

PartRole partRole(char letter) {
    return letter == 'H' ? PartRole::Header : letter == 'P' ? PartRole::Payload : PartRole::Signature;
}

QString copyLabel(profiles::CopyForm form) {
    switch (form) {
    case profiles::CopyForm::Token:
        return TemplateFormPage::tr("Copy token");
    case profiles::CopyForm::Authorization:
        return TemplateFormPage::tr("Copy “Authorization: …”");
    case profiles::CopyForm::Bearer:
        break;
    }
    return TemplateFormPage::tr("Copy “Authorization: Bearer …”");
}

QString copyName(profiles::CopyForm form) {
    switch (form) {
    case profiles::CopyForm::Token:
        return QStringLiteral("copyTokenButton");
    case profiles::CopyForm::Authorization:
        return QStringLiteral("copyAuthorizationButton");
    case profiles::CopyForm::Bearer:
        break;
    }
    return QStringLiteral("copyBearerButton");
}

} // namespace

TemplateFormPage::TemplateFormPage(workbench::Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_verdicts(new VerdictStrip(settings, this))
    , m_formPane(new PaneFrame({}, this))
    , m_scroll(new QScrollArea(m_formPane))
    , m_token(new TokenView(this))
    , m_header(new CodeEdit(this))
    , m_payload(new CodeEdit(this)) {
    setObjectName(QStringLiteral("templateFormPage"));
    auto* panes = new QHBoxLayout;
    panes->setContentsMargins(metrics::space8, metrics::space8, metrics::space8, metrics::space8);
    panes->setSpacing(metrics::gap());
    panes->addWidget(buildLeft());
    panes->addWidget(buildRight(), 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_verdicts);
    column->addLayout(panes, 1);
}

TemplateFormPage::~TemplateFormPage() = default;

QWidget* TemplateFormPage::buildLeft() {
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_formPane->setContent(m_scroll);
    m_formPane->setFixedWidth(metrics::width(formWidth));

    m_keyRow = new QWidget(m_formPane);
    m_keyRow->hide();
    auto* row = new QVBoxLayout(m_keyRow);
    row->setContentsMargins(metrics::paneSide, 0, metrics::paneSide, metrics::paneTop);
    row->setSpacing(metrics::space4);
    row->addWidget(new TextLabel(tr("Key pair"), Role::Text2, fonts::Size::Label, fonts::Weight::Regular, m_keyRow));
    m_keyLabel = new TextLabel({}, Role::Text, fonts::Size::Body, fonts::Weight::Regular, m_keyRow);
    m_keyLabel->setWordWrap(true);
    m_keyLabel->setObjectName(QStringLiteral("templateKeyLabel"));
    m_copyPublic = makeButton(tr("Copy public key"), ButtonKind::Normal, m_keyRow);
    m_copyPublic->setObjectName(QStringLiteral("copyPublicKeyButton"));
    m_copyPublic->setToolTip(tr("The public key as PEM; the private one is never copied here"));
    m_copyPublic->setAccessibleDescription(m_copyPublic->toolTip());
    row->addWidget(m_keyLabel);
    row->addWidget(m_copyPublic, 0, Qt::AlignLeft);
    connect(m_copyPublic, &QPushButton::clicked, this, [this] {
        // This field is made here and holds SPKI alone.
        if (m_document && m_document->state().publicKey) {
            const auto text = asText(m_document->state().publicKey->text.reveal());
            QGuiApplication::clipboard()->setText(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
            Q_EMIT copied(tr("Copied: public key"));
        }
    });
    return m_formPane;
}

QWidget* TemplateFormPage::buildRight() {
    auto* right = new QWidget(this);
    auto* token = new PaneFrame(tr("Token"), right);
    m_token->setObjectName(QStringLiteral("templateTokenView"));
    m_token->setAccessibleName(tr("Encoded token"));
    m_token->setReadOnly(true);
    token->setContent(m_token);
    const auto codePane = [&](const QString& caption, Role swatch, CodeEdit* edit, const char* name) {
        auto* pane = new PaneFrame(caption, right);
        pane->setSwatch(swatch);
        edit->setObjectName(QLatin1String(name));
        edit->setAccessibleName(caption);
        edit->setLanguage(CodeLanguage::Json);
        edit->setReadOnly(true);
        pane->setContent(edit);
        return pane;
    };
    PaneFrame* header = codePane(tr("Header"), Role::SegH, m_header, "templateHeaderView");
    PaneFrame* payload = codePane(tr("Payload"), Role::SegP, m_payload, "templatePayloadView");
    header->setFixedHeight(metrics::height(134));
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::gap());
    column->addWidget(token, 2);
    column->addWidget(header);
    column->addWidget(payload, 3);
    column->addWidget(buildFoot());
    return right;
}

QWidget* TemplateFormPage::buildFoot() {
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space8);
    m_copyRow = new QHBoxLayout;
    m_copyRow->setSpacing(metrics::space8);
    row->addLayout(m_copyRow);
    row->addStretch(1);
    QPushButton* fresh = makeButton(tr("Fresh times"), ButtonKind::Flat, foot);
    fresh->setIcon(icon(Icon::Refresh));
    fresh->setObjectName(QStringLiteral("freshTimesButton"));
    fresh->setToolTip(tr("Fill in the moment and new identifiers, and sign again (F5)"));
    fresh->setAccessibleDescription(fresh->toolTip());
    m_open = makeButton(tr("Open in editor"), ButtonKind::Primary, foot);
    m_open->setObjectName(QStringLiteral("openInEditorButton"));
    m_open->setMinimumHeight(metrics::mainButton());
    m_open->setToolTip(tr("All panes for this token (Enter)"));
    m_open->setAccessibleDescription(m_open->toolTip());
    row->addWidget(fresh);
    row->addWidget(m_open);
    connect(fresh, &QPushButton::clicked, this, &TemplateFormPage::refreshRequested);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_document) {
            m_document->closeForm();
        }
    });
    return foot;
}

void TemplateFormPage::setDocument(TokenDocument* document) {
    if (m_document == document) {
        return;
    }
    if (m_document) {
        disconnect(m_document, nullptr, this, nullptr);
    }
    m_document = document;
    m_verdicts->setDocument(document);
    m_fieldsOf.clear();
    if (document) {
        connect(document, &TokenDocument::evaluated, this, &TemplateFormPage::render);
        connect(document, &TokenDocument::busyChanged, m_verdicts, &VerdictStrip::render);
        connect(document, &TokenDocument::timeMoved, this, &TemplateFormPage::moveTime);
        render();
    }
}

void TemplateFormPage::focusStart() {
    if (m_fields) {
        m_fields->focusFirst();
    }
}

void TemplateFormPage::setPartUnderline(bool on) {
    m_token->setPartUnderline(on ? TokenView::PartUnderline::On : TokenView::PartUnderline::Off);
}

void TemplateFormPage::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
        m_open->click();
        return;
    }
    QWidget::keyPressEvent(event);
}

void TemplateFormPage::rebuildFields() {
    const workbench::TemplateUse& use = *m_document->state().templateUse;
    m_fieldsOf = use.start.id;
    m_keyRow->setParent(m_formPane); // it outlives the forms
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_fields = new TemplateFields(use.start, body);
    column->addWidget(m_fields);
    column->addWidget(m_keyRow);
    column->addStretch(1);
    m_scroll->setWidget(body); // deletes the former form
    body->setAutoFillBackground(false);
    m_formPane->setCaption(QString::fromStdString(use.start.title));
    connect(m_fields, &TemplateFields::edited, this, &TemplateFormPage::takeFields);
    connectSecret();
    rebuildCopyButtons();
}

void TemplateFormPage::connectSecret() {
    SecretRow* secret = m_fields->secret();
    if (!secret) {
        return;
    }
    connect(secret, &SecretRow::secretEdited, this, [this, secret] {
        if (m_document) {
            m_document->setVerifySecret(secret->edit()->secret());
        }
    });
    connect(secret, &SecretRow::encodingChosen, this, [this](doctor::SecretEncoding encoding) {
        if (m_document) {
            m_document->setVerifyEncoding(encoding);
        }
    });
}

void TemplateFormPage::rebuildCopyButtons() {
    while (QLayoutItem* item = m_copyRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const profiles::SharedLibrary library = m_document->library();
    const profiles::Profile* profile = library->find(m_fieldsOf);
    std::vector<profiles::CopyForm> forms{profiles::CopyForm::Token};
    if (profile && !profile->copyForms.empty()) {
        forms = profile->copyForms;
    }
    for (const profiles::CopyForm form : forms) {
        QPushButton* button = makeButton(copyLabel(form), ButtonKind::Normal, this);
        button->setObjectName(copyName(form));
        button->setIcon(icon(Icon::Copy));
        m_copyRow->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, form, button] { copy(form, button); });
    }
}

void TemplateFormPage::takeFields() {
    if (m_document) {
        // A field that cannot be filled keeps the last token; its remark says why.
        (void)m_document->fillForm(m_fields->values());
    }
}

void TemplateFormPage::render() {
    if (!m_document || !m_document->isFormOpen()) {
        return;
    }
    const workbench::TemplateUse& use = *m_document->state().templateUse;
    if (m_fieldsOf != use.start.id) {
        rebuildFields();
    }
    m_fields->setValues(use.variables);
    const doctor::Version& version = m_document->shownVersion();
    const doctor::Reading& reading = *version.reading;
    m_verdicts->render();
    m_token->setUtf8(utf8Of(reading.encoded));
    QList<TokenPart> parts;
    for (const doctor::Segment& segment : reading.segments) {
        parts.append({segment.range, partRole(segment.letter)});
    }
    m_token->setParts(parts);
    m_header->setUtf8(utf8Of(reading.header.shown));
    m_payload->setUtf8(utf8Of(reading.payload.shown));
    renderKey();
    moveTime(version.time, version.time);
}

void TemplateFormPage::renderKey() {
    const workbench::DocumentState& state = m_document->state();
    const doctor::Evaluation& evaluation = *m_document->evaluation();
    const bool pair = state.keyMode == workbench::KeyMode::KeyPair;
    m_keyRow->setVisible(pair);
    m_copyPublic->setEnabled(state.publicKey != nullptr);
    if (pair) {
        const doctor::KeyFacts& facts = evaluation.verifyKey->facts();
        m_keyLabel->setText(state.publicKey == nullptr
                                ? tr("A new pair is being made…")
                                : tr("%1, made here for this token. Another one goes into the Key pane of the editor.")
                                      .arg(workbench::keyGivenText(facts.kind, facts.bits)));
    }
    if (SecretRow* secret = m_fields->secret()) {
        secret->setField(state.verifySecret);
        secret->setFacts(evaluation.verifyKey->facts(), evaluation.copyNeededOctets);
    }
}

void TemplateFormPage::moveTime(const doctor::TimeFacts& original, const doctor::TimeFacts& copy) {
    if (!m_document || !m_document->isFormOpen()) {
        return;
    }
    m_verdicts->moveTime(m_document->shown() == workbench::ShownVersion::Original ? original : copy);
    const doctor::Version& version = m_document->shownVersion();
    const workbench::DateStyle style = dateStyle(m_settings);
    for (const bool header : {true, false}) {
        const doctor::Part& part = header ? version.reading->header : version.reading->payload;
        PartFacts facts{
            part, header ? version.reading->headerClaims : version.reading->claims, nullptr, nullptr, m_document->now(),
            style};
        facts.profile = &version.profile;
        facts.isHeader = header;
        const LineFacts lines = part.isObject ? lineFacts(facts) : LineFacts{};
        (header ? m_header : m_payload)->setHints(lines.hints);
        (header ? m_header : m_payload)->setLineMarks(lines.marks);
    }
}

void TemplateFormPage::copy(profiles::CopyForm form, QPushButton* button) {
    if (!m_document) {
        return;
    }
    QGuiApplication::clipboard()->setText(QString::fromStdString(profiles::copyText(form, m_document->encodedText())));
    const QString label = button->text();
    if (label != tr("Copied")) {
        const int width = button->width();
        button->setMinimumWidth(width); // nothing moves
        button->setText(tr("Copied"));
        button->setIcon(icon(Icon::Ok, Role::Ok));
        QTimer::singleShot(copiedFor, button, [button, label] {
            button->setText(label);
            button->setIcon(icon(Icon::Copy));
        });
    }
    Q_EMIT copied(m_document->shownVersion().signature.state == doctor::SignatureState::Outdated
                      ? tr("Copied: the token, not signed")
                      : tr("Copied: the token"));
}

} // namespace twb::ui
