// SPDX-License-Identifier: Apache-2.0
#include "workbench/token_document.h"

#include "workbench/copy_editing.h"
#include "workbench/key_ring.h"
#include "workbench/profile_store.h"
#include "json/text.h"

#include <QElapsedTimer>

namespace twb::workbench {
namespace {

constexpr auto busyAfter = std::chrono::milliseconds(150);

std::function<std::int64_t()> elapsedMilliseconds() {
    auto timer = std::make_shared<QElapsedTimer>();
    timer->start();
    return [timer] { return timer->elapsed(); };
}

DocumentState emptyState(const DocumentServices& services) {
    DocumentState state;
    state.leeway = services.leeway;
    state.signWhileTyping = services.signWhileTyping;
    return state;
}

} // namespace

TokenDocument::TokenDocument(DocumentServices services, QObject* parent)
    : QObject(parent)
    , m_services(std::move(services))
    , m_state(std::make_shared<const DocumentState>(emptyState(m_services)))
    , m_evaluator(this, [this](doctor::SharedEvaluation evaluation) { take(std::move(evaluation)); })
    , m_diagnoser(this, [this](SharedDiagnosis diagnosis) { takeDiagnosis(std::move(diagnosis)); }) {
    if (!m_services.milliseconds) {
        m_services.milliseconds = elapsedMilliseconds();
    }
    m_lastTick = m_services.clock->now();
    m_evaluation = doctor::evaluate({}, m_lastTick);
    m_second.setInterval(1000);
    m_busyTimer.setSingleShot(true);
    m_busyTimer.setInterval(busyAfter);
    m_searchTimer.setSingleShot(true);
    connectSignals();
    m_second.start();
}

TokenDocument::~TokenDocument() = default;

void TokenDocument::connectSignals() {
    connect(&m_second, &QTimer::timeout, this, &TokenDocument::tick);
    connect(&m_busyTimer, &QTimer::timeout, this, [this] { setBusy(true); });
    connect(&m_searchTimer, &QTimer::timeout, this, &TokenDocument::showSearching);
    if (m_services.keyRing != nullptr) {
        connect(m_services.keyRing, &KeyRing::changed, this, [this] {
            if (m_diagnosis != nullptr && m_diagnosis->diagnosis.verdict == doctor::DiagnosisVerdict::Invalid) {
                diagnoseNow(); // the key that came may be the one
            }
        });
    }
    if (m_services.profiles != nullptr) {
        connect(m_services.profiles, &ProfileStore::changed, this, [this] {
            ++m_revision; // other rules, same token
            evaluateNow();
        });
    }
}

ShownVersion TokenDocument::shown() const {
    if (!hasCopy()) {
        return ShownVersion::Original;
    }
    return hasOriginal() ? m_state->shown : ShownVersion::Copy;
}

const doctor::Version& TokenDocument::shownVersion() const {
    return shown() == ShownVersion::Copy && m_evaluation->copy ? *m_evaluation->copy : m_evaluation->original;
}

Time TokenDocument::now() const {
    return m_state->asOf.value_or(m_services.clock->now());
}

void TokenDocument::setTitle(const QString& title) {
    if (title != m_title) {
        m_title = title;
        Q_EMIT titleChanged(m_title);
    }
}

// Texts ---------------------------------------------------------------------------------------------------------------

doctor::SharedText TokenDocument::shownText() const {
    static const auto empty = std::make_shared<const std::string>();
    if (shown() == ShownVersion::Copy) {
        if (m_state->copy->encoded != nullptr) {
            return m_state->copy->encoded;
        }
        // The answer to the newest edit holds the text already; of a megabyte it need not be put together again.
        const bool known = m_evaluation->revision == m_revision && m_evaluation->copy;
        return known ? m_evaluation->copy->reading->encoded : doctor::share(doctor::encodeCopy(*m_state->copy));
    }
    return m_state->original != nullptr ? m_state->original->token : empty;
}

std::string TokenDocument::encodedText() const {
    return *shownText();
}

std::string TokenDocument::workInHand() const {
    if (!hasCopy()) {
        return {};
    }
    const bool inParts = m_state->copy->encoded == nullptr;
    if (inParts && (m_state->copy->kind == doctor::CopyKind::Encrypted || !m_state->copy->signers.empty())) {
        return doctor::signingInputOf(*m_state->copy); // each encryption of the same is another text
    }
    const std::string text = doctor::encodeCopy(*m_state->copy);
    return text.substr(0, text.rfind('.'));
}

bool TokenDocument::isUnsaved() const {
    return hasCopy() && workInHand() != m_savedWork;
}

void TokenDocument::markSaved() {
    m_savedWork = workInHand();
}

doctor::Copy TokenDocument::copyOfShown() const {
    if (shown() == ShownVersion::Copy && m_state->copy->encoded == nullptr) {
        return *m_state->copy;
    }
    const bool copy = shown() == ShownVersion::Copy;
    const doctor::Views originalViews = m_state->original != nullptr ? m_state->original->views : doctor::Views();
    const doctor::Views views = copy ? m_state->copy->views : originalViews;
    if (isSelective()) {
        return selectiveCopyOf(shownVersion(), views);
    }
    if (holdsPlaintext()) {
        return encryptedCopyOf(shownText(), shownVersion().reading->payload.octets, views);
    }
    return copyOf(shownText(), views, m_state->detachedPayload);
}

std::string TokenDocument::partOctets(PartName part) const {
    doctor::Copy copy = copyOfShown();
    return octetsOf(part == PartName::Header ? headerOf(copy) : copy.payload);
}

void TokenDocument::pasteText(std::string_view text) {
    doctor::Unwrapped unwrapped = doctor::unwrap(text);
    auto original = std::make_shared<Original>();
    original->pasted = doctor::share(std::string(text));
    original->token = doctor::share(std::move(unwrapped.token));
    original->steps = std::move(unwrapped.steps);
    original->tokensFound = unwrapped.tokensFound;
    original->others = std::move(unwrapped.others);
    original->looksLike = std::move(unwrapped.looksLike);
    DocumentState next = *m_state;
    if (needsKeyPair(*original->token) && !next.verifySecret && !next.publicKey && !next.privateKey) {
        next.keyMode = KeyMode::KeyPair;
    }
    next.original = std::move(original);
    next.copy = nullptr;
    next.shown = ShownVersion::Original;
    next.templateUse = nullptr;
    next.formOpen = false;
    next.expected.clear();
    apply(std::move(next), EditSource::Other, PendingSignature::Drop);
}

void TokenDocument::editEncoded(std::string text) {
    if (text == *shownText()) {
        return;
    }
    const bool typing = !hasCopy() && (!hasOriginal() || m_state->original->typed);
    if (typing) {
        auto original = std::make_shared<Original>();
        original->token = original->pasted = doctor::share(std::move(text));
        original->typed = true;
        DocumentState next = *m_state;
        next.original = std::move(original);
        apply(std::move(next), EditSource::Encoded, PendingSignature::Drop);
        return;
    }
    doctor::Copy copy;
    copy.views = copyOfShown().views;
    copy.encoded = doctor::share(std::move(text));
    applyCopy(std::move(copy), EditSource::Encoded);
}

void TokenDocument::applyCopy(doctor::Copy copy, EditSource source) {
    DocumentState next = *m_state;
    next.copy = std::make_shared<const doctor::Copy>(std::move(copy));
    next.shown = ShownVersion::Copy;
    apply(std::move(next), source, PendingSignature::Drop);
}

void TokenDocument::applyPart(PartName part, std::string octets, doctor::PartView view, EditSource source) {
    const doctor::Reading& reading = *shownVersion().reading;
    if (part == PartName::Payload && reading.payloadSource == doctor::PayloadSource::Detached) {
        DocumentState next = *m_state;
        next.detachedPayload = doctor::share(std::move(octets));
        if (shown() == ShownVersion::Copy && m_state->copy->encoded == nullptr && m_state->copy->detached) {
            auto copy = std::make_shared<doctor::Copy>(*m_state->copy);
            copy->payload = {next.detachedPayload, nullptr}; // it is signed with the rest
            next.copy = std::move(copy);
        }
        apply(std::move(next), source);
        return;
    }
    const bool inParts = shown() == ShownVersion::Copy && m_state->copy->encoded == nullptr;
    if (!inParts && isJsonForm(*shownText()) && !holdsPlaintext() && !isWholeJson(*shownText())) {
        return; // closed, or it cannot be taken apart: there is nothing to put the edit into
    }
    const doctor::SharedText text = inParts ? nullptr : shownText();
    if (text != nullptr && hasFiveParts(*text) && !holdsPlaintext()) {
        if (part == PartName::Header) {
            doctor::Copy copy;
            copy.views = copyOfShown().views;
            copy.views.header = view;
            copy.encoded = doctor::share(withHeader(*text, octets));
            applyCopy(std::move(copy), source);
        }
        return; // an encrypted payload cannot be edited
    }
    doctor::Copy copy = copyOfShown();
    doctor::CopyPart& target = part == PartName::Header ? headerOf(copy) : copy.payload;
    target = {doctor::share(std::move(octets)), nullptr};
    (part == PartName::Header ? copy.views.header : copy.views.payload) = view;
    applyCopy(std::move(copy), source);
}

void TokenDocument::editHeader(std::string text) {
    applyPart(PartName::Header, std::move(text), doctor::PartView::AsIs, EditSource::Header);
}

void TokenDocument::editPayload(std::string text) {
    applyPart(PartName::Payload, std::move(text), doctor::PartView::AsIs, EditSource::Payload);
}

bool TokenDocument::setClaim(const std::string& name, const std::string& json) {
    const std::string payload = partOctets(PartName::Payload);
    auto changed = json::setMember(payload, name, json);
    if (!changed) {
        return false;
    }
    if (*changed != payload) {
        applyPart(PartName::Payload, std::move(*changed), copyOfShown().views.payload, EditSource::Other);
    }
    return true;
}

bool TokenDocument::layOut(PartName part, Layout layout) {
    const std::string octets = partOctets(part);
    json::Tape tape;
    if (!tape.parse(octets)) {
        return false;
    }
    std::string changed = layout == Layout::Compact ? json::compact(tape) : json::pretty(tape);
    if (changed == octets) {
        setView(part, doctor::PartView::AsIs);
    } else {
        applyPart(part, std::move(changed), doctor::PartView::AsIs,
                  part == PartName::Header ? EditSource::HeaderMember : EditSource::Other);
    }
    return true;
}

void TokenDocument::setView(PartName part, doctor::PartView view) {
    const auto change = [&](doctor::Views views) {
        (part == PartName::Header ? views.header : views.payload) = view;
        return views;
    };
    DocumentState next = *m_state;
    if (shown() == ShownVersion::Copy) {
        auto copy = std::make_shared<doctor::Copy>(*m_state->copy);
        copy->views = change(copy->views);
        if (copy->views == m_state->copy->views) {
            return;
        }
        next.copy = std::move(copy);
    } else if (m_state->original != nullptr) {
        auto original = std::make_shared<Original>(*m_state->original);
        original->views = change(original->views);
        if (original->views == m_state->original->views) {
            return;
        }
        next.original = std::move(original);
    } else {
        return;
    }
    apply(std::move(next), EditSource::Other);
}

// Versions and time ---------------------------------------------------------------------------------------------------

void TokenDocument::showVersion(ShownVersion version) {
    if (version == shown() || !hasCopy() || !hasOriginal()) {
        return;
    }
    auto next = std::make_shared<DocumentState>(*m_state);
    next->shown = version;
    m_state = std::move(next);
    endTyping();
    m_spotlight = {};
    followOuter();
    Q_EMIT shownChanged();
    diagnoseNow();
}

void TokenDocument::backToOriginal() {
    if (hasCopy() && hasOriginal()) {
        DocumentState next = *m_state;
        next.copy = nullptr;
        next.shown = ShownVersion::Original;
        apply(std::move(next), EditSource::Other, PendingSignature::Drop);
    }
}

void TokenDocument::clear() {
    apply(emptyState(m_services), EditSource::Other, PendingSignature::Drop);
}

void TokenDocument::setAsOf(std::optional<Time> moment) {
    if (m_outer != nullptr) {
        m_outer->setAsOf(moment);
        return;
    }
    if (moment != m_state->asOf) {
        DocumentState next = *m_state;
        next.asOf = moment;
        apply(std::move(next), EditSource::AsOf);
    }
}

void TokenDocument::setCaps(const jose::JweLimits& caps) {
    if (caps == m_services.caps) {
        return;
    }
    m_services.caps = caps;
    ++m_revision;
    evaluateNow();
    if (m_inner != nullptr) {
        m_inner->setCaps(caps);
    }
}

void TokenDocument::setHeaderRule(doctor::HeaderRule rule) {
    m_services.headerRule = rule;
    if (m_inner != nullptr) {
        m_inner->setHeaderRule(rule);
    }
}

void TokenDocument::setIndentNewJson(bool on) {
    m_services.indentNewJson = on;
    if (m_inner != nullptr) {
        m_inner->setIndentNewJson(on);
    }
}

void TokenDocument::setLeeway(std::chrono::seconds leeway) {
    if (leeway != m_state->leeway) {
        DocumentState next = *m_state;
        next.leeway = leeway;
        apply(std::move(next), EditSource::Leeway);
    }
}

} // namespace twb::workbench
