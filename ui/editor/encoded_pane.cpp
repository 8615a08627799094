// SPDX-License-Identifier: Apache-2.0
#include "editor/encoded_pane.h"
#include "common/buttons.h"
#include "common/inline_error.h"
#include "common/metrics.h"
#include "editor/copy_button.h"
#include "editor/part_bytes.h"
#include "editor/part_roles.h"
#include "editor/segment_map.h"
#include "editor/token_view.h"
#include "editor/top_line.h"
#include "workbench/phrases.h"
#include "workbench/token_document.h"

#include <QVBoxLayout>

namespace twb::ui {

using workbench::ShownVersion;
using workbench::TokenDocument;

namespace {

constexpr std::size_t mostTabs = 30; ///< that one press opens; nobody finds his way among more

/// The octets without a copy: good while the text lives.
QByteArray viewOf(const std::string& text) {
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

EncodedPane::EncodedPane(QWidget* parent)
    : PaneFrame(tr("Encoded"), parent)
    , m_form(addBadge())
    , m_length(addBadge())
    , m_wrap(new IconButton(Icon::Wrap, tr("Fold the token to the width of the pane"), this))
    , m_copy(new CopyButton(tr("Copy the token (Ctrl+Shift+C)"), this))
    , m_clear(new IconButton(Icon::X, tr("Clear the tab (Ctrl+L)"), this))
    , m_view(new TokenView(this))
    , m_map(new SegmentMap(this))
    , m_bytes(new PartBytes(this)) {
    setObjectName(QStringLiteral("encodedPane"));
    m_view->setObjectName(QStringLiteral("encodedView"));
    m_view->setAccessibleName(tr("Encoded token"));
    m_map->setObjectName(QStringLiteral("segmentMap"));
    m_copy->setObjectName(QStringLiteral("copyEncodedButton"));
    m_clear->setObjectName(QStringLiteral("clearButton"));
    m_wrap->setObjectName(QStringLiteral("wrapButton"));
    m_wrap->setCheckable(true);
    m_wrap->setChecked(true);
    addControl(m_wrap);
    addControl(m_copy);
    addControl(m_clear);

    auto* foot = new TopLine(this);
    auto* footRow = new QVBoxLayout(foot);
    footRow->setContentsMargins(metrics::paneSide, metrics::space8, metrics::paneSide, metrics::space8);
    footRow->addWidget(m_map);
    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_view, 1);
    column->addWidget(foot);
    column->addWidget(m_bytes);
    setContent(body);
    m_pause.setSingleShot(true);
    m_pause.setInterval(300);
    connectSignals();
}

void EncodedPane::setDocument(TokenDocument* document) {
    if (document != m_document) {
        m_document = document;
        m_asPasted = false;
        m_barsFor.reset();
        messages()->clear();
    }
}

void EncodedPane::render() {
    if (!m_document) {
        return;
    }
    if (m_document->shown() == ShownVersion::Copy) {
        m_asPasted = false;
    }
    renderBars();
    renderText();
}

void EncodedPane::markRange(TextRange encoded) {
    m_view->setMarkedRanges(encoded.length > 0 && !m_asPasted ? QList<TextRange>{encoded} : QList<TextRange>{});
}

void EncodedPane::setFolded(bool on) {
    m_wrap->setChecked(on);
    m_view->setFold(on ? TokenView::Fold::Width : TokenView::Fold::Parts);
}

void EncodedPane::connectSignals() {
    connect(m_view, &TokenView::edited, this, [this](const QByteArray& utf8) {
        if (m_document) {
            m_document->editEncoded(utf8.toStdString());
        }
    });
    connect(m_view, &TokenView::pasted, this, &EncodedPane::takePaste);
    connect(m_view, &TokenView::caretMoved, this, [this](std::size_t offset) {
        if (!m_asPasted) {
            Q_EMIT caretMoved(offset);
        }
    });
    connect(m_view, &TokenView::undoRequested, this, [this] {
        if (m_document) {
            m_document->undo();
        }
    });
    connect(m_view, &TokenView::redoRequested, this, [this] {
        if (m_document) {
            m_document->redo();
        }
    });
    connect(m_wrap, &QAbstractButton::clicked, this, &EncodedPane::foldChosen);
    connect(m_copy, &QAbstractButton::clicked, this, &EncodedPane::copyRequested);
    connect(m_clear, &QAbstractButton::clicked, this, [this] {
        if (m_document) {
            m_document->clear();
        }
    });
    connect(m_map, &SegmentMap::partClicked, this, [this](int index) {
        const QString letter = m_map->parts().value(index).letter;
        const auto& segments = m_document->shownVersion().reading->segments;
        TextRange range;
        if (letter != QLatin1String("D") && letter != QLatin1String("B") && index < static_cast<int>(segments.size())) {
            range = segments[static_cast<std::size_t>(index)].range;
        }
        for (const doctor::Segment& segment : segments) {
            const bool wanted = letter == QLatin1Char(segment.letter);
            if (!wanted || (segment.letter != 'D' && segment.letter != 'B')) {
                continue;
            }
            // All disclosures are one block, with the tildes between them.
            range = range.length == 0
                        ? segment.range
                        : TextRange{range.offset, segment.range.offset + segment.range.length - range.offset};
        }
        m_bytes->open(letter.isEmpty() ? '\0' : letter.at(0).toLatin1(), *m_document->shownVersion().reading);
        if (range.length > 0) {
            m_view->selectRange(range);
            m_view->setFocus();
        }
    });
    connect(&m_pause, &QTimer::timeout, this, &EncodedPane::showProblem);
}

void EncodedPane::renderText() {
    m_view->setReadOnly(m_asPasted);
    if (m_asPasted) {
        m_view->setUtf8(viewOf(*m_document->state().original->pasted));
        m_view->setParts({});
        m_view->setErrorRanges({});
        m_view->setMarkedRanges({});
        return;
    }
    const doctor::SharedText text = m_document->shownText();
    m_view->setUtf8(viewOf(*text));
    renderParts(*m_document->shownVersion().reading);
}

void EncodedPane::renderParts(const doctor::Reading& reading) {
    QList<MapPart> mapParts;
    QList<TextRange> errors;
    for (const doctor::Segment& segment : reading.segments) {
        if (segment.problem) {
            errors.append(segment.problem->where.length > 0 ? segment.problem->where : segment.range);
        }
        if (segment.letter == 'D' && !mapParts.isEmpty() && mapParts.last().letter == QLatin1String("D")) {
            mapParts.last().length += static_cast<qsizetype>(segment.range.length); // one block for all of them
            continue;
        }
        mapParts.append({QString(QLatin1Char(segment.letter)), partName(segment.letter),
                         static_cast<qsizetype>(segment.range.length), partRole(segment.letter)});
    }
    m_view->setParts(tokenParts(reading));
    m_view->setErrorRanges(errors);
    m_map->setParts(mapParts);
    m_bytes->render(reading);

    QString form;
    switch (reading.kind) {
    case doctor::TokenKind::Jws:
        form = tr("JWS compact");
        break;
    case doctor::TokenKind::Jwe:
        form = tr("JWE compact");
        break;
    case doctor::TokenKind::JwsJson:
        form = reading.isGeneral ? tr("JWS general JSON") : tr("JWS flattened JSON");
        break;
    case doctor::TokenKind::JweJson:
        form = reading.isGeneral ? tr("JWE general JSON") : tr("JWE flattened JSON");
        break;
    case doctor::TokenKind::SdJwt:
        form = reading.segment('B') ? tr("SD-JWT with key binding") : tr("SD-JWT");
        if (reading.encoded->starts_with('{')) {
            form = reading.segment('B') ? tr("SD-JWT JSON with key binding") : tr("SD-JWT JSON");
        }
        break;
    case doctor::TokenKind::Unknown:
        form = tr("Not a whole token");
        break;
    case doctor::TokenKind::Empty:
        break;
    }
    // A badge never says what a bar says already.
    const auto& original = m_document->state().original;
    const bool noToken = m_document->shown() == ShownVersion::Original && original && original->tokensFound == 0;
    m_form->setText(noToken && reading.kind == doctor::TokenKind::Unknown ? QString() : form);
    m_length->setText(tr("%n characters", nullptr, static_cast<int>(reading.encoded->size())));
    if (errorLine()->isVisible()) {
        showProblem();
    }
    m_pause.start();
}

void EncodedPane::renderBars() {
    const auto& original = m_document->state().original;
    if (original == m_barsFor) {
        return;
    }
    m_barsFor = original;
    m_asPasted = false;
    messages()->clear();
    if (!original || original->token->empty()) {
        return;
    }
    // A broken token of which a part can be read is a token to its reader; what is wrong with it stands under the pane.
    const doctor::Reading& reading = *m_document->evaluation()->original.reading;
    const bool readable = reading.header.isObject || reading.payload.isObject;
    if (original->tokensFound == 0 && !original->looksLike.empty() && !readable) {
        messages()->add(
            MessageKind::Warning,
            tr("No token found in this text. It looks like %1.").arg(workbench::looksLikeText(original->looksLike)),
            QStringLiteral("none"));
    } else if (original->tokensFound > 1) {
        offerOthers(*original);
    }
    if (reading.kind == doctor::TokenKind::SdJwt && reading.signatures > 1) {
        messages()
            ->add(MessageKind::Info,
                  tr("This SD-JWT has %1 signatures. Your copy keeps only the one that is shown once you edit it or "
                     "choose the compact or flattened form.")
                      .arg(reading.signatures),
                  QStringLiteral("signatures"))
            ->setObjectName(QStringLiteral("severalSignaturesBar"));
    }
    if (!original->steps.empty()) {
        showAsPasted(false);
    }
}

void EncodedPane::offerOthers(const workbench::Original& original) {
    MessageBar* bar = messages()->add(
        MessageKind::Info, tr("%n tokens found. The first is shown.", nullptr, static_cast<int>(original.tokensFound)),
        QStringLiteral("several"));
    bar->setObjectName(QStringLiteral("severalBar"));
    const bool all = original.others.size() <= mostTabs;
    bar->setActions({all ? tr("Open all in tabs") : tr("Open the next %1 in tabs").arg(mostTabs)});
    connect(bar, &MessageBar::actionTriggered, this, [this, shown = m_barsFor] {
        const std::vector<std::string>& others = shown->others;
        const auto end = others.begin() + static_cast<std::ptrdiff_t>(std::min(others.size(), mostTabs));
        Q_EMIT othersRequested({others.begin(), end});
    });
}

void EncodedPane::showProblem() {
    if (!m_document || m_asPasted) {
        errorLine()->clear();
        return;
    }
    const doctor::Reading& reading = *m_document->shownVersion().reading;
    for (const doctor::Segment& segment : reading.segments) {
        if (segment.problem) {
            errorLine()->showError(workbench::segmentProblemText(segment));
            return;
        }
    }
    errorLine()->clear();
}

void EncodedPane::takePaste(const QString& text, TextRange selection) {
    if (!m_document || text.isEmpty()) {
        return;
    }
    const std::string octets = text.toStdString();
    const bool everything = selection.length >= static_cast<std::size_t>(m_view->utf8().size());
    if (m_document->isEmpty() || everything || doctor::unwrap(octets).tokensFound > 0) {
        m_document->pasteText(octets);
    } else {
        m_view->insertAtCaret(text);
    }
}

void EncodedPane::showAsPasted(bool on) {
    if (!m_document || !m_document->state().original) {
        return;
    }
    const bool turned = on != m_asPasted;
    m_asPasted = on;
    const QString key = QStringLiteral("unwrap");
    MessageBar* bar = messages()->add(
        MessageKind::Info,
        on ? tr("Shown as it was pasted") : workbench::unwrapText(m_document->state().original->steps), key);
    bar->setActions({on ? tr("Show the token") : tr("Show as pasted")});
    bar->setObjectName(QStringLiteral("unwrapBar"));
    connect(bar, &MessageBar::actionTriggered, this, [this, on] {
        // Not from inside the bar's own signal: the bar is replaced.
        QTimer::singleShot(0, this, [this, on] { showAsPasted(!on); });
    });
    connect(bar, &MessageBar::dismissed, this, [this] {
        if (m_asPasted) {
            m_asPasted = false;
            renderText();
        }
    });
    if (turned) {
        renderText();
    }
}

} // namespace twb::ui
