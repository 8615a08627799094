// SPDX-License-Identifier: Apache-2.0
#include "editor/signature_recipe.h"
#include "common/buttons.h"
#include "common/fonts.h"
#include "common/metrics.h"
#include "editor/encryption_recipe_text.h"
#include "editor/signature_recipe_text.h"

#include <QEvent>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace twb::ui {

SignatureRecipe::SignatureRecipe(QWidget* parent)
    : PaneFrame(tr("How the signature is made"), parent)
    , m_fold(new IconButton(Icon::Down, tr("Fold"), this))
    , m_text(new QTextBrowser(this)) {
    setObjectName(QStringLiteral("signatureRecipe"));
    setSwatch(Role::SegS);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_fold->setObjectName(QStringLiteral("recipeFold"));
    addControl(m_fold);
    m_text->setAccessibleName(tr("How the signature is made"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setTabChangesFocus(true);
    m_text->document()->setDocumentMargin(0);
    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(metrics::paneSide, metrics::paneTop, metrics::paneSide, metrics::paneTop);
    column->addWidget(m_text);
    setContent(body);
    applyFonts();
    connect(m_fold, &QAbstractButton::clicked, this, [this] { setOpen(!m_open); });
    connect(&Theme::current(), &Theme::changed, this, [this] {
        applyFonts();
        render(doctor::Version(m_version));
    });
}

void SignatureRecipe::render(const doctor::Version& version) {
    m_version = version;
    if (!version.reading) {
        return;
    }
    const bool encrypted = doctor::isEncrypted(version.reading->kind);
    const QString html = encrypted ? encryptionRecipe(version) : signatureRecipe(version);
    setCaption(encrypted ? tr("How the encryption is made") : tr("How the signature is made"));
    setSwatch(encrypted ? Role::SegT : Role::SegS);
    m_text->setAccessibleName(caption());
    setVisible(!html.isEmpty());
    if (m_open && !html.isEmpty()) {
        m_text->setHtml(html);
        fitHeight();
    }
}

void SignatureRecipe::setOpen(bool open) {
    if (open == m_open) {
        return;
    }
    m_open = open;
    content()->setVisible(open);
    setMaximumHeight(open ? QWIDGETSIZE_MAX : metrics::paneHeader() + 1);
    m_fold->setIconName(open ? Icon::Down : Icon::Right);
    m_fold->setTip(open ? tr("Fold") : tr("Unfold"));
    if (open) {
        render(doctor::Version(m_version));
    }
    Q_EMIT openChanged(open);
}

void SignatureRecipe::changeEvent(QEvent* event) {
    PaneFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_text) {
        applyFonts();
    }
}

void SignatureRecipe::resizeEvent(QResizeEvent* event) {
    PaneFrame::resizeEvent(event);
    fitHeight();
}

void SignatureRecipe::applyFonts() {
    m_text->document()->setDefaultFont(fonts::mono());
}

/// As high as its text, at most eight lines of hex; longer signatures scroll.
void SignatureRecipe::fitHeight() {
    const int wanted = static_cast<int>(m_text->document()->size().height()) + 2;
    const int height = qMin(wanted, metrics::height(170));
    if (m_text->maximumHeight() != height) {
        m_text->setFixedHeight(height);
    }
}

} // namespace twb::ui
