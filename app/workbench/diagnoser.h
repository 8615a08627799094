// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "doctor/diagnosis.h"
#include "doctor/evaluation.h"
#include "workbench/document_state.h"

#include <functional>
#include <QObject>

namespace twb::workbench {

/// What the doctor is asked about one version of a document.
struct DiagnosisJob {
    std::uint64_t serial = 0;
    ShownVersion version = ShownVersion::Original;
    doctor::SharedText input;   ///< as pasted, or the encoded copy; never null
    doctor::SharedKeyField key; ///< null: none
    Time now{};
    std::string profile;             ///< id, `auto`, or empty
    profiles::SharedLibrary library; ///< null: the built-in profiles
    profiles::Expected expected;     ///< for the rules of the profile
    doctor::DiagnosisPolicy policy;
    jose::JweLimits caps{};
    doctor::SharedRingKeys ring; ///< keys to try where the one given does not fit; null: none
    /// The copy was edited after signing: its signature is nothing to search for.
    bool signatureOutdated = false;
    /// The key is the one that the copy was signed with, so a private key is what belongs there.
    bool keyIsSigningKey = false;
};

/// The doctor's answer, shared by all who show it.
struct DocumentDiagnosis {
    std::uint64_t serial = 0;
    ShownVersion version = ShownVersion::Original;
    doctor::Diagnosis diagnosis; ///< its findings sorted: errors, warnings, notes; of each, the signature first
    /// The search for a reading that verifies is still under way: nothing is said about the signature yet.
    bool isSearching = false;
    Time now{};
    jose::SecretEncoding keyEncoding = jose::SecretEncoding::Utf8; ///< as the key field declares it

    const doctor::Finding* find(std::string_view id) const;
    int count(doctor::Severity severity) const;
};
using SharedDiagnosis = std::shared_ptr<const DocumentDiagnosis>;

/// Diagnoses on a worker: first without the search, at once; then, where the signature does not verify, with it.
/// The newest job wins and ends the search of an older one. Destroying it is safe at any time and never waits.
class Diagnoser {
public:
    /// @param receiver  called in `context`'s thread by a queued call; twice for a job that is searched, and the first
    /// answer says isSearching.
    Diagnoser(QObject* context, std::function<void(SharedDiagnosis)> receiver);
    ~Diagnoser();
    Diagnoser(const Diagnoser&) = delete;
    Diagnoser& operator=(const Diagnoser&) = delete;

    void submit(DiagnosisJob job);
    /// Ends the search; its answer comes with what was found by then.
    void stopSearch();

    struct State;

private:
    std::shared_ptr<State> m_state;
};

} // namespace twb::workbench
